# bench/: benchmarks anyone can run with `make bench`. Adding one is adding a line: a script to
# SCRIPT_BENCHES, or a C program bench/NAME.c to C_BENCHES (linked with all but charts/).
SCRIPT_BENCHES = \
  %D%/pipeline \
  %D%/start-up \
  %D%/uncertainty-coinr
C_BENCHES = \
  %D%/audit \
  %D%/load \
  %D%/methods \
  %D%/uncertainty

%C%_uncertainty_SOURCES = %D%/uncertainty.c %D%/uncertainty-kernel.c %D%/uncertainty-kernel.h
%C%_uncertainty_CFLAGS = $(AM_CFLAGS) $(OPENMP_CFLAGS)

EXTRA_PROGRAMS += $(C_BENCHES)
EXTRA_DIST += %D%/uncertainty-numpy.py
%C%_methods_CPPFLAGS = $(AM_CPPFLAGS) -DDGMI_SRCDIR='"$(abs_top_srcdir)"'

EXTRA_DIST += $(SCRIPT_BENCHES) %D%/pipeline.R %D%/uncertainty.R

.PHONY: bench
bench: all $(C_BENCHES)
	@set -e; $(AM_TESTS_ENVIRONMENT) \
	for bench in $(SCRIPT_BENCHES); do echo "== $$bench"; "$(srcdir)/$$bench"; done; \
	for bench in $(C_BENCHES); do echo "== $$bench"; "./$$bench"; done
