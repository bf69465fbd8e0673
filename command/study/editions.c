#include "command/study/editions.h"

#include <string.h>

#include "command/run/say.h"
#include "datasets/catalogue.h"

/* The years of the data of an index that is no family: the user's own table over years. */
static GArray *years_of_data(DgmiRun *run, const char *index, const char *verb)
{
  g_auto(DgmiStudy) study = {0};
  const DgmiPaths paths = dgmi_study_paths();
  if (!dgmi_study_open(&study, index, &run->options, DGMI_STUDY_DEFINITION, run->messages))
    return NULL;
  const char *family = dgmi_definition_get(study.definition, "index", "family", NULL);
  g_autoptr(GArray) editions = family == NULL ? NULL : dgmi_catalogue_editions(&paths, family);
  if (run->options.data == NULL && editions != NULL && editions->len > 0)
  {
    dgmi_failure(run->messages, NULL, _("%s is one edition; %s takes its family: %s"),
                 dgmi_definition_id(study.definition), verb, family);
    return NULL;
  }
  g_autofree char *file = dgmi_definition_file(study.definition, "data", &paths, run->messages);
  g_autoptr(GArray) years = file == NULL ? NULL : dgmi_dataset_years(file, NULL, run->messages);
  if (years != NULL && years->len == 0)
  {
    dgmi_failure(
        run->messages, NULL,
        _("%s has no editions, and its data no years; %s takes a family (dgmi list shows them) "
          "or a data table with a column Time"),
        dgmi_study_index_name(&study), verb);
    return NULL;
  }
  return g_steal_pointer(&years);
}

GArray *dgmi_editions_years(DgmiRun *run, const char *index, const char *verb)
{
  static const DgmiPlace year = {.file = "--year", .is_option = TRUE},
                         data = {.file = "--data", .is_option = TRUE};
  if (run->options.year != 0)
    dgmi_failure(run->messages, &year, _("%s shows every edition; leave it out"), verb);
  if (g_strcmp0(run->options.data, "-") == 0)
    dgmi_failure(run->messages, &data,
                 _("standard input can be read only once; save the table to a file"));
  if (dgmi_messages_failures(run->messages) > 0)
    return NULL;
  const DgmiPaths paths = dgmi_study_paths();
  g_autoptr(GArray) editions = index == NULL ? NULL : dgmi_catalogue_editions(&paths, index);
  if (editions != NULL && editions->len > 0)
    return g_steal_pointer(&editions);
  return years_of_data(run, index, verb);
}

DgmiPanel *dgmi_editions_open(DgmiRun *run, const char *index, const GArray *years)
{
  g_autoptr(DgmiPanel) panel = dgmi_panel_new(years->len);
  DgmiOptions options = run->options; /* borrows its strings */
  for (guint i = 0; i < years->len; i++)
  {
    options.year = g_array_index(years, int, i);
    if (!dgmi_study_open(dgmi_panel_study(panel, i), index, &options, DGMI_STUDY_RESULT,
                         run->messages))
      return NULL;
  }
  dgmi_panel_join(panel, DGMI_PANEL_LAST_LEADS);
  return g_steal_pointer(&panel);
}

char *dgmi_editions_breaks(const DgmiDefinition *definition, int year, int next)
{
  const char *list = dgmi_definition_get(definition, "index", "breaks", NULL);
  g_auto(GStrv) pairs = g_strsplit(list != NULL ? list : "", ",", -1);
  g_autoptr(GString) found = g_string_new(NULL);
  for (guint i = 0; pairs[i] != NULL; i++)
  {
    const char *dash = strchr(pairs[i], '-');
    const gint64 from = g_ascii_strtoll(pairs[i], NULL, 10);
    const gint64 to = dash == NULL ? 0 : g_ascii_strtoll(dash + 1, NULL, 10);
    if (dash != NULL && year <= from && to <= next)
      g_string_append_printf(found, "%s%d–%d", found->len > 0 ? _(", ") : "", (int)from, (int)to);
  }
  return found->len > 0 ? g_strdup(found->str) : NULL;
}

gboolean dgmi_editions_break(const DgmiDefinition *definition, int year, int next)
{
  g_autofree char *breaks = dgmi_editions_breaks(definition, year, next);
  return breaks != NULL;
}

char *dgmi_editions_text(DgmiPanel *panel, const char *text)
{
  const guint n = dgmi_panel_n_studies(panel);
  const int first = dgmi_dataset_year(dgmi_panel_study(panel, 0)->dataset);
  const int last = dgmi_dataset_year(dgmi_panel_study(panel, n - 1)->dataset);
  g_autofree char *year = g_strdup_printf("%d", last);
  g_autofree char *years = first == last ? g_strdup(year) : g_strdup_printf("%d–%d", first, last);
  g_autoptr(GString) out = g_string_new(text);
  if (g_string_replace(out, year, years, 1) == 0)
    g_string_append_printf(out, " %s", years);
  return g_strdup(out->str);
}

char *dgmi_editions_title(DgmiPanel *panel)
{
  const DgmiStudy *newest = dgmi_panel_study(panel, dgmi_panel_n_studies(panel) - 1);
  return dgmi_editions_text(panel, dgmi_study_index_name(newest));
}
