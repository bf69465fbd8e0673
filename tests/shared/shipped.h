/* shipped.h: the shipped indices, for unit tests. */
#pragma once

#include "index/opened/index.h"

/* The shipped tables as they lie in the sources. */
static inline DgmiPaths shipped_paths(void)
{
  g_autofree char *top = g_test_build_filename(G_TEST_DIST, "..", NULL);
  return dgmi_paths_within(top, "shipped");
}

/* Opens and computes a shipped index as `request`, but for its paths, says. */
static inline DgmiIndex *open_shipped(DgmiIndexRequest request)
{
  request.paths = shipped_paths();
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  DgmiIndex *index = dgmi_index_open(&request, DGMI_INDEX_RESULT, messages);
  g_assert_nonnull(index);
  return index;
}
