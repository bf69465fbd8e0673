#include "indicators/base/error.h"

/* Beside each GError of the domain: what it says, kept apart from its language. */
typedef struct
{
  DgmiSentence *sentence; /* NULL = the message alone */
  int node;               /* that it is about; -1 = none in particular */
} DgmiErrorPrivate;

/* Where GLib keeps it, as in G_DEFINE_EXTENDED_ERROR(). That macro itself does not do, since the
 * program and each module that it opens have this file linked in, and GLib takes a domain once. */
static DgmiErrorPrivate *beside(const GError *error)
{
  const gsize step = 2 * sizeof(gsize);
  const gsize size = (sizeof(DgmiErrorPrivate) + step - 1) / step * step;
  return (DgmiErrorPrivate *)(void *)((guint8 *)(gpointer)error - size);
}

static void init_error(GError *error)
{
  *beside(error) = (DgmiErrorPrivate){.node = -1};
}

static void copy_error(const GError *from, GError *to)
{
  const DgmiErrorPrivate *kept = beside(from);
  *beside(to) = *kept;
  if (kept->sentence != NULL)
    dgmi_sentence_ref(kept->sentence);
}

static void clear_error(GError *error)
{
  dgmi_sentence_unref(beside(error)->sentence);
}

/* Once a copy of this file; the first error may be set on two threads at once. */
GQuark dgmi_error_quark(void)
{
  static const char name[] = "DgmiError";
  static gsize quark;
  if (g_once_init_enter(&quark))
  {
    const GQuark known = g_quark_try_string(name);
    g_once_init_leave(
        &quark, known != 0 ? known
                           : g_error_domain_register_static(name, sizeof(DgmiErrorPrivate),
                                                            init_error, copy_error, clear_error));
  }
  return (GQuark)quark;
}

void dgmi_error_take(GError **error, DgmiErrorCode code, DgmiSentence *sentence)
{
  if (error != NULL)
  {
    g_autofree char *text = dgmi_sentence_text(sentence, NULL);
    *error = g_error_new_literal(DGMI_ERROR, code, text);
    beside(*error)->sentence = dgmi_sentence_ref(sentence);
  }
  dgmi_sentence_unref(sentence);
}

void dgmi_error_set(GError **error, DgmiErrorCode code, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  dgmi_error_take(error, code, dgmi_sentence_new_valist(format, arguments));
  va_end(arguments);
}

void dgmi_error_set_node(GError *error, guint node)
{
  if (error != NULL && error->domain == DGMI_ERROR)
    beside(error)->node = (int)node;
}

int dgmi_error_node(const GError *error)
{
  return error->domain == DGMI_ERROR ? beside(error)->node : -1;
}

DgmiSentence *dgmi_error_sentence(const GError *error)
{
  DgmiSentence *sentence = error->domain == DGMI_ERROR ? beside(error)->sentence : NULL;
  return sentence != NULL ? dgmi_sentence_ref(sentence) : dgmi_sentence_new("%s", error->message);
}

void dgmi_error_prefix(GError **error, DgmiSentence *where)
{
  if (error == NULL || *error == NULL)
  {
    dgmi_sentence_unref(where);
    return;
  }
  const DgmiErrorCode code =
      (*error)->domain == DGMI_ERROR ? (DgmiErrorCode)(*error)->code : DGMI_ERROR_DATA;
  DgmiSentence *said = dgmi_sentence_join(where, "%p: %p", dgmi_error_sentence(*error));
  g_clear_error(error);
  dgmi_error_take(error, code, said);
}
