#include "command/verbs/remarks.h"

#include <math.h>
#include <string.h>

#include "command/run/say.h"
#include "index/numbers/correlation.h"

static void add_partial(const DgmiStudy *study, DgmiGrid *grid)
{
  const guint n = dgmi_dataset_n_units(study->dataset);
  if (dgmi_recipe_published(study->recipe)->ranks)
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

static void pair_units(DgmiStudy *study, const DgmiStudy *other, const double *published,
                       Agreement *agreement)
{
  const double *score = dgmi_result_index(study->result);
  for (guint i = 0; i < dgmi_dataset_n_units(study->dataset); i++)
  {
    const int k = dgmi_dataset_find_unit(other->dataset, dgmi_dataset_code(study->dataset, i));
    if (k < 0 || isnan(published[k]) || isnan(score[i]))
      continue;
    const double difference = fabs(score[i] - published[k]);
    if (agreement->n == 0 || difference > agreement->largest)
    {
      agreement->largest = difference;
      agreement->of = dgmi_study_unit_name(study, i);
    }
    agreement->own[agreement->n] = score[i];
    agreement->published[agreement->n++] = published[k];
  }
}

static void add_agreement_note(const DgmiStudy *study, const DgmiStudy *other, guint node,
                               const Agreement *agreement, DgmiGrid *grid)
{
  (void)study;
  dgmi_grid_note(grid,
                 _("Agreement with the published %s of %s: correlation %.3f over %u units; largest "
                   "difference %.4f (%s)."),
                 dgmi_study_node_name(other, node), dgmi_study_index_name(other),
                 dgmi_correlation_pearson(agreement->own, agreement->published, agreement->n, NULL),
                 agreement->n, agreement->largest, agreement->of);
}

static void add_agreement(DgmiRun *run, DgmiStudy *study, DgmiGrid *grid)
{
  const char *text = dgmi_definition_get(study->definition, "index", "compare", NULL);
  const char *colon = text == NULL ? NULL : strrchr(text, ':');
  if (colon == NULL)
    return;
  g_autofree char *index = g_strndup(text, (gsize)(colon - text));
  g_auto(DgmiStudy) other = {0};
  DgmiOptions options = {.lang = run->options.lang};
  if (!dgmi_study_open(&other, index, &options, DGMI_STUDY_RESULT, run->messages))
    return;
  const int node = dgmi_study_find_node(&other, colon + 1, run->messages);
  if (node < 0)
    return;
  const guint n = dgmi_dataset_n_units(study->dataset);
  g_autofree double *own = g_new(double, n + 1), *published = g_new(double, n + 1);
  Agreement agreement = {.own = own, .published = published};
  pair_units(study, &other, dgmi_result_node(other.result, (guint)node), &agreement);
  if (agreement.n > 2)
    add_agreement_note(study, &other, (guint)node, &agreement, grid);
}

void dgmi_remarks_add(DgmiRun *run, DgmiStudy *study, DgmiGrid *grid)
{
  add_partial(study, grid);
  add_agreement(run, study, grid);
}
