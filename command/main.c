/* dgmi: digital-government maturity indices, from the command line. */
#include <gsl/gsl_errno.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "command/run/display.h"
#include "command/run/module.h"
#include "command/run/say.h"
#include "command/verbs/verbs.h"
#include "config.h"
#include "indicators/base/text.h"

/* Text is UTF-8 whatever the locale, numbers have a point, and messages are in the language of
 * --lang alone: the same call gives the same bytes on every machine. */
static void set_language(char **argv)
{
  const char *language = "en";
  for (guint i = 0; argv[i] != NULL; i++)
    if (g_str_has_prefix(argv[i], "--lang="))
      language = argv[i] + strlen("--lang=");
    else if (strcmp(argv[i], "--lang") == 0 && argv[i + 1] != NULL)
      language = argv[i + 1];
  dgmi_speak(language);
  if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
    setlocale(LC_CTYPE, "");
}

static void print_welcome(void)
{
  g_print("%s\n\n",
          _("dgmi computes digital-government maturity indices: it recomputes published "
            "rankings,\nexplains them to the last digit and lets you try your own weights "
            "and methods."));
  g_print("%s\n", _("Recompute a ranking and hold it against the published one:"));
  g_print("  dgmi reconcile un-egdi-2022\n\n");
  g_print("%s\n", _("A table for tomorrow's briefing, in Chinese:"));
  g_print("  dgmi rank un-egdi-2024 --units DNK,SGP,CHN --lang zh\n\n");
  g_print("%s\n", _("What if online services counted twice?"));
  g_print("  dgmi rank un-egdi-2022 --weights OSI=2 --top 10\n\n");
  g_print("%s\n", _("dgmi list shows the indices, dgmi --help the verbs, dgmi VERB --help a verb's "
                    "options."));
}

static char *verb_call(const DgmiVerb *verb)
{
  return g_strdup_printf("%s %s", verb->name, _(verb->arguments));
}

static void print_help(void)
{
  guint n;
  const DgmiVerb *verbs = dgmi_verb_table(&n);
  guint widest = 0;
  for (guint i = 0; i < n; i++)
  {
    g_autofree char *call = verb_call(&verbs[i]);
    widest = MAX(widest, dgmi_display_width(call));
  }
  g_print("%s\n  dgmi %s\n\n%s\n", _("Usage:"), _("VERB [ARGUMENT…] [OPTION…]"), _("Verbs:"));
  for (guint i = 0; i < n; i++)
  {
    g_autofree char *call = verb_call(&verbs[i]);
    const int blanks = (int)(widest - dgmi_display_width(call));
    g_print("  %s%*s  %s\n", call, blanks, "", _(verbs[i].summary));
  }
  g_print("\n%s\n",
          _("dgmi VERB --help lists a verb's options; dgmi --version prints the version."));
}

static void print_messages(DgmiMessages *messages, gboolean quiet)
{
  const guint n = dgmi_messages_count(messages);
  for (guint i = 0; i < n; i++)
  {
    const DgmiMessage *message = dgmi_messages_get(messages, i);
    g_autofree char *text = dgmi_message_format(message, dgmi_translate);
    if (!quiet || message->severity == DGMI_FAILURE)
      g_printerr("%s\n", text);
  }
  if (dgmi_messages_failures(messages) > n)
    g_printerr("%s\n", _("error: there are more errors; mend these first"));
}

static int fail_usage(const char *message)
{
  g_printerr("%s%s\n", dgmi_translate("error: "), message);
  return DGMI_ERROR_USAGE;
}

static int unknown_verb(const char *word)
{
  const char *known[32];
  guint n;
  const DgmiVerb *verbs = dgmi_verb_table(&n);
  for (guint i = 0; i < n; i++)
    known[i] = verbs[i].name;
  DgmiSentence *hint = dgmi_text_suggestion(word, known, n);
  g_autofree char *message = dgmi_say(dgmi_translate, "there is no verb '%s'%p", word, hint);
  return fail_usage(message);
}

static gboolean has_fitting_arguments(const DgmiVerb *verb, const DgmiRun *run)
{
  const guint n = g_strv_length(run->options.arguments);
  return n >= verb->min_arguments && n <= verb->max_arguments;
}

static int run_verb(const DgmiVerb *verb, char **argv)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *help = NULL;
  g_autofree char *description = verb->help == NULL
                                     ? g_strdup(_(verb->summary))
                                     : g_strconcat(_(verb->summary), _(". "), _(verb->help), NULL);
  DgmiRun run = {.messages = NULL};
  const DgmiUsage usage = {verb->name, verb->takes, _(verb->arguments), description};
  int code = 0;
  if (!dgmi_options_parse(&run.options, argv, &usage, &help, &error))
  {
    g_autoptr(DgmiSentence) sentence = dgmi_error_sentence(error);
    g_autofree char *message = dgmi_sentence_text(sentence, dgmi_translate);
    code = fail_usage(message);
  }
  else if (help != NULL)
    g_print("%s", help);
  else if (!has_fitting_arguments(verb, &run))
  {
    g_autofree char *message =
        g_strdup_printf(_("write: dgmi %s %s"), verb->name, _(verb->arguments));
    code = fail_usage(message);
  }
  else
  {
    run.messages = dgmi_messages_new();
    verb->run(&run);
    if (!run.silent)
      print_messages(run.messages, run.options.print.quiet);
    code = dgmi_messages_exit_code(run.messages);
    code = code == 0 && run.check_failed ? DGMI_ERROR_CHECK : code;
    dgmi_messages_free(run.messages);
  }
  dgmi_options_clear(&run.options);
  if (run.interrupted)
    raise(run.interrupted); /* so that a shell's loop ends with it */
  return code;
}

int main(int argc, char **argv)
{
  signal(SIGPIPE, SIG_IGN);
  gsl_set_error_handler_off();
  set_language(argv);
  const char *word = argc > 1 ? argv[1] : NULL;
  if (word == NULL)
    print_welcome();
  else if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 ||
           (strcmp(word, "help") == 0 && argc == 2))
    print_help();
  else if (strcmp(word, "--version") == 0)
    g_print("dgmi %s\n", PACKAGE_VERSION);
  else if (strcmp(word, "help") == 0)
  {
    const DgmiVerb *verb = dgmi_verb_find(argv[2]);
    return verb == NULL ? unknown_verb(argv[2])
                        : run_verb(verb, (char *[]){(char *)"--help", NULL});
  }
  else
  {
    const DgmiVerb *verb = dgmi_verb_find(word);
    return verb == NULL ? unknown_verb(word) : run_verb(verb, argv + 2);
  }
  return 0;
}
