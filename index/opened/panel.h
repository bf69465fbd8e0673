/* panel.h: several indices side by side, over the union of their units: the editions of a family,
 * or several indices.
 *
 * Order of calls: new, take every index (in the order of the columns), join, then the rest. */
#pragma once

#include "index/opened/index.h"

G_BEGIN_DECLS

typedef struct _DgmiPanel DgmiPanel;

DGMI_EXPORT DgmiPanel *dgmi_panel_new(guint n_indices) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT void dgmi_panel_free(DgmiPanel *panel);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiPanel, dgmi_panel_free)

/* Puts index `i`, opened to DGMI_INDEX_RESULT, in its place; takes it over. */
DGMI_EXPORT void dgmi_panel_take(DgmiPanel *panel, guint i, DgmiIndex *index);
DGMI_EXPORT DgmiIndex *dgmi_panel_index(const DgmiPanel *panel, guint i); /* belongs to the panel */
DGMI_EXPORT guint dgmi_panel_n_indices(const DgmiPanel *panel);

/* Which index speaks first: names units, and orders them. */
typedef enum
{
  DGMI_PANEL_FIRST_LEADS,
  DGMI_PANEL_LAST_LEADS
} DgmiPanelLead;

/* Collects the units of all indices (those that screening dropped in each left out). */
DGMI_EXPORT void dgmi_panel_join(DgmiPanel *panel, DgmiPanelLead lead);

DGMI_EXPORT guint dgmi_panel_n_units(const DgmiPanel *panel);
DGMI_EXPORT const char *dgmi_panel_code(const DgmiPanel *panel, guint unit);
DGMI_EXPORT const char *dgmi_panel_name(DgmiPanel *panel, guint unit); /* belongs to the panel */

/* A unit's rank and score in an index; NaN where it has none there. */
DGMI_EXPORT double dgmi_panel_rank(const DgmiPanel *panel, guint unit, guint index);
DGMI_EXPORT double dgmi_panel_score(const DgmiPanel *panel, guint unit, guint index);

/* Units by their rank in the leading index, then by code; those it does not rank by the next one's.
 * `words` (NULL-terminated; NULL or none = all) chooses them by code or name; NULL with a failure
 * for a word that no index knows. *n gets the number; free with g_free(). */
DGMI_EXPORT guint *dgmi_panel_choose(DgmiPanel *panel, const char *const *words, guint *n,
                                     DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
