/* The parts as the library has them. */
#include "index/opened/parts.h"

gboolean dgmi_part_solve(const DgmiProgram *program, double *x, DgmiProgramOutcome *outcome,
                         GError **error)
{
  return dgmi_program_solve(program, x, outcome, error);
}

gboolean dgmi_part_threads(guint wanted, DgmiUncertaintyOptions *options, GError **error)
{
  (void)error;
  options->threads = wanted > 0 ? wanted : dgmi_parallel_threads();
  options->parallel = options->threads > 1 ? dgmi_parallel : NULL;
  return TRUE;
}
