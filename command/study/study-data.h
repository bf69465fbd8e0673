/* study-data.h: reading a study's data and what --add, --join, --where and --set make of them; for
 * study.c alone, but for the attributes of units. */
#pragma once

#include "command/study/study.h"

/* The column of a data table with the units' Chinese names, where it has one. */
#define DGMI_CHINESE_NAMES "uName_zh"

DgmiCsvOptions dgmi_study_csv_options(const DgmiOptions *options);

/* Sets study->dataset from `file`. FALSE with failures. */
gboolean dgmi_study_read_data(DgmiStudy *study, const DgmiOptions *options, const char *file,
                              DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* What a column says of each unit, as text: the data's, else that of the shipped tables of
 * countries and provinces. n_units strings, NULL = nothing; NULL with a failure where no table has
 * the column. The array owns its strings; free with g_ptr_array_unref(). */
GPtrArray *dgmi_study_attribute(const DgmiStudy *study, const char *column, const char *option,
                                DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;
