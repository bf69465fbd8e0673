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
  %D%/correlation.c \
  %D%/explain.c \
  %D%/kemeny.c \
  %D%/kemeny.h \
  %D%/linear-ordering.c \
  %D%/matrix.c \
  %D%/methods.c \
  %D%/methods.h \
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
  %D%/recipe.c \
  %D%/reconcile.c \
  %D%/result.c

indexincludedir = $(pkgincludedir)/index
indexinclude_HEADERS = \
  %D%/arithmetic.h \
  %D%/correlation.h \
  %D%/explain.h \
  %D%/matrix.h \
  %D%/method.h \
  %D%/program.h \
  %D%/recipe.h \
  %D%/reconcile.h \
  %D%/result.h

# The solver of linear programs is apart: loading GLPK takes longer than most verbs. The program opens
# it as a module (command/local.mk); libdgmi has it.
noinst_LTLIBRARIES += libdgmi-programs.la
libdgmi_programs_la_CPPFLAGS = $(AM_CPPFLAGS) $(GLPK_CFLAGS)
libdgmi_programs_la_SOURCES = %D%/program-solve.c
