/* Imputation by the value of another unit of the group, drawn. */
#include <assert.h>
#include <gsl/gsl_rng.h>
#include <math.h>

#include "index/methods/impute.h"

static int by_code(gconstpointer a, gconstpointer b, gpointer data)
{
  const DgmiGaps *gaps = data;
  return g_ascii_strcasecmp(dgmi_gaps_unit(gaps, *(const guint *)a),
                            dgmi_gaps_unit(gaps, *(const guint *)b));
}

/* A seed that depends on the seed, the unit and the indicator, and on nothing else: no unit's draw
 * depends on where it stands or on which others have gaps. */
static gulong seed_of(const DgmiGaps *gaps, guint column, guint unit)
{
  g_autofree char *key =
      g_strdup_printf("%" G_GUINT64_FORMAT "\n%s\n%s", gaps->seed, dgmi_gaps_unit(gaps, unit),
                      dgmi_gaps_node(gaps, column)->code);
  guint64 hash = G_GUINT64_CONSTANT(0xcbf29ce484222325); /* FNV-1a */
  for (const char *p = key; *p != '\0'; p++)
    hash = (hash ^ (guchar)g_ascii_tolower(*p)) * G_GUINT64_CONSTANT(0x100000001b3);
  return (gulong)((hash ^ hash >> 32) & 0xffffffff);
}

/* The units with a value, by code, of `group` (NULL = all); returns their number. */
static guint list_donors(const DgmiGaps *gaps, guint column, const char *const *groups,
                         const char *group, const guint *order, guint *donor)
{
  const double *x = dgmi_gaps_values(gaps, column);
  guint n = 0;
  for (guint k = 0; k < gaps->n; k++)
    if (!isnan(x[order[k]]) && (group == NULL || g_strcmp0(groups[order[k]], group) == 0))
      donor[n++] = order[k];
  return n;
}

static void draw_donor(DgmiGaps *gaps, guint column, guint unit, const guint *donor, guint n,
                       gsl_rng *generator)
{
  assert(n > 0);
  gsl_rng_set(generator, seed_of(gaps, column, unit));
  const guint drawn = donor[gsl_rng_uniform_int(generator, n)];
  DgmiSentence *detail = dgmi_sentence_new("donor %s", dgmi_gaps_unit(gaps, drawn));
  dgmi_gaps_fill(gaps, column, unit, dgmi_gaps_values(gaps, column)[drawn], detail);
}

static void fill_from_donors(DgmiGaps *gaps, guint column, const char *const *groups,
                             const guint *order, gsl_rng *generator)
{
  g_autoptr(GPtrArray) without = g_ptr_array_new();
  g_autofree guint *donor = g_new(guint, gaps->n + 1);
  for (guint i = 0; i < gaps->n; i++)
  {
    if (!dgmi_gaps_is_gap(gaps, column, i))
      continue;
    guint n = groups[i] == NULL ? 0 : list_donors(gaps, column, groups, groups[i], order, donor);
    if (n == 0)
    {
      g_ptr_array_add(without, (gpointer)dgmi_gaps_unit(gaps, i));
      n = list_donors(gaps, column, groups, NULL, order, donor);
    }
    draw_donor(gaps, column, i, donor, n, generator);
  }
  dgmi_gaps_warn(gaps, column, without, DGMI_FROM_WHOLE);
}

/* Donors are listed in the order of codes, so that that of units in the file does not change who is
 * drawn. */
static gboolean impute_hot_deck(DgmiGaps *gaps, GError **error)
{
  g_autofree const char **groups = dgmi_gaps_groups(gaps, error);
  if (groups == NULL)
    return FALSE;
  g_autofree guint *order = g_new(guint, gaps->n + 1);
  for (guint i = 0; i < gaps->n; i++)
    order[i] = i;
  g_qsort_with_data(order, (gint)gaps->n, sizeof *order, by_code, gaps);
  gsl_rng *generator = gsl_rng_alloc(gsl_rng_mt19937);
  gboolean ok = TRUE;
  for (guint k = 0; ok && k < gaps->n_columns; k++)
  {
    ok = dgmi_gaps_check_values(gaps, gaps->columns[k], error);
    if (ok)
      fill_from_donors(gaps, gaps->columns[k], groups, order, generator);
  }
  gsl_rng_free(generator);
  return ok;
}

const DgmiMethodInfo dgmi_method_impute_hot_deck = {
    DGMI_METHOD(
        IMPUTE, "hot-deck", "random hot deck", ":COL",
        "x of a unit with the same COL, drawn; the draw depends on seed, unit and indicator alone",
        DGMI_FALLS_BACK),
    .counts = DGMI_COUNT(0), .takes_text = DGMI_TEXT_FIRST, .impute = {.fill = impute_hot_deck}};
