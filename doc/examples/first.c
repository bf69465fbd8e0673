/* The E-Government Development Index 2022 with online services counting double. */
#include <dgmi/dgmi.h>

int main(void)
{
  DgmiMessages *messages = dgmi_messages_new();
  DgmiIndex *index =
      dgmi_index_open(&(DgmiIndexRequest){.index = "un-egdi-2022"}, DGMI_INDEX_RESULT, messages);
  if (index == NULL || !dgmi_index_set_weight(index, "OSI", 2, messages) ||
      !dgmi_index_compute(index, messages))
    return 1;
  const DgmiResult *result = dgmi_index_result(index);
  guint n, *order = dgmi_result_order(result, &n);
  for (guint i = 0; i < n && i < 5; i++)
    g_print("%2.0f %s %.4f\n", dgmi_result_rank(result)[order[i]],
            dgmi_index_unit_name(index, order[i]), dgmi_result_score(result)[order[i]]);
  GBytes *svg =
      dgmi_chart_draw(index, &(DgmiChartRequest){.kind = "rank"}, DGMI_CHART_SVG, messages);
  return svg == NULL || !g_file_set_contents("first.svg", g_bytes_get_data(svg, NULL),
                                             (gssize)g_bytes_get_size(svg), NULL);
}
