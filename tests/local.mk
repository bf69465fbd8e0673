# tests/: everything prints TAP.
#   a unit test     tests/test-NAME.c, a GTest program: add it to UNIT_TESTS
#   a script        in Perl or shell: add it to SCRIPT_TESTS
#   a case file     tests/cases/NAME.test or tests/malformed/NAME.test (see run-cases): add it to
#                   CASE_TESTS; `make golden-update` rewrites what the commands print
#   a fuzz target   tests/fuzz-NAME.c (see fuzz.h) and its corpus tests/corpus/NAME/: add it to
#                   FUZZ_TESTS with a line for its _LDFLAGS; `make check` replays the corpus
UNIT_TESTS = \
  %D%/test-catalogue \
  %D%/test-correlation \
  %D%/test-csv \
  %D%/test-dataset \
  %D%/test-grid \
  %D%/test-match \
  %D%/test-table \
  %D%/test-units
SCRIPT_TESTS = \
  build-aux/check-layers \
  %D%/check-layers-self-test
CASE_TESTS = \
  %D%/cases/data-explain.test \
  %D%/cases/list-show.test \
  %D%/cases/output.test \
  %D%/cases/program.test \
  %D%/cases/rank.test \
  %D%/cases/reconcile.test \
  %D%/cases/rounding.test \
  %D%/malformed/frameworks-rows.test \
  %D%/malformed/frameworks-tree.test \
  %D%/malformed/index-files-form.test \
  %D%/malformed/index-files-values.test \
  %D%/malformed/tables-form.test \
  %D%/malformed/tables-values.test
# Their examples are run.
DOCUMENT_TESTS = README.md CONTRIBUTING.md
FUZZ_TESTS = \
  %D%/fuzz-csv \
  %D%/fuzz-dataset \
  %D%/fuzz-definition \
  %D%/fuzz-framework \
  %D%/fuzz-method \
  %D%/fuzz-number

check_PROGRAMS += $(UNIT_TESTS) $(FUZZ_TESTS)
TESTS += $(UNIT_TESTS) $(FUZZ_TESTS) $(SCRIPT_TESTS) $(CASE_TESTS) $(DOCUMENT_TESTS)
EXTRA_DIST += $(SCRIPT_TESTS) $(CASE_TESTS) build-aux/run-test %D%/README.md \
  %D%/corpus %D%/fuzz-file.h %D%/fuzz.h %D%/run-cases %D%/said.h

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
TEST_EXTENSIONS = .test .md
TEST_LOG_COMPILER = $(top_srcdir)/tests/run-cases
TEST_LOG_DRIVER = $(LOG_DRIVER)
MD_LOG_COMPILER = $(TEST_LOG_COMPILER)
MD_LOG_DRIVER = $(LOG_DRIVER)

.PHONY: golden-update
golden-update: all
	@cd '$(srcdir)' && DGMI="$${DGMI:-$(abs_top_builddir)/command/dgmi$(EXEEXT)}" \
	  tests/run-cases --update $(CASE_TESTS) $(DOCUMENT_TESTS)

# `make check-fuzz` (build-aux/developer.mk) sets the engine and calls fuzz-run in a build of its own.
FUZZ_ENGINE =
%C%_fuzz_csv_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_ENGINE)
%C%_fuzz_dataset_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_ENGINE)
%C%_fuzz_definition_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_ENGINE)
%C%_fuzz_framework_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_ENGINE)
%C%_fuzz_method_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_ENGINE)
%C%_fuzz_number_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_ENGINE)

.PHONY: fuzz-run
fuzz-run: $(FUZZ_TESTS)
	@set -e; for target in $(FUZZ_TESTS); do name=$${target##*/fuzz-}; \
	  $(MKDIR_P) "found/$$name"; echo "== $$name: $(FUZZ_SECONDS) s"; \
	  "./$$target" -max_total_time=$(FUZZ_SECONDS) -verbosity=0 -timeout=10 \
	    "found/$$name" "$(srcdir)/tests/corpus/$$name"; done
