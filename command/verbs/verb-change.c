#include <math.h>
#include <string.h>

#include "command/run/say.h"
#include "command/verbs/verbs.h"
#include "datasets/catalogue.h"
#include "index/opened/editions.h"
#include "index/opened/recipe-changes.h"
#include "index/questions/change.h"
#include "index/questions/share-out.h"
#include "indicators/base/text.h"

#define PLACES_DECIMALS 1 /* of the parts of a rank, for people */
#define LISTED_MAX 8      /* units named in a note */

typedef struct
{
  DgmiRun *run;
  DgmiPanel *panel; /* the two editions */
  DgmiChange *change;
  int from, to;
  char **changes; /* what editions on the way change within the components, "2020: …" */
  guint *units;   /* of the panel */
  guint n_units;
  gboolean for_people;
  int decimals; /* of scores, for people */
} ChangeWork;

/* What is printed of a unit. */
typedef struct
{
  double score[2], rank[2];
  double score_change;
  double *component;
  double cause[DGMI_CHANGE_N_CAUSES];
} ChangeRow;

static guint n_components_of(const ChangeWork *work)
{
  return dgmi_change_n_components(work->change);
}

/* ---- The editions ---- */

static char *list_of_years(const GArray *years)
{
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < years->len; i++)
    g_string_append_printf(text, "%s%d", i > 0 ? ", " : "", g_array_index(years, int, i));
  return g_string_free(text, FALSE);
}

static gboolean has_year(const GArray *years, int year)
{
  for (guint i = 0; i < years->len; i++)
    if (g_array_index(years, int, i) == year)
      return TRUE;
  return FALSE;
}

static gboolean check_years(DgmiRun *run, const GArray *years)
{
  static const DgmiPlace from_place = {.file = "--from", .is_option = TRUE},
                         to_place = {.file = "--to", .is_option = TRUE};
  const int from = run->options.change.from, to = run->options.change.to;
  g_autofree char *known = list_of_years(years);
  if (from == 0 || to == 0)
    dgmi_usage_failure(run->messages,
                       "say which editions to compare: --from YEAR --to YEAR; there are %s", known);
  else if (!has_year(years, from) || !has_year(years, to))
    dgmi_failure(run->messages, has_year(years, from) ? &to_place : &from_place,
                 "there is no edition of %d; choose among %s", has_year(years, from) ? to : from,
                 known);
  else if (from >= to)
    dgmi_usage_failure(run->messages,
                       "--from %d is not before --to %d; give the earlier year to --from", from,
                       to);
  else
    return TRUE;
  return FALSE;
}

static const char *reason_of_break(const DgmiIndex *index)
{
  const char *reason = dgmi_definition_get_localised(dgmi_index_definition(index), "index",
                                                     "breaks_reason", dgmi_index_language(index));
  return reason != NULL ? reason : "";
}

/* FALSE with a failure across a break that was not allowed. */
static gboolean check_breaks(const ChangeWork *work)
{
  const DgmiIndex *newest = dgmi_panel_index(work->panel, 1);
  g_autofree char *breaks = dgmi_editions_breaks(newest, work->from, work->to);
  if (breaks == NULL || work->run->options.change.across_breaks)
    return TRUE;
  dgmi_failure(work->run->messages, NULL,
               "%d and %d are not comparable; breaks: %s. %s Add --across-breaks to compare "
               "them all the same",
               work->from, work->to, breaks, reason_of_break(newest));
  return FALSE;
}

/* ---- Rows ---- */

static int place_in(const ChangeWork *work, guint side, const char *code)
{
  const DgmiIndex *index = dgmi_panel_index(work->panel, side);
  const int unit = dgmi_dataset_find_unit(dgmi_index_dataset(index), code);
  return unit >= 0 && !dgmi_result_is_dropped(dgmi_index_result(index), (guint)unit) ? unit : -1;
}

static ChangeRow new_row(const ChangeWork *work, guint unit)
{
  const char *code = dgmi_panel_code(work->panel, unit);
  const int from = place_in(work, 0, code), to = place_in(work, 1, code);
  ChangeRow row = {.score_change = NAN, .component = g_new(double, n_components_of(work) + 1)};
  for (guint side = 0; side < 2; side++)
  {
    row.score[side] = dgmi_panel_score(work->panel, unit, side);
    row.rank[side] = dgmi_panel_rank(work->panel, unit, side);
  }
  for (guint i = 0; i < n_components_of(work); i++)
    row.component[i] = NAN;
  for (guint i = 0; i < DGMI_CHANGE_N_CAUSES; i++)
    row.cause[i] = NAN;
  if (from >= 0 && to >= 0)
    row.score_change =
        dgmi_change_unit(work->change, (guint)from, (guint)to, row.component, row.cause);
  if (work->for_people && !isnan(row.score_change))
  {
    double gained = row.rank[0] - row.rank[1];
    dgmi_share_out(row.component, n_components_of(work), &row.score_change, work->decimals);
    dgmi_share_out(row.cause, DGMI_CHANGE_N_CAUSES, &gained, PLACES_DECIMALS);
  }
  return row;
}

/* ---- Tables ---- */

static void add_unit_columns(DgmiGrid *grid)
{
  dgmi_grid_add_text(grid, "code", _("code"));
  dgmi_grid_add_text(grid, "name", _("name"));
}

static void add_score_columns(const ChangeWork *work, DgmiGrid *grid)
{
  g_autofree char *from = g_strdup_printf("%d", work->from);
  g_autofree char *to = g_strdup_printf("%d", work->to);
  dgmi_grid_add_numbers(grid, "score_from", from, work->decimals);
  dgmi_grid_add_numbers(grid, "score_to", to, work->decimals);
  dgmi_grid_add_numbers(grid, "score_change", _("change"), work->decimals);
  for (guint i = 0; i < n_components_of(work); i++)
  {
    const char *code = dgmi_change_component(work->change, i)->code;
    dgmi_grid_add_numbers(grid, code, code, work->decimals);
  }
}

static void add_rank_columns(const ChangeWork *work, DgmiGrid *grid)
{
  g_autofree char *from = g_strdup_printf("%d", work->from);
  g_autofree char *to = g_strdup_printf("%d", work->to);
  dgmi_grid_add_integers(grid, "rank_from", from);
  dgmi_grid_add_integers(grid, "rank_to", to);
  dgmi_grid_add_numbers(grid, "own", _("own scores"), PLACES_DECIMALS);
  dgmi_grid_add_numbers(grid, "others", _("others' moves"), PLACES_DECIMALS);
  dgmi_grid_add_numbers(grid, "rounding", _("rounding off"), PLACES_DECIMALS);
  dgmi_grid_add_numbers(grid, "method", _("method"), PLACES_DECIMALS);
}

static void add_unit(const ChangeWork *work, DgmiGrid *grid, guint unit)
{
  dgmi_grid_add_row(grid);
  dgmi_grid_text(grid, 0, dgmi_panel_code(work->panel, unit));
  dgmi_grid_text(grid, 1, dgmi_panel_name(work->panel, unit));
}

static void set_scores(const ChangeWork *work, DgmiGrid *grid, guint column, const ChangeRow *row)
{
  dgmi_grid_number(grid, column, row->score[0]);
  dgmi_grid_number(grid, column + 1, row->score[1]);
  dgmi_grid_number(grid, column + 2, row->score_change);
  for (guint i = 0; i < n_components_of(work); i++)
    dgmi_grid_number(grid, column + 3 + i, row->component[i]);
}

static void set_ranks(DgmiGrid *grid, guint column, const ChangeRow *row)
{
  dgmi_grid_number(grid, column, row->rank[0]);
  dgmi_grid_number(grid, column + 1, row->rank[1]);
  for (guint i = 0; i < DGMI_CHANGE_N_CAUSES; i++)
    dgmi_grid_number(grid, column + 2 + i, row->cause[i]);
}

/* For programs one table, for people one of scores and one of ranks (*ranks, to be appended). */
static DgmiGrid *new_grids(const ChangeWork *work, DgmiGrid **ranks)
{
  DgmiGrid *grid = dgmi_grid_new();
  *ranks = work->for_people ? dgmi_grid_new() : grid;
  add_unit_columns(grid);
  add_score_columns(work, grid);
  if (work->for_people)
    add_unit_columns(*ranks);
  const guint first = dgmi_grid_n_columns(*ranks);
  add_rank_columns(work, *ranks);
  for (guint i = 0; i < work->n_units; i++)
  {
    ChangeRow row = new_row(work, work->units[i]);
    add_unit(work, grid, work->units[i]);
    set_scores(work, grid, 2, &row);
    if (work->for_people)
      add_unit(work, *ranks, work->units[i]);
    set_ranks(*ranks, first, &row);
    g_free(row.component);
  }
  return grid;
}

/* ---- Sentences ---- */

/* "43rd" */
static char *ordinal(double rank)
{
  char number[DGMI_NUMBER_SIZE];
  const char *text = dgmi_number_format(rank, number);
  const double last = fmod(rank, 10), tens = fmod(floor(rank / 10), 10);
  const char *format = tens == 1 || last > 3 || last == 0 ? _("%sth")
                       : last == 1                        ? _("%sst")
                       : last == 2                        ? _("%snd")
                       : last == 3                        ? _("%srd")
                                                          : _("%sth");
  g_autoptr(GString) out = g_string_new(format);
  g_string_replace(out, "%s", text, 1);
  return g_strdup(out->str);
}

static void add_part(GString *list, const char *name, double value, int decimals)
{
  if (!isnan(value) && value != 0)
    g_string_append_printf(list, "%s%s %+.*f", list->len > 0 ? _(", ") : "", name, decimals, value);
}

static void tell_rank(const ChangeWork *work, const char *name, const ChangeRow *row,
                      DgmiGrid *grid)
{
  const char *const causes[] = {_("its own scores"), _("others' moves"), _("rounding off"),
                                _("method")};
  g_autofree char *from = ordinal(row->rank[0]), *to = ordinal(row->rank[1]);
  g_autoptr(GString) parts = g_string_new(NULL);
  for (guint i = 0; i < DGMI_CHANGE_N_CAUSES; i++)
    add_part(parts, causes[i], row->cause[i], PLACES_DECIMALS);
  if (parts->len == 0)
    return;
  if (row->rank[1] < row->rank[0])
    dgmi_grid_note(grid, _("%s rose from %s in %d to %s in %d; in places: %s."), name, from,
                   work->from, to, work->to, parts->str);
  else if (row->rank[1] > row->rank[0])
    dgmi_grid_note(grid, _("%s fell from %s in %d to %s in %d; in places: %s."), name, from,
                   work->from, to, work->to, parts->str);
  else
    dgmi_grid_note(grid, _("%s was %s in %d and in %d; in places: %s."), name, from, work->from,
                   work->to, parts->str);
}

static void tell_score(const ChangeWork *work, const char *name, const ChangeRow *row,
                       DgmiGrid *grid)
{
  g_autoptr(GString) parts = g_string_new(NULL);
  for (guint i = 0; i < n_components_of(work); i++)
    add_part(parts, dgmi_change_component(work->change, i)->code, row->component[i],
             work->decimals);
  if (parts->len > 0)
    dgmi_grid_note(grid, _("The score of %s changed by %+.*f: %s."), name, work->decimals,
                   row->score_change, parts->str);
}

/* ---- Notes ---- */

static void note_unranked(const ChangeWork *work, DgmiGrid *grid)
{
  g_autoptr(GString) list = g_string_new(NULL);
  guint n = 0;
  for (guint i = 0; i < work->n_units; i++)
  {
    const guint unit = work->units[i];
    if (!isnan(dgmi_panel_rank(work->panel, unit, 0) + dgmi_panel_rank(work->panel, unit, 1)))
      continue;
    if (n++ < LISTED_MAX)
      g_string_append_printf(list, "%s%s", n > 1 ? _(", ") : "",
                             dgmi_panel_code(work->panel, unit));
  }
  if (n > LISTED_MAX)
    g_string_append(list, " …");
  if (n > 0)
    dgmi_grid_note(grid, _("Not ranked in both editions (%u): %s."), n, list->str);
}

static void note_unsplit(const ChangeWork *work, DgmiGrid *grid)
{
  const GError *error = dgmi_change_method_error(work->change);
  if (!dgmi_change_splits_scores(work->change))
    dgmi_grid_note(grid,
                   _("The change of the score is not split: the index is no sum of its parts, and "
                     "has more than %d of them or no value where some are of one edition, some of "
                     "the other."),
                   DGMI_CHANGE_COMPONENTS);
  if (!dgmi_change_splits_ranks(work->change))
    dgmi_grid_note(grid, _("The ranks are the publisher's, of a list that is not whole: their "
                           "change is not split."));
  if (error == NULL || !dgmi_change_splits_ranks(work->change))
    return;
  g_autoptr(DgmiSentence) sentence = dgmi_error_sentence(error);
  g_autofree char *reason = dgmi_sentence_text(sentence, dgmi_translate);
  dgmi_grid_note(grid,
                 _("What a change of method did is within own scores and others' moves, since "
                   "one edition's data cannot be computed by the other's method: %s."),
                 reason);
}

static void note_method(const ChangeWork *work, DgmiGrid *grid)
{
  const DgmiIndex *from = dgmi_panel_index(work->panel, 0), *to = dgmi_panel_index(work->panel, 1);
  g_autofree char *changes = dgmi_recipe_changes(from, to);
  if (dgmi_change_splits_ranks(work->change))
    dgmi_grid_note(grid,
                   _("Places gained are positive. Each part is the mean over all orders in "
                     "which own scores, others' scores (with units that enter or leave), "
                     "rounding and method can pass from %d to %d."),
                   work->from, work->to);
  if (dgmi_editions_break(to, work->from, work->to))
    dgmi_grid_note(grid, _("%d and %d are not comparable. %s"), work->from, work->to,
                   reason_of_break(to));
  if (changes[0] != '\0')
    dgmi_grid_note(grid, _("From %d to %d: %s."), work->from, work->to, changes);
}

/* What the components are made of is the publisher's: its effect is within own and others. */
static void note_components(const ChangeWork *work, DgmiGrid *grid)
{
  for (guint i = 0; work->changes[i] != NULL; i++)
    dgmi_grid_note(grid, _("Changed by the publisher within the components, %s."),
                   work->changes[i]);
}

static void add_notes(const ChangeWork *work, DgmiGrid *grid)
{
  if (work->n_units == 1)
  {
    const char *name = dgmi_panel_name(work->panel, work->units[0]);
    ChangeRow row = new_row(work, work->units[0]);
    tell_rank(work, name, &row, grid);
    tell_score(work, name, &row, grid);
    g_free(row.component);
  }
  if (!work->run->options.print.quiet)
  {
    note_unranked(work, grid);
    note_unsplit(work, grid);
    note_method(work, grid);
    note_components(work, grid);
  }
  dgmi_run_note_source(work->run, dgmi_panel_index(work->panel, 1), grid);
}

/* ---- The verb ---- */

static void print_change(ChangeWork *work)
{
  const DgmiIndex *from = dgmi_panel_index(work->panel, 0), *to = dgmi_panel_index(work->panel, 1);
  work->decimals = MAX(dgmi_index_decimals(from), dgmi_index_decimals(to));
  work->for_people = dgmi_run_is_for_people(work->run);
  work->change = dgmi_change_new(dgmi_index_result(from), dgmi_index_result(to));
  DgmiGrid *ranks;
  g_autoptr(DgmiGrid) grid = new_grids(work, &ranks);
  g_autofree char *title = dgmi_editions_title(work->panel);
  dgmi_grid_set_title(grid, _("%s: where the change of the score comes from"), title);
  if (work->for_people)
  {
    dgmi_grid_set_title(ranks, _("%s: where the change of the rank comes from"), title);
    add_notes(work, ranks);
    dgmi_grid_append(grid, ranks);
  }
  dgmi_run_print(work->run, grid);
  dgmi_change_free(work->change);
}

/* What the editions after `from` up to `to` say of themselves; one that cannot be read says
 * nothing.
 */
static char **read_changes(const ChangeWork *work, const char *id, const GArray *years)
{
  const DgmiPaths paths = dgmi_run_paths();
  const char *language = dgmi_index_language(dgmi_panel_index(work->panel, 1));
  g_autoptr(GStrvBuilder) changes = g_strv_builder_new();
  g_autoptr(DgmiMessages) unheard = dgmi_messages_new();
  for (guint i = 0; id != NULL && i < years->len; i++)
  {
    const int year = g_array_index(years, int, i);
    g_autofree char *file = year > work->from && year <= work->to
                                ? dgmi_catalogue_find(&paths, id, year, unheard)
                                : NULL;
    g_autoptr(DgmiDefinition) definition =
        file == NULL ? NULL : dgmi_definition_read(file, &paths, unheard);
    const char *text = definition == NULL ? NULL
                                          : dgmi_definition_get_localised(definition, "index",
                                                                          "changes", language);
    g_autofree char *dated = text == NULL ? NULL : g_strdup_printf("%d: %s", year, text);
    if (dated != NULL)
      g_strv_builder_add(changes, dated);
  }
  return g_strv_builder_end(changes);
}

static gboolean open_editions(ChangeWork *work, const char *id)
{
  DgmiRun *run = work->run;
  g_auto(DgmiOpening) opening = {0};
  if (!dgmi_opening_init(&opening, id, &run->options, run->messages))
    return FALSE;
  g_autoptr(GArray) known = dgmi_editions_years(&opening.request, "change", run->messages);
  if (known == NULL || !check_years(work->run, known))
    return FALSE;
  work->from = work->run->options.change.from;
  work->to = work->run->options.change.to;
  g_autoptr(GArray) years = g_array_new(FALSE, FALSE, sizeof(int));
  g_array_append_val(years, work->from);
  g_array_append_val(years, work->to);
  work->panel = dgmi_editions_open(&opening.request, years, run->messages);
  if (work->panel == NULL || !check_breaks(work))
    return FALSE;
  work->changes = read_changes(work, id, known);
  return TRUE;
}

void dgmi_verb_change(DgmiRun *run)
{
  ChangeWork work = {.run = run};
  if (open_editions(&work, dgmi_run_argument(run, 0)))
    work.units =
        dgmi_run_choose_of_panel(run, work.panel, dgmi_run_arguments_from(run, 1), &work.n_units);
  if (work.units != NULL)
    print_change(&work);
  g_free(work.units);
  g_strfreev(work.changes);
  dgmi_panel_free(work.panel);
}
