/* output.c: see output.h. */
#include "command/run/output.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command/run/say.h"
#include "indicators/base/error.h"
#include "indicators/base/text.h"

#define DEFAULT_WIDTH 80

static const char *const format_names[] = {
    [DGMI_FORMAT_TABLE] = "table", [DGMI_FORMAT_CSV] = "csv", [DGMI_FORMAT_TSV] = "tsv",
    [DGMI_FORMAT_JSON] = "json",   [DGMI_FORMAT_MD] = "md",   [DGMI_FORMAT_TEX] = "tex",
    [DGMI_FORMAT_XLSX] = "xlsx",
};

static gboolean write_failed(const char *name, const char *reason, GError **error)
{
  dgmi_error_set(error, DGMI_ERROR_IO, "cannot write %s: %s", name, reason);
  return FALSE;
}

/* Writes all bytes, however many calls it takes; a reader that has gone is no failure. Returns 0 or
 * an errno. */
static int write_all(int fd, const char *bytes, gsize length)
{
  while (length > 0)
  {
    const ssize_t written = write(fd, bytes, length);
    if (written >= 0)
    {
      bytes += written;
      length -= (gsize)written;
    }
    else if (errno == EPIPE)
      return 0;
    else if (errno == EAGAIN)
      poll(&(struct pollfd){.fd = fd, .events = POLLOUT}, 1, -1);
    else if (errno != EINTR)
      return errno;
  }
  return 0;
}

static gboolean write_stdout(const char *bytes, gsize length, GError **error)
{
  const int failure = write_all(STDOUT_FILENO, bytes, length);
  return failure == 0 || write_failed(_("standard output"), g_strerror(failure), error);
}

/* A device, a FIFO, or a name for an open file (/dev/stdout, /dev/fd/3). */
static gboolean write_plain(const char *file, const char *bytes, gsize length, GError **error)
{
  const int fd = open(file, O_WRONLY | O_CLOEXEC | O_NOCTTY | O_APPEND);
  if (fd < 0)
    return write_failed(file, g_strerror(errno), error);
  int failure = write_all(fd, bytes, length);
  if (close(fd) != 0 && failure == 0 && errno != EINTR)
    failure = errno;
  return failure == 0 || write_failed(file, g_strerror(failure), error);
}

/* `mode` is as for open(). The file system is made to hold the new file before the old one goes,
 * which costs time only where there is an old one. */
static gboolean replace(const char *file, const char *bytes, gsize length, int mode, GError **error)
{
  const GFileSetContentsFlags flags =
      G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_ONLY_EXISTING;
  if (length > G_MAXSSIZE)
    return write_failed(file, g_strerror(EFBIG), error);
  g_autoptr(GError) failure = NULL;
  if (g_file_set_contents_full(file, bytes, (gssize)length, flags, mode, &failure))
    return TRUE;
  /* GLib names its temporary file before the reason. */
  const char *colon = strrchr(failure->message, ':');
  return write_failed(file, colon != NULL ? colon + 2 : failure->message, error);
}

static gboolean write_existing(const char *file, const struct stat *status, const char *bytes,
                               gsize length, GError **error)
{
  if (S_ISDIR(status->st_mode))
    return write_failed(file, g_strerror(EISDIR), error);
  if (!S_ISREG(status->st_mode))
    return write_plain(file, bytes, length, error);
  if (access(file, W_OK) != 0)
    return write_failed(file, g_strerror(errno), error);

  char *target = realpath(file, NULL);
  if (!target)
    return write_failed(file, g_strerror(errno), error);
  const gboolean done = replace(target, bytes, length, status->st_mode & 0777, error);
  free(target);
  return done;
}

/* Whether the name stands for something that is open already, in folders where no file is made. */
static gboolean is_open_file(const char *file)
{
  return strcmp(file, "/dev/stderr") == 0 || g_str_has_prefix(file, "/dev/fd/") ||
         g_str_has_prefix(file, "/proc/");
}

gboolean dgmi_output_write(const char *file, const char *bytes, gsize length, GError **error)
{
  assert(bytes || length == 0);
  struct stat status;
  if (!file || strcmp(file, "-") == 0 || strcmp(file, "/dev/stdout") == 0)
    return write_stdout(bytes, length, error);
  if (is_open_file(file))
    return write_plain(file, bytes, length, error);
  if (stat(file, &status) == 0)
    return write_existing(file, &status, bytes, length, error);
  return replace(file, bytes, length, 0666, error);
}

guint dgmi_output_width(int fd)
{
  if (!isatty(fd))
    return 0;
  guint64 columns = 0;
  const char *said = g_getenv("COLUMNS");
  if (said && g_ascii_string_to_unsigned(said, 10, 1, G_MAXUINT16, &columns, NULL))
    return (guint)columns;
  struct winsize size = {0};
  if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return size.ws_col;
  return DEFAULT_WIDTH;
}

static gboolean color_by_default(int fd)
{
  const char *no_color = g_getenv("NO_COLOR");
  const char *terminal = g_getenv("TERM");
  if (no_color && *no_color)
    return FALSE;
  return isatty(fd) && terminal && *terminal && strcmp(terminal, "dumb") != 0;
}

gboolean dgmi_output_color(const char *when, int fd, gboolean *color, GError **error)
{
  static const char *const words[] = {"auto", "always", "never"};
  assert(color);
  if (!when || strcmp(when, "auto") == 0)
    *color = color_by_default(fd);
  else if (strcmp(when, "always") == 0 || strcmp(when, "never") == 0)
    *color = when[0] == 'a';
  else
  {
    DgmiSentence *hint = dgmi_text_suggestion(when, words, G_N_ELEMENTS(words));
    dgmi_error_set(error, DGMI_ERROR_USAGE, "'%s' is no value of --color%p", when, hint);
    return FALSE;
  }
  return TRUE;
}

/* The ending of a file's name in lower case without its dot, "" if there is none. */
static char *file_ending(const char *file)
{
  g_autofree char *name = g_path_get_basename(file);
  const char *dot = strrchr(name, '.');
  return g_ascii_strdown(dot ? dot + 1 : "", -1);
}

static gboolean find_format(const char *name, DgmiFormat *format)
{
  for (guint i = 0; i < G_N_ELEMENTS(format_names); i++)
    if (strcmp(format_names[i], name) == 0)
    {
      *format = (DgmiFormat)i;
      return TRUE;
    }
  return FALSE;
}

static gboolean format_by_ending(const char *file, DgmiFormat *format, GError **error)
{
  static const char *const others[] = {"pdf",  "png", "svg", "html", "htm", "ini",
                                       "docx", "doc", "xls", "ods",  NULL};
  g_autofree char *ending = file_ending(file);
  if (find_format(ending, format))
    return TRUE;
  if (g_strv_contains(others, ending))
  {
    dgmi_error_set(error, DGMI_ERROR_USAGE,
                   "cannot write a table as .%s; give the file the ending .csv, .xlsx, .md, .tex, "
                   ".json, .tsv or .txt, or say --format",
                   ending);
    return FALSE;
  }
  *format = DGMI_FORMAT_TABLE;
  return TRUE;
}

gboolean dgmi_output_format(const char *name, const char *file, DgmiFormat *format, GError **error)
{
  assert(format);
  if (!name && file)
    return format_by_ending(file, format, error);
  *format = DGMI_FORMAT_TABLE;
  if (!name || find_format(name, format))
    return TRUE;
  DgmiSentence *hint = dgmi_text_suggestion(name, format_names, G_N_ELEMENTS(format_names));
  dgmi_error_set(error, DGMI_ERROR_USAGE, "'%s' is no value of --format%p", name, hint);
  return FALSE;
}

const char *dgmi_output_format_name(DgmiFormat format)
{
  assert((guint)format < G_N_ELEMENTS(format_names));
  return format_names[format];
}
