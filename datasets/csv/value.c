#include "datasets/csv/value.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "datasets/csv/csv-row.h"
#include "indicators/base/memory.h"
#include "indicators/base/text.h"

static const char *const default_markers[] = {"NA", "N/A", "NaN", "null", "-", ".",
                                              "..", "...", "n/a", "#N/A", NULL};

struct _DgmiValues
{
  char **markers;
  guint n;
  gsize longest;
  gboolean numeric;  /* a marker may look like a number ("-999") */
  char decimal;      /* 0 = not settled */
  gboolean is_asked; /* the decimal mark was asked for */
  DgmiPlace first;   /* of the number that settled it */
  guint commas;
};

DgmiValues *dgmi_values_new(const char *missing, char decimal)
{
  assert(decimal == 0 || decimal == '.' || decimal == ',');
  DgmiValues *values = g_new0(DgmiValues, 1);
  values->markers =
      missing == NULL ? g_strdupv((char **)default_markers) : g_strsplit(missing, ",", -1);
  values->n = g_strv_length(values->markers);
  values->numeric = missing != NULL;
  values->decimal = decimal;
  values->is_asked = decimal != 0;
  for (guint i = 0; i < values->n; i++)
    values->longest = MAX(values->longest, strlen(g_strstrip(values->markers[i])));
  return values;
}

static void clear_values(DgmiValues *values)
{
  g_strfreev(values->markers);
}

DGMI_DEFINE_FREE(dgmi_values_free, DgmiValues, clear_values)

gboolean dgmi_values_is_missing(const DgmiValues *values, const char *text, gsize length)
{
  if (length == 0)
    return TRUE;
  if (length > values->longest || (g_ascii_isdigit(text[0]) && !values->numeric))
    return FALSE;
  for (guint i = 0; i < values->n; i++)
    if (strcmp(text, values->markers[i]) == 0)
      return TRUE;
  return FALSE;
}

/* ---- Decimal commas ---- */

/* A sign, digits, a comma, digits: nothing else is taken for a number with a decimal comma. */
static gboolean has_decimal_comma(const char *text)
{
  const char *p = text + (*text == '-' || *text == '+');
  const gsize whole = strspn(p, "0123456789");
  if (whole == 0 || p[whole] != ',')
    return FALSE;
  const gsize fraction = strspn(p + whole + 1, "0123456789");
  return fraction > 0 && p[whole + 1 + fraction] == '\0';
}

char *dgmi_value_with_point(const char *text)
{
  if (!has_decimal_comma(text))
    return NULL;
  char *copy = g_strdup(text);
  *strchr(copy, ',') = '.';
  return copy;
}

static DgmiNumberStatus parse_with_comma(const char *text, gsize length, double *value)
{
  g_autofree char *copy = g_strndup(text, length);
  *strchr(copy, ',') = '.';
  return dgmi_number_parse(copy, length, value);
}

/* Whether a comma may be the decimal mark of `row`. */
static gboolean may_be_comma(const DgmiValues *values, const DgmiCsvRow *row)
{
  return values->decimal == ',' || (!values->is_asked && row->delimiter == ';');
}

/* Holds the mark of a number against those before. FALSE with a failure. */
static gboolean check_mark(DgmiValues *values, const DgmiCsvRow *row, guint i, char mark,
                           DgmiMessages *messages)
{
  if (values->decimal == mark)
    return TRUE;
  const DgmiPlace place = dgmi_csv_row_place(row, i);
  if (values->decimal == 0)
  {
    values->decimal = mark;
    values->first = place;
    return TRUE;
  }
  g_autofree char *quoted = dgmi_csv_quote(dgmi_csv_row_field(row, i, NULL));
  const char *name = mark == ',' ? DGMI_N_("comma") : DGMI_N_("point"),
             *other = mark == ',' ? DGMI_N_("point") : DGMI_N_("comma");
  if (values->is_asked)
    dgmi_failure(messages, &place, "%s has a decimal %s, but a decimal %s was asked for", quoted,
                 name, other);
  else
    dgmi_failure(messages, &place,
                 "%s has a decimal %s, but the number in line %u, column %u a decimal %s; write "
                 "all numbers one way",
                 quoted, name, values->first.line, values->first.column, other);
  return FALSE;
}

/* ---- Numbers ---- */

/* What to do about a text that is no number. */
static const char *number_advice(const char *text)
{
  const gboolean digits = text[strcspn(text, "0123456789")] != '\0';
  if (digits && has_decimal_comma(text))
    return "write numbers with a decimal point and without separators of thousands, or say "
           "--decimal , if this is a decimal comma";
  if (digits && strchr(text, ',') != NULL && strchr(text, '.') == NULL)
    return "write numbers with a decimal point and without separators of thousands";
  if (digits && strspn(text, "0123456789.,' ") == strlen(text))
    return "write numbers without separators of thousands";
  if (digits && text[strlen(text) - 1] == '%')
    return "write numbers without a percent sign";
  return "write a number with a decimal point, or leave the field empty if the value is missing";
}

static void report_number(const DgmiCsvRow *row, guint i, DgmiNumberStatus status,
                          DgmiMessages *messages)
{
  const char *text = dgmi_csv_row_field(row, i, NULL);
  const DgmiPlace place = dgmi_csv_row_place(row, i);
  g_autofree char *quoted = dgmi_csv_quote(text);
  if (status == DGMI_NUMBER_RANGE)
    dgmi_failure(messages, &place,
                 "%s is too large a number; the largest that can be kept is about 1.8e308", quoted);
  else
    dgmi_failure(messages, &place, "%s is not a number; %s", quoted, number_advice(text));
}

/* A number where a comma may be the decimal mark. */
static gboolean read_either(DgmiValues *values, const DgmiCsvRow *row, guint i, double *value,
                            DgmiMessages *messages)
{
  gsize length;
  const char *text = dgmi_csv_row_text(row, i, &length);
  const gboolean is_comma = has_decimal_comma(text);
  const DgmiNumberStatus status =
      is_comma ? parse_with_comma(text, length, value) : dgmi_number_parse(text, length, value);
  if (status != DGMI_NUMBER_OK)
  {
    report_number(row, i, status, messages);
    return FALSE;
  }
  values->commas += is_comma;
  if (!is_comma && memchr(text, '.', length) == NULL)
    return TRUE; /* a whole number settles nothing */
  return check_mark(values, row, i, is_comma ? ',' : '.', messages);
}

gboolean dgmi_values_read(DgmiValues *values, const DgmiCsvRow *row, guint i, double *value,
                          DgmiMessages *messages)
{
  gsize length;
  const char *text = dgmi_csv_row_text(row, i, &length);
  *value = NAN;
  if (dgmi_values_is_missing(values, text, length))
    return TRUE;
  if (G_UNLIKELY(may_be_comma(values, row)))
    return read_either(values, row, i, value, messages);
  const DgmiNumberStatus status = dgmi_number_parse(text, length, value);
  if (status == DGMI_NUMBER_OK)
    return TRUE;
  report_number(row, i, status, messages);
  return FALSE;
}

gboolean dgmi_values_is_number(const DgmiValues *values, const DgmiCsvRow *row, guint i)
{
  gsize length;
  double value;
  const char *text = dgmi_csv_row_text(row, i, &length);
  return dgmi_number_parse(text, length, &value) != DGMI_NUMBER_INVALID ||
         (may_be_comma(values, row) && has_decimal_comma(text));
}

void dgmi_values_finish(const DgmiValues *values, DgmiMessages *messages)
{
  if (values->commas > 0 && values->decimal == ',' && !values->is_asked)
    dgmi_note(messages, &values->first,
              values->commas == 1 ? "%u number with a decimal comma was read as such"
                                  : "%u numbers with a decimal comma were read as such",
              values->commas);
}

/* ---- Years ---- */

static int parse_year(const char *text, gsize length)
{
  int year = 0;
  for (gsize k = 0; k < length && k < 5; k++)
  {
    if (!g_ascii_isdigit(text[k]))
      return 0;
    year = year * 10 + (text[k] - '0');
  }
  return length > 4 ? 0 : year;
}

gboolean dgmi_value_read_year(const DgmiCsvRow *row, guint i, int *year, DgmiMessages *messages)
{
  gsize length;
  const char *text = dgmi_csv_row_text(row, i, &length);
  *year = parse_year(text, length);
  if (*year > 0)
    return TRUE;
  const DgmiPlace place = dgmi_csv_row_place(row, i);
  g_autofree char *quoted = dgmi_csv_quote(text);
  if (length == 0)
    dgmi_failure(messages, &place, "the year is missing; write a whole number such as 2022");
  else
    dgmi_failure(messages, &place, "%s is not a year; write a whole number such as 2022", quoted);
  return FALSE;
}

#define YEARS 10000

struct _DgmiYears
{
  guint rows[YEARS];
};

DgmiYears *dgmi_years_new(void)
{
  return g_new0(DgmiYears, 1);
}

void dgmi_years_free(DgmiYears *years)
{
  g_free(years);
}

void dgmi_years_add(DgmiYears *years, int year)
{
  assert(year > 0 && year < YEARS);
  years->rows[year]++;
}

GArray *dgmi_years_list(const DgmiYears *years, GArray **rows)
{
  GArray *list = g_array_new(FALSE, FALSE, sizeof(int));
  if (rows != NULL)
    *rows = g_array_new(FALSE, FALSE, sizeof(guint));
  for (int year = 1; year < YEARS; year++)
  {
    if (years->rows[year] == 0)
      continue;
    g_array_append_val(list, year);
    if (rows != NULL)
      g_array_append_val(*rows, years->rows[year]);
  }
  return list;
}

char *dgmi_years_text(const DgmiYears *years)
{
  g_autoptr(GArray) list = dgmi_years_list(years, NULL);
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < MIN(list->len, 20); i++)
    g_string_append_printf(out, "%s%d", i > 0 ? ", " : "", g_array_index(list, int, i));
  if (list->len > 20)
    g_string_append(out, ", …");
  return g_string_free(out, FALSE);
}
