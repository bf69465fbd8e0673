# index/: the arithmetic. Adding a source or a header is adding a line.
noinst_LTLIBRARIES += libdgmi-index.la

libdgmi_index_la_CPPFLAGS = $(AM_CPPFLAGS) $(GSL_CFLAGS)
libdgmi_index_la_SOURCES = \
  %D%/aggregate-mean.c \
  %D%/aggregate-order.c \
  %D%/aggregate.c \
  %D%/arithmetic.c \
  %D%/correlation.c \
  %D%/explain.c \
  %D%/matrix.c \
  %D%/methods.c \
  %D%/methods.h \
  %D%/normalise-posts.c \
  %D%/normalise-rank.c \
  %D%/normalise-scale.c \
  %D%/normalise.c \
  %D%/normalise.h \
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
