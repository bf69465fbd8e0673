/* The kernels for processors with AVX2. */
#if defined(__x86_64__)
#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#else
#pragma GCC target("avx2")
#endif
#define DGMI_LANE_BYTES 32
#define DGMI_KERNEL dgmi_kernel_avx2
#include "index/kernels/draw-kernel-source.h"
#ifdef __clang__
#pragma clang attribute pop
#endif
#endif
