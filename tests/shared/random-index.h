/* random-index.h: random frameworks and tables, computed, for tests of what must hold for all. */
#pragma once

#include <math.h>

#include "indicators/base/text.h"
#include "tests/shared/computed.h"

#define UNITS_MAX 12
#define INDICATORS_MAX 24

/* An index as numbers, so that a test can change one thing and compute again. */
typedef struct
{
  guint n_units, n_indicators, n_aggregates;
  double x[UNITS_MAX][INDICATORS_MAX]; /* missing = NaN */
  guint unit[UNITS_MAX];               /* the order of the rows */
  guint indicator_row[INDICATORS_MAX]; /* the order of the indicators' rows */
  int direction[INDICATORS_MAX];
  double weight[INDICATORS_MAX + 8]; /* indicators, then aggregates; aggregate 0 is the index */
  guint parent[INDICATORS_MAX + 8];  /* an aggregate */
  guint level[8];
  double missing; /* share of missing values */
  /* By indicator: the unit of measurement, in which the framework has target and goalposts. */
  double scale[INDICATORS_MAX];
} RandomIndex;

static inline double uniform(void)
{
  return g_test_rand_double();
}

static inline guint below(guint n)
{
  return (guint)g_test_rand_int_range(0, (gint32)n);
}

/* Aggregates form a tree of at most four levels above the indicators, some of them skipped; each
 * has an indicator of its own, the others go anywhere. */
static inline void draw_tree(RandomIndex *index)
{
  index->n_aggregates = 1 + below(6);
  index->level[0] = 5;
  for (guint a = 1; a < index->n_aggregates; a++)
  {
    guint parent;
    do
      parent = below(a);
    while (index->level[parent] <= 2);
    index->parent[INDICATORS_MAX + a] = parent;
    index->level[a] = 2 + below(index->level[parent] - 2);
  }
  index->n_indicators = index->n_aggregates + below(INDICATORS_MAX - index->n_aggregates) + 1;
  index->n_indicators = MIN(index->n_indicators, INDICATORS_MAX);
  for (guint i = 0; i < index->n_indicators; i++)
    index->parent[i] = i < index->n_aggregates ? i : below(index->n_aggregates);
}

static inline void draw_value(RandomIndex *index, guint unit, guint indicator)
{
  const gboolean is_missing = uniform() < index->missing;
  index->x[unit][indicator] = is_missing ? NAN : (floor(uniform() * 2000) + 4) / 8;
}

/* The weights and values of an index that has units and a tree. */
static inline void draw_rest(RandomIndex *index)
{
  for (guint i = 0; i < INDICATORS_MAX + 8; i++)
    index->weight[i] = (1 + below(40)) / 8.0;
  for (guint i = 0; i < index->n_indicators; i++)
  {
    index->indicator_row[i] = i;
    index->direction[i] = g_test_rand_bit() ? 1 : -1;
    for (guint u = 0; u < index->n_units; u++)
      draw_value(index, u, i);
    index->x[0][i] = 0.5; /* ends of every range; no column is constant or empty */
    index->x[1][i] = 251;
    index->scale[i] = 1;
  }
  for (guint u = 0; u < index->n_units; u++)
    index->unit[u] = u;
}

static inline RandomIndex draw_index(double missing)
{
  RandomIndex index = {.n_units = 3 + below(UNITS_MAX - 2), .missing = missing};
  draw_tree(&index);
  draw_rest(&index);
  return index;
}

/* An index with so many indicators and nothing between. */
static inline RandomIndex draw_flat_index(guint n_units, guint n_indicators, double missing)
{
  RandomIndex index = {.n_units = n_units,
                       .n_indicators = n_indicators,
                       .n_aggregates = 1,
                       .level = {2},
                       .missing = missing};
  draw_rest(&index);
  return index;
}

/* What is good: 0 to 256, and a target near the better end. */
static inline char *framework_text(const RandomIndex *index)
{
  GString *out = g_string_new("Level,iCode,Parent,Direction,Type,Weight,Target,goalpost_lower,"
                              "goalpost_upper\n");
  char number[3][DGMI_NUMBER_SIZE];
  for (guint row = 0; row < index->n_indicators; row++)
  {
    const guint i = index->indicator_row[row];
    const double target = (index->direction[i] > 0 ? 240 : 0.25) * index->scale[i];
    g_string_append_printf(out, "1,i%u,A%u,%d,Indicator,%s,%s,0,%s\n", i, index->parent[i],
                           index->direction[i], dgmi_number_format(index->weight[i], number[0]),
                           dgmi_number_format(target, number[1]),
                           dgmi_number_format(256 * index->scale[i], number[2]));
  }
  for (guint a = 0; a < index->n_aggregates; a++)
  {
    dgmi_number_format(index->weight[INDICATORS_MAX + a], number[0]);
    g_string_append_printf(out, "%u,A%u,", index->level[a], a);
    if (a > 0)
      g_string_append_printf(out, "A%u", index->parent[INDICATORS_MAX + a]);
    g_string_append_printf(out, ",1,Aggregate,%s,,,\n", number[0]);
  }
  return g_string_free(out, FALSE);
}

static inline char *data_text(const RandomIndex *index)
{
  GString *out = g_string_new("uCode");
  char number[DGMI_NUMBER_SIZE];
  for (guint i = 0; i < index->n_indicators; i++)
    g_string_append_printf(out, ",i%u", i);
  for (guint row = 0; row < index->n_units; row++)
  {
    g_string_append_printf(out, "\nU%02u", index->unit[row]);
    for (guint i = 0; i < index->n_indicators; i++)
      g_string_append_printf(out, ",%s", dgmi_number_format(index->x[index->unit[row]][i], number));
  }
  g_string_append_c(out, '\n');
  return g_string_free(out, FALSE);
}

static inline Computed compute_with_settings(const RandomIndex *index, const char *const *settings,
                                             DgmiProgramSolver *solver)
{
  g_autofree char *framework = framework_text(index), *data = data_text(index);
  Computed computed = read_parts(framework, data, settings);
  dgmi_recipe_set_solver(computed.recipe, solver);
  computed.result = dgmi_compute(computed.recipe, computed.dataset, &computed.error);
  g_assert_true((computed.result == NULL) == (computed.error != NULL));
  return computed;
}

static inline Computed compute_index(const RandomIndex *index, const char *normalise,
                                     const char *aggregate)
{
  g_autofree char *n = g_strconcat("method.normalise=", normalise, NULL);
  g_autofree char *a = g_strconcat("method.aggregate=", aggregate, NULL);
  return compute_with_settings(index, SETTINGS(n, a), NULL);
}

/* A node's score for the unit of that number. */
static inline double score_of(const Computed *computed, const char *node, guint unit)
{
  char code[16];
  g_snprintf(code, sizeof code, "U%02u", unit);
  const int row = dgmi_dataset_find_unit(computed->dataset, code);
  g_assert_cmpint(row, >=, 0);
  return score_at(computed, node, (guint)row);
}

static inline void shuffle(guint *order, guint n)
{
  for (guint i = n; i > 1; i--)
  {
    const guint j = below(i), kept = order[i - 1];
    order[i - 1] = order[j];
    order[j] = kept;
  }
}
