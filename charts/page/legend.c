#include "charts/page/legend.h"

#include <math.h>

#define LEAST_CONTRAST 1.3 /* with the page; paler keys have a border */
#define KEY_RADIUS 4.5
#define KEY_WIDTH 15.0 /* from the left of the key to the name */
#define APART 18.0     /* between two entries */
#define BELOW 6.0

/* Px that the name of an entry takes, cut to the width of the body. */
static double name_width(const DgmiLegendEntry *entry, const DgmiPage *page)
{
  double width =
      dgmi_typesetter_width(page->typesetter, entry->name, DGMI_SIZE_LABEL, DGMI_WEIGHT_REGULAR);
  return MIN(width, page->body.width - KEY_WIDTH);
}

static double line_height(const DgmiPage *page)
{
  return ceil(dgmi_typesetter_line(page->typesetter, DGMI_SIZE_LABEL)) + 2;
}

/* Where entry `i` begins, given where the one before it did and ended. */
static void next_place(const DgmiLegend *legend, const DgmiPage *page, guint i, double *x,
                       guint *line)
{
  double width = KEY_WIDTH + name_width(&legend->entries[i], page);
  if (*x > 0 && *x + width > page->body.width)
  {
    *x = 0;
    ++*line;
  }
}

double dgmi_legend_height(const DgmiLegend *legend, const DgmiPage *page)
{
  double x = 0;
  guint line = 0;
  for (guint i = 0; i < legend->n; i++)
  {
    next_place(legend, page, i, &x, &line);
    x += KEY_WIDTH + name_width(&legend->entries[i], page) + APART;
  }
  return (line + 1) * line_height(page) + BELOW;
}

static void draw_entry(const DgmiLegendEntry *entry, DgmiPage *page, double x, double middle)
{
  double line = dgmi_typesetter_line(page->typesetter, DGMI_SIZE_LABEL);
  gboolean cut;
  g_auto(GStrv) name =
      dgmi_typesetter_wrap(page->typesetter, entry->name, DGMI_SIZE_LABEL, DGMI_WEIGHT_REGULAR,
                           (DgmiTextRoom){page->body.width - KEY_WIDTH, 1}, &cut);
  DgmiPaint paint = DGMI_PAINT_NONE;
  paint.fill = entry->colour;
  if (entry->hatch != DGMI_HATCH_NONE)
  {
    paint.hatch = entry->hatch;
    paint.hatch_colour = entry->hatch_colour;
  }
  DgmiBox key = {x, middle - KEY_RADIUS, 2 * KEY_RADIUS, 2 * KEY_RADIUS};
  const gboolean pale =
      entry->shape == DGMI_SHAPE_SQUARE && entry->hatch == DGMI_HATCH_NONE &&
      dgmi_colour_contrast(entry->colour, page->theme->background) < LEAST_CONTRAST;
  if (pale)
    paint.stroke = page->theme->plain;
  if (pale || entry->hatch != DGMI_HATCH_NONE)
    dgmi_scene_rect(page->scene, DGMI_ROLE_LEGEND, &key, &paint, entry->name);
  else
    dgmi_mark_draw(page->scene, &(DgmiMark){DGMI_ROLE_LEGEND,
                                            entry->shape,
                                            {x + KEY_RADIUS, middle},
                                            KEY_RADIUS,
                                            entry->colour,
                                            entry->name});
  DgmiTextRun run = {.text = name[0],
                     .x = x + KEY_WIDTH,
                     .y = middle - line / 2 +
                          dgmi_typesetter_ascent(page->typesetter, DGMI_SIZE_LABEL),
                     .size = DGMI_SIZE_LABEL,
                     .colour = page->theme->text,
                     .role = DGMI_ROLE_LEGEND,
                     .title = cut ? entry->name : NULL};
  dgmi_scene_text(page->scene, &run);
}

void dgmi_legend_draw(const DgmiLegend *legend, DgmiPage *page)
{
  double x = 0, height = line_height(page);
  guint line = 0;
  for (guint i = 0; i < legend->n; i++)
  {
    next_place(legend, page, i, &x, &line);
    draw_entry(&legend->entries[i], page, page->body.x + x,
               page->body.y + line * height + height / 2);
    x += KEY_WIDTH + name_width(&legend->entries[i], page) + APART;
  }
}
