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

/* The values given; NULL, 0, FALSE = not given. Strings belong to the structure. */
typedef struct
{
  char *data, *indicators;
  int year;
  char *delimiter, *decimal, *encoding, *na;
  char *add, *join, *group;
  char **where, **set; /* lists of values, NULL-terminated */
  char **method[24];   /* by row of dgmi_method_options(); each a list of values, NULL-terminated */
  gboolean method_flag[24]; /* likewise, of those without a value */
  char *format, *output, *lang, *color;
  gboolean quiet;
  int top;
  char *units;
  char *stage, *style, *to_layout;
  gboolean contributions, scores, summary, flags;
  char *size, *dpi, *theme, *highlight, *title, *subtitle, *source, *data_out;
  int from, to;
  char *as, *palette, *results, *map, *classes;
  gboolean log;
  char *derive, *within, *node;
  char **bounds; /* NULL-terminated */
  gboolean pairs, tiers;
  int search;
  gboolean distance, revealed, built_in;
  char *seed, *draws, *until, *output_of;
  char **vary; /* NULL-terminated */
  int threads;
  gboolean acceptability, sensitivity, pairwise, central;
  gboolean across_breaks;
  int rank, level;
  char *by, *rising; /* --node of target */
  char **limits;     /* NULL-terminated */
  char *part, *kind, *effective;
  gboolean strict;
  char **arguments;     /* what is left: INDEX, UNIT … */
  char **extra_columns; /* no option: columns of the data that a verb reads besides, where there
                           are such; NULL-terminated, borrowed */
  /* No options either, but what --vary needs of the data: columns of numbers, columns to group by
   * and tables to impute from (NULL-terminated, borrowed), and the other years. */
  char **error_columns, **group_columns, **proxy_files;
  gboolean other_years;
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
guint64 dgmi_options_seed(const DgmiOptions *options);
guint64 dgmi_options_draws(const DgmiOptions *options);

#define DGMI_DRAWS 100000          /* unless --draws says otherwise */
#define DGMI_DRAWS_MAX 4294967040u /* whole blocks of 256 that 32 bits count */

void dgmi_options_clear(DgmiOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DgmiOptions, dgmi_options_clear)
