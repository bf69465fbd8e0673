/* The parts of the library as the program has them: modules, opened when they are first needed. */
#include "charts/parts.h"
#include "datasets/csv/spreadsheet.h"
#include "index/opened/parts.h"

#include <string.h>

#include "command/run/module.h"

gboolean dgmi_part_solve(const DgmiProgram *program, double *x, DgmiProgramOutcome *outcome,
                         GError **error)
{
  DgmiProgramSolver *solver;
  *(gpointer *)&solver = dgmi_module_symbol("programs", "dgmi_program_solve", error);
  return solver != NULL && solver(program, x, outcome, error);
}

/* One thread needs no module. */
gboolean dgmi_part_threads(guint wanted, DgmiUncertaintyOptions *options, GError **error)
{
  guint (*count)(void);
  options->threads = 1;
  if (wanted == 1)
    return TRUE;
  /* Threads that spin while they wait take the processor from those that work. */
  g_setenv("OMP_WAIT_POLICY", "passive", FALSE);
  *(gpointer *)&count = dgmi_module_symbol("parallel", "dgmi_parallel_threads", error);
  if (count == NULL)
    return FALSE;
  *(gpointer *)&options->parallel = dgmi_module_symbol("parallel", "dgmi_parallel", error);
  options->threads = wanted > 0 ? wanted : count();
  return options->parallel != NULL;
}

gboolean dgmi_part_spreadsheet(const DgmiSpreadsheet *spreadsheet, DgmiCsvHandler handler,
                               gpointer user_data, DgmiMessages *messages)
{
  g_autoptr(GError) error = NULL;
  DgmiSpreadsheetReader *reader;
  *(gpointer *)&reader = dgmi_module_symbol("spreadsheets", "dgmi_spreadsheet_read", &error);
  if (reader == NULL)
    dgmi_messages_add_error(messages, &(DgmiPlace){.file = g_intern_string(spreadsheet->file)},
                            error);
  return reader != NULL && reader(spreadsheet, handler, user_data, messages);
}

const DgmiChartModule *dgmi_part_charts(GError **error)
{
  const gpointer symbol = dgmi_module_symbol("chart", DGMI_CHART_MODULE_SYMBOL, error);
  DgmiChartModuleFunction function;
  if (symbol == NULL)
    return NULL;
  memcpy(&function, &symbol, sizeof function); /* ISO C has no cast from object to function */
  return function();
}
