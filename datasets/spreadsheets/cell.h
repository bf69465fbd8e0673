/* cell.h: what numbers of a sheet are as text. */
#pragma once

#include <glib.h>

/* What a format of numbers shows of a date. */
typedef enum
{
  DGMI_DATE_NONE, /* a number */
  DGMI_DATE_YEAR, /* the year alone */
  DGMI_DATE_DAY,  /* the day, and the time where there is one */
  DGMI_DATE_TIME  /* the time of day alone */
} DgmiDateFormat;

/* Of Excel's built-in formats, and of a format by its code ("yyyy-mm-dd"). */
DgmiDateFormat dgmi_date_format_of_id(guint id);
DgmiDateFormat dgmi_date_format_of_code(const char *code);

/* `text` becomes the number in its shortest form that reads back, or the date in ISO 8601 that the
 * days since the beginning of Excel's calendar are (`from_1904`: of its other one). FALSE where
 * `number` is none. */
gboolean dgmi_cell_number(const char *number, DgmiDateFormat format, gboolean from_1904,
                          char decimal, GString *text);

/* "C" -> 3, "C7" -> 3 and 7. FALSE for anything else, or beyond a million columns. */
gboolean dgmi_cell_address(const char *address, guint *row, guint *column);
