/* study-compute.h: computing a study: the tables that methods of imputation name, the computation,
 * and what it has to say; for study.c, and for those who compute a study again. */
#pragma once

#include "command/study/study.h"

/* Reads the tables of impute=file:F, and those that the options name, into study->proxies. FALSE
 * with failures. */
gboolean dgmi_study_read_proxies(DgmiStudy *study, const DgmiOptions *options,
                                 DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* Sets study->result from what was read. FALSE with a failure. */
gboolean dgmi_study_compute(DgmiStudy *study, DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* What a computation of the study uses beside recipe and data; belongs to the study. */
DgmiInputs dgmi_study_inputs(const DgmiStudy *study);

/* The study's data computed by `recipe`, and under weights by node in place of its own where
 * `weight` is not NULL; both must outlive the result. NULL with an error. */
DgmiResult *dgmi_study_recompute(const DgmiStudy *study, const DgmiRecipe *recipe,
                                 const double *weight, GError **error) G_GNUC_WARN_UNUSED_RESULT;
