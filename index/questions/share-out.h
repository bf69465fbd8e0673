/* share-out.h: numbers rounded so that they still add up.
 *
 * Rounded one by one, parts need not sum to their rounded total; so they are rounded down, and
 * those with the largest remainders up by one unit until they do (the method of Hamilton; M. L.
 * Balinski, H. P. Young, "Fair Representation", 1982). */
#pragma once

#include <glib.h>

#include "indicators/base/export.h"

G_BEGIN_DECLS

/* Makes *total and the parts, which sum to about *total, decimals of `digits` places with Σ part =
 * *total exactly (as decimals; as doubles to the last bit of the sum). Missing parts (NaN) stay
 * missing. `digits` is lessened where a number would have more than the 15 digits that a double
 * tells apart; where none remain, or a number is not finite, nothing is changed. Cost: n². */
DGMI_EXPORT void dgmi_share_out(double *part, guint n, double *total, int digits);

G_END_DECLS
