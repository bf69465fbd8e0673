/* Reading index files: the keys there are, their checks, inheritance. */
#include <assert.h>
#include <errno.h>
#include <string.h>

#include "indicators/base/text.h"
#include "indicators/definition/definition-inside.h"

#define INHERIT_MAX 8 /* files above one another */

static const DgmiKeyInfo key_table[] = {
    {"index", "id", FALSE, FALSE, "the name the index is called by"},
    {"index", "name", TRUE, FALSE, "the name people read"},
    {"index", "family", FALSE, FALSE, "id of the family this is an edition of"},
    {"index", "inherit", FALSE, FALSE, "index file whose statements hold unless stated anew here"},
    {"index", "year", FALSE, FALSE, "the edition; chooses the rows of a data table with years"},
    {"index", "level", FALSE, FALSE, "what the units are: country, province, city, domain, other"},
    {"index", "status", FALSE, FALSE, "of the figures: verified, recalled or illustrative"},
    {"index", "source", TRUE, FALSE, "publication the index and its figures come from"},
    {"index", "author", TRUE, FALSE, "of the publication, as it is cited"},
    {"index", "title", TRUE, FALSE, "of the publication; without it it is cited by its source"},
    {"index", "publisher", TRUE, FALSE, "of the publication, if not its author"},
    {"index", "place", TRUE, FALSE, "where it was published"},
    {"index", "issued", FALSE, FALSE, "the year it came out, if not the edition's"},
    {"index", "url", FALSE, FALSE, "where the publication is found"},
    {"index", "note", TRUE, FALSE, "what a reader of the results should know"},
    {"index", "contains", FALSE, FALSE,
     "families whose figures are items of this index, so that correlations with them are circular"},
    {"index", "breaks", FALSE, FALSE,
     "neighbouring editions the publisher calls not comparable: FROM-TO,…"},
    {"index", "breaks_reason", TRUE, FALSE, "why"},
    {"index", "changes", TRUE, FALSE,
     "what this edition makes differently within the components, since the one before"},
    {"index", "indicators", FALSE, FALSE, "framework table"},
    {"index", "data", FALSE, FALSE, "data table"},
    {"index", "published", FALSE, FALSE, "columns of the published score and rank, SCORE:RANK"},
    {"index", "highlight", FALSE, FALSE, "units that charts draw strong unless told otherwise"},
    {"index", "compare", FALSE, FALSE, "published node that the index is held against: INDEX:NODE"},
    {"index", "rubric", FALSE, FALSE,
     "table iCode,level,text of what the levels of a self-assessment mean"},
    {"method", "denominate", FALSE, FALSE,
     "yes: divide by the denominators of the framework table"},
    {"method", "over_years", FALSE, FALSE,
     "yes: treat and normalise over all years of the table together"},
    {"method", "impute", FALSE, TRUE, "how missing values are filled"},
    {"method", "treat", FALSE, TRUE, "how outliers are treated"},
    {"method", "normalise", FALSE, TRUE,
     "how indicators are put on one scale; of an aggregate: how it is rescaled"},
    {"method", "weights", FALSE, TRUE,
     "CODE=W,…, a table iCode,Weight or a method: equal, pca, entropy, model:ID, …"},
    {"method", "aggregate", FALSE, TRUE, "how members become their aggregate; a list by level"},
    {"method", "available", FALSE, FALSE, "least share of indicators a unit needs to be kept"},
    {"method", "available_flag", FALSE, FALSE, "yes: units below it are flagged, not left out"},
    {"method", "available_node", FALSE, TRUE, "least share of members a node needs"},
    {"method", "floor", FALSE, FALSE, "least normalised value; smaller ones are raised to it"},
    {"method", "digits", FALSE, FALSE, "decimals the score is rounded to before ranking"},
    {"method", "round_levels", FALSE, FALSE, "decimals every level is rounded to"},
    {"method", "ties", FALSE, FALSE, "rank of equal scores: min, max, mean, dense or first"},
    {"rules", "printed", FALSE, FALSE, "decimals the published figures have: CODE:N,…"},
    {"rules", "tolerance", FALSE, FALSE, "difference from the published score that is accepted"},
    {"rules", "tolerance_reason", TRUE, FALSE, "why"},
    {"rules", "zero_unless", FALSE, FALSE, "column that is not 1 where the publisher prints 0"},
    {"rules", "zero_without", FALSE, FALSE, "node whose absence or 0 makes the index 0"},
    {"rules", "ranks", FALSE, FALSE,
     "published: the ranks are the publisher's, since only some of the units are printed"},
    {"rules", "unranked", FALSE, FALSE,
     "published: units the publisher scores without ranking stay unranked"},
};

static const char *const sections[] = {"index", "method", "classes", "rules"};
static const char *const languages[] = {"en", "zh"};
static const char *const levels[] = {DGMI_N_("country"), DGMI_N_("province"), DGMI_N_("city"),
                                     DGMI_N_("domain"), DGMI_N_("other")};
static const char *const statuses[] = {DGMI_N_("verified"), DGMI_N_("recalled"),
                                       DGMI_N_("illustrative")};

const DgmiKeyInfo *dgmi_definition_key_table(guint *n)
{
  *n = G_N_ELEMENTS(key_table);
  return key_table;
}

/* ---- Checking sections and keys ---- */

/* "normalize" is "normalise" here too. */
static const char *british(const char *key)
{
  return strcmp(key, "normalize") == 0 ? "normalise" : key;
}

/* The key without its locale; *language (if not NULL) gets that, NULL without one. Free both with
 * g_free(). */
static char *split_key(const char *key, char **language)
{
  const char *bracket = strchr(key, '[');
  if (language != NULL)
    *language = bracket == NULL ? NULL : g_strndup(bracket + 1, strlen(bracket) - 2);
  return bracket == NULL ? g_strdup(key) : g_strndup(key, (gsize)(bracket - key));
}

static DgmiSentence *suggest_key(const char *section, const char *key, gboolean per_node)
{
  const char *known[G_N_ELEMENTS(key_table)];
  gsize n = 0;
  for (guint i = 0; i < G_N_ELEMENTS(key_table); i++)
    if (strcmp(key_table[i].section, section) == 0 && (!per_node || key_table[i].per_node))
      known[n++] = key_table[i].key;
  return dgmi_text_suggestion(key, known, n);
}

static gboolean is_language(const char *language)
{
  for (guint i = 0; i < G_N_ELEMENTS(languages); i++)
    if (strcmp(language, languages[i]) == 0)
      return TRUE;
  return FALSE;
}

static void check_key(const DgmiScannedKey *scanned, const DgmiSectionName *section,
                      DgmiMessages *messages)
{
  g_autofree char *language = NULL, *key = split_key(scanned->key, &language);
  const DgmiPlace *place = &scanned->key_place;
  for (guint i = 0; i < G_N_ELEMENTS(key_table); i++)
  {
    const DgmiKeyInfo *info = &key_table[i];
    if (strcmp(info->section, section->kind) != 0 || strcmp(info->key, british(key)) != 0)
      continue;
    if (section->node != NULL && !info->per_node)
      dgmi_failure(messages, place, "'%s' holds for the whole index; move it to [method]", key);
    else if (language != NULL && !info->localised)
      dgmi_failure(messages, place, "'%s' has no translations; write '%s'", key, key);
    else if (language != NULL && !is_language(language))
      dgmi_failure(messages, place, "'%s' is in no language there is here; write %s[en] or %s[zh]",
                   scanned->key, key, key);
    return;
  }
  DgmiSentence *hint = suggest_key(section->kind, key, section->node != NULL);
  dgmi_failure(messages, place, "unknown key '%s' in [%s]%p", key, scanned->section, hint);
}

/* The name of a class, or its Chinese one. */
static void check_class(const DgmiScannedKey *scanned, DgmiMessages *messages)
{
  g_autofree char *language = NULL, *key = split_key(scanned->key, &language);
  if (language != NULL && strcmp(language, "zh") != 0)
    dgmi_failure(messages, &scanned->key_place,
                 "a class is called by its key, in Chinese by %s[zh]; take '%s' out", key,
                 scanned->key);
}

/* Whether there is such a section. */
static gboolean check_section(const DgmiScannedKey *heading, const DgmiSectionName *name,
                              DgmiMessages *messages)
{
  for (guint i = 0; i < G_N_ELEMENTS(sections); i++)
    if (strcmp(name->kind, sections[i]) == 0 &&
        (name->node == NULL || strcmp(name->kind, "method") == 0))
      return TRUE;
  DgmiSentence *hint = dgmi_text_suggestion(name->kind, sections, G_N_ELEMENTS(sections));
  dgmi_failure(messages, &heading->place, "unknown section [%s]%p", heading->section, hint);
  return FALSE;
}

/* ---- Filling ---- */

/* A key that is already there under its other spelling. */
static gboolean is_stated(const DgmiDefinition *definition, const DgmiSectionName *section,
                          const DgmiScannedKey *scanned, DgmiMessages *messages)
{
  const DgmiStatement *statement = dgmi_section_statement(
      dgmi_statements_section(definition->statements, section->kind, section->node),
      british(scanned->key));
  if (statement != NULL)
    dgmi_failure(messages, &scanned->key_place,
                 "key '%s' is already on line %u of this section; keep one of them", statement->key,
                 statement->place.line);
  return statement != NULL;
}

/* Takes over what is known; the rest are failures. */
static void fill(DgmiDefinition *definition, const GArray *keys, DgmiMessages *messages)
{
  g_auto(DgmiSectionName) section = {NULL, NULL, NULL};
  gboolean is_known = FALSE;
  for (guint i = 0; i < keys->len; i++)
  {
    const DgmiScannedKey *scanned = &g_array_index(keys, DgmiScannedKey, i);
    if (scanned->key == NULL)
    {
      dgmi_section_name_clear(&section);
      section = dgmi_section_name(scanned->section);
      is_known = check_section(scanned, &section, messages);
    }
    else if (is_known)
    {
      if (strcmp(section.kind, "classes") == 0)
        check_class(scanned, messages);
      else
        check_key(scanned, &section, messages);
      if (!is_stated(definition, &section, scanned, messages))
        dgmi_statements_set(definition->statements, &section, british(scanned->key), scanned->value,
                            &scanned->place);
    }
  }
}

/* ---- Checking values ---- */

/* Every translated class is one. */
static void check_classes(const DgmiDefinition *definition, DgmiMessages *messages)
{
  const DgmiSection *classes = dgmi_statements_section(definition->statements, "classes", NULL);
  for (guint i = 0; classes != NULL && i < classes->list->len; i++)
  {
    const DgmiStatement *statement = classes->list->pdata[i];
    g_autofree char *name = split_key(statement->key, NULL);
    const DgmiStatement *of = dgmi_section_statement(classes, name);
    if (of == NULL || (of->value[0] == '\0' && statement->value[0] != '\0'))
      dgmi_failure(messages, &statement->place,
                   "there is no class '%s' to translate; add %s=THRESHOLD, or correct the name",
                   name, name);
  }
}

static void check_one_of(const DgmiDefinition *definition, const char *key,
                         const char *const *known, gsize n, DgmiMessages *messages)
{
  DgmiPlace place;
  const char *value = dgmi_definition_get(definition, "index", key, &place);
  for (gsize i = 0; value != NULL && i < n; i++)
    if (strcmp(value, known[i]) == 0)
      return;
  if (value == NULL)
    return;
  DgmiSentence *hint = dgmi_text_suggestion(value, known, n);
  dgmi_failure(messages, &place, "unknown %s '%s'%p", key, value, hint);
}

/* Whether `text` is YEAR-YEAR, the earlier first. */
static gboolean is_break(const char *text)
{
  g_auto(GStrv) years = g_strsplit(text, "-", 3);
  if (g_strv_length(years) != 2)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    if (strlen(g_strstrip(years[i])) != 4 || strspn(years[i], "0123456789") != 4)
      return FALSE;
  return strcmp(years[0], years[1]) < 0;
}

static void check_breaks(const DgmiDefinition *definition, DgmiMessages *messages)
{
  DgmiPlace place;
  const char *text = dgmi_definition_get(definition, "index", "breaks", &place);
  g_auto(GStrv) pairs = g_strsplit(text == NULL ? "" : text, ",", -1);
  for (guint i = 0; pairs[i] != NULL; i++)
    if (!is_break(pairs[i]))
      dgmi_failure(messages, &place,
                   "break '%s' is not a pair of editions; write FROM-TO, as 2019-2023",
                   g_strstrip(pairs[i]));
}

static void check_year(const DgmiDefinition *definition, const char *key, DgmiMessages *messages)
{
  DgmiPlace place;
  const char *year = dgmi_definition_get(definition, "index", key, &place);
  double value;
  if (year != NULL && (dgmi_number_parse(year, strlen(year), &value) != DGMI_NUMBER_OK ||
                       value < 1 || value > 9999 || value != (int)value))
    dgmi_failure(messages, &place, "%s '%s' is not a year; write it with four digits", key, year);
}

static void check_values(const DgmiDefinition *definition, DgmiMessages *messages)
{
  check_breaks(definition, messages);
  check_classes(definition, messages);
  check_one_of(definition, "level", levels, G_N_ELEMENTS(levels), messages);
  check_one_of(definition, "status", statuses, G_N_ELEMENTS(statuses), messages);
  check_year(definition, "year", messages);
  check_year(definition, "issued", messages);
}

/* ---- Reading ---- */

static const char *reason_of(const GError *error)
{
  switch (error->code)
  {
  case G_FILE_ERROR_NOENT:
    return g_strerror(ENOENT);
  case G_FILE_ERROR_ISDIR:
  case G_FILE_ERROR_FAILED:
    return g_strerror(EISDIR);
  case G_FILE_ERROR_ACCES:
    return g_strerror(EACCES);
  default:
    return g_strerror(EIO);
  }
}

static char *read_text(const char *file, DgmiMessages *messages)
{
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  gsize length = 0;
  const char *path = strcmp(file, "-") == 0 ? "/dev/stdin" : file;
  if (!g_file_get_contents(path, &text, &length, &error))
  {
    dgmi_io_failure(messages, file, "cannot be read: %s", reason_of(error));
    return NULL;
  }
  const char *bad = NULL;
  if (!g_utf8_validate(text, (gssize)length, &bad))
  {
    DgmiPlace place = {.file = file, .line = 1, .column = 1};
    for (const char *p = text; p < bad; p++)
      if (*p == '\n')
      {
        place.line++;
        place.column = 1;
      }
      else if (((guchar)*p & 0xC0) != 0x80)
        place.column++;
    dgmi_failure(messages, &place, "not UTF-8 text; save the file as UTF-8");
    return NULL;
  }
  if (g_str_has_prefix(text, "\xEF\xBB\xBF"))
    memmove(text, text + 3, length - 2);
  return g_steal_pointer(&text);
}

static DgmiDefinition *read_one(const char *file, const DgmiPaths *paths, guint depth,
                                DgmiMessages *messages);

/* Adds what `base` states and `definition` does not: [classes] as a whole. */
static void take_over(DgmiDefinition *definition, const DgmiDefinition *base)
{
  DgmiStatements *own = definition->statements;
  const gboolean own_classes = dgmi_statements_section(own, "classes", NULL) != NULL;
  for (guint s = 0; s < base->statements->sections->len; s++)
  {
    const DgmiSection *section = base->statements->sections->pdata[s];
    const gboolean is_index = strcmp(section->name.name, "index") == 0;
    if (own_classes && strcmp(section->name.name, "classes") == 0)
      continue;
    for (guint i = 0; i < section->list->len; i++)
    {
      const DgmiStatement *statement = section->list->pdata[i];
      const DgmiSection *same = dgmi_statements_heading(own, section->name.name);
      if (dgmi_section_statement(same, statement->key) == NULL &&
          !(is_index && strcmp(statement->key, "id") == 0))
        dgmi_statements_set(own, &section->name, statement->key, statement->value,
                            &statement->place);
    }
  }
}

static gboolean inherit(DgmiDefinition *definition, const char *file, const DgmiPaths *paths,
                        guint depth, DgmiMessages *messages)
{
  DgmiPlace place;
  const char *name = dgmi_definition_get(definition, "index", "inherit", &place);
  if (name == NULL)
    return TRUE;
  if (depth == INHERIT_MAX)
  {
    dgmi_failure(messages, &place,
                 "index files inherit from one another in a circle, or more than "
                 "%d deep; take one 'inherit' out",
                 INHERIT_MAX);
    return FALSE;
  }
  g_autofree char *with_ending =
      g_str_has_suffix(name, ".ini") ? g_strdup(name) : g_strconcat(name, ".ini", NULL);
  g_autofree char *path = dgmi_paths_find(with_ending, file, paths->indicators);
  if (path == NULL)
  {
    dgmi_failure(messages, &place,
                 "'%s' is neither beside this file nor among the shipped index "
                 "files; check the name",
                 with_ending);
    return FALSE;
  }
  g_autoptr(DgmiDefinition) base = read_one(path, paths, depth + 1, messages);
  if (base == NULL)
    return FALSE;
  take_over(definition, base);
  return TRUE;
}

static DgmiDefinition *read_one(const char *file, const DgmiPaths *paths, guint depth,
                                DgmiMessages *messages)
{
  const guint failures = dgmi_messages_failures(messages);
  const char *name = g_intern_string(file);
  g_autofree char *text = read_text(name, messages);
  if (text == NULL)
    return NULL;
  g_autofree char *base = g_path_get_basename(name);
  if (g_str_has_suffix(base, ".ini"))
    base[strlen(base) - 4] = '\0';
  g_autoptr(DgmiDefinition) definition = dgmi_definition_new_empty(base, name);
  g_autoptr(GArray) keys = dgmi_keyfile_scan(text, name, messages);
  fill(definition, keys, messages);
  check_values(definition, messages);
  if (!inherit(definition, name, paths, depth, messages) ||
      dgmi_messages_failures(messages) > failures)
    return NULL;
  return g_steal_pointer(&definition);
}

/* "{year}" in a value. */
static void fill_in_year(DgmiStatement *statement, const char *year)
{
  g_auto(GStrv) parts = g_strsplit(statement->value, "{year}", -1);
  if (parts[0] == NULL || parts[1] == NULL)
    return;
  g_free(statement->value);
  statement->value = g_strjoinv(year, parts);
}

static void fill_in_years(DgmiDefinition *definition)
{
  g_autofree char *year = g_strdup(dgmi_definition_get(definition, "index", "year", NULL));
  const GPtrArray *all = definition->statements->sections;
  for (guint s = 0; year != NULL && s < all->len; s++)
  {
    const DgmiSection *section = all->pdata[s];
    for (guint i = 0; i < section->list->len; i++)
      fill_in_year(section->list->pdata[i], year);
  }
}

DgmiDefinition *dgmi_definition_read(const char *file, const DgmiPaths *paths,
                                     DgmiMessages *messages)
{
  assert(file != NULL && paths != NULL && messages != NULL);
  DgmiDefinition *definition = read_one(file, paths, 0, messages);
  if (definition != NULL)
    fill_in_years(definition);
  return definition;
}
