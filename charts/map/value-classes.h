/* value-classes.h: numbers sorted into a few classes for shading. Pure functions. */
#pragma once

#include <glib.h>

#define DGMI_VALUE_CLASSES 5 /* as many as there can be without own bounds */
#define DGMI_VALUE_CLASSES_MAX 9

typedef enum
{
  DGMI_CLASSES_EQUAL,     /* of the same width, bounds at round numbers */
  DGMI_CLASSES_QUANTILES, /* of about as many values each */
  DGMI_CLASSES_OWN        /* the index's own */
} DgmiClassMethod;

/* Class `i` (0 = the highest values) reaches from bound[i + 1] up to bound[i]; a value on a bound
 * belongs to the class above it, the largest value to the first class. */
typedef struct
{
  double bound[DGMI_VALUE_CLASSES_MAX + 1]; /* falling */
  guint n;                                  /* classes; 0 = no value */
  int digits;                               /* decimals that tell the bounds apart */
} DgmiValueClasses;

/* Bounds for `n` values, NaN left out. EQUAL: 5 classes whose bounds are multiples of a round
 * number; 4 or fewer where 5 would reach beyond 1 or 100 for scores up to these. QUANTILES: R's
 * type 7 at each fifth, rounded to `digits` decimals; bounds that coincide are one. All values
 * equal: one class. */
void dgmi_value_classes(const double *values, guint n, DgmiClassMethod method, int digits,
                        DgmiValueClasses *classes);

/* The class of a value, -1 for NaN. */
int dgmi_value_class_of(const DgmiValueClasses *classes, double value);
