#include "datasets/value.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "indicators/text.h"

static const char *const default_markers[] = {"NA", "N/A", "NaN", "null", "-", ".",
                                              "..", "...", "n/a", "#N/A", NULL};

struct _DgmiMissing
{
  char **markers;
  guint n;
  gsize longest;
  gboolean numeric; /* a marker may look like a number ("-999") */
};

DgmiMissing *dgmi_missing_new(const char *list)
{
  DgmiMissing *missing = g_new0(DgmiMissing, 1);
  missing->markers = list == NULL ? g_strdupv((char **)default_markers) : g_strsplit(list, ",", -1);
  missing->n = g_strv_length(missing->markers);
  missing->numeric = list != NULL;
  for (guint i = 0; i < missing->n; i++)
    missing->longest = MAX(missing->longest, strlen(g_strstrip(missing->markers[i])));
  return missing;
}

void dgmi_missing_free(DgmiMissing *missing)
{
  if (missing == NULL)
    return;
  g_strfreev(missing->markers);
  g_free(missing);
}

gboolean dgmi_missing_has(const DgmiMissing *missing, const char *text, gsize length)
{
  if (length == 0)
    return TRUE;
  if (length > missing->longest || (g_ascii_isdigit(text[0]) && !missing->numeric))
    return FALSE;
  for (guint i = 0; i < missing->n; i++)
    if (strcmp(text, missing->markers[i]) == 0)
      return TRUE;
  return FALSE;
}

/* What to do about a text that is no number. */
static const char *number_advice(const char *text)
{
  const gboolean digits = text[strcspn(text, "0123456789")] != '\0';
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

gboolean dgmi_value_read(const DgmiCsvRow *row, guint i, const DgmiMissing *missing, double *value,
                         DgmiMessages *messages)
{
  gsize length;
  const char *text = dgmi_csv_row_field(row, i, &length);
  *value = NAN;
  if (dgmi_missing_has(missing, text, length))
    return TRUE;
  const DgmiNumberStatus status = dgmi_number_parse(text, length, value);
  if (status == DGMI_NUMBER_OK)
    return TRUE;
  report_number(row, i, status, messages);
  return FALSE;
}

gboolean dgmi_value_is_number(const char *text, gsize length)
{
  double value;
  return dgmi_number_parse(text, length, &value) != DGMI_NUMBER_INVALID;
}

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
  const char *text = dgmi_csv_row_field(row, i, &length);
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

struct _DgmiYears
{
  GHashTable *rows; /* year -> guint * */
  int last;         /* rows of one year mostly follow each other */
  guint *last_rows;
};

DgmiYears *dgmi_years_new(void)
{
  DgmiYears *years = g_new0(DgmiYears, 1);
  years->rows = g_hash_table_new_full(NULL, NULL, NULL, g_free);
  return years;
}

void dgmi_years_free(DgmiYears *years)
{
  if (years == NULL)
    return;
  g_hash_table_unref(years->rows);
  g_free(years);
}

void dgmi_years_add(DgmiYears *years, int year)
{
  assert(year > 0);
  if (year != years->last)
  {
    years->last = year;
    years->last_rows = g_hash_table_lookup(years->rows, GINT_TO_POINTER(year));
    if (years->last_rows == NULL)
    {
      years->last_rows = g_new0(guint, 1);
      g_hash_table_insert(years->rows, GINT_TO_POINTER(year), years->last_rows);
    }
  }
  (*years->last_rows)++;
}

static int compare_years(gconstpointer a, gconstpointer b)
{
  return *(const int *)a - *(const int *)b;
}

GArray *dgmi_years_list(const DgmiYears *years, GArray **rows)
{
  GArray *list = g_array_new(FALSE, FALSE, sizeof(int));
  GHashTableIter iter;
  gpointer year;
  g_hash_table_iter_init(&iter, years->rows);
  while (g_hash_table_iter_next(&iter, &year, NULL))
  {
    const int y = GPOINTER_TO_INT(year);
    g_array_append_val(list, y);
  }
  g_array_sort(list, compare_years);
  if (rows == NULL)
    return list;
  *rows = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i < list->len; i++)
  {
    const int y = g_array_index(list, int, i);
    g_array_append_vals(*rows, g_hash_table_lookup(years->rows, GINT_TO_POINTER(y)), 1);
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
