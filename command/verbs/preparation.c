#include "command/verbs/preparation.h"
#include <assert.h>

#include "command/run/run.h"
#include "command/run/say.h"

#define NAMED_MAX 5 /* units or indicators that a note names */

static void note_sparse(const DgmiIndex *index, DgmiGrid *grid)
{
  g_autoptr(GString) names = g_string_new(NULL);
  guint n = 0;
  for (guint i = 0; i < dgmi_dataset_n_units(dgmi_index_dataset(index)); i++)
  {
    if (!dgmi_result_is_sparse(dgmi_index_result(index), i) ||
        dgmi_result_is_dropped(dgmi_index_result(index), i))
      continue;
    if (n++ < NAMED_MAX)
      g_string_append_printf(names, "%s%s", n > 1 ? _(", ") : "",
                             dgmi_dataset_code(dgmi_index_dataset(index), i));
  }
  if (n > NAMED_MAX)
    g_string_append(names, " …");
  if (n > 0)
    dgmi_grid_note(grid,
                   ngettext("%u unit is flagged for too few indicators: %s.",
                            "%u units are flagged for too few indicators: %s.", n),
                   n, names->str);
}

/* "mean" or, with several, "mean, knn:5": in the order in which they are met. */
static char *methods_of(const GArray *cells)
{
  g_autoptr(GPtrArray) seen = g_ptr_array_new_with_free_func(g_free);
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < cells->len; i++)
  {
    char *text = dgmi_method_format(g_array_index(cells, DgmiImputedCell, i).method);
    if (g_ptr_array_find_with_equal_func(seen, text, g_str_equal, NULL))
    {
      g_free(text);
      continue;
    }
    g_string_append_printf(out, "%s%s", seen->len > 0 ? _(", ") : "", text);
    g_ptr_array_add(seen, text);
  }
  return g_string_free(out, FALSE);
}

static void note_imputed(const DgmiIndex *index, DgmiGrid *grid)
{
  const GArray *cells = dgmi_result_imputed(dgmi_index_result(index));
  if (cells->len == 0)
    return;
  g_autofree char *methods = methods_of(cells);
  dgmi_grid_note(grid,
                 ngettext("%u missing value is filled (%s).", "%u missing values are filled (%s).",
                          cells->len),
                 cells->len, methods);
}

static void note_treated(const DgmiIndex *index, DgmiGrid *grid)
{
  const GArray *treated = dgmi_result_treated(dgmi_index_result(index));
  g_autoptr(GString) text = g_string_new(NULL);
  guint n = 0;
  for (guint i = 0; i < treated->len; i++)
  {
    const DgmiTreatment *one = &g_array_index(treated, DgmiTreatment, i);
    if (one->n_changed == 0 || n++ >= NAMED_MAX)
      continue;
    g_autofree char *said = dgmi_sentence_text(one->said, dgmi_translate);
    g_string_append_printf(text, "%s%s: %s", n > 1 ? _("; ") : "",
                           dgmi_framework_node(dgmi_index_framework(index), one->node)->code, said);
  }
  if (n > 0)
    dgmi_grid_note(
        grid, ngettext("%u indicator is treated: %s%s.", "%u indicators are treated: %s%s.", n), n,
        text->str, n > NAMED_MAX ? "; …" : "");
  else if (treated->len > 0)
    dgmi_grid_note(grid, _("No indicator needed treatment."));
}

void dgmi_note_preparation(const DgmiIndex *index, DgmiStage stage, DgmiGrid *grid)
{
  assert(grid != NULL);
  if (stage >= DGMI_STAGE_SCREENED)
    note_sparse(index, grid);
  if (stage >= DGMI_STAGE_IMPUTED)
    note_imputed(index, grid);
  if (stage >= DGMI_STAGE_TREATED)
    note_treated(index, grid);
}

DgmiGrid *dgmi_imputed_grid(const DgmiIndex *index, const gboolean *shown)
{
  assert(shown != NULL);
  const GArray *cells = dgmi_result_imputed(dgmi_index_result(index));
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_add_text(grid, "code", _("code"));
  dgmi_grid_add_text(grid, "indicator", _("indicator"));
  dgmi_grid_add_numbers(grid, "value", _("value"), -1);
  dgmi_grid_add_text(grid, "method", _("method"));
  for (guint i = 0; i < cells->len; i++)
  {
    const DgmiImputedCell *cell = &g_array_index(cells, DgmiImputedCell, i);
    if (!shown[cell->unit])
      continue;
    g_autofree char *method = dgmi_method_format(cell->method);
    g_autofree char *text =
        cell->detail == NULL
            ? g_strdup(method)
            : dgmi_say(NULL, "%s (%p)", method, (void *)dgmi_sentence_ref(cell->detail));
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0, dgmi_dataset_code(dgmi_index_dataset(index), cell->unit));
    dgmi_grid_text(grid, 1, dgmi_framework_node(dgmi_index_framework(index), cell->node)->code);
    dgmi_grid_number(grid, 2, cell->value);
    dgmi_grid_text(grid, 3, text);
  }
  return grid;
}
