/* recipe-changes.h: what is computed differently in one study than in another, in words. */
#pragma once

#include "command/study/study.h"

/* "weights OSI 0.3333 → 0.34, …; decimals of the score 5 → 4": changes of indicators and
 * aggregates, weights (shares within the parent, where it kept its members), methods and digits, in
 * the language of the program. "" where nothing changed. Free with g_free(). */
char *dgmi_recipe_changes(const DgmiStudy *from, const DgmiStudy *to) G_GNUC_WARN_UNUSED_RESULT;
