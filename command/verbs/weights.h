/* weights.h: an index under all weights of its parts, as the options of the command ask for it: for
 * the verb `weights` and for the charts that draw it. */
#pragma once

#include "command/run/run.h"
#include "index/opened/weight-study.h"

typedef struct
{
  DgmiRun *run;
  DgmiIndex *index;
  DgmiWeightStudy weighing;
  /* What it holds. */
  const DgmiWeightParts *parts;
  const DgmiWeightSpace *space, *varying;
  const double *value;
  const guint *rank;
} DgmiWeights;

/* The analysis of a computed index. FALSE with failures. */
gboolean dgmi_weights_open(DgmiWeights *weights, DgmiRun *run,
                           DgmiIndex *index) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_weights_clear(DgmiWeights *weights);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DgmiWeights, dgmi_weights_clear)

/* The units to show (--units, --top), by rank: places in weights->parts; *n gets their number. NULL
 * with failures. Free with g_free(). */
guint *dgmi_weights_order(DgmiWeights *weights, guint *n) G_GNUC_WARN_UNUSED_RESULT;

/* Code and name of a unit of weights->parts. */
const char *dgmi_weights_code(const DgmiWeights *weights, guint unit);
const char *dgmi_weights_name(DgmiWeights *weights, guint unit);

/* rank,code,name,score,best_rank,worst_rank,…: NULL with failures. */
DgmiGrid *dgmi_weights_grid(DgmiWeights *weights) G_GNUC_WARN_UNUSED_RESULT;

/* `weights --derive METHOD`: prints it. */
void dgmi_weights_derive(DgmiRun *run);

/* --tiers; --pairs; and the two units named: NULL with failures. */
DgmiGrid *dgmi_weights_tiers(DgmiWeights *weights) G_GNUC_WARN_UNUSED_RESULT;
DgmiGrid *dgmi_weights_pairs(DgmiWeights *weights) G_GNUC_WARN_UNUSED_RESULT;
DgmiGrid *dgmi_weights_swap(DgmiWeights *weights, guint a, guint b) G_GNUC_WARN_UNUSED_RESULT;

/* Below a table: whose weights vary within which bounds, what its ranks are of, units left out, the
 * source. */
void dgmi_weights_notes(DgmiWeights *weights, DgmiGrid *grid, gboolean has_ranks);

/* Says it below a table, and beside the formats for programs as a warning. */
void dgmi_weights_remark(const DgmiWeights *weights, DgmiGrid *grid, const char *text);
