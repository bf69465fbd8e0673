/* normalise.h: what the normalising methods (normalise-*.c) share; for them alone. */
#pragma once

#include "index/methods/methods.h"
#include "indicators/base/text.h"

/* A method's number: as given with the method, else the node's own parameter, else the default. */
double dgmi_column_setting(const DgmiColumn *column, guint argument, DgmiParam param);

/* "'CODE' WHAT" as an error; FALSE. */
gboolean dgmi_column_fail(GError **error, const DgmiColumn *column, const char *what);

/* "'CODE' WHAT, so it is missing everywhere" as a warning, and every out[] missing; TRUE. For a
 * column in which the method is undefined though the data are sound. Takes `what`. */
gboolean dgmi_column_undefined(const DgmiColumn *column, DgmiSentence *what, double *out);

/* What the formulas need of a column. */
typedef struct
{
  gsize n; /* not missing */
  double min, max;
  double mean, sd, sd_population; /* of dgmi_column_moments() only */
} DgmiColumnSummary;

/* FALSE with an error for a column without two different values, which no scale can be put on. */
gboolean dgmi_column_summarise(const DgmiColumn *column, DgmiColumnSummary *summary,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean dgmi_column_moments(const DgmiColumn *column, DgmiColumnSummary *summary,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (x − low)/(high − low), also where the difference is beyond the range of a double. */
double dgmi_share_of(double x, double low, double high);

/* The formula of a column, with ": less is better" where the indicator counts downwards; takes it.
 */
DgmiSentence *dgmi_column_formula(const DgmiColumn *column,
                                  DgmiSentence *formula) G_GNUC_WARN_UNUSED_RESULT;
