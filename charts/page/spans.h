/* spans.h: units as rows with a range of ranks each: a bar from one rank to another, a hair line
 * from the least to the most, a diamond at the nominal rank, a word at the end; each column of
 * rows has its own axis. What the charts `uncertainty` and `weights` share. */
#pragma once

#include "charts/page/unit-rows.h"

typedef struct
{
  double low, high;   /* the bar; NaN = none */
  double least, most; /* the hair line; NaN = none */
  double nominal;     /* the diamond; NaN = none */
  DgmiColour colour;  /* of the bar */
  DgmiHatch hatch;    /* with its colour */
  DgmiColour hatch_colour;
  const char *end;   /* printed at the end of the row; NULL = nothing */
  const char *title; /* of the row, the bar and the diamond */
} DgmiSpan;

typedef struct
{
  const DgmiUnitList *list;
  const DgmiSpan *spans; /* as the list's units */
  const DgmiLegend *legend;
} DgmiSpans;

/* Lays out the page, draws it from title to footer and closes it. FALSE with DGMI_ERROR_USAGE if a
 * fixed page has no room. */
gboolean dgmi_spans_draw(const DgmiSpans *spans, DgmiPage *page, GPtrArray *strings,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
