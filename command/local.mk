# command/: the program and the modules it opens on demand. Adding a source or a header is adding a line.
noinst_LTLIBRARIES += libdgmi-command.la
bin_PROGRAMS += %D%/dgmi

# The program uses the build tree's files when it runs from there, the installed ones otherwise.
COMMAND_CPPFLAGS = $(AM_CPPFLAGS) \
  -DDGMI_PKGDATADIR='"$(pkgdatadir)"' -DDGMI_PKGLIBDIR='"$(pkglibdir)"' \
  -DDGMI_LOCALEDIR='"$(localedir)"' \
  -DDGMI_SRCDIR='"$(abs_top_srcdir)"' -DDGMI_BUILDDIR='"$(abs_top_builddir)"'

# Everything but main(), so that unit tests can link it.
libdgmi_command_la_CPPFLAGS = $(COMMAND_CPPFLAGS)
libdgmi_command_la_SOURCES = \
  %D%/audit.h \
  %D%/audit-correlations.c \
  %D%/audit-data.c \
  %D%/audit-document.c \
  %D%/audit-flags.c \
  %D%/audit-structure.c \
  %D%/audit-weights.c \
  %D%/chart-rank.c \
  %D%/chart-stack.c \
  %D%/chart-distribution.c \
  %D%/chart-framework.c \
  %D%/chart-correlation.c \
  %D%/chart-heatmap.c \
  %D%/chart-scatter.c \
  %D%/chart-change.c \
  %D%/chart-compare.c \
  %D%/chart-units.c \
  %D%/chart-options.c \
  %D%/chart-map.c \
  %D%/chart-profile.c \
  %D%/chart-results.c \
  %D%/chart-results.h \
  %D%/chart-sensitivity.c \
  %D%/chart-ternary.c \
  %D%/chart-uncertainty.c \
  %D%/chart-weights.c \
  %D%/chart.h \
  %D%/verb-chart.c \
  %D%/display.c \
  %D%/display.h \
  %D%/editions.c \
  %D%/editions.h \
  %D%/grid-view.h \
  %D%/grid.c \
  %D%/grid.h \
  %D%/grouping.c \
  %D%/grouping.h \
  %D%/module.c \
  %D%/module.h \
  %D%/options.c \
  %D%/options.h \
  %D%/output.c \
  %D%/output.h \
  %D%/panel.c \
  %D%/panel.h \
  %D%/print-table.c \
  %D%/print-text.c \
  %D%/print-xlsx.c \
  %D%/print.h \
  %D%/rankings.c \
  %D%/rankings.h \
  %D%/recipe-changes.c \
  %D%/recipe-changes.h \
  %D%/preparation.c \
  %D%/preparation.h \
  %D%/study-compute.c \
  %D%/study-compute.h \
  %D%/remarks.c \
  %D%/remarks.h \
  %D%/scenario-table.c \
  %D%/scenario-table.h \
  %D%/rubric.c \
  %D%/rubric.h \
  %D%/sampling.c \
  %D%/sampling.h \
  %D%/uncertainty-grids.c \
  %D%/show-model.c \
  %D%/study-data.c \
  %D%/study-data.h \
  %D%/study-ahp.c \
  %D%/study-model.c \
  %D%/study-model.h \
  %D%/study-weights.c \
  %D%/study-weights.h \
  %D%/study.c \
  %D%/study.h \
  %D%/translate.c \
  %D%/translate.h \
  %D%/verb-across.c \
  %D%/verb-audit.c \
  %D%/verb-change.c \
  %D%/verb-check.c \
  %D%/verb-cite.c \
  %D%/verb-compare.c \
  %D%/verb-convert.c \
  %D%/verb-data.c \
  %D%/verb-explain.c \
  %D%/verb-history.c \
  %D%/verb-list.c \
  %D%/verb-models.c \
  %D%/verb-rank.c \
  %D%/verb-reconcile.c \
  %D%/verb-scenarios.c \
  %D%/verb-show.c \
  %D%/verb-target.c \
  %D%/verb-template.c \
  %D%/verb-uncertainty.c \
  %D%/verb-weights.c \
  %D%/weights-ranks.c \
  %D%/weights-swaps.c \
  %D%/weights.c \
  %D%/weights.h \
  %D%/verb.h \
  %D%/verbs.c \
  %D%/weights-derive.c

%C%_dgmi_CPPFLAGS = $(COMMAND_CPPFLAGS) $(GSL_CFLAGS)
%C%_dgmi_SOURCES = %D%/main.c
%C%_dgmi_LDADD = libdgmi-command.la $(INDEX_LINK) $(DL_LIBS)

# Modules: pkglibdir/dgmi-NAME.so; in the build tree command/.libs/dgmi-NAME.so.
MODULE_LDFLAGS = $(AM_LDFLAGS) -module -avoid-version -shared

pkglib_LTLIBRARIES += %D%/dgmi-json.la
%C%_dgmi_json_la_CPPFLAGS = $(COMMAND_CPPFLAGS) $(JSON_CFLAGS)
%C%_dgmi_json_la_SOURCES = %D%/module-json.c
%C%_dgmi_json_la_LDFLAGS = $(MODULE_LDFLAGS)
%C%_dgmi_json_la_LIBADD = $(JSON_LIBS)

pkglib_LTLIBRARIES += %D%/dgmi-programs.la
%C%_dgmi_programs_la_SOURCES =
%C%_dgmi_programs_la_LDFLAGS = $(MODULE_LDFLAGS) -export-symbols-regex '^dgmi_program_solve$$'
%C%_dgmi_programs_la_LIBADD = $(PROGRAMS_LINK)

if WITH_MPI
pkglib_LTLIBRARIES += %D%/dgmi-cluster.la
endif
%C%_dgmi_cluster_la_SOURCES =
%C%_dgmi_cluster_la_LDFLAGS = $(MODULE_LDFLAGS) -export-symbols-regex '^dgmi_cluster_open$$'
%C%_dgmi_cluster_la_LIBADD = libdgmi-cluster.la $(INDICATORS_LINK) $(MPI_LIBS)

pkglib_LTLIBRARIES += %D%/dgmi-parallel.la
%C%_dgmi_parallel_la_SOURCES =
%C%_dgmi_parallel_la_LDFLAGS = $(MODULE_LDFLAGS) $(OPENMP_CFLAGS) -export-symbols-regex '^dgmi_parallel'
%C%_dgmi_parallel_la_LIBADD = $(PARALLEL_LINK)

if WITH_XLSX
pkglib_LTLIBRARIES += %D%/dgmi-xlsx.la
endif
%C%_dgmi_xlsx_la_CPPFLAGS = $(COMMAND_CPPFLAGS) $(XLSX_CFLAGS)
%C%_dgmi_xlsx_la_SOURCES = %D%/module-xlsx.c
%C%_dgmi_xlsx_la_LDFLAGS = $(MODULE_LDFLAGS)
%C%_dgmi_xlsx_la_LIBADD = $(XLSX_LIBS)

pkglib_LTLIBRARIES += %D%/dgmi-chart.la
%C%_dgmi_chart_la_SOURCES =
%C%_dgmi_chart_la_LDFLAGS = $(MODULE_LDFLAGS) -export-symbols-regex '^dgmi_chart_module$$'
%C%_dgmi_chart_la_LIBADD = $(CHARTS_LINK)

# Translations: `make update-po` brings the catalogue up to date with the sources; a test holds that
# nothing is left untranslated.
EXTRA_DIST += %D%/zh_CN.po build-aux/extract-messages
MO_FILE = %D%/locale/zh_CN/LC_MESSAGES/dgmi.mo
localezhdir = $(localedir)/zh_CN/LC_MESSAGES
nodist_localezh_DATA = $(MO_FILE)
CLEANFILES += $(MO_FILE) dgmi.pot

$(MO_FILE): $(srcdir)/%D%/zh_CN.po
	$(AM_V_GEN)$(MKDIR_P) $(@D) && $(MSGFMT) --check -o $@ $(srcdir)/%D%/zh_CN.po

.PHONY: update-po
update-po:
	cd $(srcdir) && perl build-aux/extract-messages >'$(abs_builddir)/dgmi.pot'
	$(MSGMERGE) --quiet --update --backup=none --no-wrap --no-fuzzy-matching $(srcdir)/%D%/zh_CN.po dgmi.pot
