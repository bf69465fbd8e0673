#include "tests/charts/sample.h"

#include <string.h>

static const char *const CLASS_NAMES[2][4] = {{"Very high", "High", "Middle", "Low"},
                                              {"很高", "高", "中", "低"}};
static const double CLASS_FROM[] = {0.75, 0.5, 0.25, 0};
static DgmiRankClass classes[2][4];
static const char *const GROUPS[] = {"Africa",  "美洲 Americas", "Asia & <Pacific>",
                                     "Europe",  "Oceania",       "Sixth",
                                     "Seventh", "Eighth",        "Ninth"};
static const char *const FOOTER[] = {
    "Source: UN DESA, United Nations E-Government Survey 2022, and a note that is long enough to "
    "need "
    "more than one line on all but the widest of pages, so that its wrapping is tried as well.",
    "来源：联合国经济和社会事务部，《2022联合国电子政务调查报告》"};
static const char *const SIZES[] = {"960",    "960",      "960",     "slide",   "a4",
                                    "column", "1400x900", "700x500", "480x1000"};
static const char LATIN[] = "aaeeiioubcdfglmnprstv";
static const char *const ODD[] = {"é", "&", "<", "ß", "'", "ü", "\"", "Å", "ö"};
static const char HAN[] = "中华人民共和国北京上海广东浙江贵州四川重庆数字政府发展指数";

static void add_letter(GString *name, GRand *rand, int script)
{
  if (script == 1)
  {
    guint n = (guint)g_utf8_strlen(HAN, -1);
    const char *p = g_utf8_offset_to_pointer(HAN, g_rand_int_range(rand, 0, (int)n));
    g_string_append_len(name, p, g_utf8_next_char(p) - p);
  }
  else if (g_rand_int_range(rand, 0, 16) == 0)
    g_string_append(name, ODD[g_rand_int_range(rand, 0, G_N_ELEMENTS(ODD))]);
  else
    g_string_append_c(name, LATIN[g_rand_int_range(rand, 0, sizeof LATIN - 1)]);
}

static char *new_name(GRand *rand)
{
  static const int lengths[] = {1, 4, 8, 8, 12, 12, 20, 30, 45, 60, 90};
  int length = lengths[g_rand_int_range(rand, 0, G_N_ELEMENTS(lengths))];
  int script = g_rand_int_range(rand, 0, 4); /* 0, 3: Latin; 1: Chinese; 2: both */
  gboolean one_word = g_rand_int_range(rand, 0, 12) == 0;
  GString *name = g_string_new(NULL);
  for (int i = 0; i < length; i++)
  {
    gboolean inside = i > 0 && i + 1 < length && name->str[name->len - 1] != ' ';
    gboolean space = inside && !one_word && script != 1 && g_rand_int_range(rand, 0, 7) == 0;
    if (space)
      g_string_append_c(name, ' ');
    else
      add_letter(name, rand, script == 2 ? g_rand_int_range(rand, 0, 2) : script);
  }
  return g_string_free(name, FALSE);
}

static const char *own(Sample *sample, char *text)
{
  g_ptr_array_add(sample->strings, text);
  return text;
}

static int class_of(double value)
{
  for (guint i = 0; i < G_N_ELEMENTS(CLASS_FROM); i++)
    if (value >= CLASS_FROM[i])
      return (int)i;
  return G_N_ELEMENTS(CLASS_FROM) - 1;
}

static void fill_row(Sample *sample, GRand *rand, guint i, double value, double spread)
{
  DgmiRankRow *row = &sample->rows[i];
  *row = DGMI_RANK_ROW_DEFAULT;
  row->code = own(sample, g_strdup_printf("U%03u", i));
  row->name = own(sample, new_name(rand));
  row->rank = own(sample, g_strdup_printf("%u", i + 1));
  row->value = value;
  if (sample->input.n_classes > 0)
    row->class = class_of(value);
  if (sample->input.n_groups > 0)
    row->group = g_rand_int_range(rand, -1, (int)sample->input.n_groups);
  if (sample->input.interval == DGMI_RANK_SCORE_INTERVAL)
  {
    row->low = value - spread * g_rand_double(rand) * 0.1;
    row->high = value + spread * g_rand_double(rand) * 0.1;
  }
  else if (sample->input.interval == DGMI_RANK_RANK_INTERVAL)
  {
    int below = g_rand_int_range(rand, 0, 9);
    row->low = MAX(1, (int)i - below);
    row->high = i + 1 + g_rand_int_range(rand, 0, 9);
  }
  if (g_rand_int_range(rand, 0, 20) == 0)
    row->value = row->low = row->high = NAN;
  row->highlighted = g_rand_int_range(rand, 0, 15) == 0;
  row->reference = g_rand_int_range(rand, 0, 60) == 0;
}

/* Values that fall from row to row, from `high` to `low`. */
static void fill_rows(Sample *sample, GRand *rand, guint n)
{
  static const double ranges[][2] = {{0, 1},      {0, 1},        {0, 1},   {0.6, 0.95},
                                     {-2.5, 3.1}, {-9, -1},      {0, 100}, {1200, 98765.4},
                                     {0, 0},      {1e-5, 4.2e-5}};
  guint range = (guint)g_rand_int_range(rand, 0, G_N_ELEMENTS(ranges));
  double low = ranges[range][0], high = ranges[range][1];
  sample->rows = g_new0(DgmiRankRow, n);
  sample->input.rows = sample->rows;
  sample->input.n_rows = n;
  for (guint i = 0; i < n; i++)
    fill_row(sample, rand, i, high - (high - low) * i / n, high - low);
  if (range == 3 && g_rand_boolean(rand)) /* an axis that leaves out zero */
    sample->input.axis_low = 0.5;
  else if (g_rand_boolean(rand))
  {
    sample->input.axis_low = 0;
    sample->input.axis_high = 1;
  }
}

static void choose_style(Sample *sample, GRand *rand)
{
  DgmiChartStyle *style = &sample->style;
  const char *size = SIZES[g_rand_int_range(rand, 0, G_N_ELEMENTS(SIZES))];
  gboolean known = dgmi_chart_style_set_size(style, size, NULL);
  g_assert_true(known);
  style->theme = (DgmiThemeId)g_rand_int_range(rand, 0, 3);
  style->language = g_rand_boolean(rand) ? "zh" : "en";
  style->title = own(sample, g_rand_int_range(rand, 0, 4) == 0
                                 ? new_name(rand)
                                 : g_strdup("UN E-Government Development Index 2022"));
  style->subtitle = g_rand_boolean(rand) ? "得分 Score, 0–1; 193 countries ranked by score" : NULL;
  style->footer = FOOTER;
  style->n_footer = (guint)g_rand_int_range(rand, 0, G_N_ELEMENTS(FOOTER) + 1);
}

static void choose_input(Sample *sample, GRand *rand)
{
  DgmiRankInput *input = &sample->input;
  guint chinese = g_str_equal(sample->style.language, "zh");
  for (guint i = 0; i < G_N_ELEMENTS(CLASS_FROM); i++)
    classes[chinese][i] = (DgmiRankClass){CLASS_NAMES[chinese][i], CLASS_FROM[i]};
  input->node = "EGDI";
  input->digits = g_rand_int_range(rand, 0, 6);
  input->interval = (DgmiRankInterval)g_rand_int_range(rand, 0, 3);
  if (g_rand_boolean(rand))
  {
    input->classes = classes[chinese];
    input->n_classes = G_N_ELEMENTS(CLASS_FROM);
  }
  if (g_rand_int_range(rand, 0, 3) == 0)
  {
    input->groups = GROUPS;
    input->n_groups = (guint)g_rand_int_range(rand, 1, G_N_ELEMENTS(GROUPS) + 1);
  }
  if (g_rand_int_range(rand, 0, 3) == 0)
    input->top = (guint)g_rand_int_range(rand, 1, 60);
}

Sample *sample_new(guint32 number)
{
  GRand *rand = g_rand_new_with_seed(number);
  Sample *sample = g_new0(Sample, 1);
  sample->strings = g_ptr_array_new_with_free_func(g_free);
  sample->style = DGMI_CHART_STYLE_DEFAULT;
  sample->input = DGMI_RANK_INPUT_DEFAULT;
  choose_style(sample, rand);
  choose_input(sample, rand);
  guint most = g_rand_boolean(rand) ? 250 : 45;
  fill_rows(sample, rand, (guint)g_rand_int_range(rand, 1, (int)most + 1));
  g_rand_free(rand);
  return sample;
}

void sample_free(Sample *sample)
{
  g_ptr_array_unref(sample->strings);
  g_free(sample->rows);
  g_free(sample);
}
