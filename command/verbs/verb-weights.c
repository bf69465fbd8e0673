
#include "command/run/say.h"
#include "command/verbs/verbs.h"
#include "command/verbs/weights.h"

/* The two units named behind INDEX, as places among the units analysed. */
static gboolean find_pair(DgmiWeights *weights, char **words, guint pair[2])
{
  DgmiRun *run = weights->run;
  gboolean ok = TRUE;
  for (guint i = 0; i < 2; i++)
  {
    const int unit = dgmi_index_find_unit(weights->index, words[i], run->messages);
    const int place = unit < 0 ? -1 : dgmi_weight_parts_find(weights->parts, (guint)unit);
    if (unit >= 0 && place < 0)
      dgmi_failure(run->messages, NULL,
                   "'%s' has no rank, or lacks a part of the index: it cannot be swapped",
                   words[i]);
    ok = ok && place >= 0;
    pair[i] = (guint)MAX(place, 0);
  }
  if (ok && pair[0] == pair[1])
    dgmi_usage_failure(run->messages, "'%s' and '%s' are the same unit; name two", words[0],
                       words[1]);
  return ok && pair[0] != pair[1];
}

/* An option that --derive has no use for; NULL = none is given. */
static const char *useless_to_derive(const DgmiOptions *options)
{
  return options->weights.pairs            ? "--pairs"
         : options->weights.tiers          ? "--tiers"
         : options->weights.bounds != NULL ? "--bounds"
         : options->weights.within != NULL ? "--within"
         : options->weights.node != NULL   ? "--node"
         : options->weights.search != 0    ? "--search"
         : options->draws.count != NULL    ? "--draws"
                                           : NULL;
}

/* One table of the five. */
static gboolean check_usage(DgmiRun *run, guint n_units)
{
  const DgmiOptions *options = &run->options;
  const char *useless = options->weights.derive == NULL ? NULL : useless_to_derive(options);
  if (useless != NULL)
    dgmi_usage_failure(run->messages, "--derive prints weights and has no use for %s", useless);
  else if (n_units == 1)
    dgmi_usage_failure(run->messages,
                       "name two units to swap, or none: dgmi weights INDEX [UNIT UNIT]; one "
                       "unit's ranks: --units A");
  else if (options->weights.pairs + options->weights.tiers + (n_units > 0) +
               (options->weights.derive != NULL) >
           1)
    dgmi_usage_failure(run->messages,
                       "--pairs, --tiers, --derive and UNIT UNIT are a table each; give one");
  else if (options->weights.search < 0)
    dgmi_usage_failure(run->messages, "--search %d is negative; write 1 or more",
                       options->weights.search);
  else
    return TRUE;
  return FALSE;
}

static DgmiGrid *make_grid(DgmiWeights *weights, char **units)
{
  const DgmiOptions *options = &weights->run->options;
  guint pair[2];
  if (units[0] == NULL)
    return options->weights.pairs   ? dgmi_weights_pairs(weights)
           : options->weights.tiers ? dgmi_weights_tiers(weights)
                                    : dgmi_weights_grid(weights);
  return find_pair(weights, units, pair) ? dgmi_weights_swap(weights, pair[0], pair[1]) : NULL;
}

void dgmi_verb_weights(DgmiRun *run)
{
  char **units = dgmi_run_arguments_from(run, 1);
  if (!check_usage(run, g_strv_length(units)))
    return;
  if (run->options.weights.derive != NULL)
  {
    dgmi_weights_derive(run);
    return;
  }
  g_autoptr(DgmiIndex) index = dgmi_run_open(run, dgmi_run_argument(run, 0), DGMI_INDEX_RESULT);
  g_auto(DgmiWeights) weights = {0};
  if (index == NULL || !dgmi_weights_open(&weights, run, index))
    return;
  g_autoptr(DgmiGrid) grid = make_grid(&weights, units);
  if (grid != NULL)
    dgmi_run_print(run, grid);
}
