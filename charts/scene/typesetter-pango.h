/* typesetter-pango.h: the shaped text itself, for the Cairo backend only. */
#pragma once

#include "charts/scene/typesetter.h"

#include <pango/pangocairo.h>

/* Text is shaped once at this size in px and scaled: without hinting, all sizes are alike. */
#define DGMI_SHAPED_SIZE 16.0

/* One line of `text` at DGMI_SHAPED_SIZE; belongs to the typesetter. */
PangoLayoutLine *dgmi_typesetter_shape(DgmiTypesetter *typesetter, const char *text,
                                       DgmiWeight weight);
