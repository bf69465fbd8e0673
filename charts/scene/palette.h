/* palette.h: colours, and what can be read on them.
 *
 * A colour is 0xRRGGBB in sRGB. There is no transparency: a fainter colour is mixed with the
 * background, so that print, PDF and SVG show the same. All functions are pure. */
#pragma once

#include <glib.h>

typedef guint32 DgmiColour;

#define DGMI_NO_COLOUR ((DgmiColour)0xFF000000u) /* nothing is painted */

/* Okabe and Ito's colours for groups and pillars, in the order they are used. */
#define DGMI_N_GROUP_COLOURS 8

typedef enum
{
  DGMI_RAMP_VIRIDIS, /* ordered, dark to light */
  DGMI_RAMP_CIVIDIS, /* ordered, the same to colour-blind readers */
  DGMI_RAMP_PUOR,    /* diverging: orange, white, purple */
  DGMI_RAMP_GREY     /* ordered, for print */
} DgmiRamp;

/* FALSE if there is no ramp of that name ("viridis", "cividis", "puor", "grey"). */
gboolean dgmi_palette_find(const char *name, DgmiRamp *ramp);

/* Group `i`'s colour; beyond the eighth the colours come again (marks must differ by shape too). */
DgmiColour dgmi_palette_group(guint i);

/* The colour at `position` (0 to 1, clamped) along a ramp, interpolated in sRGB between its steps.
 */
DgmiColour dgmi_palette_ramp(DgmiRamp ramp, double position);

/* Step `i` of `n` evenly spread over a ramp (n = 1: the middle). */
DgmiColour dgmi_palette_step(DgmiRamp ramp, guint i, guint n);

/* `share` (0 to 1) of `a` and the rest of `b`. */
DgmiColour dgmi_colour_mix(DgmiColour a, DgmiColour b, double share);

/* Relative luminance (0 black to 1 white) and contrast ratio (1 to 21) as WCAG 2.1 defines them. */
double dgmi_colour_luminance(DgmiColour colour);
double dgmi_colour_contrast(DgmiColour a, DgmiColour b);

/* Black or white: the one that stands out more on `background`. Always 4.5:1 or better. */
DgmiColour dgmi_colour_on(DgmiColour background);

/* `colour` moved towards black or white just as far as it takes to reach `ratio` (at most 4.5) on
 * `background`. For text in a group's colour. */
DgmiColour dgmi_colour_readable(DgmiColour colour, DgmiColour background, double ratio);
