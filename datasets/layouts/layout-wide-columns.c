#include <assert.h>

#include "datasets/layouts/layout-wide.h"
#include "indicators/base/text.h"

/* What each column of the table is asked for as. */
typedef struct
{
  const DgmiHeader *header;
  DgmiMessages *messages;
  DgmiDatasetColumn *columns; /* one a column of the table */
  gboolean *taken;            /* asked for, or one of the keys */
} Chooser;

static DgmiDatasetColumn *take(const Chooser *chooser, const char *name)
{
  const int column = dgmi_header_find(chooser->header, name);
  if (column < 0)
    return NULL;
  chooser->taken[column] = TRUE;
  return &chooser->columns[column];
}

/* The columns that nothing asked for. */
static GPtrArray *list_free(const Chooser *chooser)
{
  GPtrArray *names = g_ptr_array_new();
  for (guint i = 0; i < dgmi_header_n(chooser->header); i++)
    if (!chooser->taken[i])
      g_ptr_array_add(names, (gpointer)dgmi_header_name(chooser->header, i));
  return names;
}

static void report_absent(const Chooser *chooser, const DgmiNode *node)
{
  g_autoptr(GPtrArray) names = list_free(chooser);
  const char *nearest =
      dgmi_text_nearest(node->code, (const char *const *)names->pdata, names->len);
  const char *kind =
      node->type == DGMI_NODE_INDICATOR ? DGMI_N_("indicator") : DGMI_N_("denominator");
  const int column = nearest == NULL ? 0 : dgmi_header_find(chooser->header, nearest);
  const DgmiPlace place = dgmi_header_place(chooser->header, (guint)MAX(column, 0));
  if (nearest != NULL)
    dgmi_failure(chooser->messages, &place,
                 "there is no column for %s '%s'; did you mean '%s'? rename the column", kind,
                 node->code, nearest);
  else
    dgmi_failure(chooser->messages, &place,
                 "there is no column for %s '%s'; add it, or remove the %s from the framework",
                 kind, node->code, kind);
}

static void take_framework(const Chooser *chooser, const DgmiFramework *framework)
{
  const guint n = dgmi_framework_n_nodes(framework);
  for (guint i = 0; i < n; i++)
  {
    const DgmiNode *node = dgmi_framework_node(framework, i);
    DgmiDatasetColumn *column =
        node->type == DGMI_NODE_AGGREGATE ? NULL : take(chooser, node->code);
    if (column == NULL)
      continue;
    column->as_numbers |= node->type == DGMI_NODE_INDICATOR || node->type == DGMI_NODE_DENOMINATOR;
    column->as_texts |= node->type == DGMI_NODE_GROUP;
    column->guess |= node->type == DGMI_NODE_OTHER;
  }
}

/* After everything was taken, so that only columns nobody asked for are suggested. */
static void check_framework(const Chooser *chooser, const DgmiDatasetOptions *options)
{
  const DgmiFramework *framework = options->framework;
  const guint n = dgmi_framework_n_nodes(framework);
  for (guint i = 0; i < n; i++)
  {
    const DgmiNode *node = dgmi_framework_node(framework, i);
    if ((node->type == DGMI_NODE_INDICATOR || node->type == DGMI_NODE_DENOMINATOR) &&
        dgmi_header_find(chooser->header, node->code) < 0 &&
        !dgmi_reading_is_listed(options->elsewhere, node->code))
      report_absent(chooser, node);
  }
}

static void take_named(const Chooser *chooser, const DgmiDatasetOptions *options)
{
  DgmiDatasetColumn *column;
  for (const char *const *name = options->numbers; name != NULL && *name != NULL; name++)
    if ((column = take(chooser, *name)) != NULL)
      column->as_numbers = TRUE;
  for (const char *const *name = options->texts; name != NULL && *name != NULL; name++)
    if ((column = take(chooser, *name)) != NULL)
      column->as_texts = TRUE;
}

static void note_free(const Chooser *chooser)
{
  g_autoptr(GPtrArray) names = list_free(chooser);
  if (names->len == 0)
    return;
  GString *list = g_string_new(NULL);
  for (guint i = 0; i < MIN(names->len, 5); i++)
  {
    g_autofree char *quoted = dgmi_csv_quote(names->pdata[i]);
    g_string_append_printf(list, "%s%s", i > 0 ? ", " : "", quoted);
  }
  const int first = dgmi_header_find(chooser->header, names->pdata[0]);
  const DgmiPlace place = dgmi_header_place(chooser->header, (guint)MAX(first, 0));
  dgmi_note(chooser->messages, &place,
            names->len == 1 ? "%u column is not used: %s%s" : "%u columns are not used: %s%s",
            names->len, list->str, names->len > 5 ? ", …" : "");
  g_string_free(list, TRUE);
}

/* Adds the columns that were asked for to the dataset, in the table's order. */
static void keep_columns(const Chooser *chooser, DgmiDataset *dataset)
{
  for (guint i = 0; i < dgmi_header_n(chooser->header); i++)
  {
    DgmiDatasetColumn column = chooser->columns[i];
    if (!column.as_numbers && !column.as_texts && !column.guess)
      continue;
    column.guess = column.guess && !column.as_numbers && !column.as_texts;
    column.as_numbers |= column.guess;
    column.field = i;
    dgmi_dataset_add_column(dataset, dgmi_header_name(chooser->header, i), &column);
  }
}

void dgmi_layout_choose_columns(DgmiReading *reading, int year)
{
  const DgmiHeader *header = reading->header;
  const DgmiDatasetOptions *options = reading->options;
  const guint n = dgmi_header_n(header), failures = dgmi_messages_failures(reading->messages);
  g_autofree DgmiDatasetColumn *columns = g_new0(DgmiDatasetColumn, n);
  g_autofree gboolean *taken = g_new0(gboolean, n);
  const Chooser chooser = {header, reading->messages, columns, taken};
  assert(reading->dataset->columns == NULL);
  if (options->framework != NULL)
    take_framework(&chooser, options->framework);
  take_named(&chooser, options);
  taken[reading->unit_field] = TRUE;
  if (reading->name_field >= 0)
    taken[reading->name_field] = TRUE;
  if (year >= 0)
    taken[year] = TRUE;
  for (guint i = 0; i < n && options->framework == NULL; i++)
    columns[i].guess = !taken[i];
  if (options->framework != NULL)
  {
    check_framework(&chooser, options);
    if (dgmi_messages_failures(reading->messages) == failures)
      note_free(&chooser);
  }
  keep_columns(&chooser, reading->dataset);
}
