#include "indicators/base/messages.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

#include "indicators/base/memory.h"

struct _DgmiMessages
{
  GArray *list; /* of DgmiMessage */
  guint failures;
  int exit_code;
  gboolean sorted;
};

static void clear_message(gpointer message)
{
  g_free(((DgmiMessage *)message)->text);
  dgmi_sentence_unref(((DgmiMessage *)message)->sentence);
}

DgmiMessages *dgmi_messages_new(void)
{
  DgmiMessages *messages = g_new0(DgmiMessages, 1);
  messages->list = g_array_new(FALSE, FALSE, sizeof(DgmiMessage));
  g_array_set_clear_func(messages->list, clear_message);
  return messages;
}

static void clear_messages(DgmiMessages *messages)
{
  g_array_unref(messages->list);
}

DGMI_DEFINE_FREE(dgmi_messages_free, DgmiMessages, clear_messages)

/* Takes `sentence`. */
static void add(DgmiMessages *messages, DgmiSeverity severity, DgmiErrorCode code,
                const DgmiPlace *place, DgmiSentence *sentence)
{
  assert(messages != NULL);
  if (severity == DGMI_FAILURE)
  {
    assert(code > 0);
    messages->failures++;
    messages->exit_code = MAX(messages->exit_code, (int)code);
  }
  if (messages->list->len == DGMI_MESSAGES_MAX)
  {
    dgmi_sentence_unref(sentence);
    return;
  }
  DgmiMessage message = {.severity = severity,
                         .code = severity == DGMI_FAILURE ? code : 0,
                         .text = dgmi_sentence_text(sentence, NULL),
                         .sentence = sentence};
  if (place != NULL)
    message.place = *place;
  message.place.file = g_intern_string(message.place.file);
  g_array_append_val(messages->list, message);
  messages->sorted = FALSE;
}

#define ADD_FORMATTED(severity, code, place)                                                       \
  do                                                                                               \
  {                                                                                                \
    va_list arguments;                                                                             \
    va_start(arguments, format);                                                                   \
    add(messages, severity, code, place, dgmi_sentence_new_valist(format, arguments));             \
    va_end(arguments);                                                                             \
  } while (0)

static DgmiErrorCode code_of(const DgmiPlace *place)
{
  return place != NULL && place->is_option ? DGMI_ERROR_USAGE : DGMI_ERROR_DATA;
}

void dgmi_failure(DgmiMessages *messages, const DgmiPlace *place, const char *format, ...)
{
  ADD_FORMATTED(DGMI_FAILURE, code_of(place), place);
}

void dgmi_warning(DgmiMessages *messages, const DgmiPlace *place, const char *format, ...)
{
  ADD_FORMATTED(DGMI_WARNING, 0, place);
}

void dgmi_note(DgmiMessages *messages, const DgmiPlace *place, const char *format, ...)
{
  ADD_FORMATTED(DGMI_NOTE, 0, place);
}

void dgmi_usage_failure(DgmiMessages *messages, const char *format, ...)
{
  ADD_FORMATTED(DGMI_FAILURE, DGMI_ERROR_USAGE, NULL);
}

void dgmi_io_failure(DgmiMessages *messages, const char *file, const char *format, ...)
{
  const DgmiPlace place = {.file = file};
  ADD_FORMATTED(DGMI_FAILURE, DGMI_ERROR_IO, &place);
}

void dgmi_messages_add(DgmiMessages *messages, DgmiSeverity severity, const DgmiPlace *place,
                       DgmiSentence *sentence)
{
  add(messages, severity, code_of(place), place, sentence);
}

void dgmi_messages_add_error(DgmiMessages *messages, const DgmiPlace *place, const GError *error)
{
  assert(error != NULL);
  const DgmiErrorCode code =
      error->domain == DGMI_ERROR ? (DgmiErrorCode)error->code : DGMI_ERROR_DATA;
  add(messages, DGMI_FAILURE, code, place, dgmi_error_sentence(error));
}

guint dgmi_messages_failures(const DgmiMessages *messages)
{
  return messages->failures;
}

guint dgmi_messages_count(const DgmiMessages *messages)
{
  return messages->list->len;
}

static int compare_places(const DgmiMessage *a, const DgmiMessage *b)
{
  if (a->place.line != b->place.line)
    return a->place.line < b->place.line ? -1 : 1;
  if (a->place.column != b->place.column)
    return a->place.column < b->place.column ? -1 : 1;
  return 0;
}

/* A stable insertion sort of each run of messages about one file: runs are short or nearly sorted,
 * since readers go forward. */
static void sort_places(DgmiMessages *messages)
{
  DgmiMessage *list = (DgmiMessage *)messages->list->data;
  for (guint i = 1; i < messages->list->len; i++)
  {
    const DgmiMessage moving = list[i];
    guint j = i;
    while (j > 0 && list[j - 1].place.file == moving.place.file &&
           compare_places(&list[j - 1], &moving) > 0)
    {
      list[j] = list[j - 1];
      j--;
    }
    list[j] = moving;
  }
  messages->sorted = TRUE;
}

const DgmiMessage *dgmi_messages_get(DgmiMessages *messages, guint i)
{
  assert(i < messages->list->len);
  if (!messages->sorted)
    sort_places(messages);
  return &g_array_index(messages->list, DgmiMessage, i);
}

/* "!C7": columns are A to Z, AA to ZZ, AAA … */
static void append_cell(GString *out, const DgmiPlace *place)
{
  const gsize start = out->len + 1;
  g_string_append_c(out, '!');
  for (guint column = place->column; column > 0; column = (column - 1) / 26)
    g_string_insert_c(out, (gssize)start, (char)('A' + (column - 1) % 26));
  g_string_append_printf(out, "%u:", place->line);
}

static void append_place(GString *out, const DgmiPlace *place)
{
  g_string_append(out, place->file);
  if (place->is_cell && place->line > 0)
  {
    append_cell(out, place);
    return;
  }
  g_string_append_c(out, ':');
  if (place->line > 0)
    g_string_append_printf(out, "%u:", place->line);
  if (place->line > 0 && place->column > 0)
    g_string_append_printf(out, "%u:", place->column);
}

char *dgmi_message_format(const DgmiMessage *message, DgmiTranslate translate)
{
  static const char *const severity[] = {DGMI_N_("note: "), DGMI_N_("warning: "),
                                         DGMI_N_("error: ")};
  GString *out = g_string_new(NULL);
  const DgmiPlace *place = &message->place;
  if (place->file != NULL)
  {
    append_place(out, place);
    g_string_append_c(out, ' ');
  }
  const char *word = severity[message->severity];
  g_autofree char *text = dgmi_sentence_text(message->sentence, translate);
  g_string_append_printf(out, "%s%s", translate != NULL ? translate(word) : word, text);
  return g_string_free(out, FALSE);
}

int dgmi_messages_exit_code(const DgmiMessages *messages)
{
  return messages->exit_code;
}
