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
  %D%/display.c \
  %D%/display.h \
  %D%/grid-view.h \
  %D%/grid.c \
  %D%/grid.h \
  %D%/module.c \
  %D%/module.h \
  %D%/options.c \
  %D%/options.h \
  %D%/output.c \
  %D%/output.h \
  %D%/print-table.c \
  %D%/print-text.c \
  %D%/print.h \
  %D%/study.c \
  %D%/study.h \
  %D%/verb-check.c \
  %D%/verb-data.c \
  %D%/verb-explain.c \
  %D%/verb-list.c \
  %D%/verb-rank.c \
  %D%/verb-reconcile.c \
  %D%/verb-show.c \
  %D%/verb.h \
  %D%/verbs.c

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
