#include "command/verbs/remarks.h"

#include <math.h>
#include <string.h>

#include "command/run/say.h"
#include "index/numbers/correlation.h"

static void add_partial(const DgmiIndex *index, DgmiGrid *grid)
{
  const guint n = dgmi_dataset_n_units(dgmi_index_dataset(index));
  if (dgmi_recipe_published(dgmi_index_recipe(index))->ranks)
    dgmi_grid_note(grid,
                   ngettext("The ranks are the publisher's, who ranks more than the %u unit "
                            "that the source prints.",
                            "The ranks are the publisher's, who ranks more than the %u units "
                            "that the source prints.",
                            n),
                   n);
}

/* ---- Agreement with a published node ---- */

typedef struct
{
  double *own, *published; /* of the units that both have */
  guint n;
  double largest; /* difference */
  const char *of; /* the unit it is of */
} Agreement;

static void pair_units(DgmiIndex *index, const DgmiIndex *other, const double *published,
                       Agreement *agreement)
{
  const double *score = dgmi_result_index(dgmi_index_result(index));
  for (guint i = 0; i < dgmi_dataset_n_units(dgmi_index_dataset(index)); i++)
  {
    const int k = dgmi_dataset_find_unit(dgmi_index_dataset(other),
                                         dgmi_dataset_code(dgmi_index_dataset(index), i));
    if (k < 0 || isnan(published[k]) || isnan(score[i]))
      continue;
    const double difference = fabs(score[i] - published[k]);
    if (agreement->n == 0 || difference > agreement->largest)
    {
      agreement->largest = difference;
      agreement->of = dgmi_index_unit_name(index, i);
    }
    agreement->own[agreement->n] = score[i];
    agreement->published[agreement->n++] = published[k];
  }
}

static void add_agreement_note(const DgmiIndex *index, const DgmiIndex *other, guint node,
                               const Agreement *agreement, DgmiGrid *grid)
{
  (void)index;
  dgmi_grid_note(grid,
                 _("Agreement with the published %s of %s: correlation %.3f over %u units; largest "
                   "difference %.4f (%s)."),
                 dgmi_index_node_name(other, node), dgmi_index_name(other),
                 dgmi_correlation_pearson(agreement->own, agreement->published, agreement->n, NULL),
                 agreement->n, agreement->largest, agreement->of);
}

static void add_agreement(DgmiRun *run, DgmiIndex *index, DgmiGrid *grid)
{
  const char *text = dgmi_definition_get(dgmi_index_definition(index), "index", "compare", NULL);
  const char *colon = text == NULL ? NULL : strrchr(text, ':');
  if (colon == NULL)
    return;
  g_autofree char *id = g_strndup(text, (gsize)(colon - text));
  const DgmiOptions options = {.print.lang = run->options.print.lang};
  g_autoptr(DgmiIndex) other = dgmi_open(id, &options, DGMI_INDEX_RESULT, run->messages);
  if (other == NULL)
    return;
  const int node = dgmi_index_find_node(other, colon + 1, run->messages);
  if (node < 0)
    return;
  const guint n = dgmi_dataset_n_units(dgmi_index_dataset(index));
  g_autofree double *own = g_new(double, n + 1), *published = g_new(double, n + 1);
  Agreement agreement = {.own = own, .published = published};
  pair_units(index, other, dgmi_result_node(dgmi_index_result(other), (guint)node), &agreement);
  if (agreement.n > 2)
    add_agreement_note(index, other, (guint)node, &agreement, grid);
}

void dgmi_remarks_add(DgmiRun *run, DgmiIndex *index, DgmiGrid *grid)
{
  add_partial(index, grid);
  add_agreement(run, index, grid);
}
