/* test-scene.c: the drawing core: colours, ticks, labels, text, the scene and its writers. */
#include "charts/drawing.h"
#include "charts/page/labels.h"
#include "charts/page/scale.h"
#include "charts/page/theme.h"
#include "charts/page/words.h"
#include "charts/scene/png.h"
#include "charts/scene/scene-cairo.h"
#include "charts/scene/scene-svg.h"
#include "tests/charts/sample.h"

#include "tests/shared/program.h"
#include <math.h>
#include <string.h>

#define N_RANDOM 3000

/* --- colours --- */

/* W3C's own examples: #767676 is the lightest grey that passes 4.5:1 on white, #777777 fails. */
static void test_contrast(void)
{
  g_assert_cmpfloat_with_epsilon(dgmi_colour_contrast(0x000000, 0xFFFFFF), 21, 1e-9);
  g_assert_cmpfloat_with_epsilon(dgmi_colour_contrast(0x767676, 0xFFFFFF), 4.54, 0.005);
  g_assert_cmpfloat_with_epsilon(dgmi_colour_contrast(0xFFFFFF, 0x777777), 4.48, 0.005);
  for (guint i = 0; i < N_RANDOM; i++)
  {
    DgmiColour colour = (DgmiColour)g_test_rand_int_range(0, 0x1000000);
    DgmiColour behind = (DgmiColour)g_test_rand_int_range(0, 0x1000000);
    g_assert_cmpfloat(dgmi_colour_contrast(dgmi_colour_on(behind), behind), >=, 4.5);
    DgmiColour readable = dgmi_colour_readable(colour, behind, 4.5);
    g_assert_cmpfloat(dgmi_colour_contrast(readable, behind), >=, 4.5);
    g_assert_cmphex(dgmi_colour_mix(colour, behind, 1), ==, colour);
    g_assert_cmphex(dgmi_colour_mix(colour, behind, 0), ==, behind);
  }
}

static void test_themes(void)
{
  for (guint id = 0; id < 3; id++)
  {
    const DgmiTheme *theme = dgmi_theme((DgmiThemeId)id);
    DgmiThemeId found;
    g_assert_true(dgmi_theme_find(theme->name, &found));
    g_assert_cmpuint(found, ==, id);
    g_assert_cmpfloat(dgmi_colour_contrast(theme->text, theme->background), >=, 7);
    g_assert_cmpfloat(dgmi_colour_contrast(theme->muted, theme->background), >=, 4.5);
    g_assert_cmpfloat(dgmi_colour_contrast(theme->strong, theme->background), >=, 3);
    g_assert_cmpfloat(dgmi_colour_contrast(theme->strong, theme->plain), >=, 2);
    for (guint n = 1; n <= 5; n++)
      for (guint i = 1; i < n; i++)
        g_assert_cmphex(dgmi_theme_class(theme, i, n), !=, dgmi_theme_class(theme, i - 1, n));
  }
  DgmiThemeId id;
  g_assert_false(dgmi_theme_find("gloomy", &id));
}

/* Print has greys only; ordered ramps rise in luminance, so that they can be read in grey. */
static void test_greys(void)
{
  const DgmiTheme *theme = dgmi_theme(DGMI_THEME_PRINT);
  for (guint i = 0; i < 12; i++)
  {
    DgmiColour colours[] = {dgmi_theme_group(theme, i), dgmi_theme_key(theme, i), theme->plain,
                            theme->strong, dgmi_theme_class(theme, i % 5, 5)};
    for (guint c = 0; c < G_N_ELEMENTS(colours); c++)
    {
      g_assert_cmphex(colours[c] >> 16, ==, colours[c] >> 8 & 0xFF);
      g_assert_cmphex(colours[c] >> 16, ==, colours[c] & 0xFF);
    }
  }
  static const DgmiRamp ramps[] = {DGMI_RAMP_VIRIDIS, DGMI_RAMP_CIVIDIS, DGMI_RAMP_GREY};
  for (guint r = 0; r < G_N_ELEMENTS(ramps); r++)
    for (guint i = 1; i <= 40; i++)
      g_assert_cmpfloat(dgmi_colour_luminance(dgmi_palette_ramp(ramps[r], i / 40.0)), >=,
                        dgmi_colour_luminance(dgmi_palette_ramp(ramps[r], (i - 1) / 40.0)));
}

/* --- scales --- */

/* Ticks of random ranges cover them, are evenly spaced by 1, 2 or 5 x 10^k, and not too many. */
static void test_ticks(void)
{
  for (guint i = 0; i < N_RANDOM; i++)
  {
    double size = pow(10, g_test_rand_double_range(-12, 12));
    double low = g_test_rand_double_range(-1, 1) * size;
    double high = low + g_test_rand_double() * size * (i % 7 == 0 ? 1e-4 : 1);
    guint wanted = (guint)g_test_rand_int_range(2, 13);
    DgmiTicks ticks;
    dgmi_ticks_linear(low, high, wanted, &ticks);
    double step = (ticks.at[ticks.n - 1] - ticks.at[0]) / (ticks.n - 1);
    g_assert_cmpuint(ticks.n, >=, 2);
    g_assert_cmpuint(ticks.n, <=, wanted * 3 / 2 + 2);
    g_assert_cmpfloat(ticks.at[0], <=, low + 1e-8 * step);
    g_assert_cmpfloat(ticks.at[ticks.n - 1], >=, high - 1e-8 * step);
    g_autofree char *text = g_strdup_printf("%.3e", step); /* "5.000e-03" */
    g_assert_nonnull(strchr("125", text[0]));
    g_assert_true(g_str_has_prefix(text + 1, ".000e"));
    for (guint t = 1; t < ticks.n; t++)
      g_assert_cmpfloat_with_epsilon(ticks.at[t] - ticks.at[t - 1], step, 1e-6 * step);
  }
}

static void check_ticks(double low, double high, guint wanted, guint n, const double *expected,
                        int digits)
{
  DgmiTicks ticks;
  dgmi_ticks_linear(low, high, wanted, &ticks);
  g_assert_cmpuint(ticks.n, ==, n);
  g_assert_cmpint(ticks.digits, ==, digits);
  for (guint i = 0; i < n; i++)
    g_assert_cmpfloat(ticks.at[i], ==, expected[i]);
}

static void test_known_ticks(void)
{
  check_ticks(0, 0.9717, 6, 6, (const double[]){0, 0.2, 0.4, 0.6, 0.8, 1}, 1);
  check_ticks(0, 1, 3, 3, (const double[]){0, 0.5, 1}, 1);
  check_ticks(-3, 7, 6, 7, (const double[]){-4, -2, 0, 2, 4, 6, 8}, 0);
  check_ticks(0.1, 0.3, 3, 3, (const double[]){0.1, 0.2, 0.3}, 1);
  check_ticks(7, 7, 2, 3, (const double[]){6.5, 7, 7.5}, 1);
  check_ticks(0, 0, 2, 3, (const double[]){-1, 0, 1}, 0);
}

static void test_log_ticks(void)
{
  for (guint i = 0; i < N_RANDOM; i++)
  {
    double low = pow(10, g_test_rand_double_range(-9, 9));
    double high = low * pow(10, g_test_rand_double_range(0, i % 2 ? 2 : 14));
    DgmiTicks ticks;
    guint wanted = (guint)g_test_rand_int_range(2, 13);
    dgmi_ticks_log(low, high, wanted, &ticks);
    g_assert_cmpuint(ticks.n, >=, 2);
    g_assert_cmpuint(ticks.n, <=, wanted + 3);
    g_assert_cmpfloat(ticks.at[0], <=, low * (1 + 1e-9));
    g_assert_cmpfloat(ticks.at[ticks.n - 1], >=, high * (1 - 1e-9));
    for (guint t = 1; t < ticks.n; t++)
      g_assert_cmpfloat(ticks.at[t], >, ticks.at[t - 1]);
  }
}

static void test_scale(void)
{
  DgmiScale linear = {DGMI_SCALE_LINEAR, -1, 3, 100, 500};
  g_assert_cmpfloat(dgmi_scale_map(&linear, 0), ==, 200);
  DgmiScale upside = {DGMI_SCALE_LINEAR, 0, 10, 300, 100};
  g_assert_cmpfloat(dgmi_scale_map(&upside, 7.5), ==, 150);
  DgmiScale log_scale = {DGMI_SCALE_LOG, 1, 1000, 0, 300};
  g_assert_cmpfloat_with_epsilon(dgmi_scale_map(&log_scale, 10), 100, 1e-9);
}

/* --- labels --- */

static double cost(const double *placed, const DgmiStackLabel *labels, guint n)
{
  double sum = 0;
  for (guint i = 0; i < n; i++)
    sum += (placed[i] - labels[i].wanted) * (placed[i] - labels[i].wanted);
  return sum;
}

/* Three labels on a grid of 0.5 px: no allowed placement in their order is better. */
static void check_optimal(const DgmiStackLabel *labels, double low, double high, double gap)
{
  const double placed[] = {labels[0].placed, labels[1].placed, labels[2].placed};
  double best = cost(placed, labels, 3), h = labels[0].height;
  for (double a = low + h / 2; a <= high - h / 2; a += 0.5)
    for (double b = a + h + gap; b <= high - h / 2; b += 0.5)
      for (double c = b + h + gap; c <= high - h / 2; c += 0.5)
        g_assert_cmpfloat(best, <=, cost((const double[]){a, b, c}, labels, 3) + 1e-9);
}

static void test_stack_optimal(void)
{
  for (guint i = 0; i < 60; i++)
  {
    DgmiStackLabel labels[3];
    double wanted = 0;
    for (guint l = 0; l < 3; l++)
    {
      wanted += g_test_rand_double_range(0, 14);
      labels[l] = (DgmiStackLabel){.wanted = wanted, .height = 10, .importance = 1};
    }
    g_assert_cmpuint(dgmi_labels_stack(labels, 3, 0, 50, 2), ==, 0);
    check_optimal(labels, 0, 50, 2);
  }
}

static void test_stack(void)
{
  for (guint i = 0; i < 400; i++)
  {
    guint n = (guint)g_test_rand_int_range(1, 40);
    g_autofree DgmiStackLabel *labels = g_new0(DgmiStackLabel, n);
    double total = 0;
    for (guint l = 0; l < n; l++)
    {
      labels[l] = (DgmiStackLabel){.wanted = g_test_rand_double_range(-50, 350),
                                   .height = g_test_rand_double_range(5, 20),
                                   .importance = g_test_rand_int_range(0, 3)};
      total += labels[l].height + 1;
    }
    guint dropped = dgmi_labels_stack(labels, n, 0, 300, 1);
    g_assert_cmpuint(dropped == 0, ==, total - 1 <= 300);
    for (guint a = 0; a < n; a++)
    {
      if (labels[a].dropped)
        continue;
      g_assert_cmpfloat(labels[a].placed - labels[a].height / 2, >=, -1e-6);
      g_assert_cmpfloat(labels[a].placed + labels[a].height / 2, <=, 300 + 1e-6);
      for (guint b = 0; b < n; b++)
        if (b != a && !labels[b].dropped)
          g_assert_cmpfloat(fabs(labels[a].placed - labels[b].placed), >=,
                            (labels[a].height + labels[b].height) / 2 + 1 - 1e-6);
    }
  }
}

static void test_around(void)
{
  const DgmiBox page = {0, 0, 400, 300}, taken = {150, 100, 100, 60};
  for (guint i = 0; i < 200; i++)
  {
    guint n = (guint)g_test_rand_int_range(1, 40), count = 0;
    g_autofree DgmiPointLabel *labels = g_new0(DgmiPointLabel, n);
    for (guint l = 0; l < n; l++)
      labels[l] = (DgmiPointLabel){.x = g_test_rand_double_range(0, 400),
                                   .y = g_test_rand_double_range(0, 300),
                                   .radius = 3,
                                   .width = g_test_rand_double_range(10, 90),
                                   .height = 12,
                                   .importance = l};
    guint dropped = dgmi_labels_around(labels, n, &page, &taken, 1);
    for (guint a = 0; a < n; a++)
    {
      count += labels[a].dropped;
      if (labels[a].dropped)
        continue;
      g_assert_false(dgmi_boxes_overlap(&labels[a].box, &taken));
      g_assert_cmpfloat(labels[a].box.x, >=, 0);
      g_assert_cmpfloat(labels[a].box.x + labels[a].box.width, <=, 400);
      for (guint b = 0; b < n; b++)
      {
        DgmiBox mark = {labels[b].x - 3, labels[b].y - 3, 6, 6};
        g_assert_false(dgmi_boxes_overlap(&labels[a].box, &mark));
        g_assert_false(b != a && !labels[b].dropped &&
                       dgmi_boxes_overlap(&labels[a].box, &labels[b].box));
      }
    }
    g_assert_cmpuint(count, ==, dropped);
  }
}

/* --- text --- */

static void check_wrap(DgmiTypesetter *typesetter, const char *text, double width, guint lines)
{
  gboolean cut;
  g_auto(GStrv) wrapped = dgmi_typesetter_wrap(typesetter, text, 12, DGMI_WEIGHT_BOLD,
                                               (DgmiTextRoom){width, lines}, &cut);
  guint n = g_strv_length(wrapped);
  g_assert_cmpuint(n, >=, 1);
  g_assert_cmpuint(n, <=, lines);
  for (guint i = 0; i < n; i++)
    g_assert_cmpfloat(dgmi_typesetter_width(typesetter, wrapped[i], 12, DGMI_WEIGHT_BOLD), <=,
                      width + 0.01);
  g_assert_cmpint(g_str_has_suffix(wrapped[n - 1], "…"), ==, cut);
  g_autofree char *joined = g_strjoinv("", wrapped);
  g_auto(GStrv) words = g_strsplit(text, " ", -1);
  g_auto(GStrv) parts = g_strsplit(joined, " ", -1);
  g_autofree char *expected = g_strjoinv("", words);
  g_autofree char *found = g_strjoinv("", parts);
  if (cut)
    found[strlen(found) - strlen("…")] = '\0';
  g_assert_true(cut ? g_str_has_prefix(expected, found) : g_str_equal(expected, found));
}

static void test_wrap(void)
{
  g_autoptr(DgmiTypesetter) typesetter = dgmi_typesetter_new("en");
  for (guint32 number = 0; number < 30; number++)
  {
    g_autoptr(Sample) sample = sample_new(number);
    for (guint i = 0; i < MIN(sample->input.n_rows, 20); i++)
    {
      g_autofree char *name = dgmi_text_clean(sample->rows[i].name);
      check_wrap(typesetter, name, g_test_rand_double_range(40, 300),
                 (guint)g_test_rand_int_range(1, 4));
    }
  }
}

static void test_clean(void)
{
  static const char *const cases[][2] = {{" a \n\t b ", "a b"},
                                         {"", ""},
                                         {"\001\037", ""},
                                         {"中\t国", "中 国"},
                                         {"x\xFFy", "x\xEF\xBF\xBDy"},
                                         {"a\xEF\xBF\xBF", "a"}};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
  {
    g_autofree char *clean = dgmi_text_clean(cases[i][0]);
    g_assert_cmpstr(clean, ==, cases[i][1]);
  }
}

static void test_words(void)
{
  const DgmiWords *english = dgmi_words("en"), *chinese = dgmi_words("zh");
  static const struct
  {
    double value;
    int digits;
    const char *english, *chinese;
  } cases[] = {{1234567.891, 2, "1\u2009234\u2009567.89", "1234567.89"},
               {-0.5, 1, "\u22120.5", "\u22120.5"},
               {-0.00001, 2, "0.00", "0.00"},
               {999, 0, "999", "999"},
               {NAN, 2, "", ""}};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
  {
    g_autofree char *in_english = dgmi_words_number(english, cases[i].value, cases[i].digits);
    g_autofree char *in_chinese = dgmi_words_number(chinese, cases[i].value, cases[i].digits);
    g_assert_cmpstr(in_english, ==, cases[i].english);
    g_assert_cmpstr(in_chinese, ==, cases[i].chinese);
  }
  static const char *const nth[] = {"1st",  "2nd",  "3rd",  "4th",  "11th",
                                    "12th", "13th", "21st", "112th"};
  static const guint numbers[] = {1, 2, 3, 4, 11, 12, 13, 21, 112};
  for (guint i = 0; i < G_N_ELEMENTS(nth); i++)
  {
    g_autofree char *text = dgmi_words_nth(english, numbers[i]);
    g_assert_cmpstr(text, ==, nth[i]);
  }
}

static void test_sizes(void)
{
  static const struct
  {
    const char *text;
    double width, height; /* 0 = refused */
  } cases[] = {{"slide", 1280, 720},  {"A4", 794, 1123}, {"column", 321, 0},  {"800", 800, 0},
               {"800x600", 800, 600}, {"800x", 0, 0},    {"x600", 0, 0},      {"10x10", 0, 0},
               {"1e9x300", 0, 0},     {"nan", 0, 0},     {"800x600x2", 0, 0}, {"", 0, 0}};
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
  {
    DgmiChartStyle style = DGMI_CHART_STYLE_DEFAULT;
    g_autoptr(GError) error = NULL;
    gboolean known = dgmi_chart_style_set_size(&style, cases[i].text, &error);
    g_assert_cmpint(known, ==, cases[i].width > 0);
    g_assert_cmpint(known, ==, error == NULL);
    g_assert_cmpfloat(style.width, ==, known ? cases[i].width : 960);
    g_assert_cmpfloat(style.height, ==, known ? cases[i].height : 0);
  }
}

/* --- the scene --- */

/* A page of 200 x 100 px: a red square at (20, 30), a hatched one, two texts. */
static DgmiScene *small_scene(void)
{
  g_autoptr(DgmiTypesetter) typesetter = dgmi_typesetter_new("en");
  DgmiScene *scene = dgmi_scene_new(typesetter);
  dgmi_scene_set_page(scene, 200, 100, 1, 0xFFFFFF);
  dgmi_scene_set_title(scene, "Q & A <1>");
  dgmi_scene_set_description(scene, "A picture.");
  DgmiPaint paint = DGMI_PAINT_NONE;
  paint.fill = 0xFF0000;
  dgmi_scene_group(scene, DGMI_ROLE_ROW, "row");
  dgmi_scene_rect(scene, DGMI_ROLE_MARK, &(DgmiBox){20, 30, 10, 10}, &paint, "red & square");
  paint.fill = 0x00FF00;
  paint.hatch = DGMI_HATCH_CROSSED;
  paint.hatch_colour = 0x0000FF;
  dgmi_scene_rect(scene, DGMI_ROLE_MARK, &(DgmiBox){100, 50, 20, 20}, &paint, "hatched");
  dgmi_scene_end(scene);
  DgmiTextRun run = {.text = "Tom & \"Jerry\" <x>", .x = 10, .y = 20, .size = 12, .colour = 0};
  dgmi_scene_text(scene, &run);
  run.text = "up";
  run.upward = TRUE;
  run.anchor = DGMI_ANCHOR_END;
  run.x = 190;
  dgmi_scene_text(scene, &run);
  return scene;
}

static void test_sticky(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DgmiScene) scene = small_scene();
  g_assert_true(dgmi_scene_finish(scene, &error));
  dgmi_scene_line(scene, DGMI_ROLE_NONE, (DgmiPoint){0, 0}, (DgmiPoint){NAN, 1}, 0, 1);
  dgmi_scene_line(scene, DGMI_ROLE_NONE, (DgmiPoint){0, 0}, (DgmiPoint){1, 1}, 0, 1);
  g_assert_false(dgmi_scene_finish(scene, &error));
  g_assert_nonnull(strstr(error->message, "not finite"));
  g_clear_error(&error);
  g_autoptr(DgmiTypesetter) typesetter = dgmi_typesetter_new("en");
  g_autoptr(DgmiScene) empty = dgmi_scene_new(typesetter);
  g_assert_false(dgmi_scene_finish(empty, &error));
}

static void test_boxes(void)
{
  g_autoptr(DgmiScene) scene = small_scene();
  const DgmiItem *text = dgmi_scene_item(scene, 4), *upward = dgmi_scene_item(scene, 5);
  g_assert_cmpstr(upward->run.text, ==, "up");
  g_assert_cmpfloat(text->box.x, ==, 10);
  g_assert_cmpfloat(text->box.y + text->box.height, >, 20);
  double length =
      dgmi_typesetter_width(dgmi_scene_typesetter(scene), "up", 12, DGMI_WEIGHT_REGULAR);
  g_assert_cmpfloat_with_epsilon(upward->box.height, length, 1e-9);
  g_assert_cmpfloat(upward->box.y, ==, 20); /* anchored by its end: it hangs down from there */
  g_assert_cmpfloat(upward->box.x + upward->box.width, >, 190);
}

/* --- writers --- */

typedef struct
{
  GPtrArray *open; /* names of open elements */
  GString *text;   /* of <text>, without tooltips */
  guint marks, marks_titled, titles;
  gboolean titled;
} Svg;

static void svg_start(GMarkupParseContext *context, const char *name, const char **names,
                      const char **values, gpointer data, GError **error)
{
  (void)context;
  (void)error;
  Svg *svg = data;
  if (g_str_equal(name, "title"))
  {
    svg->titles++;
    svg->titled = TRUE;
  }
  else
    svg->titled = FALSE;
  for (; *names != NULL; names++, values++)
    if (g_str_equal(*names, "class") && g_str_equal(*values, "mark"))
      svg->marks++;
  g_ptr_array_add(svg->open, g_strdup(name));
}

static void svg_end(GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  (void)context;
  (void)error;
  Svg *svg = data;
  if ((g_str_equal(name, "rect") || g_str_equal(name, "path")) && svg->titled)
    svg->marks_titled++;
  svg->titled = svg->titled && g_str_equal(name, "title");
  if (g_str_equal(name, "text"))
    g_string_append_c(svg->text, '\n');
  g_ptr_array_set_size(svg->open, (int)svg->open->len - 1);
}

static void svg_text(GMarkupParseContext *context, const char *text, gsize length, gpointer data,
                     GError **error)
{
  (void)context;
  (void)error;
  Svg *svg = data;
  if (svg->open->len > 0 && g_str_equal(g_ptr_array_index(svg->open, svg->open->len - 1), "text"))
    g_string_append_len(svg->text, text, (gssize)length);
}

/* Reads an SVG as XML (GLib's parser refuses what is not well formed). */
static void read_svg(GBytes *bytes, Svg *svg)
{
  const GMarkupParser parser = {svg_start, svg_end, svg_text, NULL, NULL};
  g_autoptr(GError) error = NULL;
  gsize length;
  const char *text = g_bytes_get_data(bytes, &length);
  *svg = (Svg){.open = g_ptr_array_new_with_free_func(g_free), .text = g_string_new(NULL)};
  GMarkupParseContext *context = g_markup_parse_context_new(&parser, 0, svg, NULL);
  g_markup_parse_context_parse(context, text, (gssize)length, &error);
  g_assert_no_error(error);
  g_markup_parse_context_end_parse(context, &error);
  g_assert_no_error(error);
  g_markup_parse_context_free(context);
  g_ptr_array_unref(svg->open);
}

static void test_svg(void)
{
  g_autoptr(DgmiScene) scene = small_scene();
  g_autoptr(GBytes) bytes = dgmi_scene_to_svg(scene);
  g_autofree char *text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
  g_assert_nonnull(strstr(text, "role=\"img\""));
  g_assert_nonnull(strstr(text, "<title>Q &amp; A &lt;1&gt;</title>\n<desc>A picture.</desc>"));
  g_assert_nonnull(strstr(text, "<pattern id=\"dgmi-hatch-5-0000FF\""));
  Svg svg;
  read_svg(bytes, &svg);
  g_assert_cmpstr(svg.text->str, ==, "Tom & \"Jerry\" <x>\nup\n");
  g_string_free(svg.text, TRUE);
}

/* The SVGs of whole charts: well formed, all texts in order, a tooltip in every mark. */
static void test_svg_random(void)
{
  for (guint32 number = 0; number < 20; number++)
  {
    g_autoptr(Sample) sample = sample_new(number);
    g_autoptr(DgmiScene) scene = dgmi_chart_rank_draw(&sample->style, &sample->input, NULL);
    g_autoptr(GBytes) bytes = dgmi_scene_to_svg(scene);
    g_autoptr(GString) expected = g_string_new(NULL);
    for (guint i = 0; i < dgmi_scene_n_items(scene); i++)
      if (dgmi_scene_item(scene, i)->kind == DGMI_ITEM_TEXT)
        g_string_append_printf(expected, "%s\n", dgmi_scene_item(scene, i)->run.text);
    Svg svg;
    read_svg(bytes, &svg);
    g_assert_cmpstr(svg.text->str, ==, expected->str);
    g_assert_cmpuint(svg.marks_titled, >=, svg.marks);
    g_string_free(svg.text, TRUE);
  }
}

static guint32 big_endian(const guint8 *p)
{
  return (guint32)p[0] << 24 | (guint32)p[1] << 16 | (guint32)p[2] << 8 | p[3];
}

/* The PNG specification's checksum, bit by bit. */
static guint32 checksum(const guint8 *data, gsize length)
{
  guint32 crc = 0xFFFFFFFFu;
  for (gsize i = 0; i < length; i++)
  {
    crc ^= data[i];
    for (int bit = 0; bit < 8; bit++)
      crc = crc & 1 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
  }
  return crc ^ 0xFFFFFFFFu;
}

/* Finds a chunk after checking them all. */
static const guint8 *find_chunk(GBytes *png, const char *type)
{
  gsize size;
  const guint8 *data = g_bytes_get_data(png, &size), *found = NULL;
  g_assert_cmpmem(data, 8, "\x89PNG\r\n\x1A\n", 8);
  gsize at = 8;
  while (at < size)
  {
    guint32 length = big_endian(data + at);
    g_assert_cmphex(checksum(data + at + 4, length + 4), ==, big_endian(data + at + 8 + length));
    if (memcmp(data + at + 4, type, 4) == 0)
      found = data + at + 8;
    at += length + 12;
  }
  g_assert_cmpuint(at, ==, size);
  return found;
}

/* 300 dpi are 300 / 0.0254 = 11811.02 dots a metre. */
static void test_png(void)
{
  g_autoptr(DgmiScene) scene = small_scene();
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) png = dgmi_scene_to_png(scene, 300, &error);
  g_assert_no_error(error);
  const guint8 *header = find_chunk(png, "IHDR"), *resolution = find_chunk(png, "pHYs");
  g_assert_cmpuint(big_endian(header), ==, 625); /* 200 x 300 / 96 */
  g_assert_cmpuint(big_endian(header + 4), ==, 313);
  g_assert_cmpuint(big_endian(resolution), ==, 11811);
  g_assert_cmpuint(big_endian(resolution + 4), ==, 11811);
  g_assert_cmpuint(resolution[8], ==, 1);
  g_assert_nonnull(find_chunk(png, "iTXt"));
  g_assert_null(dgmi_scene_to_png(scene, 0.5, &error));
  g_clear_error(&error);
  g_assert_null(dgmi_scene_to_png(scene, NAN, &error));
}

static void test_pdf(void)
{
  g_autoptr(DgmiScene) scene = small_scene();
  g_autoptr(GBytes) undated = dgmi_scene_to_pdf(scene, -1, NULL);
  g_autoptr(GBytes) again = dgmi_scene_to_pdf(scene, -1, NULL);
  g_autoptr(GBytes) dated = dgmi_scene_to_pdf(scene, 1000000000, NULL);
  g_assert_true(g_bytes_equal(undated, again));
  g_assert_false(g_bytes_equal(undated, dated));
  g_autoptr(GString) text = g_string_new(NULL);
  const char *data = g_bytes_get_data(dated, NULL);
  for (gsize i = 0; i < g_bytes_get_size(dated); i++)
    g_string_append_c(text, data[i] == '\0' ? ' ' : data[i]);
  g_assert_nonnull(strstr(text->str, "/CreationDate (20010909014640")); /* 10^9 s after 1970 */
}

TEST_PROGRAM({"/palette/contrast", test_contrast}, {"/theme/contrast", test_themes},
             {"/theme/greys", test_greys}, {"/scale/ticks", test_ticks},
             {"/scale/known-ticks", test_known_ticks}, {"/scale/log-ticks", test_log_ticks},
             {"/scale/map", test_scale}, {"/labels/stack-optimal", test_stack_optimal},
             {"/labels/stack", test_stack}, {"/labels/around", test_around},
             {"/text/wrap", test_wrap}, {"/text/clean", test_clean}, {"/text/words", test_words},
             {"/page/sizes", test_sizes}, {"/scene/sticky", test_sticky},
             {"/scene/boxes", test_boxes}, {"/svg/small", test_svg},
             {"/svg/random", test_svg_random}, {"/png", test_png}, {"/pdf", test_pdf})
