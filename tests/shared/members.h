/* members.h: small tables of members to aggregate, for the tests of aggregations. */
#pragma once

#include <math.h>

#include "index/methods/method.h"
#include "tests/shared/computed.h"

typedef struct
{
  guint n_units, n_members;
  double **x; /* by member */
  double *weight;
  Computed parts; /* whose framework and dataset name members and units */
} Members;

static inline void members_clear(Members *m)
{
  for (guint k = 0; k < m->n_members; k++)
    g_free(m->x[k]);
  g_free(m->x);
  g_free(m->weight);
  computed_clear(&m->parts);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Members, members_clear)

/* Members m0, m1, … of the node I over the units u000, u001, …, with every value 0 so far. */
static inline Members new_members(guint n_units, guint n_members)
{
  g_autoptr(GString) framework = g_string_new("Level,iCode,Parent,Direction,Type,Weight\n");
  g_autoptr(GString) data = g_string_new("uCode");
  Members m = {n_units, n_members, g_new(double *, n_members), g_new(double, n_members), {0}};
  for (guint k = 0; k < n_members; k++)
  {
    g_string_append_printf(framework, "1,m%u,I,1,Indicator,1\n", k);
    g_string_append_printf(data, ",m%u", k);
    m.x[k] = g_new0(double, n_units);
    m.weight[k] = 1;
  }
  g_string_append(framework, "2,I,NA,1,Aggregate,1\n");
  for (guint i = 0; i < n_units; i++)
  {
    g_string_append_printf(data, "\nu%03u", i);
    for (guint k = 0; k < n_members; k++)
      g_string_append(data, ",0");
  }
  m.parts = read_parts(framework->str, data->str, NO_SETTINGS);
  return m;
}

/* `x` member after member. */
static inline Members members_of(guint n_units, guint n_members, const double *weight,
                                 const double *x)
{
  Members m = new_members(n_units, n_members);
  for (guint k = 0; k < n_members; k++)
  {
    m.weight[k] = weight == NULL ? 1 : weight[k];
    memcpy(m.x[k], x + (gsize)k * n_units, n_units * sizeof(double));
  }
  return m;
}

/* Values between 1 and 2, on so many levels if levels > 0; weights of one decimal. */
static inline Members random_members(guint n_units, guint n_members, guint levels, double missing)
{
  Members m = new_members(n_units, n_members);
  for (guint k = 0; k < n_members; k++)
  {
    m.weight[k] = g_test_rand_int_range(1, 10) / 10.0;
    for (guint i = 0; i < n_units; i++)
    {
      const double x = g_test_rand_double_range(1, 2);
      m.x[k][i] = levels > 0 ? 1 + floor((x - 1) * levels) / levels : x;
      if (g_test_rand_double() < missing && k > 0)
        m.x[k][i] = NAN;
    }
    if (levels > 0) /* no member is constant */
      m.x[k][0] = 1, m.x[k][n_units - 1] = 2 - 1.0 / levels;
  }
  return m;
}

/* Exchanges two units' values. */
static inline void swap_units(Members *m, guint a, guint b)
{
  for (guint k = 0; k < m->n_members; k++)
  {
    const double x = m->x[k][a];
    m->x[k][a] = m->x[k][b], m->x[k][b] = x;
  }
}

static inline DgmiMembers as_members(const Members *m)
{
  return (DgmiMembers){
      .member = (const double *const *)m->x,
      .weight = m->weight,
      .n_members = m->n_members,
      .n_units = m->n_units,
      .framework = m->parts.framework,
      .node = dgmi_framework_node(m->parts.framework, dgmi_framework_root(m->parts.framework)),
      .dataset = m->parts.dataset,
      .solver = dgmi_program_solve};
}

static inline DgmiMethod method_of(const char *text)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  DgmiMethod method;
  const gboolean ok = dgmi_method_parse(text, DGMI_METHOD_AGGREGATE, &method, NULL, messages);
  ASSERT_SILENT(messages);
  g_assert_true(ok);
  return method;
}

/* The aggregate by a method; free with g_free(). */
static inline double *aggregate_by(const char *text, const Members *m)
{
  const DgmiMethod method = method_of(text);
  DgmiMembers members = as_members(m);
  members.argument = method.argument;
  members.n_arguments = method.n_arguments;
  double *out = g_new(double, m->n_units);
  g_autoptr(GError) error = NULL;
  const gboolean ok = dgmi_aggregate(&method, &members, out, &error);
  g_assert_no_error(error);
  g_assert_true(ok);
  return out;
}

/* What a method refuses the members with; free with g_free(). */
static inline char *aggregate_fault(const char *text, const Members *m)
{
  const DgmiMethod method = method_of(text);
  DgmiMembers members = as_members(m);
  members.argument = method.argument;
  members.n_arguments = method.n_arguments;
  g_autofree double *out = g_new(double, m->n_units);
  g_autoptr(GError) error = NULL;
  g_assert_false(dgmi_aggregate(&method, &members, out, &error));
  return g_strdup(error->message);
}
