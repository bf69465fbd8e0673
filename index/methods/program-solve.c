/* dgmi_program_solve() by GLPK; alone in a library of its own, since loading GLPK takes time. */
#include <assert.h>
#include <glpk.h>
#include <math.h>
#include <setjmp.h>

#include "index/methods/program.h"
#include "indicators/base/error.h"

/* How GLPK calls a pair of bounds. */
static int bounds_type(double low, double high)
{
  if (isfinite(low) && isfinite(high))
    return low == high ? GLP_FX : GLP_DB;
  return isfinite(low) ? GLP_LO : isfinite(high) ? GLP_UP : GLP_FR;
}

/* GLPK counts from 1, arrays and all. */
static glp_prob *build(const DgmiProgram *p)
{
  glp_prob *lp = glp_create_prob();
  glp_add_cols(lp, (int)p->n_variables);
  for (guint v = 0; v < p->n_variables; v++)
  {
    glp_set_col_bnds(lp, (int)v + 1, bounds_type(p->lower[v], p->upper[v]), p->lower[v],
                     p->upper[v]);
    glp_set_obj_coef(lp, (int)v + 1, p->objective[v]);
    if (p->integer != NULL && p->integer[v])
      glp_set_col_kind(lp, (int)v + 1, GLP_IV);
  }
  if (p->n_rows == 0)
    return lp;
  glp_add_rows(lp, (int)p->n_rows);
  g_autofree int *index = g_new(int, p->n_variables + 1);
  for (guint r = 0; r < p->n_rows; r++)
  {
    const guint start = p->row_start[r], n = p->row_start[r + 1] - start;
    assert(n <= p->n_variables);
    for (guint e = 0; e < n; e++)
      index[e + 1] = (int)p->variable[start + e] + 1;
    glp_set_mat_row(lp, (int)r + 1, (int)n, index, p->coefficient + start - 1);
    glp_set_row_bnds(lp, (int)r + 1, bounds_type(p->row_lower[r], p->row_upper[r]), p->row_lower[r],
                     p->row_upper[r]);
  }
  return lp;
}

static gboolean fail(GError **error, const char *why)
{
  dgmi_error_set(error, DGMI_ERROR_DATA, "the linear program %s", why);
  return FALSE;
}

static gboolean fail_range(GError **error)
{
  return fail(error, "could not be solved: its numbers are too far apart");
}

static gboolean solve_relaxed(glp_prob *lp, GError **error)
{
  glp_smcp options;
  glp_init_smcp(&options);
  options.msg_lev = GLP_MSG_OFF;
  options.meth = GLP_DUALP;
  if (glp_simplex(lp, &options) != 0)
    return fail_range(error);
  switch (glp_get_status(lp))
  {
  case GLP_OPT:
    return TRUE;
  case GLP_UNBND:
    return fail(error, "has no bound");
  default:
    return fail(error, "has no solution");
  }
}

/* The search ends by nodes, not by time, so that it ends the same everywhere. */
typedef struct
{
  guint limit, nodes;
  double bound;
  const double *start; /* of columns from 1 on; NULL once it was told */
} ProgramSearch;

static void look(glp_tree *tree, void *data)
{
  ProgramSearch *search = data;
  const int best = glp_ios_best_node(tree);
  if (best != 0)
    search->bound = glp_ios_node_bound(tree, best);
  if (glp_ios_reason(tree) == GLP_IHEUR && search->start != NULL)
  {
    glp_ios_heur_sol(tree, search->start - 1);
    search->start = NULL;
  }
  if (glp_ios_reason(tree) == GLP_ISELECT && search->limit > 0 && ++search->nodes > search->limit)
    glp_ios_terminate(tree);
}

static gboolean solve_whole(glp_prob *lp, const DgmiProgram *p, DgmiProgramOutcome *outcome,
                            GError **error)
{
  ProgramSearch search = {p->node_limit, 0, glp_get_obj_val(lp), p->start};
  glp_iocp options;
  glp_init_iocp(&options);
  options.msg_lev = GLP_MSG_OFF;
  options.br_tech = GLP_BR_MFV; /* ten times as fast as the default on programs of ranks */
  options.tol_int = 1e-9;
  options.cb_func = look;
  options.cb_info = &search;
  const int code = glp_intopt(lp, &options);
  if (code != 0 && code != GLP_ESTOP)
    return fail(error, "could not be solved in whole numbers: its numbers are too far apart");
  const int status = glp_mip_status(lp);
  if (status == GLP_NOFEAS || (status == GLP_UNDEF && code == 0))
    return fail(error, "has no solution in whole numbers");
  outcome->is_proven = status == GLP_OPT;
  outcome->value = status == GLP_UNDEF ? INFINITY : glp_mip_obj_val(lp);
  outcome->bound = outcome->is_proven ? outcome->value : search.bound;
  return TRUE;
}

static gboolean solve(const DgmiProgram *p, double *x, DgmiProgramOutcome *outcome, GError **error)
{
  glp_prob *lp = build(p);
  gboolean ok = solve_relaxed(lp, error);
  const double value = ok ? glp_get_obj_val(lp) : NAN;
  *outcome = (DgmiProgramOutcome){value, value, TRUE};
  if (ok && p->integer != NULL)
    ok = solve_whole(lp, p, outcome, error);
  for (guint v = 0; ok && v < p->n_variables; v++)
    x[v] = p->integer == NULL ? glp_get_col_prim(lp, (int)v + 1) : glp_mip_col_val(lp, (int)v + 1);
  glp_delete_prob(lp);
  return ok;
}

/* GLPK aborts where numbers are so far apart (1e300 beside 1) that its own checks fail. */
static void give_up(void *way_out)
{
  longjmp(*(jmp_buf *)way_out, 1);
}

static int be_silent(void *info, const char *text)
{
  (void)info, (void)text;
  return 1;
}

gboolean dgmi_program_solve(const DgmiProgram *p, double *x, DgmiProgramOutcome *outcome,
                            GError **error)
{
  assert(p->n_variables > 0);
  jmp_buf way_out;
  if (setjmp(way_out) != 0)
  {
    glp_free_env(); /* all that this thread has of GLPK */
    return fail_range(error);
  }
  glp_error_hook(give_up, &way_out);
  glp_term_hook(be_silent, NULL);
  const gboolean ok = solve(p, x, outcome, error);
  glp_error_hook(NULL, NULL);
  glp_term_hook(NULL, NULL);
  return ok;
}
