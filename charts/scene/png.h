/* png.h: an image as PNG, by libpng. Cairo's own writer says neither the resolution nor what is
 * shown, and takes four times as long: it tries filters that do not help pictures of flat colours.
 */
#pragma once

#include <glib.h>

typedef struct
{
  const guint8 *pixels; /* rows of native-endian 0x00RRGGBB, as CAIRO_FORMAT_RGB24 has them */
  guint width, height;  /* 1 to 32767 */
  gsize stride;         /* bytes from row to row */
  double dpi;           /* goes into pHYs, rounded to dots per metre; > 0 */
  const char *title;    /* UTF-8, goes into iTXt; NULL or "" = left out */
  const char *description;
  const char *author;
} DgmiImage;

/* The whole file (PNG specification, second edition): 8 bits a channel, no filter, the same bytes
 * for the same image. NULL with DGMI_ERROR_IO where libpng finds no memory. */
GBytes *dgmi_png_encode(const DgmiImage *image, GError **error) G_GNUC_WARN_UNUSED_RESULT;
