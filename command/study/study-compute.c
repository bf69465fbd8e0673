#include "command/study/study-compute.h"

#include <math.h>
#include <string.h>

#include "command/run/say.h"
#include "datasets/csv/table.h"
#include "indicators/base/text.h"

/* ---- Tables of proxies: uCode,iCode,Value[,Source][,Time] ---- */

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
               _("a table of values to impute has the columns uCode, iCode and Value, and may have "
                 "Source and Time"));
  return FALSE;
}

static void add_proxy(const DgmiStudy *study, const DgmiTable *table, guint row,
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
    dgmi_failure(messages, &place, _("'%s' is not a number"), number);
  else if (time[0] != '\0' && (dgmi_number_parse(time, strlen(time), &year) != DGMI_NUMBER_OK ||
                               year != floor(year) || fabs(year) > 9999))
    dgmi_failure(messages, &place, _("'%s' is not a year"), time);
  else if (dgmi_framework_find(study->framework, code) < 0)
    dgmi_failure(messages, &place, _("there is no indicator '%s'"), code);
  else if (!dgmi_proxies_add(proxies, unit, code, (int)year, value,
                             source[0] == '\0' ? NULL : source))
    dgmi_failure(messages, &place, _("there is a value of '%s' for '%s' already"), code, unit);
}

static DgmiProxies *read_proxies(const DgmiStudy *study, const char *name, const char *file,
                                 DgmiMessages *messages)
{
  const guint failures = dgmi_messages_failures(messages);
  g_autoptr(DgmiTable) table = dgmi_table_read(file, NULL, messages);
  g_autoptr(DgmiProxies) proxies = dgmi_proxies_new(name);
  ProxyColumns columns;
  if (table == NULL || !find_columns(table, &columns, messages))
    return NULL;
  for (guint row = 0; row < dgmi_table_n_rows(table); row++)
    add_proxy(study, table, row, &columns, proxies, messages);
  return dgmi_messages_failures(messages) > failures ? NULL : g_steal_pointer(&proxies);
}

/* The table that file:NAME means at `place`: beside the file that says so. */
static gboolean read_table(DgmiStudy *study, const char *name, const DgmiPlace *place,
                           DgmiMessages *messages)
{
  for (guint i = 0; i < study->proxies->len; i++)
    if (strcmp(dgmi_proxies_name(study->proxies->pdata[i]), name) == 0)
      return TRUE;
  g_autofree char *file = dgmi_paths_find(name, dgmi_place_file(place), NULL);
  if (file == NULL && strcmp(name, "-") != 0)
  {
    dgmi_failure(messages, place, _("there is no table '%s' to impute from"), name);
    return FALSE;
  }
  DgmiProxies *proxies = read_proxies(study, name, file != NULL ? file : "-", messages);
  if (proxies != NULL)
    g_ptr_array_add(study->proxies, proxies);
  return proxies != NULL;
}

/* That of a section's impute=file:NAME. */
static gboolean read_proxies_of(DgmiStudy *study, const char *section, DgmiMessages *messages)
{
  DgmiPlace place;
  const char *value = dgmi_definition_get(study->definition, section, "impute", &place);
  if (value == NULL || !g_str_has_prefix(value, "file:"))
    return TRUE;
  g_autofree char *name = g_strstrip(g_strdup(value + strlen("file:")));
  return read_table(study, name, &place, messages);
}

static void free_proxies(gpointer proxies)
{
  dgmi_proxies_unref(proxies);
}

gboolean dgmi_study_read_proxies(DgmiStudy *study, const DgmiOptions *options,
                                 DgmiMessages *messages)
{
  static const DgmiPlace at_option = {.file = "--vary", .is_option = TRUE};
  g_auto(GStrv) sections = dgmi_definition_sections(study->definition);
  study->proxies = g_ptr_array_new_with_free_func(free_proxies);
  gboolean ok = TRUE;
  for (guint i = 0; sections[i] != NULL; i++)
    if (strcmp(sections[i], "method") == 0 || g_str_has_prefix(sections[i], "method "))
      ok = read_proxies_of(study, sections[i], messages) && ok;
  for (guint i = 0; options->proxy_files != NULL && options->proxy_files[i] != NULL; i++)
    ok = read_table(study, options->proxy_files[i], &at_option, messages) && ok;
  return ok;
}

/* ---- The computation ---- */

DgmiInputs dgmi_study_inputs(const DgmiStudy *study)
{
  DgmiInputs inputs = {.seed = study->seed};
  if (study->other_years != NULL)
  {
    inputs.other_years = (const DgmiDataset *const *)study->other_years->pdata;
    inputs.n_other_years = study->other_years->len;
  }
  if (study->proxies != NULL)
  {
    inputs.proxies = (const DgmiProxies *const *)study->proxies->pdata;
    inputs.n_proxies = study->proxies->len;
  }
  return inputs;
}

DgmiResult *dgmi_study_recompute(const DgmiStudy *study, const DgmiRecipe *recipe,
                                 const double *weight, GError **error)
{
  DgmiInputs inputs = dgmi_study_inputs(study);
  inputs.weight = weight;
  return dgmi_compute_with(recipe, study->dataset, &inputs, error);
}

gboolean dgmi_study_compute(DgmiStudy *study, DgmiMessages *messages)
{
  g_autoptr(GError) error = NULL;
  study->result = dgmi_study_recompute(study, study->recipe, NULL, &error);
  if (study->result == NULL)
  {
    dgmi_messages_add_error(messages, NULL, error);
    return FALSE;
  }
  const GPtrArray *warnings = dgmi_result_warnings(study->result);
  for (guint i = 0; i < warnings->len; i++)
    dgmi_warning(messages, NULL, "%s", (const char *)g_ptr_array_index(warnings, i));
  return TRUE;
}
