/* uncertainty-kernel-source.h: the functions of DgmiKernel; included once by each file that defines
 * DGMI_LANE_BYTES and DGMI_KERNEL, the name of the table. */
#include <assert.h>
#include <math.h>
#include <string.h>

/* These loops are to be unrolled, so that sums stay in registers, whatever the rest is built with.
 */
#ifndef __clang__
#pragma GCC optimize("O3")
#endif

#include "index/kernels/lanes.h"
#include "index/uncertainty/uncertainty-kernel.h"

#define PER_CHUNK (CHUNK / LANES)
#define VECTORS(pointer) ((Lanes *)(gpointer)(pointer))
#define CONST_VECTORS(pointer) ((const Lanes *)(gconstpointer)(pointer))

/* ---- Random numbers ---- */

static void fill_uniform(guint64 key, guint n, double *out)
{
  Stream stream;
  stream_start(&stream, key);
  for (gsize i = 0; i < (gsize)n * BLOCK; i += STREAM_LANES)
    stream_next(&stream, VECTORS(out + i));
}

static void fill_normal(guint64 key, guint n, double *out)
{
  fill_uniform(key, n, out);
  for (gsize i = 0; i < (gsize)n * BLOCK; i += LANES)
    *VECTORS(out + i) = lanes_normal(*VECTORS(out + i));
}

/* ---- Weights ---- */

/* Puts the smaller of each lane into a. */
LANES_INLINE void compare_exchange(double *a, double *b)
{
  for (guint v = 0; v < PER_CHUNK; v++)
  {
    const Lanes x = VECTORS(a)[v], y = VECTORS(b)[v];
    const Mask less = x < y;
    VECTORS(a)[v] = lanes_choose(less, x, y);
    VECTORS(b)[v] = lanes_choose(less, y, x);
  }
}

/* Sorts n rows of a chunk, lane by lane: Batcher's merge exchange (Knuth 5.2.2, Algorithm M). */
static void sort_rows(guint n, double *const *row, guint from)
{
  guint top = 1;
  while (top < n)
    top *= 2;
  for (guint p = top / 2; p > 0; p /= 2)
    for (guint q = top / 2, r = 0, d = p;; d = q - p, q /= 2, r = p)
    {
      for (guint i = 0; i + d < n; i++)
        if ((i & p) == r)
          compare_exchange(row[i] + from, row[i + d] + from);
      if (q == p)
        break;
    }
}

/* The gaps between n − 1 sorted uniform numbers in (0, 1): uniform on the simplex. */
static void draw_uniform(guint64 key, guint n, double *const *row)
{
  Stream stream;
  stream_start(&stream, key);
  for (guint from = 0; from < BLOCK; from += CHUNK)
  {
    for (guint i = 0; i + 1 < n; i++)
      for (guint lane = 0; lane < CHUNK; lane += STREAM_LANES)
        stream_next(&stream, VECTORS(row[i] + from + lane));
    sort_rows(n - 1, row, from);
    for (guint v = 0; v < PER_CHUNK; v++)
    {
      Lanes below = lanes_of(0);
      for (guint i = 0; i < n; i++)
      {
        Lanes *at = VECTORS(row[i] + from) + v;
        const Lanes now = i + 1 < n ? *at : lanes_of(1);
        *at = now - below;
        below = now;
      }
    }
  }
}

/* The logarithm of gamma variates of one shape, STREAM_LANES at a time: Marsaglia, Tsang 2000; for
 * shapes below 1 that of shape + 1 times U^(1/shape). All lanes draw until the last has accepted.
 */
static void draw_log_gamma(Stream *stream, double shape, double *out)
{
  const double d = (shape < 1 ? shape + 1 : shape) - 1 / 3.0, c = 1 / sqrt(9 * d);
  Mask open[STREAM_VECTORS], any;
  for (guint v = 0; v < STREAM_VECTORS; v++)
    open[v] = (Mask){0} - 1;
  do
  {
    Lanes p[STREAM_VECTORS], u[STREAM_VECTORS];
    stream_next(stream, p);
    stream_next(stream, u);
    any = (Mask){0};
    for (guint v = 0; v < STREAM_VECTORS; v++)
    {
      const Lanes x = lanes_normal(p[v]), t = 1.0 + c * x, cube = t * t * t;
      const Lanes log_cube = 3.0 * lanes_log(t);
      const Mask accept =
          (t > 0.0) & (lanes_log(u[v]) < 0.5 * x * x + d - d * cube + d * log_cube) & open[v];
      VECTORS(out)[v] = lanes_choose(accept, log_cube + lanes_log(lanes_of(d)), VECTORS(out)[v]);
      open[v] &= ~accept;
      any |= open[v];
    }
  } while (lanes_any(any));
  if (shape >= 1)
    return;
  Lanes u[STREAM_VECTORS];
  stream_next(stream, u);
  for (guint v = 0; v < STREAM_VECTORS; v++)
    VECTORS(out)[v] += lanes_log(u[v]) / shape;
}

/* Gamma variates, relative to the largest so that not all vanish where the shapes are small. */
static void draw_gamma(guint64 key, const double *nominal, double amount, guint n,
                       double *const *row)
{
  Stream stream;
  stream_start(&stream, key);
  for (guint from = 0; from < BLOCK; from += STREAM_LANES)
  {
    for (guint i = 0; i < n; i++)
      draw_log_gamma(&stream, nominal[i] * amount, row[i] + from);
    for (guint v = 0; v < STREAM_VECTORS; v++)
    {
      Lanes largest = lanes_of(-INFINITY), sum = lanes_of(0);
      for (guint i = 0; i < n; i++)
      {
        const Lanes x = VECTORS(row[i] + from)[v];
        largest = lanes_choose(x > largest, x, largest);
      }
      for (guint i = 0; i < n; i++)
        sum += VECTORS(row[i] + from)[v] = lanes_exp(VECTORS(row[i] + from)[v] - largest);
      for (guint i = 0; i < n; i++)
        VECTORS(row[i] + from)[v] /= sum;
    }
  }
}

static void draw_noise(guint64 key, const double *nominal, double amount, guint n,
                       double *const *row)
{
  Stream stream;
  stream_start(&stream, key);
  for (guint i = 0; i < n; i++)
    for (guint from = 0; from < BLOCK; from += STREAM_LANES)
    {
      Lanes u[STREAM_VECTORS];
      stream_next(&stream, u);
      for (guint v = 0; v < STREAM_VECTORS; v++)
        VECTORS(row[i] + from)[v] = nominal[i] * (1.0 + amount * (2.0 * u[v] - 1.0));
    }
}

static void draw_weights(guint64 key, DgmiWeightsLaw law, const double *nominal, double amount,
                         guint n, double *const *row)
{
  if (law == WEIGHTS_UNIFORM)
    draw_uniform(key, n, row);
  else if (law == WEIGHTS_GAMMA)
    draw_gamma(key, nominal, amount, n, row);
  else
    draw_noise(key, nominal, amount, n, row);
}

/* ---- Scores ---- */

/* Whether a member is there, for one vector of draws. */
LANES_INLINE Mask is_there(const DgmiTree *tree, const guint8 *present, const Mask *alive,
                           guint slot)
{
  if (slot >= tree->n_indicators)
    return alive[(slot - tree->n_indicators) * PER_CHUNK];
  return present[slot] ? (Mask){0} - 1 : (Mask){0};
}

/* Which aggregates have a score: the members that are there have a weight, and are enough. factor[]
 * gets the sums of these members' weights. */
LANES_INLINE void find_alive(const DgmiTree *tree, const guint8 *present, const Lanes *weight,
                             Mask *alive, Lanes *factor)
{
  for (guint a = 0; a < tree->n_aggregates; a++)
  {
    Lanes sum = lanes_of(0), there = lanes_of(0);
    for (guint m = tree->first[a]; m < tree->first[a + 1]; m++)
    {
      const Mask is = is_there(tree, present, alive, tree->member[m]);
      sum += lanes_choose(is, weight[tree->member[m] * PER_CHUNK], lanes_of(0));
      there += lanes_choose(is, lanes_of(1), lanes_of(0));
    }
    alive[a * PER_CHUNK] = (sum > 0.0) & (there >= tree->available[a]);
    factor[a * PER_CHUNK] = sum;
  }
}

/* Each slot's share in the sum of its segment: the product of the weights on the way up to the
 * segment's head, each over the sum of its present siblings'; 0 where it is missing. */
static void find_shares(const DgmiShape *shape, const guint8 *present, guint n,
                        DgmiScratch *scratch)
{
  const DgmiTree *tree = shape->tree;
  for (guint v = 0; v < n / LANES; v++)
  {
    const Lanes *weight = CONST_VECTORS(scratch->weight) + v;
    Lanes *share = VECTORS(scratch->share) + v, *factor = VECTORS(scratch->factor) + v;
    Mask *alive = (Mask *)(gpointer)scratch->alive + v;
    find_alive(tree, present, weight, alive, factor);
    for (guint a = tree->n_aggregates; a-- > 0;)
    {
      const Lanes above =
          shape->is_head[a] ? lanes_of(1) : share[(tree->n_indicators + a) * PER_CHUNK];
      const Lanes own =
          lanes_choose(alive[a * PER_CHUNK], above / factor[a * PER_CHUNK], lanes_of(0));
      for (guint m = tree->first[a]; m < tree->first[a + 1]; m++)
      {
        const guint at = tree->member[m] * PER_CHUNK;
        share[at] = lanes_choose(is_there(tree, present, alive, tree->member[m]), weight[at] * own,
                                 lanes_of(0));
      }
    }
  }
}

/* What a segment hands on: the index's score as it is, missing where it has none; to another
 * segment the value or logarithm it takes, 0 where there is none (its share is 0). */
LANES_INLINE Lanes hand_on(const DgmiSegment *segment, gboolean is_index, Mask alive, Lanes sum)
{
  if (is_index)
    return lanes_choose(alive, sum, lanes_of(NAN));
  if (segment->geometric != segment->to_geometric)
    sum = segment->geometric ? lanes_exp(sum) : lanes_log(sum);
  return lanes_choose(alive, sum, lanes_of(0));
}

/* The weighted sums of one segment for `rows` units and `width` vectors of draws: the sums stay in
 * registers, each share is loaded once for all units, each value once for all draws. */
LANES_INLINE void sum_segment(const DgmiShape *shape, guint s, guint rows, guint width, guint v,
                              const double *value, DgmiScratch *scratch, double *const *out)
{
  const DgmiSegment *segment = &shape->segment[s];
  const guint *leaf = shape->leaf + segment->first_leaf;
  const Lanes *share = CONST_VECTORS(scratch->share) + v;
  Lanes sum[4][4];
  for (guint r = 0; r < rows; r++)
    for (guint w = 0; w < width; w++)
      sum[r][w] = lanes_of(0);
  value += (gsize)segment->first_leaf * rows;
  for (guint i = 0; i < segment->n_leaves; i++, value += rows)
    for (guint r = 0; r < rows; r++)
      for (guint w = 0; w < width; w++)
        sum[r][w] += value[r] * share[leaf[i] * PER_CHUNK + w];
  for (guint i = 0; i < segment->n_inner; i++)
  {
    const guint inner = shape->inner[segment->first_inner + i];
    const guint slot = shape->tree->n_indicators + shape->segment[inner].head;
    for (guint r = 0; r < rows; r++)
      for (guint w = 0; w < width; w++)
        sum[r][w] += CONST_VECTORS(scratch->inner)[(inner * 4 + r) * PER_CHUNK + v + w] *
                     share[slot * PER_CHUNK + w];
  }
  const Mask *alive = (const Mask *)(gpointer)scratch->alive + segment->head * PER_CHUNK + v;
  const gboolean is_index = s + 1 == shape->n_segments;
  for (guint r = 0; r < rows; r++)
    for (guint w = 0; w < width; w++)
    {
      const Lanes result = hand_on(segment, is_index, alive[w], sum[r][w]);
      if (is_index)
        VECTORS(out[r])[v + w] = result;
      else
        VECTORS(scratch->inner)[(s * 4 + r) * PER_CHUNK + v + w] = result;
    }
}

/* Vectors of draws that are summed side by side; 4 units of them fill the registers. */
#define WIDTH (DGMI_LANE_BYTES == 64 ? 4 : 2)

LANES_INLINE void sum_units(const DgmiShape *shape, guint rows, guint n, const double *value,
                            const guint *unit, DgmiScratch *scratch)
{
  double *out[4];
  for (guint r = 0; r < rows; r++)
    out[r] = scratch->score + (gsize)unit[r] * CHUNK;
  for (guint s = 0; s < shape->n_segments; s++)
  {
    guint v = 0;
    for (; v + WIDTH <= n / LANES; v += WIDTH)
      sum_segment(shape, s, rows, WIDTH, v, value, scratch, out);
    for (; v < n / LANES; v++)
      sum_segment(shape, s, rows, 1, v, value, scratch, out);
  }
}

static void score(const DgmiPacked *packed, guint n, DgmiScratch *scratch)
{
  const DgmiShape *shape = packed->shape;
  const gsize n_leaves = shape->tree->n_indicators;
  for (guint p = 0; p < packed->n_patterns; p++)
  {
    const DgmiPattern *pattern = &packed->pattern[p];
    const double *value = pattern->value;
    find_shares(shape, pattern->present, n, scratch);
    guint i = 0;
    for (; i + 4 <= pattern->n_units; i += 4, value += 4 * n_leaves)
      sum_units(shape, 4, n, value, pattern->unit + i, scratch);
    for (; i < pattern->n_units; i++, value += n_leaves)
      sum_units(shape, 1, n, value, pattern->unit + i, scratch);
  }
}

static void exponential(guint n_rows, guint n, double *x)
{
  for (guint i = 0; i < n_rows; i++)
    for (guint v = 0; v < n / LANES; v++)
      VECTORS(x + (gsize)i * CHUNK)[v] = lanes_exp(VECTORS(x + (gsize)i * CHUNK)[v]);
}

/* ---- Ranks ---- */

/* A score is placed by its distance from the draw's largest, in 2^-40 of the range of the draw:
 * with the unit's number behind it that is one integer, and most are sorted by it alone. */
#define PLACES 0x1p40
#define UNIT_BITS 16
#define UNIT_OF(entry) ((entry)&0xffff)

/* Missing scores and units to skip come after the last place. Where the range is infinite, all have
 * the first place. */
static void find_places(const guint8 *skip, guint n, DgmiScratch *scratch)
{
  const double last = PLACES - 1;
  for (guint v = 0; v < n / LANES; v++)
  {
    const Lanes *x = CONST_VECTORS(scratch->score) + v;
    Bits *entry = (Bits *)(gpointer)scratch->entry + v;
    Lanes low = lanes_of(INFINITY), high = lanes_of(-INFINITY);
    for (gsize i = 0; i < scratch->n_units; i++)
    {
      const Lanes now = x[i * PER_CHUNK];
      const Mask finite = now - now == 0.0;
      low = lanes_choose((now < low) & finite, now, low);
      high = lanes_choose((now > high) & finite, now, high);
    }
    const Lanes scale = last / (high - low);
    for (gsize i = 0; i < scratch->n_units; i++)
    {
      const Lanes now = x[i * PER_CHUNK];
      Lanes place = (high - now) * scale;
      place = lanes_choose(place > 0.0, place, lanes_of(0)); /* and where it is no number */
      place = lanes_choose(place > last, lanes_of(last), place);
      place = lanes_choose((now != now) | ((Mask){0} - skip[i]), lanes_of(last + 1), place);
      /* The upper 16 bits of 2^52 + place, its exponent, are shifted out. */
      entry[i * PER_CHUNK] = ((Bits)(place + 0x1p52) << UNIT_BITS) + i;
    }
  }
}

/* Turns counts into the numbers before each, four in a word. */
static void count_before(guint16 *count, guint n)
{
  guint64 before = 0;
  for (guint i = 0; i < n; i += 4)
  {
    guint64 word;
    memcpy(&word, count + i, sizeof word);
    const guint64 sums = GUINT64_FROM_LE(word) * 0x0001000100010001;
    word = GUINT64_TO_LE((sums << 16) + before * 0x0001000100010001);
    memcpy(count + i, &word, sizeof word);
    before += sums >> 48;
  }
}

/* Sorts a lane's entries by slices of the range into order[0 …]; returns how many have a rank. */
static guint sort_by_slice(guint lane, DgmiScratch *scratch)
{
  const guint n_slices = scratch->n_slices;
  const guint shift = UNIT_BITS + 40 - (guint)__builtin_ctz(n_slices);
  const guint64 *entry = scratch->entry + lane;
  guint16 *count = scratch->count;
  memset(count, 0, (n_slices + 4) * sizeof *count);
  for (gsize i = 0; i < scratch->n_units; i++)
    count[entry[i * CHUNK] >> shift]++;
  count_before(count, n_slices + 4);
  const guint n_ranked = count[n_slices];
  for (gsize i = 0; i < scratch->n_units; i++)
    scratch->order[count[entry[i * CHUNK] >> shift]++] = entry[i * CHUNK];
  return n_ranked;
}

/* Whether an entry comes before another: by place or, where `score` is given, by that. */
LANES_INLINE gboolean comes_before(guint64 a, guint64 b, const double *score)
{
  return score == NULL ? a < b : score[UNIT_OF(a) * CHUNK] > score[UNIT_OF(b) * CHUNK];
}

/* Insertion sort of every gap-th entry; FALSE where it gave up after `budget` steps. */
LANES_INLINE gboolean insert_by_gap(guint64 *order, guint n, guint gap, gsize budget,
                                    const double *score)
{
  for (guint i = gap; i < n; i++)
  {
    const guint64 moved = order[i];
    if (!comes_before(moved, order[i - gap], score))
      continue;
    guint at = i;
    for (; at >= gap && comes_before(moved, order[at - gap], score); at -= gap)
      order[at] = order[at - gap];
    order[at] = moved;
    if (i - at > budget)
      return FALSE;
    budget -= i - at;
  }
  return TRUE;
}

/* Little is left to do where the slices are; where many entries share one, Shell's sort. */
LANES_INLINE void finish_order(guint64 *order, guint n, const double *score)
{
  static const guint gaps[] = {40000, 16001, 7001, 3001, 1301, 701, 301, 132, 57, 23, 10, 4, 1};
  if (insert_by_gap(order, n, 1, 16 * (gsize)n, score))
    return;
  for (guint i = 0; i < G_N_ELEMENTS(gaps); i++)
    insert_by_gap(order, n, gaps[i], G_MAXSIZE, score);
}

/* Ranks the entries order[first … after) of one place by their scores. */
static __attribute__((noinline)) void rank_place(guint64 *order, guint first, guint after,
                                                 const double *score, guint16 *rank)
{
  guint shared = first;
  finish_order(order + first, after - first, score);
  for (guint i = first; i < after; i++)
  {
    if (i > first && comes_before(order[i - 1], order[i], score))
      shared = i;
    rank[UNIT_OF(order[i]) * CHUNK] = (guint16)(shared + 1);
  }
}

/* The ranks of one lane, into the rows of scratch->rank; 0 = none. */
static void rank_lane(guint lane, DgmiScratch *scratch)
{
  const guint n_ranked = sort_by_slice(lane, scratch);
  guint64 *order = scratch->order;
  guint16 *rank = scratch->rank + lane;
  guint ties = 0;
  finish_order(order, n_ranked, NULL);
  for (guint i = 0; i < n_ranked; i++)
  {
    rank[UNIT_OF(order[i]) * CHUNK] = (guint16)(i + 1);
    ties += i > 0 && (order[i] ^ order[i - 1]) >> UNIT_BITS == 0;
  }
  for (guint i = n_ranked; i < scratch->n_units; i++)
    rank[UNIT_OF(order[i]) * CHUNK] = 0;
  for (guint first = 0, after; ties > 0 && first < n_ranked; first = after)
  {
    for (after = first + 1; after < n_ranked && (order[after] ^ order[first]) >> UNIT_BITS == 0;
         after++)
      ;
    if (after - first > 1)
      rank_place(order, first, after, scratch->score + lane, rank);
  }
}

static void rank_draws(const guint8 *skip, guint n, guint used, const guint8 *draw, gsize stride,
                       guint16 *rank, DgmiScratch *scratch)
{
  find_places(skip, n, scratch);
  for (guint lane = 0; lane < used; lane++)
    rank_lane(lane, scratch);
  const gboolean neighbours = draw[used - 1] - draw[0] == (int)used - 1; /* they ascend */
  for (gsize unit = 0; unit < scratch->n_units; unit++)
  {
    const guint16 *from = scratch->rank + unit * CHUNK;
    guint16 *to = rank + unit * stride;
    if (neighbours)
      memcpy(to + draw[0], from, used * sizeof *to);
    else
      for (guint lane = 0; lane < used; lane++)
        to[draw[lane]] = from[lane];
  }
}

const DgmiKernel DGMI_KERNEL = {.uniform = fill_uniform,
                                .normal = fill_normal,
                                .weights = draw_weights,
                                .score = score,
                                .exponential = exponential,
                                .rank = rank_draws};
