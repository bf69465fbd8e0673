#include "command/run/print.h"

#include <assert.h>
#include <math.h>

#include "command/run/module.h"
#include "command/run/print-inside.h"

/* From here on numbers for people are not written out with decimals: the text would be longer than
 * DGMI_NUMBER_SIZE, and the decimals mean nothing. */
#define LARGEST_FIXED 1e12

const char *dgmi_print_heading(const DgmiColumnInfo *info)
{
  return info->heading ? info->heading : info->name;
}

const char *dgmi_print_exact(DgmiGridCell cell, char buffer[DGMI_NUMBER_SIZE])
{
  assert(buffer != NULL);
  switch (cell.kind)
  {
  case DGMI_CELL_TEXT:
    return cell.text;
  case DGMI_CELL_NUMBER:
    return dgmi_number_format(cell.number, buffer);
  case DGMI_CELL_INTEGER:
    g_snprintf(buffer, DGMI_NUMBER_SIZE, "%" G_GINT64_FORMAT, cell.integer);
    return buffer;
  case DGMI_CELL_MISSING:
    break;
  }
  return NULL;
}

const char *dgmi_print_rounded(const DgmiColumnInfo *info, DgmiGridCell cell,
                               char buffer[DGMI_NUMBER_SIZE])
{
  assert(buffer != NULL && info->decimals <= 15);
  const gboolean fixed = cell.kind == DGMI_CELL_NUMBER && info->kind == DGMI_CELL_NUMBER &&
                         info->decimals >= 0 && fabs(cell.number) < LARGEST_FIXED;
  return fixed ? dgmi_number_fixed(cell.number, info->decimals, buffer)
               : dgmi_print_exact(cell, buffer);
}

static char *format_json(const DgmiGrid *grid, GError **error)
{
  DgmiGridWriter write = dgmi_module_symbol("json", "dgmi_json_from_grid", error);
  if (!write)
    return NULL;
  const DgmiGridView view = dgmi_grid_view(grid);
  return write(&view);
}

/* The formats for people: the grid and those that follow it, a blank line between them. */
static char *format_chain(const DgmiGrid *grid, const DgmiPrintOptions *opts)
{
  GString *out = g_string_new(NULL);
  for (const DgmiGrid *each = grid; each; each = dgmi_grid_get_next(each))
  {
    if (out->len > 0)
      g_string_append_c(out, '\n');
    if (opts->format == DGMI_FORMAT_MD)
      dgmi_print_md(out, each);
    else if (opts->format == DGMI_FORMAT_TEX)
      dgmi_print_tex(out, each);
    else
      dgmi_print_table(out, each, opts);
  }
  return g_string_free(out, FALSE);
}

char *dgmi_grid_format(const DgmiGrid *grid, const DgmiPrintOptions *opts, GError **error)
{
  assert(grid);
  static const DgmiPrintOptions plain = {.format = DGMI_FORMAT_TABLE};
  if (!opts)
    opts = &plain;
  assert(opts->format != DGMI_FORMAT_XLSX);

  if (opts->format == DGMI_FORMAT_JSON)
    return format_json(grid, error);
  if (opts->format != DGMI_FORMAT_CSV && opts->format != DGMI_FORMAT_TSV)
    return format_chain(grid, opts);

  GString *out = g_string_new(NULL);
  if (opts->format == DGMI_FORMAT_CSV)
    dgmi_print_csv(out, grid);
  else
    dgmi_print_tsv(out, grid);
  return g_string_free(out, FALSE);
}
