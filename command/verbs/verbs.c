
#include "command/verbs/verbs.h"
#include "command/run/say.h"

#include <string.h>

#define PRINTS DGMI_TAKES_PRINT
#define SHOWS (DGMI_TAKES_PRINT | DGMI_TAKES_SHOWN)

static const DgmiVerb table[] = {
    {"list", N_("[indices|datasets|models|methods|charts]"), N_("what is here"), NULL, PRINTS, 0, 1,
     dgmi_verb_list},
    {"show", N_("INDEX|MODEL"), N_("the tree of an index, its method, classes, rules and sources"),
     N_("--format ini prints the whole definition as an index file to copy, edit and use in place "
        "of "
        "the id."),
     DGMI_COMPUTES | PRINTS, 0, 1, dgmi_verb_show},
    {"data", N_("INDEX"), N_("the matrix after a step"), NULL,
     DGMI_COMPUTES | SHOWS | DGMI_TAKES_STAGE, 0, 1, dgmi_verb_data},
    {"check", N_("FILE…"), N_("every error of a table, framework or index file at once"),
     N_("A data table is held against --indicators FILE where that is given."),
     DGMI_TAKES_DATA | PRINTS, 1, 1000, dgmi_verb_check},
    {"rank", N_("INDEX"), N_("the scores and ranks"), NULL,
     DGMI_COMPUTES | SHOWS | DGMI_TAKES_GROUP, 0, 1, dgmi_verb_rank},
    {"explain", N_("INDEX UNIT [NODE]"), N_("how one number came about, step by step"), NULL,
     DGMI_COMPUTES | PRINTS, 1, 3, dgmi_verb_explain},
    {"reconcile", N_("INDEX"), N_("recomputed against published, unit by unit"),
     N_("Exit code 3 if a unit differs by more than rounding or the edition's named tolerance "
        "allows, "
        "or a published rank is not the rank of the published scores."),
     DGMI_COMPUTES | SHOWS, 0, 1, dgmi_verb_reconcile},
    {"chart", N_("KIND INDEX"), N_("one chart, as SVG, PDF or PNG by the ending of -o FILE"),
     N_("dgmi list charts shows the kinds."),
     DGMI_COMPUTES | SHOWS | DGMI_TAKES_CHART | DGMI_TAKES_GROUP | DGMI_TAKES_SAMPLES, 1, 20,
     dgmi_verb_chart},
    {"compare", N_("INDEX UNIT UNIT…"), N_("side by side, gap and contribution per node"),
     N_("Gaps are to the first unit named."), DGMI_COMPUTES | PRINTS | DGMI_TAKES_CONTRIBUTIONS, 2,
     1000, dgmi_verb_compare},
    {"history", N_("FAMILY [UNIT…]"), N_("ranks over all editions in one table"),
     N_("Options of the method hold for every edition. An index of your own whose data has a "
        "column Time is shown over its years."),
     DGMI_COMPUTES | SHOWS | DGMI_TAKES_SCORES, 0, 1000, dgmi_verb_history},
    {"across", N_("INDEX INDEX…"), N_("the same units under several indices, rank correlations"),
     N_("An index of your own, by --data and --indicators, stands before those named."),
     DGMI_COMPUTES | SHOWS | DGMI_TAKES_SUMMARY, 1, 100, dgmi_verb_across},
    {"weights", N_("INDEX [UNIT UNIT]"),
     N_("best and worst rank over all weights, shares of first ranks, dominance, tiers"),
     N_("With two units: the least change of weights that swaps them. Weights are those of the "
        "parts of the index, or of --node; zeros are allowed."),
     DGMI_COMPUTES | SHOWS | DGMI_TAKES_WEIGHTS, 0, 3, dgmi_verb_weights},
    {"uncertainty", N_("INDEX"),
     N_("how far the ranking can be trusted: ranks over many draws of weights, methods and data"),
     N_("--vary says what is uncertain; all sources are drawn together. The same seed gives the "
        "same figures on any number of threads, and under mpirun. Ctrl-C prints what is done."),
     DGMI_COMPUTES | SHOWS | DGMI_TAKES_SAMPLES | DGMI_TAKES_UNCERTAINTY, 0, 1,
     dgmi_verb_uncertainty},
    {"scenarios", N_("INDEX [FILE…]"), N_("rankings under many scenarios: agreement, shifts"),
     N_("FILE is a table scenario,code,weight (what it does not name keeps the index's weight), or "
        "an index file FILE.ini: another method or other weights for the same units. Without "
        "FILE: the scenarios of --built-in."),
     DGMI_COMPUTES | SHOWS | DGMI_TAKES_SUMMARY | DGMI_TAKES_SCORES | DGMI_TAKES_SCENARIOS, 0, 100,
     dgmi_verb_scenarios},
    {"models", N_("INDEX [MODEL…]"), N_("every unit under every reference model's weights"),
     N_("MODEL is an id (dgmi list models), a name, a file, or UNIT:revealed, the weights under "
        "which that unit looks best. Without MODEL: those shipped that say something of the "
        "index."),
     DGMI_COMPUTES | SHOWS | DGMI_TAKES_MODELS, 0, 100, dgmi_verb_models},
    {"change", N_("FAMILY [UNIT…]"), N_("why scores and ranks changed, in parts that add up"),
     N_("The change of the score by component; that of the rank by the unit's own scores, the "
        "others' moves, rounding and method. An index of your own whose data has a column Time is "
        "compared over its years."),
     DGMI_COMPUTES | SHOWS | DGMI_TAKES_CHANGE, 0, 1000, dgmi_verb_change},
    {"target", N_("INDEX UNIT"), N_("the least improvement that reaches a rank"),
     N_("The values of the other units stay as they are."),
     DGMI_COMPUTES | PRINTS | DGMI_TAKES_TARGET, 1, 2, dgmi_verb_target},
    {"audit", N_("INDEX"),
     N_("is the index sound: gaps, outliers, correlations, weights, what leaving out changes"),
     N_("Without --part a document; with it one table, whole. Parts: availability, outliers, "
        "correlations, alpha, alpha-if-deleted, pca, loadings, adequacy, importance, "
        "leave-one-out, flags."),
     DGMI_COMPUTES | PRINTS | DGMI_TAKES_AUDIT, 0, 1, dgmi_verb_audit},
    {"cite", N_("INDEX"), N_("how to cite it: BibTeX, GB/T 7714"), NULL,
     DGMI_TAKES_DATA | PRINTS | DGMI_TAKES_STYLE, 0, 1, dgmi_verb_cite},
    {"convert", N_("FILE"), N_("a data table in another layout"),
     N_("Reads any table that a computation takes (wide, tidy, World Bank, SDMX-CSV, UN EGOVKB; "
        "any "
        "encoding) and writes it in the layout of --to, with all its years unless --year chooses "
        "one. -o FILE.xlsx writes a spreadsheet."),
     DGMI_TAKES_DATA | PRINTS | DGMI_TAKES_TO, 1, 1, dgmi_verb_convert},
    {"template", N_("INDEX"), N_("an empty data table to fill in, for --data"),
     N_("--indicators FILE alone gives the header for a framework of your own."),
     DGMI_TAKES_DATA | SHOWS, 0, 1, dgmi_verb_template},
};

const DgmiVerb *dgmi_verb_table(guint *n)
{
  *n = G_N_ELEMENTS(table);
  return table;
}

const DgmiVerb *dgmi_verb_find(const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS(table); i++)
    if (strcmp(table[i].name, name) == 0)
      return &table[i];
  return NULL;
}
