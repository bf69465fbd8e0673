/* kendall.h: Kendall's coefficient of sorted pairs; for correlation.c and correlations.c
 * alone. */
#pragma once

#include <glib.h>

typedef struct
{
  double x, y;
} DgmiPair;

typedef struct
{
  double tau; /* tau-b; NaN where a series is constant */
  double z;   /* its distance from 0 in standard deviations under independence, given the ties */
} DgmiKendall;

/* Of pairs[m], m >= 2, sorted by x, then y; `work` has room for m. Changes both. */
DgmiKendall dgmi_kendall_sorted(DgmiPair *pairs, DgmiPair *work, gsize m);
