/* labels.h: where labels go so that none touches another. Pure functions. */
#pragma once

#include "charts/scene/scene.h"

/* A label beside a mark, to be moved up or down (the ends of lines). */
typedef struct
{
  double wanted;     /* centre, px: where its mark is */
  double height;     /* px, > 0 */
  double importance; /* the least important are dropped where there is no room */
  double placed;     /* out: centre */
  gboolean dropped;  /* out */
} DgmiStackLabel;

/* Moves labels apart, as little as possible in the sum of squares and keeping their order, within
 * `low` to `high`, `gap` px between any two. Where they do not all fit, the least important ones
 * are dropped (of equal ones, the later in the array). Returns how many were dropped. O(n log n),
 * for each label dropped again. */
guint dgmi_labels_stack(DgmiStackLabel *labels, guint n, double low, double high, double gap);

/* Whether a label moved so far that a hair line must tie it to its mark. */
gboolean dgmi_label_needs_leader(const DgmiStackLabel *label);

/* A label near a point (scatter plots). */
typedef struct
{
  double x, y, radius;  /* the mark */
  double width, height; /* of the text */
  double importance;
  gboolean insist;  /* look for a place further away, too */
  DgmiBox box;      /* out */
  gboolean dropped; /* out */
  gboolean leader;  /* out: stands apart from its mark */
} DgmiPointLabel;

/* Places labels in order of importance at the first of 24 places around their point (beside it,
 * above, below, then further out with a leader) that lies in `page`, and off every mark, every
 * label placed before and every one of the `n_taken` boxes; for those that insist, then along a
 * spiral. Returns how many found none. O(n^2). */
guint dgmi_labels_around(DgmiPointLabel *labels, guint n, const DgmiBox *page, const DgmiBox *taken,
                         guint n_taken);

/* Whether two boxes share more than an edge. */
gboolean dgmi_boxes_overlap(const DgmiBox *a, const DgmiBox *b);
