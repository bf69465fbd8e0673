/* options.h: every option of every verb, in one table that feeds parsing, --help and the man page.
 */
#pragma once

#include <glib.h>

/* What a verb takes: sets of options, in DgmiVerb.options. */
typedef enum
{
  DGMI_TAKES_DATA = 1 << 0,   /* which tables, which year */
  DGMI_TAKES_METHOD = 1 << 1, /* how it is computed */
  DGMI_TAKES_PRINT = 1 << 2,  /* how it is printed */
  DGMI_TAKES_SHOWN = 1 << 3,  /* which units are shown */
  DGMI_TAKES_STAGE = 1 << 4,
  DGMI_TAKES_CHART = 1 << 5, /* how it is drawn */
  DGMI_TAKES_UNITS = 1 << 6, /* what is computed beside or in place of the data as they are */
  DGMI_TAKES_GROUP = 1 << 7,
  DGMI_TAKES_CONTRIBUTIONS = 1 << 8,
  DGMI_TAKES_SCORES = 1 << 9,
  DGMI_TAKES_SUMMARY = 1 << 10,
  DGMI_TAKES_STYLE = 1 << 11,
  DGMI_TAKES_AUDIT = 1 << 12,
  DGMI_TAKES_WEIGHTS = 1 << 13,
  DGMI_TAKES_SAMPLES = 1 << 14,     /* what is drawn, and how often */
  DGMI_TAKES_UNCERTAINTY = 1 << 15, /* which of its tables is printed */
  DGMI_TAKES_CHANGE = 1 << 16,
  DGMI_TAKES_TARGET = 1 << 17,
  DGMI_TAKES_MODELS = 1 << 18,
  DGMI_TAKES_TO = 1 << 20, /* convert */
  DGMI_TAKES_SCENARIOS = 1 << 21,
  DGMI_COMPUTES = DGMI_TAKES_DATA | DGMI_TAKES_METHOD | DGMI_TAKES_UNITS
} DgmiTakes;

/* The values given, a part for each set of options. NULL, 0, FALSE = not given; lists are
 * NULL-terminated. Strings belong to the whole. */

/* Which tables, how they are written and which year. */
typedef struct
{
  char *table, *indicators;
  int year;
  char *delimiter, *decimal, *encoding, *na;
} DgmiDataOptions;

/* What is computed beside or in place of the data as they are. */
typedef struct
{
  char **where, *add, *join, **set;
} DgmiUnitOptions;

/* How it is computed: by row of dgmi_method_options(). */
typedef struct
{
  char **values[24];  /* each a list */
  gboolean flags[24]; /* likewise, of those without a value */
  char *seed;
} DgmiMethodOptions;

/* How it is printed. */
typedef struct
{
  char *format, *output, *lang, *color;
  gboolean quiet;
} DgmiPrintedOptions;

/* Which units of the result are shown, and what of it. */
typedef struct
{
  char *units, *group, *stage;
  int top;
  gboolean flags, contributions, scores, summary;
} DgmiShownOptions;

/* How it is drawn. */
typedef struct
{
  char *size, *dpi, *theme, *highlight, *title, *subtitle, *source, *data_out;
  char *as, *palette, *results, *map, *classes;
  gboolean log;
} DgmiDrawingOptions;

/* Of all weights that an index could have; of the chart "ternary" likewise. */
typedef struct
{
  char *derive, *within, *node, **bounds;
  gboolean pairs, tiers;
  int search;
} DgmiWeightOptions;

/* What is drawn at random, and how often. */
typedef struct
{
  char **vary;
  char *count, *until, *output_of;
  int threads;
} DgmiDrawOptions;

/* Which table of an uncertainty is printed. */
typedef struct
{
  gboolean acceptability, sensitivity, pairwise, central;
} DgmiTableOptions;

typedef struct
{
  char *part, *kind, *effective;
  gboolean strict;
} DgmiAuditOptions;

/* Years compared; of the chart "change" likewise. */
typedef struct
{
  int from, to;
  gboolean across_breaks;
} DgmiChangeOptions;

typedef struct
{
  int rank, level;
  char *by, *nodes, **limits;
} DgmiTargetOptions;

typedef struct
{
  DgmiDataOptions data;
  DgmiUnitOptions units;
  DgmiMethodOptions method;
  DgmiPrintedOptions print;
  DgmiShownOptions shown;
  DgmiDrawingOptions chart;
  DgmiWeightOptions weights;
  DgmiDrawOptions draws;
  DgmiTableOptions uncertainty;
  DgmiAuditOptions audit;
  DgmiChangeOptions change;
  DgmiTargetOptions target;
  struct
  {
    gboolean built_in;
  } scenarios;
  struct
  {
    gboolean distance, revealed;
  } models;
  struct
  {
    char *style;
  } cite;
  struct
  {
    char *layout;
  } convert;
  char **arguments; /* what is left: INDEX, UNIT … */
} DgmiOptions;

/* An option that states a key of [method] anew: "--available-node" and "available_node".
 * `per_node`: also NODE=VALUE. `is_flag`: it takes no value and states "yes". */
typedef struct
{
  const char *option;
  const char *key;
  gboolean per_node;
  gboolean is_flag;
} DgmiMethodOption;

const DgmiMethodOption *dgmi_method_options(guint *n);

/* The verb that options are given to, as its help shows it. */
typedef struct
{
  const char *verb;
  guint takes;       /* which options */
  const char *usage; /* its arguments */
  const char *help;  /* one paragraph */
} DgmiUsage;

/* Parses `argv` (the words after the verb; NULL-terminated). Error: DGMI_ERROR_USAGE, with a
 * suggestion. *show_help gets the help text where it was asked for (free with g_free()). */
gboolean dgmi_options_parse(DgmiOptions *options, char **argv, const DgmiUsage *usage,
                            char **show_help, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The numbers of --seed (0 = not given) and --draws. */
guint64 dgmi_options_seed(const DgmiMethodOptions *method);
guint64 dgmi_options_draws(const DgmiDrawOptions *draws);

#define DGMI_DRAWS 100000          /* unless --draws says otherwise */
#define DGMI_DRAWS_MAX 4294967040u /* whole blocks of 256 that 32 bits count */

void dgmi_options_clear(DgmiOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DgmiOptions, dgmi_options_clear)
