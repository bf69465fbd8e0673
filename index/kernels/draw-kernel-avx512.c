/* The kernels for processors with AVX-512. */
#if defined(__x86_64__)
#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl,avx512bw"))),        \
                             apply_to = function)
#else
#pragma GCC target("avx512f,avx512dq,avx512vl,avx512bw")
#endif
#define DGMI_LANE_BYTES 64
#define DGMI_KERNEL dgmi_kernel_avx512
#include "index/kernels/draw-kernel-source.h"
#ifdef __clang__
#pragma clang attribute pop
#endif
#endif
