# indicators/: what is measured. Adding a source, a header or a shipped file is adding a line.
noinst_LTLIBRARIES += libdgmi-indicators.la

libdgmi_indicators_la_SOURCES = \
  %D%/definition-inside.h \
  %D%/definition-read.c \
  %D%/definition.c \
  %D%/error.c \
  %D%/framework-build.c \
  %D%/framework-inside.h \
  %D%/framework.c \
  %D%/keyfile-scan.c \
  %D%/keyfile-scan.h \
  %D%/messages.c \
  %D%/paths.c \
  %D%/text.c

indicatorsincludedir = $(pkgincludedir)/indicators
indicatorsinclude_HEADERS = \
  %D%/definition.h \
  %D%/error.h \
  %D%/framework.h \
  %D%/messages.h \
  %D%/paths.h \
  %D%/text.h

# Shipped index files (*.ini) and framework tables (*.csv).
indicatorsdir = $(pkgdatadir)/indicators
dist_indicators_DATA = \
  %D%/eu-egov-benchmark-2022.ini \
  %D%/eu-egov-benchmark.csv \
  %D%/eu-egov-benchmark.ini \
  %D%/oecd-dgi-2019.ini \
  %D%/oecd-dgi-2023.ini \
  %D%/oecd-dgi.csv \
  %D%/oecd-dgi.ini \
  %D%/un-egdi-2003.ini \
  %D%/un-egdi-2004.ini \
  %D%/un-egdi-2005.ini \
  %D%/un-egdi-2008.ini \
  %D%/un-egdi-2010.ini \
  %D%/un-egdi-2012.ini \
  %D%/un-egdi-2014.ini \
  %D%/un-egdi-2016.ini \
  %D%/un-egdi-2018.ini \
  %D%/un-egdi-2020.ini \
  %D%/un-egdi-2022.ini \
  %D%/un-egdi-2024.ini \
  %D%/un-egdi.csv \
  %D%/un-egdi.ini \
  %D%/world-bank-gtmi-2020.ini \
  %D%/world-bank-gtmi-2022.ini \
  %D%/world-bank-gtmi-2025.ini \
  %D%/world-bank-gtmi.csv \
  %D%/world-bank-gtmi.ini
