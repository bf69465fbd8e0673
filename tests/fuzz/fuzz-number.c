/* Any bytes are a number or are not, and a number that is written reads back to the same double. */
#include "indicators/base/text.h"

#define FUZZ_NAME "number"
#include "tests/fuzz/fuzz.h"

#include <math.h>
#include <string.h>

static void check_round_trip(double value)
{
  char shortest[DGMI_NUMBER_SIZE], fixed[DGMI_NUMBER_SIZE];
  double again = 0;
  dgmi_number_format(value, shortest);
  g_assert_cmpint(dgmi_number_parse(shortest, strlen(shortest), &again), ==, DGMI_NUMBER_OK);
  g_assert_true(memcmp(&value, &again, sizeof value) == 0 || (value == 0 && again == 0));
  if (fabs(value) < 1e12)
    for (int digits = 0; digits <= 15; digits++)
    {
      dgmi_number_fixed(value, digits, fixed);
      g_assert_cmpint(dgmi_number_parse(fixed, strlen(fixed), &again), ==, DGMI_NUMBER_OK);
      g_assert_cmpfloat(fabs(again - value), <=,
                        0.5 * pow(10, -digits) * (1 + 1e-9) + fabs(value) * 1e-15);
    }
}

/* The text as a decimal number, and its first eight bytes as a double. */
int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
  double value = -1;
  const DgmiNumberStatus status = dgmi_number_parse((const char *)data, size, &value);
  if (status == DGMI_NUMBER_OK)
  {
    g_assert_true(isfinite(value));
    g_autofree char *text = g_strndup((const char *)data, size);
    g_assert_cmpfloat(value, ==, g_ascii_strtod(text, NULL));
    check_round_trip(value);
  }
  else
    g_assert_cmpfloat(value, ==, -1);
  if (size >= sizeof value)
    memcpy(&value, data, sizeof value);
  if (isfinite(value))
    check_round_trip(value);
  return 0;
}
