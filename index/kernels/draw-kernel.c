/* The kernels for any processor. */
#define DGMI_LANE_BYTES 16
#define DGMI_KERNEL dgmi_kernel_portable
#include "index/kernels/draw-kernel-source.h"
