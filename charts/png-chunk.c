#include "charts/png-chunk.h"

#include <math.h>
#include <string.h>

#define SIGNATURE_SIZE 8
#define HEADER_SIZE 25 /* IHDR: length, type, 13 bytes of data, checksum */

/* CRC-32 as the PNG specification's annex D has it; the chunks here are short, no table is needed. */
static guint32 checksum(const guint8 *data, gsize length)
{
  guint32 crc = 0xFFFFFFFFu;
  for (gsize i = 0; i < length; i++)
  {
    crc ^= data[i];
    for (int bit = 0; bit < 8; bit++)
      crc = crc & 1 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
  }
  return crc ^ 0xFFFFFFFFu;
}

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
  g_byte_array_append(out, data->data, data->len);
  append_number(out, checksum(out->data + start, out->len - start));
}

void dgmi_png_add_resolution(GByteArray *chunks, double dpi)
{
  g_assert(dpi > 0 && dpi < 1e6);
  guint32 per_metre = (guint32)lround(dpi / 0.0254);
  g_autoptr(GByteArray) data = g_byte_array_new();
  append_number(data, per_metre);
  append_number(data, per_metre);
  g_byte_array_append(data, (const guint8 *)"\1", 1); /* the unit is the metre */
  append_chunk(chunks, "pHYs", data);
}

void dgmi_png_add_text(GByteArray *chunks, const char *keyword, const char *text)
{
  gsize length = strlen(keyword);
  g_assert(length >= 1 && length <= 79);
  g_autoptr(GByteArray) data = g_byte_array_new();
  g_byte_array_append(data, (const guint8 *)keyword, (guint)length + 1);
  /* not compressed, no compression method, no language, no translated keyword */
  g_byte_array_append(data, (const guint8 *)"\0\0\0", 4);
  g_byte_array_append(data, (const guint8 *)text, (guint)strlen(text));
  append_chunk(chunks, "iTXt", data);
}

void dgmi_png_insert(GByteArray *png, const GByteArray *chunks)
{
  const guint at = SIGNATURE_SIZE + HEADER_SIZE;
  g_assert(png->len > at && memcmp(png->data + 12, "IHDR", 4) == 0);
  guint tail = png->len - at;
  g_byte_array_set_size(png, png->len + chunks->len);
  memmove(png->data + at + chunks->len, png->data + at, tail);
  memcpy(png->data + at, chunks->data, chunks->len);
}
