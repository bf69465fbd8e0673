/* compare-inside.h: what the shapes of chart-compare share. */
#pragma once

#include "charts/kinds/chart-compare.h"
#include "charts/page/legend.h"
#include "charts/page/scale.h"

typedef struct
{
  const DgmiCompareInput *input;
  DgmiPage *page;
  GPtrArray *strings;
  const char *names[DGMI_COMPARE_MOST_UNITS]; /* as shown */
  DgmiLegendEntry entries[DGMI_COMPARE_MOST_UNITS];
  DgmiLegend legend;
  double low, high; /* of the data and the scale */
  guint left_out;   /* labels that found no room */
} DgmiComparison;

double dgmi_comparison_value(const DgmiComparison *comparison, guint node, guint unit);

/* "0.9717 · rank 1 of 193" of the index, "0.9797 · rank 4" of a part; "no score". Belongs to the
 * comparison. */
const char *dgmi_comparison_text(DgmiComparison *comparison, guint node, guint unit);

/* "Denmark: Online Service Index 0.9797 · rank 1 of 193". */
const char *dgmi_comparison_title(DgmiComparison *comparison, guint node, guint unit);

/* A unit's mark, parted from those beneath it by a rim in the page's colour. */
void dgmi_comparison_dot(DgmiComparison *comparison, guint node, guint unit, double x, double y,
                         double radius);

/* The colour of a unit's marks, and of its name: 4.5:1 or better on the page. */
DgmiColour dgmi_comparison_colour(const DgmiComparison *comparison, guint unit);
DgmiColour dgmi_comparison_text_colour(const DgmiComparison *comparison, guint unit);

/* Each lays out and draws the body; FALSE with an error. */
gboolean dgmi_compare_panels(DgmiComparison *comparison, GError **error);
gboolean dgmi_compare_rows(DgmiComparison *comparison, GError **error);
gboolean dgmi_compare_radar(DgmiComparison *comparison, GError **error);
