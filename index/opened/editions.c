#include "index/opened/editions.h"

#include <assert.h>
#include <string.h>

#include "datasets/catalogue.h"
#include "index/opened/index-inside.h"

/* The years of the data of an index that is no family: the user's own table over years. */
static GArray *years_of_data(const DgmiIndexRequest *request, const char *verb,
                             DgmiMessages *messages)
{
  g_autoptr(DgmiIndex) index = dgmi_index_open(request, DGMI_INDEX_DEFINITION, messages);
  if (index == NULL)
    return NULL;
  const char *family = dgmi_definition_get(index->definition, "index", "family", NULL);
  g_autoptr(GArray) editions =
      family == NULL ? NULL : dgmi_catalogue_editions(&index->paths, family);
  if (request->data == NULL && editions != NULL && editions->len > 0)
  {
    dgmi_failure(messages, NULL, "%s is one edition; %s takes its family: %s",
                 dgmi_definition_id(index->definition), verb, family);
    return NULL;
  }
  g_autofree char *file = dgmi_definition_file(index->definition, "data", &index->paths, messages);
  g_autoptr(GArray) years = file == NULL ? NULL : dgmi_dataset_years(file, NULL, messages);
  if (years != NULL && years->len == 0)
  {
    dgmi_failure(
        messages, NULL,
        "%s has no editions, and its data no years; %s takes a family (dgmi list shows them) "
        "or a data table with a column Time",
        dgmi_index_name(index), verb);
    return NULL;
  }
  return g_steal_pointer(&years);
}

GArray *dgmi_editions_years(const DgmiIndexRequest *request, const char *verb,
                            DgmiMessages *messages)
{
  assert(request != NULL && verb != NULL);
  static const DgmiPlace year = {.file = "--year", .is_option = TRUE},
                         data = {.file = "--data", .is_option = TRUE};
  const guint failures = dgmi_messages_failures(messages);
  if (request->year != 0)
    dgmi_failure(messages, &year, "%s shows every edition; leave it out", verb);
  if (g_strcmp0(request->data, "-") == 0)
    dgmi_failure(messages, &data, "standard input can be read only once; save the table to a file");
  if (dgmi_messages_failures(messages) > failures)
    return NULL;
  const DgmiPaths paths =
      request->paths.indicators != NULL ? request->paths : dgmi_paths_installed();
  g_autoptr(GArray) editions =
      request->index == NULL ? NULL : dgmi_catalogue_editions(&paths, request->index);
  if (editions != NULL && editions->len > 0)
    return g_steal_pointer(&editions);
  return years_of_data(request, verb, messages);
}

DgmiPanel *dgmi_editions_open(const DgmiIndexRequest *request, const GArray *years,
                              DgmiMessages *messages)
{
  assert(years->len > 0);
  g_autoptr(DgmiPanel) panel = dgmi_panel_new(years->len);
  DgmiIndexRequest of_year = *request;
  for (guint i = 0; i < years->len; i++)
  {
    of_year.year = g_array_index(years, int, i);
    DgmiIndex *index = dgmi_index_open(&of_year, DGMI_INDEX_RESULT, messages);
    if (index == NULL)
      return NULL;
    dgmi_panel_take(panel, i, index);
  }
  dgmi_panel_join(panel, DGMI_PANEL_LAST_LEADS);
  return g_steal_pointer(&panel);
}

char *dgmi_editions_breaks(const DgmiIndex *index, int year, int next)
{
  const char *list = dgmi_definition_get(index->definition, "index", "breaks", NULL);
  g_auto(GStrv) pairs = g_strsplit(list != NULL ? list : "", ",", -1);
  g_autoptr(GString) found = g_string_new(NULL);
  for (guint i = 0; pairs[i] != NULL; i++)
  {
    const char *dash = strchr(pairs[i], '-');
    const gint64 from = g_ascii_strtoll(pairs[i], NULL, 10);
    const gint64 to = dash == NULL ? 0 : g_ascii_strtoll(dash + 1, NULL, 10);
    if (dash != NULL && year <= from && to <= next)
      g_string_append_printf(found, "%s%d–%d", found->len > 0 ? ", " : "", (int)from, (int)to);
  }
  return found->len > 0 ? g_strdup(found->str) : NULL;
}

gboolean dgmi_editions_break(const DgmiIndex *index, int year, int next)
{
  g_autofree char *breaks = dgmi_editions_breaks(index, year, next);
  return breaks != NULL;
}

char *dgmi_editions_text(const DgmiPanel *panel, const char *text)
{
  const guint n = dgmi_panel_n_indices(panel);
  const int first = dgmi_dataset_year(dgmi_panel_index(panel, 0)->dataset);
  const int last = dgmi_dataset_year(dgmi_panel_index(panel, n - 1)->dataset);
  g_autofree char *year = g_strdup_printf("%d", last);
  g_autofree char *years = first == last ? g_strdup(year) : g_strdup_printf("%d–%d", first, last);
  g_autoptr(GString) out = g_string_new(text);
  if (g_string_replace(out, year, years, 1) == 0)
    g_string_append_printf(out, " %s", years);
  return g_strdup(out->str);
}

char *dgmi_editions_title(const DgmiPanel *panel)
{
  DgmiIndex *newest = dgmi_panel_index(panel, dgmi_panel_n_indices(panel) - 1);
  return dgmi_editions_text(panel, dgmi_index_name(newest));
}
