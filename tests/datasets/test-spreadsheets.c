/* Numbers, dates and addresses of sheets. */
#include "datasets/spreadsheets/cell.h"

static void assert_number(const char *number, DgmiDateFormat format, gboolean from_1904,
                          const char *expected)
{
  g_autoptr(GString) text = g_string_new("before");
  g_assert_true(dgmi_cell_number(number, format, from_1904, '.', text));
  g_assert_cmpstr(text->str, ==, expected);
}

static void test_numbers(void)
{
  g_autoptr(GString) text = g_string_new(NULL);
  assert_number("0.10000000000000001", DGMI_DATE_NONE, FALSE, "0.1");
  assert_number("1.2345678901234567E-3", DGMI_DATE_NONE, FALSE, "0.0012345678901234567");
  assert_number("440000", DGMI_DATE_NONE, FALSE, "440000");
  g_assert_true(dgmi_cell_number("0.5", DGMI_DATE_NONE, FALSE, ',', text));
  g_assert_cmpstr(text->str, ==, "0,5");
  g_assert_false(dgmi_cell_number("1e999", DGMI_DATE_NONE, FALSE, '.', text));
  g_assert_false(dgmi_cell_number("", DGMI_DATE_NONE, FALSE, '.', text));
}

static void test_dates(void)
{
  assert_number("1", DGMI_DATE_DAY, FALSE, "1900-01-01");
  assert_number("59", DGMI_DATE_DAY, FALSE, "1900-02-28");
  assert_number("61", DGMI_DATE_DAY, FALSE, "1900-03-01");
  assert_number("44927", DGMI_DATE_DAY, FALSE, "2023-01-01");
  assert_number("43465", DGMI_DATE_DAY, TRUE, "2023-01-01");
  assert_number("44927.75", DGMI_DATE_DAY, FALSE, "2023-01-01T18:00:00");
  assert_number("44927", DGMI_DATE_YEAR, FALSE, "2023");
  assert_number("0.5", DGMI_DATE_TIME, FALSE, "12:00:00");
  assert_number("2958465", DGMI_DATE_DAY, FALSE, "9999-12-31");
  assert_number("2958466", DGMI_DATE_DAY, FALSE, "2958466");
  assert_number("-1", DGMI_DATE_DAY, FALSE, "-1");
}

static void test_formats(void)
{
  static const struct
  {
    const char *code;
    DgmiDateFormat format;
  } formats[] = {{"General", DGMI_DATE_NONE},
                 {"0.00E+00", DGMI_DATE_NONE},
                 {"#,##0 \"days\"", DGMI_DATE_NONE},
                 {"[Red]-0.0%", DGMI_DATE_NONE},
                 {"0\\d", DGMI_DATE_NONE},
                 {"yyyy", DGMI_DATE_YEAR},
                 {"yyyy\"年\"", DGMI_DATE_YEAR},
                 {"[$-409]d-mmm-yy;@", DGMI_DATE_DAY},
                 {"mmm", DGMI_DATE_DAY},
                 {"yyyy-mm-dd hh:mm", DGMI_DATE_DAY},
                 {"hh:mm AM/PM", DGMI_DATE_TIME},
                 {"[h]:mm", DGMI_DATE_TIME},
                 {"\"open", DGMI_DATE_NONE},
                 {"[", DGMI_DATE_NONE},
                 {"\\", DGMI_DATE_NONE}};
  for (guint i = 0; i < G_N_ELEMENTS(formats); i++)
  {
    g_test_message("%s", formats[i].code);
    g_assert_cmpint(dgmi_date_format_of_code(formats[i].code), ==, formats[i].format);
  }
  g_assert_cmpint(dgmi_date_format_of_id(14), ==, DGMI_DATE_DAY);
  g_assert_cmpint(dgmi_date_format_of_id(20), ==, DGMI_DATE_TIME);
  g_assert_cmpint(dgmi_date_format_of_id(10), ==, DGMI_DATE_NONE);
}

static void test_addresses(void)
{
  guint row, column;
  g_assert_true(dgmi_cell_address("AB12", &row, &column));
  g_assert_cmpuint(row, ==, 12);
  g_assert_cmpuint(column, ==, 28);
  g_assert_true(dgmi_cell_address("XFD1048576", &row, &column));
  g_assert_cmpuint(column, ==, 16384);
  g_assert_false(dgmi_cell_address("12", &row, &column));
  g_assert_false(dgmi_cell_address("A1:B2", &row, &column));
  g_assert_false(dgmi_cell_address("", &row, &column));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/spreadsheets/numbers", test_numbers);
  g_test_add_func("/spreadsheets/dates", test_dates);
  g_test_add_func("/spreadsheets/formats", test_formats);
  g_test_add_func("/spreadsheets/addresses", test_addresses);
  return g_test_run();
}
