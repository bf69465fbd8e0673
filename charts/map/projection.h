/* projection.h: equal-area projections: areas on the page are as large as on the globe, by a common
 * factor. Pure functions. */
#pragma once

#include <glib.h>

typedef enum
{
  DGMI_EQUAL_EARTH, /* the world: B. Šavrič, T. Patterson, B. Jenny, "The Equal Earth map
                       projection" (2018) */
  DGMI_ALBERS       /* a region: Albers' conic with two standard parallels; J. P. Snyder, "Map
                       Projections: A Working Manual" (1987), section 14; cylindrical where the
                       parallels lie opposite each other */
} DgmiProjectionKind;

typedef struct
{
  DgmiProjectionKind kind;
  double longitude; /* in the middle, degrees */
  double latitude;  /* Albers: of y = 0 */
  double cone;      /* Albers: n; 0 = cylindrical */
  double constant;  /* Albers: C */
  double offset;    /* Albers: rho at `latitude` */
  double scale;     /* cylindrical: cosine of the standard parallel */
} DgmiProjection;

/* The world around longitude 0. */
void dgmi_projection_world(DgmiProjection *projection);

/* A region in degrees; standard parallels a sixth of its height from its ends. */
void dgmi_projection_region(double west, double south, double east, double north,
                            DgmiProjection *projection);

/* Degrees to the plane, on a globe of radius 1; y upwards. Finite for finite longitudes and
 * latitudes of -90 to 90. */
void dgmi_project(const DgmiProjection *projection, double longitude, double latitude, double *x,
                  double *y);
