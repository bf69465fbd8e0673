/* request.h: what to draw of an opened index, and the analyses that some kinds draw.
 *
 * Everything is the caller's, is read while the picture is drawn and not kept. */
#pragma once

#include "index/opened/index.h"
#include "index/tables/grid.h"

G_BEGIN_DECLS

/* A unit in an analysis of ranks. NaN = not known. */
typedef struct
{
  const char *code;
  const char *name; /* of a unit that the index does not know; NULL = the code */
  double rank, score;
  double low, high;   /* the interval of ranks, or the best and the worst rank of all weights */
  double least, most; /* the full range of ranks */
  double first_share; /* of draws or weights that put it first, 0 to 1 */
  gboolean estimated; /* the share is no exact one */
} DgmiChartRank;

/* Ranks under many draws, or under all weights. */
typedef struct
{
  const DgmiChartRank *units;
  guint n_units;
  const double *shares; /* shares[unit * n_ranks + rank - 1], 0 to 1: how often a unit has a rank;
                           NULL = not known */
  guint n_ranks;
  const char *drawn;     /* what was drawn, for the subtitle; NULL = not said */
  const DgmiGrid *table; /* the same, a row a unit, for the table of the picture; NULL = none */
} DgmiChartRanks;

/* What a source of uncertainty explains: first-order and total indices with their intervals. */
typedef struct
{
  const char *input; /* as vary names it: "weights:25%" */
  double s1, s1_low, s1_high;
  double st, st_low, st_high;
} DgmiChartSource;

typedef struct
{
  const DgmiChartSource *sources;
  guint n_sources;
  const char *drawn;     /* as above */
  const char *output;    /* whose variance it is: "the rank of China"; with `drawn` */
  const DgmiGrid *table; /* a row a source; NULL = none */
} DgmiChartSources;

typedef enum
{
  DGMI_CHART_SVG,
  DGMI_CHART_PDF,
  DGMI_CHART_PNG
} DgmiChartFormat;

/* Zeros are the defaults of all but `kind`. Words are those of the command, whose help and
 * `dgmi list charts` tell of them. */
typedef struct
{
  const char *kind; /* "rank", "stack", … */
  const char *as;   /* shape of the kind; NULL = its first */
  const char *const
      *arguments;           /* units or nodes that the kind takes; NULL-terminated, NULL = none */
  const char *const *units; /* shown alone; NULL = all */
  const char *const *highlight;     /* units; NULL = those that the index names */
  guint top;                        /* the first so many; 0 = all */
  const char *group;                /* rank: a column to group by */
  int from, to;                     /* change: years; 0 = the first, the last */
  const DgmiIndexRequest *editions; /* change: how the editions are opened; NULL = the family of the
                                       index, as published */
  gboolean log;                     /* scatter: the first axis is logarithmic */
  const char *map;                  /* map: GeoJSON file; NULL = tiles */
  const char *classes;              /* map: "equal" (NULL), "quantiles", "own" */
  const char *palette;              /* "viridis", "cividis", "puor", "grey"; NULL = the theme's */

  /* ternary, weights: which weights. */
  const char *node;          /* whose parts; NULL = the index */
  const char *const *bounds; /* "LOW..HIGH", "NODE=LOW..HIGH"; NULL-terminated, NULL = none */
  const char *within;        /* "25%" of the weights; NULL = no limit */

  /* uncertainty, sensitivity, weights: the analysis, or how it is made where it is NULL. */
  const DgmiChartRanks *ranks; /* rank takes it too, for its intervals */
  const DgmiChartSources *sources;
  const char *const *vary; /* "weights:25%", … NULL-terminated; NULL = that */
  guint64 draws;           /* 0 = 100,000 */
  guint64 seed;            /* 0 = 1 */
  guint threads;           /* 0 = as many as the machine has */

  const char *title, *subtitle, *source; /* NULL = what the kind and the index say, "" = none */
  const char *size;     /* "slide", "a4", "column", "WIDTH", "WIDTHxHEIGHT" in px; NULL = "960" */
  const char *theme;    /* "light" (NULL), "dark", "print" */
  double dpi;           /* PNG; 0 = 96 */
  gint64 created;       /* PDF: seconds since 1970, where it is dated */
  gboolean is_dated;    /* FALSE: without a date, so that the same input gives the same bytes */
  gpointer reserved[8]; /* zeros */
} DgmiChartRequest;

G_END_DECLS
