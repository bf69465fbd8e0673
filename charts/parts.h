/* parts.h: drawing, a part that takes long to load (index/opened/parts.h has the others): linked
 * into the library (parts-linked.c), a module of the program (command/run/parts.c). */
#pragma once

#include "charts/chart-module.h"

/* NULL with an error where there is none; the message says what to install. */
const DgmiChartModule *dgmi_part_charts(GError **error) G_GNUC_WARN_UNUSED_RESULT;
