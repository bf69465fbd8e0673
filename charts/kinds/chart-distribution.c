#include "charts/kinds/chart-distribution.h"

#include "charts/page/axis.h"
#include "charts/page/labels.h"
#include "charts/scene/marks.h"
#include "indicators/base/error.h"

#include <math.h>

#define LEAST_BINS 5
#define MOST_BINS 40
#define DENSITY_POINTS 120
#define RUG 12.0 /* height of the units' lines */
#define RUG_GAP 3.0
#define NAME_ROOM 34.0 /* above the rug, for the names of outliers */
#define HEAD 26.0
#define FOOT 20.0
#define PANEL_GAP 14.0
#define USUAL_PANEL 250.0
#define LEAST_PANEL 100.0
#define FENCE 1.5 /* interquartile ranges beyond the quartiles: J. W. Tukey (1977) */
#define PI 3.14159265358979323846

typedef struct
{
  const DgmiDistributionInput *input;
  DgmiPage *page;
  GPtrArray *strings;
  DgmiTicks ticks; /* of the values, shared by the panels */
  guint n_bins;
  double panel_height;
  guint unnamed; /* names that found no room */
} DistributionPicture;

/* The figures of one panel, sorted, and what follows from them. */
typedef struct
{
  const double *values; /* by unit */
  double *sorted;
  guint n;
  double lower, upper, median; /* quartiles */
  guint counts[MOST_BINS * 2];
  double density[DENSITY_POINTS + 1];
  gboolean has_density;
  DgmiTicks ticks; /* of the counts */
  DgmiBox plot;
  DgmiScale across, up;
} Panel;

static int by_value(const void *a, const void *b)
{
  const double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

/* R's type 7. */
static double quantile(const double *sorted, guint n, double share)
{
  const double at = share * (n - 1);
  const guint below = MIN((guint)at, n - 1), above = MIN(below + 1, n - 1);
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}

static void sort_values(const DistributionPicture *picture, guint i, Panel *panel)
{
  panel->values = picture->input->panels[i].values;
  panel->sorted = g_new(double, picture->input->n_units + 1);
  for (guint unit = 0; unit < picture->input->n_units; unit++)
    if (!isnan(panel->values[unit]))
      panel->sorted[panel->n++] = panel->values[unit];
  qsort(panel->sorted, panel->n, sizeof *panel->sorted, by_value);
  if (panel->n == 0)
    return;
  panel->lower = quantile(panel->sorted, panel->n, 0.25);
  panel->median = quantile(panel->sorted, panel->n, 0.5);
  panel->upper = quantile(panel->sorted, panel->n, 0.75);
}

static gboolean is_outlier(const Panel *panel, double value)
{
  const double range = panel->upper - panel->lower;
  return value < panel->lower - FENCE * range || value > panel->upper + FENCE * range;
}

/* Bins of equal width over the ticks' range, about as wide as Freedman and Diaconis (1981) say. */
static void set_bins(DistributionPicture *picture, const Panel *panel)
{
  const DgmiTicks *ticks = &picture->ticks;
  const double range = ticks->at[ticks->n - 1] - ticks->at[0];
  const double width = 2 * (panel->upper - panel->lower) / cbrt(panel->n);
  const double wanted = width > 0 ? CLAMP(range / width, LEAST_BINS, MOST_BINS) : LEAST_BINS;
  const guint steps = ticks->n - 1; /* a whole number of bins for each tick */
  picture->n_bins = steps * (guint)MAX(round(wanted / steps), 1);
  picture->n_bins = MIN(picture->n_bins, MOST_BINS * 2);
}

/* A Gaussian kernel of Silverman's (1986) width; 0 = no density line. */
static double bandwidth(const Panel *panel, double range)
{
  double mean = 0, squares = 0;
  for (guint i = 0; i < panel->n; i++)
    mean += panel->sorted[i] / panel->n;
  for (guint i = 0; i < panel->n; i++)
    squares += (panel->sorted[i] - mean) * (panel->sorted[i] - mean);
  const double sd = sqrt(squares / MAX(panel->n - 1, 1)), middle = panel->upper - panel->lower;
  const double spread = middle > 0 ? MIN(sd, middle / 1.349) : sd;
  const double width = 0.9 * spread * pow(panel->n, -0.2);
  return panel->n < 3 || width < range * 1e-4 ? 0 : width;
}

/* The density at DENSITY_POINTS + 1 places, in units per bin. */
static void set_density(const DistributionPicture *picture, Panel *panel)
{
  const double low = picture->ticks.at[0], range = picture->ticks.at[picture->ticks.n - 1] - low;
  const double width = bandwidth(panel, range);
  panel->has_density = width > 0;
  for (guint i = 0; width > 0 && i <= DENSITY_POINTS; i++)
  {
    const double x = low + range * i / DENSITY_POINTS;
    double sum = 0;
    for (guint k = 0; k < panel->n; k++)
    {
      const double z = (x - panel->sorted[k]) / width;
      sum += exp(-0.5 * z * z);
    }
    panel->density[i] = sum * range / picture->n_bins / (width * sqrt(2 * PI));
  }
}

static void count(const DistributionPicture *picture, Panel *panel)
{
  const DgmiTicks *ticks = &picture->ticks;
  const double low = ticks->at[0], range = ticks->at[ticks->n - 1] - low;
  double most = 2;
  for (guint i = 0; i < panel->n; i++)
  {
    const double at = (panel->sorted[i] - low) / range * picture->n_bins;
    guint bin = (guint)CLAMP(at, 0, picture->n_bins - 1);
    panel->counts[bin]++;
    most = MAX(most, panel->counts[bin]);
  }
  set_density(picture, panel);
  for (guint i = 0; panel->has_density && i <= DENSITY_POINTS; i++)
    most = MAX(most, panel->density[i]);
  for (guint wanted = 4; wanted >= 2; wanted--) /* units are counted in whole numbers */
  {
    dgmi_ticks_linear(0, most, wanted, &panel->ticks);
    if (panel->ticks.digits == 0)
      break;
  }
}

/* --- drawing --- */

static void place(const DistributionPicture *picture, guint i, Panel *panel)
{
  const DgmiPage *page = picture->page;
  const double top = page->body.y + i * (picture->panel_height + PANEL_GAP);
  const double left = dgmi_text_width(page, "000", DGMI_SIZE_AXIS, DGMI_WEIGHT_REGULAR) + 8;
  const double below = RUG + RUG_GAP + FOOT + NAME_ROOM;
  panel->plot = (DgmiBox){page->body.x + left, top + HEAD, page->body.width - left - 10,
                          picture->panel_height - HEAD - below};
  const DgmiTicks *ticks = &picture->ticks;
  panel->across = (DgmiScale){DGMI_SCALE_LINEAR, ticks->at[0], ticks->at[ticks->n - 1],
                              panel->plot.x, panel->plot.x + panel->plot.width};
  panel->up = (DgmiScale){DGMI_SCALE_LINEAR, 0, panel->ticks.at[panel->ticks.n - 1],
                          panel->plot.y + panel->plot.height, panel->plot.y};
}

static void draw_axes(const DistributionPicture *picture, const Panel *panel)
{
  const DgmiPage *page = picture->page;
  DgmiAxis axis = {.side = DGMI_AXIS_LEFT,
                   .scale = &panel->up,
                   .ticks = &panel->ticks,
                   .plot = panel->plot,
                   .size = DGMI_SIZE_AXIS,
                   .zeros = TRUE,
                   .theme = page->theme,
                   .words = page->words};
  dgmi_axis_draw(&axis, page->scene);
  axis.side = DGMI_AXIS_BOTTOM;
  axis.zeros = FALSE;
  axis.scale = &panel->across;
  axis.ticks = &picture->ticks;
  axis.plot.height += RUG + RUG_GAP + NAME_ROOM;
  dgmi_axis_draw(&axis, page->scene);
}

static void draw_bars(const DistributionPicture *picture, const Panel *panel)
{
  const DgmiTheme *theme = picture->page->theme;
  const double width = panel->plot.width / picture->n_bins;
  const double range = panel->across.high - panel->across.low;
  DgmiPaint paint = DGMI_PAINT_NONE;
  paint.fill = dgmi_colour_mix(theme->strong, theme->background, 0.55);
  for (guint bin = 0; bin < picture->n_bins; bin++)
  {
    if (panel->counts[bin] == 0)
      continue;
    const double y = dgmi_scale_map(&panel->up, panel->counts[bin]);
    const double from = panel->across.low + range * bin / picture->n_bins;
    g_autofree char *a = dgmi_words_number(picture->page->words, from, picture->input->digits);
    g_autofree char *b = dgmi_words_number(picture->page->words, from + range / picture->n_bins,
                                           picture->input->digits);
    g_autofree char *title =
        g_strdup_printf("%s%s%s%s%u", a, dgmi_words_say(picture->page->words, "–"), b,
                        dgmi_words_say(picture->page->words, ": "), panel->counts[bin]);
    DgmiBox box = {panel->plot.x + bin * width + 0.5, y, width - 1,
                   panel->plot.y + panel->plot.height - y};
    dgmi_scene_rect(picture->page->scene, DGMI_ROLE_MARK, &box, &paint, title);
  }
}

static void draw_density(const DistributionPicture *picture, const Panel *panel)
{
  DgmiScene *scene = picture->page->scene;
  DgmiPaint paint = DGMI_PAINT_NONE;
  paint.stroke = picture->page->theme->text;
  paint.line_width = 1.5;
  if (!panel->has_density)
    return;
  for (guint i = 0; i <= DENSITY_POINTS; i++)
  {
    const double x = panel->plot.x + panel->plot.width * i / DENSITY_POINTS;
    const double y = dgmi_scale_map(&panel->up, panel->density[i]);
    if (i == 0)
      dgmi_scene_move_to(scene, x, y);
    else
      dgmi_scene_line_to(scene, x, y);
  }
  dgmi_scene_path(scene, DGMI_ROLE_AXIS, &paint, NULL);
}

static double rug_top(const Panel *panel)
{
  return panel->plot.y + panel->plot.height + RUG_GAP;
}

static void draw_rug(const DistributionPicture *picture, const Panel *panel)
{
  const DgmiTheme *theme = picture->page->theme;
  const double y = rug_top(panel);
  for (guint pass = 0; pass < 2; pass++)
    for (guint unit = 0; unit < picture->input->n_units; unit++)
    {
      const DgmiChartUnit *info = &picture->input->units[unit];
      const double value = panel->values[unit];
      if (isnan(value) || info->highlighted != (pass == 1))
        continue;
      DgmiChartUnit shown = *info;
      shown.value = value;
      g_autofree char *title =
          dgmi_unit_tooltip(&shown, picture->page->words, NULL, picture->input->digits, 0);
      DgmiPaint paint = DGMI_PAINT_NONE;
      paint.stroke = info->highlighted || is_outlier(panel, value) ? theme->text : theme->axis;
      paint.line_width = info->highlighted ? 2 : 1;
      const double x = dgmi_scale_map(&panel->across, value);
      dgmi_scene_move_to(picture->page->scene, x, y);
      dgmi_scene_line_to(picture->page->scene, x, y + RUG);
      dgmi_scene_path(picture->page->scene, DGMI_ROLE_MARK, &paint, title);
    }
}

/* Names of highlighted units and outliers below the rug, in two lines, moved apart across. */
static void draw_names(DistributionPicture *picture, const Panel *panel)
{
  DgmiPage *page = picture->page;
  const double line = dgmi_typesetter_line(page->typesetter, DGMI_SIZE_FOOTER);
  g_autoptr(GArray) named = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint unit = 0; unit < picture->input->n_units; unit++)
    if (!isnan(panel->values[unit]) &&
        (picture->input->units[unit].highlighted || is_outlier(panel, panel->values[unit])))
      g_array_append_val(named, unit);
  g_autofree DgmiStackLabel *labels = g_new0(DgmiStackLabel, named->len + 1);
  for (guint i = 0; i < named->len; i++)
  {
    const DgmiChartUnit *unit = &picture->input->units[g_array_index(named, guint, i)];
    const char *name = dgmi_unit_shown_name(unit, page, picture->strings);
    const double value = panel->values[g_array_index(named, guint, i)];
    const double width = dgmi_text_width(page, name, DGMI_SIZE_FOOTER, DGMI_WEIGHT_SEMIBOLD);
    labels[i] = (DgmiStackLabel){.wanted = dgmi_scale_map(&panel->across, value),
                                 .height = MIN(width, panel->plot.width / 4) + 8,
                                 .importance =
                                     unit->highlighted ? G_MAXDOUBLE : fabs(value - panel->median)};
  }
  picture->unnamed +=
      dgmi_labels_stack(labels, named->len, panel->plot.x, panel->plot.x + panel->plot.width, 0);
  const double rug = rug_top(panel) + RUG, middle = rug + NAME_ROOM - line / 2 - 4;
  for (guint i = 0; i < named->len; i++)
  {
    const DgmiChartUnit *unit = &picture->input->units[g_array_index(named, guint, i)];
    if (labels[i].dropped)
      continue;
    dgmi_scene_line(page->scene, DGMI_ROLE_LEADER, (DgmiPoint){labels[i].wanted, rug + 1},
                    (DgmiPoint){labels[i].placed, middle - line / 2}, page->theme->axis, 0.75);
    const DgmiLettering name = {.text = dgmi_unit_shown_name(unit, page, picture->strings),
                                .x = labels[i].placed,
                                .middle = middle,
                                .anchor = DGMI_ANCHOR_MIDDLE,
                                .size = DGMI_SIZE_FOOTER,
                                .weight =
                                    unit->highlighted ? DGMI_WEIGHT_SEMIBOLD : DGMI_WEIGHT_REGULAR,
                                .colour = page->theme->text,
                                .role = DGMI_ROLE_LABEL,
                                .width = labels[i].height - 6};
    dgmi_lettering_draw(&name, page);
  }
}

static void draw_panel(DistributionPicture *picture, guint i, Panel *panel)
{
  DgmiPage *page = picture->page;
  const char *name = picture->input->panels[i].name;
  place(picture, i, panel);
  g_autofree char *text =
      name == NULL ? g_strdup(dgmi_words_say(picture->page->words, "axis|units"))
                   : g_strconcat(name, dgmi_words_say(page->words, " · "),
                                 dgmi_words_say(picture->page->words, "axis|units"), NULL);
  const DgmiLettering head = {.text = text,
                              .x = page->body.x,
                              .middle = panel->plot.y - HEAD + 8,
                              .size = DGMI_SIZE_LABEL,
                              .weight = DGMI_WEIGHT_SEMIBOLD,
                              .colour = page->theme->text,
                              .role = DGMI_ROLE_TICK,
                              .width = page->body.width};
  dgmi_lettering_draw(&head, page);
  draw_axes(picture, panel);
  draw_bars(picture, panel);
  draw_density(picture, panel);
  draw_rug(picture, panel);
  draw_names(picture, panel);
}

/* "EGDI: median 0.63 of 193 units; outliers: Somalia, …" */
static char *finding(DistributionPicture *picture, const Panel *panel)
{
  g_autofree char *median =
      dgmi_words_number(picture->page->words, panel->median, picture->input->digits);
  g_autofree char *n = g_strdup_printf("%u", panel->n);
  g_autofree char *first = dgmi_words_fill(picture->page->words, "$1: median $2 of $3 units",
                                           picture->input->x_name, median, n);
  g_autoptr(GString) names = g_string_new(NULL);
  guint found = 0;
  for (guint unit = 0; unit < picture->input->n_units; unit++)
    if (!isnan(panel->values[unit]) && is_outlier(panel, panel->values[unit]) && ++found <= 3)
      g_string_append_printf(names, "%s%s", found > 1 ? ", " : "",
                             picture->input->units[unit].name != NULL
                                 ? picture->input->units[unit].name
                                 : picture->input->units[unit].code);
  if (found == 0)
    return g_steal_pointer(&first);
  if (found > 3)
    g_string_append(names, ", …");
  g_autofree char *second =
      dgmi_words_fill(picture->page->words, "outliers: $1", names->str, NULL, NULL);
  return g_strconcat(first, dgmi_words_say(picture->page->words, "; "), second, NULL);
}

static gboolean lay_out(DistributionPicture *picture, GError **error)
{
  DgmiPage *page = picture->page;
  const guint n = picture->input->n_panels;
  const double least = n * (LEAST_PANEL + PANEL_GAP) + HEAD;
  if (!dgmi_page_lay_out_plot(page, 0, least + 20, error))
    return FALSE;
  picture->panel_height = page->style->height > 0
                              ? floor((page->body.height - (n - 1) * PANEL_GAP - 20) / n)
                              : USUAL_PANEL + (n == 1 ? 80 : 0);
  return TRUE;
}

static void add_notes(DistributionPicture *picture, const Panel *panel)
{
  const guint missing = picture->input->n_units - panel->n;
  g_autofree char *text = g_strdup_printf("%u", missing);
  dgmi_page_note(picture->page,
                 g_strdup(dgmi_words_say(
                     picture->page->words,
                     "Names stand at outliers: beyond 1.5 interquartile ranges from the "
                     "quartiles. The line is a kernel density; each mark below is a unit.")));
  if (missing > 0)
    dgmi_page_note(
        picture->page,
        missing == 1
            ? g_strdup(dgmi_words_say(picture->page->words, "1 unit has no value."))
            : dgmi_words_fill(picture->page->words, "$1 units have no value.", text, NULL, NULL));
}

/* Sorts the figures of all panels and finds the ticks and bins that they share. */
static gboolean prepare(DistributionPicture *picture, Panel *panels, GError **error)
{
  const guint n = picture->input->n_panels;
  double low = NAN, high = NAN;
  for (guint i = 0; i < n; i++)
  {
    sort_values(picture, i, &panels[i]);
    if (panels[i].n == 0)
    {
      dgmi_error_set(error, DGMI_ERROR_DATA, "no unit has a value of %s", picture->input->x_name);
      return FALSE;
    }
    low = fmin(low, panels[i].sorted[0]);
    high = fmax(high, panels[i].sorted[panels[i].n - 1]);
  }
  dgmi_ticks_linear(low, high, 8, &picture->ticks);
  set_bins(picture, &panels[n - 1]);
  for (guint i = 0; i < n; i++)
    count(picture, &panels[i]);
  return TRUE;
}

static gboolean draw(DistributionPicture *picture, Panel *panels, GError **error)
{
  DgmiPage *page = picture->page;
  const guint n = picture->input->n_panels;
  if (!lay_out(picture, error))
    return FALSE;
  dgmi_page_open(page);
  for (guint i = 0; i < n; i++)
    draw_panel(picture, i, &panels[i]);
  const double height = n * (picture->panel_height + PANEL_GAP) - PANEL_GAP + 20;
  const DgmiLettering name = {.text = picture->input->x_name,
                              .x = page->body.x + page->body.width,
                              .middle = page->body.y + height - 8,
                              .anchor = DGMI_ANCHOR_END,
                              .size = DGMI_SIZE_LABEL,
                              .weight = DGMI_WEIGHT_SEMIBOLD,
                              .colour = page->theme->text,
                              .role = DGMI_ROLE_TICK,
                              .width = page->body.width};
  dgmi_lettering_draw(&name, page);
  dgmi_page_close(page, height);
  return TRUE;
}

/* Twice where names find no room: their number is known only then, and stands in the footer. */
static DgmiScene *make(const DgmiChartStyle *style, DistributionPicture *picture, Panel *panels,
                       GError **error)
{
  for (guint pass = 0, unnamed = 0;; pass++, unnamed = picture->unnamed)
  {
    g_autoptr(DgmiPage) page = dgmi_page_new(style);
    g_autofree char *without = g_strdup_printf("%u", unnamed);
    picture->page = page;
    picture->unnamed = 0;
    if (pass == 0 && !prepare(picture, panels, error))
      return NULL;
    add_notes(picture, &panels[picture->input->n_panels - 1]);
    if (unnamed > 0)
      dgmi_page_note(page,
                     dgmi_words_fill(picture->page->words, "The names of $1 units found no room.",
                                     without, NULL, NULL));
    if (!draw(picture, panels, error))
      return NULL;
    if (picture->unnamed > unnamed && pass == 0)
      continue;
    g_autofree char *sentence = finding(picture, &panels[0]);
    return dgmi_page_finish(page, dgmi_words_say(picture->page->words, "Distribution"), sentence,
                            error);
  }
}

DgmiScene *dgmi_chart_distribution_draw(const DgmiChartStyle *style, gconstpointer input,
                                        GError **error)
{
  const DgmiDistributionInput *distribution = input;
  g_assert(distribution->n_panels == 1 || distribution->n_panels == 2);
  g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
  DistributionPicture picture = {.input = distribution, .strings = strings};
  g_autofree Panel *panels = g_new0(Panel, 2);
  DgmiScene *scene = make(style, &picture, panels, error);
  g_free(panels[0].sorted);
  g_free(panels[1].sorted);
  return scene;
}
