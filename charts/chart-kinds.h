/* chart-kinds.h: the kinds of chart, one row each: id, summary. The program reads the rows for its
 * help and `list charts`; charts/chart.c makes them its table, where `id` stands for
 * dgmi_chart_ID_draw() of charts/chart-ID.h. */
#pragma once

#define DGMI_CHART_KINDS(ROW)                                                                      \
  ROW(rank, "ranked bars or dots, with classes, groups and intervals; chosen units highlighted")   \
  ROW(stack, "what each pillar adds to the score (where scores are sums)")                         \
  ROW(compare, "2 to 8 units side by side by pillar; as panels, dumbbell, strip, radar or bars")   \
  ROW(change, "lines over the editions, breaks marked; as slope of two, as bump chart of ranks")   \
  ROW(scatter, "two nodes, or a score and any column, against each other; fitted line")            \
  ROW(heatmap, "scorecard: units by nodes, values printed, missing ones hatched")                  \
  ROW(correlation, "matrix of coefficients by pillar")                                             \
  ROW(framework, "the tree with its weights, as icicle or sunburst")                               \
  ROW(distribution, "histogram and density of a node, before and after treatment")                 \
  ROW(uncertainty, "rank intervals; or, as acceptability, how often each unit has each rank")      \
  ROW(sensitivity, "what drives the uncertainty: first-order and total Sobol indices")             \
  ROW(ternary, "three pillars: which unit is first under which weights, exact regions")            \
  ROW(weights, "best and worst rank of each unit over all weights")                                \
  ROW(map, "tiles of China's provinces or the world's countries; outlines of any GeoJSON")         \
  ROW(profile, "one unit on one page: rank, history, pillars, strengths, weaknesses, peers")
