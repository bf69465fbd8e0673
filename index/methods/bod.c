#include "index/methods/bod.h"

#include <assert.h>
#include <math.h>

#include "indicators/base/error.h"
#include "indicators/base/memory.h"

/* Relative: what is nearer to the best, or to 1, than this is taken for it; below the solver's own
 * tolerance of 1e-7, above its rounding. */
#define SLACK 1e-9

/* The program of one unit: variables are the shares of the members it has, then one more. */
typedef struct
{
  const DgmiBod *bod;
  guint unit;
  guint n;       /* members with a share */
  guint *member; /* which */
  double low, high;
  double *ratio; /* n_units × n: y_kq / y_cq, missing = 0 */
} BodGame;

void dgmi_bod_usual_bounds(guint n_members, double *low, double *high)
{
  *low = 0.3 / n_members;
  *high = MIN(1.8 / n_members, 1);
}

/* FALSE where no share can be given: *score is 0 or missing. */
static gboolean set_up(BodGame *game, double *score)
{
  const DgmiBod *bod = game->bod;
  guint present = 0;
  for (guint q = 0; q < bod->n_members; q++)
  {
    const double y = bod->member[q][game->unit];
    assert(isnan(y) || y >= 0);
    present += !isnan(y);
    if (y > 0)
      game->member[game->n++] = q;
  }
  const double scale = (double)bod->n_members / MAX(present, 1);
  game->low = MIN(bod->low * scale, 1.0 / MAX(present, 1));
  game->high = MIN(bod->high * scale, 1);
  *score = present == 0 ? NAN : 0;
  /* Where members are 0 the others' shares may not suffice; that is a score of 0 too. */
  return game->n > 0 && (game->low == 0 || game->n == present) && game->n * game->high >= 1 - SLACK;
}

/* Only the ratios to the unit's own values enter the program, which makes it free of units of
 * measurement. */
static gboolean find_ratios(const BodGame *game, GError **error)
{
  const DgmiBod *bod = game->bod;
  for (guint a = 0; a < game->n; a++)
  {
    const double *y = bod->member[game->member[a]];
    for (guint k = 0; k < bod->n_units; k++)
    {
      const double ratio = isnan(y[k]) ? 0 : y[k] / y[game->unit];
      if (!isfinite(ratio))
      {
        dgmi_error_set(error, DGMI_ERROR_DATA, "its values are too near 0 beside those of others");
        return FALSE;
      }
      game->ratio[(gsize)k * game->n + a] = ratio;
    }
  }
  return TRUE;
}

/* The largest Σ s_q y_kq / y_cq over the units. */
static double best_of_all(const BodGame *game, const double *share)
{
  double most = 0;
  for (guint k = 0; k < game->bod->n_units; k++)
  {
    double sum = 0;
    for (guint a = 0; a < game->n; a++)
      sum += share[a] * game->ratio[(gsize)k * game->n + a];
    most = MAX(most, sum);
  }
  return most;
}

/* ---- The programs ---- */

/* Rows of the shares and one more variable. */
typedef struct
{
  guint n_rows, n_entries;
  guint *start, *variable;
  double *coefficient, *low, *high;
} BodRows;

static BodRows rows_new(const BodGame *game)
{
  const gsize n = (gsize)game->bod->n_units + 2 * game->n + 1, cells = n * (game->n + 1);
  return (BodRows){.start = g_new0(guint, n + 1),
                   .variable = g_new(guint, cells),
                   .coefficient = g_new(double, cells),
                   .low = g_new(double, n),
                   .high = g_new(double, n)};
}

static void rows_clear(BodRows *rows)
{
  dgmi_free_all(rows->start, rows->variable, rows->coefficient, rows->low, rows->high);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BodRows, rows_clear)

static void add_entry(BodRows *rows, guint variable, double coefficient)
{
  rows->variable[rows->n_entries] = variable;
  rows->coefficient[rows->n_entries] = coefficient;
  rows->n_entries += coefficient != 0;
}

static void end_row(BodRows *rows, double low, double high)
{
  rows->low[rows->n_rows] = low;
  rows->high[rows->n_rows++] = high;
  rows->start[rows->n_rows] = rows->n_entries;
}

/* Minimises variable n, at least `least`, under the rows. */
static gboolean solve(const BodGame *game, const BodRows *rows, double least, double *share,
                      GError **error)
{
  const guint n = game->n;
  g_autofree double *low = g_new(double, n + 1), *high = g_new(double, n + 1);
  g_autofree double *objective = g_new0(double, n + 1), *x = g_new(double, n + 1);
  for (guint a = 0; a < n; a++)
  {
    low[a] = game->low;
    high[a] = game->high;
  }
  low[n] = least;
  high[n] = INFINITY;
  objective[n] = 1;
  const DgmiProgram program = {.n_variables = n + 1,
                               .objective = objective,
                               .lower = low,
                               .upper = high,
                               .n_rows = rows->n_rows,
                               .row_start = rows->start,
                               .variable = rows->variable,
                               .coefficient = rows->coefficient,
                               .row_lower = rows->low,
                               .row_upper = rows->high};
  DgmiProgramOutcome outcome;
  if (!game->bod->solver(&program, x, &outcome, error))
    return FALSE;
  double sum = 0;
  for (guint a = 0; a < n; a++)
    sum += x[a] = CLAMP(x[a], low[a], high[a]);
  for (guint a = 0; a < n; a++)
    share[a] = x[a] / sum;
  return TRUE;
}

static void add_sum(const BodGame *game, BodRows *rows)
{
  for (guint a = 0; a < game->n; a++)
    add_entry(rows, a, 1);
  end_row(rows, 1, 1);
}

/* The shares under which the best of all is least. */
static gboolean find_best(const BodGame *game, double *share, GError **error)
{
  g_auto(BodRows) rows = rows_new(game);
  add_sum(game, &rows);
  for (guint k = 0; k < game->bod->n_units; k++)
  {
    for (guint a = 0; a < game->n; a++)
      add_entry(&rows, a, game->ratio[(gsize)k * game->n + a]);
    add_entry(&rows, game->n, -1);
    end_row(&rows, -INFINITY, 0);
  }
  return solve(game, &rows, 0, share, error);
}

/* Of the shares under which the best of all is no more than `most` those nearest to equal. */
static gboolean find_nearest(const BodGame *game, double most, double *share, GError **error)
{
  g_auto(BodRows) rows = rows_new(game);
  add_sum(game, &rows);
  for (guint k = 0; k < game->bod->n_units; k++)
  {
    for (guint a = 0; a < game->n; a++)
      add_entry(&rows, a, game->ratio[(gsize)k * game->n + a]);
    end_row(&rows, -INFINITY, most * (1 + SLACK));
  }
  for (guint a = 0; a < game->n; a++)
    for (int sign = -1; sign <= 1; sign += 2)
    {
      add_entry(&rows, a, sign);
      add_entry(&rows, game->n, -1);
      end_row(&rows, -INFINITY, sign / (double)game->n);
    }
  return solve(game, &rows, 0, share, error);
}

/* ---- The answer ---- */

/* Shares of the score become weights by dividing by the unit's own values; their sum is told
 * apart, so that weights of different units can be compared. */
static gboolean find_weights(const BodGame *game, const double *share, double score, double *weight,
                             double *multiplier, GError **error)
{
  double sum = 0;
  for (guint a = 0; a < game->n; a++)
    sum += weight[game->member[a]] =
        share[a] * score / game->bod->member[game->member[a]][game->unit];
  if (!isfinite(sum))
  {
    dgmi_error_set(error, DGMI_ERROR_DATA, "its values are too near 0 to have weights");
    return FALSE;
  }
  for (guint q = 0; q < game->bod->n_members; q++)
    weight[q] /= sum;
  if (multiplier != NULL)
    *multiplier = sum;
  return TRUE;
}

static gboolean play(const BodGame *game, double *score, double *weight, double *multiplier,
                     GError **error)
{
  g_autofree double *share = g_new(double, game->n);
  if (!find_ratios(game, error) || !find_best(game, share, error))
    return FALSE;
  const double most = best_of_all(game, share);
  *score = most <= 1 + SLACK ? 1 : 1 / most;
  if (weight == NULL)
    return TRUE;
  for (guint q = 0; q < game->bod->n_members; q++)
    weight[q] = 0;
  return find_nearest(game, most, share, error) &&
         find_weights(game, share, *score, weight, multiplier, error);
}

gboolean dgmi_bod(const DgmiBod *bod, guint unit, double *score, double *weight, double *multiplier,
                  GError **error)
{
  assert(unit < bod->n_units && bod->low >= 0 && bod->n_members * bod->low <= 1 + SLACK);
  assert(bod->low <= bod->high && bod->n_members * bod->high >= 1 - SLACK);
  const gsize cells = (gsize)bod->n_units * bod->n_members;
  BodGame game = {.bod = bod,
                  .unit = unit,
                  .member = g_new(guint, bod->n_members),
                  .ratio = g_new(double, cells)};
  for (guint q = 0; weight != NULL && q < bod->n_members; q++)
    weight[q] = NAN;
  if (multiplier != NULL)
    *multiplier = NAN;
  const gboolean ok = !set_up(&game, score) || play(&game, score, weight, multiplier, error);
  g_free(game.member);
  g_free(game.ratio);
  return ok;
}
