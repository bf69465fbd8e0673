#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "datasets/layouts/layout.h"

#define STDIN_MAX ((gsize)1 << 30)

/* Where a table's text comes from: memory if `text` is not NULL, else the file called `name`. */
typedef struct
{
  const char *name; /* "-" = standard input */
  const char *text;
  gsize length;
} Source;

static const char *name_of(const Source *source)
{
  const gboolean standard_input = source->text == NULL && strcmp(source->name, "-") == 0;
  return standard_input ? DGMI_CSV_STDIN : source->name;
}

/* Says why a table that was read without failure has nothing to offer. */
static void check_content(const DgmiReading *reading)
{
  const DgmiPlace place = {.file = reading->dataset->file};
  if (reading->dataset->n_units > 0)
    return;
  g_autofree char *years = dgmi_years_text(reading->years);
  if (reading->header == NULL)
    dgmi_failure(reading->messages, &place,
                 "the table is empty; its first line has the names of the columns");
  else if (reading->year != 0 && years[0] != '\0')
    dgmi_failure(reading->messages, &place, "the table has no year %d; choose among %s",
                 reading->year, years);
  else
    dgmi_failure(reading->messages, &place, "the table has a header but no unit; add a row a unit");
}

static gboolean parse(DgmiReading *reading, const Source *source)
{
  const DgmiCsvOptions *options = &reading->options->csv;
  const gboolean read =
      source->text != NULL
          ? dgmi_csv_read_text(&(DgmiCsvText){source->text, source->length, source->name}, options,
                               dgmi_reading_on_row, reading, reading->messages)
          : dgmi_csv_read(source->name, options, dgmi_reading_on_row, reading, reading->messages);
  dgmi_reading_end(reading);
  return read;
}

/* Reads the rows of `year`; 0 = all. */
static DgmiDataset *read_year(const Source *source, const DgmiDatasetOptions *options, int year,
                              DgmiMessages *messages)
{
  const guint failures = dgmi_messages_failures(messages);
  DgmiReading reading;
  dgmi_reading_init(&reading, name_of(source), options, year, messages);
  if (parse(&reading, source) && dgmi_messages_failures(messages) == failures)
    check_content(&reading);
  dgmi_dataset_finish(reading.dataset);
  DgmiDataset *dataset =
      dgmi_messages_failures(messages) > failures ? NULL : g_steal_pointer(&reading.dataset);
  dgmi_reading_clear(&reading);
  return dataset;
}

/* The years of a table, as far as its rows are in order: the caller looks at the failures. Empty
 * without years, in which case of a wide table only the header is read. */
static GArray *scan_years(const Source *source, const DgmiDatasetOptions *options, GArray **units,
                          DgmiMessages *messages)
{
  DgmiReading reading;
  dgmi_reading_init(&reading, name_of(source), options, 0, messages);
  reading.scanning = TRUE;
  reading.count_units = units != NULL;
  if (parse(&reading, source) && reading.header == NULL)
    check_content(&reading);
  GArray *years = dgmi_years_list(reading.years, units);
  dgmi_reading_clear(&reading);
  return years;
}

/* The newest year of a table, with a note if it has several; 0 if it has none. What is wrong with
 * the table is left to the reading itself to say. */
static int choose_year(const Source *source, const DgmiDatasetOptions *options,
                       DgmiMessages *messages)
{
  g_autoptr(DgmiMessages) unsaid = dgmi_messages_new();
  g_autoptr(GArray) years = scan_years(source, options, NULL, unsaid);
  if (years->len == 0)
    return 0;
  const int newest = g_array_index(years, int, years->len - 1);
  const DgmiPlace place = {.file = source->name};
  if (years->len > 1)
    dgmi_note(messages, &place, "the table has %u years, from %d to %d; the newest is used",
              years->len, g_array_index(years, int, 0), newest);
  return newest;
}

static DgmiDataset *read_source(const Source *source, const DgmiDatasetOptions *options,
                                DgmiMessages *messages)
{
  assert(options != NULL && messages != NULL && !(options->all_years && options->year != 0));
  const int year = options->year != 0 || options->all_years
                       ? options->year
                       : choose_year(source, options, messages);
  return read_year(source, options, year, messages);
}

DgmiDataset *dgmi_dataset_read_text(const char *text, gsize length, const char *name,
                                    const DgmiDatasetOptions *options, DgmiMessages *messages)
{
  assert((text != NULL || length == 0) && name != NULL);
  const Source source = {name, text != NULL ? text : "", length};
  return read_source(&source, options, messages);
}

/* All of standard input, at most 1 GiB. NULL with a failure. */
static GString *read_stdin(DgmiMessages *messages)
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

DgmiDataset *dgmi_dataset_read(const char *file, const DgmiDatasetOptions *options,
                               DgmiMessages *messages)
{
  assert(file != NULL && options != NULL);
  const Source source = {file, NULL, 0};
  if (strcmp(file, "-") != 0 || options->year != 0 || options->all_years)
    return read_source(&source, options, messages);
  /* The newest year is known only at the end, and standard input cannot be read twice. */
  g_autoptr(GString) text = read_stdin(messages);
  return text == NULL
             ? NULL
             : dgmi_dataset_read_text(text->str, text->len, DGMI_CSV_STDIN, options, messages);
}

GArray *dgmi_dataset_years(const char *file, GArray **units, DgmiMessages *messages)
{
  assert(file != NULL && messages != NULL);
  const guint failures = dgmi_messages_failures(messages);
  const Source source = {file, NULL, 0};
  const DgmiDatasetOptions options = {0};
  g_autoptr(GArray) years = scan_years(&source, &options, units, messages);
  if (dgmi_messages_failures(messages) == failures)
    return g_steal_pointer(&years);
  if (units != NULL)
    g_clear_pointer(units, g_array_unref);
  return NULL;
}
