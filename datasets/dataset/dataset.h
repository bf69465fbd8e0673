/* dataset.h: units × columns of one year, or of all, with missing values.
 *
 * Read once, then constant: any number of threads may read it. A numeric column is one block of
 * doubles, a value a unit, missing = NaN; text columns hold strings, missing = NULL. Column and
 * unit codes match without regard to letter case. */
#pragma once

#include "datasets/csv/csv.h"
#include "indicators/base/export.h"
#include "indicators/framework/framework.h"

G_BEGIN_DECLS

/* The most units a table may have. */
#define DGMI_DATASET_UNITS_MAX (1u << 26)

typedef struct _DgmiDataset DgmiDataset;

typedef struct
{
  const DgmiFramework
      *framework; /* its indicators and denominators are numeric columns, its groups text,
                     its others what they look like; NULL = every column is what it
                     looks like: numeric where its first value is a number */
  const char *const
      *numbers;             /* further numeric columns, NULL-terminated, where the table has them */
  const char *const *texts; /* further text columns, likewise; a column may be asked for as both */
  const char *const *elsewhere; /* columns that come from another table: they may be absent */
  int year; /* of a table with years; 0 = its newest, with a note where there are several */
  const char *missing; /* comma-separated markers in place of the default ones; NULL = default:
                          NA N/A NaN null - . .. ... n/a #N/A; an empty field is always missing */
  DgmiCsvOptions csv;
  gboolean all_years; /* `year` is 0, and a "unit" is a unit in a year: one row for each there is */
  const char *units_folder; /* of the shipped tables, which are read only where units have names in
                               place of codes; NULL = names are not matched */
} DgmiDatasetOptions;

/* Reads a table in a layout that its header tells:
 *
 *   wide        a column of unit codes (uCode; or code, unit, iso3, …, in this order) and optional
 *               names (uName; name, country, …), optional years (Time; year), a column an indicator
 *   tidy        the same, but columns of indicator codes (indicator, variable, series, …) and of
 *               values (value)
 *   World Bank  a column of series codes and one for each year; with or without the lines before
 *               and after a download's table; groups of countries ("WLD") are left out
 *   SDMX-CSV    1.0 and 2.0; REF_AREA as ISO alpha-2 becomes alpha-3; dimensions besides unit, year
 *               and indicator have to have one value for each indicator
 *   EGOVKB      a download of the UN E-Government Knowledgebase: EGDI, Rank, EPI, OSI, HCI, TII
 *
 * A layout other than wide is one note, with what was left out. A table with names and no codes has
 * its names matched. Failures, each with its place: what csv.h refuses, neither codes nor names, an
 * unknown name (with the nearest), duplicate unit (in a year), value or column, a row with more or
 * fewer fields than the header, a value that is no number or overflows, decimal commas and points
 * in one table, an indicator or denominator without values (with the nearest), a year the table
 * does not have, no unit at all. Columns nobody asked for are one note. Rows of other years are not
 * looked at beyond their year. NULL if there was a failure. `file` "-" = standard input. Cost:
 * linear; with year 0 a table that has years is parsed twice. */
DGMI_EXPORT DgmiDataset *dgmi_dataset_read(const char *file, const DgmiDatasetOptions *options,
                                           DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* The same for text in memory; `name` stands for the file in messages. */
DGMI_EXPORT DgmiDataset *dgmi_dataset_read_text(const char *text, gsize length, const char *name,
                                                const DgmiDatasetOptions *options,
                                                DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* Datasets are counted, by threads too: a result refers to those it was computed from, so that a
 * caller may let go in any order. */
DGMI_EXPORT DgmiDataset *dgmi_dataset_ref(const DgmiDataset *dataset);
DGMI_EXPORT void dgmi_dataset_unref(DgmiDataset *dataset);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiDataset, dgmi_dataset_unref)

DGMI_EXPORT const char *dgmi_dataset_file(const DgmiDataset *dataset); /* as messages call it */
DGMI_EXPORT int dgmi_dataset_year(const DgmiDataset *dataset);         /* 0 = none, or all years */

/* The year of a unit: with all years of its row. 0 = the table has no years. */
DGMI_EXPORT int dgmi_dataset_unit_year(const DgmiDataset *dataset, guint unit);

/* A dataset of its own of the units of `year`, with all columns; NULL = there is none. Cost: that
 * of a copy. */
DGMI_EXPORT DgmiDataset *dgmi_dataset_slice(const DgmiDataset *dataset,
                                            int year) G_GNUC_WARN_UNUSED_RESULT;

/* Units keep the order of their rows. The name is the table's, NULL where it has none. */
DGMI_EXPORT guint dgmi_dataset_n_units(const DgmiDataset *dataset);
DGMI_EXPORT const char *dgmi_dataset_code(const DgmiDataset *dataset, guint unit);
DGMI_EXPORT const char *dgmi_dataset_name(const DgmiDataset *dataset, guint unit);
/* -1 = none; with all years the first of its rows. */
DGMI_EXPORT int dgmi_dataset_find_unit(const DgmiDataset *dataset, const char *code);

/* The columns that were kept, in the order of the table (code, name and year columns apart). */
DGMI_EXPORT guint dgmi_dataset_n_columns(const DgmiDataset *dataset);
DGMI_EXPORT const char *dgmi_dataset_column_name(const DgmiDataset *dataset, guint column);
/* n_units values, or NULL where there is no such column or it was not read as numbers (texts). */
DGMI_EXPORT const double *dgmi_dataset_numbers(const DgmiDataset *dataset, const char *column);
DGMI_EXPORT const char *const *dgmi_dataset_texts(const DgmiDataset *dataset, const char *column);

/* The years that `file` has, ascending, without reading its values: an array of int, empty for a
 * table without years; *units gets an array of guint, the number of units of each (may be
 * NULL). NULL if there was a failure. */
DGMI_EXPORT GArray *dgmi_dataset_years(const char *file, GArray **units,
                                       DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
