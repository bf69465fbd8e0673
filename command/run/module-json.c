/* module-json.c: a grid as JSON, and what datapackage.json says; the module "json" (module.h,
 * grid-view.h).
 *
 * A module because json-glib would cost every run of the program its loading. json-glib's own
 * generator writes a double with 17 digits (0.97170000000000001); so that the same numbers are
 * printed as in CSV, strings are json-glib's here and the array, objects and numbers are ours. */
#include <assert.h>
#include <json-glib/json-glib.h>
#include <math.h>

#include "index/tables/grid-view.h"
#include "indicators/base/export.h"

DGMI_EXPORT char *dgmi_json_from_grid(const DgmiGridView *view);
DGMI_EXPORT GHashTable *dgmi_json_dataset_titles(const char *file, const char *language);

/* `text` as a JSON string with its quotes; the caller owns it. */
static char *quote(const char *text)
{
  g_autoptr(JsonNode) node = json_node_init_string(json_node_alloc(), text);
  return json_to_string(node, FALSE);
}

static void append_cell(GString *out, const DgmiGridView *view, DgmiGridCell cell)
{
  if (cell.kind == DGMI_CELL_TEXT)
  {
    g_autofree char *quoted = quote(cell.text);
    g_string_append(out, quoted);
  }
  else if (cell.kind == DGMI_CELL_NUMBER && isfinite(cell.number))
  {
    char buffer[64]; /* DGMI_NUMBER_SIZE and more */
    g_string_append(out, view->number_text(cell.number, buffer));
  }
  else if (cell.kind == DGMI_CELL_INTEGER)
    g_string_append_printf(out, "%" G_GINT64_FORMAT, cell.integer);
  else
    g_string_append(out, "null");
}

/* The names of all columns, quoted, each with its colon. */
static GStrv column_keys(const DgmiGridView *view)
{
  GStrv keys = g_new0(char *, view->n_columns + 1);
  for (guint i = 0; i < view->n_columns; i++)
  {
    g_autofree char *name = quote(view->column(view->data, i)->name);
    keys[i] = g_strconcat(name, ": ", NULL);
  }
  return keys;
}

char *dgmi_json_from_grid(const DgmiGridView *view)
{
  assert(view->n_columns == 0 || view->column != NULL);
  g_auto(GStrv) keys = column_keys(view);
  GString *out = g_string_new("[");
  for (guint row = 0; row < view->n_rows; row++)
  {
    g_string_append(out, row > 0 ? ",\n  {" : "\n  {");
    for (guint i = 0; i < view->n_columns; i++)
    {
      g_string_append(out, i > 0 ? ", " : "");
      g_string_append(out, keys[i]);
      append_cell(out, view, view->cell(view->data, row, i));
    }
    g_string_append_c(out, '}');
  }
  g_string_append(out, view->n_rows > 0 ? "\n]\n" : "]\n");
  return g_string_free(out, FALSE);
}

static void add_title(GHashTable *titles, JsonObject *resource, const char *language)
{
  const char *name = json_object_get_string_member_with_default(resource, "name", NULL);
  const char *title = json_object_get_string_member_with_default(resource, "title", name);
  const char *status = json_object_get_string_member_with_default(resource, "status", NULL);
  g_autofree char *member = g_strdup_printf("title_%s", language);
  if (name == NULL)
    return;
  char **entry = g_new0(char *, 3);
  entry[0] = g_strdup(json_object_get_string_member_with_default(resource, member, title));
  entry[1] = g_strdup(status);
  g_hash_table_replace(titles, g_strdup(name), entry);
}

GHashTable *dgmi_json_dataset_titles(const char *file, const char *language)
{
  assert(file != NULL && language != NULL);
  GHashTable *titles =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_strfreev);
  g_autoptr(JsonParser) parser = json_parser_new();
  if (!json_parser_load_from_file(parser, file, NULL) ||
      !JSON_NODE_HOLDS_OBJECT(json_parser_get_root(parser)))
    return titles;
  JsonObject *package = json_node_get_object(json_parser_get_root(parser));
  JsonArray *resources = json_object_has_member(package, "resources")
                             ? json_object_get_array_member(package, "resources")
                             : NULL;
  for (guint i = 0; resources != NULL && i < json_array_get_length(resources); i++)
    add_title(titles, json_array_get_object_element(resources, i), language);
  return titles;
}
