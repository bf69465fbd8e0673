/* Winsorising: extreme values take the value of the next one inside. */
#include <math.h>
#include <string.h>

#include "index/methods/methods.h"
#include "index/methods/treat.h"
#include "index/numbers/moments.h"
#include "index/numbers/spread.h"

/* The value next to the extreme on its inner side; NaN where all values are equal. */
static double next_inside(const double *x, gsize n, double extreme, gboolean top)
{
  double next = NAN;
  for (gsize i = 0; i < n; i++)
    if (!isnan(x[i]) && x[i] != extreme && (isnan(next) || (top ? x[i] > next : x[i] < next)))
      next = x[i];
  return next;
}

/* How many values differ from the original once those at `extreme` are moved. */
static guint count_moved(const double *x, const double *out, gsize n, double extreme)
{
  guint moved = 0;
  for (gsize i = 0; i < n; i++)
    moved += !isnan(x[i]) && (out[i] == extreme || out[i] != x[i]);
  return moved;
}

/* One step on the skewed side. FALSE where it would change more than `limit` points, or nothing is
 * left to move. */
static gboolean winsorise_once(const double *x, double *out, gsize n, double limit, gboolean top)
{
  const DgmiSpread spread = dgmi_spread(out, n);
  const double extreme = top ? spread.max : spread.min;
  const double next = next_inside(out, n, extreme, top);
  if (isnan(next) || count_moved(x, out, n, extreme) > limit)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (out[i] == extreme)
      out[i] = next;
  return TRUE;
}

static void say_winsorised(const DgmiColumn *column, const double *out, DgmiSentence **said)
{
  const DgmiSpread spread = dgmi_spread(out, column->n);
  guint above = 0, below = 0;
  for (gsize i = 0; i < column->n; i++)
  {
    above += column->x[i] > spread.max;
    below += column->x[i] < spread.min;
  }
  dgmi_say_moved(said, above, DGMI_N_("at the top"), spread.max);
  dgmi_say_moved(said, below, DGMI_N_("at the bottom"), spread.min);
}

/* Returns whether the column is flagged still. */
static gboolean winsorise(const DgmiColumn *column, double *out)
{
  memcpy(out, column->x, column->n * sizeof *out);
  DgmiMoments moments = dgmi_moments(out, column->n);
  while (dgmi_moments_flag(&moments) &&
         winsorise_once(column->x, out, column->n, column->argument[0], moments.skewness >= 0))
    moments = dgmi_moments(out, column->n);
  return dgmi_moments_flag(&moments);
}

static gboolean treat_winsor(const DgmiColumn *column, double *out, DgmiSentence **said,
                             GError **error)
{
  (void)error;
  const gboolean flagged = winsorise(column, out);
  say_winsorised(column, out, said);
  if (*said == NULL)
    *said = dgmi_sentence_new(flagged ? "flagged, but the points at the extreme are more than K"
                                      : "not flagged, left as it is");
  else if (flagged)
    *said = dgmi_sentence_new("%p, still flagged", (void *)*said);
  return TRUE;
}

static gboolean treat_jrc(const DgmiColumn *column, double *out, DgmiSentence **said,
                          GError **error)
{
  if (!winsorise(column, out))
    return treat_winsor(column, out, said, error);
  if (!dgmi_treat_log_ct(column, out, said, error))
    return FALSE;
  *said = dgmi_sentence_new("still flagged when winsorised; of the original %p", (void *)*said);
  const DgmiMoments moments = dgmi_moments(out, column->n);
  if (dgmi_moments_flag(&moments))
    *said = dgmi_sentence_new("%p, still flagged", (void *)*said);
  return TRUE;
}

const DgmiMethodInfo dgmi_method_treat_winsor = {
    DGMI_METHOD(
        TREAT, "winsor", "winsorised", "[:K]",
        "while |G1| > 2 and G2 > 3.5 and at most K points are changed (5): the points at the "
        "extreme on the skewed side, ties together, take the value of the next one inside",
        DGMI_STAYS_MISSING),
    DGMI_NUMBERS(DGMI_COUNT(0) | DGMI_COUNT(1), dgmi_check_count, 5),
    .treat = {.apply = treat_winsor, .winsorises = TRUE}};

const DgmiMethodInfo dgmi_method_treat_jrc = {
    DGMI_METHOD(TREAT, "jrc", "JRC's default (COIN Tool, COINr)", "[:K]",
                "winsor:K; log-ct of the original instead where that is still flagged",
                DGMI_STAYS_MISSING),
    DGMI_NUMBERS(DGMI_COUNT(0) | DGMI_COUNT(1), dgmi_check_count, 5),
    .treat = {.apply = treat_jrc}};
