#include "index/opened/rubric.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "datasets/csv/table.h"
#include "index/opened/index-inside.h"
#include "indicators/base/text.h"

typedef struct
{
  const DgmiIndex *index;
  DgmiTable *table;
  int code, level, text, text_zh;
} Rubric;

gboolean dgmi_is_unfilled(const DgmiDefinition *definition)
{
  return dgmi_definition_get(definition, "index", "rubric", NULL) != NULL &&
         dgmi_definition_get(definition, "index", "data", NULL) == NULL;
}

/* Reads the table; FALSE where there is none, or with a failure. */
static gboolean read_rubric(Rubric *rubric, const DgmiIndex *index, DgmiMessages *messages)
{
  if (dgmi_definition_get(index->definition, "index", "rubric", NULL) == NULL)
    return FALSE;
  g_autofree char *file =
      dgmi_definition_file(index->definition, "rubric", &index->paths, messages);
  g_autoptr(DgmiTable) table = file == NULL ? NULL : dgmi_table_read(file, NULL, messages);
  if (table == NULL)
    return FALSE;
  *rubric = (Rubric){.index = index,
                     .code = dgmi_table_find(table, "iCode"),
                     .level = dgmi_table_find(table, "level"),
                     .text = dgmi_table_find(table, "text"),
                     .text_zh = dgmi_table_find(table, "text_zh")};
  if (rubric->code < 0 || rubric->level < 0 || rubric->text < 0)
  {
    const DgmiPlace place = dgmi_table_header_place(table, 0);
    dgmi_failure(messages, &place, "a rubric has the columns iCode, level and text");
    return FALSE;
  }
  rubric->table = g_steal_pointer(&table);
  return TRUE;
}

static const char *cell(const Rubric *rubric, guint row, int column)
{
  return column < 0 ? "" : dgmi_table_cell(rubric->table, row, (guint)column);
}

/* ---- Holding ratings against it ---- */

/* Whether `value` is a level of `node`; the lowest and the highest ones are kept in `range`, NaN
 * where the rubric does not name the node. */
static gboolean is_level(const Rubric *rubric, const char *node, double value, double range[2])
{
  range[0] = range[1] = NAN;
  gboolean found = FALSE;
  for (guint row = 0; row < dgmi_table_n_rows(rubric->table); row++)
  {
    const char *text = cell(rubric, row, rubric->level);
    double level;
    if (g_ascii_strcasecmp(cell(rubric, row, rubric->code), node) != 0 ||
        dgmi_number_parse(text, strlen(text), &level) != DGMI_NUMBER_OK)
      continue;
    found = found || level == value;
    range[0] = isnan(range[0]) ? level : MIN(range[0], level);
    range[1] = isnan(range[1]) ? level : MAX(range[1], level);
  }
  return found || isnan(range[0]);
}

static void check_rating(const Rubric *rubric, guint unit, const char *node, double value,
                         DgmiMessages *messages)
{
  const DgmiPlace place = {.file = dgmi_dataset_file(rubric->index->dataset)};
  double range[2];
  char number[DGMI_NUMBER_SIZE], low[DGMI_NUMBER_SIZE], high[DGMI_NUMBER_SIZE];
  if (!is_level(rubric, node, value, range))
    dgmi_failure(messages, &place,
                 "%s, %s: %s is no level of the rubric; rate it from %s to %s (dgmi show %s)",
                 dgmi_dataset_code(rubric->index->dataset, unit), node,
                 dgmi_number_format(value, number), dgmi_number_format(range[0], low),
                 dgmi_number_format(range[1], high), dgmi_definition_id(rubric->index->definition));
}

static void check_unit(const Rubric *rubric, guint unit, DgmiMessages *messages)
{
  const DgmiFramework *framework = rubric->index->framework;
  const DgmiDataset *dataset = rubric->index->dataset;
  const DgmiPlace place = {.file = dgmi_dataset_file(dataset)};
  const guint n = dgmi_framework_n_indicators(framework);
  g_autoptr(GString) missing = g_string_new(NULL);
  guint n_missing = 0;
  for (guint i = 0; i < n; i++)
  {
    const char *node =
        dgmi_framework_node(framework, dgmi_framework_indicators(framework)[i])->code;
    const double *ratings = dgmi_dataset_numbers(dataset, node);
    if (ratings != NULL && !isnan(ratings[unit]))
      check_rating(rubric, unit, node, ratings[unit], messages);
    else
      g_string_append_printf(missing, "%s%s", n_missing++ > 0 ? ", " : "", node);
  }
  if (n_missing > 0)
    dgmi_warning(messages, &place, "%s is filled in part: %u of %u indicators lack a rating: %s",
                 dgmi_dataset_code(dataset, unit), n_missing, n, missing->str);
}

gboolean dgmi_rubric_check(const DgmiIndex *index, DgmiMessages *messages)
{
  const guint failures = dgmi_messages_failures(messages);
  Rubric rubric;
  if (!read_rubric(&rubric, index, messages))
    return dgmi_messages_failures(messages) == failures;
  for (guint unit = 0; unit < dgmi_dataset_n_units(index->dataset); unit++)
    check_unit(&rubric, unit, messages);
  dgmi_table_free(rubric.table);
  return dgmi_messages_failures(messages) == failures;
}

/* ---- Showing it ---- */

GArray *dgmi_rubric_levels(const DgmiIndex *index, GPtrArray *strings, DgmiMessages *messages)
{
  assert(strings != NULL);
  Rubric rubric;
  if (!read_rubric(&rubric, index, messages))
    return NULL;
  const gboolean chinese = strcmp(index->language, "zh") == 0 && rubric.text_zh >= 0;
  GArray *levels = g_array_new(FALSE, FALSE, sizeof(DgmiRubricLevel));
  for (guint row = 0; row < dgmi_table_n_rows(rubric.table); row++)
  {
    const int columns[] = {rubric.code, rubric.level, chinese ? rubric.text_zh : rubric.text};
    for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
      g_ptr_array_add(strings, g_strdup(cell(&rubric, row, columns[i])));
    const DgmiRubricLevel level = {strings->pdata[strings->len - 3],
                                   strings->pdata[strings->len - 2],
                                   strings->pdata[strings->len - 1]};
    g_array_append_val(levels, level);
  }
  dgmi_table_free(rubric.table);
  return levels;
}
