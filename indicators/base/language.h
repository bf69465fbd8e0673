/* language.h: the languages that dgmi speaks.
 *
 * What is said is written in English in the sources; zh_CN.po beside this file has the Chinese of
 * every message of all layers and is compiled into the library, so that nothing is looked for at
 * run time and the language of a result depends on no locale. Whoever puts text together is handed
 * a DgmiTranslate: two languages can be spoken at once, on any number of threads. */
#pragma once

#include "indicators/base/export.h"
#include "indicators/base/sentence.h"

G_BEGIN_DECLS

/* The texts of a language: "zh" (Chinese, simplified); "en", NULL and every other: the English text
 * itself. Never NULL. Looking a text up takes some 0.3 us; what it gives lives as long as the
 * program, or is the text that was asked for. */
DGMI_EXPORT DgmiTranslate dgmi_language_translate(const char *language);

/* What fits a number of things: `one` or `many` in English, translated. */
DGMI_EXPORT const char *dgmi_plural(DgmiTranslate translate, gulong n, const char *one,
                                    const char *many) G_GNUC_FORMAT(3) G_GNUC_FORMAT(4);

G_END_DECLS
