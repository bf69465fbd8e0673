#include "charts/page/theme.h"

static const DgmiTheme THEMES[] = {
    [DGMI_THEME_LIGHT] = {"light", 0xFFFFFF, 0x1B232B, 0x58626D, 0x0072B2, 0xB4BAC2, 0xE7EAEE,
                          0x8A939C, DGMI_RAMP_VIRIDIS, FALSE},
    [DGMI_THEME_DARK] = {"dark", 0x14181C, 0xEEF1F4, 0xA9B2BB, 0x56B4E9, 0x5C656E, 0x2A3037,
                         0x7B858F, DGMI_RAMP_VIRIDIS, FALSE},
    [DGMI_THEME_PRINT] = {"print", 0xFFFFFF, 0x000000, 0x4A4A4A, 0x262626, 0xBDBDBD, 0xE4E4E4,
                          0x808080, DGMI_RAMP_GREY, TRUE},
};

const DgmiTheme *dgmi_theme(DgmiThemeId id)
{
  g_assert((gsize)id < G_N_ELEMENTS(THEMES));
  return &THEMES[id];
}

gboolean dgmi_theme_find(const char *name, DgmiThemeId *id)
{
  for (guint i = 0; i < G_N_ELEMENTS(THEMES); i++)
    if (g_str_equal(THEMES[i].name, name))
    {
      *id = (DgmiThemeId)i;
      return TRUE;
    }
  return FALSE;
}

/* The part of the ramp that stands out on the page, the best class at its strongest end. */
DgmiColour dgmi_theme_class(const DgmiTheme *theme, guint i, guint n)
{
  g_assert(i < n);
  double from = theme->classes == DGMI_RAMP_GREY ? 0.0 : 0.08, to = 0.92;
  double position = n == 1 ? from : from + (to - from) * i / (n - 1);
  gboolean dark_page = dgmi_colour_luminance(theme->background) < 0.18;
  return dgmi_palette_ramp(theme->classes, dark_page ? 1.0 - position : position);
}

/* Four greys far enough apart to be told from each other; patterns and shapes do the rest. */
#define N_GREYS 4
static const DgmiColour GREYS[N_GREYS] = {0x333333, 0x9A9A9A, 0x666666, 0xC4C4C4};

DgmiColour dgmi_theme_group(const DgmiTheme *theme, guint i)
{
  return theme->grey ? GREYS[i % N_GREYS] : dgmi_palette_group(i);
}

void dgmi_theme_group_hatch(const DgmiTheme *theme, guint i, DgmiHatch *hatch, DgmiColour *colour)
{
  guint round = theme->grey ? i / N_GREYS % DGMI_N_HATCHES : 0;
  *hatch = (DgmiHatch)round;
  *colour = round == 0 ? DGMI_NO_COLOUR : dgmi_colour_on(dgmi_theme_group(theme, i));
}

DgmiColour dgmi_theme_key(const DgmiTheme *theme, guint i)
{
  return theme->grey ? theme->text : dgmi_palette_group(i);
}
