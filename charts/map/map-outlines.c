#include "charts/map/map-atlas.h"

#include "charts/map/antimeridian.h"
#include "indicators/base/error.h"

#include <math.h>

#define NEAR 0.5      /* px; points nearer to the one before are left out */
#define FAR_PARTS 2.0 /* the region's parts take at most so many times the mainlands' area */
#define WORLD_WIDE 180.0
#define PAD 0.04 /* of the view's size, around the mainlands */
#define SEA_OF_SOUTH (-60.0)
#define LEAST_SIDE 120.0
#define BORDER 0.6
#define LEAST_CONTRAST 1.3 /* of an area with the page; paler ones have a border that shows */

static const MapExtent NOWHERE = {INFINITY, INFINITY, -INFINITY, -INFINITY};

static void extend(MapExtent *extent, double x, double y)
{
  extent->x0 = MIN(extent->x0, x);
  extent->y0 = MIN(extent->y0, y);
  extent->x1 = MAX(extent->x1, x);
  extent->y1 = MAX(extent->y1, y);
}

static void extend_by(MapExtent *extent, const MapExtent *by)
{
  extend(extent, by->x0, by->y0);
  extend(extent, by->x1, by->y1);
}

static gboolean lies_in(const MapExtent *inner, const MapExtent *outer)
{
  return inner->x0 >= outer->x0 && inner->y0 >= outer->y0 && inner->x1 <= outer->x1 &&
         inner->y1 <= outer->y1;
}

/* --- which feature is which unit --- */

static const DgmiChartUnit *unit_of(const MapAtlas *atlas, const DgmiMapFeature *feature)
{
  const DgmiMapInput *input = atlas->picture->input;
  for (guint i = 0; feature->words[i] != NULL; i++)
  {
    const DgmiChartUnit *unit = dgmi_map_unit(atlas->picture, feature->words[i]);
    if (unit != NULL)
      return unit;
  }
  for (guint i = 0; feature->words[i] != NULL; i++)
  {
    const char *code = input->code_of(input->data, feature->words[i]);
    const DgmiChartUnit *unit = code == NULL ? NULL : dgmi_map_unit(atlas->picture, code);
    if (unit != NULL)
      return unit;
  }
  return NULL;
}

static gboolean match(MapAtlas *atlas, GError **error)
{
  const DgmiUnitList *list = &atlas->picture->input->list;
  g_autoptr(GHashTable) found = g_hash_table_new(NULL, NULL);
  g_autoptr(GPtrArray) absent = g_ptr_array_new();
  for (guint i = 0; i < atlas->file->n; i++)
  {
    MapShape *shape = &atlas->shapes[i];
    shape->feature = &atlas->file->features[i];
    shape->unit = unit_of(atlas, shape->feature);
    if (shape->unit != NULL)
      g_hash_table_add(found, (gpointer)shape->unit);
  }
  if (g_hash_table_size(found) == 0)
  {
    dgmi_error_set(
        error, DGMI_ERROR_DATA,
        "%s: none of its %u features is a unit of the index; they need a property iso_a3, "
        "iso_3166_2, adcode, id or name with the units' codes or names",
        atlas->picture->input->file, atlas->file->n);
    return FALSE;
  }
  for (guint i = 0; i < list->n; i++)
    if (!g_hash_table_contains(found, &list->units[i]))
      g_ptr_array_add(absent, (gpointer)(list->units[i].name != NULL ? list->units[i].name
                                                                     : list->units[i].code));
  dgmi_map_note_absent(atlas->picture, absent);
  return TRUE;
}

/* --- the projection --- */

/* Outlines that cross 180 degrees are cut there. */
static void cut_all(MapAtlas *atlas)
{
  for (guint i = 0; i < atlas->file->n; i++)
  {
    DgmiMapFeature *feature = &atlas->file->features[i];
    GArray *parts = g_array_new(FALSE, FALSE, sizeof(DgmiMapRing));
    for (guint r = 0; r < feature->rings->len; r++)
    {
      DgmiMapRing *ring = &g_array_index(feature->rings, DgmiMapRing, r);
      dgmi_map_cut(ring, parts);
      g_free(ring->points);
    }
    g_array_unref(feature->rings);
    feature->rings = parts;
  }
}

static MapExtent degrees_of(const DgmiMapRing *ring)
{
  MapExtent extent = NOWHERE;
  for (guint i = 0; i < ring->n; i++)
    extend(&extent, ring->points[i].longitude, ring->points[i].latitude);
  return extent;
}

/* The ends of all outlines of a feature and, in *main, of its largest one, in degrees. */
static MapExtent feature_degrees(const DgmiMapFeature *feature, MapExtent *main)
{
  MapExtent all = NOWHERE;
  double largest = -1;
  for (guint r = 0; r < feature->rings->len; r++)
  {
    const MapExtent ring = degrees_of(&g_array_index(feature->rings, DgmiMapRing, r));
    const double area = (ring.x1 - ring.x0) * (ring.y1 - ring.y0);
    extend_by(&all, &ring);
    if (area > largest)
      *main = ring;
    largest = MAX(largest, area);
  }
  return all;
}

/* The world, or the region of all parts of the units; where some lie far away (overseas
 * territories), of the mainlands. */
static void choose_projection(MapAtlas *atlas)
{
  MapExtent all = NOWHERE, mainlands = NOWHERE;
  for (guint i = 0; i < atlas->file->n; i++)
  {
    const MapShape *shape = &atlas->shapes[i];
    if (shape->unit == NULL || shape->feature->rings->len == 0)
      continue;
    MapExtent main;
    const MapExtent whole = feature_degrees(shape->feature, &main);
    extend_by(&all, &whole);
    extend_by(&mainlands, &main);
  }
  if (!(mainlands.x1 - mainlands.x0 <= WORLD_WIDE))
  {
    dgmi_projection_world(&atlas->projection);
    return;
  }
  const double area = (all.x1 - all.x0) * (all.y1 - all.y0);
  const double main_area = (mainlands.x1 - mainlands.x0) * (mainlands.y1 - mainlands.y0);
  atlas->mainlands = area > FAR_PARTS * main_area && main_area > 0;
  const MapExtent *of = atlas->mainlands ? &mainlands : &all;
  dgmi_projection_region(of->x0, of->y0, of->x1, of->y1, &atlas->projection);
}

static void project_ring(const MapAtlas *atlas, MapShape *shape, const DgmiMapRing *from)
{
  MapOutline ring = {g_new(double, 2 * (gsize)from->n), from->n, from->hole, NOWHERE, 0};
  for (guint i = 0; i < from->n; i++)
  {
    double *xy = ring.xy + 2 * (gsize)i;
    dgmi_project(&atlas->projection, from->points[i].longitude, from->points[i].latitude, &xy[0],
                 &xy[1]);
    extend(&ring.extent, xy[0], xy[1]);
  }
  for (guint i = 0; i < ring.n; i++)
  {
    const double *a = ring.xy + 2 * (gsize)i, *b = ring.xy + 2 * (gsize)((i + 1) % ring.n);
    ring.area += (a[0] * b[1] - b[0] * a[1]) / 2;
  }
  g_array_append_val(shape->rings, ring);
  const guint last = shape->rings->len - 1;
  if (shape->main < 0 ||
      fabs(g_array_index(shape->rings, MapOutline, shape->main).area) < fabs(ring.area))
    shape->main = (int)last;
}

/* Antarctica has no e-government and would take a fifth of the world's page. */
static gboolean is_wanted(const MapShape *shape, const DgmiMapRing *ring)
{
  return shape->unit != NULL || degrees_of(ring).y1 > SEA_OF_SOUTH;
}

static void project_all(MapAtlas *atlas)
{
  for (guint i = 0; i < atlas->file->n; i++)
  {
    MapShape *shape = &atlas->shapes[i];
    gboolean wanted = FALSE;
    shape->main = -1;
    shape->rings = g_array_new(FALSE, FALSE, sizeof(MapOutline));
    for (guint r = 0; r < shape->feature->rings->len; r++)
    {
      const DgmiMapRing *ring = &g_array_index(shape->feature->rings, DgmiMapRing, r);
      wanted = ring->hole ? wanted : is_wanted(shape, ring); /* holes go with their outline */
      if (wanted)
        project_ring(atlas, shape, ring);
    }
  }
}

static void choose_view(MapAtlas *atlas)
{
  const gboolean world = atlas->projection.kind == DGMI_EQUAL_EARTH;
  MapExtent *view = &atlas->view;
  *view = NOWHERE;
  for (guint i = 0; i < atlas->file->n; i++)
  {
    const MapShape *shape = &atlas->shapes[i];
    if ((shape->unit == NULL && !world) || shape->main < 0)
      continue;
    for (guint r = 0; r < shape->rings->len && !atlas->mainlands; r++)
      extend_by(view, &g_array_index(shape->rings, MapOutline, r).extent);
    if (atlas->mainlands)
      extend_by(view, &g_array_index(shape->rings, MapOutline, shape->main).extent);
  }
  const double pad_x = PAD * (view->x1 - view->x0), pad_y = PAD * (view->y1 - view->y0);
  if (atlas->mainlands)
    *view = (MapExtent){view->x0 - pad_x, view->y0 - pad_y, view->x1 + pad_x, view->y1 + pad_y};
}

/* --- px --- */

static gboolean is_drawn(const MapAtlas *atlas, const MapOutline *ring)
{
  return lies_in(&ring->extent, &atlas->view);
}

/* Outlines without a unit are hatched, and the legend has to say so. */
static void find_blanks(MapAtlas *atlas)
{
  for (guint i = 0; i < atlas->file->n; i++)
  {
    const MapShape *shape = &atlas->shapes[i];
    for (guint r = 0; shape->unit == NULL && r < shape->rings->len; r++)
      atlas->picture->blanks |= is_drawn(atlas, &g_array_index(shape->rings, MapOutline, r));
  }
}

static void note_far_parts(const MapAtlas *atlas)
{
  const DgmiWords *words = atlas->picture->page->words;
  guint n = 0;
  for (guint i = 0; i < atlas->file->n; i++)
  {
    const MapShape *shape = &atlas->shapes[i];
    gboolean far = FALSE;
    for (guint r = 0; shape->unit != NULL && r < shape->rings->len; r++)
      far |= !is_drawn(atlas, &g_array_index(shape->rings, MapOutline, r));
    n += far;
  }
  g_autofree char *count = g_strdup_printf("%u", n);
  if (n > 0)
    dgmi_page_note(atlas->picture->page,
                   dgmi_words_fill(words,
                                   "Parts far from the mainland are not drawn: of $1 "
                                   "units.",
                                   count, NULL, NULL));
}

/* From the plane to px: y turns downwards; points that nobody would see go. */
static void place_ring(MapOutline *ring, const MapExtent *view, double scale, double left,
                       double top)
{
  guint kept = 0;
  for (guint i = 0; i < ring->n; i++)
  {
    const double x = left + (ring->xy[2 * (gsize)i] - view->x0) * scale;
    const double y = top + (view->y1 - ring->xy[2 * (gsize)i + 1]) * scale;
    const double *last = kept > 0 ? ring->xy + 2 * (gsize)(kept - 1) : NULL;
    if (last != NULL && fabs(x - last[0]) < NEAR && fabs(y - last[1]) < NEAR)
      continue;
    ring->xy[2 * (gsize)kept] = x;
    ring->xy[2 * (gsize)kept + 1] = y;
    kept++;
  }
  ring->n = kept;
}

static void place_all(MapAtlas *atlas, double scale, double left, double top)
{
  for (guint i = 0; i < atlas->file->n; i++)
    for (guint r = 0; r < atlas->shapes[i].rings->len; r++)
    {
      MapOutline *ring = &g_array_index(atlas->shapes[i].rings, MapOutline, r);
      if (is_drawn(atlas, ring))
        place_ring(ring, &atlas->view, scale, left, top);
      else
        ring->n = 0;
    }
}

/* --- drawing --- */

/* Outlines run one way, holes the other, so that holes stay open. */
static void add_ring(DgmiScene *scene, const MapOutline *ring)
{
  const gboolean turn = (ring->area > 0) == ring->hole;
  for (guint i = 0; i < ring->n; i++)
  {
    const double *xy = ring->xy + 2 * (gsize)(turn ? ring->n - 1 - i : i);
    if (i == 0)
      dgmi_scene_move_to(scene, xy[0], xy[1]);
    else
      dgmi_scene_line_to(scene, xy[0], xy[1]);
  }
  dgmi_scene_close(scene);
}

static void draw_shape(const MapAtlas *atlas, const MapShape *shape)
{
  DgmiMapPicture *picture = atlas->picture;
  DgmiScene *scene = picture->page->scene;
  const DgmiTheme *theme = picture->page->theme;
  DgmiPaint paint = dgmi_map_paint(picture, shape->unit);
  if (shape->unit == NULL || !shape->unit->highlighted)
  {
    const gboolean pale = dgmi_colour_contrast(paint.fill, theme->background) < LEAST_CONTRAST;
    paint.stroke = pale ? theme->plain : theme->background;
    paint.line_width = BORDER;
  }
  gboolean any = FALSE;
  for (guint r = 0; r < shape->rings->len; r++)
  {
    const MapOutline *ring = &g_array_index(shape->rings, MapOutline, r);
    if (ring->n < 2)
      continue;
    add_ring(scene, ring);
    any = TRUE;
  }
  if (!any)
    return;
  const char *name = *shape->feature->name != '\0' ? shape->feature->name : "–";
  dgmi_scene_path(scene, shape->unit == NULL ? DGMI_ROLE_GRID : DGMI_ROLE_MARK, &paint,
                  dgmi_map_title(picture, shape->unit, name));
}

static void draw(const MapAtlas *atlas, double height)
{
  DgmiPage *page = atlas->picture->page;
  g_autoptr(GArray) taken = g_array_new(FALSE, FALSE, sizeof(DgmiBox));
  dgmi_page_open(page);
  dgmi_legend_draw(&atlas->picture->legend, page);
  /* Outlines without a unit lie below, highlighted ones on top. */
  for (guint pass = 0; pass < 3; pass++)
    for (guint i = 0; i < atlas->file->n; i++)
    {
      const DgmiChartUnit *unit = atlas->shapes[i].unit;
      if (pass == (unit == NULL ? 0u : unit->highlighted ? 2u : 1u))
        draw_shape(atlas, &atlas->shapes[i]);
    }
  for (guint i = 0; i < atlas->file->n; i++)
    if (atlas->shapes[i].unit != NULL)
      dgmi_map_draw_name(atlas, &atlas->shapes[i], taken);
  dgmi_page_close(page, height);
}

static gboolean lay_out(MapAtlas *atlas, GError **error)
{
  DgmiPage *page = atlas->picture->page;
  const double wide = atlas->view.x1 - atlas->view.x0, high = atlas->view.y1 - atlas->view.y0;
  dgmi_map_fill_legend(atlas->picture);
  if (!dgmi_page_lay_out_plot(page, CLAMP(high / MAX(wide, 1e-9), 0.3, 0.75) + 0.04, LEAST_SIDE,
                              error))
    return FALSE;
  const double legend = dgmi_legend_height(&atlas->picture->legend, page) + 4;
  const double room_x = page->body.width - 4, room_y = page->body.height - legend - 4;
  const double scale = MIN(room_x / MAX(wide, 1e-9), room_y / MAX(high, 1e-9));
  if (room_y < LEAST_SIDE / 2)
  {
    dgmi_page_refuse(page, error);
    return FALSE;
  }
  place_all(atlas, scale, page->body.x + 2 + (room_x - wide * scale) / 2,
            page->body.y + legend + 2 + MAX(0, (room_y - high * scale) / 2));
  draw(atlas, page->body.height);
  return TRUE;
}

static void free_shapes(MapAtlas *atlas)
{
  for (guint i = 0; i < atlas->file->n; i++)
  {
    GArray *rings = atlas->shapes[i].rings;
    for (guint r = 0; rings != NULL && r < rings->len; r++)
      g_free(g_array_index(rings, MapOutline, r).xy);
    if (rings != NULL)
      g_array_unref(rings);
  }
  g_free(atlas->shapes);
}

gboolean dgmi_map_draw_outlines(DgmiMapPicture *picture, GError **error)
{
  const DgmiMapInput *input = picture->input;
  g_autoptr(DgmiMapFile) file = dgmi_map_file_parse(input->text, input->length, input->file, error);
  if (file == NULL)
    return FALSE;
  MapAtlas atlas = {.picture = picture, .file = file, .shapes = g_new0(MapShape, MAX(file->n, 1))};
  gboolean ok = match(&atlas, error);
  if (ok)
  {
    cut_all(&atlas);
    choose_projection(&atlas);
    project_all(&atlas);
    choose_view(&atlas);
    find_blanks(&atlas);
    note_far_parts(&atlas);
    ok = lay_out(&atlas, error);
  }
  free_shapes(&atlas);
  return ok;
}
