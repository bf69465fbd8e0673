/* analyses.h: analyses that are drawn, made of an opened index. */
#pragma once

#include "charts/fill/fill.h"
#include "index/opened/weight-study.h"
#include "index/uncertainty/sensitivity.h"

/* One analysis and all that it refers to. */
typedef struct
{
  DgmiChartRanks ranks;     /* of a request; one of the two is empty */
  DgmiChartSources sources; /* likewise */
  GArray *units;            /* of DgmiChartRank */
  GArray *inputs;           /* of DgmiChartSource */
  GArray *shares;           /* of double */
  GPtrArray *strings;
  DgmiGrid *table;
  DgmiIndex *index; /* whose names they are */
} DgmiChartAnalysis;

/* An empty one; whoever fills it says when it is full, which sets ranks and sources. */
DgmiChartAnalysis *dgmi_chart_analysis_new(DgmiIndex *index) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_chart_analysis_end(DgmiChartAnalysis *analysis);
void dgmi_chart_analysis_free(DgmiChartAnalysis *analysis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiChartAnalysis, dgmi_chart_analysis_free)

/* The ranks of all units under draws; how often each has which rank, with `shares`. */
DgmiChartAnalysis *dgmi_chart_analysis_of_draws(DgmiIndex *index, const DgmiUncertaintyPlan *plan,
                                                const DgmiUncertainty *result,
                                                gboolean shares) G_GNUC_WARN_UNUSED_RESULT;

/* What explains `output` of the draws, which began at `seed`. */
DgmiChartAnalysis *
dgmi_chart_analysis_of_sources(DgmiIndex *index, const DgmiUncertaintyPlan *plan,
                               const DgmiSensitivity *result, guint64 seed,
                               const DgmiOutput *output) G_GNUC_WARN_UNUSED_RESULT;

/* Best and worst ranks of all units under all weights. NULL with failures. */
DgmiChartAnalysis *dgmi_chart_analysis_of_weights(const DgmiWeightStudy *weighing,
                                                  DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* What a request asks for is made, which may take long. NULL with failures. */
DgmiChartAnalysis *dgmi_chart_analyse_ranks(const DgmiFilling *filling,
                                            gboolean shares) G_GNUC_WARN_UNUSED_RESULT;
DgmiChartAnalysis *dgmi_chart_analyse_sources(const DgmiFilling *filling) G_GNUC_WARN_UNUSED_RESULT;
DgmiWeightRequest dgmi_chart_weighing(const DgmiChartRequest *request);

/* ---- Units of an analysis ---- */

/* Which of them are shown, and how. */
typedef struct
{
  DgmiIndex *index;
  gboolean *chosen;      /* by unit of the index; NULL = all */
  gboolean *highlighted; /* likewise */
} DgmiChartChoice;

/* FALSE with failures: unknown units. */
gboolean dgmi_chart_choice_init(DgmiChartChoice *choice,
                                const DgmiFilling *filling) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_chart_choice_clear(DgmiChartChoice *choice);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DgmiChartChoice, dgmi_chart_choice_clear)

/* The places of the units shown in ranks->units, by `rank` (of all of them; NaN = last); *n gets
 * their number. Free with g_free(). */
guint *dgmi_chart_choice_order(const DgmiChartChoice *choice, const DgmiChartRanks *ranks,
                               const double *rank, guint *n) G_GNUC_WARN_UNUSED_RESULT;

/* A unit as charts know it: its name the index's, else its own; its value the score, or `rank`
 * where that is missing. The text of the rank is made in `strings`. */
DgmiChartUnit dgmi_chart_choice_unit(const DgmiChartChoice *choice, const DgmiChartRank *unit,
                                     double rank, GPtrArray *strings);

/* How many units the ranks count: those there are, or the last rank. */
guint dgmi_chart_ranks_n_ranked(const DgmiChartRanks *ranks);

/* `n` rows of a table. */
DgmiGrid *dgmi_chart_take_rows(const DgmiGrid *table, const guint *rows,
                               guint n) G_GNUC_WARN_UNUSED_RESULT;
