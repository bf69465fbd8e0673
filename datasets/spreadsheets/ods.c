/* OpenDocument spreadsheets, 1.0 to 1.3, as LibreOffice and others write them. */
#include <string.h>

#include "datasets/spreadsheets/cell.h"
#include "datasets/spreadsheets/workbook.h"

#define STYLES_MAX 100000
#define SHEETS_MAX 10000
/* A row or column number beyond all sheets, which repetitions do not go past. */
#define BEYOND (1u << 24)

typedef struct
{
  DgmiWorkbookReading *reading;
  DgmiXml *xml;
  GHashTable *years;   /* names of formats that show a year alone */
  GHashTable *of_year; /* names of cells' styles with such a format */
  GHashTable *hidden;  /* names of tables' styles that hide them */
} Ods;

/* What stands in the element of a cell or of a row. */
typedef struct
{
  guint repeated;
  guint column_span, row_span;
  gboolean is_error, is_covered, has_formula;
  char *type;
  char *value; /* as a program reads it; NULL = the text */
  char *style;
} Element;

static void set_text(char **text, const char *value)
{
  g_free(*text);
  *text = g_strdup(value);
}

static guint number_of(const char *text)
{
  guint64 number;
  return g_ascii_string_to_unsigned(text, 10, 1, BEYOND, &number, NULL) ? (guint)number : 1;
}

static void take(const char *name, const char *value, gpointer user_data)
{
  Element *element = user_data;
  if (strcmp(name, "number-columns-repeated") == 0 || strcmp(name, "number-rows-repeated") == 0)
    element->repeated = number_of(value);
  else if (strcmp(name, "number-columns-spanned") == 0)
    element->column_span = number_of(value);
  else if (strcmp(name, "number-rows-spanned") == 0)
    element->row_span = number_of(value);
  else if (strcmp(name, "value-type") == 0 && strcmp(value, "error") == 0)
    element->is_error = TRUE; /* LibreOffice's own; the standard's says string */
  else if (strcmp(name, "value-type") == 0)
    set_text(&element->type, value);
  else if (strcmp(name, "value") == 0 || strcmp(name, "date-value") == 0 ||
           strcmp(name, "time-value") == 0 || strcmp(name, "boolean-value") == 0 ||
           (strcmp(name, "string-value") == 0 && value[0] != '\0'))
    set_text(&element->value, value);
  else if (strcmp(name, "style-name") == 0)
    set_text(&element->style, value);
  else if (strcmp(name, "formula") == 0)
    element->has_formula = TRUE;
}

static Element read_element(const DgmiXml *xml)
{
  Element element = {.repeated = 1, .column_span = 1, .row_span = 1};
  dgmi_xml_attributes(xml, take, &element);
  return element;
}

static void clear_element(Element *element)
{
  g_free(element->type);
  g_free(element->value);
  g_free(element->style);
}

/* ---- Styles ---- */

static void add_name(GHashTable *names, char *name)
{
  if (name != NULL && g_hash_table_size(names) < STYLES_MAX)
    g_hash_table_add(names, name);
  else
    g_free(name);
}

static gboolean is_part_of_date(const DgmiXml *xml)
{
  static const char *const parts[] = {"month", "day",     "day-of-week", "week-of-year",
                                      "hours", "minutes", "seconds",     "quarter"};
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    if (dgmi_xml_begins(xml, parts[i]))
      return TRUE;
  return FALSE;
}

static void read_date_style(Ods *ods)
{
  g_autofree char *name = dgmi_xml_attribute(ods->xml, "name");
  gboolean year = FALSE, more = FALSE;
  while (dgmi_xml_next(ods->xml) && !dgmi_xml_ends(ods->xml, "date-style"))
  {
    year = year || dgmi_xml_begins(ods->xml, "year");
    more = more || is_part_of_date(ods->xml);
  }
  if (year && !more)
    add_name(ods->years, g_steal_pointer(&name));
}

static void read_style(Ods *ods)
{
  g_autofree char *name = dgmi_xml_attribute(ods->xml, "name");
  g_autofree char *format = dgmi_xml_attribute(ods->xml, "data-style-name");
  if (format != NULL && g_hash_table_contains(ods->years, format))
    add_name(ods->of_year, g_strdup(name));
  if (dgmi_xml_is_empty(ods->xml))
    return;
  while (dgmi_xml_next(ods->xml) && !dgmi_xml_ends(ods->xml, "style"))
    if (dgmi_xml_begins(ods->xml, "table-properties"))
    {
      g_autofree char *display = dgmi_xml_attribute(ods->xml, "display");
      if (g_strcmp0(display, "false") == 0)
        add_name(ods->hidden, g_strdup(name));
    }
}

/* ---- Cells ---- */

static void append_spaces(const DgmiXml *xml, GString *text)
{
  g_autofree char *count = dgmi_xml_attribute(xml, "c");
  for (guint n = count != NULL ? number_of(count) : 1; n > 0 && text->len <= DGMI_SHEET_TEXT; n--)
    g_string_append_c(text, ' ');
}

/* What is in a cell but not of its text: comments and drawings. */
static gboolean is_beside(const DgmiXml *xml)
{
  const char *space = (const char *)xmlTextReaderConstNamespaceUri(dgmi_xml_reader(xml));
  return dgmi_xml_begins(xml, "annotation") || dgmi_xml_begins(xml, "table") ||
         (xmlTextReaderNodeType(dgmi_xml_reader(xml)) == XML_READER_TYPE_ELEMENT && space != NULL &&
          strstr(space, ":drawing:") != NULL);
}

static void append_value(const DgmiXml *xml, GString *text)
{
  const int type = xmlTextReaderNodeType(dgmi_xml_reader(xml));
  const char *value = (const char *)xmlTextReaderConstValue(dgmi_xml_reader(xml));
  if ((type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE) &&
      value != NULL && text->len <= DGMI_SHEET_TEXT)
    g_string_append(text, value);
}

/* The paragraphs of a cell, one a line. Ends at the cell's end. */
static void read_paragraphs(DgmiXml *xml, GString *text)
{
  const int depth = xmlTextReaderDepth(dgmi_xml_reader(xml));
  guint paragraphs = 0;
  while (dgmi_xml_next(xml) && xmlTextReaderDepth(dgmi_xml_reader(xml)) > depth)
    if (is_beside(xml))
      dgmi_xml_skip(xml);
    else if (dgmi_xml_begins(xml, "p") && paragraphs++ > 0)
      g_string_append_c(text, '\n');
    else if (dgmi_xml_begins(xml, "s"))
      append_spaces(xml, text);
    else if (dgmi_xml_begins(xml, "tab"))
      g_string_append_c(text, '\t');
    else if (dgmi_xml_begins(xml, "line-break"))
      g_string_append_c(text, '\n');
    else if (xmlTextReaderDepth(dgmi_xml_reader(xml)) > depth + 1)
      append_value(xml, text);
}

/* Where the reader of a sheet is. */
typedef struct
{
  Ods *ods;
  DgmiSheet *sheet;
  guint row, column; /* of the next cell */
  guint row_repeated;
  GString *text;
} OdsCursor;

/* The date of "2022-01-01T00:00:00", the year of one that shows no more. */
static void set_date(const Ods *ods, const Element *element, GString *text)
{
  g_string_assign(text, element->value);
  const char *midnight = strstr(text->str, "T00:00:00");
  if (midnight != NULL)
    g_string_truncate(text, (gsize)(midnight - text->str));
  if (element->style != NULL && g_hash_table_contains(ods->of_year, element->style))
    g_string_truncate(text, MIN(text->len, 4));
}

static gboolean is_number(const Element *element)
{
  static const char *const types[] = {"float", "percentage", "currency", NULL};
  return element->type != NULL && element->value != NULL && g_strv_contains(types, element->type);
}

static void set_text_of_cell(const OdsCursor *cursor, const Element *element)
{
  GString *text = cursor->text;
  if (is_number(element))
  {
    if (dgmi_cell_number(element->value, DGMI_DATE_NONE, FALSE,
                         cursor->ods->reading->wanted->decimal, text))
      return;
    g_autofree char *quoted = dgmi_csv_quote(element->value);
    dgmi_sheet_object(cursor->sheet, cursor->row, cursor->column,
                      "%s is no number a workbook may hold; enter it again", quoted);
  }
  else if (g_strcmp0(element->type, "boolean") == 0 && element->value != NULL)
    g_string_assign(text, strcmp(element->value, "true") == 0 ? "TRUE" : "FALSE");
  else if (g_strcmp0(element->type, "date") == 0 && element->value != NULL)
    set_date(cursor->ods, element, text);
  else if (element->value != NULL)
    g_string_assign(text, element->value);
}

/* The same text in each of the cells that the element stands for. */
static void put_cells(const OdsCursor *cursor, const Element *element)
{
  for (guint i = 0; i < element->repeated && !dgmi_sheet_stopped(cursor->sheet); i++)
    if (element->is_error)
      dgmi_workbook_error(cursor->sheet, cursor->row, cursor->column + i, cursor->text->str);
    else
      dgmi_sheet_cell(cursor->sheet, cursor->row, cursor->column + i, cursor->text->str,
                      cursor->text->len);
}

static void read_cell(OdsCursor *cursor)
{
  DgmiXml *xml = cursor->ods->xml;
  Element element = read_element(xml);
  element.is_covered = dgmi_xml_begins(xml, "covered-table-cell");
  g_string_truncate(cursor->text, 0);
  if (!dgmi_xml_is_empty(xml))
    read_paragraphs(xml, cursor->text);
  if (element.column_span > 1 || element.row_span > 1)
    dgmi_sheet_merge(cursor->sheet, cursor->row, cursor->column, cursor->row + element.row_span - 1,
                     cursor->column + element.column_span - 1);
  if (element.has_formula && element.type == NULL && cursor->text->len == 0)
    dgmi_sheet_object(cursor->sheet, cursor->row, cursor->column,
                      "this formula was never calculated; open the workbook in a spreadsheet "
                      "program and save it again");
  else if (!element.is_covered)
  {
    set_text_of_cell(cursor, &element);
    if (cursor->text->len > 0)
      put_cells(cursor, &element);
  }
  cursor->column = MIN(cursor->column + element.repeated, BEYOND);
  clear_element(&element);
}

static void begin_row(OdsCursor *cursor)
{
  Element element = read_element(cursor->ods->xml);
  cursor->row_repeated = element.repeated;
  cursor->column = 1;
  clear_element(&element);
  if (dgmi_xml_is_empty(cursor->ods->xml))
    cursor->row = MIN(cursor->row + cursor->row_repeated, BEYOND);
}

static void end_row(OdsCursor *cursor)
{
  dgmi_sheet_end_row(cursor->sheet, cursor->row_repeated);
  cursor->row = MIN(cursor->row + cursor->row_repeated, BEYOND);
}

/* ---- Tables ---- */

static gboolean is_aside(const DgmiXml *xml)
{
  return dgmi_xml_begins(xml, "shapes") || dgmi_xml_begins(xml, "forms") ||
         dgmi_xml_begins(xml, "table-source") || dgmi_xml_begins(xml, "table");
}

/* The rows up to the end of the table, which begins at `depth`. */
static void read_rows(OdsCursor *cursor, int depth)
{
  DgmiXml *xml = cursor->ods->xml;
  while (!dgmi_sheet_stopped(cursor->sheet) && dgmi_xml_next(xml) &&
         xmlTextReaderDepth(dgmi_xml_reader(xml)) > depth)
    if (is_aside(xml))
      dgmi_xml_skip(xml);
    else if (dgmi_xml_begins(xml, "table-row"))
      begin_row(cursor);
    else if (dgmi_xml_begins(xml, "table-cell") || dgmi_xml_begins(xml, "covered-table-cell"))
      read_cell(cursor);
    else if (dgmi_xml_ends(xml, "table-row"))
      end_row(cursor);
}

static void read_sheet(Ods *ods, int depth)
{
  DgmiArchive *archive = ods->reading->archive;
  g_autoptr(DgmiSheet) sheet = dgmi_workbook_sheet(ods->reading);
  OdsCursor cursor = {.ods = ods, .sheet = sheet, .row = 1, .text = g_string_new(NULL)};
  if (!dgmi_xml_is_empty(ods->xml))
    read_rows(&cursor, depth);
  if (!dgmi_archive_failed(archive))
    dgmi_sheet_finish(sheet);
  g_string_free(cursor.text, TRUE);
}

static void read_table(Ods *ods)
{
  const int depth = xmlTextReaderDepth(dgmi_xml_reader(ods->xml));
  g_autofree char *name = dgmi_xml_attribute(ods->xml, "name");
  g_autofree char *style = dgmi_xml_attribute(ods->xml, "style-name");
  const gboolean is_hidden = style != NULL && g_hash_table_contains(ods->hidden, style);
  if (name != NULL && ods->reading->names->len < SHEETS_MAX &&
      dgmi_workbook_choose(ods->reading, name, is_hidden))
    read_sheet(ods, depth);
  else
    dgmi_xml_skip(ods->xml);
}

static void read_content(Ods *ods)
{
  while (dgmi_xml_next(ods->xml))
    if (dgmi_xml_begins(ods->xml, "date-style") && !dgmi_xml_is_empty(ods->xml))
      read_date_style(ods);
    else if (dgmi_xml_begins(ods->xml, "style"))
      read_style(ods);
    else if (dgmi_xml_begins(ods->xml, "tracked-changes"))
      dgmi_xml_skip(ods->xml);
    else if (dgmi_xml_begins(ods->xml, "table"))
      read_table(ods);
}

/* With a password the parts are there, but make no sense. */
static gboolean is_encrypted(DgmiArchive *archive)
{
  static const char manifest[] = "META-INF/manifest.xml";
  g_autoptr(DgmiXml) xml =
      dgmi_archive_has(archive, manifest) ? dgmi_xml_open(archive, manifest) : NULL;
  while (xml != NULL && dgmi_xml_next(xml))
    if (dgmi_xml_begins(xml, "encryption-data"))
      return TRUE;
  return FALSE;
}

void dgmi_ods_read(DgmiWorkbookReading *reading)
{
  if (is_encrypted(reading->archive))
  {
    dgmi_archive_fail(reading->archive, "this is a workbook locked with a password; open it and "
                                        "save it without one");
    return;
  }
  g_autoptr(DgmiXml) xml =
      dgmi_archive_failed(reading->archive) ? NULL : dgmi_xml_open(reading->archive, "content.xml");
  if (xml == NULL)
    return;
  Ods ods = {.reading = reading,
             .xml = xml,
             .years = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
             .of_year = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
             .hidden = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
  read_content(&ods);
  g_hash_table_unref(ods.years);
  g_hash_table_unref(ods.of_year);
  g_hash_table_unref(ods.hidden);
}
