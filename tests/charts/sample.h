/* sample.h: ranked charts of made-up data, for the tests of charts/: any number of units, names
 * from one letter to longer than a line in Latin, Chinese and both, missing scores, intervals,
 * classes, groups, highlights, every theme, size and language. */
#pragma once

#include "charts/kinds/chart-rank.h"

typedef struct
{
  DgmiChartStyle style;
  DgmiRankInput input;
  GPtrArray *strings; /* owned here */
  DgmiRankRow *rows;
} Sample;

/* The same sample for the same number; all numbers are good. */
Sample *sample_new(guint32 number);
void sample_free(Sample *sample);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sample, sample_free)
