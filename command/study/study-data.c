#include "command/study/study-data.h"

#include <string.h>

#include "command/run/say.h"
#include "datasets/csv/table.h"
#include "datasets/dataset/dataset-build.h"
#include "indicators/base/text.h"

/* ---- Attributes of units ---- */

static GPtrArray *new_attribute(void)
{
  return g_ptr_array_new_with_free_func(g_free);
}

/* The column of a shipped table of units, by the units' codes; NULL if the table has none. */
static GPtrArray *shipped_attribute(const DgmiStudy *study, const char *table_name,
                                    const char *column, GPtrArray *known)
{
  g_autoptr(DgmiMessages) unheard = dgmi_messages_new();
  g_autofree char *file = g_build_filename(study->units_folder, table_name, NULL);
  g_autoptr(DgmiTable) table = dgmi_table_read(file, NULL, unheard);
  const int key = table == NULL ? -1 : dgmi_table_find(table, "code");
  const int value = key < 0 ? -1 : dgmi_table_find(table, column);
  for (guint c = 0; key >= 0 && c < dgmi_table_n_columns(table); c++)
    g_ptr_array_add(known, g_strdup(dgmi_table_column_name(table, c)));
  if (value < 0)
    return NULL;
  GPtrArray *out = new_attribute();
  g_ptr_array_set_size(out, (int)dgmi_dataset_n_units(study->dataset));
  for (guint row = 0; row < dgmi_table_n_rows(table); row++)
  {
    const int unit =
        dgmi_dataset_find_unit(study->dataset, dgmi_table_cell(table, row, (guint)key));
    const char *text = dgmi_table_cell(table, row, (guint)value);
    if (unit >= 0 && text[0] != '\0')
      out->pdata[unit] = g_strdup(text);
  }
  return out;
}

static GPtrArray *own_attribute(const DgmiStudy *study, const char *column)
{
  const guint n = dgmi_dataset_n_units(study->dataset);
  const char *const *texts = dgmi_dataset_texts(study->dataset, column);
  const double *numbers = dgmi_dataset_numbers(study->dataset, column);
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

GPtrArray *dgmi_study_attribute(const DgmiStudy *study, const char *column, const char *option,
                                DgmiMessages *messages)
{
  static const char *const tables[] = {"countries.csv", "provinces.csv"};
  g_autoptr(GPtrArray) known = new_attribute();
  GPtrArray *found = own_attribute(study, column);
  const gboolean own = found != NULL;
  /* Both tables have regions; the one that knows these units counts. */
  for (guint i = 0; !own && !says_anything(found) && i < G_N_ELEMENTS(tables); i++)
  {
    GPtrArray *shipped = shipped_attribute(study, tables[i], column, known);
    if (found != NULL && shipped != NULL)
      g_ptr_array_unref(found);
    found = shipped != NULL ? shipped : found;
  }
  if (found != NULL)
    return found;
  for (guint c = 0; c < dgmi_dataset_n_columns(study->dataset); c++)
    g_ptr_array_add(known, g_strdup(dgmi_dataset_column_name(study->dataset, c)));
  const DgmiPlace place = {.file = option, .is_option = option != NULL};
  DgmiSentence *hint = dgmi_text_suggestion(column, (const char *const *)known->pdata, known->len);
  dgmi_failure(messages, &place, _("there is no column '%s'%p"), column, hint);
  return NULL;
}

/* ---- Reading ---- */

static void add_columns(GStrvBuilder *builder, char **columns)
{
  for (guint i = 0; columns != NULL && columns[i] != NULL; i++)
    g_strv_builder_add(builder, columns[i]);
}

/* Those of the index's own methods, and of --vary. */
static char **group_columns(const DgmiStudy *study, const DgmiOptions *options)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
  g_auto(GStrv) groups = study->recipe == NULL ? NULL : dgmi_recipe_group_columns(study->recipe);
  add_columns(builder, groups);
  add_columns(builder, options->group_columns);
  return g_strv_builder_end(builder);
}

static char **number_columns(const DgmiStudy *study, const DgmiOptions *options)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
  g_auto(GStrv) own = dgmi_recipe_columns(study->definition);
  add_columns(builder, own);
  add_columns(builder, options->error_columns);
  return g_strv_builder_end(builder);
}

static void add_column_of(GStrvBuilder *builder, const char *pair)
{
  g_autofree char *column = g_strndup(pair, strcspn(pair, "="));
  g_strv_builder_add(builder, column);
}

/* The columns that --where, --group, methods and the verb itself ask for. */
static char **text_columns(const DgmiStudy *study, const DgmiOptions *options)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
  g_auto(GStrv) groups = group_columns(study, options);
  add_columns(builder, groups);
  g_strv_builder_add(builder, DGMI_CHINESE_NAMES);
  for (guint i = 0; options->where != NULL && options->where[i] != NULL; i++)
    add_column_of(builder, options->where[i]);
  if (options->group != NULL)
    g_strv_builder_add(builder, options->group);
  add_columns(builder, options->extra_columns);
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
static gboolean replace(DgmiStudy *study, DgmiDataset *dataset)
{
  if (dataset == NULL)
    return FALSE;
  dgmi_dataset_unref(study->dataset);
  study->dataset = dataset;
  return TRUE;
}

static gboolean add_units(DgmiStudy *study, const DgmiDatasetOptions *wanted, const char *file,
                          DgmiMessages *messages)
{
  g_autoptr(DgmiDataset) own = dgmi_dataset_read(file, wanted, messages);
  return own != NULL && replace(study, dgmi_dataset_append(study->dataset, own, messages));
}

/* ---- --where and --set ---- */

static gboolean says(const char *value, const char *wanted)
{
  if (value == NULL)
    return wanted[0] == '\0';
  g_autofree char *a = g_utf8_casefold(value, -1), *b = g_utf8_casefold(wanted, -1);
  return strcmp(a, b) == 0;
}

static void fail_no_unit(const GPtrArray *values, const char *condition, DgmiMessages *messages)
{
  static const DgmiPlace place = {.file = "--where", .is_option = TRUE};
  g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) distinct = g_ptr_array_new();
  for (guint i = 0; i < values->len; i++)
    if (values->pdata[i] != NULL && g_hash_table_add(seen, values->pdata[i]))
      g_ptr_array_add(distinct, values->pdata[i]);
  DgmiSentence *hint = dgmi_text_suggestion(strchr(condition, '=') + 1,
                                            (const char *const *)distinct->pdata, distinct->len);
  dgmi_failure(messages, &place, _("no unit has %s%p"), condition, hint);
}

static gboolean keep_where(DgmiStudy *study, const char *condition, DgmiMessages *messages)
{
  static const DgmiPlace place = {.file = "--where", .is_option = TRUE};
  const char *equals = strchr(condition, '=');
  if (equals == NULL)
  {
    dgmi_failure(messages, &place, _("'%s' is not COLUMN=VALUE"), condition);
    return FALSE;
  }
  g_autofree char *column = g_strndup(condition, (gsize)(equals - condition));
  g_autoptr(GPtrArray) values = dgmi_study_attribute(study, column, "--where", messages);
  if (values == NULL)
    return FALSE;
  g_autofree guint *kept = g_new(guint, values->len + 1);
  guint n = 0;
  for (guint i = 0; i < values->len; i++)
    if (says(values->pdata[i], equals + 1))
      kept[n++] = i;
  if (n > 0)
    return replace(study, dgmi_dataset_select(study->dataset, kept, n));
  fail_no_unit(values, condition, messages);
  return FALSE;
}

/* UNIT.INDICATOR=VALUE; codes of units may hold points, those of indicators should not. */
static gboolean set_value(DgmiStudy *study, const char *text, DgmiMessages *messages)
{
  static const DgmiPlace place = {.file = "--set", .is_option = TRUE};
  const char *equals = strchr(text, '=');
  g_autofree char *left = equals == NULL ? NULL : g_strndup(text, (gsize)(equals - text));
  char *point = left == NULL ? NULL : strrchr(left, '.');
  double value;
  if (point == NULL || dgmi_number_parse(equals + 1, strlen(equals + 1), &value) != DGMI_NUMBER_OK)
  {
    dgmi_failure(messages, &place, _("'%s' is not UNIT.INDICATOR=VALUE, as in CHN.TII=0.9"), text);
    return FALSE;
  }
  *point = '\0';
  const int unit = dgmi_study_find_unit(study, left, messages);
  const int node = dgmi_study_find_node(study, point + 1, messages);
  if (unit < 0 || node < 0)
    return FALSE;
  const DgmiNode *info = dgmi_framework_node(study->framework, (guint)node);
  if (info->type == DGMI_NODE_INDICATOR &&
      dgmi_dataset_set_number(study->dataset, (guint)unit, info->code, value))
    return TRUE;
  dgmi_failure(messages, &place, _("'%s' is computed, not measured; set its indicators"),
               info->code);
  return FALSE;
}

/* The columns that methods group by and the data have not, from the shipped tables of countries and
 * provinces. */
static gboolean add_groups(DgmiStudy *study, const DgmiOptions *options, DgmiMessages *messages)
{
  g_auto(GStrv) groups = group_columns(study, options);
  for (guint i = 0; groups[i] != NULL; i++)
  {
    if (dgmi_dataset_texts(study->dataset, groups[i]) != NULL ||
        dgmi_dataset_numbers(study->dataset, groups[i]) != NULL)
      continue;
    g_autoptr(GPtrArray) texts = dgmi_study_attribute(study, groups[i], "--impute", messages);
    if (texts == NULL)
      return FALSE;
    dgmi_dataset_add_texts(study->dataset, groups[i], (const char *const *)texts->pdata);
  }
  return TRUE;
}

static gboolean change_data(DgmiStudy *study, const DgmiOptions *options, DgmiMessages *messages)
{
  for (guint i = 0; options->where != NULL && options->where[i] != NULL; i++)
    if (!keep_where(study, options->where[i], messages))
      return FALSE;
  for (guint i = 0; options->set != NULL && options->set[i] != NULL; i++)
    if (!set_value(study, options->set[i], messages))
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

static void fail_absent(const DgmiStudy *study, const DgmiPlace *place, const char *column,
                        DgmiMessages *messages)
{
  const char *file = dgmi_dataset_file(study->dataset);
  g_autoptr(DgmiMessages) unheard = dgmi_messages_new();
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  if (!dgmi_csv_read(file, NULL, keep_names, names, unheard))
    g_ptr_array_set_size(names, 0);
  g_autofree char *base = g_path_get_basename(file);
  DgmiSentence *hint = dgmi_text_suggestion(column, (const char *const *)names->pdata, names->len);
  dgmi_failure(messages, place, _("'%s' has no column '%s'%p"), base, column, hint);
}

/* A definition that brings its own data names columns that are there. (Data of the user's own in
 * place of them need no published figures.) */
static gboolean has_named_columns(const DgmiStudy *study, const char *const *columns,
                                  DgmiMessages *messages)
{
  DgmiPlace published, rule, data;
  dgmi_definition_get(study->definition, "index", "data", &data);
  dgmi_definition_get(study->definition, "index", "published", &published);
  const char *flag = dgmi_definition_get(study->definition, "rules", "zero_unless", &rule);
  const guint failures = dgmi_messages_failures(messages);
  for (guint i = 0; data.file != NULL && columns[i] != NULL; i++)
    if (dgmi_dataset_numbers(study->dataset, columns[i]) == NULL)
      fail_absent(study, g_strcmp0(columns[i], flag) == 0 ? &rule : &published, columns[i],
                  messages);
  return dgmi_messages_failures(messages) == failures;
}

/* Reads one year of the data and changes it as the options say. */
static gboolean read_year(DgmiStudy *study, const DgmiOptions *options, const char *file,
                          DgmiMessages *messages)
{
  const int year = dgmi_definition_year(study->definition);
  g_auto(GStrv) named = dgmi_recipe_columns(study->definition);
  g_auto(GStrv) numbers = number_columns(study, options);
  g_auto(GStrv) texts = text_columns(study, options);
  DgmiDatasetOptions wanted = {.missing = options->na,
                               .csv = dgmi_study_csv_options(options),
                               .units_folder = study->units_folder};
  g_autoptr(DgmiDataset) joined =
      options->join == NULL ? NULL : dgmi_dataset_read(options->join, &wanted, messages);
  if (options->join != NULL && joined == NULL)
    return FALSE;
  g_auto(GStrv) elsewhere = columns_of(joined);
  wanted.framework = study->framework;
  wanted.numbers = (const char *const *)numbers;
  wanted.texts = (const char *const *)texts;
  wanted.elsewhere = (const char *const *)elsewhere;
  wanted.year = options->year != 0 ? options->year : year;
  study->dataset = dgmi_dataset_read(file, &wanted, messages);
  return study->dataset != NULL && has_named_columns(study, (const char *const *)named, messages) &&
         (options->add == NULL || add_units(study, &wanted, options->add, messages)) &&
         (joined == NULL || replace(study, dgmi_dataset_join(study->dataset, joined, messages))) &&
         change_data(study, options, messages) && add_groups(study, options, messages);
}

static void free_dataset(gpointer dataset)
{
  dgmi_dataset_unref(dataset);
}

/* The same for another year, without what is told of single units. */
static gboolean read_other_year(DgmiStudy *study, const DgmiOptions *options, const char *file,
                                int year, DgmiMessages *messages)
{
  DgmiStudy other = *study;
  DgmiOptions of_year = *options;
  g_autoptr(DgmiMessages) said = dgmi_messages_new();
  other.dataset = NULL;
  of_year.year = year;
  of_year.set = NULL;
  of_year.add = NULL;
  if (!read_year(&other, &of_year, file, said))
  {
    for (guint i = 0; i < dgmi_messages_count(said); i++)
      if (dgmi_messages_get(said, i)->severity == DGMI_FAILURE)
        dgmi_failure(messages, &dgmi_messages_get(said, i)->place, "%s",
                     dgmi_messages_get(said, i)->text);
    dgmi_dataset_unref(other.dataset);
    return FALSE;
  }
  g_ptr_array_add(study->other_years, other.dataset);
  return TRUE;
}

static gboolean read_other_years(DgmiStudy *study, const DgmiOptions *options, const char *file,
                                 DgmiMessages *messages)
{
  const int own = dgmi_dataset_year(study->dataset);
  study->other_years = g_ptr_array_new_with_free_func(free_dataset);
  if (own == 0)
    return TRUE;
  if (strcmp(file, DGMI_CSV_STDIN) == 0 || strcmp(file, "-") == 0)
  {
    const DgmiPlace place = {.file = DGMI_CSV_STDIN};
    dgmi_failure(messages, &place,
                 _("standard input cannot be read again for its other years; name a file"));
    return FALSE;
  }
  g_autoptr(GArray) years = dgmi_dataset_years(file, NULL, messages);
  for (guint i = 0; years != NULL && i < years->len; i++)
    if (g_array_index(years, int, i) != own &&
        !read_other_year(study, options, file, g_array_index(years, int, i), messages))
      return FALSE;
  return years != NULL;
}

gboolean dgmi_study_read_data(DgmiStudy *study, const DgmiOptions *options, const char *file,
                              DgmiMessages *messages)
{
  return read_year(study, options, file, messages) &&
         (study->recipe == NULL ||
          (!dgmi_recipe_needs_years(study->recipe) && !options->other_years) ||
          read_other_years(study, options, file, messages));
}
