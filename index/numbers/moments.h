/* moments.h: skewness and kurtosis of a column, and the rule of thumb that flags it. */
#pragma once

#include <glib.h>

#include "indicators/base/export.h"

G_BEGIN_DECLS

/* With g1, g2 the population moment coefficients (g2 in excess of 3), as SAS, SPSS and Excel have
 * them (type 2 of Joanes and Gill, 1998): G1 = sqrt(n(n−1))/(n−2) g1,
 * G2 = (n−1)/((n−2)(n−3)) ((n+1) g2 + 6). */
typedef struct
{
  gsize n;         /* values, missing ones left out */
  double skewness; /* G1; NaN where n < 3 or all values are equal */
  double kurtosis; /* G2; NaN where n < 4 or all values are equal */
} DgmiMoments;

/* Of the non-missing values of `x`, at any magnitude. Cost: linear. */
DGMI_EXPORT DgmiMoments dgmi_moments(const double *x, gsize n);

/* Whether |G1| > 2 and G2 > 3.5: outliers to look at. */
DGMI_EXPORT gboolean dgmi_moments_flag(const DgmiMoments *moments);

G_END_DECLS
