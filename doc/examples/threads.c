/* Two indices opened, weighed anew and ranked on two threads at once. */
#include <dgmi/dgmi.h>
#include <stdio.h>

/* The name of the first unit, in the language asked for; to be freed with g_free(). */
static gpointer first_of(gpointer data)
{
  const DgmiIndexRequest *request = data;
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autoptr(DgmiIndex) index = dgmi_index_open(request, DGMI_INDEX_RESULT, messages);
  g_autoptr(DgmiIndex) copy = index == NULL ? NULL : dgmi_index_copy(index);
  if (copy == NULL || !dgmi_index_set_weight(copy, "OSI", 2, messages) ||
      !dgmi_index_compute(copy, messages))
    return NULL;
  guint n;
  g_autofree guint *order = dgmi_result_order(dgmi_index_result(copy), &n);
  return g_strdup_printf("%s: %s", dgmi_index_name(copy), dgmi_index_unit_name(copy, order[0]));
}

int main(void)
{
  DgmiIndexRequest requests[] = {{.index = "un-egdi-2022"},
                                 {.index = "un-egdi-2024", .language = "zh"}};
  GThread *threads[2];
  for (int i = 0; i < 2; i++)
    threads[i] = g_thread_new("index", first_of, &requests[i]);
  int failed = 0;
  for (int i = 0; i < 2; i++)
  {
    g_autofree char *text = g_thread_join(threads[i]);
    failed |= text == NULL;
    if (text != NULL)
      fprintf(stdout, "%s\n", text);
  }
  return failed;
}
