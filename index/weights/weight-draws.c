#include "index/weights/weight-draws.h"

#include <assert.h>
#include <gsl/gsl_rng.h>
#include <math.h>

#include "indicators/base/memory.h"

/* What is drawn from until it lies in the space. */
typedef enum
{
  ABOVE, /* lower + (1 − Σ lower) × simplex */
  BELOW, /* upper − (Σ upper − 1) × simplex */
  BOX    /* each part but the widest between its bounds; that gets the rest */
} Envelope;

struct _DgmiWeightDraws
{
  const DgmiWeightSpace *space;
  gsl_rng *generator;
  Envelope envelope;
  double rest; /* of 1 above the lower bounds, or what the upper ones exceed it by */
  guint widest;
  double *cuts; /* of a simplex: n + 1 places, 0 and 1 among them */
};

static double width(const DgmiWeightSpace *space, guint part)
{
  return space->upper[part] - space->lower[part];
}

/* The envelope of the smallest volume; a simplex of side r has r^(n−1)/(n−1)!. */
static void choose_envelope(DgmiWeightDraws *draws)
{
  const DgmiWeightSpace *space = draws->space;
  double least = 0, most = 0, box = 0;
  for (guint m = 0; m < space->n; m++)
  {
    least += space->lower[m];
    most += space->upper[m];
    box += log(width(space, m));
    if (width(space, m) > width(space, draws->widest))
      draws->widest = m;
  }
  box -= log(width(space, draws->widest));
  const double sides = space->n - 1, above = sides * log(1 - least) - lgamma(space->n);
  const double below = sides * log(most - 1) - lgamma(space->n);
  draws->envelope = above <= below && above <= box ? ABOVE : below <= box ? BELOW : BOX;
  draws->rest = draws->envelope == ABOVE ? 1 - least : most - 1;
}

DgmiWeightDraws *dgmi_weight_draws_new(const DgmiWeightSpace *space, guint64 seed)
{
  assert(space->n > 0);
  DgmiWeightDraws *draws = g_new0(DgmiWeightDraws, 1);
  draws->space = space;
  draws->generator = gsl_rng_alloc(gsl_rng_mt19937);
  gsl_rng_set(draws->generator, (gulong)(guint32)(seed ^ seed >> 32));
  draws->cuts = g_new0(double, space->n + 1);
  choose_envelope(draws);
  return draws;
}

static void clear_weight_draws(DgmiWeightDraws *draws)
{
  gsl_rng_free(draws->generator);
  g_free(draws->cuts);
}

DGMI_DEFINE_FREE(dgmi_weight_draws_free, DgmiWeightDraws, clear_weight_draws)

/* Uniform on the simplex: the gaps between sorted uniform places. */
static void draw_simplex(DgmiWeightDraws *draws, double *weight)
{
  const guint n = draws->space->n;
  double *cuts = draws->cuts;
  for (guint i = 1; i < n; i++)
  {
    const double place = gsl_rng_uniform(draws->generator);
    guint k = i;
    for (; k > 1 && cuts[k - 1] > place; k--)
      cuts[k] = cuts[k - 1];
    cuts[k] = place;
  }
  cuts[n] = 1;
  for (guint m = 0; m < n; m++)
    weight[m] = cuts[m + 1] - cuts[m];
}

static void draw_envelope(DgmiWeightDraws *draws, double *weight)
{
  const DgmiWeightSpace *space = draws->space;
  if (draws->envelope != BOX)
    draw_simplex(draws, weight);
  if (draws->envelope == BOX)
    weight[draws->widest] = 1;
  for (guint m = 0; m < space->n; m++)
    if (draws->envelope == ABOVE)
      weight[m] = space->lower[m] + draws->rest * weight[m];
    else if (draws->envelope == BELOW)
      weight[m] = space->upper[m] - draws->rest * weight[m];
    else if (m != draws->widest)
    {
      weight[m] = space->lower[m] + width(space, m) * gsl_rng_uniform(draws->generator);
      weight[draws->widest] -= weight[m];
    }
}

static gboolean lies_within(const DgmiWeightSpace *space, const double *weight)
{
  for (guint m = 0; m < space->n; m++)
    if (weight[m] < space->lower[m] || weight[m] > space->upper[m])
      return FALSE;
  return TRUE;
}

void dgmi_weight_draws_next(DgmiWeightDraws *draws, double *weight)
{
  assert(weight != NULL);
  weight[0] = 1;
  if (draws->space->n == 1)
    return;
  do
    draw_envelope(draws, weight);
  while (!lies_within(draws->space, weight));
}

/* Units that are first together both count as first, as printed ranks have it: shares may sum to
 * more than 1. */
void dgmi_weight_estimate_shares(const DgmiWeightSpace *space, const double *value, guint n_units,
                                 guint n_draws, guint64 seed, double *share)
{
  assert(n_units == 0 || share != NULL);
  const double tie = dgmi_weight_tie(space, value, n_units);
  g_autoptr(DgmiWeightDraws) draws = dgmi_weight_draws_new(space, seed);
  g_autofree double *weight = g_new(double, space->n);
  g_autofree double *score = g_new(double, n_units + 1);
  g_autofree guint *first = g_new0(guint, n_units + 1);
  for (guint d = 0; d < n_draws; d++)
  {
    double top = -INFINITY;
    dgmi_weight_draws_next(draws, weight);
    for (guint i = 0; i < n_units; i++)
    {
      score[i] = dgmi_weight_score(space->n, weight, value + (gsize)space->n * i);
      top = fmax(top, score[i]);
    }
    for (guint i = 0; i < n_units; i++)
      first[i] += score[i] >= top - tie;
  }
  for (guint i = 0; i < n_units; i++)
    share[i] = n_draws > 0 ? (double)first[i] / n_draws : NAN;
}
