/* Any bytes are a table or a list of failures, and the reader's promises about rows hold. */
#include "datasets/csv/csv.h"

#define FUZZ_NAME "csv"
#include "tests/fuzz/fuzz.h"

#include <string.h>

static gboolean look_at_row(const DgmiCsvRow *row, gpointer user_data)
{
  gsize *bytes = user_data;
  for (guint i = 0; i < dgmi_csv_row_n(row); i++)
  {
    gsize length = 0;
    const char *field = dgmi_csv_row_field(row, i, &length);
    g_assert_cmpuint(strlen(field), ==, length);
    g_assert_true(g_utf8_validate(field, -1, NULL));
    *bytes += length;
  }
  const DgmiPlace end = dgmi_csv_row_place(row, dgmi_csv_row_n(row));
  g_assert_cmpuint(end.line, >=, 1);
  return TRUE;
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
  gsize bytes = 0;
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  gboolean good = dgmi_csv_read_text(&(DgmiCsvText){(const char *)data, size, "fuzz.csv"}, NULL,
                                     look_at_row, &bytes, messages);
  g_assert_true(good == (dgmi_messages_failures(messages) == 0));
  g_assert_cmpuint(bytes, <=, size);
  return 0;
}
