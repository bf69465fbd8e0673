/* catalogue.h: what is shipped: index files by id, families, data tables.
 *
 * An index's id is its file's name without ".ini". Files FAMILY-YEAR.ini are editions of FAMILY,
 * which stands for its newest one; FAMILY.ini, if it is there, holds what they share. Ids match
 * without regard to letter case. */
#pragma once

#include "indicators/base/export.h"
#include "indicators/definition/definition.h"

G_BEGIN_DECLS

/* Ids of the shipped index files, families included, sorted; NULL-terminated, empty if the folder
 * cannot be read. Free with g_strfreev(). */
DGMI_EXPORT char **dgmi_catalogue_ids(const DgmiPaths *paths) G_GNUC_WARN_UNUSED_RESULT;

/* The years of a family's editions, ascending (array of int; empty if `family` is none). */
DGMI_EXPORT GArray *dgmi_catalogue_editions(const DgmiPaths *paths,
                                            const char *family) G_GNUC_WARN_UNUSED_RESULT;

/* The file of the index that `name` means: a path (has a '/' or ends in .ini, or "-"), an id, or a
 * family, whose newest edition or that of `year` (not 0) it is. An edition's id with another `year`
 * is a failure; with a path or an index without editions `year` has no meaning here. NULL with a
 * failure that suggests the nearest id or lists the years; free with g_free(). */
DGMI_EXPORT char *dgmi_catalogue_find(const DgmiPaths *paths, const char *name, int year,
                                      DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* Ids of the shipped datasets (the CSV files in their folder, without the ending), sorted. Free
 * with g_strfreev(). */
DGMI_EXPORT char **dgmi_catalogue_datasets(const DgmiPaths *paths) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
