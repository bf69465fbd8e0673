#include "charts/map/map-inside.h"

#include "indicators/base/error.h"

#include <math.h>
#include <string.h>

#define GAP 2.0
#define PADDING 2.0   /* between a tile's edge and its text */
#define CHINA_WIDE 88 /* px of a tile where the page is as high as need be */
#define CHINA_HIGH 66
#define LEAST 8.0    /* px of a tile */
#define STRETCH 1.35 /* tiles are at most so much wider than high */

/* A tile that is drawn. */
typedef struct
{
  guint row, column;
  const char *code; /* of the unit, as printed where the name is too long: "GD" */
  const char *name;
  const DgmiChartUnit *unit; /* NULL = no data */
} Tile;

typedef struct
{
  DgmiMapPicture *picture;
  GArray *tiles; /* of Tile */
  guint rows, columns;
  gboolean names;       /* else codes */
  double width, height; /* of a tile with its gap */
  double left, top;
  double size; /* of the text; 0 = none */
  gboolean values;
  int digits;
} Board;

static gboolean is_china(const DgmiMapPicture *picture)
{
  return picture->input->tiles == DGMI_TILES_CHINA;
}

/* Those of China are drawn all, those of the world where the index has the country. */
static gboolean find_tiles(Board *board, GError **error)
{
  DgmiMapPicture *picture = board->picture;
  const DgmiMapInput *input = picture->input;
  guint n, found = 0;
  g_autofree DgmiTile *tiles = dgmi_tile_layout(input->tiles, &n);
  for (guint i = 0; i < n; i++)
  {
    g_autofree char *code = g_strconcat(is_china(picture) ? "CN-" : "", tiles[i].code, NULL);
    Tile tile = {.row = tiles[i].row,
                 .column = tiles[i].column,
                 .code = dgmi_keep(picture->strings, g_strdup(tiles[i].code)),
                 .unit = dgmi_map_unit(picture, code)};
    if (tile.unit == NULL && !is_china(picture))
      continue;
    const char *name = tile.unit == NULL
                           ? input->name_of(input->data, code)
                           : dgmi_unit_shown_name(tile.unit, picture->page, picture->strings);
    tile.name = dgmi_keep(picture->strings, g_strdup(name != NULL ? name : tile.code));
    picture->blanks |= tile.unit == NULL;
    found += tile.unit != NULL;
    board->rows = MAX(board->rows, tile.row + 1);
    board->columns = MAX(board->columns, tile.column + 1);
    g_array_append_val(board->tiles, tile);
  }
  if (found > 0 || input->list.n == 0)
    return TRUE;
  dgmi_error_set(error, DGMI_ERROR_DATA,
                 "there are no tiles for these units, which by their codes are neither countries "
                 "nor China's provinces; give outlines by {map FILE.geojson}");
  return FALSE;
}

static void note_absent(const Board *board)
{
  const DgmiUnitList *list = &board->picture->input->list;
  g_autoptr(GPtrArray) absent = g_ptr_array_new();
  for (guint i = 0; i < list->n; i++)
  {
    gboolean there = FALSE;
    for (guint t = 0; t < board->tiles->len && !there; t++)
      there = g_array_index(board->tiles, Tile, t).unit == &list->units[i];
    if (!there)
      g_ptr_array_add(absent, (gpointer)(list->units[i].name != NULL ? list->units[i].name
                                                                     : list->units[i].code));
  }
  dgmi_map_note_absent(board->picture, absent);
}

/* --- text in tiles --- */

static double line_of(const Board *board, double size)
{
  return dgmi_typesetter_line(board->picture->page->typesetter, size);
}

/* Whether a name goes into a tile in at most two lines without breaking a word. */
static gboolean name_fits(const Board *board, const char *name, double size)
{
  const DgmiPage *page = board->picture->page;
  const double room = board->width - GAP - 2 * PADDING;
  g_auto(GStrv) words = g_strsplit(name, " ", -1);
  for (char **word = words; *word != NULL; word++)
    if (dgmi_text_width(page, *word, size, DGMI_WEIGHT_BOLD) > room)
      return FALSE;
  gboolean cut;
  g_auto(GStrv) lines = dgmi_typesetter_wrap(page->typesetter, name, size, DGMI_WEIGHT_BOLD,
                                             (DgmiTextRoom){room, 2}, &cut);
  return !cut && (g_strv_length(lines) + 1) * line_of(board, size) <= board->height - GAP;
}

static double widest_value(const Board *board, double size, int digits)
{
  double widest = 0;
  for (guint i = 0; i < board->tiles->len; i++)
  {
    const Tile *tile = &g_array_index(board->tiles, Tile, i);
    if (tile->unit == NULL || isnan(tile->unit->value))
      continue;
    g_autofree char *text =
        dgmi_words_number(board->picture->page->words, tile->unit->value, digits);
    widest = MAX(widest, dgmi_text_width(board->picture->page, text, size, DGMI_WEIGHT_BOLD));
  }
  return widest;
}

static double widest_code(const Board *board, double size)
{
  double widest = 0;
  for (guint i = 0; i < board->tiles->len; i++)
    widest =
        MAX(widest, dgmi_text_width(board->picture->page, g_array_index(board->tiles, Tile, i).code,
                                    size, DGMI_WEIGHT_BOLD));
  return widest;
}

/* Names as large as nearly all of them can be; else codes. */
static void choose_names(Board *board)
{
  static const double sizes[] = {DGMI_SIZE_LABEL + 1, DGMI_SIZE_LABEL, DGMI_SIZE_AXIS,
                                 DGMI_SIZE_FOOTER};
  for (guint s = 0; s < G_N_ELEMENTS(sizes); s++)
  {
    guint fit = 0;
    for (guint i = 0; i < board->tiles->len; i++)
      fit += name_fits(board, g_array_index(board->tiles, Tile, i).name, sizes[s]);
    if (10 * fit < 9 * board->tiles->len)
      continue;
    board->names = TRUE;
    board->size = sizes[s];
    return;
  }
  board->names = FALSE;
  board->size = 0;
  for (guint s = 0; s < G_N_ELEMENTS(sizes) && board->size == 0; s++)
    if (widest_code(board, sizes[s]) <= board->width - GAP - 1 &&
        2 * line_of(board, sizes[s]) <= board->height - GAP)
      board->size = sizes[s];
  const double least = DGMI_SIZE_FOOTER;
  if (board->size == 0 && widest_code(board, least) <= board->width - GAP - 1 &&
      line_of(board, least) <= board->height - GAP)
    board->size = least;
}

/* Values with as many decimals as fit, two or more of them or as many as there are. */
static void choose_values(Board *board)
{
  const int digits = board->picture->input->digits;
  const double room = board->width - GAP - 3;
  board->values = FALSE;
  if (board->size == 0 || 2 * line_of(board, board->size) > board->height - GAP)
    return;
  for (board->digits = digits; board->digits >= MIN(digits, 2) && !board->values; board->digits--)
    board->values = widest_value(board, board->size, board->digits) <= room;
  board->digits += board->values;
}

/* --- layout --- */

/* Tiles as large as the body lets them be. */
static void set_tiles(Board *board)
{
  const DgmiPage *page = board->picture->page;
  const DgmiBox *body = &page->body;
  const double legend = dgmi_legend_height(&board->picture->legend, page) + 4;
  const double ratio = is_china(board->picture) ? (double)CHINA_HIGH / CHINA_WIDE : 1;
  double width = (body->width + GAP) / MAX(board->columns, 1);
  double height = width * ratio;
  if (page->style->height > 0)
  {
    height = MIN((body->height - legend + GAP) / MAX(board->rows, 1), width);
    width = MIN(width, height * STRETCH);
  }
  else if (is_china(board->picture) && width > CHINA_WIDE)
  {
    width = CHINA_WIDE;
    height = CHINA_HIGH;
  }
  board->width = floor(width);
  board->height = floor(height);
  board->left = body->x + floor((body->width - (board->columns * board->width - GAP)) / 2);
  board->top = body->y + legend;
  choose_names(board);
  choose_values(board);
}

/* As large as tiles with name and value can be; else as they come. */
static gboolean lay_out(Board *board, GError **error)
{
  static const double zooms[] = {3, 2.5, 2, 1.75, 1.5, 1.33, 1.15, 1};
  DgmiPage *page = board->picture->page;
  for (guint i = 0; i < G_N_ELEMENTS(zooms); i++)
  {
    if (zooms[i] > 1 && page->style->width / zooms[i] < 620)
      continue;
    if (zooms[i] > 1 && page->style->height == 0 && page->style->width / zooms[i] < DGMI_PAGE_WIDTH)
      continue;
    dgmi_page_lay_out(page, zooms[i]);
    set_tiles(board);
    if (zooms[i] == 1 || (board->values && board->names == is_china(board->picture)))
      break;
  }
  if (board->width >= LEAST && board->height >= LEAST)
    return TRUE;
  dgmi_page_refuse(page, error);
  return FALSE;
}

/* What the tiles do not say is said by a note, which takes room itself. */
static gboolean lay_out_noted(Board *board, GError **error)
{
  const DgmiWords *words = board->picture->page->words;
  if (!lay_out(board, error))
    return FALSE;
  if (board->size == 0)
    dgmi_page_note(board->picture->page,
                   g_strdup(dgmi_words_say(words, "There is no room for names and values.")));
  else if (board->values && board->digits < board->picture->input->digits)
  {
    g_autofree char *digits = g_strdup_printf("%d", board->digits);
    dgmi_page_note(board->picture->page,
                   dgmi_words_fill(words, "Values rounded to $1 decimals.", digits, NULL, NULL));
  }
  else
    return TRUE;
  return lay_out(board, error);
}

/* --- drawing --- */

/* The board's, or the largest of the smaller ones at which a long name fits; 0 = the code stands in
 * its place. */
static double name_size(const Board *board, const char *name)
{
  const double sizes[] = {board->size, DGMI_SIZE_AXIS, DGMI_SIZE_FOOTER};
  for (guint i = 0; i < G_N_ELEMENTS(sizes) && board->names; i++)
    if (sizes[i] <= board->size && name_fits(board, name, sizes[i]))
      return sizes[i];
  return 0;
}

static void draw_text(const Board *board, const Tile *tile, const DgmiBox *box, DgmiColour colour,
                      const char *title)
{
  DgmiPage *page = board->picture->page;
  const DgmiWords *words = page->words;
  const gboolean missing = tile->unit == NULL || isnan(tile->unit->value);
  const double size = name_size(board, tile->name);
  const gboolean named = size > 0;
  const double line = line_of(board, board->size);
  g_autofree char *value = missing ? g_strdup(board->names ? dgmi_words_say(words, "–") : "")
                                   : dgmi_words_number(words, tile->unit->value, board->digits);
  DgmiLettering text = {.text = named ? tile->name : tile->code,
                        .x = box->x + box->width / 2,
                        .anchor = DGMI_ANCHOR_MIDDLE,
                        .size = named ? size : board->size,
                        .weight = DGMI_WEIGHT_BOLD,
                        .colour = colour,
                        .role = DGMI_ROLE_LABEL,
                        .title = title};
  if (named)
  {
    text.width = box->width - 2 * PADDING;
    text.lines = 2;
  }
  guint lines;
  dgmi_lettering_width(&text, page, &lines);
  const gboolean second = board->values && *value != '\0';
  text.middle = box->y + box->height / 2 - (second ? line / 2 : 0);
  dgmi_lettering_draw(&text, page);
  if (!second)
    return;
  text.text = value;
  text.middle += (lines + 1) * line / 2;
  text.width = 0;
  text.size = board->size;
  text.weight = DGMI_WEIGHT_REGULAR;
  text.role = DGMI_ROLE_VALUE;
  dgmi_lettering_draw(&text, page);
}

/* The text of a hatched tile stands on a plate of the page's colour. */
static void draw_plate(const Board *board, const DgmiBox *box)
{
  DgmiPaint plate = DGMI_PAINT_NONE;
  plate.fill = board->picture->page->theme->background;
  const double inset = board->names ? 6 : 3;
  const DgmiBox inner = {box->x + inset, box->y + inset, box->width - 2 * inset,
                         box->height - 2 * inset};
  dgmi_scene_rect(board->picture->page->scene, DGMI_ROLE_NONE, &inner, &plate, NULL);
}

/* Beside the border of a highlighted tile, which dark fills would swallow. */
static void draw_inner_border(const Board *board, const DgmiBox *box)
{
  DgmiPaint line = DGMI_PAINT_NONE;
  line.stroke = board->picture->page->theme->background;
  const DgmiBox inner = {box->x + 1.8, box->y + 1.8, box->width - 3.6, box->height - 3.6};
  if (inner.width > 0 && inner.height > 0)
    dgmi_scene_rect(board->picture->page->scene, DGMI_ROLE_NONE, &inner, &line, NULL);
}

static void draw_tile(const Board *board, const Tile *tile)
{
  DgmiMapPicture *picture = board->picture;
  const DgmiTheme *theme = picture->page->theme;
  const DgmiBox box = {board->left + tile->column * board->width,
                       board->top + tile->row * board->height, board->width - GAP,
                       board->height - GAP};
  const DgmiPaint paint = dgmi_map_paint(picture, tile->unit);
  const char *title = dgmi_map_title(picture, tile->unit, tile->name);
  dgmi_scene_rect(picture->page->scene, DGMI_ROLE_MARK, &box, &paint, title);
  if (tile->unit != NULL && tile->unit->highlighted)
    draw_inner_border(board, &box);
  if (board->size == 0)
    return;
  const gboolean hatched = paint.hatch != DGMI_HATCH_NONE;
  if (hatched)
    draw_plate(board, &box);
  draw_text(board, tile, &box, hatched ? theme->muted : dgmi_colour_on(paint.fill), title);
}

/* Highlighted tiles last: their borders lie on top. */
static void draw(const Board *board)
{
  DgmiPage *page = board->picture->page;
  dgmi_page_open(page);
  if (board->picture->legend.n > 0)
    dgmi_legend_draw(&board->picture->legend, page);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < board->tiles->len; i++)
    {
      const Tile *tile = &g_array_index(board->tiles, Tile, i);
      const gboolean strong = tile->unit != NULL && tile->unit->highlighted;
      if (strong == (pass == 1))
        draw_tile(board, tile);
    }
  dgmi_page_close(page, board->top - page->body.y + board->rows * board->height);
}

gboolean dgmi_map_draw_tiles(DgmiMapPicture *picture, GError **error)
{
  g_autoptr(GArray) tiles = g_array_new(FALSE, FALSE, sizeof(Tile));
  Board board = {.picture = picture, .tiles = tiles};
  if (!find_tiles(&board, error))
    return FALSE;
  note_absent(&board);
  dgmi_map_fill_legend(picture);
  if (!lay_out_noted(&board, error))
    return FALSE;
  draw(&board);
  return TRUE;
}
