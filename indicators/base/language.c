#include "indicators/base/language.h"

#include <stdlib.h>
#include <string.h>

#include "indicators/base/catalogue-inside.h"

static int compare_message(gconstpointer text, gconstpointer entry)
{
  return strcmp(text, catalogue_bytes + *(const guint32 *)entry);
}

static const char *chinese(const char *text)
{
  const guint32 *entry = bsearch(text, catalogue_at, G_N_ELEMENTS(catalogue_at),
                                 sizeof catalogue_at[0], compare_message);
  return entry == NULL ? text : catalogue_bytes + entry[1];
}

static const char *english(const char *text)
{
  return text;
}

DgmiTranslate dgmi_language_translate(const char *language)
{
  return g_strcmp0(language, "zh") == 0 ? chinese : english;
}

const char *dgmi_plural(DgmiTranslate translate, gulong n, const char *one, const char *many)
{
  const char *text = n == 1 ? one : many;
  return translate != NULL ? translate(text) : text;
}
