/* treat.h: what the methods of treatment share; for treat*.c and transform*.c alone. */
#pragma once

#include "index/methods/method.h"

/* Appends "2 points at the top set to 7"; nothing for n = 0. */
void dgmi_say_moved(DgmiSentence **said, guint n, const char *which, double to);

/* The method log-ct, which jrc falls back on. */
gboolean dgmi_treat_log_ct(const DgmiColumn *column, double *out, DgmiSentence **said,
                           GError **error);
