# tests/: everything prints TAP. The folders of unit tests are those of the sources.
#   a unit test     tests/LAYER/test-NAME.c, a GTest program: add it to UNIT_TESTS; it is linked with
#                   everything but main()
#   a script        in Perl or shell: add it to SCRIPT_TESTS
#   a case file     tests/cases/NAME.test or tests/malformed/NAME.test (see run-cases): add it to
#                   CASE_TESTS; `make golden-update` rewrites what the commands print
#   a fuzz target   tests/fuzz/fuzz-NAME.c (see fuzz.h) and its corpus tests/fuzz/corpus/NAME/: add it
#                   to FUZZ_TESTS with a line for its _LDFLAGS; `make check` replays the corpus
UNIT_TESTS = \
  %D%/indicators/test-definition \
  %D%/indicators/test-framework \
  %D%/indicators/test-messages \
  %D%/indicators/test-model \
  %D%/indicators/test-sentence \
  %D%/indicators/test-text \
  %D%/datasets/test-catalogue \
  %D%/datasets/test-csv \
  %D%/datasets/test-dataset \
  %D%/datasets/test-input \
  %D%/datasets/test-layouts \
  %D%/datasets/test-match \
  %D%/datasets/test-table \
  %D%/datasets/test-units \
  %D%/datasets/test-writer \
  %D%/index/test-aggregate \
  %D%/index/test-analyses \
  %D%/index/test-ahp \
  %D%/index/test-arithmetic \
  %D%/index/test-bod \
  %D%/index/test-change \
  %D%/index/test-cluster \
  %D%/index/test-correlation \
  %D%/index/test-explain \
  %D%/index/test-golden-audit \
  %D%/index/test-golden-treat \
  %D%/index/test-golden \
  %D%/index/test-impute \
  %D%/index/test-kemeny \
  %D%/index/test-method \
  %D%/index/test-normalise \
  %D%/index/test-properties-methods \
  %D%/index/test-properties \
  %D%/index/test-recipe \
  %D%/index/test-reconcile \
  %D%/index/test-result \
  %D%/index/test-scenarios \
  %D%/index/test-sobol \
  %D%/index/test-standing \
  %D%/index/test-target \
  %D%/index/test-treat \
  %D%/index/test-uncertainty-draws \
  %D%/index/test-uncertainty-kernel \
  %D%/index/test-uncertainty \
  %D%/index/test-vary \
  %D%/index/test-weigh \
  %D%/index/test-weight-change \
  %D%/index/test-weight-exact \
  %D%/index/test-weight-ranks \
  %D%/index/test-weight-regions \
  %D%/charts/test-chart-change \
  %D%/charts/test-chart-compare \
  %D%/charts/test-chart-correlation \
  %D%/charts/test-chart-distribution \
  %D%/charts/test-chart-framework \
  %D%/charts/test-chart-heatmap \
  %D%/charts/test-chart-map \
  %D%/charts/test-chart-profile \
  %D%/charts/test-chart-rank \
  %D%/charts/test-chart-scatter \
  %D%/charts/test-chart-sensitivity \
  %D%/charts/test-chart-stack \
  %D%/charts/test-chart-ternary \
  %D%/charts/test-chart-uncertainty \
  %D%/charts/test-chart-weights \
  %D%/charts/test-door \
  %D%/charts/test-palette \
  %D%/charts/test-scene \
  %D%/command/test-audit \
  %D%/command/test-grid
SCRIPT_TESTS = \
  build-aux/check-code \
  build-aux/check-layers \
  %D%/scripts/check-code-self-test \
  %D%/scripts/check-examples \
  %D%/scripts/check-exports \
  %D%/scripts/check-kernels \
  %D%/scripts/check-layers-self-test \
  %D%/scripts/check-translations \
  %D%/scripts/interruption \
  %D%/scripts/mpi
CASE_TESTS = \
  %D%/cases/change.test \
  %D%/cases/chart-maps.test \
  %D%/cases/chart-options.test \
  %D%/cases/chart-results.test \
  %D%/cases/across.test \
  %D%/cases/aggregate.test \
  %D%/cases/audit.test \
  %D%/cases/chart-compared.test \
  %D%/cases/chart-scores.test \
  %D%/cases/chinese.test \
  %D%/cases/cite.test \
  %D%/cases/compare.test \
  %D%/cases/convert.test \
  %D%/cases/data-explain.test \
  %D%/cases/domain-assessment.test \
  %D%/cases/domain-documents.test \
  %D%/cases/domain-models.test \
  %D%/cases/domain-provinces.test \
  %D%/cases/domain-style.test \
  %D%/cases/domain-survey.test \
  %D%/cases/history.test \
  %D%/cases/impute.test \
  %D%/cases/indices-rank.test \
  %D%/cases/indices-reconcile.test \
  %D%/cases/list-show.test \
  %D%/cases/models.test \
  %D%/cases/normalise.test \
  %D%/cases/output.test \
  %D%/cases/program.test \
  %D%/cases/rank.test \
  %D%/cases/reconcile.test \
  %D%/cases/rounding.test \
  %D%/cases/scenarios.test \
  %D%/cases/target.test \
  %D%/cases/template.test \
  %D%/cases/treat.test \
  %D%/cases/uncertainty.test \
  %D%/cases/units.test \
  %D%/cases/weigh.test \
  %D%/cases/weights.test \
  %D%/malformed/frameworks-rows.test \
  %D%/malformed/frameworks-tree.test \
  %D%/malformed/index-files-form.test \
  %D%/malformed/index-files-values.test \
  %D%/malformed/readers-layouts.test \
  %D%/malformed/readers-text.test \
  %D%/malformed/tables-form.test \
  %D%/malformed/tables-values.test
# Their examples are run.
DOCUMENT_TESTS = README.md CONTRIBUTING.md doc/gallery.md doc/indices.md doc/methods.md doc/policy-officer.md doc/researcher.md \
  doc/student.md
FUZZ_TESTS = \
  %D%/fuzz/fuzz-csv \
  %D%/fuzz/fuzz-dataset \
  %D%/fuzz/fuzz-definition \
  %D%/fuzz/fuzz-framework \
  %D%/fuzz/fuzz-geojson \
  %D%/fuzz/fuzz-layouts \
  %D%/fuzz/fuzz-method \
  %D%/fuzz/fuzz-number

# What needs an optional part of the program.
EXTRA_DIST += %D%/cases/xlsx.test
if WITH_XLSX
CASE_TESTS += %D%/cases/xlsx.test
endif

EXTRA_DIST += %D%/cases/spreadsheets.test
EXTRA_DIST += %D%/fuzz/fuzz-spreadsheet.c %D%/datasets/test-spreadsheets.c
if WITH_SPREADSHEETS
CASE_TESTS += %D%/cases/spreadsheets.test
FUZZ_TESTS += %D%/fuzz/fuzz-spreadsheet
UNIT_TESTS += %D%/datasets/test-spreadsheets
endif

# Of files that charts make: what a browser and pdftotext find in them.
SCRIPT_TESTS += %D%/charts/browser-test %D%/charts/pdf-test

check_PROGRAMS += $(UNIT_TESTS) $(FUZZ_TESTS) %D%/charts/draw-sample
TESTS += $(UNIT_TESTS) $(FUZZ_TESTS) $(SCRIPT_TESTS) $(CASE_TESTS) $(DOCUMENT_TESTS)
EXTRA_DIST += $(SCRIPT_TESTS) $(CASE_TESTS) build-aux/exported-symbols build-aux/SourceTree.pm build-aux/run-test %D%/README.md %D%/charts/browser-test.js \
  %D%/fuzz/corpus %D%/fuzz/fuzz-file.h %D%/fuzz/fuzz.h %D%/golden %D%/run-cases \
  %D%/shared/computed.h %D%/shared/definitions.h %D%/shared/members.h %D%/shared/program.h %D%/shared/random-index.h \
  %D%/shared/said.h %D%/shared/shipped.h %D%/shared/varied.h

# A program of one source file needs no _SOURCES line; it is linked with everything but main(), the
# modules of the program included, and with what the tests of charts share.
AM_DEFAULT_SOURCE_EXT = .c
LDADD = libdgmi-testing.la libdgmi-command.la libdgmi-fill.la libdgmi-chart-parts.la libdgmi-charts.la $(OPENED_LINK) \
  libdgmi-parts.la libdgmi-parallel.la libdgmi-programs.la $(GSL_LIBS) $(GLPK_LIBS) $(CAIRO_LIBS) $(PANGO_LIBS) \
  $(PNG_LIBS) $(JSON_LIBS) $(OPENMP_CFLAGS) $(DL_LIBS)

check_LTLIBRARIES = libdgmi-testing.la
libdgmi_testing_la_SOURCES = \
  %D%/charts/sample.c \
  %D%/charts/sample.h \
  %D%/charts/scene-checks.c \
  %D%/charts/scene-checks.h \
  %D%/charts/scene-files.c \
  %D%/charts/scene-files.h

AM_TESTS_ENVIRONMENT = \
  LC_ALL=C.UTF-8; export LC_ALL; \
  LSAN_OPTIONS='suppressions=$(abs_top_srcdir)/tests/leaks.supp:print_suppressions=0'; export LSAN_OPTIONS; \
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

# The list of what libdgmi exports.
.PHONY: update-exports
update-exports: libdgmi.la
	@$(AM_TESTS_ENVIRONMENT) $(PERL) '$(srcdir)/%D%/scripts/check-exports' --update

# `make check-fuzz` (build-aux/developer.mk) sets the engine and calls fuzz-run in a build of its own.
FUZZ_ENGINE =
%C%_fuzz_fuzz_csv_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_ENGINE)
%C%_fuzz_fuzz_layouts_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_ENGINE)
%C%_fuzz_fuzz_dataset_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_ENGINE)
%C%_fuzz_fuzz_definition_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_ENGINE)
%C%_fuzz_fuzz_geojson_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_ENGINE)
%C%_fuzz_fuzz_framework_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_ENGINE)
%C%_fuzz_fuzz_method_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_ENGINE)
%C%_fuzz_fuzz_spreadsheet_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_ENGINE)
%C%_fuzz_fuzz_spreadsheet_LDADD = libdgmi-spreadsheets.la $(LDADD) $(SPREADSHEETS_LIBS)
%C%_datasets_test_spreadsheets_LDADD = libdgmi-spreadsheets.la $(LDADD) $(SPREADSHEETS_LIBS)
%C%_fuzz_fuzz_number_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_ENGINE)

.PHONY: fuzz-run
fuzz-run: $(FUZZ_TESTS)
	@set -e; for target in $(FUZZ_TESTS); do name=$${target##*/fuzz-}; \
	  $(MKDIR_P) "found/$$name"; echo "== $$name: $(FUZZ_SECONDS) s"; \
	  "./$$target" -max_total_time=$(FUZZ_SECONDS) -verbosity=0 -timeout=10 \
	    "found/$$name" "$(srcdir)/tests/fuzz/corpus/$$name"; done
