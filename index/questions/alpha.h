/* alpha.h: Cronbach's alpha: how consistently items measure one thing.
 *
 * With s_ab the covariance of items a and b (over the units that have both; s_aa over those that
 * have a, as R's cov(use = "pairwise")) and r̄ the mean of their correlations,
 *   raw           k/(k − 1) (1 − Σ_a s_aa / Σ_a Σ_b s_ab)
 *   standardised  k r̄ / (1 + (k − 1) r̄)
 * (Cronbach 1951, Psychometrika 16, 297–334). Any number of threads may call. */
#pragma once

#include <glib.h>

#include "indicators/base/export.h"

G_BEGIN_DECLS

typedef struct
{
  guint items;
  double raw;          /* NaN with one item, where the items' sum does not vary, or where gaps leave
                          covariances that do not go together (alpha would be above 1) */
  double standardised; /* NaN with one item, or where a correlation is not defined */
} DgmiAlpha;

/* Of item[n], n >= 1, each of n_units values, missing = NaN. `without` (n, or NULL) gets the alpha
 * of the others for each item left out. Cost: n_units n². */
DGMI_EXPORT DgmiAlpha dgmi_alpha(const double *const *item, guint n, gsize n_units,
                                 DgmiAlpha *without);

G_END_DECLS
