/* panel.h: several studies side by side, over the union of their units: the editions of a family,
 * or several indices.
 *
 * Order of calls: new, open every study (in the order of the columns), join, then the rest. */
#pragma once

#include "command/study/study.h"

typedef struct _DgmiPanel DgmiPanel;

DgmiPanel *dgmi_panel_new(guint n_studies) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_panel_free(DgmiPanel *panel);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiPanel, dgmi_panel_free)

/* Study `i`, to be opened by the caller with dgmi_study_open(), to DGMI_STUDY_RESULT; the panel
 * clears it. */
DgmiStudy *dgmi_panel_study(DgmiPanel *panel, guint i);
guint dgmi_panel_n_studies(const DgmiPanel *panel);

/* Which study speaks first: names units, and orders them. */
typedef enum
{
  DGMI_PANEL_FIRST_LEADS,
  DGMI_PANEL_LAST_LEADS
} DgmiPanelLead;

/* Collects the units of all studies (those that screening dropped in each left out). */
void dgmi_panel_join(DgmiPanel *panel, DgmiPanelLead lead);

guint dgmi_panel_n_units(const DgmiPanel *panel);
const char *dgmi_panel_code(const DgmiPanel *panel, guint unit);
const char *dgmi_panel_name(DgmiPanel *panel, guint unit); /* belongs to the panel */

/* A unit's rank and score in a study; NaN where it has none there. */
double dgmi_panel_rank(const DgmiPanel *panel, guint unit, guint study);
double dgmi_panel_score(const DgmiPanel *panel, guint unit, guint study);

/* Units by their rank in the leading study, then by code; those it does not rank by the next one's.
 * `words` (NULL = all) chooses them by code or name, --units and --top likewise; NULL with a
 * failure for a word that no study knows. *n gets the number; free with g_free(). */
guint *dgmi_panel_choose(DgmiPanel *panel, char **words, const DgmiOptions *options, guint *n,
                         DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;
