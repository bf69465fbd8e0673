#include "command/run/say.h"

/* Set once, by main(). */
static DgmiTranslate spoken;

void dgmi_speak(const char *language)
{
  spoken = dgmi_language_translate(language);
}

const char *dgmi_translate(const char *text)
{
  return spoken != NULL ? spoken(text) : text;
}
