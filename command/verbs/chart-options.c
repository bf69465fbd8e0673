#include "command/verbs/chart-options.h"

#include <string.h>

#include "command/run/say.h"
#include "indicators/base/text.h"

/* ---- Which options which kinds have a use for: one that would change nothing is refused ---- */

typedef struct
{
  const char *option;
  gboolean given;
  const char *kinds; /* that have a use for it */
} Use;

static gboolean has_word(const char *words, const char *word)
{
  g_auto(GStrv) list = g_strsplit(words, " ", -1);
  return g_strv_contains((const char *const *)list, word);
}

/* "rank, stack, heatmap". */
static char *listed(const char *words)
{
  g_auto(GStrv) list = g_strsplit(words, " ", -1);
  return g_strjoinv(", ", list);
}

gboolean dgmi_chart_check_options(DgmiRun *run, const char *kind)
{
  const DgmiOptions *options = &run->options;
  const Use uses[] = {
      {"--highlight", options->chart.highlight != NULL,
       "rank stack change scatter heatmap distribution uncertainty ternary weights map"},
      {"--units", options->shown.units != NULL,
       "rank stack change scatter heatmap distribution uncertainty ternary weights map"},
      {"--top", options->shown.top > 0,
       "rank stack change scatter heatmap distribution uncertainty ternary weights map"},
      {"--palette", options->chart.palette != NULL, "rank heatmap map"},
      {"--group", options->shown.group != NULL, "rank"},
      {"--as", options->chart.as != NULL, "compare change framework uncertainty"},
      {"--from", options->change.from != 0, "change"},
      {"--to", options->change.to != 0, "change"},
      {"--log", options->chart.log, "scatter"},
      {"--map", options->chart.map != NULL, "map"},
      {"--classes", options->chart.classes != NULL, "map"},
      {"--vary", options->draws.vary != NULL, "uncertainty sensitivity"},
      {"--draws", options->draws.count != NULL, "uncertainty sensitivity weights"},
      {"--until", options->draws.until != NULL, "uncertainty"},
      {"--threads", options->draws.threads != 0, "uncertainty sensitivity weights"},
      {"--output-of", options->draws.output_of != NULL, "sensitivity"},
      {"--node", options->weights.node != NULL, "ternary weights"},
      {"--bounds", options->weights.bounds != NULL, "ternary weights"},
      {"--within", options->weights.within != NULL, "ternary weights"},
      {"--node", options->weights.node != NULL, "ternary weights"},
      {"--results", options->chart.results != NULL, "rank uncertainty sensitivity weights"},
  };
  gboolean ok = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS(uses); i++)
  {
    if (!uses[i].given || has_word(uses[i].kinds, kind))
      continue;
    g_autofree char *kinds = listed(uses[i].kinds);
    dgmi_usage_failure(run->messages, "a %s chart has no use for %s; these kinds have: %s", kind,
                       uses[i].option, kinds);
    ok = FALSE;
  }
  if (options->print.format == NULL)
    return ok;
  dgmi_usage_failure(run->messages,
                     "a chart has no --format; the ending of -o FILE says it: .svg, .pdf, .png");
  return FALSE;
}

/* ---- What is asked for ---- */

/* The words of a list; NULL where the option is not given. */
static char **words_of(const char *list)
{
  char **words = list == NULL ? NULL : g_strsplit(list, ",", -1);
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    g_strstrip(words[i]);
  return words;
}

static gboolean read_dpi(DgmiChartAsked *asked, const char *dpi, DgmiMessages *messages)
{
  if (dpi == NULL)
    return TRUE;
  if (asked->format != DGMI_CHART_PNG)
    dgmi_usage_failure(messages, "--dpi is of PNG pictures; leave it out, or write -o FILE.png");
  else if (dgmi_number_parse(dpi, strlen(dpi), &asked->request.dpi) != DGMI_NUMBER_OK ||
           !(asked->request.dpi >= 36 && asked->request.dpi <= 1200))
    dgmi_usage_failure(messages, "--dpi '%s' is not a number from 36 to 1200", dpi);
  else
    return TRUE;
  return FALSE;
}

gboolean dgmi_chart_asked_init(DgmiChartAsked *asked, DgmiRun *run, const char *kind)
{
  const DgmiOptions *options = &run->options;
  const char *date = g_getenv("SOURCE_DATE_EPOCH");
  g_autoptr(GError) error = NULL;
  *asked = (DgmiChartAsked){.units = words_of(options->shown.units),
                            .highlight = words_of(options->chart.highlight)};
  asked->request = (DgmiChartRequest){
      .kind = kind,
      .as = options->chart.as,
      .arguments = (const char *const *)dgmi_run_arguments_from(run, 1),
      .units = (const char *const *)asked->units,
      .highlight = (const char *const *)asked->highlight,
      .top = (guint)MAX(options->shown.top, 0),
      .group = options->shown.group,
      .from = options->change.from,
      .to = options->change.to,
      .log = options->chart.log,
      .map = options->chart.map,
      .classes = options->chart.classes,
      .palette = options->chart.palette,
      .node = options->weights.node,
      .bounds = (const char *const *)options->weights.bounds,
      .within = options->weights.within,
      .draws = dgmi_options_draws(&options->draws),
      .seed = dgmi_options_seed(&options->method),
      .title = options->chart.title,
      .subtitle = options->chart.subtitle,
      .source = options->chart.source,
      .size = options->chart.size,
      .theme = options->chart.theme,
      .created = date != NULL ? g_ascii_strtoll(date, NULL, 10) : 0,
      .is_dated = date != NULL && date[0] != '-',
  };
  if (dgmi_chart_format_of(options->print.output, &asked->format, &error))
    return read_dpi(asked, options->chart.dpi, run->messages);
  dgmi_messages_add_error(run->messages, NULL, error);
  return FALSE;
}

void dgmi_chart_asked_clear(DgmiChartAsked *asked)
{
  g_strfreev(asked->units);
  g_strfreev(asked->highlight);
  memset(asked, 0, sizeof *asked);
}
