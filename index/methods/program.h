/* program.h: linear and integer programs, and who solves them.
 *
 * The library that solves them (GLPK) takes longer to load than most computations take, so what
 * needs a program does not call it but a DgmiProgramSolver that it was given: libdgmi has one in
 * dgmi_program_solve(), the command opens its module at the first call. */
#pragma once

#include <glib.h>

#include "indicators/base/export.h"

G_BEGIN_DECLS

/* Minimise Σ objective x subject to row_lower ≤ A x ≤ row_upper and lower ≤ x ≤ upper; infinite
 * bounds are none. A by rows: the entries of row r are row_start[r] … row_start[r + 1] − 1. */
typedef struct
{
  guint n_variables;
  const double *objective;
  const double *lower, *upper;
  const gboolean *integer; /* n_variables; NULL = none has to be whole */
  guint n_rows;
  const guint *row_start; /* n_rows + 1 */
  const guint *variable;
  const double *coefficient;
  const double *row_lower, *row_upper;
  guint node_limit;    /* of the search over whole numbers; 0 = none */
  const double *start; /* a solution in whole numbers to improve on; NULL = none is known */
} DgmiProgram;

typedef struct
{
  double value; /* of the solution; INFINITY = none was found */
  double bound; /* no solution is below; equal to value where is_proven */
  gboolean is_proven;
} DgmiProgramOutcome;

/* Solves; x[n_variables] gets the solution. The same program gives the same solution. Error
 * DGMI_ERROR_DATA: there is no solution, or the values are unbounded or beyond numerical reach;
 * DGMI_ERROR_IO: the solver cannot be opened. Thread-safe where threads solve different programs.
 */
typedef gboolean DgmiProgramSolver(const DgmiProgram *program, double *x,
                                   DgmiProgramOutcome *outcome, GError **error);

/* The solver of libdgmi (GLPK). */
DGMI_EXPORT DgmiProgramSolver dgmi_program_solve;

G_END_DECLS
