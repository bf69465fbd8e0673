#include "datasets/layouts/layout.h"

#include "indicators/base/text.h"

/* Those first whose header says most. */
static const DgmiLayout *const layouts[] = {
    &dgmi_layout_sdmx, &dgmi_layout_wdi, &dgmi_layout_egovkb, &dgmi_layout_tidy, &dgmi_layout_wide};

const DgmiLayout *dgmi_layout_of(const DgmiHeader *header)
{
  guint i = 0;
  while (!layouts[i]->recognise(header))
    i++;
  return layouts[i];
}

gboolean dgmi_layout_is_preamble(const DgmiCsvRow *row)
{
  static const char *const beginnings[] = {"Data Source", "Last Updated Date"};
  const char *first = dgmi_csv_row_field(row, 0, NULL);
  for (guint i = 0; i < G_N_ELEMENTS(beginnings); i++)
    if (g_ascii_strcasecmp(first, beginnings[i]) == 0 && dgmi_csv_row_n(row) <= 3)
      return TRUE;
  return FALSE;
}

const char *const dgmi_layout_codes[] = {
    "uCode",       "code",         "unit",         "iso3",         "iso3c",    "iso_code", "alpha3",
    "countrycode", "country_code", "country-code", "country code", "ref_area", NULL};
const char *const dgmi_layout_names[] = {"uName",        "name",         "country", "country name",
                                         "country_name", "country-name", NULL};
const char *const dgmi_layout_years[] = {"Time", "year", "survey year", "time_period", NULL};

/* ---- Which columns name the units ---- */

static void report_no_code(const DgmiReading *reading)
{
  const DgmiHeader *header = reading->header;
  const DgmiPlace place = dgmi_header_place(header, 0);
  for (guint i = 0; i < dgmi_header_n(header); i++)
  {
    const char *name = dgmi_header_name(header, i);
    if (dgmi_text_distance(name, "uCode") > 2)
      continue;
    const DgmiPlace near = dgmi_header_place(header, i);
    dgmi_failure(
        reading->messages, &near,
        "there is no column of unit codes; did you mean 'uCode' by '%s'? rename the column", name);
    return;
  }
  dgmi_failure(reading->messages, &place,
               "there is no column of unit codes; name it 'uCode' (or code, unit, iso3) in the "
               "header");
}

gboolean dgmi_layout_find_units(DgmiReading *reading)
{
  const int code = dgmi_reading_find(reading, dgmi_layout_codes);
  const int name = dgmi_reading_find(reading, dgmi_layout_names);
  if (code < 0 && (name < 0 || reading->options->units_folder == NULL))
  {
    report_no_code(reading);
    return FALSE;
  }
  reading->unit_kind = code >= 0 ? DGMI_UNIT_CODE : DGMI_UNIT_NAME;
  reading->unit_field = (guint)(code >= 0 ? code : name);
  reading->name_field = name;
  return TRUE;
}
