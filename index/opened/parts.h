/* parts.h: the parts that take long to load: the solver of linear programs, threads, drawing.
 *
 * The library has them linked (parts-linked.c); the program opens each as a module when it is first
 * needed (command/run/parts.c), since most verbs need none. Whoever links the layers as archives
 * brings one of the two. */
#pragma once

#include "index/methods/program.h"
#include "index/uncertainty/uncertainty.h"

/* A DgmiProgramSolver. Error: there is none here; the message says what to install. */
gboolean dgmi_part_solve(const DgmiProgram *program, double *x, DgmiProgramOutcome *outcome,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sets options->threads and options->parallel for `wanted` threads, 0 = as many as the machine has.
 * Error: as above. */
gboolean dgmi_part_threads(guint wanted, DgmiUncertaintyOptions *options,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
