#include "indicators/error.h"

/* Beside each GError of the domain: what it says, kept apart from its language. */
typedef struct
{
  DgmiSentence *sentence; /* NULL = the message alone */
} DgmiErrorPrivate;

static void dgmi_registered_error_private_init(DgmiErrorPrivate *beside)
{
  beside->sentence = NULL;
}

static void dgmi_registered_error_private_copy(const DgmiErrorPrivate *from, DgmiErrorPrivate *to)
{
  to->sentence = from->sentence == NULL ? NULL : dgmi_sentence_ref(from->sentence);
}

static void dgmi_registered_error_private_clear(DgmiErrorPrivate *beside)
{
  dgmi_sentence_unref(beside->sentence);
}

GQuark dgmi_registered_error_quark(void);
G_DEFINE_EXTENDED_ERROR(DgmiError, dgmi_registered_error)

/* The program and each module that it opens have this file linked in, and GLib knows a domain
 * once: whoever is the first registers it for all. */
GQuark dgmi_error_quark(void)
{
  const GQuark known = g_quark_try_string("DgmiError");
  return known != 0 ? known : dgmi_registered_error_quark();
}

void dgmi_error_take(GError **error, DgmiErrorCode code, DgmiSentence *sentence)
{
  if (error != NULL)
  {
    g_autofree char *text = dgmi_sentence_text(sentence, NULL);
    *error = g_error_new_literal(DGMI_ERROR, code, text);
    dgmi_registered_error_get_private(*error)->sentence = dgmi_sentence_ref(sentence);
  }
  dgmi_sentence_unref(sentence);
}

void dgmi_error_set(GError **error, DgmiErrorCode code, const char *format, ...)
{
  if (error == NULL)
    return;
  va_list arguments;
  va_start(arguments, format);
  dgmi_error_take(error, code, dgmi_sentence_new_valist(format, arguments));
  va_end(arguments);
}

DgmiSentence *dgmi_error_sentence(const GError *error)
{
  const DgmiErrorPrivate *beside =
      error->domain == DGMI_ERROR ? dgmi_registered_error_get_private((GError *)error) : NULL;
  return beside != NULL && beside->sentence != NULL ? dgmi_sentence_ref(beside->sentence)
                                                    : dgmi_sentence_new("%s", error->message);
}
