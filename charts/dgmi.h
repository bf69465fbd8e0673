/* dgmi.h: libdgmi as those outside include it: #include <dgmi/dgmi.h>, built with
 * `pkg-config --cflags --libs dgmi`.
 *
 * The order of calls: fill a DgmiIndexRequest, dgmi_index_open(), then ask: dgmi_index_result() for
 * scores and ranks, the analyses (explain, reconcile, change, target, uncertainty, weights …) for
 * what stands behind them, dgmi_rank_grid() and its kin for tables, dgmi_chart_draw() for pictures.
 * Other weights, methods and values are set on a copy (dgmi_index_copy(), dgmi_index_set_weight(),
 * …), which dgmi_index_compute() then computes. doc/examples/ has programs that do it.
 *
 * Shapes: matrices are units × columns, a column contiguous (DgmiMatrix). Scores are on the index's
 * own scale, weights relative within a parent, ranks from 1. A missing number is NaN.
 *
 * Ownership: what a function returns belongs to the object asked, unless its comment says how to
 * free it. Index, recipe, dataset, framework and sentences are counted references, atomic; a result
 * keeps alive what it stands on. Structs with `reserved` members are to be zeroed.
 *
 * Errors: readers of text add any number of messages with their places to a DgmiMessages; all else
 * sets a GError of DGMI_ERROR. The library never prints, exits or aborts on data. It speaks English
 * or Chinese where it is told to (DgmiIndexRequest.language), without regard to the locale.
 *
 * Threads: nothing is global. One object is used by one thread at a time unless its header says
 * more; different ones, copies of one index among them, on any number of threads. A process that
 * computes with GSL's default error handler on should turn it off (gsl_set_error_handler_off()),
 * since that one aborts. */
#pragma once

#include "charts/chart.h"
#include "datasets/catalogue.h"
#include "datasets/csv/framework-table.h"
#include "datasets/dataset/dataset-build.h"
#include "datasets/writers/writer.h"
#include "index/opened/additive.h"
#include "index/opened/analyses.h"
#include "index/opened/editions.h"
#include "index/opened/grouping.h"
#include "index/opened/index.h"
#include "index/opened/models.h"
#include "index/opened/recipe-changes.h"
#include "index/opened/rubric.h"
#include "index/questions/change.h"
#include "index/questions/explain.h"
#include "index/questions/leave-one-out.h"
#include "index/questions/reconcile.h"
#include "index/questions/scenarios.h"
#include "index/questions/target.h"
#include "index/tables/rank-table.h"
#include "index/tables/rubric-table.h"
#include "index/uncertainty/sensitivity.h"
#include "index/uncertainty/uncertainty.h"
#include "index/weights/weight-change.h"
#include "index/weights/weight-dominance.h"
#include "index/weights/weight-parts.h"
#include "index/weights/weight-ranks.h"
