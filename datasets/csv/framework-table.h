/* framework-table.h: a framework from a table in COINr's iMeta convention: Level, iCode, Parent,
 * Direction, Type, Weight, optional iName, iName_zh, Unit, Target, Source and parameter columns. */
#pragma once

#include "datasets/csv/csv.h"
#include "indicators/base/export.h"
#include "indicators/framework/framework.h"

G_BEGIN_DECLS

/* Reads and validates `file` ("-" = standard input). Direction or Weight without a column are 1,
 * with a note; the other four have to be there. A column it does not know is a note, and a failure
 * where it looks like a slip of a known one that the table lacks. NULL if there was a failure. */
DGMI_EXPORT DgmiFramework *dgmi_framework_read(const char *file, const DgmiCsvOptions *options,
                                               DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
