/* draw-kernel-source.h: the functions of DgmiKernel; included once by each file that defines
 * DGMI_LANE_BYTES and DGMI_KERNEL, the name of the table. */
#include <assert.h>
#include <math.h>
#include <string.h>

/* These loops are to be unrolled, so that sums stay in registers, whatever the rest is built with.
 */
#ifndef __clang__
#pragma GCC optimize("O3")
#endif

#include "index/kernels/draw-kernel.h"
#include "index/kernels/lanes.h"

#define PER_CHUNK (CHUNK / LANES)
#define VECTORS(pointer) ((Lanes *)(void *)(pointer))
#define CONST_VECTORS(pointer) ((const Lanes *)(const void *)(pointer))

/* ---- Random numbers ---- */

static void fill_uniform(uint64_t key, uint32_t n, double *out)
{
  Stream stream;
  stream_start(&stream, key);
  for (size_t i = 0; i < (size_t)n * BLOCK; i += STREAM_LANES)
    stream_next(&stream, VECTORS(out + i));
}

static void fill_normal(uint64_t key, uint32_t n, double *out)
{
  fill_uniform(key, n, out);
  for (size_t i = 0; i < (size_t)n * BLOCK; i += LANES)
    *VECTORS(out + i) = lanes_normal(*VECTORS(out + i));
}

/* ---- Weights ---- */

/* Puts the smaller of each lane into a. */
LANES_INLINE void compare_exchange(double *a, double *b)
{
  for (uint32_t v = 0; v < PER_CHUNK; v++)
  {
    const Lanes x = VECTORS(a)[v], y = VECTORS(b)[v];
    const Mask less = x < y;
    VECTORS(a)[v] = lanes_choose(less, x, y);
    VECTORS(b)[v] = lanes_choose(less, y, x);
  }
}

/* Sorts n rows of a chunk, lane by lane: Batcher's merge exchange (Knuth 5.2.2, Algorithm M). */
static void sort_rows(uint32_t n, double *const *row, uint32_t from)
{
  uint32_t top = 1;
  while (top < n)
    top *= 2;
  for (uint32_t p = top / 2; p > 0; p /= 2)
    for (uint32_t q = top / 2, r = 0, d = p;; d = q - p, q /= 2, r = p)
    {
      for (uint32_t i = 0; i + d < n; i++)
        if ((i & p) == r)
          compare_exchange(row[i] + from, row[i + d] + from);
      if (q == p)
        break;
    }
}

/* The gaps between n − 1 sorted uniform numbers in (0, 1): uniform on the simplex. */
static void draw_uniform(uint64_t key, uint32_t n, double *const *row)
{
  Stream stream;
  stream_start(&stream, key);
  for (uint32_t from = 0; from < BLOCK; from += CHUNK)
  {
    for (uint32_t i = 0; i + 1 < n; i++)
      for (uint32_t lane = 0; lane < CHUNK; lane += STREAM_LANES)
        stream_next(&stream, VECTORS(row[i] + from + lane));
    sort_rows(n - 1, row, from);
    for (uint32_t v = 0; v < PER_CHUNK; v++)
    {
      Lanes below = lanes_of(0);
      for (uint32_t i = 0; i < n; i++)
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
  for (uint32_t v = 0; v < STREAM_VECTORS; v++)
    open[v] = (Mask){0} - 1;
  do
  {
    Lanes p[STREAM_VECTORS], u[STREAM_VECTORS];
    stream_next(stream, p);
    stream_next(stream, u);
    any = (Mask){0};
    for (uint32_t v = 0; v < STREAM_VECTORS; v++)
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
  for (uint32_t v = 0; v < STREAM_VECTORS; v++)
    VECTORS(out)[v] += lanes_log(u[v]) / shape;
}

/* Gamma variates, relative to the largest so that not all vanish where the shapes are small. */
static void draw_gamma(uint64_t key, const double *nominal, double amount, uint32_t n,
                       double *const *row)
{
  Stream stream;
  stream_start(&stream, key);
  for (uint32_t from = 0; from < BLOCK; from += STREAM_LANES)
  {
    for (uint32_t i = 0; i < n; i++)
      draw_log_gamma(&stream, nominal[i] * amount, row[i] + from);
    for (uint32_t v = 0; v < STREAM_VECTORS; v++)
    {
      Lanes largest = lanes_of(-INFINITY), sum = lanes_of(0);
      for (uint32_t i = 0; i < n; i++)
      {
        const Lanes x = VECTORS(row[i] + from)[v];
        largest = lanes_choose(x > largest, x, largest);
      }
      for (uint32_t i = 0; i < n; i++)
        sum += VECTORS(row[i] + from)[v] = lanes_exp(VECTORS(row[i] + from)[v] - largest);
      for (uint32_t i = 0; i < n; i++)
        VECTORS(row[i] + from)[v] /= sum;
    }
  }
}

static void draw_noise(uint64_t key, const double *nominal, double amount, uint32_t n,
                       double *const *row)
{
  Stream stream;
  stream_start(&stream, key);
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t from = 0; from < BLOCK; from += STREAM_LANES)
    {
      Lanes u[STREAM_VECTORS];
      stream_next(&stream, u);
      for (uint32_t v = 0; v < STREAM_VECTORS; v++)
        VECTORS(row[i] + from)[v] = nominal[i] * (1.0 + amount * (2.0 * u[v] - 1.0));
    }
}

static void draw_weights(uint64_t key, DgmiWeightsLaw law, const double *nominal, double amount,
                         uint32_t n, double *const *row)
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
LANES_INLINE Mask is_there(const DgmiTree *tree, const uint8_t *present, const Mask *alive,
                           uint32_t slot)
{
  if (slot >= tree->n_indicators)
    return alive[(slot - tree->n_indicators) * PER_CHUNK];
  return present[slot] ? (Mask){0} - 1 : (Mask){0};
}

/* Which aggregates have a score: the members that are there have a weight, and are enough. factor[]
 * gets the sums of these members' weights. */
LANES_INLINE void find_alive(const DgmiTree *tree, const uint8_t *present, const Lanes *weight,
                             Mask *alive, Lanes *factor)
{
  for (uint32_t a = 0; a < tree->n_aggregates; a++)
  {
    Lanes sum = lanes_of(0), there = lanes_of(0);
    for (uint32_t m = tree->first[a]; m < tree->first[a + 1]; m++)
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
static void find_shares(const DgmiShape *shape, const uint8_t *present, uint32_t n,
                        DgmiScratch *scratch)
{
  const DgmiTree *tree = shape->tree;
  for (uint32_t v = 0; v < n / LANES; v++)
  {
    const Lanes *weight = CONST_VECTORS(scratch->weight) + v;
    Lanes *share = VECTORS(scratch->share) + v, *factor = VECTORS(scratch->factor) + v;
    Mask *alive = (Mask *)(void *)scratch->alive + v;
    find_alive(tree, present, weight, alive, factor);
    for (uint32_t a = tree->n_aggregates; a-- > 0;)
    {
      const Lanes above =
          shape->is_head[a] ? lanes_of(1) : share[(tree->n_indicators + a) * PER_CHUNK];
      const Lanes own =
          lanes_choose(alive[a * PER_CHUNK], above / factor[a * PER_CHUNK], lanes_of(0));
      for (uint32_t m = tree->first[a]; m < tree->first[a + 1]; m++)
      {
        const uint32_t at = tree->member[m] * PER_CHUNK;
        share[at] = lanes_choose(is_there(tree, present, alive, tree->member[m]), weight[at] * own,
                                 lanes_of(0));
      }
    }
  }
}

/* What a segment hands on: the index's score as it is, missing where it has none; to another
 * segment the value or logarithm it takes, 0 where there is none (its share is 0). */
LANES_INLINE Lanes hand_on(const DgmiSegment *segment, bool is_index, Mask alive, Lanes sum)
{
  if (is_index)
    return lanes_choose(alive, sum, lanes_of(NAN));
  if (segment->geometric != segment->to_geometric)
    sum = segment->geometric ? lanes_exp(sum) : lanes_log(sum);
  return lanes_choose(alive, sum, lanes_of(0));
}

/* The weighted sums of one segment for `rows` units and `width` vectors of draws: the sums stay in
 * registers, each share is loaded once for all units, each value once for all draws. */
LANES_INLINE void sum_segment(const DgmiShape *shape, uint32_t s, uint32_t rows, uint32_t width,
                              uint32_t v, const double *value, DgmiScratch *scratch,
                              double *const *out)
{
  const DgmiSegment *segment = &shape->segment[s];
  const uint32_t *leaf = shape->leaf + segment->first_leaf;
  const Lanes *share = CONST_VECTORS(scratch->share) + v;
  Lanes sum[4][4];
  for (uint32_t r = 0; r < rows; r++)
    for (uint32_t w = 0; w < width; w++)
      sum[r][w] = lanes_of(0);
  value += (size_t)segment->first_leaf * rows;
  for (uint32_t i = 0; i < segment->n_leaves; i++, value += rows)
    for (uint32_t r = 0; r < rows; r++)
      for (uint32_t w = 0; w < width; w++)
        sum[r][w] += value[r] * share[leaf[i] * PER_CHUNK + w];
  for (uint32_t i = 0; i < segment->n_inner; i++)
  {
    const uint32_t inner = shape->inner[segment->first_inner + i];
    const uint32_t slot = shape->tree->n_indicators + shape->segment[inner].head;
    for (uint32_t r = 0; r < rows; r++)
      for (uint32_t w = 0; w < width; w++)
        sum[r][w] += CONST_VECTORS(scratch->inner)[(inner * 4 + r) * PER_CHUNK + v + w] *
                     share[slot * PER_CHUNK + w];
  }
  const Mask *alive = (const Mask *)(void *)scratch->alive + segment->head * PER_CHUNK + v;
  const bool is_index = s + 1 == shape->n_segments;
  for (uint32_t r = 0; r < rows; r++)
    for (uint32_t w = 0; w < width; w++)
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

LANES_INLINE void sum_units(const DgmiShape *shape, uint32_t rows, uint32_t n, const double *value,
                            const uint32_t *unit, DgmiScratch *scratch)
{
  double *out[4];
  for (uint32_t r = 0; r < rows; r++)
    out[r] = scratch->score + (size_t)unit[r] * CHUNK;
  for (uint32_t s = 0; s < shape->n_segments; s++)
  {
    uint32_t v = 0;
    for (; v + WIDTH <= n / LANES; v += WIDTH)
      sum_segment(shape, s, rows, WIDTH, v, value, scratch, out);
    for (; v < n / LANES; v++)
      sum_segment(shape, s, rows, 1, v, value, scratch, out);
  }
}

static void score(const DgmiPacked *packed, uint32_t n, DgmiScratch *scratch)
{
  const DgmiShape *shape = packed->shape;
  const size_t n_leaves = shape->tree->n_indicators;
  for (uint32_t p = 0; p < packed->n_patterns; p++)
  {
    const DgmiPattern *pattern = &packed->pattern[p];
    const double *value = pattern->value;
    find_shares(shape, pattern->present, n, scratch);
    uint32_t i = 0;
    for (; i + 4 <= pattern->n_units; i += 4, value += 4 * n_leaves)
      sum_units(shape, 4, n, value, pattern->unit + i, scratch);
    for (; i < pattern->n_units; i++, value += n_leaves)
      sum_units(shape, 1, n, value, pattern->unit + i, scratch);
  }
}

static void exponential(uint32_t n_rows, uint32_t n, double *x)
{
  for (uint32_t i = 0; i < n_rows; i++)
    for (uint32_t v = 0; v < n / LANES; v++)
      VECTORS(x + (size_t)i * CHUNK)[v] = lanes_exp(VECTORS(x + (size_t)i * CHUNK)[v]);
}

/* ---- Ranks ---- */

/* A score is placed by its distance from the draw's largest, in 2^-40 of the range of the draw:
 * with the unit's number behind it that is one integer, and most are sorted by it alone. */
#define PLACES 0x1p40
#define UNIT_BITS 16
#define UNIT_OF(entry) ((entry)&0xffff)

/* Missing scores and units to skip come after the last place. Where the range is infinite, all have
 * the first place. */
static void find_places(const uint8_t *skip, uint32_t n, DgmiScratch *scratch)
{
  const double last = PLACES - 1;
  for (uint32_t v = 0; v < n / LANES; v++)
  {
    const Lanes *x = CONST_VECTORS(scratch->score) + v;
    Bits *entry = (Bits *)(void *)scratch->entry + v;
    Lanes low = lanes_of(INFINITY), high = lanes_of(-INFINITY);
    for (size_t i = 0; i < scratch->n_units; i++)
    {
      const Lanes now = x[i * PER_CHUNK];
      const Mask finite = now - now == 0.0;
      low = lanes_choose((now < low) & finite, now, low);
      high = lanes_choose((now > high) & finite, now, high);
    }
    const Lanes scale = last / (high - low);
    for (size_t i = 0; i < scratch->n_units; i++)
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

/* Swaps bytes where the machine is big-endian: the counts' first is the word's lowest. */
LANES_INLINE uint64_t little_endian(uint64_t word)
{
  return __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? __builtin_bswap64(word) : word;
}

/* Turns counts into the numbers before each, four in a word. */
static void count_before(uint16_t *count, uint32_t n)
{
  uint64_t before = 0;
  for (uint32_t i = 0; i < n; i += 4)
  {
    uint64_t word;
    memcpy(&word, count + i, sizeof word);
    const uint64_t sums = little_endian(word) * 0x0001000100010001;
    word = little_endian((sums << 16) + before * 0x0001000100010001);
    memcpy(count + i, &word, sizeof word);
    before += sums >> 48;
  }
}

/* Sorts a lane's entries by slices of the range into order[0 …]; returns how many have a rank. */
static uint32_t sort_by_slice(uint32_t lane, DgmiScratch *scratch)
{
  const uint32_t n_slices = scratch->n_slices;
  const uint32_t shift = UNIT_BITS + 40 - (uint32_t)__builtin_ctz(n_slices);
  const uint64_t *entry = scratch->entry + lane;
  uint16_t *count = scratch->count;
  memset(count, 0, (n_slices + 4) * sizeof *count);
  for (size_t i = 0; i < scratch->n_units; i++)
    count[entry[i * CHUNK] >> shift]++;
  count_before(count, n_slices + 4);
  const uint32_t n_ranked = count[n_slices];
  for (size_t i = 0; i < scratch->n_units; i++)
    scratch->order[count[entry[i * CHUNK] >> shift]++] = entry[i * CHUNK];
  return n_ranked;
}

/* Whether an entry comes before another: by place or, where `score` is given, by that. */
LANES_INLINE bool comes_before(uint64_t a, uint64_t b, const double *score)
{
  return score == NULL ? a < b : score[UNIT_OF(a) * CHUNK] > score[UNIT_OF(b) * CHUNK];
}

/* Insertion sort of every gap-th entry; false where it gave up after `budget` steps. */
LANES_INLINE bool insert_by_gap(uint64_t *order, uint32_t n, uint32_t gap, size_t budget,
                                const double *score)
{
  for (uint32_t i = gap; i < n; i++)
  {
    const uint64_t moved = order[i];
    if (!comes_before(moved, order[i - gap], score))
      continue;
    uint32_t at = i;
    for (; at >= gap && comes_before(moved, order[at - gap], score); at -= gap)
      order[at] = order[at - gap];
    order[at] = moved;
    if (i - at > budget)
      return false;
    budget -= i - at;
  }
  return true;
}

/* Little is left to do where the slices are; where many entries share one, Shell's sort. */
LANES_INLINE void finish_order(uint64_t *order, uint32_t n, const double *score)
{
  static const uint32_t gaps[] = {40000, 16001, 7001, 3001, 1301, 701, 301, 132, 57, 23, 10, 4, 1};
  if (insert_by_gap(order, n, 1, 16 * (size_t)n, score))
    return;
  for (uint32_t i = 0; i < sizeof gaps / sizeof *gaps; i++)
    insert_by_gap(order, n, gaps[i], SIZE_MAX, score);
}

/* Ranks the entries order[first … after) of one place by their scores. */
static __attribute__((noinline)) void rank_place(uint64_t *order, uint32_t first, uint32_t after,
                                                 const double *score, uint16_t *rank)
{
  uint32_t shared = first;
  finish_order(order + first, after - first, score);
  for (uint32_t i = first; i < after; i++)
  {
    if (i > first && comes_before(order[i - 1], order[i], score))
      shared = i;
    rank[UNIT_OF(order[i]) * CHUNK] = (uint16_t)(shared + 1);
  }
}

/* The ranks of one lane, into the rows of scratch->rank; 0 = none. */
static void rank_lane(uint32_t lane, DgmiScratch *scratch)
{
  const uint32_t n_ranked = sort_by_slice(lane, scratch);
  uint64_t *order = scratch->order;
  uint16_t *rank = scratch->rank + lane;
  uint32_t ties = 0;
  finish_order(order, n_ranked, NULL);
  for (uint32_t i = 0; i < n_ranked; i++)
  {
    rank[UNIT_OF(order[i]) * CHUNK] = (uint16_t)(i + 1);
    ties += i > 0 && (order[i] ^ order[i - 1]) >> UNIT_BITS == 0;
  }
  for (uint32_t i = n_ranked; i < scratch->n_units; i++)
    rank[UNIT_OF(order[i]) * CHUNK] = 0;
  for (uint32_t first = 0, after; ties > 0 && first < n_ranked; first = after)
  {
    for (after = first + 1; after < n_ranked && (order[after] ^ order[first]) >> UNIT_BITS == 0;
         after++)
      ;
    if (after - first > 1)
      rank_place(order, first, after, scratch->score + lane, rank);
  }
}

static void rank_draws(const uint8_t *skip, uint32_t n, uint32_t used, const uint8_t *draw,
                       size_t stride, uint16_t *rank, DgmiScratch *scratch)
{
  find_places(skip, n, scratch);
  for (uint32_t lane = 0; lane < used; lane++)
    rank_lane(lane, scratch);
  const bool neighbours = draw[used - 1] - draw[0] == (int)used - 1; /* they ascend */
  for (size_t unit = 0; unit < scratch->n_units; unit++)
  {
    const uint16_t *from = scratch->rank + unit * CHUNK;
    uint16_t *to = rank + unit * stride;
    if (neighbours)
      memcpy(to + draw[0], from, used * sizeof *to);
    else
      for (uint32_t lane = 0; lane < used; lane++)
        to[draw[lane]] = from[lane];
  }
}

const DgmiKernel DGMI_KERNEL = {.uniform = fill_uniform,
                                .normal = fill_normal,
                                .weights = draw_weights,
                                .score = score,
                                .exponential = exponential,
                                .rank = rank_draws};
