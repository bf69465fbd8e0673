# index/: the arithmetic. Adding a source or a header is adding a line.
noinst_LTLIBRARIES += libdgmi-index.la

libdgmi_index_la_CPPFLAGS = $(AM_CPPFLAGS) $(GSL_CFLAGS)
libdgmi_index_la_SOURCES = \
  %D%/aggregate-copeland.c \
  %D%/aggregate-kemeny.c \
  %D%/aggregate-mean.c \
  %D%/aggregate-order.c \
  %D%/aggregate-owa.c \
  %D%/aggregate-penalty.c \
  %D%/aggregate-promethee.c \
  %D%/aggregate-topsis.c \
  %D%/aggregate-vikor.c \
  %D%/aggregate-wroclaw.c \
  %D%/aggregate.c \
  %D%/ahp.c \
  %D%/alpha.c \
  %D%/arithmetic.c \
  %D%/bod.c \
  %D%/change.c \
  %D%/complete-rows.c \
  %D%/complete-rows.h \
  %D%/contributions.c \
  %D%/correlation-inside.h \
  %D%/correlation.c \
  %D%/correlations.c \
  %D%/explain.c \
  %D%/importance.c \
  %D%/impute-column.c \
  %D%/impute-em.c \
  %D%/impute-file.c \
  %D%/impute-hot-deck.c \
  %D%/impute-knn.c \
  %D%/impute-regression.c \
  %D%/impute-row.c \
  %D%/impute-years.c \
  %D%/impute.c \
  %D%/impute.h \
  %D%/kemeny.c \
  %D%/kemeny.h \
  %D%/leave-one-out.c \
  %D%/line.c \
  %D%/linear-ordering.c \
  %D%/main-effect.c \
  %D%/matrix.c \
  %D%/methods.c \
  %D%/methods.h \
  %D%/model-distance.c \
  %D%/moments.c \
  %D%/normalise-ampi.c \
  %D%/normalise-bands.c \
  %D%/normalise-distance.c \
  %D%/normalise-likert.c \
  %D%/normalise-posts.c \
  %D%/normalise-rank.c \
  %D%/normalise-scale.c \
  %D%/normalise.c \
  %D%/normalise.h \
  %D%/outranking.c \
  %D%/outranking.h \
  %D%/pca.c \
  %D%/prepare.c \
  %D%/proxies.c \
  %D%/recipe-inside.h \
  %D%/recipe-prepare.c \
  %D%/recipe-weights.c \
  %D%/recipe.c \
  %D%/reconcile.c \
  %D%/result-inside.h \
  %D%/result-weigh.c \
  %D%/result.c \
  %D%/result-again.c \
  %D%/weight-change.c \
  %D%/weight-dominance.c \
  %D%/weight-draws.c \
  %D%/weight-parts.c \
  %D%/weight-polygon.c \
  %D%/weight-ranks.c \
  %D%/weigh-bod.c \
  %D%/weigh-optimised.c \
  %D%/weigh-pca.c \
  %D%/weigh-spread.c \
  %D%/weigh.c \
  %D%/weight-regions.c \
  %D%/weight-search.c \
  %D%/weight-space.c \
  %D%/scenarios.c \
  %D%/share-out.c \
  %D%/cluster.c \
  %D%/sensitivity.c \
  %D%/sobol.c \
  %D%/spread.c \
  %D%/spread.h \
  %D%/standing.c \
  %D%/target-inside.h \
  %D%/target-limit.c \
  %D%/target-search.c \
  %D%/target-trial.c \
  %D%/target.c \
  %D%/transform-power.c \
  %D%/transform.c \
  %D%/treat-clamp.c \
  %D%/treat-winsor.c \
  %D%/treat.c \
  %D%/treat.h \
  %D%/uncertainty-block.c \
  %D%/uncertainty-check.c \
  %D%/uncertainty-check.h \
  %D%/uncertainty-count.c \
  %D%/uncertainty-count.h \
  %D%/uncertainty-design.c \
  %D%/uncertainty-draw.c \
  %D%/uncertainty-inside.h \
  %D%/uncertainty-kernel-avx2.c \
  %D%/uncertainty-kernel-avx512.c \
  %D%/uncertainty-kernel-source.h \
  %D%/uncertainty-kernel.c \
  %D%/uncertainty-kernel.h \
  %D%/lanes.h \
  %D%/uncertainty-plan.c \
  %D%/uncertainty-result.c \
  %D%/uncertainty-run.c \
  %D%/uncertainty-tree.c \
  %D%/vary.c

indexincludedir = $(pkgincludedir)/index
indexinclude_HEADERS = \
  %D%/ahp.h \
  %D%/alpha.h \
  %D%/arithmetic.h \
  %D%/bod.h \
  %D%/change.h \
  %D%/cluster.h \
  %D%/correlation.h \
  %D%/correlations.h \
  %D%/explain.h \
  %D%/importance.h \
  %D%/leave-one-out.h \
  %D%/line.h \
  %D%/main-effect.h \
  %D%/matrix.h \
  %D%/method.h \
  %D%/model-distance.h \
  %D%/moments.h \
  %D%/pca.h \
  %D%/program.h \
  %D%/proxies.h \
  %D%/recipe.h \
  %D%/reconcile.h \
  %D%/result.h \
  %D%/scenarios.h \
  %D%/sensitivity.h \
  %D%/share-out.h \
  %D%/sobol.h \
  %D%/standing.h \
  %D%/target.h \
  %D%/uncertainty.h \
  %D%/weight-change.h \
  %D%/weight-dominance.h \
  %D%/weight-draws.h \
  %D%/weight-parts.h \
  %D%/weight-polygon.h \
  %D%/weight-ranks.h \
  %D%/weight-regions.h \
  %D%/weight-search.h \
  %D%/weight-space.h

# The solver of linear programs is apart: loading GLPK takes longer than most verbs. The program opens
# it as a module (command/local.mk); libdgmi has it.
noinst_LTLIBRARIES += libdgmi-programs.la
libdgmi_programs_la_CPPFLAGS = $(AM_CPPFLAGS) $(GLPK_CFLAGS)
libdgmi_programs_la_SOURCES = %D%/program-solve.c

# So are the processes of MPI, where dgmi is configured with it: libdgmi has none.
if WITH_MPI
noinst_LTLIBRARIES += libdgmi-cluster.la
endif
libdgmi_cluster_la_CPPFLAGS = $(AM_CPPFLAGS) $(MPI_CFLAGS)
libdgmi_cluster_la_SOURCES = %D%/cluster-mpi.c

# So are threads: loading OpenMP takes time, and most verbs need one thread alone.
noinst_LTLIBRARIES += libdgmi-parallel.la
libdgmi_parallel_la_CFLAGS = $(AM_CFLAGS) $(OPENMP_CFLAGS)
libdgmi_parallel_la_SOURCES = %D%/parallel.c
