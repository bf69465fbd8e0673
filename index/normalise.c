#include <gsl/gsl_statistics.h>
#include <math.h>

#include "index/arithmetic.h"
#include "index/methods.h"
#include "indicators/text.h"

/* A method's number: as given with the method, else the node's own parameter, else the default. */
static double setting(const DgmiColumn *column, guint argument, DgmiParam param)
{
  const double own = column->node->param[param];
  return column->n_arguments > argument || isnan(own) ? column->argument[argument] : own;
}

static gboolean fail(GError **error, const DgmiColumn *column, const char *what)
{
  g_set_error(error, DGMI_ERROR, DGMI_ERROR_DATA, "'%s' %s", column->node->code, what);
  return FALSE;
}

/* What the formulas need of a column. */
typedef struct
{
  gsize n; /* not missing */
  double min, max, mean, sd, sd_population;
} Summary;

/* FALSE with an error for a column without two different values, which no scale can be put on. */
static gboolean summarise(const DgmiColumn *column, Summary *summary, GError **error)
{
  g_autofree double *present = g_new(double, column->n + 1);
  const gsize n = dgmi_compact(column->x, column->n, present);
  if (n == 0)
    return fail(error, column,
                "has no values to normalise; leave it out or fill it (all its values "
                "are missing)");
  gsl_stats_minmax(&summary->min, &summary->max, present, 1, n);
  if (summary->min == summary->max)
  {
    char number[DGMI_NUMBER_SIZE];
    dgmi_number_format(summary->min, number);
    g_set_error(
        error, DGMI_ERROR, DGMI_ERROR_DATA,
        "'%s' is constant (every value is %s), so it cannot be put on a scale; leave it out, "
        "or use --normalise none, goalposts or scaled",
        column->node->code, number);
    return FALSE;
  }
  summary->n = n;
  return TRUE;
}

static gboolean summarise_moments(const DgmiColumn *column, Summary *summary, GError **error)
{
  if (!summarise(column, summary, error))
    return FALSE;
  g_autofree double *present = g_new(double, column->n + 1);
  const gsize n = dgmi_compact(column->x, column->n, present);
  summary->mean = gsl_stats_mean(present, 1, n);
  summary->sd = gsl_stats_sd_m(present, 1, n, summary->mean);
  summary->sd_population = gsl_stats_sd_with_fixed_mean(present, 1, n, summary->mean);
  return TRUE;
}

gboolean dgmi_normalise_none(const DgmiColumn *column, double *out, GError **error)
{
  (void)error;
  for (gsize i = 0; i < column->n; i++)
    out[i] = column->direction * column->x[i];
  return TRUE;
}

/* (x − low)/(high − low), also where the difference is beyond the range of a double. */
static double share_of(double x, double low, double high)
{
  const double range = high - low;
  return isfinite(range) ? (x - low) / range : (x / 2 - low / 2) / (high / 2 - low / 2);
}

gboolean dgmi_normalise_minmax(const DgmiColumn *column, double *out, GError **error)
{
  Summary summary;
  if (!summarise(column, &summary, error))
    return FALSE;
  const double lower = setting(column, 0, DGMI_PARAM_MINMAX_LOWER);
  const double upper = setting(column, 1, DGMI_PARAM_MINMAX_UPPER);
  const double from = column->direction > 0 ? summary.min : summary.max;
  const double to = column->direction > 0 ? summary.max : summary.min;
  for (gsize i = 0; i < column->n; i++)
    out[i] = share_of(column->x[i], from, to) * (upper - lower) + lower;
  return TRUE;
}

static gboolean standardise(const DgmiColumn *column, gboolean population, double *out,
                            GError **error)
{
  Summary summary;
  if (!summarise_moments(column, &summary, error))
    return FALSE;
  const double sd = population ? summary.sd_population : summary.sd;
  if (!isfinite(summary.mean) || !isfinite(sd) || sd == 0)
    return fail(error, column,
                "has values too large or too close for a standard deviation; "
                "rescale the column");
  const double mean = setting(column, 0, DGMI_PARAM_ZSCORE_MEAN);
  const double spread = setting(column, 1, DGMI_PARAM_ZSCORE_SD);
  for (gsize i = 0; i < column->n; i++)
    out[i] = column->direction * (column->x[i] - summary.mean) / sd * spread + mean;
  return TRUE;
}

gboolean dgmi_normalise_zscore(const DgmiColumn *column, double *out, GError **error)
{
  return standardise(column, FALSE, out, error);
}

gboolean dgmi_normalise_zscore_pop(const DgmiColumn *column, double *out, GError **error)
{
  return standardise(column, TRUE, out, error);
}

/* Ranks ascending in the column times its direction, ties the minimum. Returns how many have one.
 */
static gsize rank_ascending(const DgmiColumn *column, double *out)
{
  g_autofree double *key = g_new(double, column->n + 1);
  gsize n = 0;
  for (gsize i = 0; i < column->n; i++)
  {
    key[i] = -column->direction * column->x[i];
    n += !isnan(key[i]);
  }
  dgmi_rank(key, column->n, DGMI_TIES_MIN, out);
  return n;
}

gboolean dgmi_normalise_rank(const DgmiColumn *column, double *out, GError **error)
{
  (void)error;
  rank_ascending(column, out);
  return TRUE;
}

gboolean dgmi_normalise_prank(const DgmiColumn *column, double *out, GError **error)
{
  const gsize n = rank_ascending(column, out);
  if (n < 2)
    return fail(error, column,
                "has fewer than two values, so percentile ranks are not defined; "
                "use --normalise rank or none");
  for (gsize i = 0; i < column->n; i++)
    out[i] = (out[i] - 1) / (double)(n - 1);
  return TRUE;
}

gboolean dgmi_normalise_borda(const DgmiColumn *column, double *out, GError **error)
{
  (void)error;
  rank_ascending(column, out);
  for (gsize i = 0; i < column->n; i++)
    out[i] -= 1;
  return TRUE;
}

/* Lower and upper post and scale, from the arguments, the two parameters, or the other method's. */
typedef struct
{
  double lower, upper, scale;
} Posts;

static gboolean find_posts(const DgmiColumn *column, DgmiParam lower, DgmiParam other_lower,
                           DgmiParam scale, Posts *posts, GError **error)
{
  const double *param = column->node->param;
  const DgmiParam from = isnan(param[lower]) ? other_lower : lower;
  const gboolean given = column->n_arguments >= 2;
  posts->lower = given ? column->argument[0] : param[from];
  posts->upper = given ? column->argument[1] : param[from + 1];
  posts->scale = setting(column, 2, scale);
  if (isnan(posts->lower) || isnan(posts->upper))
    return fail(error, column,
                "has no goalposts; fill goalpost_lower and goalpost_upper of its row "
                "in the framework table, or write goalposts:LOWER,UPPER");
  if (posts->lower == posts->upper)
    return fail(error, column, "has equal goalposts; the upper one must differ from the lower one");
  return TRUE;
}

static double between_posts(const DgmiColumn *column, const Posts *posts, double x)
{
  return column->direction > 0 ? share_of(x, posts->lower, posts->upper)
                               : share_of(x, posts->upper, posts->lower);
}

static gboolean goalposts_of(const DgmiColumn *column, Posts *posts, GError **error)
{
  return find_posts(column, DGMI_PARAM_GOALPOST_LOWER, DGMI_PARAM_SCALED_LOWER,
                    DGMI_PARAM_GOALPOST_SCALE, posts, error);
}

static gboolean scaled_posts_of(const DgmiColumn *column, Posts *posts, GError **error)
{
  return find_posts(column, DGMI_PARAM_SCALED_LOWER, DGMI_PARAM_GOALPOST_LOWER,
                    DGMI_PARAM_SCALE_FACTOR, posts, error);
}

static gboolean truncates(const DgmiColumn *column)
{
  return column->keyword || column->node->param[DGMI_PARAM_GOALPOST_TRUNC2POSTS] > 0;
}

gboolean dgmi_normalise_goalposts(const DgmiColumn *column, double *out, GError **error)
{
  Posts posts;
  if (!goalposts_of(column, &posts, error))
    return FALSE;
  const gboolean truncate = truncates(column);
  for (gsize i = 0; i < column->n; i++)
  {
    double share = between_posts(column, &posts, column->x[i]);
    if (truncate && !isnan(share))
      share = CLAMP(share, 0, 1);
    out[i] = share * posts.scale;
  }
  return TRUE;
}

gboolean dgmi_normalise_scaled(const DgmiColumn *column, double *out, GError **error)
{
  Posts posts;
  if (!scaled_posts_of(column, &posts, error))
    return FALSE;
  for (gsize i = 0; i < column->n; i++)
    out[i] = between_posts(column, &posts, column->x[i]) * posts.scale;
  return TRUE;
}

gboolean dgmi_normalise_dist2targ(const DgmiColumn *column, double *out, GError **error)
{
  const double target = column->node->param[DGMI_PARAM_TARGET];
  Summary summary;
  if (isnan(target))
    return fail(error, column, "has no target; fill Target of its row in the framework table");
  if (!summarise(column, &summary, error))
    return FALSE;
  const double from = column->direction > 0 ? summary.min : summary.max;
  if (target == from)
    return fail(error, column,
                "has a target equal to its worst value, so no distance is defined; "
                "correct Target in the framework table");
  const gboolean cap = column->keyword || column->node->param[DGMI_PARAM_DIST2TARG_CAP_MAX] > 0;
  for (gsize i = 0; i < column->n; i++)
  {
    out[i] = share_of(column->x[i], from, target);
    if (cap && out[i] > 1)
      out[i] = 1;
  }
  return TRUE;
}

/* ---- How a value came about ---- */

/* A sentence of numbers: %n takes a double in its shortest form, everything else is copied. */
static char *sentence(const char *pattern, const double *number)
{
  GString *out = g_string_new(NULL);
  char buffer[DGMI_NUMBER_SIZE];
  for (const char *p = pattern; *p != '\0'; p++)
    if (p[0] == '%' && p[1] == 'n')
    {
      g_string_append(out, dgmi_number_format(*number++, buffer));
      p++;
    }
    else
      g_string_append_c(out, *p);
  return g_string_free(out, FALSE);
}

char *dgmi_explain_none(const DgmiColumn *column, gsize unit)
{
  return column->direction > 0 ? g_strdup("as it is")
                               : sentence("−(%n): less is better", &column->x[unit]);
}

char *dgmi_explain_minmax(const DgmiColumn *column, gsize unit)
{
  Summary s;
  if (!summarise(column, &s, NULL))
    return g_strdup("");
  const double lower = setting(column, 0, DGMI_PARAM_MINMAX_LOWER);
  const double upper = setting(column, 1, DGMI_PARAM_MINMAX_UPPER);
  const double x = column->x[unit];
  const gboolean plain = lower == 0 && upper == 1;
  if (column->direction > 0)
    return sentence(plain ? "(%n − min %n)/(max %n − min %n)"
                          : "(%n − min %n)/(max %n − min %n) × (%n − %n) + %n",
                    (double[]){x, s.min, s.max, s.min, upper, lower, lower});
  return sentence(plain ? "(max %n − %n)/(max %n − min %n): less is better"
                        : "(max %n − %n)/(max %n − min %n) × (%n − %n) + %n: less is better",
                  (double[]){s.max, x, s.max, s.min, upper, lower, lower});
}

static char *explain_standardised(const DgmiColumn *column, gboolean population, gsize unit)
{
  Summary s;
  if (!summarise_moments(column, &s, NULL))
    return g_strdup("");
  const double mean = setting(column, 0, DGMI_PARAM_ZSCORE_MEAN);
  const double spread = setting(column, 1, DGMI_PARAM_ZSCORE_SD);
  const double sd = population ? s.sd_population : s.sd;
  const char *pattern =
      mean == 0 && spread == 1 ? "(%n − mean %n)/sd %n" : "(%n − mean %n)/sd %n × %n + %n";
  g_autofree char *text = sentence(pattern, (double[]){column->x[unit], s.mean, sd, spread, mean});
  return column->direction > 0 ? g_steal_pointer(&text)
                               : g_strconcat("−", text, ": less is better", NULL);
}

char *dgmi_explain_zscore(const DgmiColumn *column, gsize unit)
{
  return explain_standardised(column, FALSE, unit);
}

char *dgmi_explain_zscore_pop(const DgmiColumn *column, gsize unit)
{
  return explain_standardised(column, TRUE, unit);
}

char *dgmi_explain_rank(const DgmiColumn *column, gsize unit)
{
  g_autofree double *rank = g_new(double, column->n + 1);
  const double n = (double)rank_ascending(column, rank);
  return sentence("rank %n from the worst, of %n", (double[]){rank[unit], n});
}

static char *explain_posts(const DgmiColumn *column, const Posts *posts, gsize unit,
                           gboolean truncated)
{
  const double x = column->x[unit];
  const double p[] = {x, posts->lower, posts->upper, posts->lower, posts->scale};
  const double negative[] = {posts->upper, x, posts->upper, posts->lower, posts->scale};
  g_autofree char *text = column->direction > 0 ? sentence("(%n − %n)/(%n − %n) × %n", p)
                                                : sentence("(%n − %n)/(%n − %n) × %n", negative);
  return g_strconcat(text, truncated ? ", kept between the goalposts" : "", NULL);
}

char *dgmi_explain_goalposts(const DgmiColumn *column, gsize unit)
{
  Posts posts;
  return goalposts_of(column, &posts, NULL) ? explain_posts(column, &posts, unit, truncates(column))
                                            : g_strdup("");
}

char *dgmi_explain_scaled(const DgmiColumn *column, gsize unit)
{
  Posts posts;
  return scaled_posts_of(column, &posts, NULL) ? explain_posts(column, &posts, unit, FALSE)
                                               : g_strdup("");
}

char *dgmi_explain_dist2targ(const DgmiColumn *column, gsize unit)
{
  Summary s;
  if (!summarise(column, &s, NULL))
    return g_strdup("");
  const double target = column->node->param[DGMI_PARAM_TARGET], x = column->x[unit];
  return column->direction > 0
             ? sentence("(%n − min %n)/(target %n − min %n)", (double[]){x, s.min, target, s.min})
             : sentence("(max %n − %n)/(max %n − target %n)", (double[]){s.max, x, s.max, target});
}
