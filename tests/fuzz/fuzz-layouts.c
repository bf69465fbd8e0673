/* Any bytes after a header of each layout, in any encoding, are a dataset or a list of failures;
 * and what is read is written and read again the same, or refused. */
#include "datasets/writers/writer.h"

#define FUZZ_NAME "layouts"
#include "tests/fuzz/fuzz.h"

#include <math.h>
#include <string.h>

static const char *const headers[] = {
    "",
    "unit,time,indicator,value\n",
    "unit;name;indicator;value\n",
    "\"Data Source\",\"World Development Indicators\",\n\n",
    "Country Name,Country Code,Series Name,Series Code,2010 [YR2010],2011 [YR2011]\n",
    "DATAFLOW,REF_AREA,INDICATOR,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n",
    "DATAFLOW,REF_AREA: Area,INDICATOR: Indicator,TIME_PERIOD: Time,OBS_VALUE: Value\n",
    "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,REF_AREA,Area,TIME_PERIOD,OBS_VALUE\n",
    "uCode,Survey Year,Country Name,E-Government Index,E-Government Rank\n"};
static const char *const encodings[] = {NULL, NULL, NULL, "utf-16", "gb18030"};

static void assert_same(const DgmiDataset *a, const DgmiDataset *b)
{
  g_assert_cmpuint(dgmi_dataset_n_units(a), ==, dgmi_dataset_n_units(b));
  g_assert_cmpuint(dgmi_dataset_n_columns(a), ==, dgmi_dataset_n_columns(b));
  for (guint c = 0; c < dgmi_dataset_n_columns(a); c++)
  {
    const char *name = dgmi_dataset_column_name(a, c);
    const double *x = dgmi_dataset_numbers(a, name), *y = dgmi_dataset_numbers(b, name);
    for (guint i = 0; x != NULL && y != NULL && i < dgmi_dataset_n_units(a); i++)
      g_assert_true(isnan(x[i]) ? isnan(y[i]) : x[i] == y[i]);
  }
}

/* Wide keeps the order of units and columns; texts that look like numbers are left to themselves.
 */
static void write_and_read(const DgmiDataset *dataset)
{
  g_autoptr(GError) error = NULL;
  guint n;
  const DgmiWriterLayout *layouts = dgmi_writer_layouts(&n);
  for (guint i = 0; i < n; i++)
  {
    g_autoptr(GString) out = g_string_new(NULL);
    if (!dgmi_dataset_write(dataset, layouts[i].name, NULL, out, NULL))
      continue;
    g_autoptr(DgmiMessages) messages = dgmi_messages_new();
    const DgmiDatasetOptions options = {.all_years = TRUE};
    g_autoptr(DgmiDataset) again =
        dgmi_dataset_read_text(out->str, out->len, "again", &options, messages);
    if (again != NULL && i == 0)
      assert_same(dataset, again);
  }
}

static void read_with(const GString *text, gboolean all_years, const char *encoding)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  const DgmiDatasetOptions options = {.all_years = all_years, .csv = {.encoding = encoding}};
  g_autoptr(DgmiDataset) dataset =
      dgmi_dataset_read_text(text->str, text->len, "fuzz.csv", &options, messages);
  g_assert_true((dataset != NULL) == (dgmi_messages_failures(messages) == 0));
  if (dataset == NULL)
    return;
  const int year = dgmi_dataset_unit_year(dataset, 0);
  g_autoptr(DgmiDataset) slice = dgmi_dataset_slice(dataset, year);
  g_assert_nonnull(slice);
  g_assert_cmpuint(dgmi_dataset_n_units(slice), <=, dgmi_dataset_n_units(dataset));
  write_and_read(dataset);
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
  if (size == 0)
    return 0;
  g_autoptr(GString) text = g_string_new(headers[data[0] % G_N_ELEMENTS(headers)]);
  g_string_append_len(text, (const char *)data + 1, (gssize)size - 1);
  const char *encoding = encodings[data[0] / 16 % G_N_ELEMENTS(encodings)];
  read_with(text, FALSE, encoding);
  read_with(text, TRUE, encoding);
  return 0;
}
