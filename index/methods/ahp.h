/* ahp.h: weights from pairwise comparisons (the analytic hierarchy process).
 *
 * T. L. Saaty, "A scaling method for priorities in hierarchical structures", Journal of
 * Mathematical Psychology 15 (1977), 234–281; his random indices. */
#pragma once

#include <glib.h>

#include "indicators/base/export.h"

G_BEGIN_DECLS

typedef struct
{
  double lambda_max; /* the largest eigenvalue, >= n */
  double ci;         /* consistency index (λmax − n)/(n − 1); 0 where n < 2 */
  double cr;         /* consistency ratio CI/RI; 0 where n < 3, NaN where n > 10 (no RI) */
} DgmiAhp;

/* What Saaty calls tolerable. */
#define DGMI_AHP_CR 0.1

/* The principal eigenvector of comparison[row * n + column], how many times the thing of the row
 * weighs that of the column: weight[n] of sum 1. code[n] names them in messages. Error: an entry
 * that is not above 0, a diagonal that is not 1, two entries whose product is off 1 by more than
 * 1 %, no convergence. Cost: n³ (gsl_eigen_nonsymmv()). */
DGMI_EXPORT gboolean dgmi_ahp(const double *comparison, const char *const *code, guint n,
                              double *weight, DgmiAhp *ahp,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
