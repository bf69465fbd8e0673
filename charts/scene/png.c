#include "charts/scene/png.h"

#include <math.h>
#include <string.h>
#include <zlib.h>

/* Level 1 of 9: measured on charts, 3 makes files 3 % smaller in 1.3 times the time, 6 makes them
 * 10 % smaller in up to four times. */
#define COMPRESSION_LEVEL 1

#define BUFFER_SIZE 65536

static void append_number(GByteArray *out, guint32 number)
{
  guint32 big = GUINT32_TO_BE(number);
  g_byte_array_append(out, (const guint8 *)&big, sizeof big);
}

static void append_chunk(GByteArray *out, const char *type, const GByteArray *data)
{
  g_assert(strlen(type) == 4);
  append_number(out, data->len);
  guint start = out->len;
  g_byte_array_append(out, (const guint8 *)type, 4);
  if (data->len > 0)
    g_byte_array_append(out, data->data, data->len);
  append_number(out, (guint32)crc32(0, out->data + start, out->len - start));
}

static void append_header(GByteArray *out, const DgmiImage *image)
{
  /* 8 bits, colour type RGB, deflate, the five filters, not interlaced */
  static const guint8 kind[] = {8, 2, 0, 0, 0};
  g_autoptr(GByteArray) data = g_byte_array_new();
  append_number(data, image->width);
  append_number(data, image->height);
  g_byte_array_append(data, kind, sizeof kind);
  append_chunk(out, "IHDR", data);
}

static void append_resolution(GByteArray *out, double dpi)
{
  guint32 per_metre = (guint32)lround(dpi / 0.0254);
  g_autoptr(GByteArray) data = g_byte_array_new();
  append_number(data, per_metre);
  append_number(data, per_metre);
  g_byte_array_append(data, (const guint8 *)"\1", 1); /* the unit is the metre */
  append_chunk(out, "pHYs", data);
}

static void append_text(GByteArray *out, const char *keyword, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_autoptr(GByteArray) data = g_byte_array_new();
  g_byte_array_append(data, (const guint8 *)keyword, (guint)strlen(keyword) + 1);
  /* not compressed, no compression method, no language, no translated keyword */
  g_byte_array_append(data, (const guint8 *)"\0\0\0", 4);
  g_byte_array_append(data, (const guint8 *)text, (guint)strlen(text));
  append_chunk(out, "iTXt", data);
}

/* Row `y` as PNG has it: the filter (none), then red, green, blue of each pixel. */
static void unpack_row(const DgmiImage *image, guint y, guint8 *row)
{
  const guint8 *from = image->pixels + y * image->stride;
  *row++ = 0;
  for (guint x = 0; x < image->width; x++)
  {
    guint32 pixel;
    memcpy(&pixel, from + 4 * (gsize)x, sizeof pixel);
    *row++ = (guint8)(pixel >> 16);
    *row++ = (guint8)(pixel >> 8);
    *row++ = (guint8)pixel;
  }
}

/* Lets zlib work until it has taken all its input (or, to finish, given all its output). */
static void deflate_into(z_stream *stream, GByteArray *data, int flush)
{
  guint8 buffer[BUFFER_SIZE];
  do
  {
    stream->next_out = buffer;
    stream->avail_out = sizeof buffer;
    int status = deflate(stream, flush);
    g_assert(status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR);
    g_byte_array_append(data, buffer, (guint)(sizeof buffer - stream->avail_out));
  } while (stream->avail_out == 0);
}

static void append_pixels(GByteArray *out, const DgmiImage *image)
{
  g_autoptr(GByteArray) data = g_byte_array_new();
  gsize size = 1 + 3 * (gsize)image->width;
  g_autofree guint8 *row = g_malloc(size);
  z_stream stream = {0};
  int status = deflateInit(&stream, COMPRESSION_LEVEL);
  g_assert(status == Z_OK); /* else memory has run out, where GLib ends the process too */
  for (guint y = 0; y < image->height; y++)
  {
    unpack_row(image, y, row);
    stream.next_in = row;
    stream.avail_in = (uInt)size;
    deflate_into(&stream, data, Z_NO_FLUSH);
  }
  deflate_into(&stream, data, Z_FINISH);
  deflateEnd(&stream);
  append_chunk(out, "IDAT", data);
}

GBytes *dgmi_png_encode(const DgmiImage *image)
{
  g_assert(image->width >= 1 && image->width <= 32767);
  g_assert(image->height >= 1 && image->height <= 32767);
  g_assert(image->dpi > 0 && image->dpi < 1e6);
  static const guint8 signature[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  g_autoptr(GByteArray) out = g_byte_array_new();
  g_autoptr(GByteArray) nothing = g_byte_array_new();
  g_byte_array_append(out, signature, sizeof signature);
  append_header(out, image);
  append_resolution(out, image->dpi);
  append_text(out, "Title", image->title);
  append_text(out, "Description", image->description);
  append_text(out, "Author", image->author);
  append_pixels(out, image);
  append_chunk(out, "IEND", nothing);
  return g_byte_array_free_to_bytes(g_steal_pointer(&out));
}
