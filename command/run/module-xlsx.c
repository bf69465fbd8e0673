/* module-xlsx.c: grids as an Excel workbook; the module "xlsx" (module.h, grid-view.h).
 *
 * A sheet has the title, an empty row, the header, the rows, an empty row and the notes; without a
 * title the header is the first row, so that the sheet can be saved as CSV and read again. Numbers
 * have the 16 digits that libxlsxwriter writes (Excel shows 15). */
#include <assert.h>
#include <math.h>
#include <string.h>
#include <xlsxwriter.h>

#include "index/tables/grid-view.h"
#include "indicators/base/export.h"

#define NAME_MAX_LENGTH 31 /* characters of a sheet's name */
#define MAX_DECIMALS 15
#define LEAST_WIDTH 6 /* of a column, in characters */
#define MOST_WIDTH 60
#define LINE_HEIGHT 15 /* points */

DGMI_EXPORT char *dgmi_xlsx_write(const DgmiWorkbook *book, const char *file);

typedef struct
{
  lxw_format *title, *note;
  lxw_format *heading[2];                  /* left, right aligned */
  lxw_format *text[2][2];                  /* left or right aligned, bold */
  lxw_format *number[MAX_DECIMALS + 2][2]; /* decimals + 1, bold */
} Formats;

/* The sheet being written. The first error stays. */
typedef struct
{
  const DgmiWorkbook *book;
  const DgmiGridView *view;
  lxw_worksheet *sheet;
  const Formats *formats;
  lxw_error error;
  double *widths;
} Sheet;

static void latch(Sheet *sheet, lxw_error error)
{
  if (sheet->error == LXW_NO_ERROR)
    sheet->error = error;
}

/* ---- Formats ---- */

static lxw_format *new_format(lxw_workbook *workbook, gboolean bold, gboolean right)
{
  lxw_format *format = workbook_add_format(workbook);
  if (bold)
    format_set_bold(format);
  if (right)
    format_set_align(format, LXW_ALIGN_RIGHT);
  return format;
}

static void add_number_formats(lxw_workbook *workbook, Formats *formats)
{
  for (guint i = 0; i < MAX_DECIMALS + 2; i++)
    for (guint bold = 0; bold < 2; bold++)
    {
      /* "0", "0.0", "0.00" …; shortest is Excel's own "General". */
      g_autofree char *zeros = g_strnfill(i > 0 ? i - 1 : 0, '0');
      g_autofree char *pattern = g_strconcat(i > 1 ? "0." : "0", zeros, NULL);
      formats->number[i][bold] = new_format(workbook, bold, FALSE);
      format_set_num_format(formats->number[i][bold], i == 0 ? "General" : pattern);
    }
}

static Formats add_formats(lxw_workbook *workbook)
{
  Formats formats = {.title = new_format(workbook, TRUE, FALSE),
                     .note = new_format(workbook, FALSE, FALSE)};
  format_set_font_size(formats.title, 14);
  format_set_text_wrap(formats.note);
  format_set_align(formats.note, LXW_ALIGN_VERTICAL_TOP);
  for (guint right = 0; right < 2; right++)
  {
    formats.heading[right] = new_format(workbook, TRUE, right);
    format_set_bottom(formats.heading[right], LXW_BORDER_THIN);
    for (guint bold = 0; bold < 2; bold++)
      formats.text[right][bold] = new_format(workbook, bold, right);
  }
  add_number_formats(workbook, &formats);
  return formats;
}

/* ---- Names of sheets ---- */

/* The beginning of `title` without what a sheet's name must not have, ended at a word. Free with
 * g_free(). */
static char *short_title(const char *title, guint n)
{
  g_autofree char *text = g_strdup(title != NULL ? title : "");
  g_strdelimit(text, "[]:*?/\\", ' ');
  for (char *p = text; *p != '\0'; p++)
    if (*p == '\'' || g_ascii_iscntrl(*p))
      *p = ' ';
  for (char *twice = strstr(text, "  "); twice != NULL; twice = strstr(twice, "  "))
    memmove(twice, twice + 1, strlen(twice));
  g_autofree char *cut = g_utf8_substring(text, 0, MIN(n, g_utf8_strlen(text, -1)));
  char *blank = strlen(cut) < strlen(text) ? strrchr(cut, ' ') : NULL;
  if (blank != NULL && (gsize)(blank - cut) > strlen(cut) / 2)
    *blank = '\0';
  return g_strdup(g_strstrip(cut));
}

/* A name that no other sheet has, ready for workbook_add_worksheet(). Free with g_free(). */
static char *sheet_name(lxw_workbook *workbook, const char *title)
{
  g_autofree char *base = short_title(title, NAME_MAX_LENGTH);
  if (base[0] == '\0' || g_ascii_strcasecmp(base, "History") == 0) /* Excel keeps that one */
  {
    g_free(base);
    base = g_strdup("dgmi");
  }
  if (workbook_validate_sheet_name(workbook, base) == LXW_NO_ERROR)
    return g_steal_pointer(&base);
  g_autofree char *stem = short_title(base, NAME_MAX_LENGTH - 6);
  for (guint i = 2;; i++)
  {
    g_autofree char *name = g_strdup_printf("%s (%u)", stem, i);
    if (workbook_validate_sheet_name(workbook, name) == LXW_NO_ERROR || i > 999)
      return g_steal_pointer(&name);
  }
}

/* ---- Rows ---- */

static void widen(Sheet *sheet, guint column, guint width)
{
  sheet->widths[column] = MAX(sheet->widths[column], MIN(width, MOST_WIDTH));
}

static void write_header(Sheet *sheet, guint row)
{
  for (guint i = 0; i < sheet->view->n_columns; i++)
  {
    const DgmiColumnInfo *info = sheet->view->column(sheet->view->data, i);
    const char *heading = info->heading != NULL ? info->heading : info->name;
    const gboolean right = info->kind != DGMI_CELL_TEXT;
    widen(sheet, i, sheet->book->text_width(heading));
    latch(sheet, worksheet_write_string(sheet->sheet, row, (lxw_col_t)i, heading,
                                        sheet->formats->heading[right]));
  }
}

static void write_text(Sheet *sheet, guint row, guint column, const char *text, gboolean bold)
{
  const gboolean right = sheet->view->column(sheet->view->data, column)->kind != DGMI_CELL_TEXT;
  widen(sheet, column, sheet->book->text_width(text));
  if (text[0] != '\0')
    latch(sheet, worksheet_write_string(sheet->sheet, row, (lxw_col_t)column, text,
                                        sheet->formats->text[right][bold]));
}

/* `decimals` -1 = as Excel likes. */
static void write_number(Sheet *sheet, guint row, guint column, double number, int decimals,
                         gboolean bold)
{
  char text[64];
  sheet->view->number_text(number, text);
  if (!isfinite(number)) /* which Excel has not */
  {
    write_text(sheet, row, column, text, bold);
    return;
  }
  if (decimals >= 0)
    g_snprintf(text, sizeof text, "%.0f", fabs(number));
  widen(sheet, column, (guint)strlen(text) + (decimals >= 0 ? 2 + (guint)decimals : 0));
  latch(sheet, worksheet_write_number(sheet->sheet, row, (lxw_col_t)column, number,
                                      sheet->formats->number[decimals + 1][bold]));
}

static void write_cell(Sheet *sheet, guint row, guint column, DgmiGridCell cell, gboolean bold)
{
  const DgmiColumnInfo *info = sheet->view->column(sheet->view->data, column);
  const int decimals = info->kind == DGMI_CELL_NUMBER ? MIN(info->decimals, MAX_DECIMALS) : -1;
  if (cell.kind == DGMI_CELL_TEXT)
    write_text(sheet, row, column, cell.text, bold || info->emphasis);
  else if (cell.kind == DGMI_CELL_NUMBER)
    write_number(sheet, row, column, cell.number, decimals, bold || info->emphasis);
  else if (cell.kind == DGMI_CELL_INTEGER)
    write_number(sheet, row, column, (double)cell.integer, 0, bold || info->emphasis);
}

static void write_rows(Sheet *sheet, guint first)
{
  const DgmiGridView *view = sheet->view;
  for (guint row = 0; row < view->n_rows; row++)
    for (guint i = 0; i < view->n_columns; i++)
      write_cell(sheet, first + row, i, view->cell(view->data, row, i),
                 view->emphasised(view->data, row));
}

static double set_widths(Sheet *sheet)
{
  double total = 0;
  for (guint i = 0; i < sheet->view->n_columns; i++)
  {
    const double width = MAX(sheet->widths[i], LEAST_WIDTH) + 2;
    latch(sheet, worksheet_set_column(sheet->sheet, (lxw_col_t)i, (lxw_col_t)i, width, NULL));
    total += width;
  }
  return total;
}

/* Each note over the whole width of the table, in as many lines as it needs. */
static void write_notes(Sheet *sheet, guint first, double width)
{
  const DgmiGridView *view = sheet->view;
  for (guint i = 0; i < view->n_notes; i++)
  {
    const char *note = view->note(view->data, i);
    const double lines = ceil(1.1 * sheet->book->text_width(note) / width);
    const lxw_row_t row = first + i;
    if (view->n_columns > 1)
      latch(sheet,
            worksheet_merge_range(sheet->sheet, row, 0, row, (lxw_col_t)(view->n_columns - 1), note,
                                  sheet->formats->note));
    else
      latch(sheet, worksheet_write_string(sheet->sheet, row, 0, note, sheet->formats->note));
    latch(sheet, worksheet_set_row(sheet->sheet, row, LINE_HEIGHT * MAX(lines, 1), NULL));
  }
}

/* ---- The workbook ---- */

static lxw_error write_sheet(const DgmiWorkbook *book, const DgmiGridView *view,
                             lxw_workbook *workbook, const Formats *formats)
{
  g_autofree char *name = sheet_name(workbook, view->title);
  g_autofree double *widths = g_new0(double, view->n_columns + 1);
  Sheet sheet = {.book = book,
                 .view = view,
                 .sheet = workbook_add_worksheet(workbook, name),
                 .formats = formats,
                 .widths = widths};
  const guint header = view->title != NULL ? 2 : 0;
  if (sheet.sheet == NULL)
    return LXW_ERROR_SHEETNAME_ALREADY_USED;
  if (view->title != NULL)
    latch(&sheet, worksheet_write_string(sheet.sheet, 0, 0, view->title, formats->title));
  write_header(&sheet, header);
  write_rows(&sheet, header + 1);
  write_notes(&sheet, header + view->n_rows + 2, set_widths(&sheet));
  worksheet_freeze_panes(sheet.sheet, header + 1, 0);
  worksheet_repeat_rows(sheet.sheet, header, header);
  worksheet_fit_to_pages(sheet.sheet, 1, 0);
  return sheet.error;
}

static gboolean is_too_large(const DgmiWorkbook *book)
{
  for (guint i = 0; i < book->n_views; i++)
    if ((guint64)book->views[i].n_rows + book->views[i].n_notes + 4 > LXW_ROW_MAX ||
        book->views[i].n_columns > LXW_COL_MAX)
      return TRUE;
  return FALSE;
}

static void set_properties(const DgmiWorkbook *book, lxw_workbook *workbook)
{
  lxw_doc_properties properties = {.title = (char *)book->views[0].title,
                                   .author = (char *)book->program,
                                   .created = (time_t)book->created};
  workbook_set_properties(workbook, &properties);
}

char *dgmi_xlsx_write(const DgmiWorkbook *book, const char *file)
{
  assert(book != NULL && file != NULL);
  if (is_too_large(book))
    return g_strdup("a sheet holds at most 1048576 rows and 16384 columns; write CSV");
  lxw_workbook *workbook = workbook_new(file);
  if (workbook == NULL)
    return g_strdup("there is not enough memory");
  const Formats formats = add_formats(workbook);
  set_properties(book, workbook);
  lxw_error error = LXW_NO_ERROR;
  for (guint i = 0; i < book->n_views && error == LXW_NO_ERROR; i++)
    error = write_sheet(book, &book->views[i], workbook, &formats);
  const lxw_error closed = workbook_close(workbook); /* frees it too */
  error = error == LXW_NO_ERROR ? closed : error;
  return error == LXW_NO_ERROR ? NULL : g_strdup(lxw_strerror(error));
}
