/* How long the audit takes: every part of 5,000 units × 60 indicators, and leaving out each of 30
 * indicators and 6 pillars on 193 units. The best of some repetitions, in processor time. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "index/numbers/pca.h"
#include "index/questions/alpha.h"
#include "index/questions/correlations.h"
#include "index/questions/importance.h"
#include "index/questions/leave-one-out.h"
#include "tests/shared/computed.h"

#define PILLARS 6

typedef struct
{
  Computed parts;
  guint n_nodes;
  guint n_units;
  const double **value; /* by node */
} Study;

static void fail(DgmiMessages *messages)
{
  g_autofree char *text = dgmi_message_format(dgmi_messages_get(messages, 0), NULL);
  fprintf(stderr, "%s\n", text);
  exit(1);
}

static DgmiFramework *make_framework(guint n, DgmiMessages *messages)
{
  g_autoptr(GString) text = g_string_new("Level,iCode,Parent,Direction,Type,Weight\n");
  for (guint k = 0; k < n; k++)
    g_string_append_printf(text, "1,i%02u,P%u,1,Indicator,1\n", k, k * PILLARS / n);
  for (guint k = 0; k < PILLARS; k++)
    g_string_append_printf(text, "2,P%u,Index,1,Aggregate,1\n", k);
  g_string_append(text, "3,Index,NA,1,Aggregate,1\n");
  return framework_of_text(text->str, messages);
}

/* Indicators with something in common, and 2 % missing. */
static GString *make_data(guint n_units, guint n)
{
  GString *text = g_string_new("uCode");
  guint64 state = 1;
  for (guint k = 0; k < n; k++)
    g_string_append_printf(text, ",i%02u", k);
  for (guint i = 0; i < n_units; i++)
  {
    g_string_append_printf(text, "\nU%05u", i);
    for (guint k = 0; k < n; k++)
    {
      state = state * 6364136223846793005u + 1442695040888963407u;
      const double noise = (double)(state >> 40) / (1 << 24);
      if (noise < 0.02)
        g_string_append(text, ",NA");
      else
        g_string_append_printf(text, ",%.5f", noise + (double)(i * 7919 % n_units) / n_units);
    }
  }
  return text;
}

static Study make_study(guint n_units, guint n)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  Study study = {.n_units = n_units};
  study.parts.framework = make_framework(n, messages);
  if (study.parts.framework == NULL)
    fail(messages);
  study.parts.definition = dgmi_definition_new("bench", "d.csv", "m.csv");
  study.parts.recipe = dgmi_recipe_new(study.parts.definition, study.parts.framework, messages);
  GString *data = make_data(n_units, n);
  const DgmiDatasetOptions options = {.framework = study.parts.framework};
  study.parts.dataset = dgmi_dataset_read_text(data->str, data->len, "d.csv", &options, messages);
  g_string_free(data, TRUE);
  if (study.parts.dataset == NULL || study.parts.recipe == NULL)
    fail(messages);
  study.parts.result = dgmi_compute(study.parts.recipe, study.parts.dataset, NULL);
  study.n_nodes = dgmi_framework_n_nodes(study.parts.framework);
  study.value = g_new(const double *, study.n_nodes);
  for (guint node = 0; node < study.n_nodes; node++)
    study.value[node] = dgmi_result_node(study.parts.result, node);
  return study;
}

static void clear_study(Study *study)
{
  g_free(study->value);
  computed_clear(&study->parts);
}

/* ---- The parts ---- */

static void correlate(const Study *study, DgmiCorrelationKind kind)
{
  g_autofree DgmiCorrelation *pairs = g_new(DgmiCorrelation, dgmi_pair(study->n_nodes, 0));
  dgmi_correlations(kind, study->value, study->n_nodes, study->n_units, pairs);
}

static void pearson(const Study *study)
{
  correlate(study, DGMI_CORRELATION_PEARSON);
}

static void spearman(const Study *study)
{
  correlate(study, DGMI_CORRELATION_SPEARMAN);
}

static void kendall(const Study *study)
{
  correlate(study, DGMI_CORRELATION_KENDALL);
}

static void structure(const Study *study)
{
  for (guint node = 0; node < study->n_nodes; node++)
  {
    const DgmiNode *info = dgmi_framework_node(study->parts.framework, node);
    const double *value[64];
    const char *code[64];
    DgmiAlpha without[64];
    for (guint m = 0; m < info->n_members; m++)
    {
      value[m] = study->value[info->members[m]];
      code[m] = dgmi_framework_node(study->parts.framework, info->members[m])->code;
    }
    if (info->n_members == 0)
      continue;
    (void)dgmi_alpha(value, info->n_members, study->n_units, without);
    g_autoptr(DgmiPca) pca = dgmi_pca_new(value, code, info->n_members, study->n_units, NULL);
    if (pca == NULL || isnan(dgmi_pca_kmo(pca)))
      exit(1);
  }
}

static void importance(const Study *study, DgmiEffective effective)
{
  g_autofree DgmiImportance *all = g_new(DgmiImportance, study->n_nodes);
  dgmi_importance(study->parts.framework, dgmi_result_weights(study->parts.result), effective,
                  &(DgmiNodeValues){study->value,
                                    study->value[dgmi_framework_root(study->parts.framework)],
                                    study->n_units},
                  all);
}

static void squared_correlation(const Study *study)
{
  importance(study, DGMI_EFFECTIVE_SQUARED_CORRELATION);
}

static void main_effect(const Study *study)
{
  importance(study, DGMI_EFFECTIVE_MAIN_EFFECT);
}

static void leave_one_out(const Study *study)
{
  g_array_unref(dgmi_leave_one_out(study->parts.result));
}

static double time_part(const Study *study, void (*part)(const Study *), guint repetitions)
{
  double best = INFINITY;
  for (guint i = 0; i < repetitions; i++)
  {
    const clock_t start = clock();
    part(study);
    best = MIN(best, (double)(clock() - start) / CLOCKS_PER_SEC);
  }
  return 1000 * best;
}

int main(void)
{
  static const struct
  {
    const char *name;
    void (*run)(const Study *);
  } parts[] = {{"correlations, Pearson", pearson},
               {"correlations, Spearman", spearman},
               {"correlations, Kendall", kendall},
               {"alpha, components, KMO", structure},
               {"weights by squared correlation", squared_correlation},
               {"weights by main effect", main_effect},
               {"leaving one out", leave_one_out}};
  Study large = make_study(5000, 60), small = make_study(193, 30);
  printf("%-32s %12s %12s\n", "milliseconds", "5,000 × 60", "193 × 30");
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    printf("%-32s %11.1f %11.2f\n", parts[i].name, time_part(&large, parts[i].run, 3),
           time_part(&small, parts[i].run, 20));
  clear_study(&large);
  clear_study(&small);
  return 0;
}
