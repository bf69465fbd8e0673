#include <assert.h>
#include <math.h>

#include "command/run/say.h"
#include "command/verbs/audit.h"

#define UNITS_SHOWN 10 /* of those with gaps, in the document */

/* ---- Availability ---- */

typedef struct
{
  guint unit, missing;
  double share;
} UnitRow;

static gboolean is_in(const DgmiAudit *audit, DgmiStage stage, guint unit)
{
  return stage < DGMI_STAGE_SCREENED ||
         !dgmi_result_is_dropped(dgmi_index_result(audit->index), unit);
}

/* By share, then in the order of the data. */
static int by_share(gconstpointer a, gconstpointer b)
{
  const UnitRow *x = a, *y = b;
  if (x->share != y->share)
    return x->share < y->share ? -1 : 1;
  return x->unit < y->unit ? -1 : x->unit > y->unit;
}

/* Of how much of an indicator, or of a unit, there are data. */
typedef struct
{
  const char *code, *name, *kind;
  double share, missing;
} Availability;

static void add_share(const DgmiAudit *audit, DgmiGrid *grid, const Availability *one)
{
  dgmi_grid_add_row(grid);
  dgmi_grid_text(grid, 0, one->code);
  if (audit->for_people)
    dgmi_grid_text(grid, 1, one->name);
  dgmi_grid_text(grid, 1 + audit->for_people, dgmi_run_word(audit->run, one->kind));
  dgmi_grid_number(grid, 2 + audit->for_people, one->share);
  if (audit->for_people)
    dgmi_grid_number(grid, 4, one->missing);
}

static void add_indicators(DgmiAudit *audit, DgmiGrid *grid, DgmiStage stage)
{
  const DgmiFramework *framework = dgmi_index_framework(audit->index);
  guint n_in = 0;
  for (guint i = 0; i < audit->n_units; i++)
    n_in += is_in(audit, stage, i);
  for (guint k = 0; k < dgmi_framework_n_indicators(framework); k++)
  {
    const guint node = dgmi_framework_indicators(framework)[k];
    const double *x = dgmi_audit_values(audit, stage, node);
    guint n = 0;
    for (guint i = 0; i < audit->n_units; i++)
      n += is_in(audit, stage, i) && !isnan(x[i]);
    const double share = n_in > 0 ? (double)n / n_in : NAN;
    const char *code = dgmi_framework_node(framework, node)->code;
    g_autofree char *name = dgmi_audit_name(audit, node);
    add_share(audit, grid,
              &(Availability){code, dgmi_index_node_name(audit->index, node), N_("indicator"),
                              share, n_in - n});
    if (share < DGMI_AUDIT_SHARE)
      dgmi_audit_flag(
          audit, N_("sparse"), (DgmiAuditAbout){code, NULL}, share, 2 - share,
          share > 0 ? g_strdup_printf(_("%s is known for %.0f %% of the units only: wherever "
                                        "it is missing, a score rests on the other "
                                        "indicators or on a figure filled in."),
                                      name, 100 * share)
                    : g_strdup_printf(_("%s is known for no unit: it says nothing here."), name));
  }
}

static GArray *unit_rows(DgmiAudit *audit, DgmiStage stage)
{
  const DgmiFramework *framework = dgmi_index_framework(audit->index);
  const guint n = dgmi_framework_n_indicators(framework);
  GArray *rows = g_array_new(FALSE, FALSE, sizeof(UnitRow));
  for (guint i = 0; i < audit->n_units; i++)
  {
    UnitRow row = {.unit = i};
    for (guint k = 0; k < n; k++)
      row.missing +=
          isnan(dgmi_audit_values(audit, stage, dgmi_framework_indicators(framework)[k])[i]);
    row.share = (double)(n - row.missing) / n;
    if (is_in(audit, stage, i))
      g_array_append_val(rows, row);
  }
  return rows;
}

static void add_units(DgmiAudit *audit, DgmiGrid *grid, DgmiStage stage, gboolean whole)
{
  g_autoptr(GArray) rows = unit_rows(audit, stage);
  guint incomplete = 0;
  if (!whole)
    g_array_sort(rows, by_share);
  for (guint i = 0; i < rows->len; i++)
  {
    const UnitRow *row = &g_array_index(rows, UnitRow, i);
    const char *code = dgmi_dataset_code(dgmi_index_dataset(audit->index), row->unit);
    incomplete += row->missing > 0;
    if (whole || (row->missing > 0 && incomplete <= UNITS_SHOWN))
      add_share(audit, grid,
                &(Availability){
                    code, audit->for_people ? dgmi_index_unit_name(audit->index, row->unit) : NULL,
                    N_("unit"), row->share, row->missing});
    if (row->share >= DGMI_AUDIT_SHARE)
      continue;
    g_autofree char *name = dgmi_audit_unit_name(audit, row->unit);
    dgmi_audit_flag(
        audit, N_("sparse"), (DgmiAuditAbout){code, NULL}, row->share, 1 - row->share,
        row->share > 0
            ? g_strdup_printf(
                  _("%s has %.0f %% of its indicators only: its score rests on little."), name,
                  100 * row->share)
            : g_strdup_printf(_("%s has none of its indicators, and so no score of its own."),
                              name));
  }
  if (!audit->for_people || whole)
    return;
  if (incomplete == 0)
    dgmi_grid_note(grid, "%s", _("Every unit has every indicator."));
  else if (incomplete > UNITS_SHOWN)
    dgmi_grid_note(grid,
                   _("%u of %u units lack an indicator or more; those that lack most are shown."),
                   incomplete, rows->len);
}

DgmiGrid *dgmi_audit_availability(DgmiAudit *audit, gboolean whole)
{
  assert(audit->n_units > 0);
  DgmiGrid *grid = dgmi_grid_new();
  const DgmiStage stage = dgmi_audit_stage(audit, DGMI_STAGE_RAW);
  dgmi_grid_add_text(grid, "code", _("code"));
  dgmi_audit_add_name(audit, grid, _("name"));
  dgmi_grid_add_text(grid, "kind", _("kind"));
  dgmi_grid_add_numbers(grid, "share", _("share that is there"), 3);
  if (audit->for_people)
    dgmi_grid_add_integers(grid, "missing", _("missing"));
  add_indicators(audit, grid, stage);
  add_units(audit, grid, stage, whole);
  return grid;
}

/* ---- Outliers ---- */

/* The unit furthest out on the skewed side. */
static guint extreme_unit(const double *x, guint n, gboolean top)
{
  guint at = 0;
  for (guint i = 0; i < n; i++)
    if (!isnan(x[i]) && (isnan(x[at]) || (top ? x[i] > x[at] : x[i] < x[at])))
      at = i;
  return at;
}

static void flag_outliers(DgmiAudit *audit, DgmiStage stage, guint node, const double *x,
                          const DgmiMoments *moments)
{
  const gboolean top = moments->skewness > 0;
  g_autofree char *name = dgmi_audit_name(audit, node);
  g_autofree char *unit = dgmi_audit_unit_name(audit, extreme_unit(x, audit->n_units, top));
  const DgmiTreatment *treatment = dgmi_result_treatment(dgmi_index_result(audit->index), node);
  const gboolean treated =
      stage < DGMI_STAGE_TREATED && treatment != NULL && treatment->n_changed > 0;
  g_autofree char *treats = treated ? dgmi_run_say(audit->run, treatment->said) : NULL;
  g_autofree char *advice = treated ? g_strdup_printf(_("the index treats it (%s)"), treats)
                                    : g_strdup(_("see what --treat jrc makes of it"));
  dgmi_audit_flag(
      audit, N_("outliers"),
      (DgmiAuditAbout){dgmi_framework_node(dgmi_index_framework(audit->index), node)->code, NULL},
      moments->skewness, fabs(moments->skewness),
      g_strdup_printf(top ? _("%s has units far above the rest, %s furthest: beside them "
                              "differences among the others hardly show; %s.")
                          : _("%s has units far below the rest, %s furthest: beside them "
                              "differences among the others hardly show; %s."),
                      name, unit, advice));
}

DgmiGrid *dgmi_audit_outliers(DgmiAudit *audit, gboolean whole)
{
  (void)whole;
  DgmiGrid *grid = dgmi_grid_new();
  const DgmiFramework *framework = dgmi_index_framework(audit->index);
  const DgmiStage stage = dgmi_audit_stage(audit, DGMI_STAGE_RAW);
  dgmi_grid_add_text(grid, "code", _("code"));
  const guint at = dgmi_audit_add_name(audit, grid, _("name"));
  dgmi_grid_add_numbers(grid, "skewness", _("skewness"), 2);
  dgmi_grid_add_numbers(grid, "kurtosis", _("kurtosis"), 2);
  dgmi_grid_add_text(grid, "flag", _("flag"));
  guint undefined = 0;
  for (guint k = 0; k < dgmi_framework_n_indicators(framework); k++)
  {
    const guint node = dgmi_framework_indicators(framework)[k];
    const double *x = dgmi_audit_values(audit, stage, node);
    const DgmiMoments moments = dgmi_moments(x, audit->n_units);
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0, dgmi_framework_node(framework, node)->code);
    if (audit->for_people)
      dgmi_grid_text(grid, 1, dgmi_index_node_name(audit->index, node));
    dgmi_grid_number(grid, at, moments.skewness);
    dgmi_grid_number(grid, at + 1, moments.kurtosis);
    undefined += isnan(moments.skewness);
    if (!dgmi_moments_flag(&moments))
      continue;
    dgmi_grid_text(grid, at + 2, dgmi_run_word(audit->run, N_("outliers")));
    flag_outliers(audit, stage, node, x, &moments);
  }
  if (undefined > 0)
    dgmi_audit_undefined(
        audit, grid,
        _("indicators without a skewness, being constant or known for fewer than three units: %u"),
        undefined);
  return grid;
}
