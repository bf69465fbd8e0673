
#include "command/run/say.h"
#include "command/verbs/sampling.h"
#include "command/verbs/verbs.h"

/* The table that the flags ask for; FALSE with a failure where they ask for two. */
static gboolean choose_table(DgmiRun *run, DgmiSamplingTable *table)
{
  const DgmiOptions *options = &run->options;
  const struct
  {
    gboolean given;
    DgmiSamplingTable table;
  } flags[] = {{options->uncertainty.acceptability, DGMI_SAMPLING_ACCEPTABILITY},
               {options->uncertainty.sensitivity, DGMI_SAMPLING_SENSITIVITY},
               {options->uncertainty.pairwise, DGMI_SAMPLING_PAIRWISE},
               {options->uncertainty.central, DGMI_SAMPLING_CENTRAL}};
  guint n = 0;
  *table = DGMI_SAMPLING_RANKS;
  for (guint i = 0; i < G_N_ELEMENTS(flags); i++)
    if (flags[i].given)
    {
      *table = flags[i].table;
      n++;
    }
  if (n > 1)
    dgmi_usage_failure(run->messages, "--acceptability, --sensitivity, --pairwise and --central "
                                      "are tables of their own; ask for one");
  if (options->draws.until != NULL && options->uncertainty.sensitivity)
    dgmi_usage_failure(run->messages, "--until is not for --sensitivity; say --draws N");
  if (options->draws.output_of != NULL && !options->uncertainty.sensitivity)
    dgmi_usage_failure(run->messages, "--output-of is for --sensitivity");
  return dgmi_messages_failures(run->messages) == 0;
}

void dgmi_verb_uncertainty(DgmiRun *run)
{
  g_auto(DgmiSampling) sampling = {0};
  DgmiSamplingTable table;
  if (!choose_table(run, &table) ||
      !dgmi_sampling_open(&sampling, run, dgmi_run_argument(run, 0), table))
    return;
  g_autoptr(DgmiGrid) grid = dgmi_sampling_grid(&sampling);
  if (grid != NULL)
    dgmi_run_print(run, grid);
}
