/* The tables that methods of imputation name: uCode,iCode,Value[,Source][,Time]. */
#include <math.h>
#include <string.h>

#include "datasets/csv/table.h"
#include "index/opened/index-inside.h"
#include "indicators/base/text.h"

typedef struct
{
  int unit, indicator, value, source, year; /* columns, −1 = none */
} ProxyColumns;

static gboolean find_columns(const DgmiTable *table, ProxyColumns *columns, DgmiMessages *messages)
{
  *columns = (ProxyColumns){dgmi_table_find(table, "uCode"), dgmi_table_find(table, "iCode"),
                            dgmi_table_find(table, "Value"), dgmi_table_find(table, "Source"),
                            dgmi_table_find(table, "Time")};
  if (columns->unit >= 0 && columns->indicator >= 0 && columns->value >= 0)
    return TRUE;
  const DgmiPlace place = dgmi_table_header_place(table, 0);
  dgmi_failure(messages, &place,
               "a table of values to impute has the columns uCode, iCode and Value, and may have "
               "Source and Time");
  return FALSE;
}

static void add_proxy(const DgmiIndex *index, const DgmiTable *table, guint row,
                      const ProxyColumns *columns, DgmiProxies *proxies, DgmiMessages *messages)
{
  const char *unit = dgmi_table_cell(table, row, (guint)columns->unit);
  const char *code = dgmi_table_cell(table, row, (guint)columns->indicator);
  const char *number = dgmi_table_cell(table, row, (guint)columns->value);
  const char *source =
      columns->source < 0 ? "" : dgmi_table_cell(table, row, (guint)columns->source);
  const char *time = columns->year < 0 ? "" : dgmi_table_cell(table, row, (guint)columns->year);
  const DgmiPlace place = dgmi_table_place(table, row, (guint)columns->value);
  double value, year = 0;
  if (dgmi_number_parse(number, strlen(number), &value) != DGMI_NUMBER_OK)
    dgmi_failure(messages, &place, "'%s' is not a number", number);
  else if (time[0] != '\0' && (dgmi_number_parse(time, strlen(time), &year) != DGMI_NUMBER_OK ||
                               year != floor(year) || fabs(year) > 9999))
    dgmi_failure(messages, &place, "'%s' is not a year", time);
  else if (dgmi_framework_find(index->framework, code) < 0)
    dgmi_failure(messages, &place, "there is no indicator '%s'", code);
  else if (!dgmi_proxies_add(proxies, unit, code, (int)year, value,
                             source[0] == '\0' ? NULL : source))
    dgmi_failure(messages, &place, "there is a value of '%s' for '%s' already", code, unit);
}

static DgmiProxies *read_proxies(const DgmiIndex *index, const char *name, const char *file,
                                 DgmiMessages *messages)
{
  const guint failures = dgmi_messages_failures(messages);
  g_autoptr(DgmiTable) table = dgmi_table_read(file, NULL, messages);
  g_autoptr(DgmiProxies) proxies = dgmi_proxies_new(name);
  ProxyColumns columns;
  if (table == NULL || !find_columns(table, &columns, messages))
    return NULL;
  for (guint row = 0; row < dgmi_table_n_rows(table); row++)
    add_proxy(index, table, row, &columns, proxies, messages);
  return dgmi_messages_failures(messages) > failures ? NULL : g_steal_pointer(&proxies);
}

/* The table that file:NAME means at `place`: beside the file that says so. */
static gboolean read_table(DgmiIndex *index, const char *name, const DgmiPlace *place,
                           DgmiMessages *messages)
{
  for (guint i = 0; i < index->proxies->len; i++)
    if (strcmp(dgmi_proxies_name(index->proxies->pdata[i]), name) == 0)
      return TRUE;
  g_autofree char *file = dgmi_paths_find(name, dgmi_place_file(place), NULL);
  if (file == NULL && strcmp(name, "-") != 0)
  {
    dgmi_failure(messages, place, "there is no table '%s' to impute from", name);
    return FALSE;
  }
  DgmiProxies *proxies = read_proxies(index, name, file != NULL ? file : "-", messages);
  if (proxies != NULL)
    g_ptr_array_add(index->proxies, proxies);
  return proxies != NULL;
}

/* That of impute=file:NAME in [method NODE], in [method] where `node` is NULL. */
static gboolean read_proxies_of(DgmiIndex *index, const char *node, DgmiMessages *messages)
{
  DgmiPlace place;
  const char *value = dgmi_definition_get_method(index->definition, node, "impute", &place);
  if (value == NULL || !g_str_has_prefix(value, "file:"))
    return TRUE;
  g_autofree char *name = g_strstrip(g_strdup(value + strlen("file:")));
  return read_table(index, name, &place, messages);
}

static void free_proxies(gpointer proxies)
{
  dgmi_proxies_unref(proxies);
}

gboolean dgmi_index_read_proxies(DgmiIndex *index, const DgmiIndexRequest *request,
                                 DgmiMessages *messages)
{
  static const DgmiPlace at_option = {.file = "--vary", .is_option = TRUE};
  g_auto(GStrv) nodes = dgmi_definition_method_nodes(index->definition);
  index->proxies = g_ptr_array_new_with_free_func(free_proxies);
  gboolean ok = read_proxies_of(index, NULL, messages);
  for (guint i = 0; nodes[i] != NULL; i++)
    ok = read_proxies_of(index, nodes[i], messages) && ok;
  for (guint i = 0; request->proxies != NULL && request->proxies[i] != NULL; i++)
    ok = read_table(index, request->proxies[i], &at_option, messages) && ok;
  return ok;
}
