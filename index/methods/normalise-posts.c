/* goalposts, scaled and dist2targ: a column measured against values the framework states. */
#include <math.h>

#include "index/methods/normalise.h"

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
  posts->scale = dgmi_column_setting(column, 2, scale);
  if (isnan(posts->lower) || isnan(posts->upper))
    return dgmi_column_fail(error, column,
                            "has no goalposts; fill goalpost_lower and goalpost_upper of its row "
                            "in the framework table, or write goalposts:LOWER,UPPER");
  if (posts->lower == posts->upper)
    return dgmi_column_fail(error, column,
                            "has equal goalposts; the upper one must differ from the lower one");
  return TRUE;
}

static double between_posts(const DgmiColumn *column, const Posts *posts, double x)
{
  return column->direction > 0 ? dgmi_share_of(x, posts->lower, posts->upper)
                               : dgmi_share_of(x, posts->upper, posts->lower);
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

static gboolean normalise_goalposts(const DgmiColumn *column, double *out, GError **error)
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

static gboolean normalise_scaled(const DgmiColumn *column, double *out, GError **error)
{
  Posts posts;
  if (!scaled_posts_of(column, &posts, error))
    return FALSE;
  for (gsize i = 0; i < column->n; i++)
    out[i] = between_posts(column, &posts, column->x[i]) * posts.scale;
  return TRUE;
}

static gboolean normalise_dist2targ(const DgmiColumn *column, double *out, GError **error)
{
  const double target = column->node->param[DGMI_PARAM_TARGET];
  DgmiColumnSummary summary;
  if (isnan(target))
    return dgmi_column_fail(error, column,
                            "has no target; fill Target of its row in the framework table");
  if (!dgmi_column_summarise(column, &summary, error))
    return FALSE;
  const double from = column->direction > 0 ? summary.min : summary.max;
  if (target == from)
    return dgmi_column_fail(error, column,
                            "has a target equal to its worst value, so no distance is defined; "
                            "correct Target in the framework table");
  const gboolean cap = column->keyword || column->node->param[DGMI_PARAM_DIST2TARG_CAP_MAX] > 0;
  for (gsize i = 0; i < column->n; i++)
  {
    out[i] = dgmi_share_of(column->x[i], from, target);
    if (cap && out[i] > 1)
      out[i] = 1;
  }
  return TRUE;
}

static DgmiSentence *explain_posts(const DgmiColumn *column, const Posts *posts, gsize unit,
                                   gboolean truncated)
{
  const double x = column->x[unit];
  const double p[] = {x, posts->lower, posts->upper, posts->lower, posts->scale};
  const double negative[] = {posts->upper, x, posts->upper, posts->lower, posts->scale};
  DgmiSentence *formula = column->direction > 0
                              ? dgmi_sentence_of_numbers("(%s − %s)/(%s − %s) × %s", p)
                              : dgmi_sentence_of_numbers("(%s − %s)/(%s − %s) × %s", negative);
  return truncated ? dgmi_sentence_new("%p, kept between the goalposts", (void *)formula) : formula;
}

static DgmiSentence *explain_goalposts(const DgmiColumn *column, gsize unit)
{
  Posts posts;
  return goalposts_of(column, &posts, NULL) ? explain_posts(column, &posts, unit, truncates(column))
                                            : NULL;
}

static DgmiSentence *explain_scaled(const DgmiColumn *column, gsize unit)
{
  Posts posts;
  return scaled_posts_of(column, &posts, NULL) ? explain_posts(column, &posts, unit, FALSE) : NULL;
}

static DgmiSentence *explain_dist2targ(const DgmiColumn *column, gsize unit)
{
  DgmiColumnSummary s;
  if (!dgmi_column_summarise(column, &s, NULL))
    return NULL;
  const double target = column->node->param[DGMI_PARAM_TARGET], x = column->x[unit];
  return column->direction > 0 ? dgmi_sentence_of_numbers("(%s − min %s)/(target %s − min %s)",
                                                          (double[]){x, s.min, target, s.min})
                               : dgmi_sentence_of_numbers("(max %s − %s)/(max %s − target %s)",
                                                          (double[]){s.max, x, s.max, target});
}
static const char *check_posts(const double *argument)
{
  return isnan(argument[0]) || argument[0] != argument[1]
             ? NULL
             : "the upper goalpost must differ from the lower one";
}

const DgmiMethodInfo dgmi_method_normalise_goalposts = {
    DGMI_METHOD(NORMALISE, "goalposts", "goalposts", "[:L,U[,scale]][,truncate]",
                "(x − L)/(U − L) scale; less is better: (U − x)/(U − L) scale; posts and "
                "goalpost_trunc2posts from the framework unless given",
                DGMI_STAYS_MISSING),
    DGMI_NUMBERS(DGMI_COUNT(0) | DGMI_COUNT(2) | DGMI_COUNT(3), check_posts, NAN, NAN, 1),
    .keyword = "truncate",
    .normalise = {.apply = normalise_goalposts, .explain = explain_goalposts}};

const DgmiMethodInfo dgmi_method_normalise_scaled = {
    DGMI_METHOD(NORMALISE, "scaled", "scaled to goalposts", "[:L,U[,scale]]",
                "(x − L)/(U − L) scale, never truncated; posts and scale_factor from the framework "
                "unless given",
                DGMI_STAYS_MISSING),
    DGMI_NUMBERS(DGMI_COUNT(0) | DGMI_COUNT(2) | DGMI_COUNT(3), check_posts, NAN, NAN, 1),
    .normalise = {.apply = normalise_scaled, .explain = explain_scaled}};

const DgmiMethodInfo dgmi_method_normalise_dist2targ = {
    DGMI_METHOD(
        NORMALISE, "dist2targ", "distance to target", "[:cap]",
        "(x − min)/(target − min); less is better: (max − x)/(max − target); cap: at most 1; "
        "target from the framework",
        DGMI_STAYS_MISSING),
    .counts = DGMI_COUNT(0), .keyword = "cap",
    .normalise = {.apply = normalise_dist2targ, .explain = explain_dist2targ}};
