// The same library from C++: the ranks of the newest edition under power means.
#include <dgmi/dgmi.h>

#include <iostream>
#include <memory>

int main()
{
  std::unique_ptr<DgmiMessages, decltype(&dgmi_messages_free)> messages(dgmi_messages_new(),
                                                                        dgmi_messages_free);
  DgmiIndexRequest request = {};
  request.index = "un-egdi";
  std::unique_ptr<DgmiIndex, decltype(&dgmi_index_unref)> index(
      dgmi_index_open(&request, DGMI_INDEX_RESULT, messages.get()), dgmi_index_unref);
  if (!index || !dgmi_index_set_method(index.get(), nullptr, DGMI_METHOD_AGGREGATE, "power:0.5",
                                       messages.get()) ||
      !dgmi_index_compute(index.get(), messages.get()))
    return 1;
  const double *rank = dgmi_result_rank(dgmi_index_result(index.get()));
  for (const char *code : {"DNK", "SGP", "CHN"})
  {
    const int unit = dgmi_index_find_unit(index.get(), code, messages.get());
    if (unit < 0)
      return 1;
    std::cout << dgmi_index_unit_name(index.get(), unit) << ' ' << rank[unit] << '\n';
  }
}
