/* draw-sample: draws a chart for browser-test and pdf-test.
 *
 *   draw-sample en|zh|NUMBER STEM
 *
 * writes STEM.svg, STEM.png (96 dpi), STEM.pdf and STEM.json: the boxes of all texts, and the
 * texts. "en" and "zh" are twelve countries in that language, NUMBER is that of a sample
 * (sample.h). */
#include "charts/chart-module.h"
#include "tests/charts/sample.h"

#include <stdlib.h>

static const char *const COUNTRIES[][3] = {
    {"DNK", "Denmark", "丹麦"},
    {"FIN", "Finland", "芬兰"},
    {"KOR", "Republic of Korea", "大韩民国"},
    {"NZL", "New Zealand", "新西兰"},
    {"GBR", "United Kingdom of Great Britain and Northern Ireland", "大不列颠及北爱尔兰联合王国"},
    {"SGP", "Singapore", "新加坡"},
    {"TUR", "Türkiye", "土耳其"},
    {"CIV", "Côte d'Ivoire", "科特迪瓦"},
    {"CHN", "China", "中国"},
    {"BIH", "Bosnia and Herzegovina", "波斯尼亚和黑塞哥维那"},
    {"PRK", "Democratic People's Republic of Korea", "朝鲜民主主义人民共和国"},
    {"ERI", "Eritrea", "厄立特里亚"},
};

static DgmiScene *draw_countries(const char *language)
{
  static const DgmiRankClass classes[2][2] = {{{"Very high", 0.75}, {"High", 0.5}},
                                              {{"很高", 0.75}, {"高", 0.5}}};
  static const char *const titles[] = {"E-Government Development Index 2022",
                                       "电子政务发展指数 2022"};
  guint chinese = g_str_equal(language, "zh");
  DgmiRankRow rows[G_N_ELEMENTS(COUNTRIES)];
  char ranks[G_N_ELEMENTS(COUNTRIES)][8];
  for (guint i = 0; i < G_N_ELEMENTS(COUNTRIES); i++)
  {
    g_snprintf(ranks[i], sizeof ranks[i], "%u", i + 1);
    rows[i] = DGMI_RANK_ROW_DEFAULT;
    rows[i].code = COUNTRIES[i][0];
    rows[i].name = COUNTRIES[i][1 + chinese];
    rows[i].rank = ranks[i];
    rows[i].value = i + 1 == G_N_ELEMENTS(COUNTRIES) ? (double)NAN : 0.97 - 0.03 * i;
    rows[i].class = rows[i].value >= 0.75 ? 0 : 1;
    rows[i].highlighted = g_str_equal(rows[i].code, "CHN");
  }
  DgmiChartStyle style = DGMI_CHART_STYLE_DEFAULT;
  style.language = language;
  style.title = titles[chinese];
  style.author = "dgmi";
  DgmiRankInput input = DGMI_RANK_INPUT_DEFAULT;
  input.rows = rows;
  input.n_rows = G_N_ELEMENTS(rows);
  input.node = "EGDI";
  input.classes = classes[chinese];
  input.n_classes = 2;
  return dgmi_chart_rank_draw(&style, &input, NULL);
}

static void write_file(const char *stem, const char *ending, const char *data, gsize length)
{
  g_autofree char *file = g_strconcat(stem, ending, NULL);
  g_autoptr(GError) error = NULL;
  if (!g_file_set_contents(file, data, (gssize)length, &error))
    g_error("%s", error->message);
}

static void write_chart(const DgmiScene *scene, const char *stem, const char *ending)
{
  g_autoptr(GError) error = NULL;
  DgmiChartOutput output = {.created = -1};
  if (!dgmi_chart_format_of(ending, &output.format, &error))
    g_error("%s", error->message);
  g_autoptr(GBytes) bytes = dgmi_chart_write(scene, &output, &error);
  if (bytes == NULL)
    g_error("%s", error->message);
  write_file(stem, ending, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
}

static void add_number(GString *out, const char *name, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append_printf(out, "\"%s\":%s,", name, g_ascii_dtostr(number, sizeof number, value));
}

static void write_boxes(const DgmiScene *scene, const char *stem)
{
  g_autoptr(GString) out = g_string_new("{");
  add_number(out, "width", dgmi_scene_width(scene));
  add_number(out, "height", dgmi_scene_height(scene));
  add_number(out, "zoom", dgmi_scene_zoom(scene));
  add_number(out, "background", dgmi_scene_background(scene));
  g_string_append(out, "\"texts\":[");
  for (guint i = 0; i < dgmi_scene_n_items(scene); i++)
  {
    const DgmiItem *item = dgmi_scene_item(scene, i);
    if (item->kind != DGMI_ITEM_TEXT)
      continue;
    g_string_append(out, out->str[out->len - 1] == '[' ? "\n{" : ",\n{");
    add_number(out, "x", item->box.x);
    add_number(out, "y", item->box.y);
    add_number(out, "width", item->box.width);
    add_number(out, "height", item->box.height);
    add_number(out, "colour", item->run.colour);
    g_string_append(out, "\"text\":\"");
    for (const char *p = item->run.text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c(out, '\\');
      g_string_append_c(out, *p);
    }
    g_string_append(out, "\"}");
  }
  g_string_append(out, "]}\n");
  write_file(stem, ".json", out->str, out->len);
}

int main(int argc, char **argv)
{
  if (argc != 3)
    g_error("usage: draw-sample en|zh|NUMBER STEM");
  g_autoptr(Sample) sample = sample_new((guint32)strtoul(argv[1], NULL, 10));
  gboolean number = g_ascii_isdigit(argv[1][0]);
  g_autoptr(DgmiScene) scene =
      number ? dgmi_chart_rank_draw(&sample->style, &sample->input, NULL) : draw_countries(argv[1]);
  g_assert(scene != NULL);
  write_chart(scene, argv[2], ".svg");
  write_chart(scene, argv[2], ".png");
  write_chart(scene, argv[2], ".pdf");
  write_boxes(scene, argv[2]);
  return 0;
}
