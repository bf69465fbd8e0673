/* acceptability.h: the matrix of `chart uncertainty --as acceptability`: units down, ranks across,
 * the share of draws as shade, the nominal rank outlined. */
#pragma once

#include "charts/kinds/chart-uncertainty.h"

DgmiScene *dgmi_acceptability_draw(const DgmiUncertaintyInput *input, DgmiPage *page,
                                   GPtrArray *strings, GError **error) G_GNUC_WARN_UNUSED_RESULT;
