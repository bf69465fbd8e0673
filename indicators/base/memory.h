/* memory.h: many pieces of memory let go at once. */
#pragma once

#include <glib.h>

/* g_free() of each, in this order: what hangs on a struct, then the struct. */
#define dgmi_free_all(...)                                                                         \
  dgmi_free_each((gpointer[]){__VA_ARGS__}, G_N_ELEMENTS(((gpointer[]){__VA_ARGS__})))

static inline void dgmi_free_each(gpointer *memory, gsize n)
{
  for (gsize i = 0; i < n; i++)
    g_free(memory[i]);
}

/* Defines `void name(Type *thing)`: `clear` of what hangs on it, then g_free(); nothing for NULL.
 */
#define DGMI_DEFINE_FREE(name, Type, clear)                                                        \
  void name(Type *thing)                                                                           \
  {                                                                                                \
    if (thing != NULL)                                                                             \
    {                                                                                              \
      clear(thing);                                                                                \
      g_free(thing);                                                                               \
    }                                                                                              \
  }
