/* test-grid.c: printing of result tables, and where the text goes.
 *
 * Exact bytes of one small grid in every format, line widths for any terminal, and as a property
 * that random grids read back from CSV cell by cell. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command/run/display.h"
#include "command/run/module.h"
#include "command/run/output.h"
#include "command/run/print.h"
#include "datasets/csv/csv.h"
#include "indicators/base/error.h"
#include "indicators/base/text.h"

/* A grid with one of everything that some format has to look after. */
static DgmiGrid *sample(void)
{
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_set_title(grid, "Index %d", 2022);
  dgmi_grid_add_column(
      grid, &(DgmiColumnInfo){.name = "rank", .heading = "排名", .kind = DGMI_CELL_INTEGER});
  dgmi_grid_add_column(grid, &(DgmiColumnInfo){.name = "name", .kind = DGMI_CELL_TEXT});
  dgmi_grid_add_column(grid, &(DgmiColumnInfo){.name = "score",
                                               .heading = "Score_1",
                                               .kind = DGMI_CELL_NUMBER,
                                               .decimals = 4,
                                               .emphasis = TRUE});
  dgmi_grid_add_column(grid,
                       &(DgmiColumnInfo){.name = "gap", .kind = DGMI_CELL_NUMBER, .decimals = -1});
  dgmi_grid_add_row(grid);
  dgmi_grid_integer(grid, 0, 1);
  dgmi_grid_text(grid, 1, "中国 \"PRC\"");
  dgmi_grid_number(grid, 2, 0.97171);
  dgmi_grid_number(grid, 3, 1e-300);
  dgmi_grid_add_row(grid);
  dgmi_grid_emphasise(grid);
  dgmi_grid_number(grid, 0, 2.5);
  dgmi_grid_text(grid, 1, "R&D | a_b, 5%");
  dgmi_grid_number(grid, 2, -0.5);
  dgmi_grid_number(grid, 3, 0.1 + 0.2);
  dgmi_grid_add_row(grid);
  dgmi_grid_integer(grid, 0, DGMI_GRID_MISSING);
  dgmi_grid_text(grid, 1, "[x]\ty\nz");
  dgmi_grid_number(grid, 2, NAN);
  dgmi_grid_note(grid, "Data: 50%% & more.");
  return grid;
}

static char *print(const DgmiGrid *grid, DgmiFormat format, guint width)
{
  g_autoptr(GError) error = NULL;
  const DgmiPrintOptions opts = {.format = format, .width = width};
  char *text = dgmi_grid_format(grid, &opts, &error);
  g_assert_no_error(error);
  g_assert_nonnull(text);
  return text;
}

static void check(DgmiFormat format, const char *expected)
{
  g_autoptr(DgmiGrid) grid = sample();
  g_autofree char *text = print(grid, format, 0);
  g_assert_cmpstr(text, ==, expected);
}

static void test_csv(void)
{
  check(DGMI_FORMAT_CSV, "rank,name,score,gap\n"
                         "1,\"中国 \"\"PRC\"\"\",0.97171,1e-300\n"
                         "2.5,\"R&D | a_b, 5%\",-0.5,0.30000000000000004\n"
                         ",\"[x]\ty\nz\",,\n");
}

static void test_tsv(void)
{
  check(DGMI_FORMAT_TSV, "rank\tname\tscore\tgap\n"
                         "1\t中国 \"PRC\"\t0.97171\t1e-300\n"
                         "2.5\tR&D | a_b, 5%\t-0.5\t0.30000000000000004\n"
                         "\t[x] y z\t\t\n");
}

static void test_json(void)
{
  check(DGMI_FORMAT_JSON,
        "[\n"
        "  {\"rank\": 1, \"name\": \"中国 \\\"PRC\\\"\", \"score\": 0.97171, \"gap\": 1e-300},\n"
        "  {\"rank\": 2.5, \"name\": \"R&D | a_b, 5%\", \"score\": -0.5, "
        "\"gap\": 0.30000000000000004},\n"
        "  {\"rank\": null, \"name\": \"[x]\\ty\\nz\", \"score\": null, \"gap\": null}\n"
        "]\n");

  g_autoptr(DgmiGrid) grid = dgmi_grid_new();
  dgmi_grid_add_column(grid, &(DgmiColumnInfo){.name = "a", .kind = DGMI_CELL_NUMBER});
  g_autofree char *empty = print(grid, DGMI_FORMAT_JSON, 0);
  g_assert_cmpstr(empty, ==, "[]\n");
  dgmi_grid_add_row(grid);
  dgmi_grid_number(grid, 0, INFINITY);
  dgmi_grid_add_row(grid);
  dgmi_grid_text(grid, 0, "\001\\\177/");
  g_autofree char *odd = print(grid, DGMI_FORMAT_JSON, 0);
  g_assert_cmpstr(odd, ==, "[\n  {\"a\": null},\n  {\"a\": \"\\u0001\\\\\\u007f/\"}\n]\n");
}

static void test_md(void)
{
  check(DGMI_FORMAT_MD, "**Index 2022**\n"
                        "\n"
                        "| 排名 | name | Score_1 | gap |\n"
                        "|---:|---|---:|---:|\n"
                        "| 1 | 中国 \"PRC\" | **0.9717** | 1e-300 |\n"
                        "| **2.5** | **R\\&D \\| a_b, 5%** | **-0.5000** "
                        "| **0.30000000000000004** |\n"
                        "| – | \\[x] y z | – | – |\n"
                        "\n"
                        "Data: 50% & more.\n");
}

static void test_tex(void)
{
  check(DGMI_FORMAT_TEX,
        "% Index 2022\n"
        "% \\usepackage{booktabs}\n"
        "% \\usepackage{ctex} % XeLaTeX or LuaLaTeX\n"
        "\\begin{tabular}{rlrr}\n"
        "\\toprule\n"
        "排名 & name & Score\\_1 & gap \\\\\n"
        "\\midrule\n"
        "1 & 中国 \"PRC\" & \\textbf{0.9717} & "
        "$1\\times10^{-300}$ \\\\\n"
        "\\textbf{2.5} & \\textbf{R\\&D \\textbar{} a\\_b, 5\\%} & \\textbf{$-$0.5000} & "
        "\\textbf{0.30000000000000004} \\\\\n"
        "-- & {[}x{]} y z & -- & -- \\\\\n"
        "\\bottomrule\n"
        "\\end{tabular}\n"
        "\\par\\smallskip{\\footnotesize Data: 50\\% \\& more.\\par}\n");
}

static void test_table(void)
{
  check(DGMI_FORMAT_TABLE, "Index 2022\n"
                           "排名  name           Score_1                  gap\n"
                           "─────────────────────────────────────────────────\n"
                           "   1  中国 \"PRC\"      0.9717               1e-300\n"
                           " 2.5  R&D | a_b, 5%  -0.5000  0.30000000000000004\n"
                           "   –  [x] y z              –                    –\n"
                           "\n"
                           "Data: 50% & more.\n");
}

static void test_color(void)
{
  g_autoptr(DgmiGrid) grid = dgmi_grid_new();
  dgmi_grid_add_column(grid, &(DgmiColumnInfo){.name = "code", .kind = DGMI_CELL_TEXT});
  dgmi_grid_add_column(grid, &(DgmiColumnInfo){.name = "n", .kind = DGMI_CELL_INTEGER});
  dgmi_grid_add_column(grid, &(DgmiColumnInfo){.name = "t", .kind = DGMI_CELL_TEXT});
  dgmi_grid_add_row(grid);
  dgmi_grid_text(grid, 0, "A\033[31m");
  dgmi_grid_add_row(grid);
  dgmi_grid_emphasise(grid);
  dgmi_grid_integer(grid, 1, 12);
  dgmi_grid_text(grid, 2, " ");

  const DgmiPrintOptions opts = {.color = TRUE};
  g_autofree char *text = dgmi_grid_format(grid, &opts, NULL);
  g_assert_cmpstr(text, ==,
                  "\033[1mcode\033[0m     \033[1mn\033[0m  \033[1mt\033[0m\n"
                  "─────────────\n"
                  "A�[31m   –  –\n"
                  "\033[1m–\033[0m       \033[1m12\033[0m\n");
}

/* Grids that follow are for people only. */
static void test_chain(void)
{
  g_autoptr(DgmiGrid) grid = dgmi_grid_new();
  DgmiGrid *next = dgmi_grid_new();
  dgmi_grid_add_column(grid, &(DgmiColumnInfo){.name = "a", .kind = DGMI_CELL_TEXT});
  dgmi_grid_add_column(next, &(DgmiColumnInfo){.name = "b", .kind = DGMI_CELL_TEXT});
  dgmi_grid_set_title(next, "Second");
  dgmi_grid_append(grid, next);
  dgmi_grid_append(grid, dgmi_grid_new());
  dgmi_grid_note(grid, "First's");
  g_autofree char *table = print(grid, DGMI_FORMAT_TABLE, 0);
  g_autofree char *md = print(grid, DGMI_FORMAT_MD, 0);
  g_autofree char *csv = print(grid, DGMI_FORMAT_CSV, 0);
  g_assert_cmpstr(table, ==, "a\n─\n\nFirst's\n\nSecond\nb\n─\n\n");
  g_assert_cmpstr(md, ==, "| a |\n|---|\n\nFirst's\n\n**Second**\n\n| b |\n|---|\n\n");
  g_assert_cmpstr(csv, ==, "a\n");
}

static void test_single_empty_field(void)
{
  g_autoptr(DgmiGrid) grid = dgmi_grid_new();
  dgmi_grid_add_column(grid, &(DgmiColumnInfo){.name = "a", .kind = DGMI_CELL_TEXT});
  dgmi_grid_add_row(grid);
  g_autofree char *csv = print(grid, DGMI_FORMAT_CSV, 0);
  g_assert_cmpstr(csv, ==, "a\n\"\"\n");
}

/* A column's decimals are left aside where they say nothing or would not fit. */
static void test_decimals(void)
{
  g_autoptr(DgmiGrid) grid = dgmi_grid_new();
  dgmi_grid_add_column(grid,
                       &(DgmiColumnInfo){.name = "a", .kind = DGMI_CELL_NUMBER, .decimals = 15});
  const double values[] = {1e300, -1.7976931348623157e308, 999999999999.5, -0.0, 1e-300};
  for (guint i = 0; i < G_N_ELEMENTS(values); i++)
  {
    dgmi_grid_add_row(grid);
    dgmi_grid_number(grid, 0, values[i]);
  }
  g_autofree char *text = print(grid, DGMI_FORMAT_TABLE, 0);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  const char *const expected[] = {"1e300", "-1.7976931348623157e308",
                                  "999999999999.500000000000000", "0.000000000000000",
                                  "0.000000000000000"};
  for (guint i = 0; i < G_N_ELEMENTS(expected); i++)
    g_assert_cmpstr(g_strstrip(lines[i + 2]), ==, expected[i]);
}

static void test_invalid_utf8(void)
{
  g_autoptr(DgmiGrid) grid = dgmi_grid_new();
  dgmi_grid_add_column(grid, &(DgmiColumnInfo){.name = "a", .kind = DGMI_CELL_TEXT});
  dgmi_grid_add_row(grid);
  dgmi_grid_text(grid, 0, "x\xff");
  dgmi_grid_note(grid, "%s", "\xe4\xb8");
  g_autofree char *text = print(grid, DGMI_FORMAT_TABLE, 0);
  g_assert_true(g_utf8_validate(text, -1, NULL));
}

static void test_display_width(void)
{
  g_assert_cmpuint(dgmi_display_width(""), ==, 0);
  g_assert_cmpuint(dgmi_display_width("abc"), ==, 3);
  g_assert_cmpuint(dgmi_display_width("广东"), ==, 4);
  g_assert_cmpuint(dgmi_display_width("e\xcc\x81"), ==, 1);    /* combining acute */
  g_assert_cmpuint(dgmi_display_width("\xe2\x80\x8b"), ==, 0); /* zero-width space */
  g_assert_cmpuint(dgmi_display_width("–…·"), ==, 3);
}

static void check_fit(const char *text, guint width, const char *expected)
{
  g_autofree char *fitted = dgmi_display_fit(g_strdup(text), width);
  g_assert_cmpstr(fitted, ==, expected);
}

static void test_display_fit(void)
{
  check_fit("abc", 3, "abc");
  check_fit("abcd", 3, "ab…");
  check_fit("广东省", 6, "广东省");
  check_fit("广东省", 5, "广东…");
  check_fit("广东省", 4, "广…");
  check_fit("广东省", 1, "…");
  check_fit("e\xcc\x81tat", 2, "e\xcc\x81…");
}

static void check_wrap(const char *text, guint width, const char *expected)
{
  g_autoptr(GString) out = g_string_new(NULL);
  dgmi_display_wrap(out, text, width);
  g_assert_cmpstr(out->str, ==, expected);
}

static void test_display_wrap(void)
{
  check_wrap("one two three", 0, "one two three\n");
  check_wrap("one two three", 7, "one two\nthree\n");
  check_wrap("one  two", 20, "one  two\n");
  check_wrap("see https://example.org/x now", 8, "see\nhttps://example.org/x\nnow\n");
  check_wrap("数据来源：联合国。", 10, "数据来源：\n联合国。\n");
  check_wrap("数据来源：联合国。", 9, "数据来\n源：联合\n国。\n");
  check_wrap("按（甲乙）计", 5, "按\n（甲\n乙）\n计\n");
  check_wrap("", 5, "\n");
}

/* Random text with what formats find hard: quotes, delimiters, blanks at the ends, wide characters.
 * No line break is a bare CR, which no reader of CSV keeps. */
static char *random_text(void)
{
  static const char *const parts[] = {"a",  "Z", "7", ",",  "\"",   ";",      "\t",
                                      "\n", " ", "|", "\\", "中",   "广东省", "e\xcc\x81",
                                      "_",  "*", "%", "é",  "\"\"", "-",      "0.5"};
  GString *text = g_string_new(NULL);
  for (gint n = g_test_rand_int_range(0, 14); n > 0; n--)
    g_string_append(text, parts[g_test_rand_int_range(0, G_N_ELEMENTS(parts))]);
  return g_string_free(text, FALSE);
}

static double random_number(void)
{
  const double number = g_test_rand_double_range(-1, 1);
  return number * pow(10, g_test_rand_int_range(-300, 300));
}

/* The kinds of columns are text, number, integer, text, … */
static DgmiGrid *random_grid(void)
{
  static const DgmiGridCellKind kinds[] = {DGMI_CELL_TEXT, DGMI_CELL_NUMBER, DGMI_CELL_INTEGER};
  const guint n = (guint)g_test_rand_int_range(1, 7);
  DgmiGrid *grid = dgmi_grid_new();
  for (guint i = 0; i < n; i++)
  {
    g_autofree char *name = g_strdup_printf("column_%u", i);
    dgmi_grid_add_column(grid,
                         &(DgmiColumnInfo){.name = name, .kind = kinds[i % 3], .decimals = -1});
  }
  for (gint rows = g_test_rand_int_range(0, 9); rows > 0; rows--)
  {
    dgmi_grid_add_row(grid);
    for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = random_text();
      if (g_test_rand_int_range(0, 5) == 0)
        continue;
      if (i % 3 == 0)
        dgmi_grid_text(grid, i, text);
      else if (i % 3 == 1)
        dgmi_grid_number(grid, i, random_number());
      else
        dgmi_grid_integer(grid, i, g_test_rand_int());
    }
  }
  return grid;
}

/* Blocks of a header, a rule, all rows and a blank line. No line is wider than its block's rule,
 * none ends in a blank, and where text can give way the whole fits the terminal. */
static void test_table_widths(void)
{
  for (guint round = 0; round < 300; round++)
  {
    g_autoptr(DgmiGrid) grid = random_grid();
    const guint width = (guint)g_test_rand_int_range(0, 120);
    const guint height = dgmi_grid_n_rows(grid) + 3;
    g_autofree char *text = print(grid, DGMI_FORMAT_TABLE, width);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    const guint n_lines = g_strv_length(lines);
    g_assert_cmpuint(n_lines % height, ==, 0);
    g_assert_cmpuint(n_lines / height, <=, width == 0 ? 1 : dgmi_grid_n_columns(grid));
    for (guint i = 0; i < n_lines; i++)
    {
      const guint rule = dgmi_display_width(lines[i - i % height + 1]);
      g_assert_cmpuint(dgmi_display_width(lines[i]), <=, rule);
      g_assert_false(g_str_has_suffix(lines[i], " "));
      if (width >= 10 && dgmi_grid_n_columns(grid) == 1)
        g_assert_cmpuint(rule, <=, width);
    }
  }
}

static void test_table_shrinks(void)
{
  g_autoptr(DgmiGrid) grid = dgmi_grid_new();
  dgmi_grid_add_column(grid, &(DgmiColumnInfo){.name = "code", .kind = DGMI_CELL_TEXT});
  dgmi_grid_add_column(grid,
                       &(DgmiColumnInfo){.name = "name", .kind = DGMI_CELL_TEXT, .min_width = 8});
  dgmi_grid_add_column(grid, &(DgmiColumnInfo){.name = "s",
                                               .heading = "Online Service Index",
                                               .kind = DGMI_CELL_NUMBER,
                                               .decimals = 4});
  dgmi_grid_add_row(grid);
  dgmi_grid_text(grid, 0, "GBR");
  dgmi_grid_text(grid, 1, "United Kingdom of Great Britain");
  dgmi_grid_number(grid, 2, 0.886);

  g_autofree char *wide = print(grid, DGMI_FORMAT_TABLE, 50);
  g_assert_cmpstr(wide, ==,
                  "                                            Online\n"
                  "                                           Service\n"
                  "code  name                                   Index\n"
                  "──────────────────────────────────────────────────\n"
                  "GBR   United Kingdom of Great Britain       0.8860\n");
  g_autofree char *narrow = print(grid, DGMI_FORMAT_TABLE, 26);
  g_assert_cmpstr(narrow, ==,
                  "                    Online\n"
                  "                   Service\n"
                  "code  name           Index\n"
                  "──────────────────────────\n"
                  "GBR   United Kin…   0.8860\n");
}

/* Too many columns for a line: blocks of about the same width, each with rank, code and name. */
static void test_table_blocks(void)
{
  static const char *const headings[] = {"own", "Denmark", "United Kingdom", "广东模式", "pca"};
  g_autoptr(DgmiGrid) grid = dgmi_grid_new();
  dgmi_grid_add_column(grid, &(DgmiColumnInfo){.name = "rank", .kind = DGMI_CELL_INTEGER});
  dgmi_grid_add_column(grid, &(DgmiColumnInfo){.name = "code", .kind = DGMI_CELL_TEXT});
  dgmi_grid_add_column(grid, &(DgmiColumnInfo){.name = "name", .kind = DGMI_CELL_TEXT});
  for (guint i = 0; i < G_N_ELEMENTS(headings); i++)
    dgmi_grid_add_column(grid, &(DgmiColumnInfo){.name = headings[i], .kind = DGMI_CELL_INTEGER});
  dgmi_grid_add_row(grid);
  dgmi_grid_integer(grid, 0, 2);
  dgmi_grid_text(grid, 1, "CN-GD");
  dgmi_grid_text(grid, 2, "Guangdong Province");
  for (guint i = 0; i < G_N_ELEMENTS(headings); i++)
    dgmi_grid_integer(grid, 3 + i, 100 + i);
  dgmi_grid_note(grid, "A note.");

  g_autofree char *text = print(grid, DGMI_FORMAT_TABLE, 46);
  g_assert_cmpstr(text, ==,
                  "rank  code   name                own  Denmark\n"
                  "─────────────────────────────────────────────\n"
                  "   2  CN-GD  Guangdong Province  100      101\n"
                  "\n"
                  "                             United  广东\n"
                  "rank  code   name           Kingdom  模式  pca\n"
                  "──────────────────────────────────────────────\n"
                  "   2  CN-GD  Guangdong Pr…      102   103  104\n"
                  "\n"
                  "A note.\n");
}

typedef struct
{
  const DgmiGrid *grid;
  guint line; /* 0 = the header */
} Reread;

static gboolean compare_row(const DgmiCsvRow *row, gpointer user_data)
{
  Reread *reread = user_data;
  const guint n = dgmi_grid_n_columns(reread->grid);
  g_assert_cmpuint(dgmi_csv_row_n(row), ==, n);
  for (guint i = 0; i < n; i++)
  {
    gsize length;
    const char *field = dgmi_csv_row_field(row, i, &length);
    const DgmiGridCell cell =
        reread->line > 0
            ? dgmi_grid_get_cell(reread->grid, reread->line - 1, i)
            : (DgmiGridCell){DGMI_CELL_TEXT, {dgmi_grid_get_column(reread->grid, i)->name}};
    double number;
    if (cell.kind == DGMI_CELL_MISSING)
      g_assert_cmpstr(field, ==, "");
    else if (cell.kind == DGMI_CELL_TEXT)
      g_assert_cmpstr(field, ==, cell.text);
    else
    {
      g_assert_cmpint(dgmi_number_parse(field, length, &number), ==, DGMI_NUMBER_OK);
      g_assert_true(number == (cell.kind == DGMI_CELL_NUMBER ? cell.number : (double)cell.integer));
    }
  }
  reread->line++;
  return TRUE;
}

static void test_csv_reads_back(void)
{
  for (guint round = 0; round < 300; round++)
  {
    g_autoptr(DgmiGrid) grid = random_grid();
    g_autofree char *csv = print(grid, DGMI_FORMAT_CSV, 0);
    g_autoptr(DgmiMessages) messages = dgmi_messages_new();
    const DgmiCsvOptions options = {.delimiter = ','};
    Reread reread = {.grid = grid};
    g_assert_true(dgmi_csv_read_text(&(DgmiCsvText){csv, strlen(csv), "csv"}, &options, compare_row,
                                     &reread, messages));
    g_assert_cmpuint(dgmi_messages_count(messages), ==, 0);
    g_assert_cmpuint(reread.line, ==, dgmi_grid_n_rows(grid) + 1);
  }
}

static void test_module_missing(void)
{
  g_autoptr(GError) error = NULL;
  g_assert_null(dgmi_module_symbol("no-such", "x", &error));
  g_assert_error(error, DGMI_ERROR, DGMI_ERROR_IO);
  g_assert_nonnull(strstr(error->message, "dgmi-no-such.so"));
  g_assert_true(dgmi_module_in_build_tree());
}

static void check_format(const char *name, const char *file, DgmiFormat expected)
{
  g_autoptr(GError) error = NULL;
  DgmiFormat format;
  g_assert_true(dgmi_output_format(name, file, &format, &error));
  g_assert_no_error(error);
  g_assert_cmpint(format, ==, expected);
}

static void test_output_format(void)
{
  check_format(NULL, NULL, DGMI_FORMAT_TABLE);
  check_format("tsv", NULL, DGMI_FORMAT_TSV);
  check_format("md", "a.csv", DGMI_FORMAT_MD);
  check_format(NULL, "a.b/x.CSV", DGMI_FORMAT_CSV);
  check_format(NULL, "x.xlsx", DGMI_FORMAT_XLSX);
  check_format(NULL, "x.txt", DGMI_FORMAT_TABLE);
  check_format(NULL, "/tmp/tmp.Xb23", DGMI_FORMAT_TABLE);
  check_format(NULL, "a.csv/x", DGMI_FORMAT_TABLE);
  check_format(NULL, "-", DGMI_FORMAT_TABLE);

  g_autoptr(GError) unknown = NULL;
  g_autoptr(GError) ending = NULL;
  DgmiFormat format;
  g_assert_false(dgmi_output_format("cvs", NULL, &format, &unknown));
  g_assert_error(unknown, DGMI_ERROR, DGMI_ERROR_USAGE);
  g_assert_nonnull(strstr(unknown->message, "did you mean 'csv'?"));
  g_assert_false(dgmi_output_format(NULL, "x.pdf", &format, &ending));
  g_assert_error(ending, DGMI_ERROR, DGMI_ERROR_USAGE);
}

static void test_output_color(void)
{
  g_autoptr(GError) error = NULL;
  gboolean color = FALSE;
  g_assert_true(dgmi_output_color("always", 1, &color, NULL) && color);
  g_assert_true(dgmi_output_color("never", 1, &color, NULL) && !color);
  const int fd = open("/dev/null", O_WRONLY);
  g_assert_true(dgmi_output_color("auto", fd, &color, NULL) && !color);
  g_assert_true(dgmi_output_color(NULL, fd, &color, NULL) && !color);
  g_assert_cmpuint(dgmi_output_width(fd), ==, 0);
  close(fd);
  g_assert_false(dgmi_output_color("allways", 1, &color, &error));
  g_assert_error(error, DGMI_ERROR, DGMI_ERROR_USAGE);
}

static void check_file(const char *file, const char *expected, int mode)
{
  g_autofree char *text = NULL;
  struct stat status;
  g_assert_true(g_file_get_contents(file, &text, NULL, NULL));
  g_assert_cmpstr(text, ==, expected);
  g_assert_cmpint(stat(file, &status), ==, 0);
  g_assert_cmpint(status.st_mode & 0777, ==, mode);
}

static void test_output_file(void)
{
  g_autofree char *folder = g_dir_make_tmp("dgmi-test-XXXXXX", NULL);
  g_autofree char *file = g_build_filename(folder, "a.csv", NULL);
  g_autofree char *link = g_build_filename(folder, "link.csv", NULL);
  g_autofree char *nowhere = g_build_filename(folder, "no", "a.csv", NULL);
  g_autoptr(GError) missing = NULL;
  g_autoptr(GError) is_folder = NULL;

  g_assert_true(dgmi_output_write(file, "one\n", 4, NULL));
  check_file(file, "one\n", 0644);
  g_assert_cmpint(chmod(file, 0600), ==, 0);
  g_assert_cmpint(symlink("a.csv", link), ==, 0);
  g_assert_true(dgmi_output_write(link, "two\n", 4, NULL));
  check_file(file, "two\n", 0600);
  g_assert_true(g_file_test(link, G_FILE_TEST_IS_SYMLINK));

  g_assert_false(dgmi_output_write(nowhere, "x", 1, &missing));
  g_assert_error(missing, DGMI_ERROR, DGMI_ERROR_IO);
  g_assert_false(dgmi_output_write(folder, "x", 1, &is_folder));
  g_assert_error(is_folder, DGMI_ERROR, DGMI_ERROR_IO);
  g_assert_cmpint(g_unlink(link), ==, 0);
  g_assert_cmpint(g_unlink(file), ==, 0);
  g_assert_cmpint(g_rmdir(folder), ==, 0); /* nothing is left beside them */
}

/* A pipe with more in it than it can hold at once, and one nobody reads. */
static void test_output_pipe(void)
{
  const gsize length = 300000;
  g_autofree char *bytes = g_malloc0(length);
  int fds[2];
  g_assert_cmpint(pipe(fds), ==, 0);
  g_autofree char *name = g_strdup_printf("/dev/fd/%d", fds[1]);
  close(fds[0]);
  g_assert_true(dgmi_output_write(name, bytes, length, NULL));
  close(fds[1]);
  g_assert_true(dgmi_output_write("/dev/null", bytes, length, NULL));

  g_autoptr(GError) error = NULL;
  g_assert_false(dgmi_output_write("/dev/full", bytes, length, &error));
  g_assert_error(error, DGMI_ERROR, DGMI_ERROR_IO);
  g_assert_nonnull(strstr(error->message, "/dev/full"));
  g_assert_nonnull(strstr(error->message, g_strerror(ENOSPC)));
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  signal(SIGPIPE, SIG_IGN);
  umask(022);
  g_test_add_func("/grid/csv", test_csv);
  g_test_add_func("/grid/csv-reads-back", test_csv_reads_back);
  g_test_add_func("/grid/single-empty-field", test_single_empty_field);
  g_test_add_func("/grid/tsv", test_tsv);
  g_test_add_func("/grid/json", test_json);
  g_test_add_func("/grid/md", test_md);
  g_test_add_func("/grid/tex", test_tex);
  g_test_add_func("/grid/table", test_table);
  g_test_add_func("/grid/table-widths", test_table_widths);
  g_test_add_func("/grid/table-blocks", test_table_blocks);
  g_test_add_func("/grid/table-shrinks", test_table_shrinks);
  g_test_add_func("/grid/color", test_color);
  g_test_add_func("/grid/chain", test_chain);
  g_test_add_func("/grid/decimals", test_decimals);
  g_test_add_func("/grid/invalid-utf8", test_invalid_utf8);
  g_test_add_func("/display/width", test_display_width);
  g_test_add_func("/display/fit", test_display_fit);
  g_test_add_func("/display/wrap", test_display_wrap);
  g_test_add_func("/module/missing", test_module_missing);
  g_test_add_func("/output/format", test_output_format);
  g_test_add_func("/output/color", test_output_color);
  g_test_add_func("/output/file", test_output_file);
  g_test_add_func("/output/pipe", test_output_pipe);
  return g_test_run();
}
