#include "indicators/base/sentence.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "indicators/base/text.h"

#define MOST 16 /* arguments */

/* An argument is a text or a sentence. */
typedef struct
{
  char *text;             /* NULL of a sentence */
  DgmiSentence *sentence; /* may be NULL, which is nothing */
  gboolean is_phrase;     /* a text that may itself be translated */
} Argument;

struct _DgmiSentence
{
  const char *format; /* interned */
  guint n;
  Argument argument[MOST];
};

/* A conversion of a format, "%2$-5.3lf". */
typedef struct
{
  const char *begin, *end; /* of its text */
  guint position;          /* 1 of "%1$s"; 0 = the next one */
  guint stars;             /* widths and precisions given as arguments */
  guint longs;             /* l, ll, z, j, t */
  char size;               /* 'z', 'j', 't', 'h' or 0 */
  char type;               /* '%', or 0 where the format ends before */
} Conversion;

/* Reads the conversion that begins with the '%' at `p`. */
static Conversion read_conversion(const char *p)
{
  Conversion one = {.begin = p++};
  const gsize digits = strspn(p, "0123456789");
  if (digits > 0 && digits < 3 && p[digits] == '$')
  {
    one.position = (guint)g_ascii_strtoull(p, NULL, 10);
    p += digits + 1;
  }
  for (; *p != '\0' && strchr("-+ #'.*0123456789", *p) != NULL; p++)
    one.stars += *p == '*';
  for (; *p != '\0' && strchr("hlzjtq", *p) != NULL; p++)
  {
    one.longs += *p == 'l';
    one.size = *p == 'l' ? one.size : *p;
  }
  one.type = *p;
  one.end = *p == '\0' ? p : p + 1;
  return one;
}

/* The first conversion from `p` on that takes an argument; type 0 = none. */
static Conversion next_conversion(const char *p)
{
  while ((p = strchr(p, '%')) != NULL)
  {
    const Conversion one = read_conversion(p);
    if (one.type != '%')
      return one;
    p = one.end;
  }
  return (Conversion){.type = 0};
}

typedef struct
{
  va_list list;
} Arguments;

/* The formats are pieces of those that the compiler has checked. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static char *format_integer(const Conversion *one, const char *spec, Arguments *from)
{
  const gboolean is_signed = one->type == 'd' || one->type == 'i';
  if (one->size == 'z')
    return g_strdup_printf(spec, va_arg(from->list, size_t));
  if (one->size == 't')
    return g_strdup_printf(spec, va_arg(from->list, ptrdiff_t));
  if (one->size == 'j' && is_signed)
    return g_strdup_printf(spec, va_arg(from->list, intmax_t));
  if (one->size == 'j')
    return g_strdup_printf(spec, va_arg(from->list, uintmax_t));
  if (one->longs > 1)
    return is_signed ? g_strdup_printf(spec, va_arg(from->list, long long))
                     : g_strdup_printf(spec, va_arg(from->list, unsigned long long));
  if (one->longs == 1)
    return is_signed ? g_strdup_printf(spec, va_arg(from->list, long))
                     : g_strdup_printf(spec, va_arg(from->list, unsigned long));
  return is_signed ? g_strdup_printf(spec, va_arg(from->list, int))
                   : g_strdup_printf(spec, va_arg(from->list, unsigned));
}

static char *format_one(const Conversion *one, const char *spec, Arguments *from)
{
  switch (one->type)
  {
  case 's':
    return g_strdup_printf(spec, va_arg(from->list, const char *));
  case 'c':
    return g_strdup_printf(spec, va_arg(from->list, int));
  case 'e':
  case 'E':
  case 'f':
  case 'F':
  case 'g':
  case 'G':
    return g_strdup_printf(spec, va_arg(from->list, double));
  default:
    return format_integer(one, spec, from);
  }
}
#pragma GCC diagnostic pop

/* The conversion's text with numbers in place of its stars, which are arguments of their own. */
static char *resolve_stars(const Conversion *one, Arguments *from)
{
  GString *spec = g_string_new(NULL);
  for (const char *p = one->begin; p < one->end; p++)
    if (*p != '*')
      g_string_append_c(spec, *p);
    else
    {
      const int number = va_arg(from->list, int);
      if (number < 0 && spec->len > 0 && spec->str[spec->len - 1] == '.')
        g_string_truncate(spec, spec->len - 1); /* a negative precision is none */
      else
        g_string_append_printf(spec, "%d", number);
    }
  return g_string_free(spec, FALSE);
}

static DgmiSentence *new_sentence(const char *format)
{
  DgmiSentence *sentence = g_atomic_rc_box_new0(DgmiSentence);
  sentence->format = g_intern_string(format);
  return sentence;
}

/* Whether the conversion stands in quotes or brackets of its own. */
static gboolean is_quoted(const char *format, const Conversion *one)
{
  static const char *const quotes[][2] = {{"'", "'"}, {"“", "”"}, {"[", "]"}};
  for (guint i = 0; i < G_N_ELEMENTS(quotes); i++)
  {
    const gsize length = strlen(quotes[i][0]);
    if ((gsize)(one->begin - format) >= length &&
        memcmp(one->begin - length, quotes[i][0], length) == 0 &&
        g_str_has_prefix(one->end, quotes[i][1]))
      return TRUE;
  }
  return FALSE;
}

/* Takes `text`. */
static void add_text(DgmiSentence *sentence, const Conversion *one, char *text)
{
  assert(sentence->n < MOST);
  const gboolean is_phrase =
      one->type == 's' && one->end - one->begin == 2 && !is_quoted(sentence->format, one);
  sentence->argument[sentence->n++] = (Argument){.text = text, .is_phrase = is_phrase};
}

/* Takes `inner`. */
static void add_sentence(DgmiSentence *sentence, DgmiSentence *inner)
{
  assert(sentence->n < MOST && inner != sentence);
  sentence->argument[sentence->n++] = (Argument){.sentence = inner};
}

DgmiSentence *dgmi_sentence_new_valist(const char *format, va_list arguments)
{
  DgmiSentence *sentence = new_sentence(format);
  Arguments from;
  va_copy(from.list, arguments);
  for (Conversion one = next_conversion(sentence->format); one.type != '\0';
       one = next_conversion(one.end))
  {
    assert(one.position == 0);
    if (one.type == 'p')
    {
      add_sentence(sentence, va_arg(from.list, void *));
      continue;
    }
    g_autofree char *spec = resolve_stars(&one, &from);
    add_text(sentence, &one, format_one(&one, spec, &from));
  }
  va_end(from.list);
  return sentence;
}

DgmiSentence *dgmi_sentence_new(const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  DgmiSentence *sentence = dgmi_sentence_new_valist(format, arguments);
  va_end(arguments);
  return sentence;
}

DgmiSentence *dgmi_sentence_of_numbers(const char *format, const double *number)
{
  assert(format != NULL && number != NULL);
  DgmiSentence *sentence = new_sentence(format);
  char text[DGMI_NUMBER_SIZE];
  for (Conversion one = next_conversion(sentence->format); one.type != '\0';
       one = next_conversion(one.end))
  {
    assert(one.type == 's' && one.position == 0);
    add_text(sentence, &one, g_strdup(dgmi_number_format(*number++, text)));
  }
  return sentence;
}

DgmiSentence *dgmi_sentence_join(DgmiSentence *first, const char *format, DgmiSentence *second)
{
  if (first == NULL || second == NULL)
    return first != NULL ? first : second;
  DgmiSentence *sentence = new_sentence(format);
  add_sentence(sentence, first);
  add_sentence(sentence, second);
  return sentence;
}

DgmiSentence *dgmi_sentence_about(const char *subject, DgmiSentence *said)
{
  DgmiSentence *sentence = dgmi_sentence_new(DGMI_N_("%s: %p"), subject, (void *)said);
  sentence->argument[0].is_phrase = FALSE;
  return sentence;
}

/* ---- References ---- */

DgmiSentence *dgmi_sentence_ref(DgmiSentence *sentence)
{
  return g_atomic_rc_box_acquire(sentence);
}

static void clear_sentence(gpointer data)
{
  const DgmiSentence *sentence = data;
  for (guint i = 0; i < sentence->n; i++)
  {
    g_free(sentence->argument[i].text);
    dgmi_sentence_unref(sentence->argument[i].sentence);
  }
}

/* Atomic: sentences travel in errors, from one thread to another. */
void dgmi_sentence_unref(DgmiSentence *sentence)
{
  if (sentence != NULL)
    g_atomic_rc_box_release_full(sentence, clear_sentence);
}

/* ---- Putting together ---- */

/* Whether the translation takes the sentence's arguments, each by number or in their order. */
static gboolean fits(const DgmiSentence *sentence, const char *translation)
{
  guint n = 0, plain = 0;
  for (Conversion one = next_conversion(translation); one.type != '\0';
       one = next_conversion(one.end))
  {
    plain += one.position == 0;
    if (one.position > sentence->n)
      return FALSE;
    n++;
  }
  return n == sentence->n && (plain == 0 || plain == n);
}

static void append_argument(const DgmiSentence *sentence, guint i, DgmiTranslate translate,
                            GString *out)
{
  const Argument *argument = &sentence->argument[i];
  if (argument->sentence != NULL)
  {
    g_autofree char *text = dgmi_sentence_text(argument->sentence, translate);
    g_string_append(out, text);
  }
  else if (argument->text != NULL)
  {
    const gboolean is_asked = translate != NULL && argument->is_phrase && *argument->text != '\0';
    g_string_append(out, is_asked ? translate(argument->text) : argument->text);
  }
}

/* What is said so far. */
typedef struct
{
  const DgmiSentence *sentence;
  DgmiTranslate translate;
  GString *out;
  guint next; /* argument */
} Speech;

/* Appends what the conversion at `p` stands for; returns what follows it. */
static const char *say_conversion(Speech *speech, const char *p)
{
  const Conversion one = read_conversion(p);
  if (one.type == '%' || one.type == '\0')
    g_string_append_c(speech->out, '%');
  else
    append_argument(speech->sentence, one.position > 0 ? one.position - 1 : speech->next++,
                    speech->translate, speech->out);
  return one.end;
}

/* The letters of the key in the braces that begin at `p`; 0 = those are no key's. */
static gsize key_length(const char *p)
{
  const gsize length = *p == '{' ? strspn(p + 1, "abcdefghijklmnopqrstuvwxyz_") : 0;
  return length > 0 && strchr("@ }", p[1 + length]) != NULL && p[1 + length] != '\0' &&
                 strchr(p, '}') != NULL
             ? length
             : 0;
}

static gboolean has_options(DgmiTranslate translate)
{
  return translate != NULL && strcmp(translate(DGMI_KEYS), DGMI_KEYS_AS_OPTIONS) == 0;
}

/* Appends the key in braces at `p`, up to its value or the closing brace; returns what follows. */
static const char *say_key(Speech *speech, const char *p)
{
  const gsize length = key_length(p);
  const gboolean as_option = has_options(speech->translate), has_node = p[1 + length] == '@';
  g_autofree char *key = g_strndup(p + 1, length);
  p += 1 + length;
  if (as_option)
    g_string_append_printf(speech->out, "--%s%s", g_strdelimit(key, "_", '-'),
                           has_node || *p == ' ' ? " " : "");
  else if (has_node)
    g_string_append(speech->out, "[method ");
  if (has_node)
    p = say_conversion(speech, p + 1);
  if (as_option && has_node)
    g_string_append(speech->out, "=");
  else if (!as_option)
    g_string_append_printf(speech->out, "%s%s%s", has_node ? "] " : "", key, *p == ' ' ? "=" : "");
  return *p == ' ' ? p + 1 : p;
}

char *dgmi_sentence_text(const DgmiSentence *sentence, DgmiTranslate translate)
{
  const char *pattern = sentence->format;
  if (translate != NULL && *pattern != '\0' && fits(sentence, translate(pattern)))
    pattern = translate(pattern);
  Speech speech = {sentence, translate, g_string_new(NULL), 0};
  gboolean in_key = FALSE;
  for (const char *p = pattern; *p != '\0';)
  {
    if (*p == '%')
      p = say_conversion(&speech, p);
    else if (!in_key && key_length(p) > 0)
    {
      p = say_key(&speech, p);
      in_key = TRUE;
    }
    else if (in_key && *p == '}')
    {
      in_key = FALSE;
      p++;
    }
    else
      g_string_append_c(speech.out, *p++);
  }
  return g_string_free(speech.out, FALSE);
}

char *dgmi_say(DgmiTranslate translate, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  g_autoptr(DgmiSentence) sentence = dgmi_sentence_new_valist(format, arguments);
  va_end(arguments);
  return dgmi_sentence_text(sentence, translate);
}
