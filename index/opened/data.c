/* Reading the data of an index, and what the request makes of them. */
#include <assert.h>
#include <string.h>

#include "datasets/csv/table.h"
#include "datasets/dataset/dataset-build.h"
#include "index/opened/index-inside.h"
#include "indicators/base/text.h"

/* ---- Attributes of units ---- */

static GPtrArray *new_attribute(void)
{
  return g_ptr_array_new_with_free_func(g_free);
}

/* The column of a shipped table of units, by the units' codes; NULL if the table has none. */
static GPtrArray *shipped_attribute(const DgmiIndex *index, const char *table_name,
                                    const char *column, GPtrArray *known)
{
  g_autoptr(DgmiMessages) unheard = dgmi_messages_new();
  g_autofree char *file = g_build_filename(index->paths.datasets, table_name, NULL);
  g_autoptr(DgmiTable) table = dgmi_table_read(file, NULL, unheard);
  const int key = table == NULL ? -1 : dgmi_table_find(table, "code");
  const int value = key < 0 ? -1 : dgmi_table_find(table, column);
  for (guint c = 0; key >= 0 && c < dgmi_table_n_columns(table); c++)
    g_ptr_array_add(known, g_strdup(dgmi_table_column_name(table, c)));
  if (value < 0)
    return NULL;
  GPtrArray *out = new_attribute();
  g_ptr_array_set_size(out, (int)dgmi_dataset_n_units(index->dataset));
  for (guint row = 0; row < dgmi_table_n_rows(table); row++)
  {
    const int unit =
        dgmi_dataset_find_unit(index->dataset, dgmi_table_cell(table, row, (guint)key));
    const char *text = dgmi_table_cell(table, row, (guint)value);
    if (unit >= 0 && text[0] != '\0')
      out->pdata[unit] = g_strdup(text);
  }
  return out;
}

static GPtrArray *own_attribute(const DgmiIndex *index, const char *column)
{
  const guint n = dgmi_dataset_n_units(index->dataset);
  const char *const *texts = dgmi_dataset_texts(index->dataset, column);
  const double *numbers = dgmi_dataset_numbers(index->dataset, column);
  if (texts == NULL && numbers == NULL)
    return NULL;
  GPtrArray *out = new_attribute();
  char number[DGMI_NUMBER_SIZE];
  for (guint i = 0; i < n; i++)
  {
    const char *text = texts != NULL ? texts[i] : dgmi_number_format(numbers[i], number);
    g_ptr_array_add(out, text == NULL || text[0] == '\0' ? NULL : g_strdup(text));
  }
  return out;
}

static gboolean says_anything(const GPtrArray *texts)
{
  for (guint i = 0; texts != NULL && i < texts->len; i++)
    if (texts->pdata[i] != NULL)
      return TRUE;
  return FALSE;
}

GPtrArray *dgmi_index_attribute(const DgmiIndex *index, const char *column, const DgmiPlace *place,
                                DgmiMessages *messages)
{
  assert(column != NULL && messages != NULL);
  static const char *const tables[] = {"countries.csv", "provinces.csv"};
  g_autoptr(GPtrArray) known = new_attribute();
  GPtrArray *found = own_attribute(index, column);
  const gboolean own = found != NULL;
  /* Both tables have regions; the one that knows these units counts. */
  for (guint i = 0; !own && !says_anything(found) && i < G_N_ELEMENTS(tables); i++)
  {
    GPtrArray *shipped = shipped_attribute(index, tables[i], column, known);
    if (found != NULL && shipped != NULL)
      g_ptr_array_unref(found);
    found = shipped != NULL ? shipped : found;
  }
  if (found != NULL)
    return found;
  for (guint c = 0; c < dgmi_dataset_n_columns(index->dataset); c++)
    g_ptr_array_add(known, g_strdup(dgmi_dataset_column_name(index->dataset, c)));
  DgmiSentence *hint = dgmi_text_suggestion(column, (const char *const *)known->pdata, known->len);
  dgmi_failure(messages, place, "there is no column '%s'%p", column, hint);
  return NULL;
}

/* ---- Reading ---- */

static void add_columns(GStrvBuilder *builder, const char *const *columns)
{
  for (guint i = 0; columns != NULL && columns[i] != NULL; i++)
    g_strv_builder_add(builder, columns[i]);
}

/* Those of the index's own methods, and of --vary. */
static char **group_columns(const DgmiIndex *index, const DgmiIndexRequest *request)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
  g_auto(GStrv) groups = index->recipe == NULL ? NULL : dgmi_recipe_group_columns(index->recipe);
  add_columns(builder, (const char *const *)groups);
  add_columns(builder, request->groups);
  return g_strv_builder_end(builder);
}

static char **number_columns(const DgmiIndex *index, const DgmiIndexRequest *request)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
  g_auto(GStrv) own = dgmi_recipe_columns(index->definition);
  add_columns(builder, (const char *const *)own);
  add_columns(builder, request->numbers);
  return g_strv_builder_end(builder);
}

/* The columns that conditions, methods and the request itself ask for. */
static char **text_columns(const DgmiIndex *index, const DgmiIndexRequest *request)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
  g_auto(GStrv) groups = group_columns(index, request);
  add_columns(builder, (const char *const *)groups);
  g_strv_builder_add(builder, DGMI_CHINESE_NAMES);
  for (guint i = 0; i < request->n_where; i++)
    g_strv_builder_add(builder, request->where[i].column);
  add_columns(builder, request->texts);
  return g_strv_builder_end(builder);
}

static char **columns_of(const DgmiDataset *dataset)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
  for (guint c = 0; dataset != NULL && c < dgmi_dataset_n_columns(dataset); c++)
    g_strv_builder_add(builder, dgmi_dataset_column_name(dataset, c));
  return g_strv_builder_end(builder);
}

/* Replaces the dataset; FALSE where there is none in its place. */
static gboolean replace(DgmiIndex *index, DgmiDataset *dataset)
{
  if (dataset == NULL)
    return FALSE;
  dgmi_dataset_unref(index->dataset);
  index->dataset = dataset;
  return TRUE;
}

static gboolean add_units(DgmiIndex *index, const DgmiDatasetOptions *wanted, const char *file,
                          DgmiMessages *messages)
{
  g_autoptr(DgmiDataset) own = dgmi_dataset_read(file, wanted, messages);
  return own != NULL && replace(index, dgmi_dataset_append(index->dataset, own, messages));
}

/* ---- Conditions and what if ---- */

static gboolean says(const char *value, const char *wanted)
{
  if (value == NULL)
    return wanted[0] == '\0';
  g_autofree char *a = g_utf8_casefold(value, -1), *b = g_utf8_casefold(wanted, -1);
  return strcmp(a, b) == 0;
}

static void fail_no_unit(const GPtrArray *values, const DgmiCondition *condition,
                         DgmiMessages *messages)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) distinct = g_ptr_array_new();
  for (guint i = 0; i < values->len; i++)
    if (values->pdata[i] != NULL && g_hash_table_add(seen, values->pdata[i]))
      g_ptr_array_add(distinct, values->pdata[i]);
  DgmiSentence *hint =
      dgmi_text_suggestion(condition->value, (const char *const *)distinct->pdata, distinct->len);
  dgmi_failure(messages, &condition->place, "no unit has %s=%s%p", condition->column,
               condition->value, hint);
}

static gboolean keep_where(DgmiIndex *index, const DgmiCondition *condition, DgmiMessages *messages)
{
  g_autoptr(GPtrArray) values =
      dgmi_index_attribute(index, condition->column, &condition->place, messages);
  if (values == NULL)
    return FALSE;
  g_autofree guint *kept = g_new(guint, values->len + 1);
  guint n = 0;
  for (guint i = 0; i < values->len; i++)
    if (says(values->pdata[i], condition->value))
      kept[n++] = i;
  if (n > 0)
    return replace(index, dgmi_dataset_select(index->dataset, kept, n));
  fail_no_unit(values, condition, messages);
  return FALSE;
}

/* The columns that methods group by and the data have not, from the shipped tables of countries and
 * provinces. */
static gboolean add_groups(DgmiIndex *index, const DgmiIndexRequest *request,
                           DgmiMessages *messages)
{
  static const DgmiPlace place = {.file = "--impute", .is_option = TRUE};
  g_auto(GStrv) groups = group_columns(index, request);
  for (guint i = 0; groups[i] != NULL; i++)
  {
    if (dgmi_dataset_texts(index->dataset, groups[i]) != NULL ||
        dgmi_dataset_numbers(index->dataset, groups[i]) != NULL)
      continue;
    g_autoptr(GPtrArray) texts = dgmi_index_attribute(index, groups[i], &place, messages);
    if (texts == NULL)
      return FALSE;
    dgmi_dataset_add_texts(index->dataset, groups[i], (const char *const *)texts->pdata);
  }
  return TRUE;
}

static gboolean change_data(DgmiIndex *index, const DgmiIndexRequest *request,
                            DgmiMessages *messages)
{
  for (guint i = 0; i < request->n_where; i++)
    if (!keep_where(index, &request->where[i], messages))
      return FALSE;
  for (guint i = 0; i < request->n_set; i++)
    if (!dgmi_index_put_value(index, &request->set[i], messages))
      return FALSE;
  return TRUE;
}

/* ---- Columns that the definition names ---- */

static gboolean keep_names(const DgmiCsvRow *row, gpointer names)
{
  for (guint i = 0; i < dgmi_csv_row_n(row); i++)
    g_ptr_array_add(names, g_strdup(dgmi_csv_row_field(row, i, NULL)));
  return FALSE;
}

static void fail_absent(const DgmiIndex *index, const DgmiPlace *place, const char *column,
                        DgmiMessages *messages)
{
  const char *file = dgmi_dataset_file(index->dataset);
  g_autoptr(DgmiMessages) unheard = dgmi_messages_new();
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  if (!dgmi_csv_read(file, NULL, keep_names, names, unheard))
    g_ptr_array_set_size(names, 0);
  g_autofree char *base = g_path_get_basename(file);
  DgmiSentence *hint = dgmi_text_suggestion(column, (const char *const *)names->pdata, names->len);
  dgmi_failure(messages, place, "'%s' has no column '%s'%p", base, column, hint);
}

/* A definition that brings its own data names columns that are there. (Data of the user's own in
 * place of them need no published figures.) */
static gboolean has_named_columns(const DgmiIndex *index, const char *const *columns,
                                  DgmiMessages *messages)
{
  DgmiPlace published, rule, data;
  dgmi_definition_get(index->definition, "index", "data", &data);
  dgmi_definition_get(index->definition, "index", "published", &published);
  const char *flag = dgmi_definition_get(index->definition, "rules", "zero_unless", &rule);
  const guint failures = dgmi_messages_failures(messages);
  for (guint i = 0; data.file != NULL && columns[i] != NULL; i++)
    if (dgmi_dataset_numbers(index->dataset, columns[i]) == NULL)
      fail_absent(index, g_strcmp0(columns[i], flag) == 0 ? &rule : &published, columns[i],
                  messages);
  return dgmi_messages_failures(messages) == failures;
}

/* Reads one year of the data and changes it as the options say. */
static gboolean read_year(DgmiIndex *index, const DgmiIndexRequest *request, const char *file,
                          DgmiMessages *messages)
{
  const int year = dgmi_definition_year(index->definition);
  g_auto(GStrv) named = dgmi_recipe_columns(index->definition);
  g_auto(GStrv) numbers = number_columns(index, request);
  g_auto(GStrv) texts = text_columns(index, request);
  DgmiDatasetOptions wanted = {
      .missing = request->missing, .csv = request->csv, .units_folder = index->paths.datasets};
  g_autoptr(DgmiDataset) joined =
      request->join == NULL ? NULL : dgmi_dataset_read(request->join, &wanted, messages);
  if (request->join != NULL && joined == NULL)
    return FALSE;
  g_auto(GStrv) elsewhere = columns_of(joined);
  wanted.framework = index->framework;
  wanted.numbers = (const char *const *)numbers;
  wanted.texts = (const char *const *)texts;
  wanted.elsewhere = (const char *const *)elsewhere;
  wanted.year = request->year != 0 ? request->year : year;
  index->dataset = dgmi_dataset_read(file, &wanted, messages);
  return index->dataset != NULL && has_named_columns(index, (const char *const *)named, messages) &&
         (request->add == NULL || add_units(index, &wanted, request->add, messages)) &&
         (joined == NULL || replace(index, dgmi_dataset_join(index->dataset, joined, messages))) &&
         change_data(index, request, messages) && add_groups(index, request, messages);
}

static void free_dataset(gpointer dataset)
{
  dgmi_dataset_unref(dataset);
}

/* The same for another year, without what is told of single units. */
static gboolean read_other_year(DgmiIndex *index, const DgmiIndexRequest *request, const char *file,
                                int year, DgmiMessages *messages)
{
  DgmiIndex other = *index;
  DgmiIndexRequest of_year = *request;
  g_autoptr(DgmiMessages) said = dgmi_messages_new();
  other.dataset = NULL;
  of_year.year = year;
  of_year.n_set = 0;
  of_year.add = NULL;
  if (!read_year(&other, &of_year, file, said))
  {
    for (guint i = 0; i < dgmi_messages_count(said); i++)
    {
      const DgmiMessage *message = dgmi_messages_get(said, i);
      if (message->severity == DGMI_FAILURE)
        dgmi_messages_add(messages, DGMI_FAILURE, &message->place,
                          dgmi_sentence_ref(message->sentence));
    }
    dgmi_dataset_unref(other.dataset);
    return FALSE;
  }
  g_ptr_array_add(index->other_years, other.dataset);
  return TRUE;
}

static gboolean read_other_years(DgmiIndex *index, const DgmiIndexRequest *request,
                                 const char *file, DgmiMessages *messages)
{
  const int own = dgmi_dataset_year(index->dataset);
  index->other_years = g_ptr_array_new_with_free_func(free_dataset);
  if (own == 0)
    return TRUE;
  if (strcmp(file, DGMI_CSV_STDIN) == 0 || strcmp(file, "-") == 0)
  {
    const DgmiPlace place = {.file = DGMI_CSV_STDIN};
    dgmi_failure(messages, &place,
                 "standard input cannot be read again for its other years; name a file");
    return FALSE;
  }
  g_autoptr(GArray) years = dgmi_dataset_years(file, NULL, messages);
  for (guint i = 0; years != NULL && i < years->len; i++)
    if (g_array_index(years, int, i) != own &&
        !read_other_year(index, request, file, g_array_index(years, int, i), messages))
      return FALSE;
  return years != NULL;
}

gboolean dgmi_index_read_data(DgmiIndex *index, const DgmiIndexRequest *request, const char *file,
                              DgmiMessages *messages)
{
  assert(request != NULL && messages != NULL);
  return read_year(index, request, file, messages) &&
         (index->recipe == NULL ||
          (!dgmi_recipe_needs_years(index->recipe) && !request->other_years) ||
          read_other_years(index, request, file, messages));
}
