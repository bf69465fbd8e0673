/* rows-inside.h: what laying rows out (rows.c) and drawing them (rows-draw.c) share. */
#pragma once

#include "charts/page/rows.h"

/* Px. */
#define ROWS_EDGE 4.0        /* width of a band's coloured edge */
#define ROWS_EDGE_GAP 8.0    /* from the edge to the rank */
#define ROWS_NAME_GAP 10.0   /* from the name to the plot */
#define ROWS_KEY_WIDTH 12.0  /* for a group's mark, between name and plot */
#define ROWS_HEADING_GAP 6.0 /* between a band's name and its range */

/* The weight of a row's rank and name. */
DgmiWeight dgmi_rows_weight(const DgmiRow *row);

/* Px that the name and range of a band take at `size`. */
double dgmi_rows_heading_width(const DgmiPage *page, const DgmiBand *band, double size);
