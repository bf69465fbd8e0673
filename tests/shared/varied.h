/* varied.h: indices with what varies in them, made of short texts or at random, for the tests of
 * uncertainty analyses. */
#pragma once

#include <math.h>

#include "index/uncertainty/uncertainty.h"
#include "tests/shared/computed.h"

#define BLOCK DGMI_UNCERTAINTY_BLOCK

/* An index with what varies. */
typedef struct
{
  Computed parts;
  GPtrArray *sources;
  DgmiUncertaintyPlan *plan;
  GError *error;
} Varied;

static inline void varied_clear(Varied *varied)
{
  dgmi_uncertainty_plan_free(varied->plan);
  if (varied->sources != NULL)
    g_ptr_array_unref(varied->sources);
  computed_clear(&varied->parts);
  g_clear_error(&varied->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Varied, varied_clear)

static inline void make_plan(Varied *varied, const char *const *vary)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  varied->sources = dgmi_vary_parse(vary, messages);
  ASSERT_SILENT(messages);
  varied->plan = dgmi_uncertainty_plan_new(varied->parts.recipe, varied->parts.dataset, NULL,
                                           varied->sources, &varied->error);
  g_assert_true((varied->plan == NULL) == (varied->error != NULL));
}

static inline Varied try_vary(const char *framework, const char *data, const char *const *settings,
                              const char *const *vary)
{
  Varied varied = {.parts = read_parts(framework, data, settings)};
  make_plan(&varied, vary);
  return varied;
}

static inline Varied vary(const char *framework, const char *data, const char *const *settings,
                          const char *const *sources)
{
  Varied varied = try_vary(framework, data, settings, sources);
  g_assert_no_error(varied.error);
  return varied;
}

static inline DgmiUncertainty *run(const Varied *varied, const DgmiUncertaintyOptions *options)
{
  g_autoptr(GError) error = NULL;
  DgmiUncertainty *result = dgmi_uncertainty_run(varied->plan, options, &error);
  g_assert_no_error(error);
  g_assert_nonnull(result);
  return result;
}

#define UNITS_MAX 30

/* A random index: a tree of up to four levels, `n` units, a share of missing values. */
static inline char *random_framework(guint n_indicators, guint n_pillars, gboolean deep)
{
  GString *out = g_string_new("Level,iCode,Parent,Direction,Type,Weight\n");
  for (guint i = 0; i < n_indicators; i++)
    g_string_append_printf(out, "1,i%u,P%u,%d,Indicator,%d\n", i,
                           i < n_pillars ? i : (guint)g_test_rand_int_range(0, (gint)n_pillars),
                           g_test_rand_bit() ? 1 : -1, g_test_rand_int_range(1, 6));
  for (guint p = 0; p < n_pillars; p++)
    g_string_append_printf(out, "2,P%u,%s,1,Aggregate,%d\n", p, deep ? p % 2 ? "S1" : "S0" : "I",
                           g_test_rand_int_range(1, 6));
  if (deep)
    g_string_append(out, "3,S0,I,1,Aggregate,2\n3,S1,I,1,Aggregate,3\n");
  g_string_append(out, deep ? "4,I,NA,1,Aggregate,1\n" : "3,I,NA,1,Aggregate,1\n");
  return g_string_free(out, FALSE);
}

static inline char *random_data(guint n_units, guint n_indicators, double missing)
{
  GString *out = g_string_new("uCode");
  for (guint i = 0; i < n_indicators; i++)
    g_string_append_printf(out, ",i%u", i);
  for (guint u = 0; u < n_units; u++)
  {
    g_string_append_printf(out, "\nU%02u", u);
    for (guint i = 0; i < n_indicators; i++)
      if (u > 1 && g_test_rand_double() < missing)
        g_string_append(out, ",");
      else
        g_string_append_printf(out, ",%d",
                               u == 0   ? 0
                               : u == 1 ? 1000
                                        : g_test_rand_int_range(1, 999));
  }
  g_string_append_c(out, '\n');
  return g_string_free(out, FALSE);
}

/* Whether two results counted the same. */
static inline void assert_same(DgmiUncertainty *a, DgmiUncertainty *b)
{
  const DgmiUncertaintyTables x = dgmi_uncertainty_tables(a), y = dgmi_uncertainty_tables(b);
  g_assert_cmpmem(x.counts, x.n_counts * sizeof *x.counts, y.counts, y.n_counts * sizeof *y.counts);
  g_assert_cmpmem(x.sums, x.n_sums * sizeof *x.sums, y.sums, y.n_sums * sizeof *y.sums);
}
