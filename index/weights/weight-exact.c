#include "index/weights/weight-exact.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "index/weights/weight-polytope.h"
#include "indicators/base/memory.h"

/* Corners of one polytope; more are left open, as a bound. */
#define MOST_CORNERS 200000
/* Polytopes within one cell before it is bisected instead; a cell this short is not. */
#define CELL_NODES 10000
#define SHORTEST 1e-5

/* A cell of the bisection: a simplex, and of each open rival the lead at its corners. */
typedef struct
{
  guint cost; /* rivals that count against the end all over it */
  guint n;
  guint64 serial;
  guint *rival;
  double *lead; /* n × parts */
  double *at;   /* parts × parts */
} WeightCell;

typedef struct
{
  DgmiWeightRivals rivals;
  const DgmiWeightSpace *space;
  const DgmiWeightLimits *limits;
  guint always;      /* units ahead under all weights */
  guint least, open; /* the cost found, and the least of what was left open */
  double *weight, *mean;
  guint nodes, few; /* so many open rivals are few */
  gboolean stopped;
  guint64 serial;
  GPtrArray *heap;
} Exact;

static void clear(Exact *exact)
{
  dgmi_free_all(exact->rivals.lead, exact->weight, exact->mean);
  g_ptr_array_unref(exact->heap);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Exact, clear)

static gboolean is_best(const Exact *exact)
{
  return exact->rivals.end == DGMI_WEIGHT_BEST;
}

/* ---- Rivals, and weights that are tried ---- */

/* Differences within a tie are none; the rest are scaled, so that one tolerance suits them all. */
static void find_rivals(const DgmiWeightContest *among, guint unit, Exact *exact)
{
  const guint n = among->space->n;
  const double tie = dgmi_weight_tie(among->space, among->value, among->n_units);
  exact->rivals.lead = g_new(double, (gsize)n * among->n_units + 1);
  for (guint other = 0; other < among->n_units; other++)
  {
    double *lead = exact->rivals.lead + (gsize)n * exact->rivals.n, largest = 0;
    for (guint m = 0; m < n; m++)
    {
      lead[m] = among->value[(gsize)n * other + m] - among->value[(gsize)n * unit + m];
      lead[m] = fabs(lead[m]) <= tie ? 0 : lead[m];
      largest = fmax(largest, fabs(lead[m]));
    }
    if (largest == 0 || dgmi_weight_space_most(among->space, lead, NULL) <= tie)
      continue;
    if (dgmi_weight_space_least(among->space, lead, NULL) > tie)
    {
      exact->always++;
      continue;
    }
    for (guint m = 0; m < n; m++)
      lead[m] /= largest;
    exact->rivals.n++;
  }
}

static double lead_at(const Exact *exact, guint rival, const double *at)
{
  const guint n = exact->rivals.parts;
  return dgmi_weight_score(n, at, exact->rivals.lead + (gsize)n * rival);
}

static guint count_cost(const Exact *exact, const double *at)
{
  guint ahead = 0;
  for (guint r = 0; r < exact->rivals.n; r++)
    ahead += lead_at(exact, r, at) > DGMI_WEIGHT_LEVEL;
  return is_best(exact) ? ahead : exact->rivals.n - ahead;
}

/* Counts anew, so that what is reported was attained. */
static void try_weights(Exact *exact, const double *at)
{
  const guint cost = count_cost(exact, at);
  if (cost >= exact->least)
    return;
  exact->least = cost;
  memcpy(exact->weight, at, exact->rivals.parts * sizeof(double));
}

/* What suits each part best, all of them, and the nominal weights, where they are within bounds. */
static void try_few(Exact *exact)
{
  const DgmiWeightSpace *space = exact->space;
  g_autofree double *weight = g_new(double, space->n), *part = g_new0(double, space->n);
  gboolean inside = TRUE;
  exact->least = G_MAXUINT;
  for (guint m = 0; m < space->n; m++)
  {
    part[m] = 1;
    dgmi_weight_space_most(space, part, weight);
    part[m] = 0;
    try_weights(exact, weight);
    inside = inside && space->nominal[m] >= space->lower[m] && space->nominal[m] <= space->upper[m];
  }
  if (inside)
    try_weights(exact, space->nominal);
}

/* Once stopped, it stays so. */
static gboolean is_stopped(Exact *exact)
{
  const DgmiWeightLimits *limits = exact->limits;
  exact->stopped = exact->stopped ||
                   (limits->node_limit > 0 && exact->nodes >= limits->node_limit) ||
                   (limits->is_stopped != NULL && limits->is_stopped(limits->context));
  return exact->stopped;
}

/* ---- Polytopes, depth first ---- */

static void try_mean(Exact *exact, const DgmiWeightPolytope *p)
{
  guint cost = dgmi_weight_polytope_cost(&exact->rivals, p);
  memset(exact->mean, 0, p->parts * sizeof(double));
  for (guint c = 0; c < p->n; c++)
    for (guint m = 0; m < p->parts; m++)
      exact->mean[m] += p->at[(gsize)c * p->parts + m] / p->n;
  for (guint r = 0; r < p->n_rivals; r++)
    if ((p->open[r / 64] >> r % 64 & 1) != 0)
      cost += (lead_at(exact, p->rival[r], exact->mean) > DGMI_WEIGHT_LEVEL) == is_best(exact);
  if (cost < exact->least)
    try_weights(exact, exact->mean);
}

/* For the best rank, a corner may be better than all around it. */
static void try_corners(Exact *exact, const DgmiWeightPolytope *p)
{
  for (guint c = 0; is_best(exact) && c < p->n; c++)
  {
    guint cost = p->ahead;
    for (guint w = 0; w < p->words; w++)
      cost += (guint)__builtin_popcountll(p->pos[(gsize)c * p->words + w] & p->open[w]);
    if (cost < exact->least)
      try_weights(exact, p->at + (gsize)c * p->parts);
  }
}

/* The side that costs nothing is searched first, so it is put on the stack last. */
static void branch(Exact *exact, const DgmiWeightPolytope *p, GPtrArray *stack, guint *left_open)
{
  DgmiWeightPolytope *child[2];
  const int place = dgmi_weight_polytope_choose(&exact->rivals, p);
  if (place < 0 ||
      !dgmi_weight_polytope_branch(&exact->rivals, p, (guint)place, MOST_CORNERS, child))
  {
    *left_open = MIN(*left_open, dgmi_weight_polytope_cost(&exact->rivals, p));
    return;
  }
  for (guint i = 0; i < 2; i++)
  {
    DgmiWeightPolytope *next =
        dgmi_weight_polytope_settle(&exact->rivals, child[is_best(exact) ? 1 - i : i]);
    if (next != NULL)
      try_corners(exact, next);
    if (next != NULL)
      g_ptr_array_add(stack, next);
  }
}

/* Takes over `root`. Returns the least cost that is not excluded in it, where it was searched to
 * the end no less than exact->least; *left_open gets what no branch can decide. */
static guint search_polytope(Exact *exact, DgmiWeightPolytope *root, guint budget, guint *left_open)
{
  g_autoptr(GPtrArray) stack = g_ptr_array_new_with_free_func(g_free);
  const guint start = exact->nodes;
  root = dgmi_weight_polytope_settle(&exact->rivals, root);
  if (root != NULL)
    g_ptr_array_add(stack, root);
  while (stack->len > 0 && !is_stopped(exact) && exact->nodes - start < budget)
  {
    g_autofree DgmiWeightPolytope *p = g_ptr_array_steal_index(stack, stack->len - 1);
    if (dgmi_weight_polytope_cost(&exact->rivals, p) >= exact->least)
      continue;
    exact->nodes++;
    try_mean(exact, p);
    if (dgmi_weight_polytope_cost(&exact->rivals, p) < exact->least)
      branch(exact, p, stack, left_open);
  }
  guint bound = G_MAXUINT;
  for (guint i = 0; i < stack->len; i++)
    bound = MIN(bound, dgmi_weight_polytope_cost(&exact->rivals, stack->pdata[i]));
  return bound;
}

/* ---- Cells, the best bound first ---- */

static WeightCell *new_cell(Exact *exact, guint n)
{
  const guint parts = exact->rivals.parts;
  WeightCell *cell =
      g_malloc(sizeof *cell + ((gsize)n + parts) * parts * sizeof(double) + n * sizeof(guint));
  *cell = (WeightCell){.n = n, .serial = exact->serial++};
  cell->at = (double *)(cell + 1);
  cell->lead = cell->at + (gsize)parts * parts;
  cell->rival = (guint *)(cell->lead + (gsize)n * parts);
  return cell;
}

/* The newer one of two that are as good: it is nearer to its end. */
static gboolean is_before(const WeightCell *a, const WeightCell *b)
{
  return a->cost != b->cost ? a->cost < b->cost : a->serial > b->serial;
}

static void swap_cells(GPtrArray *heap, guint a, guint b)
{
  gpointer kept = heap->pdata[a];
  heap->pdata[a] = heap->pdata[b];
  heap->pdata[b] = kept;
}

static void push_cell(GPtrArray *heap, WeightCell *cell)
{
  g_ptr_array_add(heap, cell);
  for (guint i = heap->len - 1; i > 0 && is_before(heap->pdata[i], heap->pdata[(i - 1) / 2]);
       i = (i - 1) / 2)
    swap_cells(heap, i, (i - 1) / 2);
}

static WeightCell *pop_cell(GPtrArray *heap)
{
  swap_cells(heap, 0, heap->len - 1);
  WeightCell *cell = g_ptr_array_steal_index(heap, heap->len - 1);
  for (guint i = 0, next; (next = 2 * i + 1) < heap->len; i = next)
  {
    if (next + 1 < heap->len && is_before(heap->pdata[next + 1], heap->pdata[next]))
      next++;
    if (!is_before(heap->pdata[next], heap->pdata[i]))
      break;
    swap_cells(heap, i, next);
  }
  return cell;
}

/* Drops the rivals that are settled over the cell. */
static void filter_cell(const Exact *exact, WeightCell *cell)
{
  const guint parts = exact->rivals.parts;
  guint kept = 0;
  for (guint r = 0; r < cell->n; r++)
  {
    const double *lead = cell->lead + (gsize)parts * r;
    double least = lead[0], most = lead[0];
    for (guint m = 1; m < parts; m++)
    {
      least = fmin(least, lead[m]);
      most = fmax(most, lead[m]);
    }
    const gboolean behind = most <= DGMI_WEIGHT_LEVEL;
    const gboolean ahead = is_best(exact) ? least > DGMI_WEIGHT_LEVEL : least >= -DGMI_WEIGHT_LEVEL;
    if (behind || ahead)
      cell->cost += is_best(exact) ? !behind : behind;
    else
    {
      memmove(cell->lead + (gsize)parts * kept, lead, parts * sizeof(double));
      cell->rival[kept++] = cell->rival[r];
    }
  }
  cell->n = kept;
}

static double squared_distance(const double *a, const double *b, guint n)
{
  double sum = 0;
  for (guint m = 0; m < n; m++)
    sum += (a[m] - b[m]) * (a[m] - b[m]);
  return sum;
}

/* Its longest edge, from corner end[0] to end[1]; returns the length. */
static double find_longest(const Exact *exact, const WeightCell *cell, guint end[2])
{
  const guint parts = exact->rivals.parts;
  double longest = -1;
  for (guint a = 0; a < parts; a++)
    for (guint b = a + 1; b < parts; b++)
    {
      const double d =
          squared_distance(cell->at + (gsize)parts * a, cell->at + (gsize)parts * b, parts);
      if (d > longest * (1 + 1e-9))
      {
        longest = d;
        end[0] = a;
        end[1] = b;
      }
    }
  return sqrt(longest);
}

/* A half of a cell: corner `moved` goes to the middle of the edge to `stays`. */
static WeightCell *take_half(Exact *exact, const WeightCell *cell, guint moved, guint stays)
{
  const guint parts = exact->rivals.parts;
  WeightCell *half = new_cell(exact, cell->n);
  half->cost = cell->cost;
  memcpy(half->at, cell->at, (gsize)parts * parts * sizeof(double));
  memcpy(half->lead, cell->lead, (gsize)cell->n * parts * sizeof(double));
  memcpy(half->rival, cell->rival, cell->n * sizeof(guint));
  for (guint m = 0; m < parts; m++)
    half->at[(gsize)parts * moved + m] =
        (cell->at[(gsize)parts * moved + m] + cell->at[(gsize)parts * stays + m]) / 2;
  for (guint r = 0; r < cell->n; r++)
  {
    double *lead = half->lead + (gsize)parts * r;
    lead[moved] = (lead[moved] + lead[stays]) / 2;
  }
  filter_cell(exact, half);
  return half;
}

/* At the centre of a cell no settled rival is level, so the count of the open ones suffices. */
static void try_centre(Exact *exact, const WeightCell *cell)
{
  const guint parts = exact->rivals.parts;
  guint cost = cell->cost;
  for (guint r = 0; r < cell->n; r++)
  {
    double sum = 0;
    for (guint m = 0; m < parts; m++)
      sum += cell->lead[(gsize)parts * r + m];
    cost += (sum > parts * DGMI_WEIGHT_LEVEL) == is_best(exact);
  }
  if (cost >= exact->least)
    return;
  memset(exact->mean, 0, parts * sizeof(double));
  for (guint c = 0; c < parts; c++)
    for (guint m = 0; m < parts; m++)
      exact->mean[m] += cell->at[(gsize)parts * c + m] / parts;
  try_weights(exact, exact->mean);
}

static void bisect(Exact *exact, const WeightCell *cell, const guint end[2])
{
  for (guint i = 0; i < 2; i++)
  {
    WeightCell *half = take_half(exact, cell, end[i], end[1 - i]);
    if (half->cost < exact->least)
      try_centre(exact, half);
    if (half->cost < exact->least)
      push_cell(exact->heap, half);
    else
      g_free(half);
  }
}

static DgmiWeightPolytope *polytope_of_cell(const Exact *exact, const WeightCell *cell)
{
  DgmiWeightPolytope *p = dgmi_weight_polytope_new(&exact->rivals, cell->at, cell->rival, cell->n);
  if (is_best(exact))
    p->ahead = cell->cost;
  else
    p->behind = cell->cost;
  return p;
}

/* Few rivals: to its end, or bisected after all where that takes long. */
static void search_cell(Exact *exact, WeightCell *cell)
{
  guint end[2] = {0, 0};
  const gboolean divisible = exact->few < G_MAXUINT && find_longest(exact, cell, end) > SHORTEST;
  if (!divisible || cell->n <= exact->few)
  {
    const guint bound = search_polytope(exact, polytope_of_cell(exact, cell),
                                        divisible ? CELL_NODES : G_MAXUINT, &exact->open);
    if (bound >= exact->least)
      return;
    if (!divisible || is_stopped(exact))
    {
      exact->open = MIN(exact->open, bound);
      return;
    }
    exact->few = MAX(2 * cell->n / 3, 1);
  }
  exact->nodes++;
  bisect(exact, cell, end);
}

static void search_cells(Exact *exact, WeightCell *root)
{
  filter_cell(exact, root);
  push_cell(exact->heap, root);
  while (exact->heap->len > 0)
  {
    const WeightCell *first = exact->heap->pdata[0];
    if (first->cost >= exact->least || is_stopped(exact))
    {
      exact->open = MIN(exact->open, first->cost);
      return;
    }
    g_autofree WeightCell *cell = pop_cell(exact->heap);
    search_cell(exact, cell);
  }
}

/* ---- The whole ---- */

/* The simplex that the lower bounds leave. TRUE where upper bounds cut it. */
static WeightCell *make_root(Exact *exact, gboolean *is_cut)
{
  const DgmiWeightSpace *space = exact->space;
  const guint parts = space->n;
  WeightCell *cell = new_cell(exact, exact->rivals.n);
  double rest = 1;
  for (guint m = 0; m < parts; m++)
    rest -= space->lower[m];
  *is_cut = FALSE;
  for (guint c = 0; c < parts; c++)
  {
    double *at = cell->at + (gsize)parts * c;
    memcpy(at, space->lower, parts * sizeof(double));
    at[c] += rest;
    *is_cut = *is_cut || at[c] > space->upper[c] + 1e-12;
  }
  for (guint r = 0; r < cell->n; r++)
  {
    cell->rival[r] = r;
    for (guint c = 0; c < parts; c++)
      cell->lead[(gsize)parts * r + c] = lead_at(exact, r, cell->at + (gsize)parts * c);
  }
  return cell;
}

/* Within a box: the polytope that its upper bounds leave of the simplex. */
static void search_box(Exact *exact, WeightCell *root)
{
  const DgmiWeightSpace *space = exact->space;
  DgmiWeightPolytope *p = polytope_of_cell(exact, root);
  g_free(root);
  for (guint m = 0; p != NULL && m < space->n; m++)
  {
    DgmiWeightPolytope *next =
        dgmi_weight_polytope_limit(&exact->rivals, p, m, space->upper[m], MOST_CORNERS);
    g_free(p);
    p = next;
  }
  const guint bound = p == NULL ? 0 : search_polytope(exact, p, G_MAXUINT, &exact->open);
  exact->open = MIN(exact->open, bound);
}

static void search(Exact *exact)
{
  const guint parts = exact->rivals.parts;
  gboolean is_cut;
  WeightCell *root = make_root(exact, &is_cut);
  /* Within twice the best of what was measured; halves of many parts settle too little. */
  exact->few = parts <= 3 ? 10 : parts < 8 ? 10u << (parts - 3) : G_MAXUINT;
  if (is_cut)
    search_box(exact, root);
  else
    search_cells(exact, root);
}

guint dgmi_weight_exact_rank(const DgmiWeightContest *contest, guint unit, DgmiWeightEnd end,
                             const DgmiWeightLimits *limits, DgmiWeightFound *found, double *weight)
{
  assert(unit < contest->n_units);
  const guint parts = contest->space->n;
  g_auto(Exact) exact = {.rivals = {.end = end, .parts = parts},
                         .space = contest->space,
                         .limits = limits,
                         .open = G_MAXUINT,
                         .weight = g_new0(double, parts),
                         .mean = g_new0(double, parts),
                         .heap = g_ptr_array_new_with_free_func(g_free)};
  find_rivals(contest, unit, &exact);
  try_few(&exact);
  if (exact.least > 0)
    search(&exact);
  const guint bound = MIN(exact.open, exact.least), n = exact.rivals.n, base = 1 + exact.always;
  const gboolean best = end == DGMI_WEIGHT_BEST;
  *found = (DgmiWeightFound){base + (best ? exact.least : n - exact.least),
                             base + (best ? bound : n - bound)};
  if (weight != NULL)
    memcpy(weight, exact.weight, parts * sizeof(double));
  return exact.nodes;
}
