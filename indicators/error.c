#include "indicators/error.h"

GQuark dgmi_error_quark(void)
{
  return g_quark_from_static_string("dgmi-error");
}
