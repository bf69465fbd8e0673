#include "charts/map/map-atlas.h"

#include "charts/page/labels.h"

#include <math.h>

#define LABEL_TRIES 7

static MapExtent extent_of(const MapOutline *ring)
{
  MapExtent extent = {INFINITY, INFINITY, -INFINITY, -INFINITY};
  for (guint i = 0; i < ring->n; i++)
  {
    const double *xy = ring->xy + 2 * (gsize)i;
    extent = (MapExtent){MIN(extent.x0, xy[0]), MIN(extent.y0, xy[1]), MAX(extent.x1, xy[0]),
                         MAX(extent.y1, xy[1])};
  }
  return extent;
}

static gboolean holds(const MapOutline *ring, double x, double y)
{
  gboolean inside = FALSE;
  for (guint i = 0, k = ring->n - 1; i < ring->n; k = i++)
  {
    const double *a = ring->xy + 2 * (gsize)i, *b = ring->xy + 2 * (gsize)k;
    if ((a[1] > y) != (b[1] > y) && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0])
      inside = !inside;
  }
  return inside;
}

static gboolean holds_box(const MapOutline *ring, const DgmiBox *box)
{
  for (guint i = 0; i <= 4; i++)
    for (guint k = 0; k <= 2; k++)
      if (!holds(ring, box->x + box->width * i / 4, box->y + box->height * k / 2))
        return FALSE;
  return TRUE;
}

static gboolean is_free(const DgmiBox *box, GArray *taken)
{
  for (guint i = 0; i < taken->len; i++)
    if (dgmi_boxes_overlap(box, &g_array_index(taken, DgmiBox, i)))
      return FALSE;
  return TRUE;
}

/* Off the holes, where other units lie. */
static gboolean is_off_holes(const DgmiBox *box, const MapShape *shape)
{
  for (guint r = 0; r < shape->rings->len; r++)
  {
    const MapOutline *ring = &g_array_index(shape->rings, MapOutline, r);
    const MapExtent of = extent_of(ring);
    const DgmiBox hole = {of.x0, of.y0, of.x1 - of.x0, of.y1 - of.y0};
    if (ring->hole && ring->n > 0 && dgmi_boxes_overlap(box, &hole))
      return FALSE;
  }
  return TRUE;
}

/* The place for a box in the unit's largest part that is nearest to its middle. */
static gboolean find_place(const MapShape *shape, DgmiBox *box, GArray *taken)
{
  const MapOutline *ring = &g_array_index(shape->rings, MapOutline, shape->main);
  const MapExtent extent = extent_of(ring);
  double best = INFINITY;
  DgmiBox found = *box;
  const double room_x = extent.x1 - extent.x0 - box->width;
  const double room_y = extent.y1 - extent.y0 - box->height;
  if (room_x < 0 || room_y < 0)
    return FALSE;
  for (guint i = 0; i <= LABEL_TRIES; i++)
    for (guint k = 0; k <= LABEL_TRIES; k++)
    {
      const double dx = (double)i / LABEL_TRIES - 0.5, dy = (double)k / LABEL_TRIES - 0.5;
      const DgmiBox at = {extent.x0 + (0.5 + dx) * room_x, extent.y0 + (0.5 + dy) * room_y,
                          box->width, box->height};
      if (dx * dx + dy * dy >= best || !is_free(&at, taken) || !holds_box(ring, &at) ||
          !is_off_holes(&at, shape))
        continue;
      best = dx * dx + dy * dy;
      found = at;
    }
  *box = found;
  return best < INFINITY;
}

void dgmi_map_draw_name(const MapAtlas *atlas, const MapShape *shape, GArray *taken)
{
  DgmiPage *page = atlas->picture->page;
  const DgmiPaint paint = dgmi_map_paint(atlas->picture, shape->unit);
  const MapOutline *ring =
      shape->main < 0 ? NULL : &g_array_index(shape->rings, MapOutline, shape->main);
  if (ring == NULL || ring->n < 3 || paint.hatch != DGMI_HATCH_NONE)
    return;
  const char *name = dgmi_unit_shown_name(shape->unit, page, atlas->picture->strings);
  g_autofree char *value =
      dgmi_words_number(page->words, shape->unit->value, MIN(atlas->picture->input->digits, 2));
  const double size = DGMI_SIZE_FOOTER, line = dgmi_typesetter_line(page->typesetter, size);
  const double width = MAX(dgmi_text_width(page, name, size, DGMI_WEIGHT_BOLD),
                           dgmi_text_width(page, value, size, DGMI_WEIGHT_REGULAR));
  DgmiBox box = {0, 0, width + 2, 2 * line};
  gboolean both = find_place(shape, &box, taken);
  if (!both)
    box.height = line;
  if (!both && !find_place(shape, &box, taken))
    return;
  g_array_append_val(taken, box);
  DgmiLettering text = {.text = name,
                        .x = box.x + box.width / 2,
                        .middle = box.y + line / 2,
                        .anchor = DGMI_ANCHOR_MIDDLE,
                        .size = size,
                        .weight = DGMI_WEIGHT_BOLD,
                        .colour = dgmi_colour_on(paint.fill),
                        .role = DGMI_ROLE_LABEL};
  dgmi_lettering_draw(&text, page);
  if (!both)
    return;
  text.text = value;
  text.middle += line;
  text.weight = DGMI_WEIGHT_REGULAR;
  text.role = DGMI_ROLE_VALUE;
  dgmi_lettering_draw(&text, page);
}
