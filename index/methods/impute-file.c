/* Imputation from another table. */
#include <string.h>

#include "index/methods/impute.h"

static const DgmiProxies *find_proxies(const DgmiGaps *gaps)
{
  for (guint i = 0; i < gaps->n_proxies; i++)
    if (strcmp(dgmi_proxies_name(gaps->proxies[i]), gaps->method->text) == 0)
      return gaps->proxies[i];
  return NULL;
}

static gboolean impute_file(DgmiGaps *gaps, GError **error)
{
  const DgmiProxies *proxies = find_proxies(gaps);
  const int year = dgmi_dataset_year(gaps->dataset);
  if (proxies == NULL)
  {
    dgmi_error_set(error, DGMI_ERROR_DATA, "the table of {impute file:%s} was not read",
                   gaps->method->text);
    return FALSE;
  }
  for (guint k = 0; k < gaps->n_columns; k++)
    for (guint i = 0; i < gaps->n; i++)
    {
      const guint c = gaps->columns[k];
      if (!dgmi_gaps_is_gap(gaps, c, i))
        continue;
      const char *source = NULL;
      const double value = dgmi_proxies_find(proxies, dgmi_gaps_unit(gaps, i),
                                             dgmi_gaps_node(gaps, c)->code, year, &source);
      dgmi_gaps_fill(gaps, c, i, value, source == NULL ? NULL : dgmi_sentence_new("%s", source));
    }
  return TRUE;
}

const DgmiMethodInfo dgmi_method_impute_file = {
    DGMI_METHOD(IMPUTE, "file", "values from a table", ":F",
                "the Value of table F: uCode,iCode,Value[,Source][,Time]",
                "filled; stays missing, with a warning, where the table has no value"),
    .counts = DGMI_COUNT(0), .takes_text = DGMI_TEXT_ALL, .impute = {.fill = impute_file}};
