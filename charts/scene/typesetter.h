/* typesetter.h: how wide and high text is, where it wraps, and whether it can be shown at all.
 *
 * Text is measured through Pango without hinting, so that every size and resolution has the same
 * proportions and the SVG, the PDF and the PNG agree. Fonts: Noto Sans (fonts-noto-core), Noto Sans
 * CJK SC (fonts-noto-cjk), DejaVu Sans, then whatever the system has. A typesetter keeps what it
 * has shaped: asking twice costs a look-up. One thread at a time. */
#pragma once

#include <glib.h>

/* As CSS lists them, for the SVG writer; Pango gets the same families. */
#define DGMI_FONT_FAMILIES "Noto Sans,Noto Sans CJK SC,Microsoft YaHei,PingFang SC,DejaVu Sans"

typedef enum
{
  DGMI_WEIGHT_REGULAR,
  DGMI_WEIGHT_SEMIBOLD,
  DGMI_WEIGHT_BOLD
} DgmiWeight;

/* What wrapped text may take up. */
typedef struct
{
  double width; /* px */
  guint lines;  /* at least 1 */
} DgmiTextRoom;

typedef struct _DgmiTypesetter DgmiTypesetter;

/* `language`: "en" or "zh"; decides the shape of Chinese characters. */
DgmiTypesetter *dgmi_typesetter_new(const char *language) G_GNUC_WARN_UNUSED_RESULT;
DgmiTypesetter *dgmi_typesetter_ref(DgmiTypesetter *typesetter);
void dgmi_typesetter_unref(DgmiTypesetter *typesetter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiTypesetter, dgmi_typesetter_unref)

/* Px that one line of `text` takes at `size` px. */
double dgmi_typesetter_width(DgmiTypesetter *typesetter, const char *text, double size,
                             DgmiWeight weight);

/* Px above and below the baseline that the first font reserves at `size` px: a text's box. Glyphs
 * of the other fonts lie within. */
double dgmi_typesetter_ascent(const DgmiTypesetter *typesetter, double size);
double dgmi_typesetter_descent(const DgmiTypesetter *typesetter, double size);
double dgmi_typesetter_line(const DgmiTypesetter *typesetter, double size); /* their sum */

/* `text` as at most `room.lines` lines of at most `room.width` px, broken at spaces or between
 * Chinese characters, inside a word only where a word is too wide. What does not fit ends in "…";
 * *cut (may be NULL) then is TRUE. At least one line; NULL-terminated, free with g_strfreev(). */
char **dgmi_typesetter_wrap(DgmiTypesetter *typesetter, const char *text, double size,
                            DgmiWeight weight, DgmiTextRoom room,
                            gboolean *cut) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the installed fonts have every character of `text`. */
gboolean dgmi_typesetter_can_show(DgmiTypesetter *typesetter, const char *text);

/* The Debian package whose font has the characters of `text` that cannot be shown. */
const char *dgmi_typesetter_package(const char *text);

/* `text` as it is drawn: valid UTF-8, control characters and line ends as spaces, runs of spaces as
 * one, none at the ends (as XML readers have it). Free with g_free(). */
char *dgmi_text_clean(const char *text) G_GNUC_WARN_UNUSED_RESULT;
