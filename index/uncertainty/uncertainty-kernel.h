/* uncertainty-kernel.h: what of a draw is computed by vectors: random numbers, weighted sums over
 * the tree, ranks. For uncertainty-*.c alone.
 *
 * The same source (uncertainty-kernel-source.h) is compiled for several processors. A chunk is up
 * to CHUNK draws side by side, draw after draw in lanes; rows of CHUNK doubles hold one quantity.
 */
#pragma once

#include <glib.h>

#define CHUNK 32
#define BLOCK 256 /* DGMI_UNCERTAINTY_BLOCK */

/* The tree by slots: the indicators in their columns' order, then the aggregates in the order of
 * computation, the index last. */
typedef struct
{
  guint n_indicators, n_aggregates, n_slots;
  guint *node;       /* by slot */
  guint *slot;       /* by node; of nodes in the tree */
  guint *first;      /* n_aggregates + 1: the members of aggregate a are member[first[a]] … */
  guint *member;     /* slots */
  double *available; /* by aggregate: the share of members it needs times their number */
} DgmiTree;

/* A part of the tree whose aggregates are all arithmetic or all geometric means: its head is a
 * weighted sum of the values (or logarithms) of its leaves: indicators, and other parts' heads. */
typedef struct
{
  guint head; /* aggregate */
  gboolean geometric;
  gboolean to_geometric;      /* what it is a leaf of */
  guint first_leaf, n_leaves; /* in DgmiShape.leaf */
  guint first_inner, n_inner; /* in DgmiShape.inner */
} DgmiSegment;

/* The segments of a tree whose aggregations are such means throughout. */
typedef struct
{
  const DgmiTree *tree;
  guint n_segments;
  DgmiSegment *segment; /* the index's last */
  guint *leaf;          /* indicators' slots, n_indicators of them */
  guint *inner;         /* numbers of segments */
  gboolean *is_head;    /* by aggregate */
} DgmiShape;

/* The units that lack the same indicators. */
typedef struct
{
  guint n_units;
  guint *unit;
  guint8 *present; /* by indicator */
  double *value;   /* four units at a time, then one at a time: by leaf, then unit; missing = 0 */
} DgmiPattern;

/* One normalised matrix, arranged for a shape. */
typedef struct
{
  const DgmiShape *shape;
  guint n_patterns;
  DgmiPattern *pattern;
} DgmiPacked;

/* What a thread works in. */
typedef struct
{
  guint n_units;
  guint n_slices;       /* a power of 2 */
  double *block_weight; /* n_slots rows of BLOCK */
  double *weight; /* n_slots rows: the weights of a chunk's draws, relative within the parent */
  double *share;  /* n_slots rows: the factor of a slot in its segment's sum */
  double *factor; /* n_aggregates rows */
  gint64 *alive;  /* n_aggregates rows: −1 where the aggregate has a score */
  double *inner;  /* n_segments × 4 rows */
  double *score;  /* n_units rows; NaN = none; logarithms where the index's segment is geometric */
  guint64 *entry; /* n_units rows */
  guint16 *rank;  /* n_units rows */
  guint16 *count; /* n_slices + 4 */
  guint64 *order; /* n_units */
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
  void (*uniform)(guint64 key, guint n, double *out);
  /* n rows of BLOCK standard normal numbers. */
  void (*normal)(guint64 key, guint n, double *out);
  /* Draws the weights of n members, rows row[i] of BLOCK: uniform on the simplex; gamma variates of
   * shapes nominal[i] × amount, scaled to 1; or nominal[i] × (1 ± amount). key is the stream's. */
  void (*weights)(guint64 key, DgmiWeightsLaw law, const double *nominal, double amount, guint n,
                  double *const *row);
  /* Fills scratch->score from scratch->weight for the first n lanes, a multiple of 8. */
  void (*score)(const DgmiPacked *packed, guint n, DgmiScratch *scratch);
  /* e^x in the first n lanes of n_rows rows. */
  void (*exponential)(guint n_rows, guint n, double *x);
  /* Ranks scratch->score of the first n lanes (of which the first `used` are asked for): rank[unit
   * * stride + draw[lane]], 0 = none. Units with skip[unit] get none. */
  void (*rank)(const guint8 *skip, guint n, guint used, const guint8 *draw, gsize stride,
               guint16 *rank, DgmiScratch *scratch);
} DgmiKernel;

extern const DgmiKernel dgmi_kernel_portable;
#if defined(__x86_64__)
extern const DgmiKernel dgmi_kernel_avx2, dgmi_kernel_avx512;
#endif
