# doc/: manuals and references.
EXTRA_DIST += %D%/examples/arrays.c %D%/examples/cplusplus.cpp %D%/examples/first.c %D%/examples/threads.c
EXTRA_DIST += %D%/egdi-2022.png %D%/gallery %D%/gallery.md %D%/make-gallery %D%/make-man %D%/how-it-works.md %D%/indices.md %D%/methods.md %D%/policy-officer.md \
  %D%/researcher.md %D%/student.md
nodist_man_MANS = %D%/dgmi.1

# The program writes its own man page, so that page, --help and options cannot drift apart.
%D%/dgmi.1: $(srcdir)/%D%/make-man command/dgmi$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) %D% && perl $(srcdir)/%D%/make-man command/dgmi$(EXEEXT) $(VERSION) >$@.tmp && mv $@.tmp $@
CLEANFILES += %D%/dgmi.1 %D%/dgmi.1.tmp

# The pictures of the gallery, by the commands on its page.
.PHONY: gallery
gallery: all
	@perl '$(srcdir)/%D%/make-gallery' command/dgmi$(EXEEXT) '$(srcdir)/%D%/gallery.md' '$(srcdir)/%D%/gallery'
