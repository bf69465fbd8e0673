/* unit-finder.h: the code of a unit by what a table calls it. Inside of datasets/.
 *
 * The shipped tables of names are read when the first name has to be matched: tables with codes
 * never need them. */
#pragma once

#include "datasets/csv/csv.h"

typedef enum
{
  DGMI_UNIT_CODE, /* a code, kept as it is */
  DGMI_UNIT_NAME, /* a name in any language or spelling that the shipped tables know */
  DGMI_UNIT_AREA, /* SDMX's REF_AREA: ISO 3166-1 alpha-2 becomes alpha-3, others are kept */
  DGMI_UNIT_BANK  /* a World Bank code: groups of countries are told apart */
} DgmiUnitKind;

typedef struct _DgmiUnitFinder DgmiUnitFinder;

/* `folder`: of the shipped tables; NULL = nothing is matched. */
DgmiUnitFinder *dgmi_unit_finder_new(const char *folder) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_unit_finder_free(DgmiUnitFinder *finder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiUnitFinder, dgmi_unit_finder_free)

/* Whether `code` is one of the World Bank's for groups of countries ("WLD", "ECS"). */
gboolean dgmi_unit_is_aggregate(const char *code);

/* The code of what `text` (not empty) calls a unit: it belongs to the finder, or is `text` itself.
 * NULL where a name is unknown, with a failure at field `field` of `row` that suggests others. */
const char *dgmi_unit_finder_find(DgmiUnitFinder *finder, DgmiUnitKind kind, const char *text,
                                  const DgmiCsvRow *row, guint field, DgmiMessages *messages);

/* Adds the notes on what was matched. */
void dgmi_unit_finder_finish(const DgmiUnitFinder *finder, DgmiMessages *messages);
