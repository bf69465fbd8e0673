/* chart.h: from an index to a picture: each kind's input is filled by one file (chart-KIND.c). */
#pragma once

#include "charts/chart-module.h"
#include "command/verb.h"

/* What a kind adds to a drawing. Strings are owned and freed with it. */
typedef struct
{
  const char *kind;
  gpointer input; /* the kind's own struct (charts/chart-KIND.h) */
  GDestroyNotify free_input;
  char *title, *subtitle; /* used unless the user gives their own */
  DgmiGrid *data;         /* for --data-out */
} DgmiDrawing;

/* Fills a drawing of a computed study; `study->language` is one that the fonts can show. FALSE with
 * failures in run->messages. */
typedef gboolean (*DgmiDrawingFunc)(DgmiRun *run, DgmiStudy *study, DgmiDrawing *drawing);

/* One for each row of charts/chart-kinds.h. */
gboolean dgmi_fill_rank(DgmiRun *run, DgmiStudy *study, DgmiDrawing *drawing);

/* The units that --highlight names; n_units flags, NULL with a failure. Free with g_free(). */
gboolean *dgmi_highlighted_units(DgmiRun *run, DgmiStudy *study) G_GNUC_WARN_UNUSED_RESULT;
