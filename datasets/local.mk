# datasets/: the numbers. Adding a source, a header or a shipped table is adding a line.
noinst_LTLIBRARIES += libdgmi-datasets.la

libdgmi_datasets_la_SOURCES = \
  %D%/csv/book.c \
  %D%/csv/book.h \
  %D%/csv/csv-row.c \
  %D%/csv/csv-row.h \
  %D%/csv/csv-split.c \
  %D%/csv/csv.c \
  %D%/csv/framework-table.c \
  %D%/csv/header.c \
  %D%/csv/header.h \
  %D%/csv/input.c \
  %D%/csv/input.h \
  %D%/csv/table.c \
  %D%/csv/value.c \
  %D%/csv/value.h \
  %D%/units/name-fold.c \
  %D%/units/name-fold.h \
  %D%/units/name-index.c \
  %D%/units/name-index.h \
  %D%/units/subdivisions.c \
  %D%/units/subdivisions.h \
  %D%/units/unit-finder.c \
  %D%/units/unit-finder.h \
  %D%/units/units-inside.h \
  %D%/units/units-match.c \
  %D%/units/units.c \
  %D%/dataset/dataset-build.c \
  %D%/dataset/dataset-store.c \
  %D%/dataset/dataset-store.h \
  %D%/dataset/dataset.c \
  %D%/layouts/dataset-read.c \
  %D%/layouts/layout-sdmx.c \
  %D%/layouts/layout-tidy.c \
  %D%/layouts/layout-wdi.c \
  %D%/layouts/layout-wide-columns.c \
  %D%/layouts/layout-wide.c \
  %D%/layouts/layout-wide.h \
  %D%/layouts/layout.c \
  %D%/layouts/layout.h \
  %D%/layouts/lookup.c \
  %D%/layouts/lookup.h \
  %D%/layouts/reading.c \
  %D%/layouts/reading.h \
  %D%/writers/writer-check.c \
  %D%/writers/writer-inside.h \
  %D%/writers/writer-others.c \
  %D%/writers/writer.c \
  %D%/catalogue.c

nobase_pkginclude_HEADERS += \
  %D%/csv/csv.h \
  %D%/csv/framework-table.h \
  %D%/csv/spreadsheet.h \
  %D%/csv/table.h \
  %D%/units/units.h \
  %D%/dataset/dataset-build.h \
  %D%/dataset/dataset.h \
  %D%/writers/writer.h \
  %D%/catalogue.h

# What reads workbooks is apart: loading libxml2 and libzip takes longer than most tables. The program
# opens it as a module (command/local.mk); libdgmi has it, where dgmi is configured with it.
if WITH_SPREADSHEETS
noinst_LTLIBRARIES += libdgmi-spreadsheets.la libdgmi-spreadsheets-linked.la
endif
libdgmi_spreadsheets_la_CPPFLAGS = $(AM_CPPFLAGS) $(SPREADSHEETS_CFLAGS)
libdgmi_spreadsheets_la_SOURCES = \
  %D%/spreadsheets/archive.c \
  %D%/spreadsheets/archive.h \
  %D%/spreadsheets/cell.c \
  %D%/spreadsheets/cell.h \
  %D%/spreadsheets/ods.c \
  %D%/spreadsheets/sheet.c \
  %D%/spreadsheets/sheet.h \
  %D%/spreadsheets/workbook.c \
  %D%/spreadsheets/workbook.h \
  %D%/spreadsheets/xlsx.c
libdgmi_spreadsheets_linked_la_SOURCES = %D%/spreadsheets/linked.c

# Shipped tables, and datapackage.json that describes them.
datasetsdir = $(pkgdatadir)/datasets
dist_datasets_DATA = \
  %D%/shipped/cn-city-service.csv \
  %D%/shipped/cn-province-inputs.csv \
  %D%/shipped/cn-province-service.csv \
  %D%/shipped/countries.csv \
  %D%/shipped/datapackage.json \
  %D%/shipped/egdi-inputs.csv \
  %D%/shipped/eu-egov-benchmark.csv \
  %D%/shipped/oecd-dgi.csv \
  %D%/shipped/provinces.csv \
  %D%/shipped/subdivisions.csv \
  %D%/shipped/survey-2019-answers.csv \
  %D%/shipped/survey-2019-domains.csv \
  %D%/shipped/survey-2019-feeling.csv \
  %D%/shipped/survey-2019-practitioners.csv \
  %D%/shipped/survey-2019-sample.csv \
  %D%/shipped/un-egdi.csv \
  %D%/shipped/unit-names.csv \
  %D%/shipped/waseda.csv \
  %D%/shipped/world-bank-gtmi.csv
