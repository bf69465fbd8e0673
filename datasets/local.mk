# datasets/: the numbers. Adding a source, a header or a shipped table is adding a line.
noinst_LTLIBRARIES += libdgmi-datasets.la

libdgmi_datasets_la_SOURCES = \
  %D%/catalogue.c \
  %D%/csv-row.c \
  %D%/csv-row.h \
  %D%/csv-split.c \
  %D%/csv.c \
  %D%/dataset-build.c \
  %D%/dataset-inside.h \
  %D%/dataset-read.c \
  %D%/dataset-store.c \
  %D%/dataset.c \
  %D%/framework-table.c \
  %D%/header.c \
  %D%/header.h \
  %D%/input.c \
  %D%/input.h \
  %D%/layout-sdmx.c \
  %D%/layout-tidy.c \
  %D%/layout-wdi.c \
  %D%/layout-wide-columns.c \
  %D%/layout-wide.c \
  %D%/layout-wide.h \
  %D%/layout.c \
  %D%/layout.h \
  %D%/lookup.c \
  %D%/lookup.h \
  %D%/reading.c \
  %D%/reading.h \
  %D%/iso-codes.c \
  %D%/iso-codes.h \
  %D%/name-fold.c \
  %D%/name-fold.h \
  %D%/name-index.c \
  %D%/name-index.h \
  %D%/table.c \
  %D%/units-inside.h \
  %D%/units-match.c \
  %D%/unit-finder.c \
  %D%/unit-finder.h \
  %D%/units.c \
  %D%/value.c \
  %D%/value.h \
  %D%/writer-check.c \
  %D%/writer-inside.h \
  %D%/writer-others.c \
  %D%/writer.c

datasetsincludedir = $(pkgincludedir)/datasets
datasetsinclude_HEADERS = \
  %D%/catalogue.h \
  %D%/csv.h \
  %D%/dataset-build.h \
  %D%/dataset.h \
  %D%/framework-table.h \
  %D%/table.h \
  %D%/units.h \
  %D%/writer.h

# Shipped tables, and datapackage.json that describes them.
datasetsdir = $(pkgdatadir)/datasets
dist_datasets_DATA = \
  %D%/cn-city-service.csv \
  %D%/cn-province-inputs.csv \
  %D%/cn-province-service.csv \
  %D%/countries.csv \
  %D%/datapackage.json \
  %D%/egdi-inputs.csv \
  %D%/eu-egov-benchmark.csv \
  %D%/oecd-dgi.csv \
  %D%/provinces.csv \
  %D%/survey-2019-answers.csv \
  %D%/survey-2019-domains.csv \
  %D%/survey-2019-feeling.csv \
  %D%/survey-2019-practitioners.csv \
  %D%/survey-2019-sample.csv \
  %D%/un-egdi.csv \
  %D%/unit-names.csv \
  %D%/waseda.csv \
  %D%/world-bank-gtmi.csv
