/* rubric.h: a self-assessment: an index without figures of its own, whose indicators are rated by
 * levels that a rubric explains. [index] rubric= names the table iCode,level,text,text_zh. */
#pragma once

#include "command/run/run.h"

/* Whether the index is a self-assessment: it states a rubric and no data. */
gboolean dgmi_is_unfilled(const DgmiDefinition *definition);

/* Reads the rubric and holds the data against it: a rating that is no level of its indicator is a
 * failure, what a unit lacks a warning that names it. FALSE with a failure. An index without a
 * rubric passes. */
gboolean dgmi_rubric_check(const DgmiStudy *study, const DgmiPaths *paths,
                           DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* The rubric as a table: node, name, level, text. NULL where there is none, or with a failure. */
DgmiGrid *dgmi_rubric_grid(const DgmiStudy *study, const DgmiPaths *paths,
                           DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;
