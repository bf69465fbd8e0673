/* Excel workbooks: Office Open XML, ECMA-376 part 1, 18 (SpreadsheetML). */
#include <string.h>

#include "datasets/spreadsheets/cell.h"
#include "datasets/spreadsheets/workbook.h"
#include "indicators/base/memory.h"

/* Of all shared strings together. */
#define STRINGS_MAX ((gsize)64 << 20)
#define STRINGS_N_MAX (4u << 20)
#define SHEETS_MAX 10000
#define FORMATS_MAX 100000 /* of cells; Excel has 65,490 */

typedef struct
{
  DgmiWorkbookReading *reading;
  GString *strings;   /* shared strings, one after the other, each with a NUL */
  GArray *starts;     /* of guint: where each begins */
  GArray *formats;    /* of guchar, a DgmiDateFormat for each format of cells */
  GHashTable *codes;  /* id of a number format -> DgmiDateFormat + 1 */
  GHashTable *parts;  /* id of a relation -> name of a part */
  char *strings_part; /* NULL = none */
  char *styles_part;
  gboolean from_1904; /* the calendar of dates */
} Xlsx;

static guint number_of(const char *text, guint otherwise)
{
  guint64 number;
  return text != NULL && g_ascii_string_to_unsigned(text, 10, 0, G_MAXUINT / 2, &number, NULL)
             ? (guint)number
             : otherwise;
}

static gboolean is_true(const char *text)
{
  return text != NULL && (strcmp(text, "1") == 0 || strcmp(text, "true") == 0);
}

static gboolean is_text(const DgmiXml *xml)
{
  const int type = xmlTextReaderNodeType(dgmi_xml_reader(xml));
  return type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
         type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE || type == XML_READER_TYPE_WHITESPACE;
}

static void append_text(const DgmiXml *xml, GString *text, gsize most)
{
  const char *value = (const char *)xmlTextReaderConstValue(dgmi_xml_reader(xml));
  if (value != NULL && text->len <= most)
    g_string_append(text, value);
}

/* ---- Relations: ids of parts ---- */

static void set_part(char **part, const char *name)
{
  g_free(*part);
  *part = g_strdup(name);
}

static void read_relation(Xlsx *xlsx, const DgmiXml *xml)
{
  g_autofree char *id = dgmi_xml_attribute(xml, "Id");
  g_autofree char *type = dgmi_xml_attribute(xml, "Type");
  g_autofree char *target = dgmi_xml_attribute(xml, "Target");
  if (id == NULL || type == NULL || target == NULL)
    return;
  char *part = target[0] == '/' ? g_strdup(target + 1) : g_strconcat("xl/", target, NULL);
  if (g_str_has_suffix(type, "/sharedStrings"))
    set_part(&xlsx->strings_part, part);
  else if (g_str_has_suffix(type, "/styles"))
    set_part(&xlsx->styles_part, part);
  g_hash_table_insert(xlsx->parts, g_steal_pointer(&id), part);
}

static void read_relations(Xlsx *xlsx)
{
  static const char relations[] = "xl/_rels/workbook.xml.rels";
  DgmiArchive *archive = xlsx->reading->archive;
  g_autoptr(DgmiXml) xml = dgmi_xml_open(archive, relations);
  while (xml != NULL && dgmi_xml_next(xml))
    if (dgmi_xml_begins(xml, "Relationship") && g_hash_table_size(xlsx->parts) < SHEETS_MAX)
      read_relation(xlsx, xml);
}

static gboolean is_worksheet(DgmiArchive *archive, const char *part)
{
  return part != NULL && strstr(part, "chartsheets/") == NULL && dgmi_archive_has(archive, part);
}

/* ---- Shared strings ---- */

/* Of a string or an inline one: the runs of rich text are one text, readings of Chinese and
 * Japanese characters (rPh) are none. Ends at the element's end. */
static void read_string(DgmiXml *xml, const char *element, GString *text, gsize most)
{
  gboolean inside = FALSE;
  if (dgmi_xml_is_empty(xml))
    return;
  while (dgmi_xml_next(xml) && !dgmi_xml_ends(xml, element))
    if (dgmi_xml_begins(xml, "rPh"))
      dgmi_xml_skip(xml);
    else if (dgmi_xml_begins(xml, "t"))
      inside = !dgmi_xml_is_empty(xml);
    else if (dgmi_xml_ends(xml, "t"))
      inside = FALSE;
    else if (inside && is_text(xml))
      append_text(xml, text, most);
}

static void read_strings(Xlsx *xlsx)
{
  DgmiArchive *archive = xlsx->reading->archive;
  const char *part = xlsx->strings_part;
  g_autoptr(DgmiXml) xml =
      part != NULL && dgmi_archive_has(archive, part) ? dgmi_xml_open(archive, part) : NULL;
  while (xml != NULL && dgmi_xml_next(xml))
  {
    if (!dgmi_xml_begins(xml, "si"))
      continue;
    const guint start = (guint)xlsx->strings->len;
    g_array_append_val(xlsx->starts, start);
    read_string(xml, "si", xlsx->strings, STRINGS_MAX);
    g_string_append_c(xlsx->strings, '\0');
    if (xlsx->strings->len > STRINGS_MAX || xlsx->starts->len > STRINGS_N_MAX)
      dgmi_archive_fail(archive, "the texts of the workbook are more than 64 MiB; save the sheet "
                                 "as CSV");
  }
}

/* ---- Formats: which numbers are dates ---- */

static void read_format_code(Xlsx *xlsx, const DgmiXml *xml)
{
  g_autofree char *id = dgmi_xml_attribute(xml, "numFmtId");
  g_autofree char *code = dgmi_xml_attribute(xml, "formatCode");
  if (code != NULL && g_hash_table_size(xlsx->codes) < FORMATS_MAX)
    g_hash_table_insert(xlsx->codes, GUINT_TO_POINTER(number_of(id, 0)),
                        GUINT_TO_POINTER(dgmi_date_format_of_code(code) + 1));
}

static void read_cell_format(Xlsx *xlsx, const DgmiXml *xml)
{
  g_autofree char *text = dgmi_xml_attribute(xml, "numFmtId");
  const guint id = number_of(text, 0);
  const guint known = GPOINTER_TO_UINT(g_hash_table_lookup(xlsx->codes, GUINT_TO_POINTER(id)));
  const guchar format = (guchar)(known > 0 ? known - 1 : dgmi_date_format_of_id(id));
  if (xlsx->formats->len < FORMATS_MAX)
    g_array_append_val(xlsx->formats, format);
}

static void read_formats(Xlsx *xlsx)
{
  DgmiArchive *archive = xlsx->reading->archive;
  const char *part = xlsx->styles_part;
  g_autoptr(DgmiXml) xml =
      part != NULL && dgmi_archive_has(archive, part) ? dgmi_xml_open(archive, part) : NULL;
  gboolean of_cells = FALSE;
  while (xml != NULL && dgmi_xml_next(xml))
    if (dgmi_xml_begins(xml, "numFmt"))
      read_format_code(xlsx, xml);
    else if (dgmi_xml_begins(xml, "cellXfs"))
      of_cells = !dgmi_xml_is_empty(xml);
    else if (dgmi_xml_ends(xml, "cellXfs"))
      of_cells = FALSE;
    else if (of_cells && dgmi_xml_begins(xml, "xf"))
      read_cell_format(xlsx, xml);
}

/* ---- Cells ---- */

/* Where the reader of a sheet is. */
typedef struct
{
  Xlsx *xlsx;
  DgmiSheet *sheet;
  guint row, column;
  char type[16]; /* of the cell */
  guint format;
  gboolean has_formula;
  gboolean has_value;
  GString *text;
} XlsxCursor;

static void take_cell(const char *name, const char *value, gpointer user_data)
{
  XlsxCursor *cursor = user_data;
  guint row, column;
  if (strcmp(name, "t") == 0)
    g_strlcpy(cursor->type, value, sizeof cursor->type);
  else if (strcmp(name, "s") == 0)
    cursor->format = number_of(value, 0);
  else if (strcmp(name, "r") == 0 && dgmi_cell_address(value, &row, &column))
  {
    if (row != cursor->row || column < cursor->column)
      dgmi_sheet_fail(cursor->sheet, row, column,
                      "the cells of this sheet are in no order; open the workbook and save it "
                      "again");
    cursor->column = column;
  }
}

/* The texts of a cell: its value, or inline text. Ends at the cell's end. */
static void read_cell_texts(XlsxCursor *cursor, DgmiXml *xml)
{
  gboolean inside = FALSE;
  if (dgmi_xml_is_empty(xml))
    return;
  while (dgmi_xml_next(xml) && !dgmi_xml_ends(xml, "c"))
    if (dgmi_xml_begins(xml, "f"))
      cursor->has_formula = TRUE;
    else if (dgmi_xml_begins(xml, "is"))
    {
      cursor->has_value = TRUE;
      read_string(xml, "is", cursor->text, DGMI_SHEET_TEXT);
    }
    else if (dgmi_xml_begins(xml, "v"))
      cursor->has_value = inside = !dgmi_xml_is_empty(xml);
    else if (dgmi_xml_ends(xml, "v"))
      inside = FALSE;
    else if (inside && is_text(xml))
      append_text(xml, cursor->text, DGMI_SHEET_TEXT);
}

static void put(const XlsxCursor *cursor, const char *text)
{
  dgmi_sheet_cell(cursor->sheet, cursor->row, cursor->column, text, strlen(text));
}

static void put_shared(const XlsxCursor *cursor)
{
  const Xlsx *xlsx = cursor->xlsx;
  const guint i = number_of(g_strstrip(cursor->text->str), G_MAXUINT);
  if (i < xlsx->starts->len)
    put(cursor, xlsx->strings->str + g_array_index(xlsx->starts, guint, i));
  else
    dgmi_sheet_fail(cursor->sheet, cursor->row, cursor->column,
                    "the workbook has no text for this cell; open it and save it again");
}

static void put_number(const XlsxCursor *cursor)
{
  const Xlsx *xlsx = cursor->xlsx;
  const DgmiDateFormat format =
      cursor->format < xlsx->formats->len
          ? (DgmiDateFormat)g_array_index(xlsx->formats, guchar, cursor->format)
          : DGMI_DATE_NONE;
  g_autofree char *number = g_strstrip(g_strdup(cursor->text->str));
  if (dgmi_cell_number(number, format, xlsx->from_1904, xlsx->reading->wanted->decimal,
                       cursor->text))
  {
    put(cursor, cursor->text->str);
    return;
  }
  g_autofree char *quoted = dgmi_csv_quote(number);
  dgmi_sheet_object(cursor->sheet, cursor->row, cursor->column,
                    "%s is no number a workbook may hold; enter it again", quoted);
}

static void put_value(const XlsxCursor *cursor)
{
  const char *type = cursor->type;
  if (strcmp(type, "s") == 0)
    put_shared(cursor);
  else if (strcmp(type, "b") == 0)
    put(cursor, strcmp(cursor->text->str, "0") == 0 ? "FALSE" : "TRUE");
  else if (strcmp(type, "e") == 0)
    dgmi_workbook_error(cursor->sheet, cursor->row, cursor->column, cursor->text->str);
  else if (type[0] == '\0' || strcmp(type, "n") == 0)
    put_number(cursor);
  else /* str, inlineStr, d */
    put(cursor, cursor->text->str);
}

static void read_cell(XlsxCursor *cursor, DgmiXml *xml)
{
  cursor->column++;
  cursor->type[0] = '\0';
  cursor->format = 0;
  cursor->has_formula = cursor->has_value = FALSE;
  g_string_truncate(cursor->text, 0);
  dgmi_xml_attributes(xml, take_cell, cursor);
  read_cell_texts(cursor, xml);
  if (cursor->has_value)
    put_value(cursor);
  else if (cursor->has_formula && strcmp(cursor->type, "str") != 0)
    dgmi_sheet_object(cursor->sheet, cursor->row, cursor->column,
                      "this formula was never calculated; open the workbook in a spreadsheet "
                      "program and save it again");
  if (cursor->column > DGMI_SHEET_COLUMNS)
    dgmi_sheet_fail(cursor->sheet, cursor->row, cursor->column,
                    "a sheet has at most %d rows and %d columns; this cell lies beyond them",
                    DGMI_SHEET_ROWS, DGMI_SHEET_COLUMNS);
}

static void begin_row(XlsxCursor *cursor, const DgmiXml *xml)
{
  g_autofree char *text = dgmi_xml_attribute(xml, "r");
  const guint row = number_of(text, cursor->row + 1);
  if (row <= cursor->row || row > DGMI_SHEET_ROWS)
    dgmi_sheet_fail(cursor->sheet, row, 1,
                    "the rows of this sheet are in no order or too many; open the workbook and "
                    "save it again");
  cursor->row = row;
  cursor->column = 0;
}

/* "A1:C1" */
static void read_merge(DgmiSheet *sheet, const DgmiXml *xml)
{
  g_autofree char *range = dgmi_xml_attribute(xml, "ref");
  char *colon = range != NULL ? strchr(range, ':') : NULL;
  guint row, column, last_row, last_column;
  if (colon == NULL)
    return;
  *colon = '\0';
  if (dgmi_cell_address(range, &row, &column) &&
      dgmi_cell_address(colon + 1, &last_row, &last_column))
    dgmi_sheet_merge(sheet, row, column, last_row, last_column);
}

/* Merged cells stand after all rows: a second look at the part. */
typedef struct
{
  DgmiArchive *archive;
  const char *part;
} Merges;

static void find_merges(DgmiSheet *sheet, gpointer user_data)
{
  const Merges *merges = user_data;
  g_autoptr(DgmiXml) xml = dgmi_xml_open(merges->archive, merges->part);
  while (xml != NULL && !dgmi_sheet_stopped(sheet) && dgmi_xml_next(xml))
    if (dgmi_xml_begins(xml, "mergeCell"))
      read_merge(sheet, xml);
}

static void read_rows(XlsxCursor *cursor, DgmiXml *xml)
{
  while (!dgmi_sheet_stopped(cursor->sheet) && dgmi_xml_next(xml))
    if (dgmi_xml_begins(xml, "row"))
      begin_row(cursor, xml);
    else if (dgmi_xml_begins(xml, "c"))
      read_cell(cursor, xml);
    else if (dgmi_xml_ends(xml, "row"))
      dgmi_sheet_end_row(cursor->sheet, 1);
    else if (dgmi_xml_begins(xml, "mergeCell"))
      read_merge(cursor->sheet, xml);
}

static void read_sheet(Xlsx *xlsx, const char *part)
{
  DgmiArchive *archive = xlsx->reading->archive;
  read_strings(xlsx);
  read_formats(xlsx);
  g_autoptr(DgmiXml) xml = dgmi_archive_failed(archive) ? NULL : dgmi_xml_open(archive, part);
  if (xml == NULL)
    return;
  g_autoptr(DgmiSheet) sheet = dgmi_workbook_sheet(xlsx->reading);
  Merges merges = {archive, part};
  dgmi_sheet_ask_merges(sheet, find_merges, &merges);
  XlsxCursor cursor = {.xlsx = xlsx, .sheet = sheet, .text = g_string_new(NULL)};
  read_rows(&cursor, xml);
  if (!dgmi_archive_failed(archive))
    dgmi_sheet_finish(sheet);
  g_string_free(cursor.text, TRUE);
}

/* ---- The workbook ---- */

/* The part of the chosen sheet, NULL where there is none to read. */
static const char *choose_sheet(Xlsx *xlsx)
{
  DgmiWorkbookReading *reading = xlsx->reading;
  const char *chosen = NULL;
  g_autoptr(DgmiXml) xml = dgmi_xml_open(reading->archive, "xl/workbook.xml");
  while (xml != NULL && dgmi_xml_next(xml))
    if (dgmi_xml_begins(xml, "workbookPr"))
    {
      g_autofree char *value = dgmi_xml_attribute(xml, "date1904");
      xlsx->from_1904 = is_true(value);
    }
    else if (dgmi_xml_begins(xml, "sheet"))
    {
      g_autofree char *name = dgmi_xml_attribute(xml, "name");
      g_autofree char *state = dgmi_xml_attribute(xml, "state");
      g_autofree char *id = dgmi_xml_attribute(xml, "id");
      const char *part = id != NULL ? g_hash_table_lookup(xlsx->parts, id) : NULL;
      const gboolean is_hidden = state != NULL && strcmp(state, "visible") != 0;
      if (name != NULL && reading->names->len < SHEETS_MAX &&
          is_worksheet(reading->archive, part) && dgmi_workbook_choose(reading, name, is_hidden))
        chosen = part;
    }
  return chosen;
}

void dgmi_xlsx_read(DgmiWorkbookReading *reading)
{
  Xlsx xlsx = {.reading = reading,
               .strings = g_string_new(NULL),
               .starts = g_array_new(FALSE, FALSE, sizeof(guint)),
               .formats = g_array_new(FALSE, FALSE, sizeof(guchar)),
               .codes = g_hash_table_new(NULL, NULL),
               .parts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free)};
  read_relations(&xlsx);
  const char *part = dgmi_archive_failed(reading->archive) ? NULL : choose_sheet(&xlsx);
  if (part != NULL && !dgmi_archive_failed(reading->archive))
    read_sheet(&xlsx, part);
  g_string_free(xlsx.strings, TRUE);
  g_array_unref(xlsx.starts);
  g_array_unref(xlsx.formats);
  g_hash_table_unref(xlsx.codes);
  g_hash_table_unref(xlsx.parts);
  dgmi_free_all(xlsx.strings_part, xlsx.styles_part);
}
