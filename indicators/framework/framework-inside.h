/* framework-inside.h: what a framework is made of; for framework.c and framework-build.c alone. */
#pragma once

#include "indicators/framework/framework.h"

struct _DgmiFramework
{
  GStringChunk *strings;
  GHashTable *by_code; /* code -> node + 1 */
  DgmiNode *nodes;
  guint n_nodes;
  guint root;
  guint *members; /* of all parents, one after the other */
  guint *indicators, n_indicators;
  guint *aggregates, n_aggregates;
  guint *computation;
};
