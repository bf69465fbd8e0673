/* additive.h: whether an index is the sum of its parts' contributions. */
#pragma once

#include "index/opened/index.h"

G_BEGIN_DECLS

/* Why it does not split into contributions, in the index's language; NULL where it does. Free with
 * g_free(). */
DGMI_EXPORT char *dgmi_not_additive(const DgmiIndex *index) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
