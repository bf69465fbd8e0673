#include "datasets/spreadsheets/cell.h"

#include <math.h>
#include <string.h>

#include "indicators/base/text.h"

#define LAST_DAY 2958465 /* 9999-12-31 */

DgmiDateFormat dgmi_date_format_of_id(guint id)
{
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id == 55 ||
      id == 56)
    return DGMI_DATE_TIME;
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)
             ? DGMI_DATE_DAY
             : DGMI_DATE_NONE;
}

/* Past a literal: a text in quotes, an escaped character, or what stands in brackets. */
static const char *skip_literal(const char *code)
{
  const char *end = NULL;
  if (*code == '"')
    end = strchr(code + 1, '"');
  else if (*code == '[')
    end = strchr(code, ']');
  else if (*code == '\\' || *code == '_' || *code == '*')
    end = code[1] != '\0' ? code + 1 : code;
  else
    return code;
  return end != NULL ? end + 1 : code + strlen(code);
}

DgmiDateFormat dgmi_date_format_of_code(const char *code)
{
  gboolean year = FALSE, month = FALSE, day = FALSE, time = FALSE;
  if (g_ascii_strncasecmp(code, "General", 7) == 0)
    return DGMI_DATE_NONE;
  while (*code != '\0' && *code != ';') /* the part for positive numbers */
  {
    /* [h], [m] and [s] count on: times. */
    if (*code == '[' && code[1] != '\0' && strchr("hmsHMS", code[1]) != NULL &&
        strchr("]hmsHMS", code[2]) != NULL && code[2] != '\0')
      time = TRUE;
    const char *after = skip_literal(code);
    if (after != code)
    {
      code = after;
      continue;
    }
    const char c = g_ascii_tolower(*code++);
    year = year || c == 'y';
    month = month || c == 'm';
    day = day || c == 'd';
    time = time || c == 'h' || c == 's';
  }
  if (year && !month && !day && !time)
    return DGMI_DATE_YEAR;
  if (year || day || (month && !time))
    return DGMI_DATE_DAY;
  return time ? DGMI_DATE_TIME : DGMI_DATE_NONE;
}

static void append_time(GString *text, double fraction)
{
  const guint seconds = (guint)MIN(llround(fraction * 86400), 86399);
  g_string_append_printf(text, "%02u:%02u:%02u", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

/* Excel counts a 29 February 1900 that never was: days before it are off by one. */
static void append_date(GString *text, double days, DgmiDateFormat format, gboolean from_1904)
{
  GDate date;
  const double whole = floor(days);
  g_date_clear(&date, 1);
  g_date_set_dmy(&date,
                 from_1904    ? 1
                 : whole < 60 ? 31
                              : 30,
                 from_1904 ? G_DATE_JANUARY : G_DATE_DECEMBER, from_1904 ? 1904 : 1899);
  g_date_add_days(&date, (guint)whole);
  if (format == DGMI_DATE_YEAR)
    g_string_append_printf(text, "%u", (guint)g_date_get_year(&date));
  else
    g_string_append_printf(text, "%04u-%02u-%02u", (guint)g_date_get_year(&date),
                           (guint)g_date_get_month(&date), (guint)g_date_get_day(&date));
  if (format != DGMI_DATE_YEAR && days - whole >= 0.5 / 86400)
  {
    g_string_append_c(text, 'T');
    append_time(text, days - whole);
  }
}

gboolean dgmi_cell_number(const char *number, DgmiDateFormat format, gboolean from_1904,
                          char decimal, GString *text)
{
  char shortest[DGMI_NUMBER_SIZE];
  double value;
  if (dgmi_number_parse(number, strlen(number), &value) != DGMI_NUMBER_OK)
    return FALSE;
  g_string_truncate(text, 0);
  const gboolean is_day = value >= 0 && value <= LAST_DAY - (from_1904 ? 1462 : 0);
  if (format == DGMI_DATE_TIME && value >= 0 && value < 1)
    append_time(text, value);
  else if ((format == DGMI_DATE_YEAR || format == DGMI_DATE_DAY) && is_day)
    append_date(text, value, format, from_1904);
  else
  {
    g_string_append(text, dgmi_number_format(value, shortest));
    char *point = decimal == ',' ? strchr(text->str, '.') : NULL;
    if (point != NULL)
      *point = ',';
  }
  return TRUE;
}

gboolean dgmi_cell_address(const char *address, guint *row, guint *column)
{
  const char *at = address;
  guint letters = 0, digits = 0;
  for (; g_ascii_isalpha(*at) && letters < 10000000; at++)
    letters = letters * 26 + (guint)(g_ascii_toupper(*at) - 'A') + 1;
  for (; g_ascii_isdigit(*at) && digits < 100000000; at++)
    digits = digits * 10 + (guint)(*at - '0');
  *column = letters;
  *row = digits;
  return *at == '\0' && letters > 0;
}
