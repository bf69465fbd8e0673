/* A hand-tuned program for one thing: uniform weights, weighted sums of 193 × 30 values, ranks and
 * their counts, everything else left out. What bench/uncertainty measures the library against.
 *
 * Compiled once for each kind of vector unit and chosen at run time, like the library. Draws are
 * side by side; per thread a table of counts, since this one fits into the cache. */
#include "bench/uncertainty-kernel.h"

#ifdef _OPENMP
#include <omp.h>
#endif
#include <stdlib.h>
#include <string.h>

#define N HAND_UNITS
#define K HAND_INDICATORS
#define D 32 /* draws side by side */
#define BUCKETS 512
#define TUNED __attribute__((target_clones("avx512f", "avx2", "default"), optimize("O3")))

typedef double Wide __attribute__((vector_size(64)));
typedef guint64 WideBits __attribute__((vector_size(64)));

/* The working memory of a thread. */
typedef struct
{
  Wide weight[K][D / 8];
  Wide score[N][D / 8];
  guint16 bucket[N][D];
  double key[N + 1];
  guint8 order[N + 1];
  WideBits state[4];
  guint32 counts[N][N];
} KernelWork;

static guint64 splitmix(guint64 *x)
{
  guint64 z = *x += 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

static void seed(KernelWork *work, guint64 key)
{
  for (guint lane = 0; lane < 8; lane++)
    for (guint i = 0; i < 4; i++)
      work->state[i][lane] = splitmix(&key);
}

/* Uniform numbers, sorted all draws at once; then the gaps. */
TUNED static void draw(KernelWork *work)
{
  WideBits a = work->state[0], b = work->state[1], c = work->state[2], d = work->state[3];
  for (guint i = 0; i + 1 < K; i++)
    for (guint v = 0; v < D / 8; v++)
    {
      const WideBits sum = a + d, t = b << 17;
      c ^= a, d ^= b, b ^= c, a ^= d, c ^= t;
      d = (d << 45) | (d >> 19);
      work->weight[i][v] = (Wide)((sum >> 12) | 0x3ff0000000000000) - (1 - 0x1p-53);
    }
  work->state[0] = a, work->state[1] = b, work->state[2] = c, work->state[3] = d;
  for (guint p = 16; p > 0; p /= 2) /* Batcher's merge exchange */
    for (guint q = 16, r = 0, step = p;; step = q - p, q /= 2, r = p)
    {
      for (guint i = 0; i + step < K - 1; i++)
        for (guint v = 0; (i & p) == r && v < D / 8; v++)
        {
          const Wide x = work->weight[i][v], y = work->weight[i + step][v];
          const WideBits less = (WideBits)(x < y);
          work->weight[i][v] = (Wide)(((WideBits)x & less) | ((WideBits)y & ~less));
          work->weight[i + step][v] = (Wide)(((WideBits)y & less) | ((WideBits)x & ~less));
        }
      if (q == p)
        break;
    }
  for (guint v = 0; v < D / 8; v++)
  {
    Wide below = {0};
    for (guint i = 0; i < K; i++)
    {
      const Wide now = i + 1 < K ? work->weight[i][v] : 1 - (Wide){0};
      work->weight[i][v] = now - below;
      below = now;
    }
  }
}

TUNED static void score(const double (*x)[K], KernelWork *work)
{
  for (guint u = 0; u < N; u++)
  {
    Wide sum[D / 8] = {0};
    for (guint i = 0; i < K; i++)
      for (guint v = 0; v < D / 8; v++)
        sum[v] += x[u][i] * work->weight[i][v];
    for (guint v = 0; v < D / 8; v++)
      work->score[u][v] = sum[v];
  }
}

/* Which 512th of the range of its draw each score is in, from the top. */
TUNED static void slice(KernelWork *work)
{
  for (guint v = 0; v < D / 8; v++)
  {
    Wide low = work->score[0][v], high = low;
    for (guint u = 1; u < N; u++)
    {
      const Wide now = work->score[u][v];
      const WideBits less = (WideBits)(now < low), more = (WideBits)(now > high);
      low = (Wide)(((WideBits)now & less) | ((WideBits)low & ~less));
      high = (Wide)(((WideBits)now & more) | ((WideBits)high & ~more));
    }
    const Wide scale = (BUCKETS - 1) / (high - low);
    for (guint u = 0; u < N; u++)
    {
      const WideBits whole = (WideBits)((high - work->score[u][v]) * scale + 0x1p52);
      for (guint lane = 0; lane < 8; lane++)
        work->bucket[u][v * 8 + lane] = (guint16)whole[lane];
    }
  }
}

/* Counting sort by slice, counts of a byte, eight at a time; then insertion. */
TUNED static void count(KernelWork *work)
{
  for (guint d = 0; d < D; d++)
  {
    guint64 words[BUCKETS / 8] = {0}, before = 0;
    guint8 *at = (guint8 *)words;
    const double *scores = (const double *)work->score + d;
    for (guint u = 0; u < N; u++)
      at[work->bucket[u][d]]++;
    for (guint i = 0; i < BUCKETS / 8; i++)
    {
      const guint64 sums = words[i] * 0x0101010101010101;
      words[i] = (sums << 8) + before * 0x0101010101010101;
      before += sums >> 56;
    }
    for (guint u = 0; u < N; u++)
    {
      const guint place = ++at[work->bucket[u][d]];
      work->key[place] = scores[u * D];
      work->order[place] = (guint8)u;
    }
    for (guint i = 2; i <= N; i++)
    {
      const double moved = work->key[i];
      const guint8 unit = work->order[i];
      guint to = i;
      for (; to > 1 && work->key[to - 1] < moved; to--)
        work->key[to] = work->key[to - 1], work->order[to] = work->order[to - 1];
      work->key[to] = moved, work->order[to] = unit;
    }
    guint shared = 1;
    for (guint i = 1; i <= N; i++)
    {
      shared = i > 1 && work->key[i] == work->key[i - 1] ? shared : i;
      work->counts[work->order[i]][shared - 1]++;
    }
  }
}

void hand_tuned(const double (*x)[HAND_INDICATORS], guint64 draws, guint threads,
                guint32 (*counts)[HAND_UNITS])
{
#pragma omp parallel num_threads((int)threads)
  {
    KernelWork *work = aligned_alloc(64, (sizeof *work + 63) & ~(gsize)63);
    memset(work->counts, 0, sizeof work->counts);
#ifdef _OPENMP
    seed(work, (guint64)omp_get_thread_num() + 1);
#else
    seed(work, 1);
#endif
#pragma omp for
    for (guint64 block = 0; block < draws / D; block++)
    {
      draw(work);
      score(x, work);
      slice(work);
      count(work);
    }
#pragma omp critical
    for (guint u = 0; u < N; u++)
      for (guint r = 0; r < N; r++)
        counts[u][r] += work->counts[u][r];
    free(work);
  }
}
