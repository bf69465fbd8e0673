# tests/: everything prints TAP.
#   a unit test     tests/test-NAME.c, a GTest program: add it to UNIT_TESTS
#   a script        in Perl or shell: add it to SCRIPT_TESTS
#   a fuzz target   tests/fuzz-NAME.c (see fuzz.h) and its corpus tests/corpus/NAME/: add it to
#                   FUZZ_TESTS with a line for its _LDFLAGS; `make check` replays the corpus
UNIT_TESTS = \
  %D%/test-catalogue \
  %D%/test-correlation \
  %D%/test-csv \
  %D%/test-dataset \
  %D%/test-grid \
  %D%/test-table \
  %D%/test-units
SCRIPT_TESTS = \
  build-aux/check-layers \
  %D%/check-layers-self-test
FUZZ_TESTS = \
  %D%/fuzz-csv

check_PROGRAMS += $(UNIT_TESTS) $(FUZZ_TESTS)
TESTS += $(UNIT_TESTS) $(FUZZ_TESTS) $(SCRIPT_TESTS)
EXTRA_DIST += $(SCRIPT_TESTS) build-aux/run-test %D%/fuzz.h %D%/said.h %D%/corpus

# A program of one source file needs no _SOURCES line; it is linked with all but charts/ and main().
AM_DEFAULT_SOURCE_EXT = .c
LDADD = libdgmi-command.la $(INDEX_LINK) $(DL_LIBS)

AM_TESTS_ENVIRONMENT = \
  LC_ALL=C.UTF-8; export LC_ALL; \
  G_TEST_SRCDIR='$(abs_top_srcdir)/tests'; export G_TEST_SRCDIR; \
  G_TEST_BUILDDIR='$(abs_top_builddir)/tests'; export G_TEST_BUILDDIR; \
  DGMI="$${DGMI:-$(abs_top_builddir)/command/dgmi$(EXEEXT)}"; export DGMI;
LOG_COMPILER = $(SHELL) $(top_srcdir)/build-aux/run-test
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh

# `make check-fuzz` (build-aux/developer.mk) sets the engine and calls fuzz-run in a build of its own.
FUZZ_ENGINE =
%C%_fuzz_csv_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_ENGINE)

.PHONY: fuzz-run
fuzz-run: $(FUZZ_TESTS)
	@set -e; for target in $(FUZZ_TESTS); do name=$${target##*/fuzz-}; \
	  $(MKDIR_P) "found/$$name"; echo "== $$name: $(FUZZ_SECONDS) s"; \
	  "./$$target" -max_total_time=$(FUZZ_SECONDS) -verbosity=0 -timeout=10 \
	    "found/$$name" "$(srcdir)/tests/corpus/$$name"; done
