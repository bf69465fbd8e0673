/* scenario-table.h: tables of scenarios, scenario,code,weight: for the verb scenarios. */
#pragma once

#include "command/run/options.h"
#include "index/opened/index.h"

typedef struct
{
  char *name;
  DgmiPlace place; /* where it is first named */
  double *weight;  /* by node: the index's own where the table says nothing */
  gboolean *said;  /* by node: whether the table says it */
} DgmiScenario;

/* The scenarios of a table ("-" = standard input), in its order: an array of DgmiScenario, to be
 * freed with g_ptr_array_unref(). NULL with failures, each with its place: no such columns, a name
 * that is empty, a code that is no part of the index, a weight that is no number of 0 or more or
 * is given twice, weights of one parent that sum to 0 or are no number any more. */
GPtrArray *dgmi_scenarios_read(const char *file, const DgmiIndex *index, const DgmiOptions *options,
                               DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;

/* The weights by node that the index was computed with. Free with g_free(). */
double *dgmi_index_own_weights(const DgmiIndex *index) G_GNUC_WARN_UNUSED_RESULT;
