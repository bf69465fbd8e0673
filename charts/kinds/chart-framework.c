#include "charts/kinds/framework-inside.h"

#include <math.h>
#include <string.h>

#define FAINTER 0.55 /* share of the colour that the level below a pillar keeps */

DgmiColour dgmi_tree_colour(const DgmiTreePicture *picture, guint item)
{
  const DgmiTheme *theme = picture->page->theme;
  const int pillar = picture->input->items[item].pillar;
  if (pillar < 0)
    return dgmi_colour_mix(theme->plain, theme->background, 0.6);
  const double share = pow(FAINTER, (int)picture->depth[item] - 1);
  return dgmi_colour_mix(dgmi_theme_group(theme, (guint)pillar), theme->background,
                         MAX(share, 0.15));
}

DgmiPaint dgmi_tree_paint(const DgmiTreePicture *picture, guint item)
{
  DgmiPaint paint = DGMI_PAINT_NONE;
  paint.fill = dgmi_tree_colour(picture, item);
  paint.stroke = picture->page->theme->background;
  paint.line_width = 1.5;
  return paint;
}

static char *percent(const DgmiTreePicture *picture, double share)
{
  g_autofree char *number = dgmi_words_number(picture->page->words, 100 * share, 1);
  return dgmi_words_fill(picture->page->words, "$1 %", number, NULL, NULL);
}

char *dgmi_tree_weight_text(const DgmiTreePicture *picture, guint item)
{
  return percent(picture, picture->input->items[item].weight);
}

char *dgmi_tree_title(const DgmiTreePicture *picture, guint item)
{
  const DgmiFrameworkItem *info = &picture->input->items[item];
  const DgmiWords *words = picture->page->words;
  g_autofree char *weight = percent(picture, info->weight), *share = percent(picture, info->share);
  g_autofree char *all =
      dgmi_words_fill(picture->page->words, "$1 of the index", weight, NULL, NULL);
  if (info->parent <= 0)
    return g_strconcat(info->name, dgmi_words_say(words, ": "), info->parent < 0 ? weight : all,
                       NULL);
  g_autofree char *part = dgmi_words_fill(picture->page->words, "$1 of $2", share,
                                          picture->input->items[info->parent].name, NULL);
  return g_strconcat(info->name, dgmi_words_say(words, ": "), all, dgmi_words_say(words, " · "),
                     part, NULL);
}

/* Leaves get their weight, but no less than a share that can be seen; parents what theirs take. */
static void set_extents(DgmiTreePicture *picture)
{
  const DgmiFrameworkInput *input = picture->input;
  g_autofree guint *members = g_new0(guint, input->n_items);
  double total = 0, least;
  guint n_leaves = 0;
  for (guint i = 1; i < input->n_items; i++)
    members[input->items[i].parent]++;
  for (guint i = 0; i < input->n_items; i++)
    n_leaves += members[i] == 0;
  least = 0.2 / n_leaves;
  for (guint i = 0; i < input->n_items; i++)
  {
    picture->depth[i] = i == 0 ? 0 : picture->depth[input->items[i].parent] + 1;
    picture->n_levels = MAX(picture->n_levels, picture->depth[i] + 1);
    picture->extent[i] = members[i] == 0 ? MAX(input->items[i].weight, least) : 0;
    total += picture->extent[i];
  }
  for (guint i = 0; i < input->n_items; i++)
    picture->extent[i] /= total;
  for (guint i = input->n_items - 1; i > 0; i--)
    picture->extent[input->items[i].parent] += picture->extent[i];
  g_autofree double *filled = g_new0(double, input->n_items);
  for (guint i = 1; i < input->n_items; i++)
  {
    const guint parent = (guint)input->items[i].parent;
    picture->start[i] = picture->start[parent] + filled[parent];
    filled[parent] += picture->extent[i];
  }
}

static char *finding(const DgmiTreePicture *picture)
{
  const DgmiFrameworkInput *input = picture->input;
  g_autofree gboolean *has_members = g_new0(gboolean, input->n_items);
  guint heaviest = 0, n_indicators = 0;
  for (guint i = 1; i < input->n_items; i++)
  {
    has_members[input->items[i].parent] = TRUE;
    if (picture->depth[i] == 1 &&
        (heaviest == 0 || input->items[i].weight > input->items[heaviest].weight + 1e-9))
      heaviest = i;
  }
  for (guint i = 0; i < input->n_items; i++)
    n_indicators += !has_members[i];
  g_autofree char *indicators = g_strdup_printf("%u", n_indicators);
  g_autofree char *levels = g_strdup_printf("%u", picture->n_levels);
  g_autofree char *title = dgmi_tree_title(picture, heaviest);
  return dgmi_words_fill(picture->page->words,
                         "$1 indicators on $2 levels; $3 weighs most of the pillars", indicators,
                         levels, title);
}

static gboolean draw_body(DgmiTreePicture *picture, GError **error)
{
  picture->unnamed = 0;
  return picture->input->shape == DGMI_FRAMEWORK_ICICLE ? dgmi_tree_icicle(picture, error)
                                                        : dgmi_tree_sunburst(picture, error);
}

DgmiScene *dgmi_chart_framework_draw(const DgmiChartStyle *style, gconstpointer input,
                                     GError **error)
{
  const DgmiFrameworkInput *framework = input;
  const guint n = framework->n_items;
  g_assert(n > 1);
  g_autofree guint *depth = g_new0(guint, n);
  g_autofree double *start = g_new0(double, n), *extent = g_new0(double, n);
  g_autofree char *note = NULL;
  /* Twice where names are left out: their number is known only then, and stands in the footer. */
  for (guint pass = 0;; pass++)
  {
    g_autoptr(DgmiPage) page = dgmi_page_new(style);
    DgmiTreePicture picture = {
        .input = framework, .page = page, .depth = depth, .start = start, .extent = extent};
    set_extents(&picture);
    if (note != NULL)
      dgmi_page_note(page, g_strdup(note));
    if (!draw_body(&picture, error))
      return NULL;
    if (picture.unnamed == 0 || pass == 1)
    {
      g_autofree char *sentence = finding(&picture);
      return dgmi_page_finish(page, dgmi_words_say(picture.page->words, "Framework"), sentence,
                              error);
    }
    g_autofree char *count = g_strdup_printf("%u", picture.unnamed);
    note =
        dgmi_words_fill(picture.page->words, "Names of $1 nodes found no room.", count, NULL, NULL);
    memset(start, 0, n * sizeof *start);
    memset(extent, 0, n * sizeof *extent);
  }
}
