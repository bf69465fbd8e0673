# index/: the arithmetic. Adding a source or a header is adding a line.
noinst_LTLIBRARIES += libdgmi-index.la

libdgmi_index_la_CPPFLAGS = $(AM_CPPFLAGS) $(GSL_CFLAGS)
libdgmi_index_la_SOURCES = \
  %D%/kernels/counts.c \
  %D%/kernels/counts.h \
  %D%/kernels/draw-kernel-avx2.c \
  %D%/kernels/draw-kernel-avx512.c \
  %D%/kernels/draw-kernel-source.h \
  %D%/kernels/draw-kernel.c \
  %D%/kernels/draw-kernel.h \
  %D%/kernels/lanes.h \
  %D%/kernels/means.c \
  %D%/kernels/means.h \
  %D%/kernels/ranks.c \
  %D%/kernels/ranks.h \
  %D%/numbers/arithmetic.c \
  %D%/numbers/correlation.c \
  %D%/numbers/kendall.h \
  %D%/numbers/line.c \
  %D%/numbers/line.h \
  %D%/numbers/matrix.c \
  %D%/numbers/moments.c \
  %D%/numbers/pca.c \
  %D%/numbers/spread.c \
  %D%/numbers/spread.h \
  %D%/methods/aggregate-copeland.c \
  %D%/methods/aggregate-kemeny.c \
  %D%/methods/aggregate-mean.c \
  %D%/methods/aggregate-order.c \
  %D%/methods/aggregate-owa.c \
  %D%/methods/aggregate-penalty.c \
  %D%/methods/aggregate-promethee.c \
  %D%/methods/aggregate-topsis.c \
  %D%/methods/aggregate-vikor.c \
  %D%/methods/aggregate-wroclaw.c \
  %D%/methods/aggregate.c \
  %D%/methods/ahp.c \
  %D%/methods/bod.c \
  %D%/methods/complete-rows.c \
  %D%/methods/complete-rows.h \
  %D%/methods/impute-column.c \
  %D%/methods/impute-em.c \
  %D%/methods/impute-file.c \
  %D%/methods/impute-hot-deck.c \
  %D%/methods/impute-knn.c \
  %D%/methods/impute-regression.c \
  %D%/methods/impute-row.c \
  %D%/methods/impute-years.c \
  %D%/methods/impute.c \
  %D%/methods/impute.h \
  %D%/methods/kemeny.c \
  %D%/methods/kemeny.h \
  %D%/methods/linear-ordering.c \
  %D%/methods/methods.c \
  %D%/methods/methods.h \
  %D%/methods/normalise-ampi.c \
  %D%/methods/normalise-bands.c \
  %D%/methods/normalise-distance.c \
  %D%/methods/normalise-likert.c \
  %D%/methods/normalise-posts.c \
  %D%/methods/normalise-rank.c \
  %D%/methods/normalise-scale.c \
  %D%/methods/normalise.c \
  %D%/methods/normalise.h \
  %D%/methods/outranking.c \
  %D%/methods/outranking.h \
  %D%/methods/proxies.c \
  %D%/methods/transform-power.c \
  %D%/methods/transform.c \
  %D%/methods/treat-clamp.c \
  %D%/methods/treat-winsor.c \
  %D%/methods/treat.c \
  %D%/methods/treat.h \
  %D%/methods/weigh-bod.c \
  %D%/methods/weigh-optimised.c \
  %D%/methods/weigh-pca.c \
  %D%/methods/weigh-spread.c \
  %D%/methods/weigh.c \
  %D%/compute/contributions.c \
  %D%/compute/prepare.c \
  %D%/compute/recipe-inside.h \
  %D%/compute/recipe-prepare.c \
  %D%/compute/recipe-read.c \
  %D%/compute/recipe-weights.c \
  %D%/compute/recipe.c \
  %D%/compute/result-again.c \
  %D%/compute/result-impute.c \
  %D%/compute/result-weigh.c \
  %D%/compute/result.c \
  %D%/compute/stages.h \
  %D%/weights/weight-change.c \
  %D%/weights/weight-dominance.c \
  %D%/weights/weight-draws.c \
  %D%/weights/weight-exact.c \
  %D%/weights/weight-parts.c \
  %D%/weights/weight-polygon.c \
  %D%/weights/weight-polytope.h \
  %D%/weights/weight-polytope.c \
  %D%/weights/weight-ranks.c \
  %D%/weights/weight-regions.c \
  %D%/weights/weight-search.c \
  %D%/weights/weight-space.c \
  %D%/uncertainty/cluster.c \
  %D%/uncertainty/main-effect.c \
  %D%/uncertainty/sensitivity.c \
  %D%/uncertainty/sobol.c \
  %D%/uncertainty/uncertainty-block.c \
  %D%/uncertainty/uncertainty-check.c \
  %D%/uncertainty/uncertainty-check.h \
  %D%/uncertainty/uncertainty-count.c \
  %D%/uncertainty/uncertainty-count.h \
  %D%/uncertainty/uncertainty-design.c \
  %D%/uncertainty/uncertainty-draw.c \
  %D%/uncertainty/uncertainty-inside.h \
  %D%/uncertainty/uncertainty-plan.c \
  %D%/uncertainty/uncertainty-result.c \
  %D%/uncertainty/uncertainty-run.c \
  %D%/uncertainty/uncertainty-tree.c \
  %D%/uncertainty/vary.c \
  %D%/questions/alpha.c \
  %D%/questions/change.c \
  %D%/questions/correlations.c \
  %D%/questions/explain.c \
  %D%/questions/importance.c \
  %D%/questions/leave-one-out.c \
  %D%/questions/model-distance.c \
  %D%/questions/reconcile.c \
  %D%/questions/scenarios.c \
  %D%/questions/share-out.c \
  %D%/questions/standing.c \
  %D%/questions/target-inside.h \
  %D%/questions/target-limit.c \
  %D%/questions/target-search.c \
  %D%/questions/target-trial.c \
  %D%/questions/target.c

# An index opened, apart from what it is computed with: the module that draws needs only the latter.
noinst_LTLIBRARIES += libdgmi-opened.la
libdgmi_opened_la_SOURCES = \
  %D%/opened/additive.c \
  %D%/opened/analyses.c \
  %D%/opened/data.c \
  %D%/opened/editions.c \
  %D%/opened/grouping.c \
  %D%/opened/index-inside.h \
  %D%/opened/index.c \
  %D%/opened/models.c \
  %D%/opened/names.c \
  %D%/opened/panel.c \
  %D%/opened/parts.h \
  %D%/opened/proxies-read.c \
  %D%/opened/recipe-changes.c \
  %D%/opened/rubric.c \
  %D%/opened/weight-study.c \
  %D%/opened/weights-ahp.c \
  %D%/opened/weights.c \
  %D%/tables/draws-table.c \
  %D%/tables/grid.c \
  %D%/tables/rank-table.c \
  %D%/tables/rubric-table.c

nobase_pkginclude_HEADERS += \
  %D%/kernels/ties.h \
  %D%/opened/additive.h \
  %D%/opened/analyses.h \
  %D%/opened/editions.h \
  %D%/opened/grouping.h \
  %D%/opened/index.h \
  %D%/opened/models.h \
  %D%/opened/panel.h \
  %D%/opened/recipe-changes.h \
  %D%/opened/rubric.h \
  %D%/opened/weight-study.h \
  %D%/tables/draws-table.h \
  %D%/tables/grid-view.h \
  %D%/tables/grid.h \
  %D%/tables/rank-table.h \
  %D%/tables/rubric-table.h \
  %D%/numbers/arithmetic.h \
  %D%/numbers/correlation.h \
  %D%/numbers/matrix.h \
  %D%/numbers/moments.h \
  %D%/numbers/pca.h \
  %D%/methods/ahp.h \
  %D%/methods/bod.h \
  %D%/methods/method.h \
  %D%/methods/program.h \
  %D%/methods/proxies.h \
  %D%/compute/recipe.h \
  %D%/compute/result.h \
  %D%/weights/weight-change.h \
  %D%/weights/weight-dominance.h \
  %D%/weights/weight-draws.h \
  %D%/weights/weight-exact.h \
  %D%/weights/weight-parts.h \
  %D%/weights/weight-polygon.h \
  %D%/weights/weight-ranks.h \
  %D%/weights/weight-regions.h \
  %D%/weights/weight-search.h \
  %D%/weights/weight-space.h \
  %D%/uncertainty/cluster.h \
  %D%/uncertainty/main-effect.h \
  %D%/uncertainty/sensitivity.h \
  %D%/uncertainty/sobol.h \
  %D%/uncertainty/uncertainty.h \
  %D%/questions/alpha.h \
  %D%/questions/change.h \
  %D%/questions/correlations.h \
  %D%/questions/explain.h \
  %D%/questions/importance.h \
  %D%/questions/leave-one-out.h \
  %D%/questions/model-distance.h \
  %D%/questions/reconcile.h \
  %D%/questions/scenarios.h \
  %D%/questions/share-out.h \
  %D%/questions/standing.h \
  %D%/questions/target.h

# The solver of linear programs is apart: loading GLPK takes longer than most verbs. The program opens
# it as a module (command/local.mk); libdgmi has it.
noinst_LTLIBRARIES += libdgmi-programs.la
libdgmi_programs_la_CPPFLAGS = $(AM_CPPFLAGS) $(GLPK_CFLAGS)
libdgmi_programs_la_SOURCES = %D%/methods/program-solve.c

# So are the processes of MPI, where dgmi is configured with it: libdgmi has none.
if WITH_MPI
noinst_LTLIBRARIES += libdgmi-cluster.la
endif
libdgmi_cluster_la_CPPFLAGS = $(AM_CPPFLAGS) $(MPI_CFLAGS)
libdgmi_cluster_la_SOURCES = %D%/uncertainty/cluster-mpi.c %D%/uncertainty/cluster-mpi.h

# So are threads: loading OpenMP takes time, and most verbs need one thread alone.
noinst_LTLIBRARIES += libdgmi-parallel.la
libdgmi_parallel_la_CFLAGS = $(AM_CFLAGS) $(OPENMP_CFLAGS)
libdgmi_parallel_la_SOURCES = %D%/uncertainty/parallel.c

# The library has those parts linked; the program opens them as modules (opened/parts.h).
noinst_LTLIBRARIES += libdgmi-parts.la
libdgmi_parts_la_SOURCES = %D%/opened/parts-linked.c
