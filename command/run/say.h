/* say.h: the language of this run of the program, that of --lang.
 *
 * The libraries take a DgmiTranslate of whoever calls them. The program speaks one language from
 * start to end, so its own texts are put into it by _() and ngettext() below, as in programs that
 * use gettext, whose tools (xgettext, msgmerge) know these names. */
#pragma once

#include "indicators/base/language.h"

/* Chooses the language, "en" or "zh"; called once, before anything is said. */
void dgmi_speak(const char *language);

/* The text in that language, or the text itself: a DgmiTranslate. */
const char *dgmi_translate(const char *text) G_GNUC_FORMAT(1);

#define _(text) dgmi_translate(text)
#define N_(text) text
#define ngettext(one, many, n) dgmi_plural(dgmi_translate, n, one, many)
