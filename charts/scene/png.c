#include "charts/scene/png.h"

#include "indicators/base/error.h"

#include <math.h>
#include <png.h>
#include <setjmp.h>

/* Level 1 of 9: measured on charts, 3 makes files 3 % smaller in 1.3 times the time, 6 makes them
 * 10 % smaller in up to four times. */
#define COMPRESSION_LEVEL 1

#define BUFFER_SIZE 65536

/* What libpng is at work on. It leaves a failed call by a long jump: all that has to outlive one
 * stands here, in the frame of the function that cleans up. */
typedef struct
{
  png_structp png;
  png_infop info;
  GByteArray *out;
  char *trouble; /* what libpng said, or NULL */
} Encoding;

static void take_error(png_structp png, png_const_charp message)
{
  Encoding *encoding = png_get_error_ptr(png);
  encoding->trouble = g_strdup(message);
  png_longjmp(png, 1);
}

/* libpng warns of what a reader may not like; a library prints nothing. */
static void take_warning(png_structp png, png_const_charp message)
{
  (void)png;
  (void)message;
}

static void append_bytes(png_structp png, png_bytep data, size_t length)
{
  GByteArray *out = png_get_io_ptr(png);
  g_byte_array_append(out, data, (guint)length);
}

static void flush_nothing(png_structp png)
{
  (void)png;
}

/* libpng copies the text. */
static void set_text(const Encoding *encoding, const char *keyword, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  png_text chunk = {.compression = PNG_ITXT_COMPRESSION_NONE,
                    .key = (char *)keyword,
                    .text = (char *)text,
                    .lang = (char *)"",
                    .lang_key = (char *)""};
  png_set_text(encoding->png, encoding->info, &chunk, 1);
}

static void set_header(const Encoding *encoding, const DgmiImage *image)
{
  const png_uint_32 per_metre = (png_uint_32)lround(image->dpi / 0.0254);
  png_set_IHDR(encoding->png, encoding->info, image->width, image->height, 8, PNG_COLOR_TYPE_RGB,
               PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_pHYs(encoding->png, encoding->info, per_metre, per_metre, PNG_RESOLUTION_METER);
  set_text(encoding, "Title", image->title);
  set_text(encoding, "Description", image->description);
  set_text(encoding, "Author", image->author);
}

/* Has libpng take a pixel of four bytes as Cairo lays them out: blue first on little-endian
 * machines, the unused byte first on others. */
static void set_pixel_layout(png_structp png)
{
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
  png_set_bgr(png);
  png_set_filler(png, 0, PNG_FILLER_AFTER);
#else
  png_set_filler(png, 0, PNG_FILLER_BEFORE);
#endif
}

/* Every failure of libpng ends here with FALSE: no variable of this frame is changed and then read
 * after the jump. */
static gboolean encode(const Encoding *encoding, const DgmiImage *image)
{
  if (setjmp(png_jmpbuf(encoding->png)) != 0)
    return FALSE;
  png_set_write_fn(encoding->png, encoding->out, append_bytes, flush_nothing);
  png_set_compression_level(encoding->png, COMPRESSION_LEVEL);
  png_set_compression_buffer_size(encoding->png, BUFFER_SIZE);
  png_set_filter(encoding->png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
  set_header(encoding, image);
  png_write_info(encoding->png, encoding->info);
  set_pixel_layout(encoding->png);
  for (guint y = 0; y < image->height; y++)
    png_write_row(encoding->png, image->pixels + y * image->stride);
  png_write_end(encoding->png, NULL);
  return TRUE;
}

GBytes *dgmi_png_encode(const DgmiImage *image, GError **error)
{
  g_assert(image->width >= 1 && image->width <= 32767);
  g_assert(image->height >= 1 && image->height <= 32767);
  g_assert(image->dpi > 0 && image->dpi < 1e6);
  g_autoptr(GByteArray) out = g_byte_array_new();
  Encoding encoding = {.out = out};
  encoding.png =
      png_create_write_struct(PNG_LIBPNG_VER_STRING, &encoding, take_error, take_warning);
  if (encoding.png != NULL)
    encoding.info = png_create_info_struct(encoding.png);
  const gboolean done = encoding.info != NULL && encode(&encoding, image);
  png_destroy_write_struct(&encoding.png, &encoding.info);
  g_autofree char *trouble = encoding.trouble;
  if (done)
    return g_byte_array_free_to_bytes(g_steal_pointer(&out));
  dgmi_error_set(error, DGMI_ERROR_IO, "the picture cannot be drawn: %s",
                 trouble != NULL ? trouble : "libpng");
  return NULL;
}
