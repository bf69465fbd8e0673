#include "charts/scene/scene-cairo.h"

#include "charts/scene/png.h"
#include "charts/scene/typesetter-pango.h"
#include "indicators/base/error.h"

#include <cairo-pdf.h>
#include <math.h>

/* Cairo's images are limited to 15 bits a side. */
#define MAX_PIXELS 32767

#define HATCH_SPACING 5.0

static void set_colour(cairo_t *cr, DgmiColour colour)
{
  cairo_set_source_rgb(cr, (colour >> 16 & 0xFF) / 255.0, (colour >> 8 & 0xFF) / 255.0,
                       (colour & 0xFF) / 255.0);
}

/* --- shapes --- */

static void trace(cairo_t *cr, const DgmiScene *scene, const DgmiItem *item)
{
  cairo_new_path(cr);
  if (item->kind == DGMI_ITEM_RECT)
  {
    cairo_rectangle(cr, item->box.x, item->box.y, item->box.width, item->box.height);
    return;
  }
  const DgmiPathStep *step = dgmi_scene_steps(scene, item);
  for (const DgmiPathStep *end = step + item->n_steps; step < end; step++)
    switch (step->kind)
    {
    case DGMI_PATH_MOVE:
      cairo_move_to(cr, step->x[0], step->y[0]);
      break;
    case DGMI_PATH_LINE:
      cairo_line_to(cr, step->x[0], step->y[0]);
      break;
    case DGMI_PATH_CURVE:
      cairo_curve_to(cr, step->x[0], step->y[0], step->x[1], step->y[1], step->x[2], step->y[2]);
      break;
    case DGMI_PATH_CLOSE:
      cairo_close_path(cr);
      break;
    }
}

/* Lines across `box` along direction (dx, dy), at whole multiples of the spacing on the page. */
static void trace_level(cairo_t *cr, const DgmiBox *box)
{
  double y = floor(box->y / HATCH_SPACING) * HATCH_SPACING + HATCH_SPACING / 2;
  for (; y < box->y + box->height + 1; y += HATCH_SPACING)
  {
    cairo_move_to(cr, box->x, y);
    cairo_line_to(cr, box->x + box->width, y);
  }
}

static void trace_upright(cairo_t *cr, const DgmiBox *box)
{
  double x = floor(box->x / HATCH_SPACING) * HATCH_SPACING + HATCH_SPACING / 2;
  for (; x < box->x + box->width + 1; x += HATCH_SPACING)
  {
    cairo_move_to(cr, x, box->y);
    cairo_line_to(cr, x, box->y + box->height);
  }
}

/* The lines x + y = k * spacing (rising) or x - y = k * spacing (falling). */
static void trace_slanted(cairo_t *cr, const DgmiBox *box, gboolean rising)
{
  double x1 = box->x + box->width, y1 = box->y + box->height;
  double low = rising ? box->x + box->y : box->x - y1;
  double high = rising ? x1 + y1 : x1 - box->y;
  double sign = rising ? -1 : 1;
  for (double k = floor(low / HATCH_SPACING) * HATCH_SPACING; k <= high; k += HATCH_SPACING)
  {
    cairo_move_to(cr, k + sign * box->y, box->y);
    cairo_line_to(cr, k + sign * y1, y1);
  }
}

static void trace_hatch(cairo_t *cr, DgmiHatch hatch, const DgmiBox *box)
{
  if (hatch == DGMI_HATCH_RISING || hatch == DGMI_HATCH_FALLING)
    trace_slanted(cr, box, hatch == DGMI_HATCH_RISING);
  if (hatch == DGMI_HATCH_LEVEL || hatch == DGMI_HATCH_CROSSED)
    trace_level(cr, box);
  if (hatch == DGMI_HATCH_UPRIGHT || hatch == DGMI_HATCH_CROSSED)
    trace_upright(cr, box);
}

static void fill_hatch(cairo_t *cr, const DgmiScene *scene, const DgmiItem *item)
{
  cairo_save(cr);
  trace(cr, scene, item);
  cairo_clip(cr);
  trace_hatch(cr, item->paint.hatch, &item->box);
  set_colour(cr, item->paint.hatch_colour);
  cairo_set_line_width(cr, 1);
  cairo_stroke(cr);
  cairo_restore(cr);
}

static void paint_shape(cairo_t *cr, const DgmiScene *scene, const DgmiItem *item)
{
  const DgmiPaint *paint = &item->paint;
  if (paint->fill != DGMI_NO_COLOUR)
  {
    trace(cr, scene, item);
    set_colour(cr, paint->fill);
    cairo_fill(cr);
  }
  if (paint->hatch != DGMI_HATCH_NONE)
    fill_hatch(cr, scene, item);
  if (paint->stroke != DGMI_NO_COLOUR)
  {
    trace(cr, scene, item);
    set_colour(cr, paint->stroke);
    cairo_set_line_width(cr, paint->line_width);
    cairo_set_dash(cr, &paint->dash, paint->dash > 0 ? 1 : 0, 0);
    cairo_stroke(cr);
  }
}

/* --- text --- */

static void show_text(cairo_t *cr, const DgmiScene *scene, const DgmiItem *item)
{
  const DgmiTextRun *run = &item->run;
  double length = run->upward ? item->box.height : item->box.width;
  double before = run->anchor == DGMI_ANCHOR_START    ? 0
                  : run->anchor == DGMI_ANCHOR_MIDDLE ? length / 2
                                                      : length;
  cairo_save(cr);
  cairo_translate(cr, run->x, run->y);
  if (run->upward)
    cairo_rotate(cr, -G_PI / 2);
  cairo_translate(cr, -before, 0);
  cairo_scale(cr, run->size / DGMI_SHAPED_SIZE, run->size / DGMI_SHAPED_SIZE);
  set_colour(cr, run->colour);
  cairo_move_to(cr, 0, 0);
  pango_cairo_show_layout_line(
      cr, dgmi_typesetter_shape(dgmi_scene_typesetter(scene), run->text, run->weight));
  cairo_restore(cr);
}

/* --- pages --- */

static void paint_scene(cairo_t *cr, const DgmiScene *scene, double scale)
{
  cairo_scale(cr, scale, scale);
  set_colour(cr, dgmi_scene_background(scene));
  cairo_paint(cr);
  for (guint i = 0; i < dgmi_scene_n_items(scene); i++)
  {
    const DgmiItem *item = dgmi_scene_item(scene, i);
    if (item->kind == DGMI_ITEM_TEXT)
      show_text(cr, scene, item);
    else if (item->kind == DGMI_ITEM_RECT || item->kind == DGMI_ITEM_PATH)
      paint_shape(cr, scene, item);
  }
}

static cairo_status_t append_bytes(void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append(closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean check_status(cairo_status_t status, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  dgmi_error_set(error, DGMI_ERROR_IO, "the picture cannot be drawn: %s",
                 cairo_status_to_string(status));
  return FALSE;
}

static GBytes *encode_png(cairo_surface_t *surface, const DgmiScene *scene, double dpi,
                          GError **error)
{
  cairo_surface_flush(surface);
  DgmiImage image = {.pixels = cairo_image_surface_get_data(surface),
                     .width = (guint)cairo_image_surface_get_width(surface),
                     .height = (guint)cairo_image_surface_get_height(surface),
                     .stride = (gsize)cairo_image_surface_get_stride(surface),
                     .dpi = dpi,
                     .title = dgmi_scene_title(scene),
                     .description = dgmi_scene_description(scene),
                     .author = dgmi_scene_author(scene)};
  return dgmi_png_encode(&image, error);
}

GBytes *dgmi_scene_to_png(const DgmiScene *scene, double dpi, GError **error)
{
  if (!(dpi >= DGMI_MIN_DPI && dpi <= DGMI_MAX_DPI))
  {
    dgmi_error_set(error, DGMI_ERROR_USAGE, "{dpi} takes a number from %.0f to %.0f", DGMI_MIN_DPI,
                   DGMI_MAX_DPI);
    return NULL;
  }
  double scale = dgmi_scene_zoom(scene) * dpi / DGMI_BASE_DPI;
  double width = ceil(dgmi_scene_width(scene) * scale - 1e-6);
  double height = ceil(dgmi_scene_height(scene) * scale - 1e-6);
  if (width > MAX_PIXELS || height > MAX_PIXELS)
  {
    dgmi_error_set(error, DGMI_ERROR_USAGE,
                   "a picture of %.0f x %.0f pixels is too large (at most %d); use a smaller "
                   "{dpi}, or write .svg or .pdf",
                   width, height, MAX_PIXELS);
    return NULL;
  }
  cairo_surface_t *surface =
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
  cairo_t *cr = cairo_create(surface);
  paint_scene(cr, scene, scale);
  gboolean drawn = check_status(cairo_status(cr), error);
  GBytes *bytes = drawn ? encode_png(surface, scene, dpi, error) : NULL;
  cairo_destroy(cr);
  cairo_surface_destroy(surface);
  return bytes;
}

/* Without CREATE_DATE Cairo would take the clock; an empty one makes it leave the date out. */
static void set_metadata(cairo_surface_t *surface, const DgmiScene *scene, gint64 created)
{
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, dgmi_scene_title(scene));
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT,
                                 dgmi_scene_description(scene));
  if (*dgmi_scene_author(scene) != '\0')
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, dgmi_scene_author(scene));
  g_autoptr(GDateTime) date = created >= 0 ? g_date_time_new_from_unix_utc(created) : NULL;
  g_autofree char *stamp = date != NULL ? g_date_time_format(date, "%Y-%m-%dT%H:%M:%SZ") : NULL;
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                 stamp != NULL ? stamp : "");
}

GBytes *dgmi_scene_to_pdf(const DgmiScene *scene, gint64 created, GError **error)
{
  double scale = dgmi_scene_zoom(scene) * 72.0 / DGMI_BASE_DPI;
  g_autoptr(GByteArray) pdf = g_byte_array_new();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
      append_bytes, pdf, dgmi_scene_width(scene) * scale, dgmi_scene_height(scene) * scale);
  set_metadata(surface, scene, created);
  cairo_t *cr = cairo_create(surface);
  paint_scene(cr, scene, scale);
  cairo_show_page(cr);
  cairo_status_t status = cairo_status(cr);
  cairo_destroy(cr);
  cairo_surface_finish(surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status(surface);
  cairo_surface_destroy(surface);
  if (!check_status(status, error))
    return NULL;
  return g_byte_array_free_to_bytes(g_steal_pointer(&pdf));
}
