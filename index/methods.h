/* methods.h: the functions behind the rows of the table in methods.c; contracts in method.h,
 * formulas there and in the table. */
#pragma once

#include "index/method.h"

/* normalise.c */
gboolean dgmi_normalise_none(const DgmiColumn *column, double *out, GError **error);
gboolean dgmi_normalise_minmax(const DgmiColumn *column, double *out, GError **error);
gboolean dgmi_normalise_zscore(const DgmiColumn *column, double *out, GError **error);
gboolean dgmi_normalise_zscore_pop(const DgmiColumn *column, double *out, GError **error);
gboolean dgmi_normalise_rank(const DgmiColumn *column, double *out, GError **error);
gboolean dgmi_normalise_prank(const DgmiColumn *column, double *out, GError **error);
gboolean dgmi_normalise_borda(const DgmiColumn *column, double *out, GError **error);
gboolean dgmi_normalise_goalposts(const DgmiColumn *column, double *out, GError **error);
gboolean dgmi_normalise_scaled(const DgmiColumn *column, double *out, GError **error);
gboolean dgmi_normalise_dist2targ(const DgmiColumn *column, double *out, GError **error);
char *dgmi_explain_none(const DgmiColumn *column, gsize unit);
char *dgmi_explain_minmax(const DgmiColumn *column, gsize unit);
char *dgmi_explain_zscore(const DgmiColumn *column, gsize unit);
char *dgmi_explain_zscore_pop(const DgmiColumn *column, gsize unit);
char *dgmi_explain_rank(const DgmiColumn *column, gsize unit);
char *dgmi_explain_goalposts(const DgmiColumn *column, gsize unit);
char *dgmi_explain_scaled(const DgmiColumn *column, gsize unit);
char *dgmi_explain_dist2targ(const DgmiColumn *column, gsize unit);

/* aggregate.c */
double dgmi_mean_arithmetic(const double *x, const double *weight, guint n, const double *argument);
double dgmi_mean_geometric(const double *x, const double *weight, guint n, const double *argument);
double dgmi_mean_harmonic(const double *x, const double *weight, guint n, const double *argument);
double dgmi_mean_power(const double *x, const double *weight, guint n, const double *argument);
double dgmi_weighted_median(const double *x, const double *weight, guint n, const double *argument);
double dgmi_minimum(const double *x, const double *weight, guint n, const double *argument);
double dgmi_maximum(const double *x, const double *weight, guint n, const double *argument);
double dgmi_domain_positive(const double *argument, gboolean *strict);
double dgmi_domain_power(const double *argument, gboolean *strict);
