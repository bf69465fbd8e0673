/* uncertainty.h: how far a ranking can be trusted: an index computed under many drawn weights,
 * methods and measurement errors, all jointly (Saisana, Saltelli, Tarantola, "Uncertainty and
 * sensitivity analysis techniques as tools for the quality assessment of composite indicators",
 * 2005).
 *
 * The order of the calls: what varies is read (dgmi_vary_parse(), one source for each --vary), the
 * plan is compiled, where everything is checked (dgmi_uncertainty_plan_new()), the draws are made
 * and counted (dgmi_uncertainty_run()), the counts are asked (the accessors at the end).
 *
 * Draws come in blocks of DGMI_UNCERTAINTY_BLOCK, draw b * DGMI_UNCERTAINTY_BLOCK + j being the
 * j-th of block b. A block is a pure function of plan, seed and number, and all that is kept of it
 * are sums of integers: the result does not depend on threads, on the processor's vector units, or
 * on how the blocks are shared among machines. A plan is constant: any number of threads may use
 * it. Ranks are those of unrounded scores, equal scores share the smallest; a unit without a score
 * (or that the publisher leaves unranked) has no rank in that draw. */
#pragma once

#include "index/compute/result.h"
#include "indicators/base/export.h"

G_BEGIN_DECLS

/* ---- What varies ---- */

typedef enum
{
  DGMI_VARY_WEIGHTS,   /* weights:dirichlet, weights:dirichlet:K, weights:25%, weights:0.1..0.6 */
  DGMI_VARY_NORMALISE, /* normalise:minmax/zscore/rank */
  DGMI_VARY_AGGREGATE, /* aggregate:arithmetic/geometric; each may be a list by level */
  DGMI_VARY_IMPUTE,    /* impute:mean/median */
  DGMI_VARY_TREAT,     /* treat:none/winsor */
  DGMI_VARY_WINSOR,    /* winsor:1..5 */
  DGMI_VARY_DROP,      /* drop:indicators: none or one indicator, all equally likely */
  DGMI_VARY_ERROR      /* error:5%, error:COL, error:CODE=COL */
} DgmiVaryKind;

typedef enum
{
  DGMI_WEIGHTS_UNIFORM,   /* uniform on the simplex */
  DGMI_WEIGHTS_DIRICHLET, /* around the nominal ones, concentration K */
  DGMI_WEIGHTS_NOISE,     /* nominal × uniform(1 − p, 1 + p), rescaled */
  DGMI_WEIGHTS_BOUNDS     /* uniform on the simplex within a box */
} DgmiWeightsKind;

/* One source of uncertainty; one input of a sensitivity analysis. */
typedef struct
{
  DgmiVaryKind kind;
  char *text;              /* as given: "weights:25%" */
  DgmiWeightsKind weights; /* of weights */
  double amount;           /* K, or the share p of weights (0.25) or of error (0.05) */
  double low, high;        /* bounds of weights; first and last K of winsor */
  GPtrArray *alternatives; /* of GArray of DgmiMethod: sets of methods, one by level where the
                              kind is aggregate, else one; NULL = none */
  char *code;              /* of error: the indicator, NULL = all of them … */
  char *column;            /* … and the column of standard errors; NULL = amount */
} DgmiVary;

/* Reads the texts of --vary (NULL or empty: weights:25%). Failures are at the option --vary:
 * unknown source (with a suggestion), unknown method, numbers out of range, two sources of one
 * kind (but errors of different indicators), treat and winsor together. Returns an array of
 * DgmiVary, NULL if there was a failure; free with g_ptr_array_unref(). */
DGMI_EXPORT GPtrArray *dgmi_vary_parse(const char *const *texts,
                                       DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* The numeric columns that the sources need of the data (standard errors), for
 * DgmiDatasetOptions.numbers, and the text columns (of impute:group-mean:COL), for .texts; the
 * tables of impute:file:NAME, for DgmiInputs.proxies; NULL-terminated; free with g_strfreev().
 * Whether an imputation reads other years. */
DGMI_EXPORT char **dgmi_vary_columns(const GPtrArray *sources) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT char **dgmi_vary_group_columns(const GPtrArray *sources) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT char **dgmi_vary_proxy_files(const GPtrArray *sources) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT gboolean dgmi_vary_needs_years(const GPtrArray *sources);

/* ---- The plan ---- */

typedef struct _DgmiUncertaintyPlan DgmiUncertaintyPlan;

/* Compiles the index of `recipe` over `dataset`, with what it uses beside (NULL = nothing), for
 * the draws of `sources`; the plan refers to all of it. Every combination of methods is tried.
 * Errors: what dgmi_compute_with() reports; a combination of methods that is impossible (a
 * geometric mean of z-scores), with the way out; more than 65,535 units; an unknown indicator or
 * column of errors; bounds that no weights can meet. Cost: that of computing the index once for
 * each combination of methods. */
DGMI_EXPORT DgmiUncertaintyPlan *
dgmi_uncertainty_plan_new(const DgmiRecipe *recipe, const DgmiDataset *dataset,
                          const DgmiInputs *inputs, const GPtrArray *sources,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT void dgmi_uncertainty_plan_free(DgmiUncertaintyPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiUncertaintyPlan, dgmi_uncertainty_plan_free)

/* The inputs, in the order of the sources; an input's name is the text of its --vary. */
DGMI_EXPORT guint dgmi_uncertainty_n_inputs(const DgmiUncertaintyPlan *plan);
DGMI_EXPORT const char *dgmi_uncertainty_input_name(const DgmiUncertaintyPlan *plan, guint input);

/* The index as it is, without a draw, and its ranks of unrounded scores (n_units, NaN = none). */
DGMI_EXPORT const DgmiResult *dgmi_uncertainty_nominal(const DgmiUncertaintyPlan *plan);
DGMI_EXPORT const double *dgmi_uncertainty_nominal_rank(const DgmiUncertaintyPlan *plan);

/* Which instructions the arithmetic uses. All give the same bytes. */
typedef enum
{
  DGMI_VECTOR_BEST, /* that the processor has */
  DGMI_VECTOR_PORTABLE,
  DGMI_VECTOR_AVX2,
  DGMI_VECTOR_AVX512
} DgmiVector;

/* Chooses, before the plan is used; FALSE (and no change) where the processor has not got it. */
DGMI_EXPORT gboolean dgmi_uncertainty_plan_set_vector(DgmiUncertaintyPlan *plan, DgmiVector vector);

/* ---- The draws ---- */

#define DGMI_UNCERTAINTY_BLOCK 256
#define DGMI_UNCERTAINTY_DRAWS 100000

/* Calls work(item, thread, data) once for each item < n, on up to `threads` threads, thread <
 * threads. The order is not defined. */
typedef void (*DgmiParallelWork)(guint item, guint thread, gpointer data);
typedef void DgmiParallel(guint threads, guint n, DgmiParallelWork work, gpointer data);

/* By OpenMP. The command opens it as a module ("parallel", "dgmi_parallel"), so that programs that
 * compute on one thread need no OpenMP; libdgmi has it. On a busy machine waiting threads cost less
 * with OMP_WAIT_POLICY=passive in the environment before OpenMP is loaded. dgmi_parallel_threads():
 * how many threads the machine offers (OMP_NUM_THREADS has a say). */
DGMI_EXPORT DgmiParallel dgmi_parallel;
DGMI_EXPORT guint dgmi_parallel_threads(void);

typedef struct
{
  guint64 draws;          /* at most 2^32 − 256; 0 = DGMI_UNCERTAINTY_DRAWS */
  guint64 seed;           /* 0 = 1 */
  DgmiParallel *parallel; /* NULL = one thread */
  guint threads;          /* 0 = 1 */
  guint first, step;      /* only blocks first, first + step, …: rank and number of ranks of
                             several machines; step 0 = 1 */
  gboolean scores;        /* count the scores too: score_mean, _sd, _quantile */
  gboolean pairs;         /* count who is ahead of whom: units × units */
  gboolean central;       /* sum the weights under which a unit is first: units × nodes */
  double until;           /* stop at the first checkpoint where the half-width is not above it; 0 =
                             do not; only with step 1 (over several machines see
                             dgmi_uncertainty_add()) */
  /* Called now and then by the calling thread, with the draws that were made and that are to be
   * made; FALSE stops: the result is partial. NULL = none. */
  gboolean (*progress)(guint64 done, guint64 total, gpointer data);
  gpointer data;
  const gint *stop; /* another thread or a signal's handler sets it to stop; NULL = none */
} DgmiUncertaintyOptions;

typedef struct _DgmiUncertainty DgmiUncertainty;

/* Makes the draws. What is returned after a stop is of whole blocks, the first ones, and marked
 * partial. Errors: a table does not fit into memory; a draw's data do not have what a method needs
 * (only with error:). Memory: 4 bytes a unit and rank, some MiB; nothing grows with the draws.
 * `options` NULL = defaults. */
DGMI_EXPORT DgmiUncertainty *dgmi_uncertainty_run(const DgmiUncertaintyPlan *plan,
                                                  const DgmiUncertaintyOptions *options,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT void dgmi_uncertainty_free(DgmiUncertainty *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiUncertainty, dgmi_uncertainty_free)

/* The same in steps: a result without draws (its tables as `options` says; the plan must outlive
 * it), to which the blocks first, first + step, … below `end` are added; FALSE with an error, or
 * without one after a stop (whole blocks, the first ones, were added). `end` counts all ranks'
 * blocks. */
DGMI_EXPORT DgmiUncertainty *dgmi_uncertainty_new(const DgmiUncertaintyPlan *plan,
                                                  const DgmiUncertaintyOptions *options,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT gboolean dgmi_uncertainty_add(DgmiUncertainty *result,
                                          const DgmiUncertaintyOptions *options, guint begin,
                                          guint end, GError **error);
/* Where the half-width is looked at: the next number of blocks after `done`, at most `total`. The
 * same on every machine: 4, 6, 8, 12, 16, 24, … */
DGMI_EXPORT guint dgmi_uncertainty_checkpoint(guint done, guint total);

/* All that was counted, as two arrays of integers. Results of the same plan and options are merged
 * exactly by adding their arrays element by element (MPI_SUM). */
typedef struct
{
  guint32 *counts;
  gsize n_counts;
  gint64 *sums;
  gsize n_sums;
} DgmiUncertaintyTables;

DGMI_EXPORT DgmiUncertaintyTables dgmi_uncertainty_tables(DgmiUncertainty *result);
/* Adds another's counts; both of the same plan and options. */
DGMI_EXPORT void dgmi_uncertainty_merge(DgmiUncertainty *result, const DgmiUncertainty *other);

/* ---- What came out ---- */

DGMI_EXPORT guint64 dgmi_uncertainty_draws(const DgmiUncertainty *result);
DGMI_EXPORT guint64 dgmi_uncertainty_seed(const DgmiUncertainty *result);
DGMI_EXPORT gboolean dgmi_uncertainty_is_partial(const DgmiUncertainty *result);
DGMI_EXPORT void dgmi_uncertainty_set_partial(DgmiUncertainty *result);

/* The draws in which a unit has a rank. Where there are none all that follows is NaN. */
DGMI_EXPORT guint64 dgmi_uncertainty_ranked(const DgmiUncertainty *result, guint unit);

typedef struct
{
  double mean, sd;
  double median, p5, p95; /* the smallest rank that 50, 5, 95 % of its draws do not exceed */
  double min, max;
  double first;            /* share of its draws in which it is first, alone or not */
  double mean_half_width;  /* of 95 % intervals of Monte Carlo error: of the mean … */
  double first_half_width; /* … and of the share */
} DgmiRankSummary;

/* Cost: linear in the units. */
DGMI_EXPORT DgmiRankSummary dgmi_uncertainty_rank_summary(const DgmiUncertainty *result,
                                                          guint unit);
/* The smallest rank that a share `p` of the unit's draws does not exceed; p in [0, 1]. */
DGMI_EXPORT double dgmi_uncertainty_rank_quantile(const DgmiUncertainty *result, guint unit,
                                                  double p);
/* Rank acceptability: the share of all draws in which the unit has the rank (1 … n_units). */
DGMI_EXPORT double dgmi_uncertainty_acceptability(const DgmiUncertainty *result, guint unit,
                                                  guint rank);

/* With options.scores. Of the draws in which the unit has a score; sd by n − 1, both exact to about
 * 2^-30 of the range. A quantile is linear within a bin of 1/1024 of the range that the scores have
 * in the first 1,024 draws; beyond half that range on either side it stays at the end. */
DGMI_EXPORT double dgmi_uncertainty_score_mean(const DgmiUncertainty *result, guint unit);
DGMI_EXPORT double dgmi_uncertainty_score_sd(const DgmiUncertainty *result, guint unit);
DGMI_EXPORT double dgmi_uncertainty_score_quantile(const DgmiUncertainty *result, guint unit,
                                                   double p);

/* With options.pairs. The share of draws in which `unit` is ahead of `other`, a shared rank
 * counting one half (Leskinen et al. 2006: pairwise winning index); no rank is behind every rank.
 * NaN where one of them never has one. */
DGMI_EXPORT double dgmi_uncertainty_winning(const DgmiUncertainty *result, guint unit, guint other);

/* With options.central. out[n_nodes] gets the mean, over the draws in which the unit is first, of
 * each node's share in its parent (1 of the root): the central weight vector (Lahdelma, Hokkanen,
 * Salminen 1998); NaN where the unit never is first. */
DGMI_EXPORT void dgmi_uncertainty_central_weights(const DgmiUncertainty *result, guint unit,
                                                  double *out);

/* The widest 95 % half-width of any unit's rank mean (in ranks) or first share (0 to 1), whichever
 * is the larger number; infinite before the second draw. */
DGMI_EXPORT double dgmi_uncertainty_half_width(const DgmiUncertainty *result);

/* The half-width at each checkpoint of dgmi_uncertainty_run() so far. */
typedef struct
{
  guint64 draws;
  double half_width;
} DgmiConvergence;

DGMI_EXPORT const GArray *
dgmi_uncertainty_convergence(const DgmiUncertainty *result); /* of DgmiConvergence */
/* For who adds in steps: notes the half-width of `result` now. */
DGMI_EXPORT void dgmi_uncertainty_note_convergence(DgmiUncertainty *result);

/* ---- Single draws, and the design of a sensitivity analysis ---- */

/* What one draw was: the methods as a recipe and the weights by node (0 = left out), with which
 * dgmi_compute_with() gives the same scores (but for error:). */
typedef struct
{
  DgmiRecipe *recipe;
  double *weight; /* n_nodes */
  double *score;  /* n_units, NaN = none; as the engine has it */
  guint *rank;    /* n_units, 0 = none; as the engine has it */
} DgmiUncertaintyDraw;

DGMI_EXPORT gboolean dgmi_uncertainty_draw(const DgmiUncertaintyPlan *plan, guint64 seed,
                                           guint64 draw, DgmiUncertaintyDraw *out,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT void dgmi_uncertainty_draw_clear(DgmiUncertaintyDraw *draw);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DgmiUncertaintyDraw, dgmi_uncertainty_draw_clear)

/* One number of a draw. */
typedef enum
{
  DGMI_OUTPUT_RANK_SHIFT, /* mean over the units of |rank − nominal rank|, of those with both */
  DGMI_OUTPUT_RANK,       /* of one unit */
  DGMI_OUTPUT_SCORE       /* of one unit */
} DgmiOutputKind;

typedef struct
{
  DgmiOutputKind kind;
  guint unit;
} DgmiOutput;

/* One block of a Saltelli design (Saltelli et al. 2010): y[(2 + n_inputs) × BLOCK], row-major:
 * row 0 the draws A (those of dgmi_uncertainty_run() with this seed), row 1 the draws B, row 2 + i
 * the draws AB_i: input i as in B, all others as in A. Each input has a stream of its own for each
 * seed, matrix and block. NaN where the unit has no rank or score. Pure; any number of threads may
 * call it. FALSE with an error as of dgmi_uncertainty_run(). Cost: 2 + n_inputs blocks. */
DGMI_EXPORT gboolean dgmi_uncertainty_design_block(const DgmiUncertaintyPlan *plan, guint64 seed,
                                                   guint block, const DgmiOutput *output, double *y,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
