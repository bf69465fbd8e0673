/* writer.h: a dataset as a table in one of the layouts that dataset.h reads.
 *
 * What is written reads back as the same dataset, order of units and columns apart: all units,
 * years, names, columns and values. Where a layout cannot hold something, that is an error, and
 * nothing is written. Numbers are in the shortest form that reads back to the same double. */
#pragma once

#include "datasets/dataset/dataset.h"
#include "indicators/base/error.h"
#include "indicators/base/export.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;  /* "wide", "tidy", "wdi", "sdmx-csv", "sdmx-csv-2", "egovkb" */
  const char *title; /* "UN E-Government Knowledgebase download" */
} DgmiWriterLayout;

/* All layouts, `n` of them. */
DGMI_EXPORT const DgmiWriterLayout *dgmi_writer_layouts(guint *n);

typedef struct
{
  char delimiter;           /* 0 = , */
  const char *units_folder; /* as in DgmiDatasetOptions: egovkb needs it, having names alone */
} DgmiWriterOptions;

/* Appends the table to `out`. `layout` is a name of dgmi_writer_layouts(). `options` may be NULL.
 * Errors: DGMI_ERROR_USAGE where there is no such layout, DGMI_ERROR_DATA where it cannot hold the
 * dataset; `out` is as before then. Cost: linear in units × columns. */
DGMI_EXPORT gboolean dgmi_dataset_write(const DgmiDataset *dataset, const char *layout,
                                        const DgmiWriterOptions *options, GString *out,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
