/* bod: each unit under the weights that suit it best; model:UNIT:revealed: all units under those
 * that suit one of them. See bod.h. */
#include <math.h>
#include <string.h>

#include "index/methods/bod.h"
#include "index/methods/methods.h"
#include "indicators/base/text.h"

/* ---- By unit ---- */

/* The members of weight above 0, which are at most all. */
static void take(const DgmiMembers *members, DgmiBod *bod, const double **member, guint *position)
{
  for (guint m = 0; m < members->n_members; m++)
    if (members->weight[m] > 0)
    {
      position[bod->n_members] = m;
      member[bod->n_members++] = members->member[m];
    }
  *bod = (DgmiBod){.member = member,
                   .n_members = bod->n_members,
                   .n_units = members->n_units,
                   .high = 1,
                   .solver = members->solver};
  if (members->n_arguments > 0)
  {
    bod->low = members->argument[0];
    bod->high = members->argument[1];
  }
}

static gboolean check_shares(const DgmiMembers *members, const DgmiBod *bod, GError **error)
{
  char low[DGMI_NUMBER_SIZE], high[DGMI_NUMBER_SIZE];
  if (bod->n_members * bod->low <= 1 + 1e-9 && bod->n_members * bod->high >= 1 - 1e-9)
    return TRUE;
  dgmi_error_set(error, DGMI_ERROR_DATA,
                 "the %u members of '%s' cannot each have a share from %s to %s of its score; give "
                 "bod:LO,HI with LO at most and HI at least 1/%u (for one node: --weights "
                 "%s=bod:LO,HI)",
                 bod->n_members, members->node->code, dgmi_number_format(bod->low, low),
                 dgmi_number_format(bod->high, high), bod->n_members, members->node->code);
  return FALSE;
}

/* Scores of 0 that are due to a bound say little of the unit. */
static void warn_of_zeros(const DgmiMembers *members, const DgmiBod *bod, const double *out)
{
  guint n = 0;
  const char *first = NULL;
  for (guint unit = 0; unit < members->n_units; unit++)
    if (out[unit] == 0 && n++ == 0)
      first = dgmi_dataset_code(members->dataset, unit);
  if (n > 0 && (bod->low > 0 || bod->high < 1))
    dgmi_method_warn(members->warnings,
                     n == 1
                         ? "bod: %u unit of '%s' with a member of 0 get the score 0 (%s%s), since "
                           "a 0 can have no share of a score; rescale with {normalise "
                           "minmax:1,100} to tell them apart"
                         : "bod: %u units of '%s' with a member of 0 get the score 0 (%s%s), since "
                           "a 0 can have no share of a score; rescale with {normalise "
                           "minmax:1,100} to tell them apart",
                     n, members->node->code, first, n == 1 ? "" : DGMI_N_(", …"));
}

/* The weights of a unit by which its members sum to its score; those of bod, already multiplied. */
static void place_weights(const DgmiMembers *members, const DgmiBod *bod, const guint *position,
                          guint unit, double score, const double *weight)
{
  for (guint m = 0; m < members->n_members; m++)
    members->unit_weight[(gsize)m * members->n_units + unit] = isnan(score) ? NAN : 0;
  for (guint q = 0; score > 0 && q < bod->n_members; q++)
    members->unit_weight[(gsize)position[q] * members->n_units + unit] = weight[q];
}

static gboolean score_units(const DgmiMembers *members, const DgmiBod *bod, const guint *position,
                            double *out, GError **error)
{
  g_autofree double *weight = g_new(double, bod->n_members + 1);
  double multiplier;
  for (guint unit = 0; unit < members->n_units; unit++)
  {
    double *own = members->unit_weight == NULL ? NULL : weight;
    if (!dgmi_bod(bod, unit, &out[unit], own, &multiplier, error))
    {
      dgmi_error_prefix(error, dgmi_sentence_new("bod of '%s' for %s", members->node->code,
                                                 dgmi_dataset_code(members->dataset, unit)));
      return FALSE;
    }
    for (guint q = 0; own != NULL && q < bod->n_members; q++)
      own[q] *= multiplier;
    if (own != NULL)
      place_weights(members, bod, position, unit, out[unit], own);
  }
  warn_of_zeros(members, bod, out);
  return TRUE;
}

static gboolean aggregate_bod(const DgmiMembers *members, double *out, GError **error)
{
  g_autofree const double **member = g_new(const double *, members->n_members);
  g_autofree guint *position = g_new(guint, members->n_members);
  DgmiBod bod = {0};
  if (members->solver == NULL)
  {
    dgmi_error_set(error, DGMI_ERROR_DATA, "bod needs a solver of linear programs");
    return FALSE;
  }
  take(members, &bod, member, position);
  return check_shares(members, &bod, error) && score_units(members, &bod, position, out, error);
}

static double domain_not_negative(const double *argument, gboolean *strict)
{
  (void)argument;
  *strict = FALSE;
  return 0;
}

static const char *check_bounds(const double *argument)
{
  if (!(argument[0] >= 0 && argument[1] <= 1))
    return "shares lie between 0 and 1";
  return argument[0] <= argument[1] ? NULL : "the lower end must not be above the upper end";
}

const DgmiMethodInfo dgmi_method_weigh_bod = {
    DGMI_METHOD(WEIGH, "bod", "benefit of the doubt", "[:LO,HI]",
                "of each unit c its own: max Σ w_q y_cq, Σ w_q y_kq ≤ 1 for every unit k, w ≥ 0, "
                "each share w_q y_cq/Σ w y_c in [LO, HI]; the maximum is the aggregate",
                "the unit's missing members have no share, the bounds grow by n/(members present); "
                "missing members of others count 0"),
    DGMI_NUMBERS(DGMI_COUNT(0) | DGMI_COUNT(2), check_bounds, 0, 1),
    .weigh = {.by_unit = {.domain = domain_not_negative, .table = aggregate_bod}}};

/* ---- Of one unit ---- */

#define REVEALED ":revealed"

static gboolean is_not_negative(const DgmiWeighing *weighing, GError **error)
{
  for (guint m = 0; m < weighing->n; m++)
    for (guint unit = 0; unit < weighing->n_units; unit++)
      if (weighing->member[m][unit] < 0)
      {
        dgmi_error_set(error, DGMI_ERROR_DATA,
                       "%s has values below 0, of which there are no shares (rescaled by "
                       "--normalise minmax:1,100 there are none)",
                       weighing->code[m]);
        return FALSE;
      }
  return TRUE;
}

/* Says what the unit has not. FALSE where that leaves it without weights. */
static gboolean has_members(const DgmiWeighing *weighing, const char *code, guint unit,
                            GError **error)
{
  const char *zero = NULL;
  guint present = 0;
  for (guint m = 0; m < weighing->n; m++)
  {
    const double y = weighing->member[m][unit];
    present += !isnan(y);
    if (isnan(y))
      dgmi_method_warn(weighing->warnings, "%s has no %s, to which its revealed weights give 0",
                       code, weighing->code[m]);
    else if (y == 0)
      zero = weighing->code[m];
  }
  if (present > 0 && zero == NULL)
    return TRUE;
  if (present == 0)
    dgmi_error_set(error, DGMI_ERROR_DATA, "%s has none of the members", code);
  else
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   "%s is 0 in %s, which can have no share of its score (rescaled by --normalise "
                   "minmax:1,100 it can)",
                   code, zero);
  return FALSE;
}

/* The weights that make the named unit look best, for all: its revealed priorities. */
static gboolean weigh_revealed(const DgmiWeighing *weighing, double *weight, GError **error)
{
  const gsize length = strlen(weighing->method->text);
  g_autofree char *code = g_strndup(weighing->method->text, length - strlen(REVEALED));
  const int unit = dgmi_dataset_find_unit(weighing->members->dataset, code);
  DgmiBod bod = {.member = weighing->member,
                 .n_members = weighing->n,
                 .n_units = weighing->n_units,
                 .solver = weighing->members->solver};
  dgmi_bod_usual_bounds(bod.n_members, &bod.low, &bod.high);
  if (unit < 0 || bod.solver == NULL)
  {
    dgmi_error_set(error, DGMI_ERROR_DATA,
                   unit < 0 ? "there is no unit '%s'" : "of %s: there is no solver of programs",
                   code);
    return FALSE;
  }
  double score;
  return is_not_negative(weighing, error) && has_members(weighing, code, (guint)unit, error) &&
         dgmi_bod(&bod, (guint)unit, &score, weight, NULL, error);
}

static const char *check_revealed(const char *text)
{
  return text[0] != ':' ? NULL : "the model or unit is missing";
}

const DgmiMethodInfo dgmi_method_weigh_model = {
    DGMI_METHOD(WEIGH, "model", "of a reference model", ":ID[:revealed]",
                "the declared weights of the model; revealed: the bod weights of its unit, each "
                "share between 0.3 and 1.8 of an equal one ([0.1, 0.6] of three members)",
                "a member that the unit lacks gets 0"),
    .counts = DGMI_COUNT(0), .takes_text = DGMI_TEXT_ALL, .check_text = check_revealed,
    .weigh = {.from = DGMI_WEIGHTS_ELSEWHERE, .derive = weigh_revealed}};
