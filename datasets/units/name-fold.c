#include "datasets/units/name-fold.h"

#include <assert.h>
#include <string.h>

/* A name on its way: the word being written begins at `start`. */
typedef struct
{
  GString *out;
  gsize start;
  DgmiFold fold;
  gboolean marked;
} Folding;

static void end_word(Folding *folding)
{
  const char *word = folding->out->str + folding->start;
  if (strcmp(word, "the") == 0)
    g_string_truncate(folding->out, folding->start);
  else if (strcmp(word, "st") == 0)
    g_string_overwrite(folding->out, folding->start, "saint");
  if ((folding->fold & DGMI_FOLD_WORDS) != 0 && folding->out->len > folding->start)
    g_string_append_c(folding->out, ' ');
  folding->start = folding->out->len;
}

/* Characters inside a word that do not end it: apostrophes, and those that are not seen. */
static gboolean is_silent(gunichar c)
{
  static const gunichar apostrophes[] = {'\'', '`', 0xb4, 0x2bb, 0x2bc, 0x2018, 0x2019, 0xff07};
  for (gsize i = 0; i < G_N_ELEMENTS(apostrophes); i++)
    if (c == apostrophes[i])
      return TRUE;
  return c >= 0x80 && g_unichar_type(c) == G_UNICODE_FORMAT;
}

/* Adds a character that does not decompose. */
static void add_simple(Folding *folding, gunichar c)
{
  if (c == '&')
  {
    end_word(folding);
    g_string_append(folding->out, "and");
    end_word(folding);
  }
  else if (g_unichar_ismark(c))
  {
    folding->marked = TRUE;
    if ((folding->fold & DGMI_FOLD_MARKS) != 0)
      g_string_append_unichar(folding->out, c);
  }
  else if (g_unichar_isalnum(c))
    g_string_append_unichar(folding->out, g_unichar_tolower(c));
  else
    end_word(folding);
}

static void add_character(Folding *folding, gunichar c)
{
  if (c < 0x80 && g_ascii_isalnum((char)c)) /* most are */
    g_string_append_c(folding->out, g_ascii_tolower((char)c));
  else if (c < 0x80 || (c >= 0x4e00 && c <= 0x9fff))
  {
    if (!is_silent(c))
      add_simple(folding, c);
  }
  else if (!is_silent(c))
  {
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    const gsize n = g_unichar_fully_decompose(c, TRUE, parts, G_N_ELEMENTS(parts));
    for (gsize i = 0; i < n; i++)
      add_simple(folding, parts[i]);
  }
}

gboolean dgmi_name_fold(const char *name, DgmiFold fold, GString *out)
{
  assert(name != NULL && out != NULL);
  Folding folding = {.out = out, .start = out->len, .fold = fold};
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char(p))
    add_character(&folding, g_utf8_get_char(p));
  end_word(&folding);
  return folding.marked;
}
