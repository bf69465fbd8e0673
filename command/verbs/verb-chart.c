#include <string.h>

#include "command/run/open.h"
#include "command/run/output.h"
#include "command/run/print.h"
#include "command/run/say.h"
#include "command/verbs/chart-options.h"
#include "command/verbs/chart-results.h"
#include "command/verbs/verbs.h"

/* The analysis that the options name or ask for, where the library does not make it itself; FALSE
 * with failures. */
static gboolean find_analysis(DgmiRun *run, DgmiIndex *index, DgmiChartRequest *request,
                              DgmiChartAnalysis **analysis)
{
  g_auto(DgmiChartChoice) choice = {0};
  const DgmiFilling filling = {index, request, run->messages};
  const gboolean drawn = dgmi_results_are_drawn(run, request->kind);
  if (!drawn && !dgmi_results_are_given(run, request->kind))
    return TRUE;
  if (drawn && !dgmi_chart_choice_init(&choice, &filling)) /* before draws that may take long */
    return FALSE;
  *analysis =
      drawn ? dgmi_results_draw(run, request->kind) : dgmi_results_read(run, index, request);
  if (*analysis == NULL)
    return FALSE;
  request->ranks = &(*analysis)->ranks;
  request->sources = &(*analysis)->sources;
  return TRUE;
}

static gboolean write_files(const DgmiRun *run, GBytes *picture, const DgmiGrid *data,
                            GError **error)
{
  const DgmiPrintOptions csv = {.format = DGMI_FORMAT_CSV};
  gsize length = 0;
  const char *start = g_bytes_get_data(picture, &length);
  if (!dgmi_output_write(run->options.print.output, start, length, error))
    return FALSE;
  if (run->options.chart.data_out == NULL)
    return TRUE;
  g_autofree char *text = dgmi_grid_format(data, &csv, error);
  return text != NULL && dgmi_output_write(run->options.chart.data_out, text, strlen(text), error);
}

static void draw(DgmiRun *run, DgmiIndex *index, const char *kind, const DgmiIndexRequest *editions)
{
  g_autoptr(GError) error = NULL;
  g_auto(DgmiChartAsked) asked = {0};
  g_autoptr(DgmiChartAnalysis) analysis = NULL;
  g_autoptr(DgmiGrid) data = NULL;
  if (!dgmi_chart_asked_init(&asked, run, kind))
    return;
  asked.request.editions = editions;
  if (!find_analysis(run, index, &asked.request, &analysis))
    return;
  g_autoptr(GBytes) picture =
      dgmi_chart_draw_with_data(index, &asked.request, asked.format, &data, run->messages);
  if (picture != NULL && !write_files(run, picture, data, &error))
    dgmi_messages_add_error(run->messages, NULL, error);
}

void dgmi_verb_chart(DgmiRun *run)
{
  const char *kind = dgmi_chart_find_kind(run->options.arguments[0], run->messages);
  if (kind == NULL || !dgmi_chart_check_options(run, kind))
    return;
  if (run->options.print.output == NULL)
  {
    dgmi_usage_failure(run->messages,
                       "say where the chart goes: -o FILE.svg, FILE.pdf or FILE.png");
    return;
  }
  DgmiRun rest = *run; /* KIND taken off: arguments are INDEX … as other verbs have them */
  rest.options.arguments++;
  rest.options.print.lang =
      (char *)dgmi_chart_choose_language(run->options.print.lang, run->messages);
  g_auto(DgmiOpening) opening = {0};
  if (rest.options.print.lang == NULL ||
      !dgmi_opening_init(&opening, dgmi_run_argument(&rest, 0), &rest.options, run->messages))
    return;
  dgmi_opening_add_texts(&opening, dgmi_run_arguments_from(&rest, 1));
  g_autoptr(DgmiIndex) index = dgmi_index_open(&opening.request, DGMI_INDEX_RESULT, run->messages);
  if (index != NULL)
    draw(&rest, index, kind, &opening.request);
  run->interrupted = rest.interrupted;
  run->silent = rest.silent;
}
