# charts/: the pictures. Adding a source or a header is adding a line. Not part of libdgmi nor of the
# program: a module of command/ links it, so that only charts pay for loading Cairo and Pango.
noinst_LTLIBRARIES += libdgmi-charts.la

libdgmi_charts_la_CPPFLAGS = $(AM_CPPFLAGS) $(CAIRO_CFLAGS) $(PANGO_CFLAGS)
libdgmi_charts_la_SOURCES = \
  %D%/axis.c \
  %D%/axis.h \
  %D%/chart-kinds.h \
  %D%/chart-module.c \
  %D%/chart-module.h \
  %D%/chart-rank.c \
  %D%/chart-rank.h \
  %D%/chart-stack.c \
  %D%/chart-stack.h \
  %D%/chart-scatter.c \
  %D%/chart-scatter.h \
  %D%/chart-change.c \
  %D%/chart-change.h \
  %D%/chart-compare.c \
  %D%/chart-compare.h \
  %D%/compare-inside.h \
  %D%/compare-panels.c \
  %D%/compare-radar.c \
  %D%/compare-rows.c \
  %D%/chart.c \
  %D%/chart.h \
  %D%/labels.c \
  %D%/labels.h \
  %D%/lettering.c \
  %D%/lettering.h \
  %D%/legend.c \
  %D%/legend.h \
  %D%/marks.c \
  %D%/marks.h \
  %D%/page.c \
  %D%/page.h \
  %D%/palette.c \
  %D%/palette.h \
  %D%/png.c \
  %D%/png.h \
  %D%/rows-draw.c \
  %D%/rows-inside.h \
  %D%/rows.c \
  %D%/rows.h \
  %D%/scale.c \
  %D%/scale.h \
  %D%/scene-cairo.c \
  %D%/scene-cairo.h \
  %D%/scene-svg.c \
  %D%/scene-svg.h \
  %D%/scene.c \
  %D%/scene.h \
  %D%/standings.c \
  %D%/standings.h \
  %D%/theme.c \
  %D%/theme.h \
  %D%/typesetter-pango.h \
  %D%/typesetter.c \
  %D%/typesetter.h \
  %D%/unit-rows.c \
  %D%/unit-rows.h \
  %D%/words.c \
  %D%/words.h
