/* chart-rank.h: ranked bars, a row a unit: rank, name, bar from zero (a dot where the scale does
 * not begin at zero), value; classes as a coloured edge with their names, an interval as a line
 * through a diamond, groups by colour and shape, chosen units strong. */
#pragma once

#include "charts/page/page.h"

#include <math.h>

typedef enum
{
  DGMI_RANK_NO_INTERVAL,
  DGMI_RANK_SCORE_INTERVAL, /* in the scale of the values: drawn */
  DGMI_RANK_RANK_INTERVAL   /* of ranks: printed beside the value */
} DgmiRankInterval;

/* A unit. Start from DGMI_RANK_ROW_DEFAULT. */
typedef struct
{
  const char *code;     /* "DNK" */
  const char *name;     /* in the style's language */
  const char *fallback; /* the English name, where `name` has no font; NULL = the code */
  const char *rank;     /* as it is printed ("1", "12="); NULL = none */
  double value;         /* NaN = no score */
  double low, high;     /* the interval; NaN = none */
  int class;            /* of input->classes; -1 = none */
  int group;            /* of input->groups; -1 = none */
  gboolean highlighted;
  gboolean reference; /* a mean or target: drawn as an outline, has no rank */
} DgmiRankRow;

#define DGMI_RANK_ROW_DEFAULT                                                                      \
  ((DgmiRankRow){                                                                                  \
      .value = (double)NAN, .low = (double)NAN, .high = (double)NAN, .class = -1, .group = -1})

typedef struct
{
  const char *name; /* in the style's language */
  double from;      /* the least value that belongs to it */
} DgmiRankClass;

/* Strings are not owned. All names in the style's language. Start from
 * DGMI_RANK_INPUT_DEFAULT. */
typedef struct
{
  const DgmiRankRow *rows; /* all units, best rank first; those without a score go to the end */
  guint n_rows;
  guint top;           /* shown from the top, beside highlighted and reference rows; 0 = all */
  const char *node;    /* what the value is, for tooltips: "EGDI"; NULL = not said */
  int digits;          /* decimals of values, 0 to 15 */
  double axis_low;     /* the axis reaches from here ... */
  double axis_high;    /* ... to here, further if data do; NaN = 0 or as the data need */
  gboolean ranks_only; /* the values are ranks: dots on an axis of ranks, no numbers beside them */
  DgmiRankInterval interval;
  int coverage;                 /* of the interval, per cent */
  const DgmiRankClass *classes; /* best first */
  guint n_classes;
  const char *const *groups;
  guint n_groups;
  guint n_ranked; /* units that the ranks count; 0 = the rows with a value */
} DgmiRankInput;

#define DGMI_RANK_INPUT_DEFAULT                                                                    \
  ((DgmiRankInput){.digits = 4, .axis_low = (double)NAN, .axis_high = (double)NAN, .coverage = 90})

/* Draws a DgmiRankInput; see DgmiChartKind.draw. */
DgmiScene *dgmi_chart_rank_draw(const DgmiChartStyle *style, gconstpointer input,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
