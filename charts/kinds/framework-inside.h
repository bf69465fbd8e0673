/* framework-inside.h: what the two shapes of chart-framework share. */
#pragma once

#include "charts/kinds/chart-framework.h"
#include "charts/page/lettering.h"

typedef struct
{
  const DgmiFrameworkInput *input;
  DgmiPage *page;
  guint *depth;   /* by item: 0 = the index */
  double *start;  /* by item: where it begins, as a share of the whole */
  double *extent; /* by item: its share of the whole; more than its weight where that is tiny */
  guint n_levels;
  guint unnamed; /* items whose name found no room */
} DgmiTreePicture;

/* The colour of an item: its pillar's, fainter from level to level. */
DgmiColour dgmi_tree_colour(const DgmiTreePicture *picture, guint item);

/* Paint of an item: its colour with a rim of the page's. */
DgmiPaint dgmi_tree_paint(const DgmiTreePicture *picture, guint item);

/* "33.3 %", of the index. Free with g_free(). */
char *dgmi_tree_weight_text(const DgmiTreePicture *picture, guint item) G_GNUC_WARN_UNUSED_RESULT;

/* "Online Service Index: 33.3 % of the index". Free with g_free(). */
char *dgmi_tree_title(const DgmiTreePicture *picture, guint item) G_GNUC_WARN_UNUSED_RESULT;

/* Lays out and draws the body. FALSE with an error. */
gboolean dgmi_tree_icicle(DgmiTreePicture *picture, GError **error);
gboolean dgmi_tree_sunburst(DgmiTreePicture *picture, GError **error);
