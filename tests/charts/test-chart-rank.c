/* test-chart-rank.c: `chart rank` over made-up data (no text on text, nothing outside the page, …),
 * and over data whose picture is known. */
#include "charts/chart-module.h"
#include "charts/kinds/chart-rank.h"
#include "charts/page/labels.h"
#include "indicators/base/error.h"
#include "tests/charts/sample.h"
#include "tests/charts/scene-checks.h"
#include "tests/charts/scene-files.h"

#include "tests/shared/program.h"
#include <math.h>
#include <string.h>

#define N_SAMPLES 100
#define N_SAMPLES_SLOW 1500
#define N_KEPT 2 /* with DGMI_SCENES */

/* --- what must hold of the rows --- */

static char *without_spaces(const char *text)
{
  g_auto(GStrv) words = g_strsplit(text, " ", -1);
  return g_strjoinv("", words);
}

/* The texts of a row's name, of the group that begins at item `i`, behind its rank, without spaces.
 * NULL if it has another rank. */
static char *row_name(const DgmiScene *scene, guint i, const char *rank)
{
  g_autoptr(GString) name = g_string_new(NULL);
  gboolean past_rank = *rank == '\0';
  for (i++; dgmi_scene_item(scene, i)->kind != DGMI_ITEM_END; i++)
  {
    const DgmiItem *item = dgmi_scene_item(scene, i);
    if (item->kind != DGMI_ITEM_TEXT || item->role != DGMI_ROLE_LABEL)
      continue;
    if (past_rank)
      g_string_append(name, item->run.text);
    else if (!g_str_equal(item->run.text, rank))
      return NULL;
    past_rank = TRUE;
  }
  return without_spaces(name->str);
}

/* The row's name is there in full, or as far as its ellipsis. */
static void check_name(const Sample *sample, const DgmiScene *scene, guint i)
{
  const char *title = dgmi_scene_item(scene, i)->title;
  for (guint r = 0; r < sample->input.n_rows; r++)
  {
    const DgmiRankRow *row = &sample->rows[r];
    gsize length = strlen(row->name);
    if (!g_str_has_prefix(title, row->name) ||
        (!g_str_has_prefix(title + length, ": ") && !g_str_has_prefix(title + length, "：")))
      continue;
    g_autofree char *shown = row_name(scene, i, row->rank);
    g_autofree char *name = without_spaces(row->name);
    if (shown == NULL)
      continue;
    gboolean cut = g_str_has_suffix(shown, "…");
    if (cut)
      shown[strlen(shown) - strlen("…")] = '\0';
    if (cut ? g_str_has_prefix(name, shown) : g_str_equal(name, shown))
      return;
  }
  g_error("no unit has the row '%s'", title);
}

/* Each unit that is to be seen has one row, whose tooltip says its whole name. */
static void check_rows(const Sample *sample, const DgmiScene *scene)
{
  guint shown = 0;
  for (guint i = 0; i < dgmi_scene_n_items(scene); i++)
    if (dgmi_scene_item(scene, i)->role == DGMI_ROLE_ROW)
    {
      shown++;
      check_name(sample, scene, i);
    }
  if (sample->input.top == 0 && sample->style.height == 0)
    g_assert_cmpuint(shown, ==, sample->input.n_rows);
  g_assert_cmpuint(shown, <=, sample->input.n_rows);
  g_assert_cmpuint(shown, >, 0);
}

static void test_random(void)
{
  guint n = g_test_slow() ? N_SAMPLES_SLOW : N_SAMPLES, kept = 0;
  g_autoptr(DgmiSentence) warning = NULL;
  if (!g_str_equal(dgmi_chart_language("zh", &warning), "zh"))
  {
    g_test_skip("needs a Chinese font (Debian package fonts-noto-cjk)");
    return;
  }
  for (guint number = 0; number < n && kept < N_KEPT; number++)
  {
    g_autoptr(Sample) sample = sample_new(number);
    g_autoptr(GError) error = NULL;
    g_autoptr(DgmiScene) scene = dgmi_chart_rank_draw(&sample->style, &sample->input, &error);
    g_assert_no_error(error);
    g_test_message("sample %u: %u units, %.0f x %.0f", number, sample->input.n_rows,
                   dgmi_scene_width(scene), dgmi_scene_height(scene));
    if (keep_scene(scene, number))
    {
      kept++;
      continue;
    }
    check_scene(scene);
    check_axes(scene, AXIS_ACROSS);
    check_svg(scene);
    check_rows(sample, scene);
  }
}

/* --- a known picture --- */

#define N_UNITS 193

/* 193 units: Denmark first, Finland second, China 43rd; the last has no score. */
typedef struct
{
  DgmiRankRow rows[N_UNITS];
  char names[N_UNITS][16];
  char ranks[N_UNITS][8];
  DgmiChartStyle style;
  DgmiRankInput input;
} Known;

static const DgmiRankClass CLASSES[] = {
    {"Very high", 0.75}, {"High", 0.5}, {"Middle", 0.25}, {"Low", 0}};

static Known *known_new(void)
{
  Known *known = g_new0(Known, 1);
  for (guint i = 0; i < N_UNITS; i++)
  {
    g_snprintf(known->names[i], sizeof known->names[i], "Unit %u", i + 1);
    g_snprintf(known->ranks[i], sizeof known->ranks[i], "%u", i + 1);
    DgmiRankRow *row = &known->rows[i];
    *row = DGMI_RANK_ROW_DEFAULT;
    row->name = row->code = known->names[i];
    row->rank = known->ranks[i];
    row->value = 0.9717 - 0.005 * i;
    row->class = row->value >= 0.75 ? 0 : row->value >= 0.5 ? 1 : row->value >= 0.25 ? 2 : 3;
  }
  known->rows[0].name = "Denmark";
  known->rows[1].name = "Finland";
  known->rows[42].name = "China";
  known->rows[0].highlighted = known->rows[42].highlighted = TRUE;
  known->rows[N_UNITS - 1].value = NAN;
  known->style = DGMI_CHART_STYLE_DEFAULT;
  known->style.title = "EGDI 2022";
  known->input = DGMI_RANK_INPUT_DEFAULT;
  known->input.rows = known->rows;
  known->input.n_rows = N_UNITS;
  known->input.node = "EGDI";
  known->input.classes = CLASSES;
  known->input.n_classes = G_N_ELEMENTS(CLASSES);
  return known;
}

static DgmiScene *draw_known(const Known *known)
{
  g_autoptr(GError) error = NULL;
  DgmiScene *scene = dgmi_chart_rank_draw(&known->style, &known->input, &error);
  g_assert_no_error(error);
  return scene;
}

/* The n-th text of a role, or NULL. */
static const DgmiItem *nth_text(const DgmiScene *scene, DgmiRole role, guint n)
{
  for (guint i = 0; i < dgmi_scene_n_items(scene); i++)
  {
    const DgmiItem *item = dgmi_scene_item(scene, i);
    if (item->kind == DGMI_ITEM_TEXT && item->role == role && n-- == 0)
      return item;
  }
  return NULL;
}

static const DgmiItem *find_text(const DgmiScene *scene, const char *text)
{
  for (guint i = 0; i < dgmi_scene_n_items(scene); i++)
  {
    const DgmiItem *item = dgmi_scene_item(scene, i);
    if (item->kind == DGMI_ITEM_TEXT && g_str_equal(item->run.text, text))
      return item;
  }
  return NULL;
}

static const DgmiItem *find_title(const DgmiScene *scene, const char *start)
{
  for (guint i = 0; i < dgmi_scene_n_items(scene); i++)
  {
    const DgmiItem *item = dgmi_scene_item(scene, i);
    if (item->role == DGMI_ROLE_MARK && g_str_has_prefix(item->title, start))
      return item;
  }
  return NULL;
}

static void test_description(void)
{
  g_autofree Known *known = known_new();
  g_autoptr(DgmiScene) scene = draw_known(known);
  g_assert_cmpstr(dgmi_scene_description(scene), ==,
                  "Ranked bars: EGDI 2022. Denmark leads with 0.9717; China is 43rd of 192.");
  known->style.language = "zh";
  g_autoptr(DgmiScene) chinese = draw_known(known);
  g_assert_cmpstr(dgmi_scene_description(chinese), ==,
                  "排名条形图：EGDI 2022。Denmark以0.9717居首；China列第43位（共192个）。");
  known->rows[1].value = known->rows[0].value;
  known->style.language = "en";
  g_autoptr(DgmiScene) tied = draw_known(known);
  g_assert_nonnull(
      strstr(dgmi_scene_description(tied), "Denmark and 1 more lead with 0.9717; China"));
}

static void test_tooltip(void)
{
  g_autofree Known *known = known_new();
  g_autoptr(DgmiScene) scene = draw_known(known);
  const DgmiItem *mark = find_title(scene, "China");
  g_assert_cmpstr(mark->title, ==, "China: EGDI 0.7617 · rank 43 of 192 · Very high");
}

/* Bars are as long as their values: 0.9717 / (0.9717 - 0.005). */
static void test_bars(void)
{
  g_autofree Known *known = known_new();
  g_autoptr(DgmiScene) scene = draw_known(known);
  const DgmiItem *first = find_title(scene, "Denmark"), *second = find_title(scene, "Finland");
  g_assert_cmpfloat_with_epsilon(first->box.width / second->box.width, 0.9717 / 0.9667, 1e-9);
  g_assert_cmpfloat(first->box.x, ==, second->box.x);
  g_assert_cmphex(first->paint.fill, ==, dgmi_theme(DGMI_THEME_LIGHT)->strong);
  g_assert_cmphex(second->paint.fill, ==, 0xB4BAC2);
  const DgmiItem *bold = find_text(scene, "Denmark"), *plain = find_text(scene, "Finland");
  g_assert_cmpint(bold->run.weight, ==, DGMI_WEIGHT_BOLD);
  g_assert_cmpint(plain->run.weight, ==, DGMI_WEIGHT_REGULAR);
}

static void test_top(void)
{
  g_autofree Known *known = known_new();
  known->input.top = 25;
  g_autoptr(DgmiScene) scene = draw_known(known);
  g_assert_nonnull(find_text(scene, "Unit 25"));
  g_assert_null(find_text(scene, "Unit 26"));
  g_assert_nonnull(find_text(scene, "China"));
  g_assert_null(nth_text(scene, DGMI_ROLE_VALUE, 26));
  g_assert_cmpfloat(dgmi_scene_width(scene), ==, 960);
}

static void test_missing(void)
{
  g_autofree Known *known = known_new();
  known->rows[0].value = NAN; /* goes to the end, before the other one */
  g_autoptr(DgmiScene) scene = draw_known(known);
  g_assert_cmpstr(nth_text(scene, DGMI_ROLE_VALUE, 0)->run.text, ==, "0.9667");
  g_assert_cmpstr(nth_text(scene, DGMI_ROLE_VALUE, 190)->run.text, ==, "0.0167");
  g_assert_cmpstr(nth_text(scene, DGMI_ROLE_VALUE, 191)->run.text, ==, "no score");
  g_assert_cmpstr(nth_text(scene, DGMI_ROLE_FOOTER, 0)->run.text, ==, "2 units have no score.");
  for (guint i = 0; i < N_UNITS; i++)
    known->rows[i].value = NAN;
  g_autoptr(DgmiScene) nothing = draw_known(known);
  g_assert_nonnull(strstr(dgmi_scene_description(nothing), "no unit has a score"));
}

/* A scale that does not start at zero has dots, whose places are to scale. */
static void test_dots(void)
{
  g_autofree Known *known = known_new();
  known->input.axis_low = 0.9;
  known->input.axis_high = 1;
  known->input.n_rows = 10;
  g_autoptr(DgmiScene) scene = draw_known(known);
  double x[3];
  for (guint i = 0; i < 3; i++)
  {
    const DgmiItem *dot = find_title(scene, known->rows[i].name);
    g_assert_cmpint(dot->kind, ==, DGMI_ITEM_PATH);
    x[i] = dot->box.x + dot->box.width / 2;
  }
  g_assert_cmpfloat_with_epsilon(x[0] - x[1], x[1] - x[2], 1e-6);
  g_assert_cmpfloat(x[0] - x[1], >, 10);
}

static void test_classes(void)
{
  g_autofree Known *known = known_new();
  known->input.n_rows = 40;
  known->rows[39].value = 0.6;
  known->rows[39].class = 1;
  g_autoptr(DgmiScene) scene = draw_known(known);
  const char *const expected[] = {"Very high", "≥ 0.75", "High", "≥ 0.50"};
  for (guint i = 0; i < G_N_ELEMENTS(expected); i++)
    g_assert_cmpstr(nth_text(scene, DGMI_ROLE_LEGEND, i)->run.text, ==, expected[i]);
  g_assert_null(nth_text(scene, DGMI_ROLE_LEGEND, 4));
}

/* A page of fixed size keeps it, shows the highlighted ones, and says what is left out. */
static void test_fixed(void)
{
  g_autofree Known *known = known_new();
  known->style.width = 400;
  known->style.height = 300;
  g_autoptr(DgmiScene) scene = draw_known(known);
  g_assert_cmpfloat(dgmi_scene_width(scene), ==, 400);
  g_assert_cmpfloat(dgmi_scene_height(scene), ==, 300);
  g_assert_nonnull(find_text(scene, "China"));
  g_assert_nonnull(find_text(scene, "Denmark"));
  guint shown = 0;
  while (nth_text(scene, DGMI_ROLE_VALUE, shown) != NULL)
    shown++;
  g_autofree char *note = g_strdup_printf("%u of 193 units are shown", shown);
  g_autoptr(GString) footer = g_string_new(NULL);
  for (guint i = 0; nth_text(scene, DGMI_ROLE_FOOTER, i) != NULL; i++)
    g_string_append_printf(footer, "%s ", nth_text(scene, DGMI_ROLE_FOOTER, i)->run.text);
  g_assert_nonnull(strstr(footer->str, note));
}

/* A page without room for any row is refused, not drawn over. */
static void test_too_small(void)
{
  g_autofree Known *known = known_new();
  known->style.width = known->style.height = 200;
  known->style.title = "A title that takes more than one line of so narrow a page";
  known->style.subtitle = "and a subtitle that takes all the room that the title has left to it";
  g_autoptr(GError) error = NULL;
  g_assert_null(dgmi_chart_rank_draw(&known->style, &known->input, &error));
  g_assert_cmpint(error->code, ==, DGMI_ERROR_USAGE);
  g_assert_nonnull(strstr(error->message, "200 x 200"));
}

/* --- files --- */

static void test_same_bytes(void)
{
  const DgmiChartModule *module = dgmi_chart_module();
  g_autofree Known *known = known_new();
  for (guint format = DGMI_CHART_SVG; format <= DGMI_CHART_PNG; format++)
  {
    DgmiChartOutput output = {.format = (DgmiChartFormat)format, .created = -1};
    g_autoptr(DgmiScene) first = draw_known(known);
    g_autoptr(DgmiScene) second = draw_known(known);
    g_autoptr(GBytes) once = module->write(first, &output, NULL);
    g_autoptr(GBytes) again = module->write(second, &output, NULL);
    g_assert_true(g_bytes_equal(once, again));
  }
}

static void test_module(void)
{
  const DgmiChartModule *module = dgmi_chart_module();
  g_assert_cmpuint(module->version, ==, DGMI_CHART_MODULE_VERSION);
  guint n;
  g_assert_cmpstr(module->kinds(&n)[0].id, ==, "rank");
  g_autoptr(GError) error = NULL;
  DgmiChartStyle style = DGMI_CHART_STYLE_DEFAULT;
  g_assert_null(module->draw("rnak", &style, NULL, &error));
  g_assert_nonnull(strstr(error->message, "'rnak'"));
  g_assert_nonnull(strstr(error->message, "rank"));
}

/* --- without a Chinese font --- */

#define DEJAVU "/usr/share/fonts/truetype/dejavu"

static void write_fontconfig(void)
{
  g_autofree char *folder = g_dir_make_tmp("dgmi-fonts-XXXXXX", NULL);
  g_autofree char *file = g_build_filename(folder, "fonts.conf", NULL);
  g_autofree char *text = g_strdup_printf(
      "<fontconfig><dir>" DEJAVU "</dir><cachedir>%s</cachedir></fontconfig>", folder);
  g_assert_true(g_file_set_contents(file, text, -1, NULL));
  g_setenv("FONTCONFIG_FILE", file, TRUE);
}

static void check_without_font(void)
{
  write_fontconfig();
  g_autoptr(DgmiSentence) warning = NULL;
  g_assert_cmpstr(dgmi_chart_language("zh", &warning), ==, "en");
  g_autofree char *missing = dgmi_sentence_text(warning, NULL);
  g_assert_nonnull(strstr(missing, "fonts-noto-cjk"));
  g_autofree Known *known = known_new();
  known->rows[0].name = "丹麦";
  known->rows[0].fallback = "Denmark";
  known->rows[1].name = "芬兰";
  known->rows[1].fallback = "Finland";
  g_autoptr(DgmiScene) scene = draw_known(known);
  g_assert_cmpuint(dgmi_scene_n_warnings(scene), ==, 1);
  g_autofree char *said = dgmi_sentence_text(dgmi_scene_warning(scene, 0), NULL);
  g_assert_nonnull(strstr(said, "fonts-noto-cjk"));
  g_assert_nonnull(find_text(scene, "Denmark"));
  g_assert_nonnull(find_text(scene, "Finland"));
  for (guint i = 0; i < dgmi_scene_n_items(scene); i++)
    if (dgmi_scene_item(scene, i)->kind == DGMI_ITEM_TEXT)
      g_assert_true(dgmi_typesetter_can_show(dgmi_scene_typesetter(scene),
                                             dgmi_scene_item(scene, i)->run.text));
}

static void test_without_font(void)
{
  if (g_test_subprocess())
  {
    check_without_font();
    return;
  }
  if (!g_file_test(DEJAVU, G_FILE_TEST_IS_DIR))
  {
    g_test_skip("needs the fonts of the package fonts-dejavu-core");
    return;
  }
  g_test_trap_subprocess(NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed();
}

TEST_PROGRAM({"/chart-rank/random", test_random}, {"/chart-rank/description", test_description},
             {"/chart-rank/tooltip", test_tooltip}, {"/chart-rank/bars", test_bars},
             {"/chart-rank/top", test_top}, {"/chart-rank/missing", test_missing},
             {"/chart-rank/dots", test_dots}, {"/chart-rank/classes", test_classes},
             {"/chart-rank/fixed", test_fixed}, {"/chart-rank/too-small", test_too_small},
             {"/chart-rank/same-bytes", test_same_bytes}, {"/chart-rank/module", test_module},
             {"/chart-rank/without-font", test_without_font})
