# developer.mk: targets for those who change dgmi. Each works from a build tree in any place.
EXTRA_DIST += build-aux/tsan.supp build-aux/lint build-aux/make-unit-names build-aux/under-valgrind

.PHONY: check-asan check-tsan check-fuzz check-valgrind lint format check-format

# --- check-asan, check-fuzz: a second build with other flags ---
# It is made in NAME.build from a copy of the sources in NAME.source, so that it works from a build
# inside the source tree too. Times of files are kept: a rerun builds what has changed.

SECOND_BUILD = $(MAKE) $(AM_MAKEFLAGS) distdir distdir=$@.source >/dev/null \
  && $(MKDIR_P) $@.build && cd $@.build \
  && { test -f config.status || ../$@.source/configure -q $(SECOND_OPTIONS); } && $(MAKE) $(AM_MAKEFLAGS)

check-asan: SECOND_OPTIONS = --enable-asan --disable-static CFLAGS='-g -O1'
check-asan:
	@$(SECOND_BUILD) check

# The library under the thread sanitizer: two indices on two threads. GLib's own locks are not seen, so
# what it says of them is left out (build-aux/tsan.supp).
check-tsan: SECOND_OPTIONS = --disable-static CFLAGS='-g -O1 -fsanitize=thread'
check-tsan:
	@$(SECOND_BUILD) tsan-run

.PHONY: tsan-run
tsan-run: libdgmi.la
	@$(MKDIR_P) tsan/dgmi && cp '$(srcdir)/charts/dgmi.h' tsan/dgmi/
	@$(LIBTOOL) --silent --tag=CC --mode=link $(CC) -fsanitize=thread -g -Itsan -I'$(srcdir)' $(GLIB_CFLAGS) \
	  '$(srcdir)/doc/examples/threads.c' libdgmi.la $(GLIB_LIBS) -o tsan/threads
	@top='$(abs_top_srcdir)'; rm -rf tsan/data && $(MKDIR_P) tsan/data && ln -s "$$top/indicators/shipped" tsan/data/indicators \
	  && ln -s "$$top/datasets/shipped" tsan/data/datasets
	@DGMI_DATA=tsan/data TSAN_OPTIONS='halt_on_error=0 exitcode=66 suppressions=$(abs_top_srcdir)/build-aux/tsan.supp' \
	  tsan/threads && echo 'check-tsan: nothing found'

# Every fuzz target for FUZZ_SECONDS, from its corpus on; a crash leaves its input in check-fuzz.build.
FUZZ_SECONDS = 60
check-fuzz: SECOND_OPTIONS = --disable-shared CC='$(CLANG)' CPPFLAGS=-DDGMI_FUZZ \
  CFLAGS='-g -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined'
check-fuzz:
	@test '$(CLANG)' || { echo 'check-fuzz: install clang (Debian package clang)' >&2; exit 1; }
	@$(SECOND_BUILD) fuzz-run FUZZ_ENGINE=-fsanitize=fuzzer FUZZ_SECONDS=$(FUZZ_SECONDS)

clean-local:
	-rm -rf check-asan.source check-asan.build check-tsan.source check-tsan.build check-fuzz.source check-fuzz.build

# --- check-valgrind: unit tests under valgrind, and the program in the tests that run it ---

check-valgrind: all
	@test '$(VALGRIND)' || { echo 'check-valgrind: install valgrind' >&2; exit 1; }
	@printf '#! /bin/sh\nexec "%s" "%s" "$$@"\n' '$(abs_top_srcdir)/build-aux/under-valgrind' \
	  '$(abs_top_builddir)/command/dgmi$(EXEEXT)' > valgrind-dgmi && chmod +x valgrind-dgmi
	@DGMI='$(abs_top_builddir)/valgrind-dgmi' \
	  DGMI_TEST_WRAPPER='$(top_srcdir)/build-aux/under-valgrind' \
	  G_SLICE=always-malloc G_DEBUG=gc-friendly $(MAKE) $(AM_MAKEFLAGS) check
CLEANFILES += valgrind-dgmi

# --- lint, format: over every C file of the tree ---

lint: all
	@cd '$(srcdir)' && CLANG_TIDY='$(CLANG_TIDY)' CPPCHECK='$(CPPCHECK)' $(SHELL) build-aux/lint \
	  -DHAVE_CONFIG_H -I'$(abs_top_builddir)' -I. $(COMMAND_CPPFLAGS) \
	  $(GSL_CFLAGS) $(JSON_CFLAGS) $(CAIRO_CFLAGS) $(PANGO_CFLAGS) $(PNG_CFLAGS)

FIND_C = cd '$(srcdir)' && find indicators datasets index charts command tests bench -name '*.[ch]'
CHECK_CLANG_FORMAT = test '$(CLANG_FORMAT)' || { echo '$@: install clang-format' >&2; exit 1; }

format:
	@$(CHECK_CLANG_FORMAT)
	@$(FIND_C) -exec '$(CLANG_FORMAT)' -i {} +

check-format:
	@$(CHECK_CLANG_FORMAT)
	@$(FIND_C) -exec '$(CLANG_FORMAT)' --dry-run -Werror {} +

# --- update-unit-names: what shipped tables have of the package iso-codes (Debian package) ---

.PHONY: update-unit-names
update-unit-names:
	@cd '$(srcdir)' && $(PERL) build-aux/make-unit-names
