#include "charts/map-inside.h"

#include <math.h>
#include <string.h>

#define GAP 2.0
#define PADDING 2.0   /* between a tile's edge and its text */
#define CHINA_WIDE 88 /* px of a tile where the page is as high as need be */
#define CHINA_HIGH 66
#define LEAST 8.0     /* px of a tile */
#define STRETCH 1.35  /* tiles are at most so much wider than high */

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
  double size;          /* of the text; 0 = none */
  gboolean values;
  int digits;
} Board;

static gboolean is_china(const DgmiMapPicture *picture)
{
  return picture->input->tiles == DGMI_TILES_CHINA;
}

/* Those of China are drawn all, those of the world where the index has the country. */
static void find_tiles(Board *board)
{
  DgmiMapPicture *picture = board->picture;
  const DgmiMapInput *input = picture->input;
  guint n;
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
    const char *name = tile.unit == NULL ? input->name_of(input->data, code)
                                         : dgmi_unit_shown_name(tile.unit, picture->page,
                                                                picture->strings);
    tile.name = dgmi_keep(picture->strings, g_strdup(name != NULL ? name : tile.code));
    picture->blanks |= tile.unit == NULL;
    board->rows = MAX(board->rows, tile.row + 1);
    board->columns = MAX(board->columns, tile.column + 1);
    g_array_append_val(board->tiles, tile);
  }
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
  g_auto(GStrv) lines = dgmi_typesetter_wrap(page->typesetter, name, size, DGMI_WEIGHT_BOLD, room,
                                             2, &cut);
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
    widest = MAX(widest, dgmi_text_width(board->picture->page,
                                         g_array_index(board->tiles, Tile, i).code, size,
                                         DGMI_WEIGHT_BOLD));
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
        line_of(board, sizes[s]) * 1.9 <= board->height - GAP)
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
  const double room = board->width - GAP - 1;
  board->values = FALSE;
  if (board->size == 0 || 1.9 * line_of(board, board->size) > board->height - GAP)
    return;
  for (board->digits = digits; board->digits >= MIN(digits, 2) && !board->values; board->digits--)
    board->values = widest_value(board, board->size, board->digits) <= room;
  board->digits += board->values;
}

/* --- layout --- */

/* Tiles as large as the body lets them be. */
static void set_tiles(Board *board)
{
  const DgmiBox *body = &board->picture->page->body;
  const double legend = dgmi_legend_height(&board->picture->legend, board->picture->page) + 4;
  double width = (body->width + GAP) / MAX(board->columns, 1), height = width;
  if (is_china(board->picture))
    width = MIN(width, CHINA_WIDE * MAX(1, body->height / 600));
  height = MIN(width, is_china(board->picture) ? CHINA_HIGH * width / CHINA_WIDE : width);
  if (board->picture->style_height > 0)
  {
    const double room = (body->height - legend + GAP) / MAX(board->rows, 1);
    height = room < height ? room : MIN(room, width);
    width = MIN(width, height * STRETCH);
  }
  board->width = floor(width);
  board->height = floor(height);
  board->left = body->x + floor((body->width - (board->columns * board->width - GAP)) / 2);
  board->top = body->y + legend;
  choose_names(board);
  choose_values(board);
}
