#include "charts/chart-module.h"

#include "indicators/base/error.h"
#include "indicators/base/text.h"

static DgmiScene *draw_kind(const char *kind, const DgmiChartStyle *style, gconstpointer input,
                            GError **error)
{
  guint n;
  const DgmiChartKind *kinds = dgmi_chart_kinds(&n);
  g_autoptr(GPtrArray) ids = g_ptr_array_new();
  for (guint i = 0; i < n; i++)
  {
    if (g_str_equal(kinds[i].id, kind))
      return kinds[i].draw(style, input, error);
    g_ptr_array_add(ids, (gpointer)kinds[i].id);
  }
  DgmiSentence *suggestion = dgmi_text_suggestion(kind, (const char *const *)ids->pdata, ids->len);
  dgmi_error_set(error, DGMI_ERROR_USAGE, "there is no kind of chart '%s'%p", kind, suggestion);
  return NULL;
}

const DgmiChartModule *dgmi_chart_module(void)
{
  static const DgmiChartModule module = {
      .version = DGMI_CHART_MODULE_VERSION,
      .kinds = dgmi_chart_kinds,
      .language = dgmi_chart_language,
      .set_size = dgmi_chart_style_set_size,
      .find_theme = dgmi_theme_find,
      .find_ramp = dgmi_palette_find,
      .draw = draw_kind,
      .write = dgmi_chart_write,
      .n_warnings = dgmi_scene_n_warnings,
      .warning = dgmi_scene_warning,
      .free_scene = dgmi_scene_free,
  };
  return &module;
}
