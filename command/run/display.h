/* display.h: text on a terminal, where a Chinese character is two columns wide.
 *
 * Widths are terminal columns: two for a wide or full-width East Asian character, none for a
 * combining or zero-width one, one for any other. All text is valid UTF-8. */
#pragma once

#include <glib.h>

guint dgmi_display_width(const char *text);

/* A copy of `text` fit for one line of a terminal: tabs and line breaks are blanks, other control
 * characters (escape sequences begin with one) are U+FFFD, trailing blanks are gone. */
char *dgmi_display_clean(const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* Cuts clean `text` in place of its end by "…" where it is wider than `width` (at least 1). Takes
 * `text`, returns it or what replaces it. */
char *dgmi_display_fit(char *text, guint width) G_GNUC_WARN_UNUSED_RESULT;

/* Appends clean `text` in lines of at most `width` (0 = one line), each ended by a newline. Lines
 * break at blanks and between ideographs; a longer word (a URL) stays whole. */
void dgmi_display_wrap(GString *out, const char *text, guint width);
