/* unit-rows.h: units as the rows of charts (charts/page/rows.h), and what may be said of them. */
#pragma once

#include "charts/page/lettering.h"
#include "charts/page/rows.h"

/* Units in the order of their ranks, those without a value at the end. */
typedef struct
{
  const DgmiChartUnit *units;
  guint n;
  guint top;      /* shown from the top, beside highlighted ones; 0 = all */
  guint n_ranked; /* units that ranks count; 0 = those with a value */
} DgmiUnitList;

/* How many units the ranks count. */
guint dgmi_unit_list_ranked(const DgmiUnitList *list);

/* Whether any unit is highlighted. */
gboolean dgmi_unit_list_any_highlighted(const DgmiUnitList *list);

/* The rows to be shown; row.source is the unit's place in the list. `strings` owns names. Adds a
 * note to the page where units have no score. */
DgmiRows *dgmi_unit_list_rows(const DgmiUnitList *list, DgmiPage *page,
                              GPtrArray *strings) G_GNUC_WARN_UNUSED_RESULT;

/* "Denmark leads with 0.9717; China is 43rd of 193". Free with g_free(). */
char *dgmi_unit_list_finding(const DgmiUnitList *list, const DgmiWords *words,
                             int digits) G_GNUC_WARN_UNUSED_RESULT;

/* Closes the page below `height` px of body, with that as what is found. */
DgmiScene *dgmi_unit_list_finish(const DgmiUnitList *list, DgmiPage *page, double height,
                                 int digits, const char *kind,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The title of the unit `i` of a picture. Free with g_free(). */
typedef char *(*DgmiTitleOf)(gconstpointer picture, guint i);

/* `first`, then the titles of the highlighted units: "6 of 193 units come first; China: never".
 * Free with g_free(). */
char *dgmi_unit_list_with_titles(const DgmiUnitList *list, const DgmiWords *words,
                                 const char *first, DgmiTitleOf title_of,
                                 gconstpointer picture) G_GNUC_WARN_UNUSED_RESULT;
