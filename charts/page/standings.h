/* standings.h: what a ranking says, as a sentence for the alt text. */
#pragma once

#include "charts/page/words.h"

typedef struct
{
  const char *name; /* must not be NULL */
  const char *rank; /* as printed; NULL or no number: counted */
  double value;     /* NaN = no score */
  gboolean highlighted;
} DgmiPrintedStanding;

/* "Denmark leads with 0.9717; China is 43rd of 193": who leads (and with how many it shares that),
 * and where up to three highlighted units stand, of the `n_ranked` that the printed ranks count.
 * Free with g_free(). O(n) for each unit mentioned. */
char *dgmi_standings_sentence(const DgmiWords *words, const DgmiPrintedStanding *standings, guint n,
                              guint n_ranked, int digits) G_GNUC_WARN_UNUSED_RESULT;

/* "Denmark is 1st of 10": where the values are ranks. Free with g_free(). */
char *dgmi_standings_first(const DgmiWords *words, const DgmiPrintedStanding *standings, guint n,
                           guint n_ranked) G_GNUC_WARN_UNUSED_RESULT;
