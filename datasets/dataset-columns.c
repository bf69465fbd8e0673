#include <assert.h>

#include "datasets/dataset-inside.h"
#include "indicators/text.h"

/* What each column of the table is asked for as. */
typedef struct
{
  const DgmiHeader *header;
  DgmiMessages *messages;
  DgmiDatasetColumn *columns; /* one a column of the table */
  gboolean *taken;            /* asked for, or one of the keys */
} Chooser;

static int find_first(const DgmiHeader *header, const char *const *names)
{
  for (; *names != NULL; names++)
  {
    const int column = dgmi_header_find(header, *names);
    if (column >= 0)
      return column;
  }
  return -1;
}

DgmiDatasetKeys dgmi_dataset_find_keys(const DgmiHeader *header)
{
  static const char *const codes[] = {"uCode", "code", "unit", "iso3", NULL};
  static const char *const names[] = {"uName", "name", "country", NULL};
  static const char *const years[] = {"Time", "year", NULL};
  return (DgmiDatasetKeys){find_first(header, codes), find_first(header, names),
                           find_first(header, years)};
}

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
  const char *kind = node->type == DGMI_NODE_INDICATOR ? "indicator" : "denominator";
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

static gboolean is_elsewhere(const DgmiDatasetOptions *options, const char *column)
{
  for (const char *const *name = options->elsewhere; name != NULL && *name != NULL; name++)
    if (g_ascii_strcasecmp(*name, column) == 0)
      return TRUE;
  return FALSE;
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
        dgmi_header_find(chooser->header, node->code) < 0 && !is_elsewhere(options, node->code))
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
  dgmi_note(chooser->messages, &place, "%u column%s not used: %s%s", names->len,
            names->len == 1 ? " is" : "s are", list->str, names->len > 5 ? ", …" : "");
  g_string_free(list, TRUE);
}

/* Moves the columns that were asked for to the dataset, in the table's order. */
static void keep_columns(const Chooser *chooser, DgmiDataset *dataset)
{
  const guint n = dgmi_header_n(chooser->header);
  dataset->columns = g_new0(DgmiDatasetColumn, n);
  for (guint i = 0; i < n; i++)
  {
    DgmiDatasetColumn column = chooser->columns[i];
    if (!column.as_numbers && !column.as_texts && !column.guess)
      continue;
    column.guess = column.guess && !column.as_numbers && !column.as_texts;
    column.as_numbers |= column.guess;
    column.field = i;
    column.name = g_string_chunk_insert(dataset->strings, dgmi_header_name(chooser->header, i));
    dataset->columns[dataset->n_columns++] = column;
  }
}

static void report_no_code(const Chooser *chooser)
{
  static const char *const wanted[] = {"uCode"};
  const DgmiPlace place = dgmi_header_place(chooser->header, 0);
  for (guint i = 0; i < dgmi_header_n(chooser->header); i++)
  {
    const char *name = dgmi_header_name(chooser->header, i);
    if (dgmi_text_distance(name, wanted[0]) > 2)
      continue;
    const DgmiPlace near = dgmi_header_place(chooser->header, i);
    dgmi_failure(
        chooser->messages, &near,
        "there is no column of unit codes; did you mean 'uCode' by '%s'? rename the column", name);
    return;
  }
  dgmi_failure(chooser->messages, &place,
               "there is no column of unit codes; name it 'uCode' (or code, unit, iso3) in the "
               "header");
}

gboolean dgmi_dataset_choose_columns(DgmiDataset *dataset, const DgmiHeader *header,
                                     const DgmiDatasetKeys *keys, const DgmiDatasetOptions *options,
                                     DgmiMessages *messages)
{
  const guint n = dgmi_header_n(header), failures = dgmi_messages_failures(messages);
  g_autofree DgmiDatasetColumn *columns = g_new0(DgmiDatasetColumn, n);
  g_autofree gboolean *taken = g_new0(gboolean, n);
  const Chooser chooser = {header, messages, columns, taken};
  assert(dataset->columns == NULL);
  if (keys->code < 0)
  {
    report_no_code(&chooser);
    return FALSE;
  }
  if (options->framework != NULL)
    take_framework(&chooser, options->framework);
  take_named(&chooser, options);
  taken[keys->code] = TRUE;
  if (keys->name >= 0)
    taken[keys->name] = TRUE;
  if (keys->year >= 0)
    taken[keys->year] = TRUE;
  for (guint i = 0; i < n && options->framework == NULL; i++)
    columns[i].guess = !taken[i];
  if (options->framework != NULL)
  {
    check_framework(&chooser, options);
    if (dgmi_messages_failures(messages) == failures)
      note_free(&chooser);
  }
  keep_columns(&chooser, dataset);
  return TRUE;
}
