/* draws-table.h: an index under many draws as tables and in words. */
#pragma once

#include "index/opened/index.h"
#include "index/tables/grid.h"
#include "index/uncertainty/sensitivity.h"

G_BEGIN_DECLS

/* The units of the rows. */
typedef struct
{
  DgmiIndex *index; /* that the plan is of */
  const DgmiUncertaintyPlan *plan;
  const guint *units;
  guint n_units;
} DgmiDrawnUnits;

/* rank,code,name,score,rank_mean,…: the ranks of the draws. */
DGMI_EXPORT DgmiGrid *
dgmi_draws_ranks_grid(const DgmiDrawnUnits *drawn,
                      const DgmiUncertainty *result) G_GNUC_WARN_UNUSED_RESULT;

/* code,1,2,…: how often each rank; for people up to the last that a unit has, without zeros. */
DGMI_EXPORT DgmiGrid *dgmi_draws_acceptability_grid(const DgmiDrawnUnits *drawn,
                                                    const DgmiUncertainty *result,
                                                    gboolean for_people) G_GNUC_WARN_UNUSED_RESULT;

/* input,s1,s1_low,…: what the sources explain. */
DGMI_EXPORT DgmiGrid *
dgmi_draws_sensitivity_grid(const DgmiIndex *index, const DgmiUncertaintyPlan *plan,
                            const DgmiSensitivity *sensitivity) G_GNUC_WARN_UNUSED_RESULT;

/* What the draws were: "weights:25%; 100096 draws, seed 1"; in a picture "weights ±25%; 100 096
 * draws, seed 1" with a thin space; a source as pictures name it; what sensitivity explains: "the
 * rank of China". Free with g_free(). */
DGMI_EXPORT char *dgmi_draws_text(const DgmiIndex *index, const DgmiUncertaintyPlan *plan,
                                  guint64 draws, guint64 seed) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT char *dgmi_draws_picture_text(const DgmiIndex *index, const DgmiUncertaintyPlan *plan,
                                          guint64 draws, guint64 seed) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT char *dgmi_draws_source_text(const DgmiIndex *index,
                                         const char *source) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT char *dgmi_draws_output_text(DgmiIndex *index,
                                         const DgmiOutput *output) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
