/* study-compute.h: computing a study: the tables that methods of imputation name, the computation,
 * and what it has to say; for study.c alone. */
#pragma once

#include "command/study.h"

/* Reads the tables of impute=file:F into study->proxies. FALSE with failures. */
gboolean dgmi_study_read_proxies(DgmiStudy *study,
                                 DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* Sets study->result from what was read. FALSE with a failure. */
gboolean dgmi_study_compute(DgmiStudy *study, DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;
