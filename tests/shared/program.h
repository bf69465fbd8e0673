/* program.h: the main() of a test program that is a list of tests. */
#pragma once

#include <glib.h>

typedef struct
{
  const char *path; /* "/file/what-it-shows" */
  void (*run)(void);
} ListedTest;

static inline int run_tests(int argc, char **argv, const ListedTest *tests, gsize n)
{
  g_test_init(&argc, &argv, NULL);
  for (gsize i = 0; i < n; i++)
    g_test_add_func(tests[i].path, tests[i].run);
  return g_test_run();
}

/* TEST_PROGRAM({"/text/digits", test_digits}, …): runs them in this order. */
#define TEST_PROGRAM(...)                                                                          \
  int main(int argc, char **argv)                                                                  \
  {                                                                                                \
    static const ListedTest tests[] = {__VA_ARGS__};                                               \
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));                                      \
  }
