/* lanes.h: arithmetic on vectors of doubles, the same bits from any processor.
 *
 * For the files that define DGMI_LANE_BYTES, the size of a vector, and are compiled for a processor
 * that has it. Lanes never meet: each holds what it would hold alone, so the width of the vectors
 * cannot show in a result. Only + − × ÷, comparisons and operations on bits are used; the compiler
 * is told not to contract (-ffp-contract=off). The normal quantile is Wichura's AS 241 (PPND16,
 * about 1 in 10^16). The logarithm and the exponential function are those of fdlibm, below 1 ulp:
 *
 *   Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 *   Developed at SunSoft, a Sun Microsystems, Inc. business. Permission to use, copy, modify, and
 *   distribute this software is freely granted, provided that this notice is preserved. */
#pragma once

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#define LANES (DGMI_LANE_BYTES / 8)

typedef double Lanes __attribute__((vector_size(DGMI_LANE_BYTES)));
typedef uint64_t Bits __attribute__((vector_size(DGMI_LANE_BYTES)));
typedef int64_t Mask __attribute__((vector_size(DGMI_LANE_BYTES))); /* of comparisons: 0 or −1 */

#define LANES_INLINE static inline __attribute__((always_inline, unused))

LANES_INLINE Lanes lanes_of(double x)
{
  return x - (Lanes){0};
}

LANES_INLINE Bits bits_of(uint64_t x)
{
  return x + (Bits){0};
}

LANES_INLINE Lanes lanes_choose(Mask mask, Lanes yes, Lanes no)
{
  return (Lanes)(((Bits)yes & (Bits)mask) | ((Bits)no & ~(Bits)mask));
}

LANES_INLINE bool lanes_any(Mask mask)
{
  int64_t any = 0;
  for (uint32_t i = 0; i < LANES; i++)
    any |= mask[i];
  return any != 0;
}

/* The whole number nearest to x, |x| < 2^51, as a double, and as an integer in two's complement. */
#define LANES_MAGIC 0x1.8p52

LANES_INLINE Lanes lanes_log(Lanes x)
{
  const Mask tiny = x < 0x1p-1022;
  const Lanes scaled = lanes_choose(tiny, x * 0x1p54, x);
  const Bits shifted = (Bits)scaled + (0x3ff0000000000000 - 0x3fe6a09e667f3bcd);
  /* The exponent as a double: below 2^11, so it fits into the last bits of 2^52 + e. */
  Lanes k = (Lanes)((shifted >> 52) | 0x4330000000000000) - (0x1p52 + 1023);
  k = k - lanes_choose(tiny, lanes_of(54), lanes_of(0));
  const Lanes m = (Lanes)((shifted & 0x000fffffffffffff) + 0x3fe6a09e667f3bcd);
  const Lanes f = m - 1.0, s = f / (2.0 + f), z = s * s, w = z * z, half = 0.5 * f * f;
  const Lanes odd = w * (3.999999999940941908e-01 +
                         w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
  const Lanes even = z * (6.666666666666735130e-01 +
                          w * (2.857142874366239149e-01 +
                               w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
  const Lanes y = k * 6.93147180369123816490e-01 -
                  ((half - (s * (half + odd + even) + k * 1.90821492927058770002e-10)) - f);
  const Lanes special = lanes_choose(x == 0.0, lanes_of(-INFINITY), x - x + NAN);
  return lanes_choose((x > 0.0) & (x < INFINITY), y, lanes_choose(x == INFINITY, x, special));
}

LANES_INLINE Lanes lanes_exp(Lanes x)
{
  const Lanes low_end = lanes_of(-746), high_end = lanes_of(710);
  const Lanes bounded = lanes_choose(x < low_end, low_end, lanes_choose(x > high_end, high_end, x));
  const Lanes sum = bounded * 1.44269504088896338700e+00 + LANES_MAGIC;
  const Lanes k = sum - LANES_MAGIC;
  const Bits n = (Bits)sum - (Bits)lanes_of(LANES_MAGIC);
  const Lanes high = bounded - k * 6.93147180369123816490e-01;
  const Lanes low = k * 1.90821492927058770002e-10;
  const Lanes r = high - low, t = r * r;
  const Lanes c =
      r - t * (1.66666666666666019037e-01 +
               t * (-2.77777777770155933842e-03 +
                    t * (6.61375632143793436117e-05 +
                         t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))));
  const Lanes y = 1.0 - ((low - (r * c) / (2.0 - c)) - high);
  /* × 2^n in two steps, so that neither overflows nor is lost. */
  const Bits half = ((n + 4096) >> 1) - 2048;
  const Lanes scaled = y * (Lanes)((half + 1023) << 52) * (Lanes)((n - half + 1023) << 52);
  return lanes_choose(x == x, scaled, x);
}

LANES_INLINE Lanes lanes_sqrt(Lanes x)
{
  for (uint32_t i = 0; i < LANES; i++)
    x[i] = sqrt(x[i]);
  return x;
}

LANES_INLINE Lanes lanes_ratio(Lanes r, const double *top, const double *bottom)
{
  Lanes a = lanes_of(top[7]), b = lanes_of(bottom[7]);
  for (int i = 6; i >= 0; i--)
  {
    a = a * r + top[i];
    b = b * r + bottom[i];
  }
  return a / b;
}

/* The quantile of the standard normal distribution, 0 < p < 1. */
LANES_INLINE Lanes lanes_normal(Lanes p)
{
  static const double a[] = {3.3871328727963666080e0, 1.3314166789178437745e2,
                             1.9715909503065514427e3, 1.3731693765509461125e4,
                             4.5921953931549871457e4, 6.7265770927008700853e4,
                             3.3430575583588128105e4, 2.5090809287301226727e3};
  static const double b[] = {1.0,
                             4.2313330701600911252e1,
                             6.8718700749205790830e2,
                             5.3941960214247511077e3,
                             2.1213794301586595867e4,
                             3.9307895800092710610e4,
                             2.8729085735721942674e4,
                             5.2264952788528545610e3};
  static const double c[] = {1.42343711074968357734e0,  4.63033784615654529590e0,
                             5.76949722146069140550e0,  3.64784832476320460504e0,
                             1.27045825245236838258e0,  2.41780725177450611770e-1,
                             2.27238449892691845833e-2, 7.74545014278341407640e-4};
  static const double d[] = {1.0,
                             2.05319162663775882187e0,
                             1.67638483018380384940e0,
                             6.89767334985100004550e-1,
                             1.48103976427480074590e-1,
                             1.51986665636164571966e-2,
                             5.47593808499534494600e-4,
                             1.05075007164441684324e-9};
  static const double e[] = {6.65790464350110377720e0,  5.46378491116411436990e0,
                             1.78482653991729133580e0,  2.96560571828504891230e-1,
                             2.65321895265761230930e-2, 1.24266094738807843860e-3,
                             2.71155556874348757815e-5, 2.01033439929228813265e-7};
  static const double f[] = {1.0,
                             5.99832206555887937690e-1,
                             1.36929880922735805310e-1,
                             1.48753612908506148525e-2,
                             7.86869131145613259100e-4,
                             1.84631831751005468180e-5,
                             1.42151175831644588870e-7,
                             2.04426310338993978564e-15};
  const Lanes q = p - 0.5;
  const Lanes middle = q * lanes_ratio(0.180625 - q * q, a, b);
  const Lanes r = lanes_sqrt(-lanes_log(lanes_choose(q < 0.0, p, 1.0 - p)));
  const Lanes tail = lanes_choose(r <= 5.0, lanes_ratio(r - 1.6, c, d), lanes_ratio(r - 5.0, e, f));
  const Lanes signed_tail = lanes_choose(q < 0.0, -tail, tail);
  return lanes_choose((q >= -0.425) & (q <= 0.425), middle, signed_tail);
}

/* ---- Random numbers: xoshiro256+ (Blackman, Vigna 2021), eight side by side ---- */

#define STREAM_LANES 8
#define STREAM_VECTORS (STREAM_LANES / LANES)

typedef struct
{
  Bits s[4][STREAM_VECTORS];
} Stream;

LANES_INLINE uint64_t splitmix(uint64_t *state)
{
  uint64_t z = *state += 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

static inline __attribute__((unused)) void stream_start(Stream *stream, uint64_t key)
{
  for (uint32_t lane = 0; lane < STREAM_LANES; lane++)
    for (uint32_t i = 0; i < 4; i++)
      stream->s[i][lane / LANES][lane % LANES] = splitmix(&key);
}

/* The next eight uniform numbers, (k + ½) 2^-52: neither 0 nor 1. */
LANES_INLINE void stream_next(Stream *stream, Lanes out[STREAM_VECTORS])
{
  for (uint32_t v = 0; v < STREAM_VECTORS; v++)
  {
    Bits a = stream->s[0][v], b = stream->s[1][v], c = stream->s[2][v], d = stream->s[3][v];
    const Bits sum = a + d, t = b << 17;
    c ^= a, d ^= b, b ^= c, a ^= d, c ^= t;
    d = (d << 45) | (d >> 19);
    stream->s[0][v] = a, stream->s[1][v] = b, stream->s[2][v] = c, stream->s[3][v] = d;
    out[v] = (Lanes)((sum >> 12) | 0x3ff0000000000000) - (1 - 0x1p-53);
  }
}
