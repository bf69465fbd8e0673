# tests/: everything prints TAP.
#   a unit test     tests/test-NAME.c, a GTest program: add it to UNIT_TESTS
#   a script        in Perl or shell: add it to SCRIPT_TESTS
#   a case file     tests/cases/NAME.test or tests/malformed/NAME.test (see run-cases): add it to
#                   CASE_TESTS; `make golden-update` rewrites what the commands print
#   a fuzz target   tests/fuzz-NAME.c (see fuzz.h) and its corpus tests/corpus/NAME/: add it to
#                   FUZZ_TESTS with a line for its _LDFLAGS; `make check` replays the corpus
UNIT_TESTS = \
  %D%/test-aggregate \
  %D%/test-ahp \
  %D%/test-arithmetic \
  %D%/test-audit \
  %D%/test-bod \
  %D%/test-catalogue \
  %D%/test-cluster \
  %D%/test-change \
  %D%/test-correlation \
  %D%/test-csv \
  %D%/test-dataset \
  %D%/test-definition \
  %D%/test-explain \
  %D%/test-framework \
  %D%/test-golden \
  %D%/test-golden-audit \
  %D%/test-golden-treat \
  %D%/test-grid \
  %D%/test-impute \
  %D%/test-input \
  %D%/test-layouts \
  %D%/test-kemeny \
  %D%/test-match \
  %D%/test-messages \
  %D%/test-method \
  %D%/test-model \
  %D%/test-normalise \
  %D%/test-properties \
  %D%/test-properties-methods \
  %D%/test-reconcile \
  %D%/test-result \
  %D%/test-scenarios \
  %D%/test-sentence \
  %D%/test-sobol \
  %D%/test-standing \
  %D%/test-table \
  %D%/test-target \
  %D%/test-text \
  %D%/test-treat \
  %D%/test-uncertainty \
  %D%/test-uncertainty-draws \
  %D%/test-uncertainty-kernel \
  %D%/test-units \
  %D%/test-vary \
  %D%/test-weigh \
  %D%/test-weight-change \
  %D%/test-weight-ranks \
  %D%/test-weight-regions \
  %D%/test-writer
SCRIPT_TESTS = \
  build-aux/check-layers \
  %D%/check-layers-self-test \
  %D%/check-translations \
  %D%/interruption \
  %D%/mpi
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
  %D%/fuzz-csv \
  %D%/fuzz-dataset \
  %D%/fuzz-definition \
  %D%/fuzz-framework \
  %D%/fuzz-geojson \
  %D%/fuzz-layouts \
  %D%/fuzz-method \
  %D%/fuzz-number

# What needs an optional part of the program.
EXTRA_DIST += %D%/cases/xlsx.test
if WITH_XLSX
CASE_TESTS += %D%/cases/xlsx.test
endif

check_PROGRAMS += $(UNIT_TESTS) $(FUZZ_TESTS)
TESTS += $(UNIT_TESTS) $(FUZZ_TESTS) $(SCRIPT_TESTS) $(CASE_TESTS) $(DOCUMENT_TESTS)
EXTRA_DIST += $(SCRIPT_TESTS) $(CASE_TESTS) build-aux/run-test %D%/README.md \
  %D%/computed.h %D%/corpus %D%/fuzz-file.h %D%/fuzz.h %D%/golden %D%/members.h %D%/random-study.h %D%/run-cases %D%/said.h %D%/varied.h

# A program of one source file needs no _SOURCES line; it is linked with all but charts/ and main().
AM_DEFAULT_SOURCE_EXT = .c
LDADD = libdgmi-command.la $(INDEX_LINK) $(DL_LIBS)

# The solver of programs is a module to the program, but linked here.
%C%_test_aggregate_LDADD = libdgmi-programs.la $(LDADD) $(GLPK_LIBS)
%C%_test_bod_LDADD = libdgmi-programs.la $(LDADD) $(GLPK_LIBS)
PARALLEL_TEST_LINK = libdgmi-parallel.la $(INDEX_LINK) $(OPENMP_CFLAGS)
%C%_test_uncertainty_LDADD = $(PARALLEL_TEST_LINK)
%C%_test_uncertainty_draws_LDADD = $(PARALLEL_TEST_LINK)
%C%_test_uncertainty_kernel_LDADD = $(INDEX_LINK)
%C%_test_vary_LDADD = $(PARALLEL_TEST_LINK)
%C%_test_weigh_LDADD = libdgmi-programs.la $(LDADD) $(GLPK_LIBS)
%C%_test_target_LDADD = libdgmi-programs.la $(LDADD) $(GLPK_LIBS)
%C%_test_weight_change_LDADD = libdgmi-programs.la $(LDADD) $(GLPK_LIBS)
%C%_test_weight_ranks_LDADD = libdgmi-programs.la $(LDADD) $(GLPK_LIBS)
%C%_test_properties_methods_LDADD = libdgmi-programs.la $(LDADD) $(GLPK_LIBS)
%C%_test_kemeny_LDADD = libdgmi-programs.la $(LDADD) $(GLPK_LIBS)

# Charts: scenes over random data; what a browser and pdftotext make of the files.
check_PROGRAMS += %D%/test-scene %D%/test-chart-rank %D%/charts/draw-sample
TESTS += %D%/test-scene %D%/test-chart-rank %D%/charts/browser-test %D%/charts/pdf-test
EXTRA_DIST += %D%/charts/browser-test %D%/charts/browser-test.js %D%/charts/pdf-test
CHART_SAMPLE = %D%/charts/sample.c %D%/charts/sample.h
SCENE_FILES = %D%/charts/scene-files.c %D%/charts/scene-files.h
%C%_test_scene_SOURCES = %D%/test-scene.c $(CHART_SAMPLE)
%C%_test_scene_LDADD = $(CHARTS_LINK)
%C%_test_chart_rank_SOURCES = %D%/test-chart-rank.c $(SCENE_CHECKS)
%C%_test_chart_rank_LDADD = $(CHARTS_LINK)
%C%_charts_draw_sample_SOURCES = %D%/charts/draw-sample.c $(CHART_SAMPLE) $(SCENE_FILES)
%C%_charts_draw_sample_LDADD = $(CHARTS_LINK)

# Holds the splitting of rows against libcsv itself.
%C%_test_input_LDADD = $(LDADD) $(CSV_LIBS)

SCENE_TESTS = \
  %D%/test-palette \
  %D%/test-chart-uncertainty \
  %D%/test-chart-sensitivity \
  %D%/test-chart-ternary \
  %D%/test-chart-weights \
  %D%/test-chart-map \
  %D%/test-chart-profile \
  %D%/test-chart-stack \
  %D%/test-chart-compare \
  %D%/test-chart-change \
  %D%/test-chart-scatter \
  %D%/test-chart-heatmap \
  %D%/test-chart-correlation \
  %D%/test-chart-framework \
  %D%/test-chart-distribution
check_PROGRAMS += $(SCENE_TESTS)
TESTS += $(SCENE_TESTS)
SCENE_CHECKS = $(CHART_SAMPLE) %D%/charts/scene-checks.c %D%/charts/scene-checks.h $(SCENE_FILES)
%C%_test_palette_LDADD = $(CHARTS_LINK)
%C%_test_chart_uncertainty_SOURCES = %D%/test-chart-uncertainty.c $(SCENE_CHECKS)
%C%_test_chart_uncertainty_LDADD = $(CHARTS_LINK)
%C%_test_chart_sensitivity_SOURCES = %D%/test-chart-sensitivity.c $(SCENE_CHECKS)
%C%_test_chart_sensitivity_LDADD = $(CHARTS_LINK)
%C%_test_chart_ternary_SOURCES = %D%/test-chart-ternary.c $(SCENE_CHECKS)
%C%_test_chart_ternary_LDADD = $(CHARTS_LINK)
%C%_test_chart_weights_SOURCES = %D%/test-chart-weights.c $(SCENE_CHECKS)
%C%_test_chart_weights_LDADD = $(CHARTS_LINK)
%C%_test_chart_map_SOURCES = %D%/test-chart-map.c $(SCENE_CHECKS)
%C%_test_chart_map_LDADD = $(CHARTS_LINK)
%C%_test_chart_profile_SOURCES = %D%/test-chart-profile.c $(SCENE_CHECKS)
%C%_test_chart_profile_LDADD = $(CHARTS_LINK)
%C%_test_chart_stack_SOURCES = %D%/test-chart-stack.c $(SCENE_CHECKS)
%C%_test_chart_stack_LDADD = $(CHARTS_LINK)
%C%_test_chart_compare_SOURCES = %D%/test-chart-compare.c $(SCENE_CHECKS)
%C%_test_chart_compare_LDADD = $(CHARTS_LINK)
%C%_test_chart_change_SOURCES = %D%/test-chart-change.c $(SCENE_CHECKS)
%C%_test_chart_change_LDADD = $(CHARTS_LINK)
%C%_test_chart_scatter_SOURCES = %D%/test-chart-scatter.c $(SCENE_CHECKS)
%C%_test_chart_scatter_LDADD = $(CHARTS_LINK)
%C%_test_chart_heatmap_SOURCES = %D%/test-chart-heatmap.c $(SCENE_CHECKS)
%C%_test_chart_heatmap_LDADD = $(CHARTS_LINK)
%C%_test_chart_correlation_SOURCES = %D%/test-chart-correlation.c $(SCENE_CHECKS)
%C%_test_chart_correlation_LDADD = $(CHARTS_LINK)
%C%_test_chart_framework_SOURCES = %D%/test-chart-framework.c $(SCENE_CHECKS)
%C%_test_chart_framework_LDADD = $(CHARTS_LINK)
%C%_test_chart_distribution_SOURCES = %D%/test-chart-distribution.c $(SCENE_CHECKS)
%C%_test_chart_distribution_LDADD = $(CHARTS_LINK)

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

# `make check-fuzz` (build-aux/developer.mk) sets the engine and calls fuzz-run in a build of its own.
FUZZ_ENGINE =
%C%_fuzz_csv_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_ENGINE)
%C%_fuzz_layouts_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_ENGINE)
%C%_fuzz_dataset_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_ENGINE)
%C%_fuzz_definition_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_ENGINE)
%C%_fuzz_geojson_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_ENGINE)
%C%_fuzz_geojson_LDADD = $(CHARTS_LINK)
%C%_fuzz_framework_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_ENGINE)
%C%_fuzz_method_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_ENGINE)
%C%_fuzz_number_LDFLAGS = $(AM_LDFLAGS) $(FUZZ_ENGINE)

.PHONY: fuzz-run
fuzz-run: $(FUZZ_TESTS)
	@set -e; for target in $(FUZZ_TESTS); do name=$${target##*/fuzz-}; \
	  $(MKDIR_P) "found/$$name"; echo "== $$name: $(FUZZ_SECONDS) s"; \
	  "./$$target" -max_total_time=$(FUZZ_SECONDS) -verbosity=0 -timeout=10 \
	    "found/$$name" "$(srcdir)/tests/corpus/$$name"; done
