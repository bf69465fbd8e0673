#include "charts/drawing.h"

#include "charts/chart-kinds.h"
#include "charts/kinds/chart-change.h"
#include "charts/kinds/chart-compare.h"
#include "charts/kinds/chart-correlation.h"
#include "charts/kinds/chart-distribution.h"
#include "charts/kinds/chart-framework.h"
#include "charts/kinds/chart-heatmap.h"
#include "charts/kinds/chart-profile.h"
#include "charts/kinds/chart-rank.h"
#include "charts/kinds/chart-scatter.h"
#include "charts/kinds/chart-sensitivity.h"
#include "charts/kinds/chart-stack.h"
#include "charts/kinds/chart-ternary.h"
#include "charts/kinds/chart-uncertainty.h"
#include "charts/kinds/chart-weights.h"
#include "charts/map/chart-map.h"
#include "charts/scene/scene-cairo.h"
#include "charts/scene/scene-svg.h"
#include "indicators/base/error.h"

#define TABLE_ROW(id, summary) {#id, summary, dgmi_chart_##id##_draw},
static const DgmiChartKind KINDS[] = {DGMI_CHART_KINDS(TABLE_ROW)};

const DgmiChartKind *dgmi_chart_kinds(guint *n)
{
  *n = G_N_ELEMENTS(KINDS);
  return KINDS;
}

const char *dgmi_chart_language(const char *wanted, DgmiSentence **warning)
{
  *warning = NULL;
  const DgmiWords *words = dgmi_words(wanted);
  g_autoptr(DgmiTypesetter) typesetter = dgmi_typesetter_new(words->language);
  if (dgmi_typesetter_can_show(typesetter, dgmi_words_say(words, "Letters")))
    return words->language;
  *warning =
      dgmi_sentence_new("no installed font has the characters of language '%s': the chart is "
                        "in English; install the package %s",
                        words->language, dgmi_typesetter_package(dgmi_words_say(words, "Letters")));
  return "en";
}

GBytes *dgmi_chart_write(const DgmiScene *scene, const DgmiChartOutput *output, GError **error)
{
  switch (output->format)
  {
  case DGMI_CHART_SVG:
    return dgmi_scene_to_svg(scene);
  case DGMI_CHART_PDF:
    return dgmi_scene_to_pdf(scene, output->created, error);
  case DGMI_CHART_PNG:
    return dgmi_scene_to_png(scene, output->dpi == 0 ? DGMI_BASE_DPI : output->dpi, error);
  }
  g_assert_not_reached();
}
