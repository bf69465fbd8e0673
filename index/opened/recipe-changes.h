/* recipe-changes.h: what is computed differently in one index than in another, in words. */
#pragma once

#include "index/opened/index.h"

G_BEGIN_DECLS

/* "weights OSI 0.3333 → 0.34, …; decimals of the score 5 → 4": changes of indicators and
 * aggregates, weights (shares within the parent, where it kept its members), methods and digits, in
 * the language of the program. "" where nothing changed. Free with g_free(). */
DGMI_EXPORT char *dgmi_recipe_changes(const DgmiIndex *from,
                                      const DgmiIndex *to) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
