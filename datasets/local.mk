# datasets/: the numbers. Adding a source, a header or a shipped table is adding a line.
noinst_LTLIBRARIES += libdgmi-datasets.la

libdgmi_datasets_la_SOURCES = \
  %D%/catalogue.c \
  %D%/csv-row.c \
  %D%/csv-row.h \
  %D%/csv-split.c \
  %D%/csv.c \
  %D%/dataset-build.c \
  %D%/dataset-columns.c \
  %D%/dataset-inside.h \
  %D%/dataset-read.c \
  %D%/dataset-years.c \
  %D%/dataset.c \
  %D%/framework-table.c \
  %D%/header.c \
  %D%/header.h \
  %D%/input.c \
  %D%/input.h \
  %D%/table.c \
  %D%/units.c \
  %D%/value.c \
  %D%/value.h

datasetsincludedir = $(pkgincludedir)/datasets
datasetsinclude_HEADERS = \
  %D%/catalogue.h \
  %D%/csv.h \
  %D%/dataset-build.h \
  %D%/dataset.h \
  %D%/framework-table.h \
  %D%/table.h \
  %D%/units.h

# Shipped tables, and datapackage.json that describes them.
datasetsdir = $(pkgdatadir)/datasets
dist_datasets_DATA = \
  %D%/countries.csv \
  %D%/datapackage.json \
  %D%/eu-egov-benchmark.csv \
  %D%/oecd-dgi.csv \
  %D%/un-egdi.csv \
  %D%/world-bank-gtmi.csv
