#include "index/weights/weight-ranks.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "index/weights/weight-regions.h"

/* A function is constant 0 along a line where it is within this part of a tie at both ends. */
#define ALONG (1.0 / 16)

/* A unit that is ahead under some weights: its lead over the unit in question, less a tie, so that
 * it is ahead where this is above 0. */
typedef struct
{
  double lead[3];
} Rival;

/* Where along a segment a rival gets ahead (+1) or falls back (-1). */
typedef struct
{
  double at;
  int step;
} Event;

typedef struct
{
  guint n_parts;
  double tie;
  DgmiWeightCorner corners[9]; /* of the weights: 1, 2 or a polygon */
  guint n_corners;
  Rival *rivals;
  guint n_rivals;
  Event *events;
  guint always;    /* units ahead under all weights */
  int least, most; /* rivals ahead, so far */
} Sweep;

static double lead_at(const Sweep *sweep, const Rival *rival, const DgmiWeightCorner *at)
{
  return dgmi_weight_score(sweep->n_parts, at->weight, rival->lead);
}

static void find_corners(const DgmiWeightSpace *space, Sweep *sweep)
{
  DgmiWeightPolygon polygon = {sweep->corners, 0, G_N_ELEMENTS(sweep->corners)};
  if (space->n == 3)
    dgmi_weight_polygon_of_space(space, &polygon);
  for (guint i = 0; space->n < 3 && i < space->n; i++)
  {
    sweep->corners[i].weight[0] = i == 0 ? space->upper[0] : space->lower[0];
    sweep->corners[i].weight[1] = 1 - sweep->corners[i].weight[0];
  }
  sweep->n_corners = space->n == 3 ? polygon.n : space->n;
}

/* Keeps the rivals whose lead changes its sign over the corners. */
static void find_rivals(const double *value, guint n_units, guint unit, Sweep *sweep)
{
  const guint n = sweep->n_parts;
  for (guint other = 0; other < n_units; other++)
  {
    Rival rival;
    guint ahead = 0;
    if (other == unit)
      continue;
    for (guint m = 0; m < n; m++)
      rival.lead[m] = value[(gsize)n * other + m] - value[(gsize)n * unit + m] - sweep->tie;
    for (guint c = 0; c < sweep->n_corners; c++)
      ahead += lead_at(sweep, &rival, &sweep->corners[c]) > 0;
    if (ahead == sweep->n_corners)
      sweep->always++;
    else if (ahead > 0)
      sweep->rivals[sweep->n_rivals++] = rival;
  }
}

static int by_place(const void *a, const void *b)
{
  const Event *x = a, *y = b;
  return x->at != y->at ? (x->at < y->at ? -1 : 1) : x->step - y->step;
}

static void take(Sweep *sweep, int least, int most)
{
  sweep->least = MIN(sweep->least, least);
  sweep->most = MAX(sweep->most, most);
}

/* Walks from p to q. `along`: the rival whose line this is, on one side of which it is ahead, and
 * with it those of the same line; NULL where it is no one's. At a crossing, rivals that fall back
 * do so before others get ahead: there they are all level. */
static void walk(Sweep *sweep, const DgmiWeightCorner *p, const DgmiWeightCorner *q,
                 const Rival *along)
{
  const double zero = ALONG * sweep->tie;
  int ahead = 0, same = 0, least, most;
  guint n = 0;
  for (guint r = 0; r < sweep->n_rivals; r++)
  {
    const Rival *rival = &sweep->rivals[r];
    const double at_p = lead_at(sweep, rival, p), at_q = lead_at(sweep, rival, q);
    if (rival == along || (along != NULL && fabs(at_p) <= zero && fabs(at_q) <= zero))
    {
      same++;
      continue;
    }
    ahead += at_p > 0;
    if ((at_p > 0) != (at_q > 0))
      sweep->events[n++] = (Event){at_p / (at_p - at_q), at_p > 0 ? -1 : 1};
  }
  qsort(sweep->events, n, sizeof *sweep->events, by_place);
  least = most = ahead;
  for (guint e = 0; e < n; e++)
  {
    ahead += sweep->events[e].step;
    least = MIN(least, ahead);
    most = MAX(most, ahead);
  }
  take(sweep, least, most + same);
}

/* The line of a rival within the polygon: from where its lead ends to where it starts again. */
static void walk_line(Sweep *sweep, const Rival *rival)
{
  DgmiWeightCorner end[2] = {sweep->corners[0], sweep->corners[0]};
  for (guint c = 0; c < sweep->n_corners; c++)
  {
    const DgmiWeightCorner *a = &sweep->corners[c];
    const DgmiWeightCorner *b = &sweep->corners[(c + 1) % sweep->n_corners];
    const double at_a = lead_at(sweep, rival, a), at_b = lead_at(sweep, rival, b);
    if ((at_a > 0) != (at_b > 0))
      end[at_a > 0] = dgmi_weight_between(a, at_a, b, at_b);
  }
  walk(sweep, &end[0], &end[1], rival);
}

/* At the corners themselves; of the most too, where no line is. */
static void count_at_corners(Sweep *sweep)
{
  for (guint c = 0; c < sweep->n_corners; c++)
  {
    int ahead = 0;
    for (guint r = 0; r < sweep->n_rivals; r++)
      ahead += lead_at(sweep, &sweep->rivals[r], &sweep->corners[c]) > 0;
    take(sweep, ahead, ahead);
  }
}

DgmiWeightRanks dgmi_weight_ranks(const DgmiWeightSpace *space, const double *value, guint n_units,
                                  guint unit)
{
  assert(space->n >= 1 && space->n <= 3 && unit < n_units);
  g_autofree Rival *rivals = g_new(Rival, n_units);
  g_autofree Event *events = g_new(Event, n_units);
  Sweep sweep = {.n_parts = space->n,
                 .tie = dgmi_weight_tie(space, value, n_units),
                 .rivals = rivals,
                 .events = events,
                 .least = G_MAXINT};
  find_corners(space, &sweep);
  find_rivals(value, n_units, unit, &sweep);
  count_at_corners(&sweep);
  if (space->n == 2)
    walk(&sweep, &sweep.corners[0], &sweep.corners[1], NULL);
  for (guint r = 0; space->n == 3 && r < sweep.n_rivals; r++)
    walk_line(&sweep, &sweep.rivals[r]);
  return (DgmiWeightRanks){1 + sweep.always + (guint)sweep.least,
                           1 + sweep.always + (guint)sweep.most};
}

/* ---- Shares ---- */

/* Of two parts: the stretch of the first weight in which no other unit is ahead. */
static double first_stretch(const DgmiWeightSpace *space, const double *value, guint n_units,
                            guint unit)
{
  double from = space->lower[0], to = space->upper[0];
  const double tie = dgmi_weight_tie(space, value, n_units);
  for (guint other = 0; other < n_units; other++)
  {
    const double a = value[2 * (gsize)unit] - value[2 * (gsize)other];
    const double b = value[2 * (gsize)unit + 1] - value[2 * (gsize)other + 1];
    if (fabs(a) <= tie && fabs(b) <= tie)
      continue;
    if (a <= 0 && b <= 0) /* level in a point at most */
      return 0;
    if (a < 0)
      to = fmin(to, b / (b - a));
    else if (b < 0)
      from = fmax(from, b / (b - a));
  }
  return fmax(to - from, 0) / (space->upper[0] - space->lower[0]);
}

/* Of one part: 1 for those that no other exceeds. */
static double first_alone(const DgmiWeightSpace *space, const double *value, guint n_units,
                          guint unit)
{
  const double tie = dgmi_weight_tie(space, value, n_units);
  for (guint other = 0; other < n_units; other++)
    if (value[other] > value[unit] + tie)
      return 0;
  return 1;
}

void dgmi_weight_first_shares(const DgmiWeightSpace *space, const double *value, guint n_units,
                              double *share)
{
  assert(space->n >= 1 && space->n <= 3);
  g_autoptr(DgmiWeightRegions) regions =
      space->n == 3 ? dgmi_weight_regions_new(space, value, n_units) : NULL;
  for (guint unit = 0; unit < n_units; unit++)
  {
    share[unit] = space->n == 1   ? first_alone(space, value, n_units, unit)
                  : space->n == 2 ? first_stretch(space, value, n_units, unit)
                                  : 0;
    for (guint r = 0; regions != NULL && r < regions->n; r++)
      if (dgmi_weight_region_is_of(&regions->regions[r], value, n_units, unit))
        share[unit] = regions->regions[r].share;
  }
}
