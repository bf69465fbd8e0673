/* The parts of a change against a naive second computation: all 24 orders of switching, ranks
 * counted unit by unit, Shapley values over all orders of the components. */
#include "index/questions/change.h"

#include <math.h>

#include "indicators/base/text.h"
#include "tests/shared/computed.h"
#include "tests/shared/program.h"
#include "tests/shared/shipped.h"

#define PARTS_MAX 16

#define UNIT_DIGITS 15

/* A number as it is printed, as a whole number of units of 10^-15. */
static gint64 in_units(double x)
{
  char text[DGMI_NUMBER_SIZE];
  const char *p = dgmi_number_format(x, text), *exponent = strchr(p, 'e');
  int decimals = exponent == NULL ? 0 : (int)-g_ascii_strtoll(exponent + 1, NULL, 10);
  gint64 value = 0;
  gboolean behind_point = FALSE;
  for (p += *p == '-'; *p != '\0' && *p != 'e'; p++)
    if (*p == '.')
      behind_point = TRUE;
    else
    {
      value = value * 10 + (*p - '0');
      decimals += behind_point;
    }
  g_assert_cmpint(decimals, <=, UNIT_DIGITS);
  for (; decimals < UNIT_DIGITS; decimals++)
    value *= 10;
  return text[0] == '-' ? -value : value;
}

static gint64 sum_of(const double *part, guint n)
{
  gint64 sum = 0;
  for (guint i = 0; i < n; i++)
    sum += isnan(part[i]) ? 0 : in_units(part[i]);
  return sum;
}

/* ---- The editions of EGDI ---- */

#define EGDI_NODES 3
static const char *const egdi_nodes[EGDI_NODES] = {"OSI", "TII", "HCI"};
static const int egdi_years[] = {2003, 2004, 2005, 2008, 2010, 2012,
                                 2014, 2016, 2018, 2020, 2022, 2024};

/* What the publisher says of the methods (0.34, 0.33, 0.33 in 2008 and 2010; four decimals in 2008,
 * 2018, 2020 and 2022, else five), not what the definitions say. */
static gboolean is_uneven(int year)
{
  return year == 2008 || year == 2010;
}

static int digits_of(int year)
{
  return year == 2008 || year == 2018 || year == 2020 || year == 2022 ? 4 : 5;
}

static double weight_of(gboolean uneven, guint i)
{
  return !uneven ? 1 : i == 0 ? 0.34 : 0.33;
}

/* The index of a unit's components; zeros by rule stay with the data. In long double, since scores
 * of few decimals often lie on the edge of rounding. */
static double naive_index(const DgmiIndex *data, guint unit, gboolean uneven)
{
  long double sum = 0, weights = 0;
  if (isnan(dgmi_result_rank(dgmi_index_result(data))[unit]))
    return NAN;
  if (dgmi_result_is_zero_by_rule(dgmi_index_result(data), unit))
    return 0;
  for (guint i = 0; i < EGDI_NODES; i++)
  {
    const double x = dgmi_dataset_numbers(dgmi_index_dataset(data), egdi_nodes[i])[unit];
    if (isnan(x))
      continue;
    sum += (long double)weight_of(uneven, i) * x;
    weights += weight_of(uneven, i);
  }
  return (double)(sum / weights);
}

typedef struct
{
  DgmiIndex *index;
  int year;
  double *score[2][2]; /* with weights even or not, of four digits or five; NaN = not ranked */
} Edition;

static Edition new_edition(int year)
{
  Edition edition = {.index = open_shipped((DgmiIndexRequest){.index = "un-egdi", .year = year}),
                     .year = year};
  const guint n = dgmi_dataset_n_units(dgmi_index_dataset(edition.index));
  for (guint uneven = 0; uneven < 2; uneven++)
    for (guint more = 0; more < 2; more++)
    {
      double *score = edition.score[uneven][more] = g_new(double, n);
      for (guint i = 0; i < n; i++)
        score[i] = dgmi_round(naive_index(edition.index, i, uneven != 0), 4 + (int)more);
    }
  return edition;
}

static void edition_clear(Edition *edition)
{
  for (guint k = 0; k < 4; k++)
    g_free(edition->score[k / 2][k % 2]);
  dgmi_index_unref(edition->index);
}

/* The rank in a state: who of the four has passed to the later edition. */
static double naive_rank(const Edition *const *edition, const guint *place, guint later)
{
  const Edition *own = edition[later & 1], *others = edition[later >> 1 & 1];
  const int more = digits_of(edition[later >> 2 & 1]->year) - 4;
  const gboolean uneven = is_uneven(edition[later >> 3 & 1]->year);
  const double score = own->score[uneven][more][place[later & 1]];
  guint above = 0;
  for (guint i = 0; i < dgmi_dataset_n_units(dgmi_index_dataset(others->index)); i++)
    above += i != place[later >> 1 & 1] && others->score[uneven][more][i] > score;
  return above + 1.0;
}

static void naive_causes(const double *rank, double *cause)
{
  for (guint c = 0; c < 4; c++)
    cause[c] = 0;
  for (guint a = 0; a < 4; a++)
    for (guint b = 0; b < 4; b++)
      for (guint c = 0; c < 4; c++)
        for (guint d = 0; d < 4; d++)
        {
          const guint order[] = {a, b, c, d};
          guint later = 0;
          if ((1u << a | 1u << b | 1u << c | 1u << d) != 15)
            continue;
          for (guint k = 0; k < 4; k++)
          {
            cause[order[k]] += (rank[later] - rank[later | 1u << order[k]]) / 24;
            later |= 1u << order[k];
          }
        }
}

static void check_rank(const Edition *const *edition, const guint *place, const double *cause)
{
  double rank[16], naive[4];
  for (guint later = 0; later < 16; later++)
    rank[later] = naive_rank(edition, place, later);
  naive_causes(rank, naive);
  for (guint c = 0; c < 4; c++) /* twelve decimals, and the sums of 24 differences */
    g_assert_cmpfloat_with_epsilon(cause[c], naive[c], 1e-11);
  g_assert_cmpfloat(rank[0], ==, dgmi_result_rank(dgmi_index_result(edition[0]->index))[place[0]]);
  g_assert_cmpfloat(rank[15], ==, dgmi_result_rank(dgmi_index_result(edition[1]->index))[place[1]]);
  g_assert_cmpint(sum_of(cause, 4), ==, in_units(rank[0] - rank[15]));
}

static double naive_contribution(const Edition *edition, guint unit, guint i)
{
  const gboolean uneven = is_uneven(edition->year);
  const DgmiDataset *dataset = dgmi_index_dataset(edition->index);
  double weights = 0;
  for (guint k = 0; k < EGDI_NODES; k++)
    if (!isnan(dgmi_dataset_numbers(dataset, egdi_nodes[k])[unit]))
      weights += weight_of(uneven, k);
  const double x = dgmi_dataset_numbers(dataset, egdi_nodes[i])[unit];
  return isnan(x) || dgmi_result_is_zero_by_rule(dgmi_index_result(edition->index), unit)
             ? 0
             : weight_of(uneven, i) / weights * x;
}

/* Each part within what the rounding of the two scores leaves to share. */
static void check_score(const Edition *const *edition, const guint *place, double change,
                        const double *part)
{
  double score[2], slack = 1e-9;
  for (guint side = 0; side < 2; side++)
  {
    score[side] = dgmi_result_score(dgmi_index_result(edition[side]->index))[place[side]];
    slack += pow(10, -digits_of(edition[side]->year)) / 2;
  }
  for (guint i = 0; i < EGDI_NODES; i++)
    if (!isnan(part[i]))
      g_assert_cmpfloat_with_epsilon(part[i],
                                     naive_contribution(edition[1], place[1], i) -
                                         naive_contribution(edition[0], place[0], i),
                                     slack);
  g_assert_cmpint(in_units(change), ==, in_units(score[1]) - in_units(score[0]));
  g_assert_cmpint(sum_of(part, EGDI_NODES), ==, in_units(change));
}

/* Every unit that is in both editions; returns how many ranks were split. */
static guint check_pair(const Edition *from, const Edition *to)
{
  const Edition *const edition[2] = {from, to};
  g_autoptr(DgmiChange) change =
      dgmi_change_new(dgmi_index_result(from->index), dgmi_index_result(to->index));
  guint split = 0;
  g_assert_cmpuint(dgmi_change_n_components(change), ==, EGDI_NODES);
  g_assert_null(dgmi_change_method_error(change));
  for (guint unit = 0; unit < dgmi_dataset_n_units(dgmi_index_dataset(to->index)); unit++)
  {
    double part[EGDI_NODES], cause[4];
    const int before = dgmi_dataset_find_unit(
        dgmi_index_dataset(from->index), dgmi_dataset_code(dgmi_index_dataset(to->index), unit));
    if (before < 0)
      continue;
    const guint place[2] = {(guint)before, unit};
    const double total = dgmi_change_unit(change, place[0], place[1], part, cause);
    check_score(edition, place, total, part);
    if (isnan(cause[0]))
      continue;
    check_rank(edition, place, cause);
    split++;
  }
  return split;
}

static void test_egdi(void)
{
  Edition all[G_N_ELEMENTS(egdi_years)];
  guint split = 0;
  for (guint i = 0; i < G_N_ELEMENTS(egdi_years); i++)
    all[i] = new_edition(egdi_years[i]);
  for (guint a = 0; a < G_N_ELEMENTS(egdi_years); a++)
    for (guint b = a + 1; b < G_N_ELEMENTS(egdi_years); b++)
      split += check_pair(&all[a], &all[b]);
  g_assert_cmpuint(split, >, 11000); /* of 66 × 193 */
  for (guint i = 0; i < G_N_ELEMENTS(egdi_years); i++)
    edition_clear(&all[i]);
}

/* From 78th to 43rd: its own scores are 69.5 places, the others' moves −34.5. By hand: OSI 0.52941
 * → 0.8876, so (0.8876 − 0.52941)/3 = 0.119397 and what rounding of the two scores leaves. */
static void test_china(void)
{
  g_autoptr(DgmiIndex) from = open_shipped((DgmiIndexRequest){.index = "un-egdi", .year = 2012});
  g_autoptr(DgmiIndex) to = open_shipped((DgmiIndexRequest){.index = "un-egdi", .year = 2022});
  const int a = dgmi_dataset_find_unit(dgmi_index_dataset(from), "CHN");
  const int b = dgmi_dataset_find_unit(dgmi_index_dataset(to), "CHN");
  g_autoptr(DgmiChange) change = dgmi_change_new(dgmi_index_result(from), dgmi_index_result(to));
  double part[EGDI_NODES], cause[4];
  const double total = dgmi_change_unit(change, (guint)a, (guint)b, part, cause);
  g_assert_cmpfloat(dgmi_result_rank(dgmi_index_result(from))[a], ==, 78);
  g_assert_cmpfloat(dgmi_result_rank(dgmi_index_result(to))[b], ==, 43);
  g_assert_cmpfloat(total, ==, 0.27589);
  g_assert_cmpfloat_with_epsilon(part[0], 0.119397, 5e-5);
  g_assert_cmpfloat_with_epsilon(part[1], (0.8050 - 0.30385) / 3, 5e-5);
  g_assert_cmpfloat_with_epsilon(part[2], (0.7429 - 0.77446) / 3, 5e-5);
  g_assert_true(cause[0] == 69.5 && cause[1] == -34.5 && cause[2] == 0 && cause[3] == 0);
}

/* ---- Indices of one's own ---- */

#define TREE(weight)                                                                               \
  "Level,iCode,Parent,Direction,Type,Weight\n1,a,I,1,Indicator," weight                            \
  "\n1,b,I,1,Indicator,1\n1,c,I,1,Indicator,1\n2,I,NA,1,Aggregate,1\n"
#define BEFORE "uCode,a,b,c\nU,1,2,4\nV,3,3,3\nW,2,5,1\nGONE,9,9,9\n"
#define AFTER "uCode,a,b,c\nNEW,8,8,8\nV,4,2,3\nU,3,5,2\nW,2,5,1\n"

typedef double (*IndexFunc)(const double *x);

static double geometric(const double *x)
{
  return cbrt(x[0] * x[1] * x[2]);
}

static double power_2(const double *x)
{
  return sqrt((x[0] * x[0] + x[1] * x[1] + x[2] * x[2]) / 3);
}

static double least(const double *x)
{
  return fmin(x[0], fmin(x[1], x[2]));
}

static void naive_shapley(const double *x, const double *y, IndexFunc formula, double *part)
{
  static const guint orders[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                     {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
  part[0] = part[1] = part[2] = 0;
  for (guint o = 0; o < 6; o++)
  {
    double now[3] = {x[0], x[1], x[2]};
    for (guint k = 0; k < 3; k++)
    {
      const double before = formula(now);
      now[orders[o][k]] = y[orders[o][k]];
      part[orders[o][k]] += (formula(now) - before) / 6;
    }
  }
}

static void check_shapley(const char *aggregate, IndexFunc formula)
{
  static const double x[2][3] = {{1, 2, 4}, {3, 3, 3}}, y[2][3] = {{3, 5, 2}, {4, 2, 3}};
  static const guint from[] = {0, 1}, to[] = {2, 1};
  g_auto(Computed) a = compute(TREE("1"), BEFORE, SETTINGS("method.normalise=none", aggregate));
  g_auto(Computed) b = compute(TREE("1"), AFTER, SETTINGS("method.normalise=none", aggregate));
  g_autoptr(DgmiChange) change = dgmi_change_new(a.result, b.result);
  g_assert_true(dgmi_change_splits_scores(change));
  for (guint u = 0; u < 2; u++)
  {
    double part[3], cause[4], naive[3];
    const double total = dgmi_change_unit(change, from[u], to[u], part, cause);
    naive_shapley(x[u], y[u], formula, naive);
    g_assert_cmpfloat_with_epsilon(total, formula(y[u]) - formula(x[u]), 1e-11);
    for (guint i = 0; i < 3; i++) /* twelve digits are kept of the largest part, below 10 */
      g_assert_cmpfloat_with_epsilon(part[i], naive[i], 1e-10);
    g_assert_cmpint(sum_of(part, 3), ==, in_units(total));
  }
}

static void test_shapley(void)
{
  check_shapley("method.aggregate=geometric", geometric);
  check_shapley("method.aggregate=power:2", power_2);
  check_shapley("method.aggregate=min", least);
}

/* Of ranks there are no others than of units: NEW and GONE are part of the others' moves. W, whose
 * values stay, is fourth behind GONE, V and U (means 9, 3, 8/3 beside 7/3; U before) and then. */
static void test_enter_and_leave(void)
{
  g_auto(Computed) a = compute(TREE("1"), BEFORE, SETTINGS("method.normalise=none"));
  g_auto(Computed) b = compute(TREE("1"), AFTER, SETTINGS("method.normalise=none"));
  g_autoptr(DgmiChange) change = dgmi_change_new(a.result, b.result);
  double part[3], cause[4];
  const double total = dgmi_change_unit(change, 2, 3, part, cause);
  const double gained = dgmi_result_rank(a.result)[2] - dgmi_result_rank(b.result)[3];
  g_assert_cmpfloat(total, ==, 0);
  g_assert_true(part[0] == 0 && part[1] == 0 && part[2] == 0);
  g_assert_true(cause[0] == 0 && cause[1] == gained && cause[2] == 0 && cause[3] == 0);
  g_assert_cmpfloat(gained, ==, -1); /* third (8/3) behind GONE and V; fourth behind U as well */
}

/* Weights 1 1 1 → 4 1 1: (w + w')/2 Δx + Δw (x + x')/2, and nothing but the method moves the ranks
 * of data that stay. */
static void test_weights(void)
{
  const char *table = "uCode,a,b,c\nU,1,3,3\nV,2,2,2\n";
  g_auto(Computed) a = compute(TREE("1"), table, SETTINGS("method.normalise=none"));
  g_auto(Computed) b = compute(TREE("4"), table, SETTINGS("method.normalise=none"));
  g_autoptr(DgmiChange) change = dgmi_change_new(a.result, b.result);
  double part[3], cause[4];
  const double total = dgmi_change_unit(change, 0, 0, part, cause);
  g_assert_cmpfloat_with_epsilon(total, (4 + 3 + 3) / 6.0 - 7 / 3.0, 1e-11);
  g_assert_cmpfloat_with_epsilon(part[0], 4 / 6.0 - 1 / 3.0, 1e-11);
  g_assert_cmpfloat_with_epsilon(part[1], 3 / 6.0 - 3 / 3.0, 1e-11);
  g_assert_true(cause[0] == 0 && cause[1] == 0 && cause[2] == 0 && cause[3] == -1);
}

/* One more decimal, and a tie is none. */
static void test_rounding(void)
{
  const char *table = "uCode,a,b,c\nU,1.1,1.1,1.1\nV,1.2,1.2,1.2\n";
  g_auto(Computed) a =
      compute(TREE("1"), table, SETTINGS("method.normalise=none", "method.digits=0"));
  g_auto(Computed) b =
      compute(TREE("1"), table, SETTINGS("method.normalise=none", "method.digits=1"));
  g_autoptr(DgmiChange) change = dgmi_change_new(a.result, b.result);
  double part[3], cause[4];
  g_assert_cmpfloat(dgmi_change_unit(change, 0, 0, part, cause), ==, 0.1);
  g_assert_true(cause[0] == 0 && cause[1] == 0 && cause[2] == -1 && cause[3] == 0);
  g_assert_cmpint(sum_of(part, 3), ==, in_units(0.1)); /* shared evenly: nothing else changed */
}

/* Another indicator afterwards: the earlier data cannot be computed so. */
static void test_another_tree(void)
{
  g_auto(Computed) a = compute(TREE("1"), BEFORE, SETTINGS("method.normalise=none"));
  g_auto(Computed) b = compute("Level,iCode,Parent,Direction,Type,Weight\n1,a,I,1,Indicator,1\n"
                               "1,d,I,1,Indicator,1\n2,I,NA,1,Aggregate,1\n",
                               "uCode,a,d\nU,4,2\nV,1,1\n", SETTINGS("method.normalise=none"));
  g_autoptr(DgmiChange) change = dgmi_change_new(a.result, b.result);
  double part[4], cause[4];
  g_assert_nonnull(dgmi_change_method_error(change));
  g_assert_cmpuint(dgmi_change_n_components(change), ==, 4);
  const double total = dgmi_change_unit(change, 0, 0, part, cause);
  static const char *const codes[] = {"a", "d", "b", "c"};
  static const double expected[] = {2 - 1 / 3.0, 1, -2 / 3.0, -4 / 3.0};
  for (guint i = 0; i < 4; i++)
  {
    g_assert_cmpstr(dgmi_change_component(change, i)->code, ==, codes[i]);
    g_assert_cmpfloat_with_epsilon(part[i], expected[i], 1e-11);
  }
  g_assert_cmpint(sum_of(part, 4), ==, in_units(total));
  g_assert_cmpfloat(cause[3], ==, 0);
  g_assert_cmpint(sum_of(cause, 4), ==, in_units(4 - 1)); /* GONE, V, W were before it */
}

/* Scores that depend on the other units; a missing value; a unit alone; too many components. */
static void test_edges(void)
{
  g_auto(Computed) a = compute(TREE("1"), BEFORE, SETTINGS("method.aggregate=topsis"));
  g_auto(Computed) b = compute(TREE("1"), AFTER, SETTINGS("method.aggregate=topsis"));
  g_autoptr(DgmiChange) change = dgmi_change_new(a.result, b.result);
  double part[PARTS_MAX], cause[4];
  const double total = dgmi_change_unit(change, 0, 2, part, cause);
  g_assert_cmpint(sum_of(part, 3), ==, in_units(total));
  g_assert_cmpint(sum_of(cause, 4), ==,
                  in_units(dgmi_result_rank(a.result)[0] - dgmi_result_rank(b.result)[2]));

  g_auto(Computed) c =
      compute(TREE("1"), "uCode,a,b,c\nU,1,,\n", SETTINGS("method.normalise=none"));
  g_auto(Computed) d =
      compute(TREE("1"), "uCode,a,b,c\nU,3,6,\n", SETTINGS("method.normalise=none"));
  g_autoptr(DgmiChange) alone = dgmi_change_new(c.result, d.result);
  g_assert_cmpfloat(dgmi_change_unit(alone, 0, 0, part, cause), ==, 3.5);
  g_assert_true(part[0] == 0.5 && part[1] == 3 && isnan(part[2]));
  g_assert_true(cause[0] == 0 && cause[1] == 0 && cause[2] == 0 && cause[3] == 0);
}

static void test_many_components(void)
{
  g_autoptr(GString) tree = g_string_new("Level,iCode,Parent,Direction,Type,Weight\n");
  g_autoptr(GString) head = g_string_new("uCode"), row = g_string_new("\nU");
  for (guint i = 0; i <= DGMI_CHANGE_COMPONENTS; i++)
  {
    g_string_append_printf(tree, "1,i%u,I,1,Indicator,1\n", i);
    g_string_append_printf(head, ",i%u", i);
    g_string_append_printf(row, ",%u", i + 1);
  }
  g_string_append(tree, "2,I,NA,1,Aggregate,1\n");
  g_string_append(head, row->str);
  g_auto(Computed) a = compute(tree->str, head->str,
                               SETTINGS("method.normalise=none", "method.aggregate=geometric"));
  g_autoptr(DgmiChange) change = dgmi_change_new(a.result, a.result);
  double part[PARTS_MAX], cause[4];
  g_assert_false(dgmi_change_splits_scores(change));
  g_assert_cmpfloat(dgmi_change_unit(change, 0, 0, part, cause), ==, 0);
  g_assert_true(isnan(part[0]) && cause[0] == 0);
}

TEST_PROGRAM({"/change/egdi", test_egdi}, {"/change/china", test_china},
             {"/change/shapley", test_shapley}, {"/change/enter-and-leave", test_enter_and_leave},
             {"/change/weights", test_weights}, {"/change/rounding", test_rounding},
             {"/change/another-tree", test_another_tree}, {"/change/edges", test_edges},
             {"/change/many-components", test_many_components})
