#include "datasets/units/unit-finder.h"

#include <assert.h>
#include <string.h>

#include "datasets/units/units.h"
#include "indicators/base/memory.h"

struct _DgmiUnitFinder
{
  const char *folder; /* interned */
  DgmiUnits *units;   /* NULL = not read yet */
  gboolean failed;    /* the shipped tables cannot be read: said once */
  guint matched;      /* distinct names */
  guint mapped;       /* distinct alpha-2 codes */
  DgmiPlace first;    /* of the names matched or codes mapped */
  char *example;
};

DgmiUnitFinder *dgmi_unit_finder_new(const char *folder)
{
  DgmiUnitFinder *finder = g_new0(DgmiUnitFinder, 1);
  finder->folder = folder == NULL ? NULL : g_intern_string(folder);
  return finder;
}

static void clear_unit_finder(DgmiUnitFinder *finder)
{
  dgmi_units_free(finder->units);
  g_free(finder->example);
}

DGMI_DEFINE_FREE(dgmi_unit_finder_free, DgmiUnitFinder, clear_unit_finder)

/* The World Bank's groups by region, income and lending, as its data API lists them. */
gboolean dgmi_unit_is_aggregate(const char *code)
{
  static const char groups[] =
      " AFE AFR AFW ARB BEA BEC BHI BLA BMN BSS CAA CEA CEB CEU CLA CME CSA CSS DEA DEC DLA DMN "
      "DNS DSA DSF DSS EAP EAR EAS ECA ECS EMU EUU FCS FXS HIC HPC IBB IBD IBT IDA IDB IDX INX "
      "LAC LCN LDC LIC LMC LMY LTE MDE MEA MIC MNA NAC NAF NLS NRS NXS OED OSS PRE PSS PST RRS "
      "SAS SSA SSF SST SXZ TEA TEC TLA TMN TSA TSS UMC WLD XZN ";
  if (strlen(code) != 3)
    return FALSE;
  const char wanted[] = {
      ' ', g_ascii_toupper(code[0]), g_ascii_toupper(code[1]), g_ascii_toupper(code[2]), ' ', '\0'};
  return g_ascii_isalpha(code[0]) && strstr(groups, wanted) != NULL;
}

/* ---- Names ---- */

static void remember(DgmiUnitFinder *finder, guint *count, const char *text, const char *code,
                     const DgmiCsvRow *row, guint field)
{
  if ((*count)++ > 0)
    return;
  finder->first = dgmi_csv_row_place(row, field);
  g_free(finder->example);
  finder->example = g_strdup_printf("%s = %s", text, code);
}

static gboolean read_units(DgmiUnitFinder *finder, DgmiMessages *messages)
{
  assert(finder->folder != NULL);
  if (finder->units == NULL && !finder->failed)
    finder->units = dgmi_units_read(finder->folder, "en", messages);
  finder->failed = finder->units == NULL;
  return !finder->failed;
}

static const char *find_name(DgmiUnitFinder *finder, const char *text, const DgmiCsvRow *row,
                             guint field, DgmiMessages *messages)
{
  if (!read_units(finder, messages))
    return NULL;
  const char *code = dgmi_units_match(finder->units, text);
  if (code != NULL)
  {
    remember(finder, &finder->matched, text, code, row, field);
    return code;
  }
  const DgmiPlace place = dgmi_csv_row_place(row, field);
  g_autofree char *quoted = dgmi_csv_quote(text);
  dgmi_failure(messages, &place, "no unit is called %s%p", quoted,
               (void *)dgmi_units_suggest(finder->units, text));
  return NULL;
}

/* ---- Two-letter codes ---- */

static const char *find_area(DgmiUnitFinder *finder, const char *text, const DgmiCsvRow *row,
                             guint field, DgmiMessages *messages)
{
  if (strlen(text) != 2 || finder->folder == NULL || !read_units(finder, messages))
    return text;
  /* The European Union writes EL and UK. */
  const char *iso2 = g_ascii_strcasecmp(text, "EL") == 0   ? "GR"
                     : g_ascii_strcasecmp(text, "UK") == 0 ? "GB"
                                                           : text;
  const char *code = dgmi_units_match(finder->units, iso2);
  if (code == NULL)
    return text;
  remember(finder, &finder->mapped, text, code, row, field);
  return code;
}

const char *dgmi_unit_finder_find(DgmiUnitFinder *finder, DgmiUnitKind kind, const char *text,
                                  const DgmiCsvRow *row, guint field, DgmiMessages *messages)
{
  assert(text[0] != '\0');
  if (kind == DGMI_UNIT_NAME)
    return find_name(finder, text, row, field, messages);
  return kind == DGMI_UNIT_AREA ? find_area(finder, text, row, field, messages) : text;
}

void dgmi_unit_finder_finish(const DgmiUnitFinder *finder, DgmiMessages *messages)
{
  if (finder->matched > 0)
    dgmi_note(messages, &finder->first,
              finder->matched == 1 ? "%u unit was found by its name (%s)"
                                   : "%u units were found by their names (the first: %s)",
              finder->matched, finder->example);
  else if (finder->mapped > 0)
    dgmi_note(messages, &finder->first,
              finder->mapped == 1
                  ? "%u two-letter code was made a three-letter one (%s)"
                  : "%u two-letter codes were made three-letter ones (the first: %s)",
              finder->mapped, finder->example);
}
