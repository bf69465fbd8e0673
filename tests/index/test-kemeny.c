/* The nearest ranking against all rankings tried out, and its gap. */
#include <math.h>

#include "index/methods/kemeny.h"
#include "tests/shared/members.h"

/* Σ e_ji over pairs i above j, by the definition, in long double. */
static double distance_of(const Members *m, const guint *order)
{
  long double sum = 0;
  for (guint a = 0; a < m->n_units; a++)
    for (guint b = a + 1; b < m->n_units; b++)
    {
      long double against = 0, all = 0;
      for (guint k = 0; k < m->n_members; k++)
      {
        const double x = m->x[k][order[a]], y = m->x[k][order[b]], w = m->weight[k];
        if (isnan(x) || isnan(y))
          continue;
        against += x < y ? w : x == y ? w / 2 : 0;
        all += w;
      }
      sum += all > 0 ? against / all : 0.5L;
    }
  return (double)sum;
}

/* The least distance, over all permutations of order[at..n). */
static double least_distance(const Members *m, guint *order, guint at)
{
  if (at + 1 >= m->n_units)
    return distance_of(m, order);
  double least = INFINITY;
  for (guint i = at; i < m->n_units; i++)
  {
    const guint first = order[at];
    order[at] = order[i], order[i] = first;
    least = MIN(least, least_distance(m, order, at + 1));
    order[i] = order[at], order[at] = first;
  }
  return least;
}

static void rank_by_kemeny(const Members *m, DgmiKemeny *kemeny, guint *order)
{
  g_auto(DgmiOutranking) o = {0};
  g_autofree double *out = g_new(double, m->n_units);
  g_autofree guint *place = g_new(guint, m->n_units);
  const DgmiMembers members = as_members(m);
  g_autoptr(GError) error = NULL;
  for (guint i = 0; i < m->n_units; i++)
    place[i] = i;
  const gboolean ok = dgmi_outranking(&members, &o, out, &error) &&
                      dgmi_kemeny(&o, place, dgmi_program_solve, kemeny, &error);
  g_assert_no_error(error);
  g_assert_true(ok);
  g_assert_cmpuint(o.n, ==, m->n_units);
  for (guint i = 0; i < o.n; i++) /* level units in any order: the distance is the same */
  {
    guint above = 0;
    for (guint j = 0; j < o.n; j++)
      above +=
          kemeny->below[j] > kemeny->below[i] || (kemeny->below[j] == kemeny->below[i] && j < i);
    order[above] = i;
  }
}

/* 3 to 7 units, 1 to 5 members on few levels (ties), some missing. */
static void test_all_rankings(void)
{
  for (guint round = 0; round < 300; round++)
  {
    g_auto(Members) m = random_members(3 + round % 5, 1 + round % 6, round % 2 == 0 ? 4 : 0,
                                       round % 3 == 0 ? 0.1 : 0);
    guint order[8], all[8];
    g_auto(DgmiKemeny) kemeny = {0};
    rank_by_kemeny(&m, &kemeny, order);
    for (guint i = 0; i < m.n_units; i++)
      all[i] = i;
    const double least = least_distance(&m, all, 0);
    g_assert_cmpfloat_with_epsilon(distance_of(&m, order), least, 1e-9);
    g_assert_cmpfloat_with_epsilon(kemeny.distance, least, 1e-9);
    g_assert_cmpfloat_with_epsilon(kemeny.bound, least, 1e-9);
    g_assert_cmpfloat(dgmi_kemeny_gap(&kemeny), ==, 0);
  }
}

/* A circle of three with weights 4, 3, 2 (Condorcet): A > B > C wins with 4 + 3 against the rest.
 */
static void test_circle(void)
{
  g_auto(Members) m =
      members_of(3, 3, (const double[]){4, 3, 2}, (const double[]){3, 2, 1, 1, 3, 2, 2, 1, 3});
  guint order[3];
  g_auto(DgmiKemeny) kemeny = {0};
  rank_by_kemeny(&m, &kemeny, order);
  /* e_AB = (4 + 2)/9, e_BC = (4 + 3)/9, e_CA = (3 + 2)/9: A B C goes against 3 + 2 + 5 of 27. */
  g_assert_true(order[0] == 0 && order[1] == 1 && order[2] == 2);
  g_assert_cmpfloat_with_epsilon(kemeny.distance, 10 / 9.0, 1e-12);
}

/* Units that all members see alike are level. */
static void test_level(void)
{
  g_auto(Members) m = members_of(3, 2, (const double[]){1, 1}, (const double[]){5, 1, 5, 7, 2, 7});
  guint order[3];
  g_auto(DgmiKemeny) kemeny = {0};
  rank_by_kemeny(&m, &kemeny, order);
  g_assert_true(kemeny.below[0] == 1.5 && kemeny.below[1] == 0 && kemeny.below[2] == 1.5);
}

/* Larger instances: proven, and no worse than the order of the Borda flows. */
static void test_proven(void)
{
  for (guint round = 0; round < 3; round++)
  {
    g_auto(Members) m = random_members(20, 10, 0, 0);
    guint order[20];
    g_auto(DgmiKemeny) kemeny = {0};
    rank_by_kemeny(&m, &kemeny, order);
    g_assert_cmpfloat(dgmi_kemeny_gap(&kemeny), ==, 0);
    g_assert_cmpfloat_with_epsilon(distance_of(&m, order), kemeny.distance, 1e-9);
  }
}

/* Beyond what is solved exactly there is a bound below the distance. */
static void test_gap(void)
{
  const guint n = DGMI_KEMENY_RELAXED + 20;
  g_auto(Members) m = random_members(n, 5, 0, 0);
  g_autofree guint *order = g_new(guint, n);
  g_auto(DgmiKemeny) kemeny = {0};
  rank_by_kemeny(&m, &kemeny, order);
  const double gap = dgmi_kemeny_gap(&kemeny);
  g_assert_true(gap > 0 && gap < 0.5 && kemeny.bound > 0);
  g_assert_cmpfloat_with_epsilon(distance_of(&m, order), kemeny.distance, 1e-6);
}

static void test_without_solver(void)
{
  g_auto(Members) m =
      members_of(3, 3, (const double[]){4, 3, 2}, (const double[]){3, 2, 1, 1, 3, 2, 2, 1, 3});
  double out[3];
  DgmiMembers members = as_members(&m);
  members.solver = NULL;
  g_autoptr(GError) error = NULL;
  DgmiMethod method = method_of("kemeny");
  g_assert_false(dgmi_aggregate(&method, &members, out, &error));
  g_assert_nonnull(strstr(error->message, "solver"));
}

int main(int argc, char *argv[])
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/kemeny/all-rankings", test_all_rankings);
  g_test_add_func("/kemeny/circle", test_circle);
  g_test_add_func("/kemeny/level", test_level);
  g_test_add_func("/kemeny/proven", test_proven);
  g_test_add_func("/kemeny/gap", test_gap);
  g_test_add_func("/kemeny/without-solver", test_without_solver);
  return g_test_run();
}
