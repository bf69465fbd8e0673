/* uncertainty-check.h: whether a combination of methods can be drawn; for uncertainty-plan.c. */
#pragma once

#include "index/uncertainty/uncertainty-inside.h"

/* Computes the cell's data where they are not there, and the index with the aggregations. An error
 * names the combination and what to write in its place. */
gboolean dgmi_uncertainty_check(DgmiUncertaintyPlan *plan, guint cell, guint aggregation,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
