/* print-xlsx.c: a grid as an Excel workbook, by way of the module "xlsx". */
#include <assert.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "command/run/display.h"
#include "command/run/module.h"
#include "command/run/print.h"
#include "command/run/say.h"
#include "config.h"
#include "indicators/base/error.h"

/* 1980-01-01, the first day a zip archive knows. */
#define FIXED_DATE G_GINT64_CONSTANT(315532800)
/* 9999-12-31, the last day a workbook knows. */
#define LAST_DATE G_GINT64_CONSTANT(253402214400)

static gint64 date_of_workbook(void)
{
  const char *said = g_getenv("SOURCE_DATE_EPOCH");
  guint64 seconds = 0;
  if (said != NULL && g_ascii_string_to_unsigned(said, 10, 1, LAST_DATE, &seconds, NULL))
    return (gint64)seconds;
  return FIXED_DATE;
}

static GArray *views_of(const DgmiGrid *grid)
{
  GArray *views = g_array_new(FALSE, FALSE, sizeof(DgmiGridView));
  for (const DgmiGrid *each = grid; each != NULL; each = dgmi_grid_get_next(each))
  {
    const DgmiGridView view = dgmi_grid_view(each);
    g_array_append_val(views, view);
  }
  return views;
}

/* libxlsxwriter writes to files only: to one of the folder for temporary files, read again. */
static char *write_and_read(DgmiWorkbookWriter write, const DgmiWorkbook *book, gsize *length,
                            GError **error)
{
  g_autofree char *file = NULL;
  char *bytes = NULL;
  const int fd = g_file_open_tmp("dgmi-XXXXXX.xlsx", &file, error);
  if (fd < 0)
    return NULL;
  close(fd);
  g_autofree char *failure = write(book, file);
  if (failure != NULL)
    dgmi_error_set(error, DGMI_ERROR_DATA, "cannot write the workbook: %s", failure);
  else
    g_file_get_contents(file, &bytes, length, error);
  g_unlink(file);
  return bytes;
}

char *dgmi_grid_to_xlsx(const DgmiGrid *grid, gsize *length, GError **error)
{
  assert(grid != NULL && length != NULL);
  DgmiWorkbookWriter write = dgmi_module_symbol("xlsx", "dgmi_xlsx_write", error);
  if (write == NULL)
    return NULL;
  g_autoptr(GArray) views = views_of(grid);
  const DgmiWorkbook book = {.views = (const DgmiGridView *)(void *)views->data,
                             .n_views = views->len,
                             .created = date_of_workbook(),
                             .program = "dgmi " PACKAGE_VERSION,
                             .text_width = dgmi_display_width};
  GError *failure = NULL;
  char *bytes = write_and_read(write, &book, length, &failure);
  if (failure != NULL && failure->domain != DGMI_ERROR)
  {
    dgmi_error_set(error, DGMI_ERROR_IO, "%s", failure->message);
    g_error_free(failure);
  }
  else if (failure != NULL)
    g_propagate_error(error, failure);
  return bytes;
}
