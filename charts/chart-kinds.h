/* chart-kinds.h: the kinds of chart, one row each: id, summary. The program reads the rows for its
 * help and `list charts`; charts/chart.c makes them its table, where `id` stands for
 * dgmi_chart_ID_draw() of charts/chart-ID.h. */
#pragma once

#define DGMI_CHART_KINDS(ROW)                                                                      \
  ROW(rank, "ranked bars or dots, with classes, groups and intervals; chosen units highlighted")   \
  ROW(stack, "what each pillar adds to the score (where scores are sums)")                         \
  ROW(compare, "2 to 8 units side by side by pillar; as panels, dumbbell, strip, radar or bars")   \
  ROW(change, "lines over the editions, breaks marked; as slope of two, as bump chart of ranks")   \
  ROW(scatter, "two nodes, or a score and any column, against each other; fitted line")
