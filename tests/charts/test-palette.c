/* test-palette.c: the colours that tell things apart do so for colour-blind readers and in grey.
 *
 * Colours are simulated as G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-
 * based Model for Simulation of Color Vision Deficiency" (2009) has it, severity 1.0, on linear
 * RGB; distances are CIE 1976 (L*a*b*, D65). A difference of 2.3 is just seen. */
#include "charts/page/theme.h"
#include "charts/scene/palette.h"

#include "tests/shared/program.h"
#include <math.h>

#define N_CLASSES 5
#define N_GREYS 4
#define N_DISTINCT 7 /* Okabe and Ito's without the last, yellow, which is for the eighth group */

typedef struct
{
  double l, a, b;
} Lab;

/* Severity 1.0, table 1 of the authors' supplement; the first is normal vision. */
static const double VISION[][3][3] = {
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    {{0.152286, 1.052583, -0.204868},
     {0.114503, 0.786281, 0.099216},
     {-0.003882, -0.048116, 1.051998}}, /* protanopia */
    {{0.367322, 0.860646, -0.227968},
     {0.280085, 0.672501, 0.047413},
     {-0.011820, 0.042940, 0.968881}}, /* deuteranopia */
};

static double linear(guint value)
{
  const double v = value / 255.0;
  return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double curve(double t)
{
  return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

static Lab seen_as(DgmiColour colour, const double vision[3][3])
{
  const double rgb[3] = {linear(colour >> 16 & 0xFF), linear(colour >> 8 & 0xFF),
                         linear(colour & 0xFF)};
  double s[3];
  for (guint i = 0; i < 3; i++)
    s[i] = CLAMP(vision[i][0] * rgb[0] + vision[i][1] * rgb[1] + vision[i][2] * rgb[2], 0, 1);
  const double x = curve((0.4124 * s[0] + 0.3576 * s[1] + 0.1805 * s[2]) / 0.9505);
  const double y = curve(0.2126 * s[0] + 0.7152 * s[1] + 0.0722 * s[2]);
  const double z = curve((0.0193 * s[0] + 0.1192 * s[1] + 0.9505 * s[2]) / 1.089);
  return (Lab){116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

static double distance(DgmiColour a, DgmiColour b, const double vision[3][3])
{
  const Lab p = seen_as(a, vision), q = seen_as(b, vision);
  return hypot(hypot(p.l - q.l, p.a - q.a), p.b - q.b);
}

/* Classes of maps and rankings: neighbours far apart for everyone and in lightness alone, which
 * falls or rises all the way. */
static void test_classes(void)
{
  for (guint id = 0; id <= DGMI_THEME_PRINT; id++)
    for (guint i = 1; i < N_CLASSES; i++)
    {
      const DgmiTheme *theme = dgmi_theme((DgmiThemeId)id);
      const DgmiColour a = dgmi_theme_class(theme, i - 1, N_CLASSES);
      const DgmiColour b = dgmi_theme_class(theme, i, N_CLASSES);
      for (guint v = 0; v < G_N_ELEMENTS(VISION); v++)
        g_assert_cmpfloat(distance(a, b, VISION[v]), >=, 12);
      const double step = seen_as(b, VISION[0]).l - seen_as(a, VISION[0]).l;
      g_assert_cmpfloat(id == DGMI_THEME_DARK ? -step : step, >=, 10);
    }
}

/* The ordered ramps that --palette chooses; a diverging one (PuOr) has two ends of one lightness,
 * and its charts print the sign. */
static void test_ramps(void)
{
  static const DgmiRamp ramps[] = {DGMI_RAMP_VIRIDIS, DGMI_RAMP_CIVIDIS, DGMI_RAMP_GREY};
  for (guint r = 0; r < G_N_ELEMENTS(ramps); r++)
    for (guint i = 1; i < N_CLASSES; i++)
    {
      DgmiTheme theme = *dgmi_theme(DGMI_THEME_LIGHT);
      theme.classes = ramps[r];
      const DgmiColour a = dgmi_theme_class(&theme, i - 1, N_CLASSES);
      const DgmiColour b = dgmi_theme_class(&theme, i, N_CLASSES);
      for (guint v = 0; v < G_N_ELEMENTS(VISION); v++)
        g_assert_cmpfloat(distance(a, b, VISION[v]), >=, 12);
      g_assert_cmpfloat(seen_as(b, VISION[0]).l - seen_as(a, VISION[0]).l, >=, 10);
    }
}

/* The four greys that groups have in print, which patterns tell apart from there on. */
static void test_greys(void)
{
  const DgmiTheme *print = dgmi_theme(DGMI_THEME_PRINT);
  for (guint i = 0; i < N_GREYS; i++)
    for (guint k = 0; k < i; k++)
    {
      const double a = seen_as(dgmi_theme_group(print, i), VISION[0]).l;
      const double b = seen_as(dgmi_theme_group(print, k), VISION[0]).l;
      g_assert_cmpfloat(fabs(a - b), >=, 12);
    }
}

/* Groups: the first seven, and their tints in triangles of weights. */
static void test_groups(void)
{
  for (guint i = 0; i < N_DISTINCT; i++)
    for (guint k = 0; k < i; k++)
      for (guint v = 0; v < G_N_ELEMENTS(VISION); v++)
        g_assert_cmpfloat(distance(dgmi_palette_group(i), dgmi_palette_group(k), VISION[v]), >=, 9);
}

/* Highlighted marks stand out from all others, and these from the page. */
static void test_highlights(void)
{
  for (guint id = 0; id <= DGMI_THEME_PRINT; id++)
  {
    const DgmiTheme *theme = dgmi_theme((DgmiThemeId)id);
    for (guint v = 0; v < G_N_ELEMENTS(VISION); v++)
    {
      g_assert_cmpfloat(distance(theme->strong, theme->plain, VISION[v]), >=, 20);
      g_assert_cmpfloat(distance(theme->plain, theme->background, VISION[v]), >=, 15);
    }
    g_assert_cmpfloat(
        fabs(seen_as(theme->strong, VISION[0]).l - seen_as(theme->plain, VISION[0]).l), >=, 20);
  }
}

TEST_PROGRAM({"/palette/classes", test_classes}, {"/palette/ramps", test_ramps},
             {"/palette/greys", test_greys}, {"/palette/groups", test_groups},
             {"/palette/highlights", test_highlights})
