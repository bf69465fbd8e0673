/* rubric.h: a self-assessment: an index without figures of its own, whose indicators are rated by
 * levels that a rubric explains. [index] rubric= names the table iCode,level,text,text_zh. */
#pragma once

#include "index/opened/index.h"

G_BEGIN_DECLS

/* Whether the index is a self-assessment: it states a rubric and no data. */
DGMI_EXPORT gboolean dgmi_is_unfilled(const DgmiDefinition *definition);

/* Reads the rubric and holds the data against it: a rating that is no level of its indicator is a
 * failure, what a unit lacks a warning that names it. FALSE with a failure. An index without a
 * rubric passes. */
DGMI_EXPORT gboolean dgmi_rubric_check(const DgmiIndex *index,
                                       DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* What a level of an indicator means, in the index's language. */
typedef struct
{
  const char *indicator;
  const char *level;
  const char *meaning;
} DgmiRubricLevel;

/* The rubric's rows in its order: an array of DgmiRubricLevel whose texts `strings` gets to own.
 * NULL where there is none, or with a failure. Free with g_array_unref(). */
DGMI_EXPORT GArray *dgmi_rubric_levels(const DgmiIndex *index, GPtrArray *strings,
                                       DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
