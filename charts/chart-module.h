/* chart-module.h: the drawing module as the program sees it.
 *
 * Cairo and Pango take time to load, so that drawing is a module that only charts open. The program
 * includes this header (and chart-rank.h and the like for the inputs), opens the module with
 * dlopen(RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE), takes DGMI_CHART_MODULE_SYMBOL from it and calls
 * through the table. It is never closed: GLib keeps names of types and error domains in it. Strings
 * and objects that the module returns are freed as their headers say, scenes with free_scene. */
#pragma once

#include "charts/drawing.h"
#include "indicators/base/export.h"

#define DGMI_CHART_MODULE_SYMBOL "dgmi_chart_module"
#define DGMI_CHART_MODULE_VERSION 4 /* changes with this table and with every input struct */

typedef struct
{
  guint version; /* first, for ever: DGMI_CHART_MODULE_VERSION of the module */

  const DgmiChartKind *(*kinds)(guint *n);
  const char *(*language)(const char *wanted, DgmiSentence **warning);
  gboolean (*set_size)(DgmiChartStyle *style, const char *size, GError **error);
  gboolean (*find_theme)(const char *name, DgmiThemeId *id);
  gboolean (*find_ramp)(const char *name, DgmiRamp *ramp);

  /* Draws by kind's id; DGMI_ERROR_USAGE with a suggestion if there is none. */
  DgmiScene *(*draw)(const char *kind, const DgmiChartStyle *style, gconstpointer input,
                     GError **error);
  GBytes *(*write)(const DgmiScene *scene, const DgmiChartOutput *output, GError **error);
  guint (*n_warnings)(const DgmiScene *scene);
  const DgmiSentence *(*warning)(const DgmiScene *scene, guint i);
  void (*free_scene)(DgmiScene *scene);
} DgmiChartModule;

typedef const DgmiChartModule *(*DgmiChartModuleFunction)(void);

DGMI_EXPORT const DgmiChartModule *dgmi_chart_module(void);
