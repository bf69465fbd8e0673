/* png-chunk.h: the chunks of a PNG that Cairo does not write (PNG specification, 11.3). */
#pragma once

#include <glib.h>

/* Appends a pHYs chunk: `dpi` dots per inch, rounded to dots per metre. */
void dgmi_png_add_resolution(GByteArray *chunks, double dpi);

/* Appends an iTXt chunk: `keyword` (Latin-1, 1 to 79 bytes) and UTF-8 `text`. */
void dgmi_png_add_text(GByteArray *chunks, const char *keyword, const char *text);

/* Inserts `chunks` into a whole PNG, behind its header chunk. */
void dgmi_png_insert(GByteArray *png, const GByteArray *chunks);
