#include "index/weights/weight-polytope.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#define WORD(bit) ((bit) / 64)
#define MASK(bit) (G_GUINT64_CONSTANT(1) << ((bit) % 64))
#define TIGHT_BITS 128

static guint count_bits(guint64 word)
{
  return (guint)__builtin_popcountll(word);
}

static guint count_tight(const DgmiWeightTight tight)
{
  return count_bits(tight[0]) + count_bits(tight[1]);
}

/* One block for the structure and all its arrays, the widest first. */
static DgmiWeightPolytope *allocate(guint parts, guint n, guint n_rivals)
{
  const guint words = (n_rivals + 63) / 64;
  const gsize numbers = (gsize)n * parts, bits = (gsize)n * words;
  const gsize size = sizeof(DgmiWeightPolytope) + numbers * sizeof(double) +
                     n * sizeof(DgmiWeightTight) + (2 * bits + words) * sizeof(guint64) +
                     n_rivals * sizeof(guint);
  DgmiWeightPolytope *p = g_malloc(size);
  *p = (DgmiWeightPolytope){
      .parts = parts, .n = n, .words = words, .n_rivals = n_rivals, .size = size};
  p->at = (double *)(p + 1);
  p->tight = (DgmiWeightTight *)(p->at + numbers);
  p->pos = (guint64 *)(p->tight + n);
  p->neg = p->pos + bits;
  p->open = p->neg + bits;
  p->rival = (guint *)(p->open + words);
  return p;
}

static double lead_at(const DgmiWeightRivals *rivals, guint rival, const double *at)
{
  return dgmi_weight_score(rivals->parts, at, rivals->lead + (gsize)rivals->parts * rival);
}

/* Of the rivals in `which`, a word of those from place 64 * word on. */
static void find_signs(const DgmiWeightRivals *rivals, DgmiWeightPolytope *p, guint corner,
                       guint word, guint64 which)
{
  guint64 *pos = &p->pos[(gsize)corner * p->words + word];
  guint64 *neg = &p->neg[(gsize)corner * p->words + word];
  const double *at = p->at + (gsize)corner * p->parts;
  for (; which != 0; which &= which - 1)
  {
    const guint bit = (guint)__builtin_ctzll(which);
    const double lead = lead_at(rivals, p->rival[64 * word + bit], at);
    if (lead > DGMI_WEIGHT_LEVEL)
      *pos |= MASK(bit);
    else if (lead < -DGMI_WEIGHT_LEVEL)
      *neg |= MASK(bit);
  }
}

DgmiWeightPolytope *dgmi_weight_polytope_new(const DgmiWeightRivals *rivals, const double *at,
                                             const guint *rival, guint n_rivals)
{
  const guint n = rivals->parts;
  assert(n <= TIGHT_BITS / 4);
  DgmiWeightPolytope *p = allocate(n, n, n_rivals);
  memcpy(p->at, at, (gsize)n * n * sizeof(double));
  memcpy(p->rival, rival, n_rivals * sizeof(guint));
  memset(p->pos, 0, 2 * (gsize)n * p->words * sizeof(guint64));
  for (guint w = 0; w < p->words; w++)
    p->open[w] =
        w + 1 < p->words || n_rivals % 64 == 0 ? ~G_GUINT64_CONSTANT(0) : MASK(n_rivals) - 1;
  for (guint c = 0; c < n; c++)
  {
    p->tight[c][0] = (MASK(n) - 1) & ~MASK(c);
    p->tight[c][1] = 0;
    for (guint w = 0; w < p->words; w++)
      find_signs(rivals, p, c, w, p->open[w]);
  }
  return p;
}

guint dgmi_weight_polytope_cost(const DgmiWeightRivals *rivals, const DgmiWeightPolytope *p)
{
  return rivals->end == DGMI_WEIGHT_BEST ? p->ahead : p->behind;
}

/* ---- Settling ---- */

/* Whether the corners where a rival is level all lie on one cut whose points the sibling has: then
 * it is ahead wherever it matters. */
static gboolean is_level_elsewhere(const DgmiWeightPolytope *p, guint place)
{
  DgmiWeightTight common = {p->ahead_tight[0], p->ahead_tight[1]};
  for (guint c = 0; c < p->n; c++)
  {
    if (p->pos[(gsize)c * p->words + WORD(place)] & MASK(place))
      continue;
    common[0] &= p->tight[c][0];
    common[1] &= p->tight[c][1];
    if ((common[0] | common[1]) == 0)
      return FALSE;
  }
  return TRUE;
}

static void settle_word(const DgmiWeightRivals *rivals, DgmiWeightPolytope *p, guint word)
{
  guint64 some_pos = 0, some_neg = 0, all_pos = ~G_GUINT64_CONSTANT(0);
  for (guint c = 0; c < p->n; c++)
  {
    const guint64 pos = p->pos[(gsize)c * p->words + word];
    some_pos |= pos;
    all_pos &= pos;
    some_neg |= p->neg[(gsize)c * p->words + word];
  }
  const guint64 open = p->open[word], behind = open & ~some_pos;
  guint64 ahead = open & all_pos, never_neg = open & some_pos & ~some_neg & ~ahead;
  if (rivals->end == DGMI_WEIGHT_WORST)
    ahead |= never_neg;
  for (; rivals->end == DGMI_WEIGHT_BEST && never_neg != 0; never_neg &= never_neg - 1)
  {
    const guint bit = (guint)__builtin_ctzll(never_neg);
    if (is_level_elsewhere(p, 64 * word + bit))
      ahead |= MASK(bit);
  }
  p->ahead += count_bits(ahead);
  p->behind += count_bits(behind);
  p->open[word] = open & ~(ahead | behind);
}

/* Without the rivals that are settled, where that saves a word for each corner. */
static DgmiWeightPolytope *compact(DgmiWeightPolytope *p)
{
  guint n = 0;
  for (guint w = 0; w < p->words; w++)
    n += count_bits(p->open[w]);
  if ((n + 63) / 64 == p->words)
    return p;
  DgmiWeightPolytope *to = allocate(p->parts, p->n, n);
  to->ahead = p->ahead;
  to->behind = p->behind;
  memcpy(to->ahead_tight, p->ahead_tight, sizeof to->ahead_tight);
  memcpy(to->at, p->at, (gsize)p->n * p->parts * sizeof(double));
  memcpy(to->tight, p->tight, p->n * sizeof(DgmiWeightTight));
  memset(to->pos, 0, (2 * (gsize)to->n + 1) * to->words * sizeof(guint64)); /* pos, neg, open */
  for (guint r = 0, next = 0; r < p->n_rivals; r++)
  {
    if ((p->open[WORD(r)] & MASK(r)) == 0)
      continue;
    to->rival[next] = p->rival[r];
    to->open[WORD(next)] |= MASK(next);
    for (guint c = 0; c < p->n; c++)
    {
      const gsize from = (gsize)c * p->words + WORD(r), at = (gsize)c * to->words + WORD(next);
      to->pos[at] |= (p->pos[from] & MASK(r)) != 0 ? MASK(next) : 0;
      to->neg[at] |= (p->neg[from] & MASK(r)) != 0 ? MASK(next) : 0;
    }
    next++;
  }
  g_free(p);
  return to;
}

DgmiWeightPolytope *dgmi_weight_polytope_settle(const DgmiWeightRivals *rivals,
                                                DgmiWeightPolytope *p)
{
  DgmiWeightTight common = {p->ahead_tight[0], p->ahead_tight[1]};
  for (guint c = 0; c < p->n; c++)
  {
    common[0] &= p->tight[c][0];
    common[1] &= p->tight[c][1];
  }
  if (p->n == 0 || (common[0] | common[1]) != 0)
  {
    g_free(p);
    return NULL;
  }
  for (guint w = 0; w < p->words; w++)
    settle_word(rivals, p, w);
  return compact(p);
}

/* For the best rank, who is ahead at most corners, for the worst, who is behind at most: cutting it
 * off leaves a small polytope that is soon solved, and a large one whose cost is one more. */
int dgmi_weight_polytope_choose(const DgmiWeightRivals *rivals, const DgmiWeightPolytope *p)
{
  const guint64 *bits = rivals->end == DGMI_WEIGHT_BEST ? p->pos : p->neg;
  g_autofree guint *count = g_new0(guint, p->n_rivals + 1);
  for (guint c = 0; c < p->n; c++)
    for (guint w = 0; w < p->words; w++)
      for (guint64 left = bits[(gsize)c * p->words + w] & p->open[w]; left != 0; left &= left - 1)
        count[64 * w + (guint)__builtin_ctzll(left)]++;
  int best = -1;
  for (guint r = 0; r < p->n_rivals; r++)
    if ((p->open[WORD(r)] & MASK(r)) != 0 && (best < 0 || count[r] > count[best]))
      best = (int)r;
  return best;
}

/* ---- Cutting ---- */

/* A pair of corners on either side of a cut, and how far from the first it crosses. */
typedef struct
{
  guint over, under;
  double share;
} Edge;

typedef struct
{
  const DgmiWeightPolytope *from;
  const double *height; /* of each corner over the cut; level ones 0 */
  guint bit;            /* of the cut */
  GArray *edges;
} Cut;

/* A corner with no more constraints than it needs has an edge along all but one of them. Else no
 * third corner may hold what the two have in common. */
static gboolean are_adjacent(const DgmiWeightPolytope *p, guint a, guint b)
{
  const DgmiWeightTight common = {p->tight[a][0] & p->tight[b][0], p->tight[a][1] & p->tight[b][1]};
  if (count_tight(common) + 2 < p->parts)
    return FALSE;
  if (count_tight(p->tight[a]) + 1 == p->parts || count_tight(p->tight[b]) + 1 == p->parts)
    return TRUE;
  for (guint c = 0; c < p->n; c++)
    if (c != a && c != b && (common[0] & ~p->tight[c][0]) == 0 &&
        (common[1] & ~p->tight[c][1]) == 0)
      return FALSE;
  return TRUE;
}

static gboolean find_edges(Cut *cut, guint most)
{
  const DgmiWeightPolytope *p = cut->from;
  for (guint a = 0; a < p->n; a++)
    for (guint b = 0; cut->height[a] > 0 && b < p->n; b++)
      if (cut->height[b] < 0 && are_adjacent(p, a, b))
      {
        const Edge edge = {a, b, cut->height[a] / (cut->height[a] - cut->height[b])};
        g_array_append_val(cut->edges, edge);
        if (cut->edges->len > most)
          return FALSE;
      }
  return TRUE;
}

static void copy_corner(const DgmiWeightPolytope *from, guint source, DgmiWeightPolytope *to,
                        guint target)
{
  memcpy(to->at + (gsize)target * to->parts, from->at + (gsize)source * to->parts,
         to->parts * sizeof(double));
  memcpy(to->tight[target], from->tight[source], sizeof(DgmiWeightTight));
  memcpy(to->pos + (gsize)target * to->words, from->pos + (gsize)source * to->words,
         to->words * sizeof(guint64));
  memcpy(to->neg + (gsize)target * to->words, from->neg + (gsize)source * to->words,
         to->words * sizeof(guint64));
}

/* Rivals that are on the same side at both ends are there between them. */
static void add_crossing(const DgmiWeightRivals *rivals, const Cut *cut, const Edge *edge,
                         DgmiWeightPolytope *to, guint target)
{
  const DgmiWeightPolytope *p = cut->from;
  const gsize a = edge->over, b = edge->under, words = p->words;
  double *at = to->at + (gsize)target * to->parts, sum = 0;
  for (guint m = 0; m < p->parts; m++)
  {
    const double x = p->at[a * p->parts + m];
    at[m] = x + edge->share * (p->at[b * p->parts + m] - x);
    sum += at[m];
  }
  for (guint m = 0; m < p->parts; m++)
    at[m] /= sum;
  for (guint t = 0; t < 2; t++)
    to->tight[target][t] = p->tight[a][t] & p->tight[b][t];
  to->tight[target][WORD(cut->bit)] |= MASK(cut->bit);
  for (guint w = 0; w < words; w++)
  {
    const guint64 pos_a = p->pos[a * words + w], pos_b = p->pos[b * words + w];
    const guint64 neg_a = p->neg[a * words + w], neg_b = p->neg[b * words + w];
    const guint64 same = (pos_a & pos_b) | (neg_a & neg_b) | ~(pos_a | pos_b | neg_a | neg_b);
    to->pos[(gsize)target * words + w] = pos_a & pos_b;
    to->neg[(gsize)target * words + w] = neg_a & neg_b;
    find_signs(rivals, to, target, w, p->open[w] & ~same);
  }
}

/* The side of the cut where the height is of this sign: its corners, those level, the crossings. */
static DgmiWeightPolytope *take_side(const DgmiWeightRivals *rivals, const Cut *cut, double sign,
                                     gint place)
{
  const DgmiWeightPolytope *p = cut->from;
  guint n = cut->edges->len, next = 0;
  for (guint c = 0; c < p->n; c++)
    n += sign * cut->height[c] >= 0;
  DgmiWeightPolytope *to = allocate(p->parts, n, p->n_rivals);
  to->ahead = p->ahead;
  to->behind = p->behind;
  memcpy(to->ahead_tight, p->ahead_tight, sizeof to->ahead_tight);
  /* A bit that was free may have been another cut's, which no corner holds any more. */
  to->ahead_tight[WORD(cut->bit)] &= ~MASK(cut->bit);
  if (sign > 0 && rivals->end == DGMI_WEIGHT_BEST)
    to->ahead_tight[WORD(cut->bit)] |= MASK(cut->bit);
  memcpy(to->open, p->open, p->words * sizeof(guint64));
  memcpy(to->rival, p->rival, p->n_rivals * sizeof(guint));
  for (guint c = 0; c < p->n; c++)
    if (sign * cut->height[c] >= 0)
    {
      copy_corner(p, c, to, next);
      if (cut->height[c] == 0)
        to->tight[next][WORD(cut->bit)] |= MASK(cut->bit);
      next++;
    }
  for (guint e = 0; e < cut->edges->len; e++)
  {
    add_crossing(rivals, cut, &g_array_index(cut->edges, Edge, e), to, next);
    if (place >= 0) /* level by what it is, whatever rounding says */
    {
      to->pos[(gsize)next * p->words + WORD(place)] &= ~MASK(place);
      to->neg[(gsize)next * p->words + WORD(place)] &= ~MASK(place);
    }
    next++;
  }
  return to;
}

/* A constraint that no corner holds; TIGHT_BITS where none is left. */
static guint find_bit(const DgmiWeightPolytope *p)
{
  DgmiWeightTight used = {0, 0};
  for (guint c = 0; c < p->n; c++)
    for (guint t = 0; t < 2; t++)
      used[t] |= p->tight[c][t];
  for (guint bit = 0; bit < TIGHT_BITS; bit++)
    if ((used[WORD(bit)] & MASK(bit)) == 0)
      return bit;
  return TIGHT_BITS;
}

gboolean dgmi_weight_polytope_branch(const DgmiWeightRivals *rivals, const DgmiWeightPolytope *p,
                                     guint place, guint most, DgmiWeightPolytope *child[2])
{
  g_autofree double *height = g_new0(double, p->n);
  g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof(Edge));
  Cut cut = {p, height, find_bit(p), edges};
  if (cut.bit == TIGHT_BITS)
    return FALSE;
  gboolean some_neg = FALSE;
  for (guint c = 0; c < p->n; c++)
  {
    const gsize word = (gsize)c * p->words + WORD(place);
    if (((p->pos[word] | p->neg[word]) & MASK(place)) != 0)
      height[c] = lead_at(rivals, p->rival[place], p->at + (gsize)c * p->parts);
    some_neg = some_neg || height[c] < 0;
  }
  if (some_neg && !find_edges(&cut, most))
    return FALSE;
  child[0] = take_side(rivals, &cut, -1, (gint)place);
  child[1] = take_side(rivals, &cut, 1, (gint)place);
  return TRUE;
}

DgmiWeightPolytope *dgmi_weight_polytope_limit(const DgmiWeightRivals *rivals,
                                               const DgmiWeightPolytope *p, guint part,
                                               double limit, guint most)
{
  g_autofree double *height = g_new0(double, p->n);
  g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof(Edge));
  Cut cut = {p, height, find_bit(p), edges};
  if (cut.bit == TIGHT_BITS)
    return NULL;
  for (guint c = 0; c < p->n; c++)
  {
    const double over = p->at[(gsize)c * p->parts + part] - limit;
    height[c] = fabs(over) <= 1e-12 ? 0 : over;
  }
  return find_edges(&cut, most) ? take_side(rivals, &cut, -1, -1) : NULL;
}
