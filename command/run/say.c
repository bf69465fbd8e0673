#include "command/run/say.h"

#include <string.h>

#include "indicators/base/sentence.h"

/* Set once, by main(). */
static DgmiTranslate spoken;

void dgmi_speak(const char *language)
{
  spoken = dgmi_language_translate(language);
}

const char *dgmi_translate(const char *text)
{
  if (strcmp(text, DGMI_KEYS) == 0)
    return DGMI_KEYS_AS_OPTIONS;
  return spoken != NULL ? spoken(text) : text;
}
