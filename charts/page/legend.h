/* legend.h: the names of groups with their colours, shapes and patterns, flowing in lines. */
#pragma once

#include "charts/page/page.h"
#include "charts/scene/marks.h"

typedef struct
{
  const char *name;
  DgmiColour colour;
  DgmiMarkShape shape;
  DgmiHatch hatch; /* of a square: the pattern that areas have (hatch_colour with it) */
  DgmiColour hatch_colour;
} DgmiLegendEntry;

typedef struct
{
  const DgmiLegendEntry *entries;
  guint n;
} DgmiLegend;

/* Px that the legend takes in a page's body, the distance below it included. */
double dgmi_legend_height(const DgmiLegend *legend, const DgmiPage *page);

/* Draws it at the top of the body. */
void dgmi_legend_draw(const DgmiLegend *legend, DgmiPage *page);
