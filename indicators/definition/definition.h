/* definition.h: the index file: which framework, which data, which method, whose classes and rules.
 *
 * A key file, as GKeyFile writes it, with the sections [index], [method], [method NODE], [classes]
 * and [rules]. NODE matches without regard to letter case and to the number of blanks.
 * `inherit=FILE` in [index] takes everything from another index file that is not stated anew
 * ([classes] as a whole, other sections key by key; a key given empty takes an inherited one away).
 * "{year}" in an inherited value stands for the edition's year. Keys may be localised (name[zh]=…).
 * Duplicate or unknown sections and keys are failures with a suggestion; every value keeps its
 * place. What the values mean is for those who use them: index/compute/recipe.h, datasets/. */
#pragma once

#include "indicators/base/export.h"
#include "indicators/base/messages.h"
#include "indicators/base/paths.h"

G_BEGIN_DECLS

typedef struct _DgmiDefinition DgmiDefinition;

/* Reads `file` ("-" = standard input) and what it inherits. NULL if there was a failure. */
DGMI_EXPORT DgmiDefinition *dgmi_definition_read(const char *file, const DgmiPaths *paths,
                                                 DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* An index without a file, as `--data D.csv --indicators M.csv` makes it: `data` and `indicators`
 * as given by the user. */
DGMI_EXPORT DgmiDefinition *dgmi_definition_new(const char *id, const char *data,
                                                const char *indicators) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT void dgmi_definition_free(DgmiDefinition *definition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiDefinition, dgmi_definition_free)

/* The value of a key, or NULL; `place` (may be NULL) gets where it stands. A value taken empty
 * counts as NULL. Strings belong to the definition. */
DGMI_EXPORT const char *dgmi_definition_get(const DgmiDefinition *definition, const char *section,
                                            const char *key, DgmiPlace *place);

/* The same of [method NODE]; of [method] itself where `node` is NULL. */
DGMI_EXPORT const char *dgmi_definition_get_method(const DgmiDefinition *definition,
                                                   const char *node, const char *key,
                                                   DgmiPlace *place);

/* The value of KEY[language], of KEY without one. */
DGMI_EXPORT const char *dgmi_definition_get_localised(const DgmiDefinition *definition,
                                                      const char *section, const char *key,
                                                      const char *language);

/* States a value anew, as an option of the command does; `place` may be NULL. */
DGMI_EXPORT void dgmi_definition_set(DgmiDefinition *definition, const char *section,
                                     const char *key, const char *value, const DgmiPlace *place);
DGMI_EXPORT void dgmi_definition_set_method(DgmiDefinition *definition, const char *node,
                                            const char *key, const char *value,
                                            const DgmiPlace *place);

/* The sections in the order they were first stated, and a section's keys (localised ones as
 * "name[zh]"). The arrays are NULL-terminated; free with g_strfreev(). */
DGMI_EXPORT char **
dgmi_definition_sections(const DgmiDefinition *definition) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT char **dgmi_definition_keys(const DgmiDefinition *definition,
                                        const char *section) G_GNUC_WARN_UNUSED_RESULT;

/* The nodes that have a [method NODE], as it names them, in order; and the keys of one's, of
 * [method] itself where `node` is NULL. Free with g_strfreev(). */
DGMI_EXPORT char **
dgmi_definition_method_nodes(const DgmiDefinition *definition) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT char **dgmi_definition_method_keys(const DgmiDefinition *definition,
                                               const char *node) G_GNUC_WARN_UNUSED_RESULT;

/* Shorthands for [index] keys; id is never NULL. */
DGMI_EXPORT const char *dgmi_definition_id(const DgmiDefinition *definition);
DGMI_EXPORT int dgmi_definition_year(const DgmiDefinition *definition); /* 0 = none */

/* The file that a [index] key names: "indicators", a framework table, or "data". Looked up beside
 * the index file that states it, then among the shipped tables of its kind (a shipped index file's
 * only there). NULL with a failure if it is not there; free with g_free(). */
DGMI_EXPORT char *dgmi_definition_file(const DgmiDefinition *definition, const char *key,
                                       const DgmiPaths *paths,
                                       DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* The whole as one index file that stands alone. Free with g_free(). */
DGMI_EXPORT char *
dgmi_definition_to_ini(const DgmiDefinition *definition) G_GNUC_WARN_UNUSED_RESULT;

/* The keys an index file may state, for messages and documentation. `section` "method" also
 * serves "method NODE"; its keys with per_node FALSE may only stand in [method]. */
typedef struct
{
  const char *section;
  const char *key;
  gboolean localised;
  gboolean per_node;
  const char *help; /* one line */
} DgmiKeyInfo;

DGMI_EXPORT const DgmiKeyInfo *dgmi_definition_key_table(guint *n);

G_END_DECLS
