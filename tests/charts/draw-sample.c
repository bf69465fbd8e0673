/* draw-sample: draws a chart for browser-test and pdf-test.
 *
 *   draw-sample en|zh|NUMBER STEM
 *
 * writes STEM.svg, STEM.png (96 dpi), STEM.pdf and STEM.json: the boxes of all texts, and the
 * texts. "en" and "zh" are twelve countries in that language, NUMBER is that of a sample
 * (sample.h). */
#include "charts/chart-module.h"
#include "tests/charts/sample.h"
#include "tests/charts/scene-files.h"

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

int main(int argc, char **argv)
{
  if (argc != 3)
    g_error("usage: draw-sample en|zh|NUMBER STEM");
  g_autoptr(Sample) sample = sample_new((guint32)strtoul(argv[1], NULL, 10));
  gboolean number = g_ascii_isdigit(argv[1][0]);
  g_autoptr(DgmiScene) scene =
      number ? dgmi_chart_rank_draw(&sample->style, &sample->input, NULL) : draw_countries(argv[1]);
  g_assert(scene != NULL);
  write_scene(scene, argv[2]);
  return 0;
}
