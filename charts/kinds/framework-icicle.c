#include "charts/kinds/framework-inside.h"

#include <math.h>

#define LEAST_LEAF 18.0
#define USUAL_LEAF 30.0
#define MOST_LEAF 42.0 /* on average */
#define MOST_HEIGHT 2400.0
#define LEAST_HEIGHT 60.0
#define USUAL_HEIGHT 400.0
#define PADDING 7.0
#define GAP 4.0

/* How high the picture is on a page of free height: the smallest leaf holds a line. */
static double free_height(const DgmiTreePicture *picture)
{
  double least = 1;
  guint n_leaves = 0;
  for (guint i = 0; i < picture->input->n_items; i++)
  {
    const gboolean leaf =
        i + 1 == picture->input->n_items || picture->input->items[i + 1].parent != (int)i;
    if (leaf)
    {
      least = MIN(least, picture->extent[i]);
      n_leaves++;
    }
  }
  const double wanted = MIN(LEAST_LEAF / least, n_leaves * MOST_LEAF);
  return CLAMP(MAX(wanted, n_leaves * USUAL_LEAF), USUAL_HEIGHT, MOST_HEIGHT);
}

/* Name and weight: the weight behind the name on one line, or below it. FALSE if there is no room
 * for a legible part of them. */
static gboolean draw_text(DgmiTreePicture *picture, guint item, const DgmiBox *box)
{
  DgmiPage *page = picture->page;
  double size = DGMI_SIZE_LABEL;
  if (box->height < dgmi_typesetter_line(page->typesetter, size) + 1)
    size = DGMI_SIZE_FOOTER;
  const double line = dgmi_typesetter_line(page->typesetter, size);
  const double width = box->width - 2 * PADDING;
  g_autofree char *weight = dgmi_tree_weight_text(picture, item);
  g_autofree char *title = dgmi_tree_title(picture, item);
  if (box->height < line || width < 4 * DGMI_SIZE_LABEL)
    return FALSE;
  DgmiLettering name = {.text = picture->input->items[item].name,
                        .x = box->x + PADDING,
                        .middle = box->y + box->height / 2,
                        .size = size,
                        .weight =
                            picture->depth[item] < 2 ? DGMI_WEIGHT_SEMIBOLD : DGMI_WEIGHT_REGULAR,
                        .colour = dgmi_colour_on(dgmi_tree_colour(picture, item)),
                        .role = DGMI_ROLE_LABEL,
                        .width = width,
                        .title = title};
  DgmiLettering number = name;
  number.text = weight;
  number.weight = DGMI_WEIGHT_REGULAR;
  number.role = DGMI_ROLE_VALUE;
  number.width = 0;
  const guint lines = (guint)MAX(floor((box->height - 2) / line), 1);
  if (lines < 2) /* beside each other */
  {
    const double room = dgmi_lettering_width(&number, page, NULL);
    name.width = width - room - GAP;
    number.x = box->x + box->width - PADDING;
    number.anchor = DGMI_ANCHOR_END;
    if (name.width < 3 * DGMI_SIZE_LABEL)
      name.width = width;
    else
      dgmi_lettering_draw(&number, page);
    dgmi_lettering_draw(&name, page);
    return TRUE;
  }
  guint n;
  name.lines = MIN(lines - 1, 3);
  dgmi_lettering_width(&name, page, &n);
  name.middle -= line / 2;
  number.middle += n * line / 2;
  dgmi_lettering_draw(&name, page);
  dgmi_lettering_draw(&number, page);
  return TRUE;
}

/* Columns: the index narrow, the last one as wide as two others. */
static void set_columns(const DgmiTreePicture *picture, double *left, double *right)
{
  const guint n = picture->n_levels;
  const double first = 0.75, last = n > 2 ? 1.5 : 1.6;
  const double unit = picture->page->body.width / (first + last + (n - 2.0));
  for (guint level = 0; level < n; level++)
  {
    left[level] = picture->page->body.x + (level == 0 ? 0 : (first + level - 1) * unit);
    right[level] = left[level] + (level == 0 ? first : level + 1 == n ? last : 1) * unit;
  }
}

gboolean dgmi_tree_icicle(DgmiTreePicture *picture, GError **error)
{
  DgmiPage *page = picture->page;
  const guint n = picture->input->n_items;
  if (!dgmi_page_lay_out_plot(page, 0, LEAST_HEIGHT, error))
    return FALSE;
  const double height = page->style->height > 0 ? page->body.height : free_height(picture);
  g_autofree double *left = g_new(double, picture->n_levels);
  g_autofree double *right = g_new(double, picture->n_levels);
  set_columns(picture, left, right);
  dgmi_page_open(page);
  for (guint i = 0; i < n; i++)
  {
    const gboolean leaf = i + 1 == n || picture->input->items[i + 1].parent != (int)i;
    const guint level = picture->depth[i];
    /* an indicator high up in a ragged tree reaches to the right edge */
    const double end = leaf ? right[picture->n_levels - 1] : right[level];
    DgmiBox box = {left[level], page->body.y + height * picture->start[i], end - left[level],
                   height * picture->extent[i]};
    const DgmiPaint paint = dgmi_tree_paint(picture, i);
    g_autofree char *title = dgmi_tree_title(picture, i);
    dgmi_scene_rect(page->scene, DGMI_ROLE_MARK, &box, &paint, title);
    if (!draw_text(picture, i, &box))
      picture->unnamed++;
  }
  dgmi_page_close(page, height);
  return TRUE;
}
