#include "charts/kinds/compare-inside.h"

#include "indicators/base/error.h"

#include <math.h>

double dgmi_comparison_value(const DgmiComparison *comparison, guint node, guint unit)
{
  return comparison->input->values[(gsize)node * comparison->input->n_units + unit];
}

const char *dgmi_comparison_text(DgmiComparison *comparison, guint node, guint unit)
{
  const DgmiCompareInput *input = comparison->input;
  const DgmiWords *words = comparison->page->words;
  const double value = dgmi_comparison_value(comparison, node, unit);
  if (isnan(value))
    return dgmi_words_say(words, "no score");
  g_autofree char *number = dgmi_words_number(words, value, input->digits);
  const char *rank =
      input->ranks == NULL ? NULL : input->ranks[(gsize)node * input->n_units + unit];
  if (rank == NULL)
    return dgmi_keep(comparison->strings, g_steal_pointer(&number));
  g_autofree char *of = g_strdup_printf("%u", input->n_ranked[node]);
  const char *pattern = node == 0 ? DGMI_N_("rank $1 of $2") : DGMI_N_("rank $1");
  g_autofree char *place = dgmi_words_fill(words, pattern, rank, of, NULL);
  return dgmi_keep(comparison->strings,
                   g_strconcat(number, dgmi_words_say(words, " · "), place, NULL));
}

const char *dgmi_comparison_title(DgmiComparison *comparison, guint node, guint unit)
{
  const DgmiChartUnit *info = &comparison->input->units[unit];
  return dgmi_keep(comparison->strings,
                   g_strconcat(info->name != NULL ? info->name : info->code,
                               dgmi_words_say(comparison->page->words, ": "),
                               comparison->input->nodes[node], " ",
                               dgmi_comparison_text(comparison, node, unit), NULL));
}

void dgmi_comparison_dot(DgmiComparison *comparison, guint node, guint unit, double x, double y,
                         double radius)
{
  DgmiScene *scene = comparison->page->scene;
  const DgmiMarkShape shape = (DgmiMarkShape)(unit % DGMI_N_SHAPES);
  const char *title = dgmi_comparison_title(comparison, node, unit);
  dgmi_mark_draw(scene, &(DgmiMark){DGMI_ROLE_NONE,
                                    shape == DGMI_SHAPE_RING ? DGMI_SHAPE_CIRCLE : shape,
                                    {x, y},
                                    radius + 1.75,
                                    comparison->page->theme->background,
                                    NULL});
  dgmi_mark_draw(
      scene,
      &(DgmiMark){
          DGMI_ROLE_MARK, shape, {x, y}, radius, dgmi_comparison_colour(comparison, unit), title});
}

DgmiColour dgmi_comparison_colour(const DgmiComparison *comparison, guint unit)
{
  return dgmi_theme_key(comparison->page->theme, unit);
}

DgmiColour dgmi_comparison_text_colour(const DgmiComparison *comparison, guint unit)
{
  return dgmi_colour_readable(dgmi_comparison_colour(comparison, unit),
                              comparison->page->theme->background, 4.5);
}

static void include(DgmiComparison *comparison, double value)
{
  if (isnan(value))
    return;
  comparison->low = MIN(comparison->low, value);
  comparison->high = MAX(comparison->high, value);
}

static void fill(DgmiComparison *comparison)
{
  const DgmiCompareInput *input = comparison->input;
  comparison->low = input->low;
  comparison->high = input->high;
  for (guint node = 0; node < input->n_nodes; node++)
  {
    for (guint unit = 0; unit < input->n_units; unit++)
      include(comparison, dgmi_comparison_value(comparison, node, unit));
    for (guint i = 0; i < input->n_others; i++)
      include(comparison, input->others[(gsize)node * input->n_others + i]);
  }
  for (guint unit = 0; unit < input->n_units; unit++)
  {
    comparison->names[unit] =
        dgmi_unit_shown_name(&input->units[unit], comparison->page, comparison->strings);
    comparison->entries[unit] =
        (DgmiLegendEntry){.name = comparison->names[unit],
                          .colour = dgmi_comparison_colour(comparison, unit),
                          .shape = (DgmiMarkShape)(unit % DGMI_N_SHAPES)};
  }
  comparison->legend = (DgmiLegend){comparison->entries, input->n_units};
}

static gboolean check_shape(const DgmiCompareInput *input, GError **error)
{
  const char *why = NULL;
  if (input->n_units < 2 || input->n_units > DGMI_COMPARE_MOST_UNITS)
    why = "a comparison has 2 to 8 units";
  else if (input->shape == DGMI_COMPARE_DUMBBELL && input->n_units != 2)
    why = "a dumbbell has two ends: name two units, or leave out --as dumbbell";
  else if (input->shape == DGMI_COMPARE_RADAR && input->n_units > DGMI_RADAR_MOST_UNITS)
    why = "a radar of more than three units cannot be read: name fewer, or leave out --as radar";
  else if (input->shape == DGMI_COMPARE_RADAR && (input->n_nodes - 1 < DGMI_RADAR_LEAST_NODES ||
                                                  input->n_nodes - 1 > DGMI_RADAR_MOST_NODES))
    why = "a radar has three to eight axes, and the index another number of parts: leave out "
          "--as radar";
  if (why != NULL)
    dgmi_error_set(error, DGMI_ERROR_USAGE, "%s", why);
  return why == NULL;
}

/* "Denmark 0.9717; Singapore 0.9133; China 0.8118", from the highest down. */
static char *finding(DgmiComparison *comparison)
{
  const DgmiCompareInput *input = comparison->input;
  g_autoptr(GString) sentence = g_string_new(NULL);
  gboolean done[DGMI_COMPARE_MOST_UNITS] = {FALSE};
  for (guint k = 0; k < input->n_units; k++)
  {
    guint best = input->n_units;
    for (guint unit = 0; unit < input->n_units; unit++)
    {
      const double value = dgmi_comparison_value(comparison, 0, unit);
      const double most = best == input->n_units ? NAN : dgmi_comparison_value(comparison, 0, best);
      if (!done[unit] && (best == input->n_units || value > most || (isnan(most) && !isnan(value))))
        best = unit;
    }
    done[best] = TRUE;
    g_string_append_printf(sentence, "%s%s %s",
                           sentence->len > 0 ? dgmi_words_say(comparison->page->words, "; ") : "",
                           comparison->names[best], dgmi_comparison_text(comparison, 0, best));
  }
  return g_strdup(sentence->str);
}

static gboolean draw_body(DgmiComparison *comparison, GError **error)
{
  switch (comparison->input->shape)
  {
  case DGMI_COMPARE_PANELS:
    return dgmi_compare_panels(comparison, error);
  case DGMI_COMPARE_RADAR:
    return dgmi_compare_radar(comparison, error);
  case DGMI_COMPARE_DUMBBELL:
  case DGMI_COMPARE_STRIP:
  case DGMI_COMPARE_BARS:
    return dgmi_compare_rows(comparison, error);
  }
  g_assert_not_reached();
}

static void add_notes(DgmiComparison *comparison, guint left_out)
{
  const DgmiCompareShape shape = comparison->input->shape;
  g_autofree char *others = g_strdup_printf("%u", comparison->input->n_others);
  g_autofree char *labels = g_strdup_printf("%u", left_out);
  if (comparison->input->n_others > 0 &&
      (shape == DGMI_COMPARE_PANELS || shape == DGMI_COMPARE_STRIP))
    dgmi_page_note(comparison->page,
                   dgmi_words_fill(comparison->page->words,
                                   "ticks|Grey lines are the other $1 units.", others, NULL, NULL));
  if (left_out > 0)
    dgmi_page_note(
        comparison->page,
        dgmi_words_fill(comparison->page->words, "$1 labels found no room.", labels, NULL, NULL));
}

DgmiScene *dgmi_chart_compare_draw(const DgmiChartStyle *style, gconstpointer input, GError **error)
{
  const DgmiCompareInput *compare = input;
  g_assert(compare->low < compare->high && compare->digits >= 0 && compare->digits <= 15);
  if (!check_shape(compare, error))
    return NULL;
  /* Twice where labels find no room: their number is known only then, and stands in the footer. */
  for (guint pass = 0, left_out = 0;; pass++)
  {
    g_autoptr(DgmiPage) page = dgmi_page_new(style);
    g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
    DgmiComparison comparison = {.input = compare, .page = page, .strings = strings};
    fill(&comparison);
    add_notes(&comparison, left_out);
    if (!draw_body(&comparison, error))
      return NULL;
    if (pass == 0 && comparison.left_out > 0)
    {
      left_out = comparison.left_out;
      continue;
    }
    g_autofree char *sentence = finding(&comparison);
    return dgmi_page_finish(page, dgmi_words_say(page->words, "Comparison"), sentence, error);
  }
}
