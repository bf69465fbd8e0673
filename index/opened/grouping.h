/* grouping.h: units in groups (--group): ranks within them and their means. */
#pragma once

#include "index/opened/index.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *of_unit; /* text a unit, NULL = in no group */
  GPtrArray *names;   /* the groups, in alphabetical order of the data's words; not owned */
  double *rank;       /* a unit, NaN = none */
} DgmiGrouping;

/* Groups the units by a column; regions of the shipped tables have their names in the user's
 * language. NULL with a failure. */
DGMI_EXPORT DgmiGrouping *dgmi_grouping_new(const DgmiIndex *index, const char *column,
                                            DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT void dgmi_grouping_free(DgmiGrouping *grouping);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiGrouping, dgmi_grouping_free)

/* The mean of `x` over the units of group `g` that have a value; NaN without one. */
DGMI_EXPORT double dgmi_grouping_mean(const DgmiGrouping *grouping, guint g, const double *x);

G_END_DECLS
