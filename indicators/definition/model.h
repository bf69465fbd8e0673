/* model.h: a reference model: what a province or country lays stress on, as weights of aspects.
 *
 * A key file with the sections
 *   [model]           id, name, level, unit, status, source, rule, note; inherit
 *   [aspects]         ASPECT=its name
 *   [weights]         ASPECT=its declared weight, 0 or more; an aspect without one weighs 1
 *   [reasons]         ASPECT=what the source says of it
 *   [pillars FAMILY]  NODE=ASPECT,…: what a node of that family of indices stands for
 * Values may be localised (name[zh]=…). `inherit=FILE`, looked up beside the file, gives what it
 * does not state itself. A shipped model is indicators/shipped/models/ID.ini; aspects.ini there is
 * what they share. A model never changes once it is read. */
#pragma once

#include "indicators/base/export.h"
#include "indicators/base/messages.h"
#include "indicators/base/paths.h"
#include "indicators/framework/framework.h"

G_BEGIN_DECLS

typedef struct _DgmiModel DgmiModel;

/* Ids of the shipped models, sorted; NULL-terminated, empty if there are none. Free with
 * g_strfreev(). */
DGMI_EXPORT char **dgmi_model_ids(const DgmiPaths *paths) G_GNUC_WARN_UNUSED_RESULT;

/* The file that `name` means: a path (has a '/' or ends in .ini) or the id of a shipped model,
 * without regard to letter case. NULL if it is none; free with g_free(). */
DGMI_EXPORT char *dgmi_model_find(const DgmiPaths *paths,
                                  const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* Reads `file`. Failures, with their places: what is no key file, unknown sections and keys, a
 * weight that is no number of 0 or more, no weight above 0. NULL if there was one. */
DGMI_EXPORT DgmiModel *dgmi_model_read(const char *file,
                                       DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT void dgmi_model_free(DgmiModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiModel, dgmi_model_free)

DGMI_EXPORT const char *dgmi_model_id(const DgmiModel *model);

/* A value in `language` ("en", "zh"), else without one, else NULL. Free with g_free(). */
DGMI_EXPORT char *dgmi_model_get(const DgmiModel *model, const char *section, const char *key,
                                 const char *language) G_GNUC_WARN_UNUSED_RESULT;

/* The keys of a section, localised ones left out, in their order; NULL-terminated. Free with
 * g_strfreev(). */
DGMI_EXPORT char **dgmi_model_keys(const DgmiModel *model,
                                   const char *section) G_GNUC_WARN_UNUSED_RESULT;

/* The families of indices whose nodes are said to stand for aspects. */
DGMI_EXPORT char **dgmi_model_families(const DgmiModel *model) G_GNUC_WARN_UNUSED_RESULT;

/* The whole model as the text of a file that inherits nothing. Free with g_free(). */
DGMI_EXPORT char *dgmi_model_to_ini(const DgmiModel *model) G_GNUC_WARN_UNUSED_RESULT;

DGMI_EXPORT double dgmi_model_weight(const DgmiModel *model, const char *aspect);

/* The declared weights for an index of `family` (may be NULL), by node of the framework. A node
 * stands for the aspects that [pillars FAMILY] says, else for the one whose code it has; of several
 * the largest weight counts. The other members of its parent weigh 1; nodes elsewhere get NaN.
 * FALSE where no node stands for an aspect. */
DGMI_EXPORT gboolean dgmi_model_weigh(const DgmiModel *model, const char *family,
                                      const DgmiFramework *framework,
                                      double *weight) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
