/* Small tables of text, and the framework tables made of them. */
#include "datasets/csv/table.h"

#include <glib/gstdio.h>

#include "datasets/csv/framework-table.h"
#include "tests/shared/program.h"
#include "tests/shared/said.h"

static DgmiTable *read_text(const char *text, DgmiMessages *messages)
{
  return dgmi_table_read_text(text, strlen(text), "t.csv", NULL, messages);
}

static void assert_place(DgmiPlace place, guint line, guint column)
{
  g_assert_cmpstr(place.file, ==, "t.csv");
  g_assert_cmpuint(place.line, ==, line);
  g_assert_cmpuint(place.column, ==, column);
}

static void test_cells(void)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiTable) table =
      read_text("scenario,iCode,省\n\n\"a\nb\",TII,0.5\n,\"x, y\",\n", messages);
  ASSERT_SILENT(messages);
  g_assert_cmpuint(dgmi_table_n_rows(table), ==, 2);
  g_assert_cmpuint(dgmi_table_n_columns(table), ==, 3);
  g_assert_cmpstr(dgmi_table_column_name(table, 2), ==, "省");
  g_assert_null(dgmi_table_column_names(table)[3]);
  g_assert_cmpint(dgmi_table_find(table, "ICODE"), ==, 1);
  g_assert_cmpint(dgmi_table_find(table, "code"), ==, -1);
  g_assert_cmpstr(dgmi_table_cell(table, 0, 0), ==, "a\nb");
  g_assert_cmpstr(dgmi_table_cell(table, 1, 1), ==, "x, y");
  g_assert_cmpstr(dgmi_table_cell(table, 1, 2), ==, "");
  assert_place(dgmi_table_header_place(table, 2), 1, 16);
  assert_place(dgmi_table_place(table, 0, 0), 3, 1);
  assert_place(dgmi_table_place(table, 0, 2), 4, 8);
  assert_place(dgmi_table_place(table, 1, 1), 5, 2);
}

static void assert_refused(const char *text, const char *const *beginnings)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiTable) table = read_text(text, messages);
  g_assert_null(table);
  assert_said(messages, beginnings);
}
#define REFUSED(text, ...) assert_refused(text, (const char *const[]){__VA_ARGS__, NULL})

static void test_refusals(void)
{
  REFUSED("", "t.csv: error: the table is empty");
  REFUSED("a,b,A\n", "t.csv:1:5: error: column 'A' is already there (column 1)");
  REFUSED("a,,b\n", "t.csv:1:3: error: this column has no name");
  /* All rows are looked at before giving up. */
  REFUSED("a,b,c\n1,2\n1,2,3\n1,2,3,4\n",
          "t.csv:2:4: error: this row has 2 fields, the header has 3",
          "t.csv:4:7: error: this row has 4 fields, the header has 3");
  REFUSED("a,b\n1\n\"x", "t.csv:2:2: error: this row has 1 field, the header has 2",
          "t.csv:3:1: error: this quote is never closed");
  REFUSED("a,b,\n1,2,\n1,2,3\n", "t.csv:1:5: note: 1 empty column at the end",
          "t.csv:3:5: error: this field's column has no name");
}

static void test_left_out(void)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiTable) table = read_text("a,b,,\n1,2,,\n,,,\n,\n3,4,,\n", messages);
  g_assert_nonnull(table);
  g_assert_cmpuint(dgmi_table_n_rows(table), ==, 2);
  g_assert_cmpuint(dgmi_table_n_columns(table), ==, 2);
  g_assert_cmpstr(dgmi_table_cell(table, 1, 1), ==, "4");
  ASSERT_SAID(messages, "t.csv:1:5: note: 2 empty columns at the end were left out",
              "t.csv:3:1: note: 2 rows without any content were left out");
}

static DgmiFramework *read_framework(const char *text, DgmiMessages *messages)
{
  g_autofree char *name = write_file(text, strlen(text));
  DgmiFramework *framework = dgmi_framework_read(name, NULL, messages);
  g_unlink(name);
  return framework;
}

static void test_framework(void)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiFramework) framework =
      read_framework("Level,iCode,Parent,Direction,Type,Weight,iName_zh,goalpost_upper\n"
                     "1,TII,EGDI,-1,Indicator,2,基础设施,120\n"
                     "2,EGDI,NA,1,Aggregate,1,,\n",
                     messages);
  ASSERT_SILENT(messages);
  g_assert_cmpuint(dgmi_framework_n_nodes(framework), ==, 2);
  const DgmiNode *node = dgmi_framework_node(framework, 0);
  g_assert_cmpstr(node->code, ==, "TII");
  g_assert_cmpstr(node->name_zh, ==, "基础设施");
  g_assert_cmpint(node->direction, ==, -1);
  g_assert_cmpfloat(node->weight, ==, 2);
  g_assert_cmpfloat(node->param[DGMI_PARAM_GOALPOST_UPPER], ==, 120);
  g_assert_cmpuint(node->place.line, ==, 2);
  g_assert_cmpuint(node->place.column, ==, 3);
}

static void test_framework_columns(void)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiFramework) framework = read_framework(
      "icode,level,PARENT,type,remarks\nTII,1,EGDI,Indicator,x\nEGDI,2,,Aggregate,\n", messages);
  g_assert_nonnull(framework);
  g_autofree char *all = said(messages);
  g_assert_nonnull(strstr(all, "note: there is no column Direction; it is taken to be 1"));
  g_assert_nonnull(strstr(all, "note: there is no column Weight; it is taken to be 1"));
  g_assert_nonnull(strstr(all, ":1:25: note: 1 column is not used: 'remarks'"));
  g_assert_cmpuint(dgmi_messages_count(messages), ==, 3);
}

static void test_framework_slips(void)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiFramework) framework =
      read_framework("Level,iCode,Parent,Dierction,Weight\n1,TII,EGDI,1,1\n", messages);
  g_assert_null(framework);
  g_autofree char *all = said(messages);
  g_assert_nonnull(
      strstr(all, ":1:20: error: unknown column 'Dierction'; did you mean 'Direction'?"));
  g_assert_nonnull(strstr(all, ":1:1: error: there is no column Type"));
}

static void test_framework_faults(void)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiFramework) framework =
      read_framework("Level,iCode,Parent,Direction,Type,Weight\n"
                     "1,TII,EGID,1,Indicator,x\n2,EGDI,,1,Aggregate,1\n",
                     messages);
  g_assert_null(framework);
  g_autofree char *all = said(messages);
  g_assert_nonnull(strstr(all, ":2:7: error: Parent 'EGID'"));
  g_assert_nonnull(strstr(all, ":2:24: error: Weight 'x' is not a number"));
}

TEST_PROGRAM({"/table/cells", test_cells}, {"/table/refusals", test_refusals},
             {"/table/left-out", test_left_out}, {"/framework-table/read", test_framework},
             {"/framework-table/columns", test_framework_columns},
             {"/framework-table/slips", test_framework_slips},
             {"/framework-table/faults", test_framework_faults})
