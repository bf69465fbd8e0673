/* Which options which kinds of chart have a use for: one that would change nothing is refused. */
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
  const DgmiOptions *options = &run->options;
  const Use uses[] = {
      {"--highlight", options->highlight != NULL,
       "rank stack change scatter heatmap distribution uncertainty ternary weights map"},
      {"--units", options->units != NULL,
       "rank stack change scatter heatmap distribution uncertainty ternary weights map"},
      {"--top", options->top > 0,
       "rank stack change scatter heatmap distribution uncertainty ternary weights map"},
      {"--palette", options->palette != NULL, "rank heatmap map"},
      {"--group", options->group != NULL, "rank"},
      {"--as", options->as != NULL, "compare change framework uncertainty"},
      {"--from", options->from != 0, "change"},
      {"--to", options->to != 0, "change"},
      {"--log", options->log, "scatter"},
      {"--map", options->map != NULL, "map"},
      {"--classes", options->classes != NULL, "map"},
      {"--vary", options->vary != NULL, "uncertainty sensitivity"},
      {"--draws", options->draws != NULL, "uncertainty sensitivity weights"},
      {"--until", options->until != NULL, "uncertainty"},
      {"--threads", options->threads != 0, "uncertainty sensitivity weights"},
      {"--output-of", options->output_of != NULL, "sensitivity"},
      {"--node", options->node != NULL, "ternary weights"},
      {"--bounds", options->bounds != NULL, "ternary weights"},
      {"--within", options->within != NULL, "ternary weights"},
      {"--node", options->node != NULL, "ternary weights"},
      {"--results", options->results != NULL, "rank uncertainty sensitivity weights"},
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
  if (options->format == NULL)
    return ok;
  dgmi_usage_failure(run->messages,
                     "a chart has no --format; the ending of -o FILE says it: .svg, .pdf, .png");
  return FALSE;
}
