/* chart.h: from an index to a picture: each kind's input is filled by one file (chart-KIND.c). */
#pragma once

#include "charts/chart-module.h"
#include "charts/page/lettering.h"
#include "command/run/run.h"

/* What a kind adds to a drawing. Strings are owned and freed with it. */
typedef struct
{
  const char *kind;
  gpointer input;             /* the kind's own struct (charts/chart-KIND.h) */
  GDestroyNotify clear_input; /* lets go what hangs on it; the struct itself is freed after */
  char *title, *subtitle;     /* used unless the user gives their own */
  char *source;               /* in place of the index's own; NULL = that */
  DgmiGrid *data;             /* for --data-out */
} DgmiDrawing;

/* Fills a drawing of a computed index; `dgmi_index_language(index)` is one that the fonts can show.
 * FALSE with failures in run->messages. */
typedef gboolean (*DgmiDrawingFunc)(DgmiRun *run, DgmiIndex *index, DgmiDrawing *drawing);

/* One for each row of charts/chart-kinds.h. */
gboolean dgmi_fill_rank(DgmiRun *run, DgmiIndex *index, DgmiDrawing *drawing);

gboolean dgmi_fill_stack(DgmiRun *run, DgmiIndex *index, DgmiDrawing *drawing);
gboolean dgmi_fill_compare(DgmiRun *run, DgmiIndex *index, DgmiDrawing *drawing);
gboolean dgmi_fill_change(DgmiRun *run, DgmiIndex *index, DgmiDrawing *drawing);
gboolean dgmi_fill_scatter(DgmiRun *run, DgmiIndex *index, DgmiDrawing *drawing);
gboolean dgmi_fill_heatmap(DgmiRun *run, DgmiIndex *index, DgmiDrawing *drawing);
gboolean dgmi_fill_correlation(DgmiRun *run, DgmiIndex *index, DgmiDrawing *drawing);
gboolean dgmi_fill_framework(DgmiRun *run, DgmiIndex *index, DgmiDrawing *drawing);
gboolean dgmi_fill_distribution(DgmiRun *run, DgmiIndex *index, DgmiDrawing *drawing);
gboolean dgmi_fill_uncertainty(DgmiRun *run, DgmiIndex *index, DgmiDrawing *drawing);
gboolean dgmi_fill_sensitivity(DgmiRun *run, DgmiIndex *index, DgmiDrawing *drawing);
gboolean dgmi_fill_ternary(DgmiRun *run, DgmiIndex *index, DgmiDrawing *drawing);
gboolean dgmi_fill_weights(DgmiRun *run, DgmiIndex *index, DgmiDrawing *drawing);
gboolean dgmi_fill_map(DgmiRun *run, DgmiIndex *index, DgmiDrawing *drawing);
gboolean dgmi_fill_profile(DgmiRun *run, DgmiIndex *index, DgmiDrawing *drawing);

/* ---- What kinds share ---- */

/* The kind's struct of `size` bytes, all 0; freed with the drawing, after `clear`. */
gpointer dgmi_drawing_new_input(DgmiDrawing *drawing, gsize size, GDestroyNotify clear);

/* The units that are shown (--units), in rank order, as charts name them. */
typedef struct
{
  DgmiChartUnit *units;
  guint *order; /* their places in the dataset */
  guint n;
  guint n_ranked; /* units with a rank, shown or not */
} DgmiChartUnits;

/* FALSE with failures. Names belong to the index. */
gboolean dgmi_chart_units_init(DgmiChartUnits *units, DgmiRun *run,
                               DgmiIndex *index) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_chart_units_clear(DgmiChartUnits *units);

/* FALSE with a failure for each option that the kind has no use for. */
gboolean dgmi_chart_check_options(DgmiRun *run, const char *kind);

/* Keeps the first --top of the units, and those highlighted. */
void dgmi_chart_units_take_top(DgmiChartUnits *units, const DgmiRun *run);

/* How many units the ranks count, the publisher's being known of a few only: the last one. */
guint dgmi_chart_n_ranked(const DgmiIndex *index);

/* What one kind does not take: more arguments after INDEX than `most`. FALSE with a failure that
 * shows `usage` ("INDEX NODE NODE") where there are fewer than `least` or more than `most`. */
gboolean dgmi_chart_check_arguments(DgmiRun *run, guint least, guint most, const char *usage);

/* The place of --as in `shapes` (NULL-terminated, the default first); -1 with a failure. */
int dgmi_chart_shape(DgmiRun *run, const char *const *shapes);

/* The pillars: the members of the index. The rest of the tree belongs to one of them. */
guint dgmi_chart_n_pillars(const DgmiIndex *index);
/* Number of the pillar that `node` is or lies below; -1 for the index itself. */
int dgmi_chart_pillar(const DgmiIndex *index, guint node);

/* The name of the index, of its framework's root where it has none. */
const char *dgmi_chart_title(const DgmiIndex *index);

/* "E-Government Development Index, 0–1" of a node: its name, and unit if it has one. */
char *dgmi_chart_node_text(const DgmiIndex *index, guint node);

/* The units that --highlight names; n_units flags, NULL with a failure. Free with g_free(). */
gboolean *dgmi_highlighted_units(DgmiRun *run, DgmiIndex *index) G_GNUC_WARN_UNUSED_RESULT;
