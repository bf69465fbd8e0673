# command/: the program and the modules it opens on demand. Adding a source or a header is adding a line.
noinst_LTLIBRARIES += libdgmi-command.la
bin_PROGRAMS += %D%/dgmi

# The program uses the build tree's files when it runs from there, the installed ones otherwise.
COMMAND_CPPFLAGS = $(AM_CPPFLAGS) \
  -DDGMI_PKGDATADIR='"$(pkgdatadir)"' -DDGMI_PKGLIBDIR='"$(pkglibdir)"' \
  -DDGMI_SRCDIR='"$(abs_top_srcdir)"' -DDGMI_BUILDDIR='"$(abs_top_builddir)"'

# Everything but main(), so that unit tests can link it.
libdgmi_command_la_CPPFLAGS = $(COMMAND_CPPFLAGS)
libdgmi_command_la_SOURCES = \
  %D%/run/display.c \
  %D%/run/display.h \
  %D%/run/module.c \
  %D%/run/module.h \
  %D%/run/options.c \
  %D%/run/options.h \
  %D%/run/output.c \
  %D%/run/output.h \
  %D%/run/print-table.c \
  %D%/run/print-text.c \
  %D%/run/print-xlsx.c \
  %D%/run/open.c \
  %D%/run/open.h \
  %D%/run/print-inside.h \
  %D%/run/print.c \
  %D%/run/print.h \
  %D%/run/run.c \
  %D%/run/weight-notes.c \
  %D%/run/weight-notes.h \
  %D%/run/run.h \
  %D%/run/say.c \
  %D%/run/say.h \
  %D%/verbs/audit-correlations.c \
  %D%/verbs/audit-data.c \
  %D%/verbs/audit-document.c \
  %D%/verbs/audit-flags.c \
  %D%/verbs/audit-structure.c \
  %D%/verbs/audit-weights.c \
  %D%/verbs/audit.h \
  %D%/verbs/chart-options.c \
  %D%/verbs/chart-options.h \
  %D%/verbs/chart-results.c \
  %D%/verbs/chart-results.h \
  %D%/verbs/preparation.c \
  %D%/verbs/preparation.h \
  %D%/verbs/rankings.c \
  %D%/verbs/rankings.h \
  %D%/verbs/remarks.c \
  %D%/verbs/remarks.h \
  %D%/verbs/sampling.c \
  %D%/verbs/sampling.h \
  %D%/verbs/scenario-table.c \
  %D%/verbs/scenario-table.h \
  %D%/verbs/show-model.c \
  %D%/verbs/show-model.h \
  %D%/verbs/uncertainty-grids.c \
  %D%/verbs/verb-across.c \
  %D%/verbs/verb-audit.c \
  %D%/verbs/verb-change.c \
  %D%/verbs/verb-chart.c \
  %D%/verbs/verb-check.c \
  %D%/verbs/verb-cite.c \
  %D%/verbs/verb-compare.c \
  %D%/verbs/verb-convert.c \
  %D%/verbs/verb-data.c \
  %D%/verbs/verb-explain.c \
  %D%/verbs/verb-history.c \
  %D%/verbs/verb-list.c \
  %D%/verbs/verb-models.c \
  %D%/verbs/verb-rank.c \
  %D%/verbs/verb-reconcile.c \
  %D%/verbs/verb-scenarios.c \
  %D%/verbs/verb-show.c \
  %D%/verbs/verb-target.c \
  %D%/verbs/verb-template.c \
  %D%/verbs/verb-uncertainty.c \
  %D%/verbs/verb-weights.c \
  %D%/verbs/weights-derive.c \
  %D%/verbs/weights-ranks.c \
  %D%/verbs/weights-swaps.c \
  %D%/verbs/weights.c \
  %D%/verbs/weights.h \
  %D%/verbs/verbs.c \
  %D%/verbs/verbs.h

%C%_dgmi_CPPFLAGS = $(COMMAND_CPPFLAGS) $(GSL_CFLAGS)
%C%_dgmi_SOURCES = %D%/main.c %D%/run/parts.c
%C%_dgmi_LDADD = libdgmi-command.la libdgmi-fill.la $(OPENED_LINK) $(DL_LIBS)

# Modules: pkglibdir/dgmi-NAME.so; in the build tree command/.libs/dgmi-NAME.so.
MODULE_LDFLAGS = $(AM_LDFLAGS) -module -avoid-version -shared

pkglib_LTLIBRARIES += %D%/dgmi-json.la
%C%_dgmi_json_la_CPPFLAGS = $(COMMAND_CPPFLAGS) $(JSON_CFLAGS)
%C%_dgmi_json_la_SOURCES = %D%/run/module-json.c
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

if WITH_SPREADSHEETS
pkglib_LTLIBRARIES += %D%/dgmi-spreadsheets.la
endif
%C%_dgmi_spreadsheets_la_SOURCES =
%C%_dgmi_spreadsheets_la_LDFLAGS = $(MODULE_LDFLAGS) -export-symbols-regex '^dgmi_spreadsheet_read$$'
%C%_dgmi_spreadsheets_la_LIBADD = $(SPREADSHEETS_LINK)

pkglib_LTLIBRARIES += %D%/dgmi-parallel.la
%C%_dgmi_parallel_la_SOURCES =
%C%_dgmi_parallel_la_LDFLAGS = $(MODULE_LDFLAGS) $(OPENMP_CFLAGS) -export-symbols-regex '^dgmi_parallel'
%C%_dgmi_parallel_la_LIBADD = $(PARALLEL_LINK)

if WITH_XLSX
pkglib_LTLIBRARIES += %D%/dgmi-xlsx.la
endif
%C%_dgmi_xlsx_la_CPPFLAGS = $(COMMAND_CPPFLAGS) $(XLSX_CFLAGS)
%C%_dgmi_xlsx_la_SOURCES = %D%/run/module-xlsx.c
%C%_dgmi_xlsx_la_LDFLAGS = $(MODULE_LDFLAGS) -export-symbols-regex '^dgmi_xlsx_write$$'
%C%_dgmi_xlsx_la_LIBADD = $(XLSX_LIBS)

pkglib_LTLIBRARIES += %D%/dgmi-chart.la
%C%_dgmi_chart_la_SOURCES =
%C%_dgmi_chart_la_LDFLAGS = $(MODULE_LDFLAGS) -export-symbols-regex '^dgmi_chart_module$$'
%C%_dgmi_chart_la_LIBADD = $(CHARTS_LINK)
