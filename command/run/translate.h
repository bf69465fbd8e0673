/* translate.h: the other language of what the lower layers say in English. */
#pragma once

/* The text in the language of --lang, a DgmiTranslate: a text of the catalogue, or one that the
 * lower layers put together of several ("; did you mean 'X'?", the steps of explain); else, and
 * always in English, `text` itself. The result lives as long as the program or `text`. */
const char *dgmi_retell(const char *text);
