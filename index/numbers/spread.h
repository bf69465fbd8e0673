/* spread.h: a column's range, and its values on [-1, 1] and back, without overflow at any
 * magnitude. */
#pragma once

#include <glib.h>

typedef struct
{
  gsize n; /* values, missing ones left out; with 0 the rest is NaN */
  double min, max;
  double middle; /* of min and max */
  double half;   /* of their difference; 0 where all values are equal */
} DgmiSpread;

DgmiSpread dgmi_spread(const double *x, gsize n);

/* 0 where all values are equal; missing stays missing. */
double dgmi_spread_scale(const DgmiSpread *spread, double x);
double dgmi_spread_unscale(const DgmiSpread *spread, double scaled);
