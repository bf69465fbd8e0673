/* units-inside.h: what units.c and units-match.c share. */
#pragma once

#include "datasets/csv/table.h"
#include "datasets/units/name-index.h"
#include "datasets/units/subdivisions.h"
#include "datasets/units/units.h"

struct _DgmiUnits
{
  char *folder;
  gboolean chinese;     /* the language */
  DgmiTable *countries; /* columns as below; columns that are not there are -1 */
  DgmiTable *provinces;
  GHashTable *by_code; /* code -> row + 1 of `countries`, or row + 1 + its number of rows */
  DgmiSubdivisions *subdivisions;
  /* What units-match.c builds when it is asked first. */
  DgmiTable *aliases;
  DgmiNameIndex *country_names; /* NULL: not built */
  DgmiNameIndex *province_names;
  char *trouble; /* why there are no aliases, or NULL */
};

/* The cell in the column called `column`; "" if there is no such column. */
const char *dgmi_units_cell(const DgmiTable *table, guint row, const char *column);

/* The name in English or (where there is one) Chinese, or NULL. */
const char *dgmi_units_name_in(const DgmiUnits *units, const char *code, gboolean chinese);
