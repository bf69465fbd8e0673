/* Drawing as the library has it. */
#include "charts/parts.h"

const DgmiChartModule *dgmi_part_charts(GError **error)
{
  (void)error;
  return dgmi_chart_module();
}
