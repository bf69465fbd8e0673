#include <assert.h>
#include <string.h>

#include "command/run/say.h"
#include "command/verbs/audit.h"

#define FEW_UNITS 20      /* below, a correlation is hardly told from chance */
#define SENTENCES_SHOWN 6 /* of a section of the document; a part by itself has them all */

static const DgmiAuditPart parts[] = {
    {"availability", N_("Data availability"), dgmi_audit_availability, 1,
     N_("Flagged is a share below 0.65. What is missing is left out or filled in, by the method of "
        "the index.")},
    {"outliers", N_("Outliers"), dgmi_audit_outliers, 2,
     N_("Flagged is a skewness beyond 2 either way together with a kurtosis above 3.5. An outlier "
        "is "
        "not an error, but it sets the scale for all others.")},
    {"correlations", N_("Correlations within and across the parts"), dgmi_audit_correlations, 3,
     N_("r = 1: two things go up together; 0: they have nothing to do with each other, −1: one "
        "goes up "
        "where the other goes down. Parts of one thing should go together (0.3 or more) without "
        "repeating each other (above 0.92) or running against each other (below −0.4).")},
    {"alpha", N_("Internal consistency: Cronbach's alpha"), dgmi_audit_alpha, 4,
     N_("How far the members of an aggregate tell the same story, from 0 to 1; 0.7 is the usual "
        "least. Standardised: as if all members varied alike.")},
    {"alpha-if-deleted", N_("Alpha without one member"), dgmi_audit_without, 4, NULL},
    {"pca", N_("Principal components"), dgmi_audit_pca, 5,
     N_("Into how many dimensions the members of an aggregate fall: each eigenvalue above 1 is "
        "one. "
        "One dimension that takes most of the variance supports putting them into one number.")},
    {"loadings", N_("Loadings: correlations of the members with the components"),
     dgmi_audit_loadings, 5, NULL},
    {"adequacy", N_("Are the data fit for components"), dgmi_audit_adequacy, 5,
     N_("KMO: whether the members have enough in common (0.6 or more). Bartlett's test: a p above "
        "0.05 means that their correlations could be chance.")},
    {"importance", N_("Weights and what they do"), dgmi_audit_importance, 6,
     N_("Nominal: the weight on the way up to the index. Effective: the node's part in what moves "
        "the index, among the nodes of its level and on the same scale; ratio: the one over the "
        "other, flagged above 2 or below "
        "0.5. "
        "Explains alone: the share of the index's variance that the node alone accounts for.")},
    {"leave-one-out", N_("What leaving one out changes"), dgmi_audit_leave_one_out, 7,
     N_("The ranking computed again without the node; shifts in places. Flagged is a mean shift of "
        "more than 5 per cent of the units ranked. Kendall: agreement of the two rankings, 1 = the "
        "same.")},
    {"flags", N_("All flags"), dgmi_audit_all_flags, 0, NULL},
};

const DgmiAuditPart *dgmi_audit_parts(guint *n)
{
  *n = G_N_ELEMENTS(parts);
  return parts;
}

/* ---- A part ---- */

static int by_severity(gconstpointer a, gconstpointer b)
{
  const DgmiAuditFlag *x = *(const DgmiAuditFlag *const *)a, *y = *(const DgmiAuditFlag *const *)b;
  if (x->severity != y->severity)
    return x->severity > y->severity ? -1 : 1;
  return x < y ? -1 : x > y; /* in the order they were found */
}

/* The flags from number `first` on as sentences, the gravest first. */
static void add_sentences(const DgmiAudit *audit, DgmiGrid *grid, guint first, gboolean whole)
{
  const guint n = audit->flags->len - first, shown = whole ? n : MIN(n, SENTENCES_SHOWN);
  g_autoptr(GPtrArray) order = g_ptr_array_new();
  for (guint i = first; i < audit->flags->len; i++)
    g_ptr_array_add(order, &g_array_index(audit->flags, DgmiAuditFlag, i));
  g_ptr_array_sort(order, by_severity);
  for (guint i = 0; i < shown; i++)
    dgmi_grid_note(grid, "⚑ %s", ((const DgmiAuditFlag *)order->pdata[i])->sentence);
  if (shown < n)
    dgmi_grid_note(grid,
                   ngettext("⚑ and %u flag more, see --part flags.",
                            "⚑ and %u flags more, see --part flags.", n - shown),
                   n - shown);
}

DgmiGrid *dgmi_audit_part(DgmiAudit *audit, const DgmiAuditPart *part, gboolean whole)
{
  assert(part->make != NULL);
  const guint first = audit->flags->len;
  audit->part = part->name;
  DgmiGrid *grid = part->make(audit, whole);
  if (!audit->for_people || audit->run->options.print.quiet)
    return grid;
  if (part->reading != NULL)
    dgmi_grid_note(grid, "%s", _(part->reading));
  if (part->make != dgmi_audit_all_flags)
    add_sentences(audit, grid, first, whole);
  return grid;
}

/* ---- The document ---- */

/* What the flags of a section come to, in a sentence; and what their absence says. */
static const struct
{
  const char *sound, *flagged;
} meanings[] = {
    {N_("The figures are there"),
     N_("Some scores rest on few figures; read those with care, or leave such units out with "
        "--available 0.65")},
    {N_("No indicator is ruled by a few extreme units"),
     N_("A few extreme units set the scale of some indicators; compare the ranking with --treat "
        "jrc")},
    {N_("What is put together goes together, and nothing is counted twice"),
     N_("Some parts repeat each other, contradict each other or hardly show in the result")},
    {N_("Each aggregate measures one thing consistently"),
     N_("Some members do not fit their aggregate well; read the parts, not only the score")},
    {N_("The data support one number for each aggregate"),
     N_("The data do not everywhere support one number for what is put together")},
    {N_("Weights and effects agree within a factor of two"),
     N_("Some weights do not say what counts; do not read them as importance")},
    {N_("No single indicator or part decides the ranking"),
     N_("The ranking depends on single parts; say so beside it")},
};

/* The flags of a section; *doubt: whether it has numbers that are not defined. */
static guint count_flags(const DgmiAudit *audit, guint section, gboolean *doubt)
{
  guint count = 0;
  *doubt = FALSE;
  for (guint k = 0; k < G_N_ELEMENTS(parts); k++)
  {
    if (parts[k].section != section)
      continue;
    *doubt |= g_hash_table_contains(audit->doubts, parts[k].name);
    for (guint i = 0; i < audit->flags->len; i++)
      count += strcmp(parts[k].name, g_array_index(audit->flags, DgmiAuditFlag, i).part) == 0;
  }
  return count;
}

static const char *meaning_of(guint section, guint count, gboolean doubt)
{
  if (count > 0)
    return _(meanings[section - 1].flagged);
  return doubt ? _("No verdict: not all numbers of this section are defined, see there")
               : _(meanings[section - 1].sound);
}

/* The title of a section is that of its first part. */
static const char *section_title(guint section)
{
  guint k = 0;
  while (parts[k].section != section)
    k++;
  return _(parts[k].title);
}

static DgmiGrid *head_grid(DgmiAudit *audit)
{
  DgmiGrid *grid = dgmi_grid_new();
  const DgmiFramework *framework = dgmi_index_framework(audit->index);
  dgmi_grid_set_title(grid, _("Audit of %s"), dgmi_index_name(audit->index));
  if (audit->run->options.print.quiet)
    return grid;
  dgmi_grid_note(
      grid,
      _("Units: %u; indicators: %u; aggregates: %u. Correlations: %s. Effective weights: "
        "by %s. A flag "
        "(⚑) is a question to ask, not a fault that is proved."),
      audit->n_units, dgmi_framework_n_indicators(framework),
      dgmi_framework_n_aggregates(framework),
      dgmi_run_word(audit->run, dgmi_correlation_kind_name(audit->kind)),
      dgmi_run_word(audit->run, dgmi_effective_name(audit->effective)));
  if (audit->n_units < FEW_UNITS)
    dgmi_grid_note(grid,
                   _("Few units (%u): correlations and what rests on them say little, for a single "
                     "unit can turn them."),
                   audit->n_units);
  if (audit->has_stage)
    dgmi_grid_note(grid, _("Audited after the step: %s."),
                   dgmi_run_word(audit->run, dgmi_stage_name(audit->stage)));
  return grid;
}

static DgmiGrid *meaning_grid(const DgmiAudit *audit)
{
  DgmiGrid *grid = dgmi_grid_new();
  const guint n = G_N_ELEMENTS(meanings);
  dgmi_grid_set_title(grid, _("%u. What it means"), n + 1);
  dgmi_grid_add_text(grid, "section", _("section"));
  dgmi_grid_add_integers(grid, "flags", _("flags"));
  for (guint section = 1; section <= n; section++)
  {
    gboolean doubt;
    const guint count = count_flags(audit, section, &doubt);
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0, section_title(section));
    dgmi_grid_integer(grid, 1, count);
    if (!audit->run->options.print.quiet)
      dgmi_grid_note(grid, _("%u. %s."), section, meaning_of(section, count, doubt));
  }
  return grid;
}

DgmiGrid *dgmi_audit_document(DgmiAudit *audit)
{
  DgmiGrid *head = head_grid(audit);
  guint section = 0;
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
  {
    if (parts[i].section == 0)
      continue;
    DgmiGrid *grid = dgmi_audit_part(audit, &parts[i], FALSE);
    if (parts[i].section != section)
      dgmi_grid_set_title(grid, "%u. %s", parts[i].section, _(parts[i].title));
    else
      dgmi_grid_set_title(grid, "%s", _(parts[i].title));
    section = parts[i].section;
    dgmi_grid_append(head, grid);
  }
  DgmiGrid *meaning = meaning_grid(audit);
  dgmi_run_note_source(audit->run, audit->index, meaning);
  dgmi_grid_append(head, meaning);
  return head;
}
