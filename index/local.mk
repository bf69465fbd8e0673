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
  %D%/arithmetic.c \
  %D%/complete-rows.c \
  %D%/complete-rows.h \
  %D%/contributions.c \
  %D%/correlation.c \
  %D%/explain.c \
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
  %D%/line.c \
  %D%/linear-ordering.c \
  %D%/matrix.c \
  %D%/methods.c \
  %D%/methods.h \
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
  %D%/prepare.c \
  %D%/proxies.c \
  %D%/recipe-inside.h \
  %D%/recipe-prepare.c \
  %D%/recipe.c \
  %D%/reconcile.c \
  %D%/result-inside.h \
  %D%/result.c \
  %D%/weight-regions.c \
  %D%/spread.c \
  %D%/spread.h \
  %D%/transform-power.c \
  %D%/transform.c \
  %D%/treat-clamp.c \
  %D%/treat-winsor.c \
  %D%/treat.c \
  %D%/treat.h

indexincludedir = $(pkgincludedir)/index
indexinclude_HEADERS = \
  %D%/arithmetic.h \
  %D%/correlation.h \
  %D%/explain.h \
  %D%/line.h \
  %D%/matrix.h \
  %D%/method.h \
  %D%/moments.h \
  %D%/program.h \
  %D%/proxies.h \
  %D%/recipe.h \
  %D%/reconcile.h \
  %D%/result.h \
  %D%/weight-regions.h

# The solver of linear programs is apart: loading GLPK takes longer than most verbs. The program opens
# it as a module (command/local.mk); libdgmi has it.
noinst_LTLIBRARIES += libdgmi-programs.la
libdgmi_programs_la_CPPFLAGS = $(AM_CPPFLAGS) $(GLPK_CFLAGS)
libdgmi_programs_la_SOURCES = %D%/program-solve.c
