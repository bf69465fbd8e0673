/* draw-kernel.h: what of a draw is computed by vectors: random numbers, weighted sums over
 * the tree, ranks. For uncertainty-*.c alone.
 *
 * The same source (draw-kernel-source.h) is compiled for several processors. A chunk is up
 * to CHUNK draws side by side, draw after draw in lanes; rows of CHUNK doubles hold one quantity.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CHUNK 32
#define BLOCK 256 /* DGMI_UNCERTAINTY_BLOCK */

/* The tree by slots: the indicators in their columns' order, then the aggregates in the order of
 * computation, the index last. */
typedef struct
{
  uint32_t n_indicators, n_aggregates, n_slots;
  uint32_t *node;    /* by slot */
  uint32_t *slot;    /* by node; of nodes in the tree */
  uint32_t *first;   /* n_aggregates + 1: the members of aggregate a are member[first[a]] … */
  uint32_t *member;  /* slots */
  double *available; /* by aggregate: the share of members it needs times their number */
} DgmiTree;

/* A part of the tree whose aggregates are all arithmetic or all geometric means: its head is a
 * weighted sum of the values (or logarithms) of its leaves: indicators, and other parts' heads. */
typedef struct
{
  uint32_t head; /* aggregate */
  bool geometric;
  bool to_geometric;             /* what it is a leaf of */
  uint32_t first_leaf, n_leaves; /* in DgmiShape.leaf */
  uint32_t first_inner, n_inner; /* in DgmiShape.inner */
} DgmiSegment;

/* The segments of a tree whose aggregations are such means throughout. */
typedef struct
{
  const DgmiTree *tree;
  uint32_t n_segments;
  DgmiSegment *segment; /* the index's last */
  uint32_t *leaf;       /* indicators' slots, n_indicators of them */
  uint32_t *inner;      /* numbers of segments */
  bool *is_head;        /* by aggregate */
} DgmiShape;

/* The units that lack the same indicators. */
typedef struct
{
  uint32_t n_units;
  uint32_t *unit;
  uint8_t *present; /* by indicator */
  double *value;    /* four units at a time, then one at a time: by leaf, then unit; missing = 0 */
} DgmiPattern;

/* One normalised matrix, arranged for a shape. */
typedef struct
{
  const DgmiShape *shape;
  uint32_t n_patterns;
  DgmiPattern *pattern;
} DgmiPacked;

/* What a thread works in. */
typedef struct
{
  uint32_t n_units;
  uint32_t n_slices;    /* a power of 2 */
  double *block_weight; /* n_slots rows of BLOCK */
  double *weight;  /* n_slots rows: the weights of a chunk's draws, relative within the parent */
  double *share;   /* n_slots rows: the factor of a slot in its segment's sum */
  double *factor;  /* n_aggregates rows */
  int64_t *alive;  /* n_aggregates rows: −1 where the aggregate has a score */
  double *inner;   /* n_segments × 4 rows */
  double *score;   /* n_units rows; NaN = none; logarithms where the index's segment is geometric */
  uint64_t *entry; /* n_units rows */
  uint16_t *rank;  /* n_units rows */
  uint16_t *count; /* n_slices + 4 */
  uint64_t *order; /* n_units */
} DgmiScratch;

typedef enum
{
  WEIGHTS_UNIFORM,
  WEIGHTS_GAMMA,
  WEIGHTS_NOISE
} DgmiWeightsLaw;

typedef struct
{
  /* n rows of BLOCK uniform numbers, (k + ½) 2^-52. */
  void (*uniform)(uint64_t key, uint32_t n, double *out);
  /* n rows of BLOCK standard normal numbers. */
  void (*normal)(uint64_t key, uint32_t n, double *out);
  /* Draws the weights of n members, rows row[i] of BLOCK: uniform on the simplex; gamma variates of
   * shapes nominal[i] × amount, scaled to 1; or nominal[i] × (1 ± amount). key is the stream's. */
  void (*weights)(uint64_t key, DgmiWeightsLaw law, const double *nominal, double amount,
                  uint32_t n, double *const *row);
  /* Fills scratch->score from scratch->weight for the first n lanes, a multiple of 8. */
  void (*score)(const DgmiPacked *packed, uint32_t n, DgmiScratch *scratch);
  /* e^x in the first n lanes of n_rows rows. */
  void (*exponential)(uint32_t n_rows, uint32_t n, double *x);
  /* Ranks scratch->score of the first n lanes (of which the first `used` are asked for): rank[unit
   * * stride + draw[lane]], 0 = none. Units with skip[unit] get none. */
  void (*rank)(const uint8_t *skip, uint32_t n, uint32_t used, const uint8_t *draw, size_t stride,
               uint16_t *rank, DgmiScratch *scratch);
} DgmiKernel;

extern const DgmiKernel dgmi_kernel_portable;
#if defined(__x86_64__)
extern const DgmiKernel dgmi_kernel_avx2, dgmi_kernel_avx512;
#endif
