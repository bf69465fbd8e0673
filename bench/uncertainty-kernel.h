/* uncertainty-kernel.h: the hand-tuned program that bench/uncertainty compares with. */
#pragma once

#include <glib.h>

#define HAND_UNITS 193
#define HAND_INDICATORS 30

/* Adds to counts[unit][rank − 1] the ranks under `draws` uniform weights (a multiple of 32). */
void hand_tuned(const double (*x)[HAND_INDICATORS], guint64 draws, guint threads,
                guint32 (*counts)[HAND_UNITS]);
