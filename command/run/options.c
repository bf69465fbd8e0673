#include "command/run/options.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

#include "command/run/say.h"
#include "indicators/base/error.h"
#include "indicators/base/text.h"

static const DgmiMethodOption method_options[] = {
    {"denominate", "denominate", FALSE, TRUE},
    {"available", "available", FALSE, FALSE},
    {"available-flag", "available_flag", FALSE, TRUE},
    {"available-node", "available_node", TRUE, FALSE},
    {"impute", "impute", TRUE, FALSE},
    {"treat", "treat", TRUE, FALSE},
    {"normalise", "normalise", TRUE, FALSE},
    {"over-years", "over_years", FALSE, TRUE},
    {"weights", "weights", TRUE, FALSE},
    {"aggregate", "aggregate", TRUE, FALSE},
    {"floor", "floor", FALSE, FALSE},
    {"digits", "digits", FALSE, FALSE},
    {"round-levels", "round_levels", FALSE, FALSE},
    {"ties", "ties", FALSE, FALSE},
};
G_STATIC_ASSERT(G_N_ELEMENTS(method_options) <= G_N_ELEMENTS(((DgmiMethodOptions *)0)->values));

const DgmiMethodOption *dgmi_method_options(guint *n)
{
  *n = G_N_ELEMENTS(method_options);
  return method_options;
}

typedef enum
{
  TEXT,
  NUMBER,
  FLAG,
  LIST,
  METHOD,
  METHOD_FLAG
} Kind;

typedef struct
{
  guint takes;
  const char *name;
  char letter;
  Kind kind;
  gsize offset; /* of the member of DgmiOptions; of METHOD: the key's option name is looked up */
  const char *argument;
  const char *help;
} Option;

#define AT(member) G_STRUCT_OFFSET(DgmiOptions, member)

static const Option table[] = {
    {DGMI_TAKES_DATA, "data", 0, TEXT, AT(data.table), N_("FILE"),
     N_("data table in place of the index's own (- = standard input)")},
    {DGMI_TAKES_DATA, "indicators", 0, TEXT, AT(data.indicators), N_("FILE"),
     N_("framework table in place of the index's own")},
    {DGMI_TAKES_DATA, "year", 0, NUMBER, AT(data.year), N_("YEAR"),
     N_("edition of a family, year of a table")},
    {DGMI_TAKES_DATA, "delimiter", 0, TEXT, AT(data.delimiter), N_("CHARACTER"),
     N_("between fields: , ; or tab (found by itself)")},
    {DGMI_TAKES_DATA, "decimal", 0, TEXT, AT(data.decimal), N_("MARK"),
     N_("decimal mark: . or , (found by itself)")},
    {DGMI_TAKES_DATA, "encoding", 0, TEXT, AT(data.encoding), N_("NAME"),
     N_("of the text: utf-8, utf-16, gb18030, … (found by itself)")},
    {DGMI_TAKES_DATA, "na", 0, TEXT, AT(data.na), N_("LIST"),
     N_("words that mean a missing value, in place of NA, n/a, .., -, …")},
    {DGMI_TAKES_UNITS, "where", 0, LIST, AT(units.where), N_("COLUMN=VALUE"),
     N_("compute these units only: a column of the data, or region, ldc, sids, … of countries")},
    {DGMI_TAKES_UNITS, "add", 0, TEXT, AT(units.add), N_("FILE"),
     N_("a table of own units beside those of the data")},
    {DGMI_TAKES_UNITS, "join", 0, TEXT, AT(units.join), N_("FILE"),
     N_("a table of own columns for the units of the data")},
    {DGMI_TAKES_UNITS, "set", 0, LIST, AT(units.set), N_("UNIT.INDICATOR=VALUE"), N_("what if")},
    {DGMI_TAKES_GROUP, "group", 0, TEXT, AT(shown.group), N_("COLUMN"),
     N_("add the rank within the group and the groups' means")},
    {DGMI_TAKES_METHOD, "denominate", 0, METHOD_FLAG, 0, NULL,
     N_("divide by the Denominator that the framework table names, times its ScaleFactor")},
    {DGMI_TAKES_METHOD, "available", 0, METHOD, 0, N_("SHARE"),
     N_("leave out units with a smaller share of indicators")},
    {DGMI_TAKES_METHOD, "available-flag", 0, METHOD_FLAG, 0, NULL,
     N_("only flag the units that --available would leave out")},
    {DGMI_TAKES_METHOD, "available-node", 0, METHOD, 0, N_("SHARE"),
     N_("an aggregate with a smaller share of members is missing")},
    {DGMI_TAKES_METHOD, "impute", 0, METHOD, 0, N_("[NODE=]METHOD"),
     N_("fill missing values: mean, knn:5, group-mean:COL, em, locf:2, …")},
    {DGMI_TAKES_METHOD, "treat", 0, METHOD, 0, N_("[NODE=]METHOD"),
     N_("treat outliers and skewness: winsor:5, jrc, boxcox, cap:LO,HI, …")},
    {DGMI_TAKES_METHOD, "normalise", 0, METHOD, 0, N_("[NODE=]METHOD"),
     N_("put indicators on one scale: minmax:0,100, zscore, rank, …")},
    {DGMI_TAKES_METHOD, "over-years", 0, METHOD_FLAG, 0, NULL,
     N_("treat and normalise over all years of the table together")},
    {DGMI_TAKES_METHOD, "weights", 0, METHOD, 0, N_("[NODE=]WEIGHTS"),
     N_("CODE=W,…, a table iCode,Weight or a method: equal, pca, entropy, model:ID, …")},
    {DGMI_TAKES_METHOD, "aggregate", 0, METHOD, 0, N_("[NODE=]METHOD"),
     N_("arithmetic, geometric, …; a list by level from level 2 up")},
    {DGMI_TAKES_METHOD, "floor", 0, METHOD, 0, N_("VALUE"),
     N_("raise smaller normalised values to it")},
    {DGMI_TAKES_METHOD, "digits", 0, METHOD, 0, N_("N"),
     N_("decimals of the score, before ranking")},
    {DGMI_TAKES_METHOD, "round-levels", 0, METHOD, 0, N_("N"),
     N_("decimals of every level's scores")},
    {DGMI_TAKES_METHOD, "ties", 0, METHOD, 0, N_("RULE"),
     N_("ranks of equal scores: min, max, mean, dense, first")},
    {DGMI_TAKES_STAGE | DGMI_TAKES_AUDIT, "stage", 0, TEXT, AT(shown.stage), N_("STAGE"),
     N_("the matrix after this step: raw, denominated, screened, imputed, treated, normalised, "
        "aggregated or ranks; unless given data shows aggregated, audit looks at raw for "
        "availability and outliers, otherwise at normalised")},
    {DGMI_TAKES_STAGE, "flags", 0, FLAG, AT(shown.flags), NULL,
     N_("with --stage imputed: list the cells that were filled, and how")},
    {DGMI_TAKES_CONTRIBUTIONS, "contributions", 0, FLAG, AT(shown.contributions), NULL,
     N_("what each part adds to the index, in place of scores")},
    {DGMI_TAKES_SCORES, "scores", 0, FLAG, AT(shown.scores), NULL, N_("scores in place of ranks")},
    {DGMI_TAKES_SUMMARY, "summary", 0, FLAG, AT(shown.summary), NULL,
     N_("rank correlations in place of ranks")},
    {DGMI_TAKES_WEIGHTS, "derive", 0, TEXT, AT(weights.derive), N_("METHOD"),
     N_("weights that follow from the data, in place of the analysis")},
    {DGMI_TAKES_WEIGHTS | DGMI_TAKES_CHART, "bounds", 0, LIST, AT(weights.bounds),
     N_("[NODE=]LOW..HIGH"),
     N_("only weights that lie so: of each part, or of one (weights, ternary)")},
    {DGMI_TAKES_WEIGHTS | DGMI_TAKES_CHART, "within", 0, TEXT, AT(weights.within), N_("PERCENT"),
     N_("only weights that differ by no more from the index's own: 25%")},
    {DGMI_TAKES_WEIGHTS | DGMI_TAKES_CHART, "node", 0, TEXT, AT(weights.node), N_("NODE"),
     N_("the aggregate whose parts' weights vary, in place of the index")},
    {DGMI_TAKES_WEIGHTS, "pairs", 0, FLAG, AT(weights.pairs), NULL,
     N_("for units next to each other: the least change of weights that swaps them")},
    {DGMI_TAKES_WEIGHTS, "tiers", 0, FLAG, AT(weights.tiers), NULL,
     N_("groups of units that every choice of weights puts in the same order")},
    {DGMI_TAKES_WEIGHTS, "search", 0, NUMBER, AT(weights.search), N_("N"),
     N_("nodes of the search for each best or worst rank of more than three parts")},
    {DGMI_TAKES_SCENARIOS, "built-in", 0, FLAG, AT(scenarios.built_in), NULL,
     N_("beside the scenarios of files: own, equal, each part doubled, weights from the data, "
        "models")},
    {DGMI_TAKES_MODELS, "distance", 0, FLAG, AT(models.distance), NULL,
     N_("distances to the units of the models in place of ranks")},
    {DGMI_TAKES_MODELS, "revealed", 0, FLAG, AT(models.revealed), NULL,
     N_("the weights under which the models' own units look best, in place of declared ones")},
    {DGMI_TAKES_SAMPLES, "vary", 0, LIST, AT(draws.vary), N_("SOURCE"),
     N_("what is uncertain, in place of weights:25%; repeatable: weights:dirichlet[:K], "
        "normalise:A/B, aggregate:A/B, impute:A/B, treat:A/B, winsor:1..5, drop:indicators, "
        "error:5%")},
    {DGMI_TAKES_SAMPLES | DGMI_TAKES_WEIGHTS, "draws", 0, TEXT, AT(draws.count), N_("N"),
     N_("how many; 100000 unless given")},
    {DGMI_TAKES_SAMPLES, "until", 0, TEXT, AT(draws.until), N_("WIDTH"),
     N_("stop before --draws when no mean rank or first share has a wider 95-percent half-width")},
    {DGMI_TAKES_SAMPLES, "threads", 0, NUMBER, AT(draws.threads), N_("N"),
     N_("that compute; as many as the machine has unless given")},
    {DGMI_TAKES_SAMPLES, "output-of", 0, TEXT, AT(draws.output_of), N_("OUTPUT"),
     N_("what sensitivity explains: shift (default), the mean absolute rank shift; rank:UNIT or "
        "score:UNIT")},
    {DGMI_TAKES_METHOD, "seed", 0, TEXT, AT(method.seed), N_("N"),
     N_("of what is drawn; 1 unless given")},
    {DGMI_TAKES_UNCERTAINTY, "acceptability", 0, FLAG, AT(uncertainty.acceptability), NULL,
     N_("how often each unit has each rank, in place of the summary")},
    {DGMI_TAKES_UNCERTAINTY, "sensitivity", 0, FLAG, AT(uncertainty.sensitivity), NULL,
     N_("which source drives the uncertainty: Sobol indices; makes (2 + sources) times as many "
        "runs as --draws")},
    {DGMI_TAKES_UNCERTAINTY, "pairwise", 0, FLAG, AT(uncertainty.pairwise), NULL,
     N_("how often each unit is ahead of each other")},
    {DGMI_TAKES_UNCERTAINTY, "central", 0, FLAG, AT(uncertainty.central), NULL,
     N_("the mean weights under which each unit is first")},
    {DGMI_TAKES_AUDIT, "part", 0, TEXT, AT(audit.part), N_("PART"),
     N_("one part as a table, in place of the document")},
    {DGMI_TAKES_AUDIT, "kind", 0, TEXT, AT(audit.kind), N_("KIND"),
     N_("of correlations: pearson (default), spearman or kendall")},
    {DGMI_TAKES_AUDIT, "effective", 0, TEXT, AT(audit.effective), N_("MEASURE"),
     N_("of effective weights: squared-correlation (default) or main-effect")},
    {DGMI_TAKES_AUDIT, "strict", 0, FLAG, AT(audit.strict), NULL,
     N_("exit code 3 where anything is flagged")},
    {DGMI_TAKES_TO, "to", 0, TEXT, AT(convert.layout), N_("LAYOUT"),
     N_("wide (default), tidy, wdi, sdmx-csv, sdmx-csv-2 or egovkb")},
    {DGMI_TAKES_STYLE, "style", 0, TEXT, AT(cite.style), N_("STYLE"),
     N_("bibtex (default) or gbt7714")},
    {DGMI_TAKES_CHART, "highlight", 0, TEXT, AT(chart.highlight), N_("A,B"),
     N_("draw these units strong")},
    {DGMI_TAKES_CHART, "title", 0, TEXT, AT(chart.title), N_("TEXT"),
     N_("in place of the chart's own")},
    {DGMI_TAKES_CHART, "subtitle", 0, TEXT, AT(chart.subtitle), N_("TEXT"),
     N_("in place of the chart's own")},
    {DGMI_TAKES_CHART, "source", 0, TEXT, AT(chart.source), N_("TEXT"),
     N_("source line in place of the index's own")},
    {DGMI_TAKES_CHART, "size", 0, TEXT, AT(chart.size), N_("SIZE"),
     N_("slide, a4, column, WIDTH or WIDTHxHEIGHT in pixels")},
    {DGMI_TAKES_CHART, "dpi", 0, TEXT, AT(chart.dpi), N_("N"), N_("of a PNG; 96 unless given")},
    {DGMI_TAKES_CHART, "theme", 0, TEXT, AT(chart.theme), N_("THEME"), N_("light, dark or print")},
    {DGMI_TAKES_CHART, "as", 0, TEXT, AT(chart.as), N_("SHAPE"),
     N_("another shape of the kind: dumbbell, strip, radar, bars; slope, bump; sunburst; "
        "acceptability")},
    {DGMI_TAKES_CHART | DGMI_TAKES_CHANGE, "from", 0, NUMBER, AT(change.from), N_("YEAR"),
     N_("the first year of change")},
    {DGMI_TAKES_CHART | DGMI_TAKES_CHANGE, "to", 0, NUMBER, AT(change.to), N_("YEAR"),
     N_("the last year of change")},
    {DGMI_TAKES_CHANGE, "across-breaks", 0, FLAG, AT(change.across_breaks), NULL,
     N_("also between editions that the publisher calls not comparable")},
    {DGMI_TAKES_TARGET, "rank", 0, NUMBER, AT(target.rank), N_("N"), N_("the rank to reach")},
    {DGMI_TAKES_TARGET, "by", 0, TEXT, AT(target.by), N_("WHAT"),
     N_("what is least: the sum of the increases (default) or the largest")},
    {DGMI_TAKES_TARGET, "node", 0, TEXT, AT(target.nodes), N_("A,B"),
     N_("what may rise, in place of the parts of the index")},
    {DGMI_TAKES_TARGET, "level", 0, NUMBER, AT(target.level), N_("N"),
     N_("all nodes of this level may rise: 1 for the indicators")},
    {DGMI_TAKES_TARGET, "limit", 0, LIST, AT(target.limits), N_("[NODE=]VALUE"),
     N_("the largest value a node may have, in place of the end of its scale")},
    {DGMI_TAKES_CHART, "results", 0, TEXT, AT(chart.results), N_("FILE"),
     N_("the table that uncertainty or weights prints as CSV, for the charts of that name")},
    {DGMI_TAKES_CHART, "map", 0, TEXT, AT(chart.map), N_("FILE"),
     N_("outlines in GeoJSON or TopoJSON, in place of tiles (map)")},
    {DGMI_TAKES_CHART, "classes", 0, TEXT, AT(chart.classes), N_("HOW"),
     N_("of a map: equal (default), quantiles or own, the index's")},
    {DGMI_TAKES_CHART, "palette", 0, TEXT, AT(chart.palette), N_("NAME"),
     N_("of classes and scales: viridis, cividis, puor or grey (rank, heatmap, map)")},
    {DGMI_TAKES_CHART, "log", 0, FLAG, AT(chart.log), NULL,
     N_("a logarithmic axis across (scatter)")},
    {DGMI_TAKES_CHART, "data-out", 0, TEXT, AT(chart.data_out), N_("FILE"),
     N_("also write the numbers behind the picture, as CSV")},
    {DGMI_TAKES_SHOWN, "units", 0, TEXT, AT(shown.units), N_("A,B"), N_("show these units only")},
    {DGMI_TAKES_SHOWN, "top", 0, NUMBER, AT(shown.top), N_("N"), N_("show the first N only")},
    {DGMI_TAKES_PRINT, "format", 0, TEXT, AT(print.format), N_("FORMAT"),
     N_("table, csv, tsv, json, md, tex or xlsx")},
    {DGMI_TAKES_PRINT, "output", 'o', TEXT, AT(print.output), N_("FILE"),
     N_("write to FILE, whole or not at all")},
    {DGMI_TAKES_PRINT, "lang", 0, TEXT, AT(print.lang), N_("LANGUAGE"), N_("en or zh")},
    {DGMI_TAKES_PRINT, "color", 0, TEXT, AT(print.color), N_("WHEN"), N_("auto, always or never")},
    {DGMI_TAKES_PRINT, "quiet", 'q', FLAG, AT(print.quiet), NULL,
     N_("no notes, on the table or beside it")},
};

/* American spellings that are accepted and not listed. */
static const char *const spellings[][2] = {{"normalize", "normalise"}, {"colour", "color"}};

/* Where the values of an option of kind METHOD or METHOD_FLAG go. */
static gpointer method_member(DgmiOptions *options, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS(method_options); i++)
    if (strcmp(method_options[i].option, name) == 0)
      return method_options[i].is_flag ? (gpointer)&options->method.flags[i]
                                       : (gpointer)&options->method.values[i];
  assert(FALSE && "an option of kind METHOD without a row in method_options");
  return NULL;
}

/* Reads an option of kind NUMBER: GLib would say what is wrong in the language of the locale. */
static gboolean read_whole_number(const char *name, const char *value, gpointer data,
                                  GError **error)
{
  char *end;
  errno = 0;
  const gint64 number = g_ascii_strtoll(value, &end, 10);
  if (*value == '\0' || *end != '\0')
    dgmi_error_set(error, DGMI_ERROR_USAGE, "Cannot parse integer value “%s” for %s", value, name);
  else if (errno == ERANGE || number < G_MININT || number > G_MAXINT)
    dgmi_error_set(error, DGMI_ERROR_USAGE, "Integer value “%s” for %s out of range", value, name);
  else
    for (guint i = 0; i < G_N_ELEMENTS(table); i++)
      if (table[i].kind == NUMBER && strcmp(table[i].name, name + strspn(name, "-")) == 0)
      {
        G_STRUCT_MEMBER(int, data, table[i].offset) = (int)number;
        return TRUE;
      }
  return FALSE;
}

static gpointer destination_of(const Option *option, DgmiOptions *options)
{
  if (option->kind == NUMBER)
    return (gpointer)(guintptr)read_whole_number;
  return option->kind >= METHOD ? method_member(options, option->name)
                                : G_STRUCT_MEMBER_P(options, option->offset);
}

static GOptionEntry entry_of(const Option *option, DgmiOptions *options)
{
  static const GOptionArg kinds[] = {G_OPTION_ARG_STRING,       G_OPTION_ARG_CALLBACK,
                                     G_OPTION_ARG_NONE,         G_OPTION_ARG_STRING_ARRAY,
                                     G_OPTION_ARG_STRING_ARRAY, G_OPTION_ARG_NONE};
  return (GOptionEntry){.long_name = option->name,
                        .short_name = option->letter,
                        .arg = kinds[option->kind],
                        .arg_data = destination_of(option, options),
                        .description = _(option->help),
                        .arg_description = option->argument == NULL ? NULL : _(option->argument)};
}

/* A flag given is a value "yes". */
static void set_flags(DgmiOptions *options)
{
  for (guint i = 0; i < G_N_ELEMENTS(method_options); i++)
    if (options->method.flags[i])
      options->method.values[i] = g_strsplit("yes", ",", -1);
}

static void add_entries(GOptionContext *context, DgmiOptions *options, guint takes)
{
  GOptionGroup *group = g_option_group_new(NULL, NULL, NULL, options, NULL);
  g_option_context_set_main_group(context, group);
  for (guint i = 0; i < G_N_ELEMENTS(table); i++)
  {
    if ((table[i].takes & takes) == 0)
      continue;
    GOptionEntry entry[2] = {entry_of(&table[i], options)};
    g_option_group_add_entries(group, entry);
    for (guint s = 0; s < G_N_ELEMENTS(spellings); s++)
      if (strcmp(table[i].name, spellings[s][1]) == 0)
      {
        entry[0].long_name = spellings[s][0];
        entry[0].flags |= G_OPTION_FLAG_HIDDEN;
        g_option_group_add_entries(group, entry);
      }
  }
}

/* What GLib says of itself in a help text, in our language. */
static char *help_of(GOptionContext *context)
{
  static const char *const words[] = {N_("Usage:"), N_("[OPTION…]"), N_("Options:")};
  g_autofree char *text = g_option_context_get_help(context, TRUE, NULL);
  g_autoptr(GString) help = g_string_new(text);
  for (guint i = 0; i < G_N_ELEMENTS(words); i++)
    g_string_replace(help, words[i], _(words[i]), 1);
  return g_strdup(help->str);
}

/* GOption says "Unknown option --formt"; this says what was meant. An option without its argument
 * is the last word. */
static void suggest_option(GError **error, guint takes, const char *verb, char **argv)
{
  if (g_error_matches(*error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE))
  {
    g_clear_error(error);
    dgmi_error_set(error, DGMI_ERROR_USAGE, "Missing argument for %s",
                   argv[g_strv_length(argv) - 1]);
  }
  if (!g_error_matches(*error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION))
    return;
  const char *option = strchr((*error)->message, '-');
  const char *name = option == NULL ? "" : option + strspn(option, "-");
  g_autofree char *word = g_strndup(name, strcspn(name, "= "));
  const char *known[G_N_ELEMENTS(table)];
  gsize n = 0;
  for (guint i = 0; i < G_N_ELEMENTS(table); i++)
    if (table[i].takes & takes)
      known[n++] = table[i].name;
  const char *nearest = dgmi_text_nearest(word, known, n);
  g_autofree char *message =
      nearest == NULL
          ? g_strdup_printf(_("unknown option %s; dgmi %s --help lists the options"),
                            option == NULL ? "" : option, verb)
          : g_strdup_printf(_("unknown option --%s; did you mean --%s?"), word, nearest);
  g_clear_error(error);
  dgmi_error_set(error, DGMI_ERROR_USAGE, "%s", message);
}

static gboolean asks_for_help(char **argv)
{
  for (guint i = 0; argv[i] != NULL && strcmp(argv[i], "--") != 0; i++)
    if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
      return TRUE;
  return FALSE;
}

guint64 dgmi_options_seed(const DgmiMethodOptions *method)
{
  return method->seed == NULL ? 0 : g_ascii_strtoull(method->seed, NULL, 10);
}

guint64 dgmi_options_draws(const DgmiDrawOptions *draws)
{
  return draws->count == NULL ? DGMI_DRAWS : g_ascii_strtoull(draws->count, NULL, 10);
}

/* Of what is drawn. */
static gboolean check_samples(const DgmiOptions *options, GError **error)
{
  double width;
  if (options->method.seed != NULL &&
      !g_ascii_string_to_unsigned(options->method.seed, 10, 1, G_MAXUINT64, NULL, NULL))
    dgmi_error_set(error, DGMI_ERROR_USAGE, "--seed '%s' is not a whole number from 1 on",
                   options->method.seed);
  else if (options->draws.count != NULL &&
           !g_ascii_string_to_unsigned(options->draws.count, 10, 1, DGMI_DRAWS_MAX, NULL, NULL))
    dgmi_error_set(error, DGMI_ERROR_USAGE, "--draws '%s' is not a whole number from 1 to %u",
                   options->draws.count, DGMI_DRAWS_MAX);
  else if (options->draws.threads < 0 || options->draws.threads > 1024)
    dgmi_error_set(error, DGMI_ERROR_USAGE, "--threads %d is not a number from 1 to 1024",
                   options->draws.threads);
  else if (options->draws.until != NULL &&
           (dgmi_number_parse(options->draws.until, strlen(options->draws.until), &width) !=
                DGMI_NUMBER_OK ||
            !(width > 0)))
    dgmi_error_set(error, DGMI_ERROR_USAGE, "--until '%s' is not a number above 0",
                   options->draws.until);
  else
    return TRUE;
  return FALSE;
}

static gboolean check_options(const DgmiOptions *options, GError **error)
{
  if (options->print.lang != NULL && strcmp(options->print.lang, "en") != 0 &&
      strcmp(options->print.lang, "zh") != 0)
    dgmi_error_set(error, DGMI_ERROR_USAGE, "--lang '%s' is not known; write en or zh",
                   options->print.lang);
  else if (options->print.output != NULL && options->print.output[0] == '\0')
    dgmi_error_set(error, DGMI_ERROR_USAGE, "--output names no file; write -o FILE");
  else if (options->shown.units != NULL && options->shown.units[0] == '\0')
    dgmi_error_set(error, DGMI_ERROR_USAGE, "--units names no unit; write codes or names, A,B");
  else if (options->shown.top < 0)
    dgmi_error_set(error, DGMI_ERROR_USAGE, "--top %d is negative; write 1 or more",
                   options->shown.top);
  else if (options->data.year < 0 || options->data.year > 9999)
    dgmi_error_set(error, DGMI_ERROR_USAGE, "--year %d is not a year", options->data.year);
  else if (options->data.delimiter != NULL && strcmp(options->data.delimiter, "tab") != 0 &&
           strcmp(options->data.delimiter, "\\t") != 0 && strlen(options->data.delimiter) != 1)
    dgmi_error_set(error, DGMI_ERROR_USAGE,
                   "--delimiter '%s' is not one character; write , ; or tab",
                   options->data.delimiter);
  else if (options->data.decimal != NULL && strcmp(options->data.decimal, ".") != 0 &&
           strcmp(options->data.decimal, ",") != 0)
    dgmi_error_set(error, DGMI_ERROR_USAGE, "--decimal '%s' is not . or ,", options->data.decimal);
  else
    return check_samples(options, error);
  return FALSE;
}

/* The words as GOption wants them: it takes the first as the program and steals what it uses. */
static char **program_words(char **argv)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
  g_strv_builder_add(builder, "dgmi");
  for (guint i = 0; argv[i] != NULL; i++)
    g_strv_builder_add(builder, argv[i]);
  return g_strv_builder_end(builder);
}

gboolean dgmi_options_parse(DgmiOptions *options, char **argv, const DgmiUsage *usage,
                            char **show_help, GError **error)
{
  assert(argv != NULL && usage->verb != NULL);
  assert(*show_help == NULL);
  g_autoptr(GOptionContext) context = g_option_context_new(usage->usage);
  g_option_context_set_summary(context, usage->help);
  g_option_context_set_help_enabled(context, FALSE);
  add_entries(context, options, usage->takes);
  if (asks_for_help(argv))
  {
    g_autofree char *name = g_strconcat("dgmi ", usage->verb, NULL);
    g_set_prgname(name);
    *show_help = help_of(context);
    return TRUE;
  }
  g_auto(GStrv) words = program_words(argv);
  if (!g_option_context_parse_strv(context, &words, error))
  {
    suggest_option(error, usage->takes, usage->verb, argv);
    (*error)->domain = DGMI_ERROR;
    (*error)->code = DGMI_ERROR_USAGE;
    return FALSE;
  }
  set_flags(options);
  const guint skip = words[1] != NULL && strcmp(words[1], "--") == 0 ? 2 : 1;
  options->arguments = g_strdupv(words + skip);
  return check_options(options, error);
}

void dgmi_options_clear(DgmiOptions *options)
{
  for (guint i = 0; i < G_N_ELEMENTS(table); i++)
    if (table[i].kind == TEXT) /* two options may share a member */
      g_clear_pointer((char **)G_STRUCT_MEMBER_P(options, table[i].offset), g_free);
    else if (table[i].kind == LIST)
      g_clear_pointer((char ***)G_STRUCT_MEMBER_P(options, table[i].offset), g_strfreev);
  for (guint i = 0; i < G_N_ELEMENTS(method_options); i++)
    g_strfreev(options->method.values[i]);
  g_strfreev(options->arguments);
  memset(options, 0, sizeof *options);
}
