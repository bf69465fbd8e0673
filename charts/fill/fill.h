/* fill.h: from an opened index to the input of a drawing: each kind's is filled by one file,
 * fill-KIND.c, without Cairo. */
#pragma once

#include "charts/fill/request.h"
#include "charts/page/lettering.h"

/* What a kind is filled from. */
typedef struct
{
  DgmiIndex *index; /* computed */
  const DgmiChartRequest *request;
  DgmiMessages *messages;
} DgmiFilling;

/* What a kind adds to a drawing. Strings are owned and freed with it. */
typedef struct
{
  gpointer input;             /* the kind's own struct (charts/kinds/chart-KIND.h) */
  GDestroyNotify clear_input; /* lets go what hangs on it; the struct itself is freed after */
  char *title, *subtitle;     /* used unless the request gives its own */
  char *source;               /* in place of the index's own; NULL = that */
  DgmiGrid *data;             /* the table of what is drawn */
} DgmiDrawing;

/* The kind's struct of `size` bytes, all 0; freed with the drawing, after `clear`. */
gpointer dgmi_drawing_new_input(DgmiDrawing *drawing, gsize size, GDestroyNotify clear);

/* Fills a drawing, which starts as zeros. FALSE with failures. */
typedef gboolean (*DgmiDrawingFunc)(const DgmiFilling *filling, DgmiDrawing *drawing);

/* One for each row of charts/chart-kinds.h. */
gboolean dgmi_fill_rank(const DgmiFilling *filling, DgmiDrawing *drawing);

gboolean dgmi_fill_stack(const DgmiFilling *filling, DgmiDrawing *drawing);
gboolean dgmi_fill_compare(const DgmiFilling *filling, DgmiDrawing *drawing);
gboolean dgmi_fill_change(const DgmiFilling *filling, DgmiDrawing *drawing);
gboolean dgmi_fill_scatter(const DgmiFilling *filling, DgmiDrawing *drawing);
gboolean dgmi_fill_heatmap(const DgmiFilling *filling, DgmiDrawing *drawing);
gboolean dgmi_fill_correlation(const DgmiFilling *filling, DgmiDrawing *drawing);
gboolean dgmi_fill_framework(const DgmiFilling *filling, DgmiDrawing *drawing);
gboolean dgmi_fill_distribution(const DgmiFilling *filling, DgmiDrawing *drawing);
gboolean dgmi_fill_uncertainty(const DgmiFilling *filling, DgmiDrawing *drawing);
gboolean dgmi_fill_sensitivity(const DgmiFilling *filling, DgmiDrawing *drawing);
gboolean dgmi_fill_ternary(const DgmiFilling *filling, DgmiDrawing *drawing);
gboolean dgmi_fill_weights(const DgmiFilling *filling, DgmiDrawing *drawing);
gboolean dgmi_fill_map(const DgmiFilling *filling, DgmiDrawing *drawing);
gboolean dgmi_fill_profile(const DgmiFilling *filling, DgmiDrawing *drawing);

/* ---- What kinds share ---- */

/* The units that are shown, in rank order, as charts name them. */
typedef struct
{
  DgmiChartUnit *units;
  guint *order; /* their places in the dataset */
  guint n;
  guint n_ranked; /* units with a rank, shown or not */
} DgmiChartUnits;

/* FALSE with failures. Names belong to the index. */
gboolean dgmi_chart_units_init(DgmiChartUnits *units,
                               const DgmiFilling *filling) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_chart_units_clear(DgmiChartUnits *units);

/* The table of what is drawn: rank, code and name of the units; then whatever columns a kind adds.
 */
DgmiGrid *dgmi_chart_ranked_grid(const DgmiIndex *index) G_GNUC_WARN_UNUSED_RESULT;
/* The row of unit `i`, with those three; FALSE where it is beyond the first `top` (0 = all) and not
 * highlighted, and so has none. */
gboolean dgmi_chart_ranked_row(DgmiGrid *grid, const DgmiIndex *index, const DgmiChartUnits *units,
                               guint i, guint top);

/* A figure of every unit, as a column. */
typedef struct
{
  const char *name, *heading;
  int digits;
  const double *value; /* by unit of the chart */
} DgmiChartFigure;

/* code, name and these figures of all units. */
DgmiGrid *dgmi_chart_figures_grid(const DgmiIndex *index, const DgmiChartUnits *units,
                                  const DgmiChartFigure *figures,
                                  guint n) G_GNUC_WARN_UNUSED_RESULT;

/* Keeps the first request->top of the units, and those highlighted. */
void dgmi_chart_units_take_top(DgmiChartUnits *units, const DgmiFilling *filling);

/* How many units the ranks count, the publisher's being known of a few only: the last one. */
guint dgmi_chart_n_ranked(const DgmiIndex *index);

/* What one kind does not take: more arguments than `most`. FALSE with a failure that
 * shows `usage` ("INDEX NODE NODE") where there are fewer than `least` or more than `most`. */
gboolean dgmi_chart_check_arguments(const DgmiFilling *filling, guint least, guint most,
                                    const char *usage);

/* The place of request->as in `shapes` (NULL-terminated, the default first); -1 with a failure. */
int dgmi_chart_shape(const DgmiFilling *filling, const char *const *shapes);

/* The pillars: the members of the index. The rest of the tree belongs to one of them. */
guint dgmi_chart_n_pillars(const DgmiIndex *index);
/* Number of the pillar that `node` is or lies below; -1 for the index itself. */
int dgmi_chart_pillar(const DgmiIndex *index, guint node);

/* The name of the index, of its framework's root where it has none. */
const char *dgmi_chart_title(const DgmiIndex *index);

/* "E-Government Development Index, 0–1" of a node: its name, and unit if it has one. */
char *dgmi_chart_node_text(const DgmiIndex *index, guint node);

/* The units that request->highlight, or the index, names; n_units flags, NULL with a failure. Free
 * with g_free(). */
gboolean *dgmi_chart_highlighted(const DgmiFilling *filling) G_GNUC_WARN_UNUSED_RESULT;
