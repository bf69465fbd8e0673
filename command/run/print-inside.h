/* print-inside.h: the parts of dgmi_grid_format(); for the print*.c files alone. */
#pragma once

#include "command/run/print.h"
#include "indicators/base/text.h"

/* What stands for a missing cell in a table and in Markdown. */
#define DGMI_MISSING_MARK "–"

/* A column's heading for people. */
const char *dgmi_print_heading(const DgmiColumnInfo *info);

/* A cell's text in full: numbers in the shortest form. NULL if missing. The text is the grid's or
 * lies in `buffer`. */
const char *dgmi_print_exact(DgmiGridCell cell, char buffer[DGMI_NUMBER_SIZE]);

/* A cell's text for people: numbers with the decimals of the column. The same otherwise. */
const char *dgmi_print_rounded(const DgmiColumnInfo *info, DgmiGridCell cell,
                               char buffer[DGMI_NUMBER_SIZE]);

/* Each appends one grid, without those that follow it. */
void dgmi_print_table(GString *out, const DgmiGrid *grid, const DgmiPrintOptions *opts);
void dgmi_print_csv(GString *out, const DgmiGrid *grid);
void dgmi_print_tsv(GString *out, const DgmiGrid *grid);
void dgmi_print_md(GString *out, const DgmiGrid *grid);
void dgmi_print_tex(GString *out, const DgmiGrid *grid);
