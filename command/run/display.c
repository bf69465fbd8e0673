/* display.c: see display.h. */
#include "command/run/display.h"

#include <assert.h>

#define REPLACEMENT 0xFFFD

static guint char_width(gunichar c)
{
  if (g_unichar_iszerowidth(c))
    return 0;
  return g_unichar_iswide(c) ? 2 : 1;
}

guint dgmi_display_width(const char *text)
{
  assert(text);
  guint width = 0;
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    width += char_width(g_utf8_get_char(p));
  return width;
}

/* White space that moves the cursor elsewhere, and the line and paragraph separators. */
static gboolean is_break(gunichar c)
{
  return (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

char *dgmi_display_clean(const char *text)
{
  assert(text);
  GString *clean = g_string_new(NULL);
  for (const char *p = text; *p; p = g_utf8_next_char(p))
  {
    const gunichar c = g_utf8_get_char(p);
    if (is_break(c))
      g_string_append_c(clean, ' ');
    else
      g_string_append_unichar(clean, g_unichar_iscntrl(c) ? REPLACEMENT : c);
  }
  return g_strchomp(g_string_free(clean, FALSE));
}

char *dgmi_display_fit(char *text, guint width)
{
  assert(width >= 1);
  if (dgmi_display_width(text) <= width)
    return text;

  guint used = 1; /* the ellipsis */
  char *end = text;
  while (used + char_width(g_utf8_get_char(end)) <= width)
  {
    used += char_width(g_utf8_get_char(end));
    end = g_utf8_next_char(end);
  }
  *end = '\0';
  char *fitted = g_strconcat(text, "…", NULL);
  g_free(text);
  return fitted;
}

/* May not begin a line: closing brackets, full stops and the like. */
static gboolean clings_to_previous(gunichar c)
{
  switch (g_unichar_break_type(c))
  {
  case G_UNICODE_BREAK_CLOSE_PUNCTUATION:
  case G_UNICODE_BREAK_CLOSE_PARANTHESIS:
  case G_UNICODE_BREAK_EXCLAMATION:
  case G_UNICODE_BREAK_INFIX_SEPARATOR:
  case G_UNICODE_BREAK_NON_STARTER:
  case G_UNICODE_BREAK_QUOTATION:
  case G_UNICODE_BREAK_COMBINING_MARK:
  case G_UNICODE_BREAK_POSTFIX:
    return TRUE;
  default:
    return g_unichar_iszerowidth(c);
  }
}

/* Whether a line may end between two neighbours that are no blanks: next to an ideograph, as far
 * as punctuation allows (a small part of UAX #14). */
static gboolean may_break(gunichar previous, gunichar c)
{
  const GUnicodeBreakType before = g_unichar_break_type(previous);
  if (before == G_UNICODE_BREAK_OPEN_PUNCTUATION || before == G_UNICODE_BREAK_QUOTATION)
    return FALSE;
  if (clings_to_previous(c))
    return FALSE;
  return g_unichar_iswide(previous) || g_unichar_iswide(c);
}

/* Where the piece that begins at `p` and is not to be broken ends. */
static const char *piece_end(const char *p)
{
  gunichar previous = g_utf8_get_char(p);
  for (p = g_utf8_next_char(p); *p && *p != ' '; p = g_utf8_next_char(p))
  {
    const gunichar c = g_utf8_get_char(p);
    if (may_break(previous, c))
      break;
    previous = c;
  }
  return p;
}

void dgmi_display_wrap(GString *out, const char *text, guint width)
{
  assert(out && text);
  guint column = 0;
  for (const char *p = text; *p;)
  {
    const char *start = p;
    while (*p == ' ')
      p++;
    if (!*p)
      break;
    const char *end = piece_end(p);
    g_autofree char *piece = g_strndup(p, (gsize)(end - p));
    const guint own = dgmi_display_width(piece);
    guint blanks = (guint)(p - start);
    if (column > 0 && width > 0 && column + blanks + own > width)
    {
      g_string_append_c(out, '\n');
      column = 0;
      blanks = 0;
    }
    g_string_append_printf(out, "%*s%s", (int)blanks, "", piece);
    column += blanks + own;
    p = end;
  }
  g_string_append_c(out, '\n');
}
