/* chart-profile.h: one unit on one page: rank, score and class, its ranks over the years, where its
 * pillars stand among all units and its peers, strengths and weaknesses, the units nearest in rank.
 */
#pragma once

#include "charts/page/lettering.h"

#define DGMI_PROFILE_LISTED 3 /* strengths, weaknesses */

typedef struct
{
  int year;
  double rank; /* NaN = none */
} DgmiProfileEdition;

typedef struct
{
  const char *name;
  double value, rank;   /* NaN = none */
  int digits;           /* decimals of the value, 0 to 15 */
  guint n_ranked;       /* units that the rank counts */
  const double *values; /* of all units, NaN = none; NULL in lists */
  const double *peers;  /* of the peers, as input->peers; NULL in lists */
} DgmiProfileNode;

/* Strings and arrays are not owned. */
typedef struct
{
  DgmiChartUnit unit; /* value = the score */
  const char *node;   /* what the score is: "EGDI" */
  const char *class;  /* NULL = none */
  guint n_ranked;
  int digits;
  const DgmiProfileEdition *editions; /* rising years; fewer than two are not drawn */
  guint n_editions;
  const DgmiProfileNode *pillars;
  guint n_pillars;
  guint n_values;                                /* units in each pillar's values */
  const DgmiProfileNode *strengths, *weaknesses; /* most telling first */
  guint n_strengths, n_weaknesses;
  const DgmiChartUnit *peers; /* in order of rank, the unit itself among them (highlighted) */
  guint n_peers;
} DgmiProfileInput;

/* Draws a DgmiProfileInput; see DgmiChartKind.draw. */
DgmiScene *dgmi_chart_profile_draw(const DgmiChartStyle *style, gconstpointer input,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
