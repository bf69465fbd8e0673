# charts/: the pictures. Adding a source or a header is adding a line. What draws is part of libdgmi but
# not of the program: a module of command/ links it, so that only charts pay for loading Cairo and Pango.
noinst_LTLIBRARIES += libdgmi-charts.la

libdgmi_charts_la_CPPFLAGS = $(AM_CPPFLAGS) $(CAIRO_CFLAGS) $(PANGO_CFLAGS) $(PNG_CFLAGS) $(JSON_CFLAGS)
libdgmi_charts_la_SOURCES = \
  %D%/scene/marks.c \
  %D%/scene/marks.h \
  %D%/scene/palette.c \
  %D%/scene/palette.h \
  %D%/scene/png.c \
  %D%/scene/png.h \
  %D%/scene/scene-cairo.c \
  %D%/scene/scene-cairo.h \
  %D%/scene/scene-svg.c \
  %D%/scene/scene-svg.h \
  %D%/scene/scene.c \
  %D%/scene/scene.h \
  %D%/scene/typesetter-pango.h \
  %D%/scene/typesetter.c \
  %D%/scene/typesetter.h \
  %D%/page/axis.c \
  %D%/page/axis.h \
  %D%/page/labels.c \
  %D%/page/labels.h \
  %D%/page/legend.c \
  %D%/page/legend.h \
  %D%/page/lettering.c \
  %D%/page/lettering.h \
  %D%/page/page.c \
  %D%/page/page.h \
  %D%/page/rank-axis.c \
  %D%/page/rank-axis.h \
  %D%/page/rows-draw.c \
  %D%/page/rows-inside.h \
  %D%/page/rows.c \
  %D%/page/rows.h \
  %D%/page/scale.c \
  %D%/page/scale.h \
  %D%/page/spans.c \
  %D%/page/spans.h \
  %D%/page/standings.c \
  %D%/page/standings.h \
  %D%/page/theme.c \
  %D%/page/theme.h \
  %D%/page/unit-rows.c \
  %D%/page/unit-rows.h \
  %D%/page/words.c \
  %D%/page/words.h \
  %D%/kinds/acceptability.c \
  %D%/kinds/acceptability.h \
  %D%/kinds/chart-change.c \
  %D%/kinds/chart-change.h \
  %D%/kinds/chart-compare.c \
  %D%/kinds/chart-compare.h \
  %D%/kinds/chart-correlation.c \
  %D%/kinds/chart-correlation.h \
  %D%/kinds/chart-distribution.c \
  %D%/kinds/chart-distribution.h \
  %D%/kinds/chart-framework.c \
  %D%/kinds/chart-framework.h \
  %D%/kinds/chart-heatmap.c \
  %D%/kinds/chart-heatmap.h \
  %D%/kinds/chart-profile.c \
  %D%/kinds/chart-profile.h \
  %D%/kinds/chart-rank.c \
  %D%/kinds/chart-rank.h \
  %D%/kinds/chart-scatter.c \
  %D%/kinds/chart-scatter.h \
  %D%/kinds/chart-sensitivity.c \
  %D%/kinds/chart-sensitivity.h \
  %D%/kinds/chart-stack.c \
  %D%/kinds/chart-stack.h \
  %D%/kinds/chart-ternary.c \
  %D%/kinds/chart-ternary.h \
  %D%/kinds/chart-uncertainty.c \
  %D%/kinds/chart-uncertainty.h \
  %D%/kinds/chart-weights.c \
  %D%/kinds/chart-weights.h \
  %D%/kinds/compare-inside.h \
  %D%/kinds/compare-panels.c \
  %D%/kinds/compare-radar.c \
  %D%/kinds/compare-rows.c \
  %D%/kinds/framework-icicle.c \
  %D%/kinds/framework-inside.h \
  %D%/kinds/framework-sunburst.c \
  %D%/kinds/profile-parts.c \
  %D%/kinds/profile-parts.h \
  %D%/kinds/rank-draw.c \
  %D%/kinds/rank-inside.h \
  %D%/kinds/ternary-draw.c \
  %D%/kinds/ternary-inside.h \
  %D%/map/antimeridian.c \
  %D%/map/antimeridian.h \
  %D%/map/chart-map.c \
  %D%/map/chart-map.h \
  %D%/map/map-atlas.h \
  %D%/map/map-file.c \
  %D%/map/map-file.h \
  %D%/map/map-inside.h \
  %D%/map/map-names.c \
  %D%/map/map-outlines.c \
  %D%/map/map-reading.h \
  %D%/map/map-tiles.c \
  %D%/map/projection.c \
  %D%/map/projection.h \
  %D%/map/tile-layouts.c \
  %D%/map/tile-layouts.h \
  %D%/map/topojson.c \
  %D%/map/value-classes.c \
  %D%/map/value-classes.h \
  %D%/chart-kinds.h \
  %D%/chart-module.c \
  %D%/chart-module.h \
  %D%/drawing.c \
  %D%/drawing.h

# What fills a chart from an opened index, without what it is drawn with: the program links this, and
# opens the drawing as a module.
noinst_LTLIBRARIES += libdgmi-fill.la
libdgmi_fill_la_SOURCES = \
  %D%/fill/analyses.c \
  %D%/fill/analyses.h \
  %D%/fill/fill-change.c \
  %D%/fill/fill-compare.c \
  %D%/fill/fill-correlation.c \
  %D%/fill/fill-distribution.c \
  %D%/fill/fill-framework.c \
  %D%/fill/fill-heatmap.c \
  %D%/fill/fill-map.c \
  %D%/fill/fill-profile.c \
  %D%/fill/fill-rank.c \
  %D%/fill/fill-scatter.c \
  %D%/fill/fill-sensitivity.c \
  %D%/fill/fill-stack.c \
  %D%/fill/fill-ternary.c \
  %D%/fill/fill-uncertainty.c \
  %D%/fill/fill-weights.c \
  %D%/fill/fill.h \
  %D%/fill/units.c \
  %D%/chart.c \
  %D%/parts.h

# What includes all of it: <dgmi/dgmi.h>.
pkginclude_HEADERS = %D%/dgmi.h

# Drawing linked, as libdgmi has it.
noinst_LTLIBRARIES += libdgmi-chart-parts.la
libdgmi_chart_parts_la_SOURCES = %D%/parts-linked.c

nobase_pkginclude_HEADERS += \
  %D%/chart.h \
  %D%/fill/request.h
