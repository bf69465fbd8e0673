/* The reader of workbooks as the library has it. */
#include "datasets/csv/spreadsheet.h"

gboolean dgmi_part_spreadsheet(const DgmiSpreadsheet *spreadsheet, DgmiCsvHandler handler,
                               gpointer user_data, DgmiMessages *messages)
{
  return dgmi_spreadsheet_read(spreadsheet, handler, user_data, messages);
}
