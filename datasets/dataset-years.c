#include <assert.h>
#include <errno.h>
#include <stdio.h>

#include "datasets/dataset-inside.h"
#include "datasets/value.h"

#define STDIN_MAX ((gsize)1 << 30)

gboolean dgmi_dataset_parse(const DgmiDatasetSource *source, const DgmiCsvOptions *options,
                            DgmiCsvHandler handler, gpointer user_data, DgmiMessages *messages)
{
  if (source->text != NULL)
    return dgmi_csv_read_text(source->text, source->length, source->name, options, handler,
                              user_data, messages);
  return dgmi_csv_read(source->name, options, handler, user_data, messages);
}

GString *dgmi_dataset_read_stdin(DgmiMessages *messages)
{
  g_autoptr(GString) text = g_string_new(NULL);
  char block[16384];
  gsize got;
  errno = 0;
  while ((got = fread(block, 1, sizeof block, stdin)) > 0 && text->len <= STDIN_MAX)
    g_string_append_len(text, block, (gssize)got);
  if (ferror(stdin))
    dgmi_io_failure(messages, DGMI_CSV_STDIN, "cannot be read: %s", g_strerror(errno));
  else if (text->len > STDIN_MAX)
    dgmi_io_failure(messages, DGMI_CSV_STDIN,
                    "more than 1 GiB; name the file, or choose a year, and it is read in parts");
  else
    return g_steal_pointer(&text);
  return NULL;
}

typedef struct
{
  DgmiHeader *header;
  int column;
  DgmiYears *years;
  DgmiMessages *messages;
} Scan;

static gboolean on_row(const DgmiCsvRow *row, gpointer user_data)
{
  Scan *scan = user_data;
  int year;
  if (scan->header == NULL)
  {
    scan->header = dgmi_header_new(row, scan->messages);
    scan->column = dgmi_dataset_find_keys(scan->header).year;
    return scan->column >= 0;
  }
  if (dgmi_header_check(scan->header, row, scan->messages) &&
      dgmi_value_read_year(row, (guint)scan->column, &year, scan->messages))
    dgmi_years_add(scan->years, year);
  return TRUE;
}

GArray *dgmi_dataset_scan_years(const DgmiDatasetSource *source, const DgmiCsvOptions *options,
                                GArray **units, DgmiMessages *messages)
{
  assert(source->name != NULL && messages != NULL);
  g_autoptr(DgmiYears) years = dgmi_years_new();
  Scan scan = {NULL, -1, years, messages};
  const gboolean read = dgmi_dataset_parse(source, options, on_row, &scan, messages);
  if (read && scan.header == NULL)
  {
    const DgmiPlace place = {source->name, 0, 0};
    dgmi_failure(messages, &place,
                 "the table is empty; its first line has the names of the columns");
  }
  dgmi_header_free(scan.header);
  return dgmi_years_list(years, units);
}

GArray *dgmi_dataset_years(const char *file, GArray **units, DgmiMessages *messages)
{
  assert(file != NULL);
  const guint failures = dgmi_messages_failures(messages);
  const DgmiDatasetSource source = {file, NULL, 0};
  g_autoptr(GArray) years = dgmi_dataset_scan_years(&source, NULL, units, messages);
  if (dgmi_messages_failures(messages) == failures)
    return g_steal_pointer(&years);
  if (units != NULL)
    g_clear_pointer(units, g_array_unref);
  return NULL;
}
