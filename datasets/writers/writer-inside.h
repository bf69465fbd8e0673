/* writer-inside.h: what writer*.c share. */
#pragma once

#include "datasets/dataset/dataset-store.h"
#include "datasets/writers/writer.h"

typedef struct
{
  const DgmiDataset *dataset;
  GString *out;
  char delimiter;
  const char *units_folder; /* NULL = none */
  const DgmiWriterLayout *layout;
  gboolean has_names; /* some unit has one */
  gboolean has_years;
  gboolean at_field; /* the row has a field already */
} DgmiWriter;

void dgmi_writer_field(DgmiWriter *writer, const char *text);
void dgmi_writer_year(DgmiWriter *writer, int year);
void dgmi_writer_value(DgmiWriter *writer, guint column, guint row);
void dgmi_writer_end_row(DgmiWriter *writer);

/* writer-check.c: FALSE with an error that says what the layout cannot hold. The first is for all.
 */
gboolean dgmi_writer_check(const DgmiWriter *writer, GError **error);
gboolean dgmi_writer_check_wide(const DgmiWriter *writer, GError **error);
gboolean dgmi_writer_check_tidy(const DgmiWriter *writer, GError **error);
gboolean dgmi_writer_check_wdi(const DgmiWriter *writer, GError **error);
gboolean dgmi_writer_check_sdmx(const DgmiWriter *writer, GError **error);
gboolean dgmi_writer_check_egovkb(const DgmiWriter *writer, GError **error);

/* writer-others.c: the layouts of others. */
void dgmi_writer_write_wdi(DgmiWriter *writer);
void dgmi_writer_write_sdmx_1(DgmiWriter *writer);
void dgmi_writer_write_sdmx_2(DgmiWriter *writer);
void dgmi_writer_write_egovkb(DgmiWriter *writer);
