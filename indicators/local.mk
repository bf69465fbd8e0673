# indicators/: what is measured. Adding a source, a header or a shipped file is adding a line.
noinst_LTLIBRARIES += libdgmi-indicators.la

libdgmi_indicators_la_SOURCES = \
  %D%/base/error.c \
  %D%/base/language.c \
  %D%/base/memory.h \
  %D%/base/messages.c \
  %D%/base/paths.c \
  %D%/base/sentence.c \
  %D%/base/text.c \
  %D%/framework/framework-build.c \
  %D%/framework/framework-inside.h \
  %D%/framework/framework.c \
  %D%/definition/definition-inside.h \
  %D%/definition/definition-read.c \
  %D%/definition/definition.c \
  %D%/definition/keyfile-scan.c \
  %D%/definition/keyfile-scan.h \
  %D%/definition/model.c \
  %D%/definition/statements.c \
  %D%/definition/statements.h

# The catalogue has the Chinese of all layers. It stands in the lowest one, beside the sentences it is
# for, and is part of the library: whoever links that has both languages, with no file to install.
# `make update-po` brings it up to date with the sources; a test holds that nothing is left
# untranslated.
CATALOGUE = $(srcdir)/%D%/base/zh_CN.po
EXTRA_DIST += %D%/base/zh_CN.po build-aux/compile-catalogue build-aux/extract-messages
CLEANFILES += %D%/base/catalogue-inside.h dgmi.pot

%D%/base/catalogue-inside.h: $(CATALOGUE) $(srcdir)/build-aux/compile-catalogue
	$(AM_V_GEN)$(MKDIR_P) %D%/base && $(PERL) $(srcdir)/build-aux/compile-catalogue $(CATALOGUE) >$@.tmp && mv $@.tmp $@
%D%/base/language.lo: %D%/base/catalogue-inside.h
%D%/base/paths.lo: AM_CPPFLAGS += -DDGMI_PKGDATADIR='"$(pkgdatadir)"'

.PHONY: update-po
update-po:
	cd $(srcdir) && $(PERL) build-aux/extract-messages >'$(abs_builddir)/dgmi.pot'
	$(MSGMERGE) --quiet --update --backup=none --no-wrap --no-fuzzy-matching $(CATALOGUE) dgmi.pot

nobase_pkginclude_HEADERS += \
  %D%/base/error.h \
  %D%/base/export.h \
  %D%/base/language.h \
  %D%/base/messages.h \
  %D%/base/paths.h \
  %D%/base/sentence.h \
  %D%/base/text.h \
  %D%/framework/framework.h \
  %D%/definition/definition.h \
  %D%/definition/model.h

# Shipped index files (*.ini) and framework tables (*.csv).
indicatorsdir = $(pkgdatadir)/indicators
dist_indicators_DATA = \
  %D%/shipped/cn-city-service-2019.ini \
  %D%/shipped/cn-city-service.csv \
  %D%/shipped/cn-province-egdi-2020.ini \
  %D%/shipped/cn-province-egdi.csv \
  %D%/shipped/cn-province-service-2019.ini \
  %D%/shipped/cn-province-service.csv \
  %D%/shipped/digital-government-aspects-rubric.csv \
  %D%/shipped/digital-government-aspects.csv \
  %D%/shipped/digital-government-aspects.ini \
  %D%/shipped/eu-egov-benchmark-2022.ini \
  %D%/shipped/eu-egov-benchmark.csv \
  %D%/shipped/eu-egov-benchmark.ini \
  %D%/shipped/netizen-feeling-2019.csv \
  %D%/shipped/netizen-feeling-2019.ini \
  %D%/shipped/netizen-security-2019.csv \
  %D%/shipped/netizen-security-2019.ini \
  %D%/shipped/oecd-dgi-2019.ini \
  %D%/shipped/oecd-dgi-2023.ini \
  %D%/shipped/oecd-dgi.csv \
  %D%/shipped/oecd-dgi.ini \
  %D%/shipped/security-governance-rubric.csv \
  %D%/shipped/security-governance.csv \
  %D%/shipped/security-governance.ini \
  %D%/shipped/un-egdi-2003.ini \
  %D%/shipped/un-egdi-2004.ini \
  %D%/shipped/un-egdi-2005.ini \
  %D%/shipped/un-egdi-2008.ini \
  %D%/shipped/un-egdi-2010.ini \
  %D%/shipped/un-egdi-2012.ini \
  %D%/shipped/un-egdi-2014.ini \
  %D%/shipped/un-egdi-2016.ini \
  %D%/shipped/un-egdi-2018.ini \
  %D%/shipped/un-egdi-2020.ini \
  %D%/shipped/un-egdi-2022.ini \
  %D%/shipped/un-egdi-2024.ini \
  %D%/shipped/un-egdi.csv \
  %D%/shipped/un-egdi.ini \
  %D%/shipped/un-hci-2022-style.ini \
  %D%/shipped/un-hci-style.csv \
  %D%/shipped/un-tii-2022-style.ini \
  %D%/shipped/un-tii-style.csv \
  %D%/shipped/waseda-2015.ini \
  %D%/shipped/waseda-2016.ini \
  %D%/shipped/waseda-2017.ini \
  %D%/shipped/waseda-2018.ini \
  %D%/shipped/waseda-2020.ini \
  %D%/shipped/waseda-2021.ini \
  %D%/shipped/waseda-2022.ini \
  %D%/shipped/waseda-2023.ini \
  %D%/shipped/waseda.csv \
  %D%/shipped/waseda.ini \
  %D%/shipped/world-bank-gtmi-2020.ini \
  %D%/shipped/world-bank-gtmi-2022.ini \
  %D%/shipped/world-bank-gtmi-2025.ini \
  %D%/shipped/world-bank-gtmi.csv \
  %D%/shipped/world-bank-gtmi.ini

# Reference models.
modelsdir = $(indicatorsdir)/models
dist_models_DATA = \
  %D%/shipped/models/aspects.ini \
  %D%/shipped/models/denmark.ini \
  %D%/shipped/models/guangdong.ini \
  %D%/shipped/models/guizhou.ini \
  %D%/shipped/models/korea.ini \
  %D%/shipped/models/singapore.ini \
  %D%/shipped/models/united-kingdom.ini \
  %D%/shipped/models/united-states.ini \
  %D%/shipped/models/zhejiang.ini
