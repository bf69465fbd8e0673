# bench/: benchmarks anyone can run with `make bench`. Adding one is adding a line: a script to
# SCRIPT_BENCHES, or a C program bench/NAME.c to C_BENCHES (linked with all but charts/).
SCRIPT_BENCHES = \
  %D%/pipeline \
  %D%/start-up
C_BENCHES = \
  %D%/load

EXTRA_PROGRAMS += $(C_BENCHES)
EXTRA_DIST += $(SCRIPT_BENCHES) %D%/pipeline.R

.PHONY: bench
bench: all $(C_BENCHES)
	@set -e; $(AM_TESTS_ENVIRONMENT) \
	for bench in $(SCRIPT_BENCHES); do echo "== $$bench"; "$(srcdir)/$$bench"; done; \
	for bench in $(C_BENCHES); do echo "== $$bench"; "./$$bench"; done
