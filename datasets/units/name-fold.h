/* name-fold.h: what two spellings of one name have in common. */
#pragma once

#include <glib.h>

typedef enum
{
  DGMI_FOLD_KEY = 0,        /* words run together: "cotedivoire" */
  DGMI_FOLD_WORDS = 1 << 0, /* a blank after each word: "republic of korea " */
  DGMI_FOLD_MARKS = 1 << 1  /* accents and tone marks stay, decomposed */
} DgmiFold;

/* Appends to `out` what is left of `name` (valid UTF-8) when letter case, accents, punctuation,
 * full-width forms and the word "the" do not count, "&" is "and" and "St" is "Saint". Chinese
 * characters stay as they are. Returns whether the name has accents or tone marks. */
gboolean dgmi_name_fold(const char *name, DgmiFold fold, GString *out);
