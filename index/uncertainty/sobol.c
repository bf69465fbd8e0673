#include "index/uncertainty/sobol.h"

#include <assert.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

#include "indicators/base/memory.h"

/* Replicates are summed LANES at a time, so that their sums stay in the nearest cache. */
#define LANES 20
#define CHUNKS (DGMI_SOBOL_REPLICATES / LANES)
/* Random bits of a weight, and weights of a random word. */
#define BITS 12
#define PER_WORD 5
/* Draws whose terms are at hand at a time. */
#define ROWS 256
/* Fewer replicates with a variance give no interval. */
#define LEAST_REPLICATES 100
/* The square of a larger |y| is near the end of numbers. */
#define LARGEST 1e150
/* Standard deviation over magnitude, squared: below it, an output does not vary. */
#define CONSTANT 1e-20

G_STATIC_ASSERT(DGMI_SOBOL_REPLICATES % LANES == 0 && LANES % PER_WORD == 0);

/* What is summed over rows, of y less the shift, with d_i = AB_i − A. */
enum
{
  COUNT,          /* 1 */
  SUM,            /* a + b */
  SQUARES,        /* a² + b² */
  INPUTS,         /* then for each input: */
  DIFFERENCE = 0, /* d_i */
  PRODUCT,        /* b d_i */
  SQUARE,         /* d_i² */
  N_OF_INPUT
};

struct _DgmiSobol
{
  guint n_inputs, n_terms;
  guint64 seed;
  double shift;      /* y of the first row: sums of y less it do not cancel */
  double magnitude;  /* the largest |y| */
  double *all;       /* [term]: every row once */
  double *replicate; /* [chunk][term][lane] */
  double *terms;     /* [row][term], of the rows being added */
  guint8 poisson[1 << BITS];
};

/* Poisson(1) by BITS random bits: 2^BITS P(X < k) for k = 1, 2, … rounded; mean and variance are
 * within 0.1 % of 1. */
static void set_poisson(guint8 *poisson)
{
  static const guint below[] = {1507, 3014, 3767, 4018, 4081, 4094, 1 << BITS};
  for (guint bits = 0, k = 0; bits < 1 << BITS; bits++)
  {
    k += bits == below[k];
    poisson[bits] = (guint8)k;
  }
}

DgmiSobol *dgmi_sobol_new(guint n_inputs, guint64 seed)
{
  assert(n_inputs > 0);
  DgmiSobol *sobol = g_new0(DgmiSobol, 1);
  sobol->n_inputs = n_inputs;
  sobol->n_terms = INPUTS + N_OF_INPUT * n_inputs;
  sobol->seed = seed;
  set_poisson(sobol->poisson);
  sobol->all = g_new0(double, sobol->n_terms);
  sobol->replicate = g_new0(double, (gsize)DGMI_SOBOL_REPLICATES * sobol->n_terms);
  sobol->terms = g_new0(double, (gsize)ROWS * sobol->n_terms);
  return sobol;
}

static void clear_sobol(DgmiSobol *sobol)
{
  dgmi_free_all(sobol->all, sobol->replicate, sobol->terms);
}

DGMI_DEFINE_FREE(dgmi_sobol_free, DgmiSobol, clear_sobol)

/* ---- Sums ---- */

/* Steele, Lea and Flood's SplitMix64, "Fast splittable pseudorandom number generators" (2014). */
static inline guint64 mix(guint64 z)
{
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT(0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT(0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/* The weights that a chunk of replicates gives to row number `row`. */
static void draw_weights(const DgmiSobol *sobol, guint64 row, guint chunk, double *weight)
{
  const guint64 step = G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
  const guint64 stream = mix(mix(sobol->seed + step) + row * step);
  for (guint lane = 0; lane < LANES; lane += PER_WORD)
  {
    const guint64 bits = mix(stream + (chunk * LANES + lane) * step);
    for (guint k = 0; k < PER_WORD; k++)
      weight[lane + k] = sobol->poisson[bits >> (BITS * k) & ((1 << BITS) - 1)];
  }
}

typedef struct
{
  DgmiSobol *sobol;
  guint64 first; /* number of the first of the draws at hand, and how many these are */
  guint n_rows;
} Addition;

static void add_to_chunk(guint chunk, guint thread, gpointer data)
{
  const Addition *addition = data;
  const DgmiSobol *sobol = addition->sobol;
  double *sums = sobol->replicate + (gsize)chunk * LANES * sobol->n_terms;
  (void)thread;
  for (guint row = 0; row < addition->n_rows; row++)
  {
    const double *term = sobol->terms + (gsize)row * sobol->n_terms;
    double weight[LANES];
    draw_weights(sobol, addition->first + row, chunk, weight);
    for (guint t = 0; t < sobol->n_terms; t++)
    {
      double *restrict sum = sums + (gsize)t * LANES; /* restrict: for vectors */
      const double x = term[t];
      for (guint lane = 0; lane < LANES; lane++)
        sum[lane] += weight[lane] * x;
    }
  }
}

/* The terms of the draw whose values lie `stride` apart; FALSE where one is missing or too large.
 */
static gboolean set_terms(DgmiSobol *sobol, const double *y, gsize stride, double *term)
{
  const guint n = sobol->n_inputs;
  double magnitude = sobol->magnitude;
  for (guint k = 0; k < n + 2; k++)
    if (!(fabs(y[k * stride]) <= LARGEST))
      return FALSE;
    else
      magnitude = fmax(magnitude, fabs(y[k * stride]));
  if (sobol->all[COUNT] == 0)
    sobol->shift = y[0];
  const double a = y[0] - sobol->shift, b = y[stride] - sobol->shift;
  sobol->magnitude = magnitude;
  term[COUNT] = 1;
  term[SUM] = a + b;
  term[SQUARES] = a * a + b * b;
  for (guint i = 0; i < n; i++)
  {
    double *own = term + INPUTS + N_OF_INPUT * i;
    const double d = y[(2 + i) * stride] - y[0];
    own[DIFFERENCE] = d;
    own[PRODUCT] = b * d;
    own[SQUARE] = d * d;
  }
  for (guint t = 0; t < sobol->n_terms; t++)
    sobol->all[t] += term[t];
  return TRUE;
}

void dgmi_sobol_add(DgmiSobol *sobol, const double *y, gsize n_rows, DgmiParallel *parallel,
                    guint threads)
{
  assert(y != NULL || n_rows == 0);
  for (gsize row = 0; row < n_rows;)
  {
    Addition addition = {sobol, (guint64)sobol->all[COUNT], 0};
    for (; row < n_rows && addition.n_rows < ROWS; row++)
      addition.n_rows +=
          set_terms(sobol, y + row, n_rows, sobol->terms + (gsize)addition.n_rows * sobol->n_terms);
    if (parallel != NULL && threads > 1)
      parallel(threads, CHUNKS, add_to_chunk, &addition);
    else
      for (guint chunk = 0; chunk < CHUNKS; chunk++)
        add_to_chunk(chunk, 0, &addition);
  }
}

/* ---- Indices ---- */

/* V from sums that lie `stride` apart. */
static double variance(const double *sums, guint stride)
{
  const double n = 2 * sums[COUNT * stride], sum = sums[SUM * stride];
  return n < 1 ? NAN : fmax(0, (sums[SQUARES * stride] - sum * sum / n) / (n - 1));
}

static gboolean varies(const DgmiSobol *sobol, double v)
{
  return v > CONSTANT * sobol->magnitude * sobol->magnitude;
}

/* S_i and ST_i; where the mean m of y is not 0, Σ (b − m) d = Σ b d − m Σ d. */
static void estimate(const double *sums, guint stride, guint input, double *first, double *total)
{
  const double n = sums[COUNT * stride], m = sums[SUM * stride] / (2 * n);
  const double v = variance(sums, stride);
  const double *own = sums + (gsize)(INPUTS + N_OF_INPUT * input) * stride;
  *first = (own[PRODUCT * stride] - m * own[DIFFERENCE * stride]) / n / v;
  *total = own[SQUARE * stride] / n / (2 * v);
}

static void set_interval(double *values, gsize n, DgmiSobolIndex *index)
{
  if (n < LEAST_REPLICATES)
    return;
  gsl_sort(values, 1, n);
  index->low = gsl_stats_quantile_from_sorted_data(values, 1, n, .025);
  index->high = gsl_stats_quantile_from_sorted_data(values, 1, n, .975);
}

static void set_intervals(const DgmiSobol *sobol, guint input, DgmiSobolIndex *first,
                          DgmiSobolIndex *total)
{
  double firsts[DGMI_SOBOL_REPLICATES], totals[DGMI_SOBOL_REPLICATES];
  gsize n = 0;
  for (guint r = 0; r < DGMI_SOBOL_REPLICATES; r++)
  {
    const double *sums = sobol->replicate + (gsize)(r / LANES) * LANES * sobol->n_terms + r % LANES;
    if (!varies(sobol, variance(sums, LANES)))
      continue;
    estimate(sums, LANES, input, &firsts[n], &totals[n]);
    n++;
  }
  set_interval(firsts, n, first);
  set_interval(totals, n, total);
}

gboolean dgmi_sobol_indices(const DgmiSobol *sobol, DgmiSobolIndex *first, DgmiSobolIndex *total)
{
  const gboolean ok = varies(sobol, variance(sobol->all, 1));
  for (guint i = 0; i < sobol->n_inputs; i++)
  {
    first[i] = total[i] = (DgmiSobolIndex){NAN, NAN, NAN};
    if (!ok)
      continue;
    estimate(sobol->all, 1, i, &first[i].value, &total[i].value);
    set_intervals(sobol, i, &first[i], &total[i]);
  }
  return ok;
}

guint64 dgmi_sobol_n_rows(const DgmiSobol *sobol)
{
  return (guint64)sobol->all[COUNT];
}

double dgmi_sobol_mean(const DgmiSobol *sobol)
{
  return sobol->shift + sobol->all[SUM] / (2 * sobol->all[COUNT]);
}

double dgmi_sobol_variance(const DgmiSobol *sobol)
{
  return variance(sobol->all, 1);
}
