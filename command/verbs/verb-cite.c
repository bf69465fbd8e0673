#include <string.h>

#include "command/run/say.h"
#include "command/verbs/verbs.h"
#include "config.h"
#include "indicators/base/text.h"

/* What a reference is made of; NULL = not known. */
typedef struct
{
  const char *key;
  const char *author, *title, *place, *publisher, *url;
  const char *note; /* what is taken from the publication */
  int year;         /* 0 = none */
  gboolean chinese;
} Reference;

/* Where the definition gives no title, the publication is called what `source` says. */
static Reference reference_of(const DgmiIndex *index)
{
  const DgmiDefinition *definition = dgmi_index_definition(index);
  const char *language = dgmi_index_language(index);
  const char *title = dgmi_definition_get_localised(definition, "index", "title", language);
  const char *source = dgmi_definition_get_localised(definition, "index", "source", language);
  const char *author = dgmi_definition_get_localised(definition, "index", "author", language);
  const char *publisher = dgmi_definition_get_localised(definition, "index", "publisher", language);
  const char *issued = dgmi_definition_get(definition, "index", "issued", NULL);
  const char *name = dgmi_index_name(index);
  Reference reference = {.key = dgmi_definition_id(definition),
                         .title = source != NULL ? source : name,
                         .url = dgmi_definition_get(definition, "index", "url", NULL),
                         .note = source != NULL ? name : NULL,
                         .year = issued != NULL ? (int)g_ascii_strtoll(issued, NULL, 10)
                                                : dgmi_definition_year(definition),
                         .chinese = strcmp(language, "zh") == 0};
  if (title == NULL)
    return reference;
  reference.title = title;
  reference.author = author;
  reference.publisher = publisher != NULL ? publisher : author;
  reference.place = dgmi_definition_get_localised(definition, "index", "place", language);
  reference.note = name;
  return reference;
}

/* ---- BibTeX ---- */

/* `text` with what TeX would take for markup escaped. */
static void append_tex(GString *out, const char *text)
{
  static const struct
  {
    char character;
    const char *tex;
  } special[] = {
      {'\\', "\\textbackslash{}"}, {'~', "\\textasciitilde{}"}, {'^', "\\textasciicircum{}"}};
  for (const char *p = text; *p != '\0'; p++)
  {
    const char *tex = NULL;
    for (guint i = 0; i < G_N_ELEMENTS(special); i++)
      tex = special[i].character == *p ? special[i].tex : tex;
    if (tex != NULL)
      g_string_append(out, tex);
    else
    {
      if (strchr("{}$&%#_", *p) != NULL)
        g_string_append_c(out, '\\');
      g_string_append_c(out, *p);
    }
  }
}

/* One field; `braces` more of them keep BibTeX from touching capitals or from splitting an
 * organisation into first and last name. */
static void append_field(GString *out, const char *name, const char *text, gboolean braces)
{
  if (text == NULL)
    return;
  g_string_append_printf(out, ",\n  %s = %s", name, braces ? "{{" : "{");
  if (strcmp(name, "url") == 0)
    g_string_append(out, text);
  else
    append_tex(out, text);
  g_string_append(out, braces ? "}}" : "}");
}

/* Letters, digits and - are safe in a key; an id of the user's own may hold anything. */
static char *bibtex_key(const char *id)
{
  char *key = g_strdup(id);
  for (char *p = key; *p != '\0'; p++)
    if (!g_ascii_isalnum(*p) && *p != '-' && *p != '_' && *p != '.')
      *p = '-';
  return key;
}

static void append_bibtex(GString *out, const Reference *reference)
{
  g_autofree char *key = bibtex_key(reference->key);
  g_autofree char *year = reference->year == 0 ? NULL : g_strdup_printf("%d", reference->year);
  g_string_append_printf(out, "@%s{%s", reference->publisher != NULL ? "techreport" : "misc", key);
  append_field(out, "author", reference->author, TRUE);
  append_field(out, "title", reference->title, TRUE);
  append_field(out, "year", year, FALSE);
  append_field(out, "institution", reference->publisher, TRUE);
  append_field(out, "address", reference->place, FALSE);
  append_field(out, "url", reference->url, FALSE);
  append_field(out, "note", reference->note, FALSE);
  append_field(out, "langid", reference->chinese ? "chinese" : NULL, FALSE);
  g_string_append(out, "\n}\n");
}

static void append_bibtex_program(GString *out, gboolean chinese)
{
  g_autofree char *note = g_strdup_printf(_("Computer program, version %s"), PACKAGE_VERSION);
  const Reference program = {.key = "dgmi",
                             .title = _("dgmi: digital-government maturity indices"),
                             .note = note,
                             .chinese = chinese};
  g_string_append_c(out, '\n');
  append_bibtex(out, &program);
}

/* ---- GB/T 7714-2015: author. title[type]. place: publisher, year. url. ---- */

static void append_gbt7714(GString *out, const Reference *reference)
{
  const gboolean published = reference->publisher != NULL;
  if (reference->author != NULL)
    g_string_append_printf(out, "%s. ", reference->author);
  g_string_append_printf(out, "%s[%s%s].", reference->title, published ? "R" : "DS",
                         reference->url != NULL ? "/OL" : "");
  if (published && reference->place != NULL)
    g_string_append_printf(out, " %s: %s", reference->place, reference->publisher);
  else if (published)
    g_string_append_printf(out, " %s", reference->publisher);
  if (reference->year != 0)
    g_string_append_printf(out, "%s %d", published ? "," : "", reference->year);
  g_string_append(out, published || reference->year != 0 ? "." : "");
  if (reference->url != NULL)
    g_string_append_printf(out, " %s.", reference->url);
  g_string_append_c(out, '\n');
}

static void append_gbt7714_program(GString *out)
{
  g_string_append_printf(out, "%s: %s[CP].\n", _("dgmi: digital-government maturity indices"),
                         PACKAGE_VERSION);
}

/* ---- The verb ---- */

static gboolean check_style(DgmiRun *run)
{
  static const char *const styles[] = {"bibtex", "gbt7714"};
  static const DgmiPlace style = {.file = "--style", .is_option = TRUE},
                         format = {.file = "--format", .is_option = TRUE};
  const char *word = run->options.cite.style;
  if (run->options.print.format != NULL)
    dgmi_failure(run->messages, &format,
                 "references are no table; write --style bibtex or --style gbt7714");
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS(styles); i++)
    if (strcmp(word, styles[i]) == 0)
      word = NULL;
  if (word == NULL)
    return dgmi_messages_failures(run->messages) == 0;
  DgmiSentence *hint = dgmi_text_suggestion(word, styles, G_N_ELEMENTS(styles));
  dgmi_failure(run->messages, &style, "unknown style '%s'%p", word, hint);
  return FALSE;
}

void dgmi_verb_cite(DgmiRun *run)
{
  g_autoptr(DgmiIndex) index =
      check_style(run) ? dgmi_run_open(run, dgmi_run_argument(run, 0), DGMI_INDEX_DEFINITION)
                       : NULL;
  if (index == NULL)
    return;
  const Reference reference = reference_of(index);
  g_autoptr(GString) out = g_string_new(NULL);
  if (g_strcmp0(run->options.cite.style, "gbt7714") == 0)
  {
    append_gbt7714(out, &reference);
    append_gbt7714_program(out);
  }
  else
  {
    append_bibtex(out, &reference);
    append_bibtex_program(out, reference.chinese);
  }
  dgmi_run_print_text(run, out->str);
}
