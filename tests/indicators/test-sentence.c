/* Sentences: their English is what printf writes, and they are put together in other languages. */
#include "indicators/base/language.h"
#include "indicators/base/messages.h"

#include "tests/shared/program.h"
#include <locale.h>
#include <string.h>

static char *text_of(DgmiSentence *sentence, DgmiTranslate translate)
{
  char *text = dgmi_sentence_text(sentence, translate);
  dgmi_sentence_unref(sentence);
  return text;
}

#define SAME(...)                                                                                  \
  do                                                                                               \
  {                                                                                                \
    g_autofree char *expected = g_strdup_printf(__VA_ARGS__);                                      \
    g_autofree char *found = text_of(dgmi_sentence_new(__VA_ARGS__), NULL);                        \
    g_assert_cmpstr(found, ==, expected);                                                          \
  } while (0)

static void test_formats(void)
{
  SAME("nothing");
  SAME("100 %% sure: %s%%", "yes");
  SAME("%5d|%-5d|%05d|%+d|% d|%i", 42, 42, 42, 42, 42, -7);
  SAME("%x %X %#x %o %c", 255u, 255u, 255u, 8u, 'z');
  SAME("%ld %lu %lld %llu %zu %hd", -1L, 1UL, -1LL, 1ULL, (size_t)7, (short)3);
  SAME("%" G_GUINT64_FORMAT " and %" G_GINT64_FORMAT, G_MAXUINT64, G_MININT64);
  SAME("%.3f %10.2f %-10.1f| %g %e %.0f %.2g", 3.14159, 2.5, 2.5, 1e-7, 12.5, 0.5, 1234.5);
  SAME("%.*s|%*d|%-*d|%.*f", 3, "abcdef", 6, 42, 6, 42, 2, 1.005);
  SAME("%.*s|", -1, "all of it");
  SAME("%10s|%-10s|%.2s", "a", "b", "cde");
  SAME("%s", "50 % of %s");
}

static void test_random(void)
{
  for (int i = 0; i < 2000; i++)
  {
    const int number = g_test_rand_int();
    const double x = g_test_rand_double_range(-1e6, 1e6);
    g_autofree char *word = g_strnfill(g_test_rand_int_range(0, 9), (char)('a' + i % 26));
    SAME("%d '%s' %.3f %*u; %s%%%x", number, word, x, i % 30, (guint)number, word, (guint)number);
  }
}

static const char *chinese(const char *text)
{
  static const char *const pairs[][2] = {
      {"'%s' of %s is %d", "%2$s的“%1$s”为 %3$d"},
      {"it is %s", "它是%s"},
      {"they call it '%s'", "称为“%s”"},
      {"too many", "太多"},
      {"fewer %s %s", "只有 %s"},
      {"more %s", "%s 与 %s"},
      {"beyond %s", "%2$s"},
      {"%.1f %% of %s", "占%2$s的 %1$.1f %%"},
      {"error: ", "错误："},
  };
  for (guint i = 0; i < G_N_ELEMENTS(pairs); i++)
    if (strcmp(text, pairs[i][0]) == 0)
      return pairs[i][1];
  return text;
}

#define CHINESE(expected, ...)                                                                     \
  do                                                                                               \
  {                                                                                                \
    g_autofree char *found = text_of(dgmi_sentence_new(__VA_ARGS__), chinese);                     \
    g_assert_cmpstr(found, ==, expected);                                                          \
  } while (0)

static void test_translations(void)
{
  CHINESE("CHN的“TII”为 3", "'%s' of %s is %d", "TII", "CHN", 3);
  CHINESE("占EGDI的 36.4 %", "%.1f %% of %s", 36.44, "EGDI");
  CHINESE("它是太多", "it is %s", "too many");
  CHINESE("称为“too many”", "they call it '%s'", "too many"); /* the user's own word */
  CHINESE("unknown %s", "unknown %%s");
}

/* A translation with another number of conversions, or of one that is not there, is not used. */
static void test_broken_translations(void)
{
  CHINESE("fewer a b", "fewer %s %s", "a", "b");
  CHINESE("more a", "more %s", "a");
  CHINESE("beyond a", "beyond %s", "a");
}

static void test_numbers(void)
{
  DgmiSentence *numbers = dgmi_sentence_of_numbers("(%s − %s)/%s", (double[]){0.5, 1, 1e-9});
  g_autofree char *said = text_of(numbers, NULL);
  g_assert_cmpstr(said, ==, "(0.5 − 1)/1e-9");
}

static void test_joining(void)
{
  DgmiSentence *one = dgmi_sentence_join(NULL, "%p; %p", dgmi_sentence_new("it is %s", "too many"));
  DgmiSentence *two = dgmi_sentence_join(one, "%p; %p", dgmi_sentence_new("more %d", 2));
  g_autofree char *said = text_of(dgmi_sentence_join(two, "%p; %p", NULL), chinese);
  g_assert_cmpstr(said, ==, "它是太多; more 2");
  g_assert_null(dgmi_sentence_join(NULL, "%p; %p", NULL));
}

/* The catalogue itself, from both ends of its table and between. */
static void test_languages(void)
{
  const DgmiTranslate english = dgmi_language_translate("en"), zh = dgmi_language_translate("zh");
  const char *unknown = "a text that no layer says";
  g_assert_cmpstr(english("error: "), ==, "error: ");
  g_assert_true(dgmi_language_translate(NULL) == english);
  g_assert_true(dgmi_language_translate("tlh") == english);
  g_assert_cmpstr(zh("error: "), ==, "错误：");
  g_assert_cmpstr(zh("aggregate"), ==, "汇总");
  g_assert_true(zh(unknown) == unknown);
  g_assert_cmpstr(zh(""), ==, "");
  g_autofree char *said = dgmi_say(zh, "%p: %p", (void *)dgmi_sentence_new("not ranked"),
                                   (void *)dgmi_sentence_new("of %u", 3));
  g_assert_cmpstr(said, ==, "未参与排名：共 3 个");
  g_assert_cmpstr(dgmi_plural(english, 1, "%u unit", "%u units"), ==, "%u unit");
  g_assert_cmpstr(dgmi_plural(NULL, 2, "%u unit", "%u units"), ==, "%u units");
  g_assert_cmpstr(dgmi_plural(zh, 1, "%u unit", "%u units"), ==, "%u 个评价对象");
  g_assert_cmpstr(dgmi_plural(zh, 2, "%u unit", "%u units"), ==, "%u 个评价对象");
}

static gpointer say_often(gpointer data)
{
  for (guint i = 0; i < 10000; i++)
    dgmi_sentence_unref(dgmi_sentence_ref(data));
  return NULL;
}

/* References are counted across threads. */
static void test_threads(void)
{
  g_autoptr(DgmiSentence) sentence = dgmi_sentence_new("of %u", 3);
  GThread *threads[4];
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
    threads[i] = g_thread_new(NULL, say_often, sentence);
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
    g_thread_join(threads[i]);
  g_autofree char *said = dgmi_sentence_text(sentence, NULL);
  g_assert_cmpstr(said, ==, "of 3");
}

static void test_nested(void)
{
  DgmiSentence *inner = dgmi_sentence_new("it is %s", "too many");
  g_autoptr(DgmiSentence) outer = dgmi_sentence_new("%d: %p%p!", 3, (void *)inner, NULL);
  g_autofree char *english = dgmi_sentence_text(outer, NULL);
  g_assert_cmpstr(english, ==, "3: it is too many!");
  g_autofree char *other = dgmi_sentence_text(outer, chinese);
  g_assert_cmpstr(other, ==, "3: 它是太多!");
  g_autofree char *said = dgmi_say(chinese, "'%s' of %s is %d", "TII", "CHN", 3);
  g_assert_cmpstr(said, ==, "CHN的“TII”为 3");
}

/* As the command gives keys, in English. */
static const char *options(const char *text)
{
  return strcmp(text, DGMI_KEYS) == 0 ? DGMI_KEYS_AS_OPTIONS : text;
}

#define KEYS(format, keys, as_options)                                                             \
  do                                                                                               \
  {                                                                                                \
    g_autofree char *one = text_of(dgmi_sentence_new(format), NULL);                               \
    g_autofree char *other = text_of(dgmi_sentence_new(format), options);                          \
    g_assert_cmpstr(one, ==, keys);                                                                \
    g_assert_cmpstr(other, ==, as_options);                                                        \
  } while (0)

/* Keys are those of an index file, or options of the command. */
static void test_keys(void)
{
  KEYS("raise with {floor 0.01}!", "raise with floor=0.01!", "raise with --floor 0.01!");
  KEYS("leave {over_years} out", "leave over_years out", "leave --over-years out");
  KEYS("{impute}", "impute", "--impute");
  KEYS("{Impute}, {}, { x}, {a", "{Impute}, {}, { x}, {a", "{Impute}, {}, { x}, {a");
  KEYS("a } b", "a } b", "a } b");
  g_autoptr(DgmiSentence) node = dgmi_sentence_new("'%s': {normalise@%s minmax:1,%d} or {vary %s}",
                                                   "{floor 1}", "P", 9, "x:y");
  g_autofree char *keys = dgmi_sentence_text(node, NULL);
  g_autofree char *as_options = dgmi_sentence_text(node, options);
  g_assert_cmpstr(keys, ==, "'{floor 1}': [method P] normalise=minmax:1,9 or vary=x:y");
  g_assert_cmpstr(as_options, ==, "'{floor 1}': --normalise P=minmax:1,9 or --vary x:y");
}

static void test_errors(void)
{
  g_autoptr(GError) error = NULL;
  dgmi_error_set(&error, DGMI_ERROR_USAGE, "'%s' of %s is %d", "TII", "CHN", 3);
  g_assert_error(error, DGMI_ERROR, DGMI_ERROR_USAGE);
  g_assert_cmpstr(error->message, ==, "'TII' of CHN is 3");
  g_autoptr(GError) copy = g_error_copy(error);
  g_clear_error(&error);
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  dgmi_messages_add_error(messages, &(DgmiPlace){.file = "a.csv", .line = 3, .column = 5}, copy);
  const DgmiMessage *message = dgmi_messages_get(messages, 0);
  g_assert_cmpstr(message->text, ==, "'TII' of CHN is 3");
  g_autofree char *text = dgmi_message_format(message, chinese);
  g_assert_cmpstr(text, ==, "a.csv:3:5: 错误：CHN的“TII”为 3");
  g_autoptr(GError) about = NULL;
  dgmi_error_take(&about, DGMI_ERROR_DATA,
                  dgmi_sentence_about("too many", dgmi_sentence_new("it is %s", "too many")));
  g_assert_cmpstr(about->message, ==, "too many: it is too many");
  g_autofree char *said = text_of(dgmi_error_sentence(about), chinese);
  g_assert_cmpstr(said, ==, "too many: 它是太多");
  g_assert_cmpint(dgmi_error_node(about), ==, -1);
  dgmi_error_set_node(about, 7);
  g_autoptr(GError) same = g_error_copy(about);
  g_assert_cmpint(dgmi_error_node(same), ==, 7);
  dgmi_error_set(NULL, DGMI_ERROR_DATA, "unheard %d", 1);
}

TEST_PROGRAM({"/sentence/formats", test_formats}, {"/sentence/random", test_random},
             {"/sentence/translations", test_translations},
             {"/sentence/broken-translations", test_broken_translations},
             {"/sentence/numbers", test_numbers}, {"/sentence/joining", test_joining},
             {"/sentence/languages", test_languages}, {"/sentence/threads", test_threads},
             {"/sentence/nested", test_nested}, {"/sentence/keys", test_keys},
             {"/sentence/errors", test_errors})
