#include <dgmi/dgmi.h> /* EGDI 2022 with online services counting double */

int main(void)
{
  const DgmiIndexRequest request = {.index = "un-egdi-2022"};
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiIndex) egdi = dgmi_index_open(&request, DGMI_INDEX_RESULT, messages);
  if (egdi == NULL || !dgmi_index_set_weight(egdi, "OSI", 2, messages) ||
      !dgmi_index_compute(egdi, messages))
    return 1;
  const DgmiResult *result = dgmi_index_result(egdi);
  g_autofree guint *order = dgmi_result_order(result, &(guint){0});
  for (guint i = 0; i < 5; i++)
    g_print("%2.0f %s %.4f\n", dgmi_result_rank(result)[order[i]],
            dgmi_index_unit_name(egdi, order[i]), dgmi_result_score(result)[order[i]]);
  const DgmiChartRequest chart = {.kind = "rank"};
  g_autoptr(GBytes) svg = dgmi_chart_draw(egdi, &chart, DGMI_CHART_SVG, messages);
  return svg == NULL || !g_file_set_contents("first.svg", g_bytes_get_data(svg, NULL),
                                             (gssize)g_bytes_get_size(svg), NULL);
}
