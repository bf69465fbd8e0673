/* scale.h: from data to px, and ticks at numbers that people read easily. Pure functions. */
#pragma once

#include <glib.h>

typedef enum
{
  DGMI_SCALE_LINEAR,
  DGMI_SCALE_LOG /* both ends of the domain > 0 */
} DgmiScaleKind;

/* Data `low` lies at px `from`, `high` at `to` (which may be the smaller: y axes). low < high. */
typedef struct
{
  DgmiScaleKind kind;
  double low, high;
  double from, to;
} DgmiScale;

/* The px of `value`; beyond the ends it goes on in the same way. */
double dgmi_scale_map(const DgmiScale *scale, double value);

#define DGMI_MAX_TICKS 24

typedef struct
{
  double at[DGMI_MAX_TICKS]; /* rising */
  guint n;                   /* >= 2 */
  int digits;                /* decimals that tell the ticks apart */
} DgmiTicks;

/* Ticks that cover `low` to `high` (finite; swapped or equal ends are widened): a multiple of 1, 2
 * or 5 x 10^k apart, about `wanted` (2 to 12) of them, the first at or below `low`, the last at or
 * above `high`. 0 is exact where it is a tick. */
void dgmi_ticks_linear(double low, double high, guint wanted, DgmiTicks *ticks);

/* The same for a logarithmic axis (1e-300 <= low <= high <= 1e300): powers of ten, with 2 and 5
 * times them where there is room, each n-th power where there is not. */
void dgmi_ticks_log(double low, double high, guint wanted, DgmiTicks *ticks);
