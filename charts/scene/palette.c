#include "charts/scene/palette.h"

#include <math.h>

/* M. Okabe, K. Ito, "Color Universal Design" (2008). Blue and vermilion first: they are furthest
 * apart for every kind of colour vision; yellow last, it is faint on white. */
static const DgmiColour GROUPS[DGMI_N_GROUP_COLOURS] = {0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7,
                                                        0xE69F00, 0x56B4E9, 0x4D4D4D, 0xF0E442};

/* Nine even steps of each ramp: viridis and cividis as matplotlib has them, PuOr as ColorBrewer. */
#define N_STEPS 9
static const DgmiColour RAMPS[][N_STEPS] = {
    [DGMI_RAMP_VIRIDIS] = {0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C, 0x28AE80, 0x5EC962,
                           0xADDC30, 0xFDE725},
    [DGMI_RAMP_CIVIDIS] = {0x00224E, 0x123570, 0x3B496C, 0x575D6D, 0x707173, 0x8A8678, 0xA59C74,
                           0xC3B369, 0xFEE838},
    [DGMI_RAMP_PUOR] = {0xB35806, 0xE08214, 0xFDB863, 0xFEE0B6, 0xF7F7F7, 0xD8DAEB, 0xB2ABD2,
                        0x8073AC, 0x542788},
    [DGMI_RAMP_GREY] = {0x1A1A1A, 0x333333, 0x4D4D4D, 0x666666, 0x808080, 0x999999, 0xB3B3B3,
                        0xCCCCCC, 0xE6E6E6},
};

gboolean dgmi_palette_find(const char *name, DgmiRamp *ramp)
{
  static const char *const names[] = {[DGMI_RAMP_VIRIDIS] = "viridis",
                                      [DGMI_RAMP_CIVIDIS] = "cividis",
                                      [DGMI_RAMP_PUOR] = "puor",
                                      [DGMI_RAMP_GREY] = "grey"};
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    if (g_str_equal(names[i], name))
    {
      *ramp = (DgmiRamp)i;
      return TRUE;
    }
  return FALSE;
}

DgmiColour dgmi_palette_group(guint i)
{
  return GROUPS[i % DGMI_N_GROUP_COLOURS];
}

static guint channel(DgmiColour colour, guint shift)
{
  return (colour >> shift) & 0xFF;
}

static guint mix_channel(DgmiColour a, DgmiColour b, double share, guint shift)
{
  double value = share * channel(a, shift) + (1 - share) * channel(b, shift);
  return (guint)lround(value) << shift;
}

DgmiColour dgmi_colour_mix(DgmiColour a, DgmiColour b, double share)
{
  g_assert(share >= 0 && share <= 1);
  g_assert(a <= 0xFFFFFF && b <= 0xFFFFFF);
  return mix_channel(a, b, share, 16) | mix_channel(a, b, share, 8) | mix_channel(a, b, share, 0);
}

DgmiColour dgmi_palette_ramp(DgmiRamp ramp, double position)
{
  g_assert((gsize)ramp < G_N_ELEMENTS(RAMPS));
  double at = CLAMP(position, 0, 1) * (N_STEPS - 1);
  guint below = MIN((guint)at, N_STEPS - 2);
  return dgmi_colour_mix(RAMPS[ramp][below + 1], RAMPS[ramp][below], at - below);
}

DgmiColour dgmi_palette_step(DgmiRamp ramp, guint i, guint n)
{
  g_assert(i < n);
  return dgmi_palette_ramp(ramp, n == 1 ? 0.5 : (double)i / (n - 1));
}

/* WCAG 2.1, "relative luminance". */
static double linear(guint value)
{
  double v = value / 255.0;
  return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

double dgmi_colour_luminance(DgmiColour colour)
{
  return 0.2126 * linear(channel(colour, 16)) + 0.7152 * linear(channel(colour, 8)) +
         0.0722 * linear(channel(colour, 0));
}

double dgmi_colour_contrast(DgmiColour a, DgmiColour b)
{
  double la = dgmi_colour_luminance(a), lb = dgmi_colour_luminance(b);
  return (MAX(la, lb) + 0.05) / (MIN(la, lb) + 0.05);
}

DgmiColour dgmi_colour_on(DgmiColour background)
{
  return dgmi_colour_contrast(background, 0x000000) >= dgmi_colour_contrast(background, 0xFFFFFF)
             ? 0x000000
             : 0xFFFFFF;
}

DgmiColour dgmi_colour_readable(DgmiColour colour, DgmiColour background, double ratio)
{
  g_assert(ratio <= 4.5); /* black or white always reach 4.58 */
  DgmiColour towards = dgmi_colour_on(background);
  for (guint step = 0; step <= 20; step++)
  {
    DgmiColour mixed = dgmi_colour_mix(towards, colour, step / 20.0);
    if (dgmi_colour_contrast(mixed, background) >= ratio)
      return mixed;
  }
  return towards;
}
