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
  %D%/model.c \
  %D%/paths.c \
  %D%/sentence.c \
  %D%/text.c

indicatorsincludedir = $(pkgincludedir)/indicators
indicatorsinclude_HEADERS = \
  %D%/definition.h \
  %D%/error.h \
  %D%/framework.h \
  %D%/messages.h \
  %D%/model.h \
  %D%/paths.h \
  %D%/sentence.h \
  %D%/text.h

# Shipped index files (*.ini) and framework tables (*.csv).
indicatorsdir = $(pkgdatadir)/indicators
dist_indicators_DATA = \
  %D%/cn-city-service-2019.ini \
  %D%/cn-city-service.csv \
  %D%/cn-province-egdi-2020.ini \
  %D%/cn-province-egdi.csv \
  %D%/cn-province-service-2019.ini \
  %D%/cn-province-service.csv \
  %D%/digital-government-aspects-rubric.csv \
  %D%/digital-government-aspects.csv \
  %D%/digital-government-aspects.ini \
  %D%/eu-egov-benchmark-2022.ini \
  %D%/eu-egov-benchmark.csv \
  %D%/eu-egov-benchmark.ini \
  %D%/netizen-feeling-2019.csv \
  %D%/netizen-feeling-2019.ini \
  %D%/netizen-security-2019.csv \
  %D%/netizen-security-2019.ini \
  %D%/oecd-dgi-2019.ini \
  %D%/oecd-dgi-2023.ini \
  %D%/oecd-dgi.csv \
  %D%/oecd-dgi.ini \
  %D%/security-governance-rubric.csv \
  %D%/security-governance.csv \
  %D%/security-governance.ini \
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
  %D%/un-hci-2022-style.ini \
  %D%/un-hci-style.csv \
  %D%/un-tii-2022-style.ini \
  %D%/un-tii-style.csv \
  %D%/waseda-2015.ini \
  %D%/waseda-2016.ini \
  %D%/waseda-2017.ini \
  %D%/waseda-2018.ini \
  %D%/waseda-2020.ini \
  %D%/waseda-2021.ini \
  %D%/waseda-2022.ini \
  %D%/waseda-2023.ini \
  %D%/waseda.csv \
  %D%/waseda.ini \
  %D%/world-bank-gtmi-2020.ini \
  %D%/world-bank-gtmi-2022.ini \
  %D%/world-bank-gtmi-2025.ini \
  %D%/world-bank-gtmi.csv \
  %D%/world-bank-gtmi.ini

# Reference models.
modelsdir = $(indicatorsdir)/models
dist_models_DATA = \
  %D%/models/aspects.ini \
  %D%/models/denmark.ini \
  %D%/models/guangdong.ini \
  %D%/models/guizhou.ini \
  %D%/models/korea.ini \
  %D%/models/singapore.ini \
  %D%/models/united-kingdom.ini \
  %D%/models/united-states.ini \
  %D%/models/zhejiang.ini
