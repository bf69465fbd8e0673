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
} AuditedIndex;

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

static AuditedIndex make_index(guint n_units, guint n)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  AuditedIndex index = {.n_units = n_units};
  index.parts.framework = make_framework(n, messages);
  if (index.parts.framework == NULL)
    fail(messages);
  index.parts.definition = dgmi_definition_new("bench", "d.csv", "m.csv");
  index.parts.recipe = dgmi_recipe_new(index.parts.definition, index.parts.framework, messages);
  GString *data = make_data(n_units, n);
  const DgmiDatasetOptions options = {.framework = index.parts.framework};
  index.parts.dataset = dgmi_dataset_read_text(data->str, data->len, "d.csv", &options, messages);
  g_string_free(data, TRUE);
  if (index.parts.dataset == NULL || index.parts.recipe == NULL)
    fail(messages);
  index.parts.result = dgmi_compute(index.parts.recipe, index.parts.dataset, NULL);
  index.n_nodes = dgmi_framework_n_nodes(index.parts.framework);
  index.value = g_new(const double *, index.n_nodes);
  for (guint node = 0; node < index.n_nodes; node++)
    index.value[node] = dgmi_result_node(index.parts.result, node);
  return index;
}

static void clear_index(AuditedIndex *index)
{
  g_free(index->value);
  computed_clear(&index->parts);
}

/* ---- The parts ---- */

static void correlate(const AuditedIndex *index, DgmiCorrelationKind kind)
{
  g_autofree DgmiCorrelation *pairs = g_new(DgmiCorrelation, dgmi_pair(index->n_nodes, 0));
  dgmi_correlations(kind, index->value, index->n_nodes, index->n_units, pairs);
}

static void pearson(const AuditedIndex *index)
{
  correlate(index, DGMI_CORRELATION_PEARSON);
}

static void spearman(const AuditedIndex *index)
{
  correlate(index, DGMI_CORRELATION_SPEARMAN);
}

static void kendall(const AuditedIndex *index)
{
  correlate(index, DGMI_CORRELATION_KENDALL);
}

static void structure(const AuditedIndex *index)
{
  for (guint node = 0; node < index->n_nodes; node++)
  {
    const DgmiNode *info = dgmi_framework_node(index->parts.framework, node);
    const double *value[64];
    const char *code[64];
    DgmiAlpha without[64];
    for (guint m = 0; m < info->n_members; m++)
    {
      value[m] = index->value[info->members[m]];
      code[m] = dgmi_framework_node(index->parts.framework, info->members[m])->code;
    }
    if (info->n_members == 0)
      continue;
    (void)dgmi_alpha(value, info->n_members, index->n_units, without);
    g_autoptr(DgmiPca) pca = dgmi_pca_new(value, code, info->n_members, index->n_units, NULL);
    if (pca == NULL || isnan(dgmi_pca_kmo(pca)))
      exit(1);
  }
}

static void importance(const AuditedIndex *index, DgmiEffective effective)
{
  g_autofree DgmiImportance *all = g_new(DgmiImportance, index->n_nodes);
  dgmi_importance(index->parts.framework, dgmi_result_weights(index->parts.result), effective,
                  &(DgmiNodeValues){index->value,
                                    index->value[dgmi_framework_root(index->parts.framework)],
                                    index->n_units},
                  all);
}

static void squared_correlation(const AuditedIndex *index)
{
  importance(index, DGMI_EFFECTIVE_SQUARED_CORRELATION);
}

static void main_effect(const AuditedIndex *index)
{
  importance(index, DGMI_EFFECTIVE_MAIN_EFFECT);
}

static void leave_one_out(const AuditedIndex *index)
{
  g_array_unref(dgmi_leave_one_out(index->parts.result));
}

static double time_part(const AuditedIndex *index, void (*part)(const AuditedIndex *),
                        guint repetitions)
{
  double best = INFINITY;
  for (guint i = 0; i < repetitions; i++)
  {
    const clock_t start = clock();
    part(index);
    best = MIN(best, (double)(clock() - start) / CLOCKS_PER_SEC);
  }
  return 1000 * best;
}

int main(void)
{
  static const struct
  {
    const char *name;
    void (*run)(const AuditedIndex *);
  } parts[] = {{"correlations, Pearson", pearson},
               {"correlations, Spearman", spearman},
               {"correlations, Kendall", kendall},
               {"alpha, components, KMO", structure},
               {"weights by squared correlation", squared_correlation},
               {"weights by main effect", main_effect},
               {"leaving one out", leave_one_out}};
  AuditedIndex large = make_index(5000, 60), small = make_index(193, 30);
  printf("%-32s %12s %12s\n", "milliseconds", "5,000 × 60", "193 × 30");
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    printf("%-32s %11.1f %11.2f\n", parts[i].name, time_part(&large, parts[i].run, 3),
           time_part(&small, parts[i].run, 20));
  clear_index(&large);
  clear_index(&small);
  return 0;
}
