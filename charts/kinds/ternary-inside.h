/* ternary-inside.h: what laying out the triangle of weights (chart-ternary.c) and drawing it
 * (ternary-draw.c) share. */
#pragma once

#include "charts/kinds/chart-ternary.h"
#include "charts/page/labels.h"
#include "charts/page/legend.h"

#define TERNARY_SIDE_RATIO 0.8660254037844386 /* height over side of the triangle: sqrt(3) / 2 */
#define TERNARY_CROSS 8.0
#define TERNARY_COLUMN_GAP 22.0 /* between the triangle and the names beside it */
#define TERNARY_TICK_ROOM 34.0
#define TERNARY_TICK_GAP 6.0

typedef struct
{
  double x, y;
} TernaryPoint;

/* A region and where its name goes. */
typedef struct
{
  const DgmiWeightRegion *region;
  const char *name, *share, *title;
  DgmiColour fill;
  DgmiHatch hatch;
  DgmiColour hatch_colour;
  TernaryPoint centre;
  gboolean inside;      /* the name lies in it, */
  double wrap;          /* wrapped to so many px; 0 = in one line; */
  double width, height; /* then, of name and share */
  TernaryPoint label;   /* middle of the name */
  DgmiStackLabel beside;
  gboolean left;
} TernaryRegion;

typedef struct
{
  const DgmiTernaryInput *input;
  DgmiPage *page;
  GPtrArray *strings;
  TernaryRegion *regions;
  guint n;
  DgmiLegendEntry *entries;
  DgmiLegend legend;
  double column; /* px for names at either side; 0 = none */
  double edge;   /* px that numbers and name take beside an edge */
  double top, side;
  TernaryPoint corner[3]; /* component 1 on top, 2 at the left, 3 at the right */
} TernaryPicture;

/* Where weights lie on the page. */
TernaryPoint dgmi_ternary_place(const TernaryPicture *picture, const double *weight);

/* "70.9 %". Free with g_free(). */
char *dgmi_ternary_percent(const TernaryPicture *picture, double share,
                           int digits) G_GNUC_WARN_UNUSED_RESULT;

/* Whether region `i` is to have its name on the picture. */
gboolean dgmi_ternary_is_named(const TernaryPicture *picture, guint i);

/* The name as it stands in its region, but for place and colour. */
DgmiLettering dgmi_ternary_name(const TernaryRegion *region);

/* Draws the page from its title to its footer. */
void dgmi_ternary_draw(TernaryPicture *picture);
