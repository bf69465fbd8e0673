/* layout-wide.h: what the files about wide tables share. Inside of datasets/. */
#pragma once

#include "datasets/layouts/layout.h"

/* The names of the Knowledgebase's columns and their codes; ends with NULL. The first six are those
 * of a download, in its order. */
#define DGMI_EGOVKB_COLUMNS 6
extern const char *const dgmi_layout_egovkb_names[][2];

/* Settles which columns are kept, as what, and adds them to the dataset (layout-wide-columns.c).
 * `year` is the column of years, -1 = none. */
void dgmi_layout_choose_columns(DgmiReading *reading, int year);
