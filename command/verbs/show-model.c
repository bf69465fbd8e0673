/* What `dgmi show` prints of a reference model. */
#include <assert.h>
#include <string.h>

#include "command/run/say.h"
#include "command/verbs/show-model.h"

static const char *language_of(const DgmiRun *run)
{
  return run->options.print.lang != NULL ? run->options.print.lang : "en";
}

static DgmiGrid *aspects_grid(const DgmiModel *model, const char *language)
{
  g_autofree char *name = dgmi_model_get(model, "model", "name", language);
  g_auto(GStrv) aspects = dgmi_model_keys(model, "aspects");
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_set_title(grid, _("Reference model %s (%s)"),
                      name != NULL ? name : dgmi_model_id(model), dgmi_model_id(model));
  dgmi_grid_add_text(grid, "aspect", _("aspect"));
  dgmi_grid_add_text(grid, "name", _("name"));
  dgmi_grid_add_numbers(grid, "weight", _("weight"), -1);
  dgmi_grid_add_text(grid, "reason", _("what the source stresses"));
  for (guint i = 0; aspects[i] != NULL; i++)
  {
    g_autofree char *title = dgmi_model_get(model, "aspects", aspects[i], language);
    g_autofree char *reason = dgmi_model_get(model, "reasons", aspects[i], language);
    dgmi_grid_add_row(grid);
    dgmi_grid_text(grid, 0, aspects[i]);
    dgmi_grid_text(grid, 1, title);
    dgmi_grid_number(grid, 2, dgmi_model_weight(model, aspects[i]));
    dgmi_grid_text(grid, 3, reason);
    if (reason != NULL)
      dgmi_grid_emphasise(grid);
  }
  return grid;
}

/* A second table: which pillar of which family of indices stands for which aspect. */
static DgmiGrid *pillars_grid(const DgmiModel *model)
{
  g_auto(GStrv) families = dgmi_model_families(model);
  DgmiGrid *grid = dgmi_grid_new();
  dgmi_grid_set_title(grid, _("What the pillars of an index stand for; other pillars weigh 1"));
  dgmi_grid_add_text(grid, "family", _("family"));
  dgmi_grid_add_text(grid, "node", _("node"));
  dgmi_grid_add_text(grid, "aspect", _("aspect"));
  for (guint f = 0; families[f] != NULL; f++)
  {
    g_autofree char *section = g_strconcat("pillars ", families[f], NULL);
    g_auto(GStrv) nodes = dgmi_model_keys(model, section);
    for (guint i = 0; nodes[i] != NULL; i++)
    {
      g_autofree char *aspects = dgmi_model_get(model, section, nodes[i], "");
      dgmi_grid_add_row(grid);
      dgmi_grid_text(grid, 0, families[f]);
      dgmi_grid_text(grid, 1, nodes[i]);
      dgmi_grid_text(grid, 2, aspects);
    }
  }
  return grid;
}

/* A paragraph of the model's own. */
static void add_note(const DgmiModel *model, const char *key, const char *language, DgmiGrid *grid)
{
  g_autofree char *text = dgmi_model_get(model, "model", key, language);
  if (text != NULL)
    dgmi_grid_note(grid, "%s", text);
}

static void add_notes(const DgmiModel *model, const char *language, DgmiGrid *grid)
{
  g_autofree char *source = dgmi_model_get(model, "model", "source", language);
  g_autofree char *status = dgmi_model_get(model, "model", "status", "");
  add_note(model, "rule", language, grid);
  if (source != NULL)
    dgmi_grid_note(grid, _("Source: %s."), source);
  if (status != NULL)
    dgmi_grid_note(grid, _("Status of the weights: %s."), _(status));
  add_note(model, "note", language, grid);
  dgmi_grid_note(grid, _("Use them with --weights model:%s."), dgmi_model_id(model));
}

void dgmi_show_model(DgmiRun *run, const DgmiModel *model)
{
  assert(model != NULL);
  const char *language = language_of(run);
  g_autoptr(DgmiGrid) grid = aspects_grid(model, language);
  if (!run->options.print.quiet)
  {
    add_notes(model, language, grid);
    dgmi_grid_append(grid, pillars_grid(model));
  }
  dgmi_run_print(run, grid);
}
