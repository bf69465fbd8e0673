/* sobol.h: which input drives an output: first and total Sobol indices, with their intervals.
 *
 * Two independent samples A and B of the inputs, and for each input i the sample AB_i, which is A
 * with B's values of input i; y is the output under each. With y centred by the mean of A and B
 * together and V their sample variance,
 *   S_i = mean(B (AB_i − A)) / V,   ST_i = mean((A − AB_i)²) / (2V)
 * (A. Saltelli et al., "Variance based sensitivity analysis of model output", Computer Physics
 * Communications 181, 2010; M. J. W. Jansen 1999). Nothing is clamped: an estimate may lie below 0.
 *
 * Draws come in any number and are not kept: the intervals are 95 % percentile intervals of a
 * bootstrap whose replicates give each draw a weight of their own as it comes, drawn from
 * Poisson(1) (N. Chamandy et al., "Estimating uncertainty for massive data streams", 2012); V is
 * of the replicate, too. The draws, their order and the seed decide the result to the last bit;
 * threads and how the draws are dealt to calls do not. */
#pragma once

#include "index/uncertainty/uncertainty.h"
#include "indicators/base/export.h"

G_BEGIN_DECLS

#define DGMI_SOBOL_REPLICATES 500

typedef struct
{
  double value;
  double low, high; /* of the 95 % interval; NaN where too few replicates vary */
} DgmiSobolIndex;

typedef struct _DgmiSobol DgmiSobol;

/* Memory: DGMI_SOBOL_REPLICATES × (3 + 3 n_inputs) numbers, however many rows come. */
DGMI_EXPORT DgmiSobol *dgmi_sobol_new(guint n_inputs, guint64 seed) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT void dgmi_sobol_free(DgmiSobol *sobol);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiSobol, dgmi_sobol_free)

/* Adds `n_rows` draws, y[(2 + n_inputs) × n_rows]: row by row A, B, AB_1, AB_2, …, as
 * dgmi_uncertainty_design_block() has them. A draw with a value that is missing (NaN) or beyond
 * ±1e150 is left out. Cost: n_rows × DGMI_SOBOL_REPLICATES × (3 + 3 n_inputs), shared by `threads`
 * of `parallel` (NULL = one). One thread at a time may call. */
DGMI_EXPORT void dgmi_sobol_add(DgmiSobol *sobol, const double *y, gsize n_rows,
                                DgmiParallel *parallel, guint threads);

/* Draws added, those left out not counted. */
DGMI_EXPORT guint64 dgmi_sobol_n_rows(const DgmiSobol *sobol);
/* The mean and the sample variance V of A and B together;
 * NaN without a row. */
DGMI_EXPORT double dgmi_sobol_mean(const DgmiSobol *sobol);
DGMI_EXPORT double dgmi_sobol_variance(const DgmiSobol *sobol);

/* The indices of each input, first[n_inputs] and total[n_inputs]. FALSE, with every value NaN,
 * where the output does not vary: no row, or a standard deviation below 1e-10 of its magnitude,
 * which rounding alone can make. */
DGMI_EXPORT gboolean dgmi_sobol_indices(const DgmiSobol *sobol, DgmiSobolIndex *first,
                                        DgmiSobolIndex *total) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
