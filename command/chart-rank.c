#include "charts/chart-rank.h"

#include <glib/gi18n.h>

#include "command/chart.h"

typedef struct
{
  DgmiRankInput input; /* first: what the chart is given */
  DgmiRankRow *rows;
  DgmiRankClass *classes;
} Filled;

static void free_filled(gpointer data)
{
  Filled *filled = data;
  for (guint i = 0; i < filled->input.n_rows; i++)
    g_free((char *)filled->rows[i].rank);
  g_free(filled->rows);
  g_free(filled->classes);
  g_free(filled);
}

/* "4", "5=" where several share it, NULL without a rank. */
static char *rank_text(const double *ranks, const guint *order, guint n, guint i)
{
  const double rank = ranks[order[i]];
  const gboolean shared =
      (i > 0 && ranks[order[i - 1]] == rank) || (i + 1 < n && ranks[order[i + 1]] == rank);
  return rank > 0 ? g_strdup_printf("%g%s", rank, shared ? "=" : "") : NULL;
}

static void fill_rows(DgmiStudy *study, Filled *filled, const guint *order, guint n,
                      const gboolean *highlighted)
{
  const double *ranks = dgmi_result_rank(study->result);
  filled->rows = g_new(DgmiRankRow, n + 1);
  for (guint i = 0; i < n; i++)
  {
    DgmiRankRow *row = &filled->rows[i];
    *row = DGMI_RANK_ROW_DEFAULT;
    row->code = dgmi_dataset_code(study->dataset, order[i]);
    row->name = dgmi_study_unit_name(study, order[i]);
    row->fallback = dgmi_dataset_name(study->dataset, order[i]);
    row->rank = rank_text(ranks, order, n, i);
    row->value = dgmi_result_score(study->result)[order[i]];
    row->class = dgmi_result_class(study->result, order[i]);
    row->highlighted = highlighted[order[i]];
  }
  filled->input.rows = filled->rows;
  filled->input.n_rows = n;
}

static void fill_classes(const DgmiStudy *study, Filled *filled)
{
  const guint n = study->recipe->classes->len;
  filled->classes = g_new(DgmiRankClass, n + 1);
  for (guint i = 0; i < n; i++)
    filled->classes[i] =
        (DgmiRankClass){dgmi_study_class_name(study, (int)i),
                        g_array_index(study->recipe->classes, DgmiClass, i).threshold};
  filled->input.classes = filled->classes;
  filled->input.n_classes = n;
}

static guint count_ranked(const DgmiStudy *study)
{
  guint ranked = 0;
  for (guint i = 0; i < dgmi_dataset_n_units(study->dataset); i++)
    ranked += dgmi_result_rank(study->result)[i] > 0;
  return ranked;
}

gboolean dgmi_fill_rank(DgmiRun *run, DgmiStudy *study, DgmiDrawing *drawing)
{
  guint n;
  g_autofree guint *order = dgmi_result_order(study->result, &n);
  const DgmiOptions shown = {.units = run->options.units};
  g_autofree gboolean *highlighted = dgmi_highlighted_units(run, study);
  if (highlighted == NULL || !dgmi_study_choose_units(study, &shown, order, &n, run->messages))
    return FALSE;
  const guint root = dgmi_framework_root(study->framework);
  const DgmiNode *node = dgmi_framework_node(study->framework, root);
  Filled *filled = g_new0(Filled, 1);
  filled->input = DGMI_RANK_INPUT_DEFAULT;
  filled->input.top = (guint)run->options.top;
  filled->input.n_ranked = count_ranked(study);
  filled->input.node = node->code;
  filled->input.digits = dgmi_run_decimals(study);
  fill_rows(study, filled, order, n, highlighted);
  fill_classes(study, filled);
  drawing->input = filled;
  drawing->free_input = free_filled;
  drawing->title = g_strdup(dgmi_chart_title(study));
  drawing->subtitle =
      node->unit != NULL
          ? g_strdup_printf(_("%s, %s"), dgmi_study_node_name(study, root), node->unit)
          : g_strdup(dgmi_study_node_name(study, root));
  const guint shown_n = run->options.top > 0 ? MIN(n, (guint)run->options.top) : n;
  drawing->data = dgmi_rank_grid(study, order, shown_n);
  return TRUE;
}
