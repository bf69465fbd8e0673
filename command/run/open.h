/* open.h: from the options of the command to the request that opens an index. */
#pragma once

#include "command/run/options.h"
#include "index/opened/index.h"

/* A request and what its arrays need; its strings belong to the options. */
typedef struct
{
  DgmiIndexRequest request;
  GArray *where;    /* of DgmiCondition */
  GArray *set;      /* of DgmiWhatIf */
  GArray *settings; /* of DgmiSetting */
  GPtrArray *texts; /* of --group and `more` */
  GPtrArray *strings;
} DgmiOpening;

/* What the options ask for, of `index` (NULL = --data and --indicators make one). FALSE with a
 * failure for an option that is not written as it has to be; clear it in any case. */
gboolean dgmi_opening_init(DgmiOpening *opening, const char *index, const DgmiOptions *options,
                           DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_opening_clear(DgmiOpening *opening);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DgmiOpening, dgmi_opening_clear)

/* Columns to be read besides, as texts, where the data have them: NULL-terminated, borrowed. */
void dgmi_opening_add_texts(DgmiOpening *opening, char **columns);

/* A key of [method] stated after those of the options. */
void dgmi_opening_add_setting(DgmiOpening *opening, const DgmiSetting *setting);

/* Opens what the options ask for, at once. NULL with failures. */
DgmiIndex *dgmi_open(const char *index, const DgmiOptions *options, DgmiIndexDepth depth,
                     DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* How the options say that tables are written. */
DgmiCsvOptions dgmi_options_csv(const DgmiDataOptions *data);
