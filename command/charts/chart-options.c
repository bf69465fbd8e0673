/* Which options which kinds of chart have a use for: one that would change nothing is refused. */
#include <assert.h>
#include <string.h>

#include "command/charts/chart.h"
#include "command/run/say.h"

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
  assert(kind != NULL);
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
