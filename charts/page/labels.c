#include "charts/page/labels.h"

#include <math.h>

#define LEADER_FROM 3.0

gboolean dgmi_boxes_overlap(const DgmiBox *a, const DgmiBox *b)
{
  const double touch = 1e-6;
  return a->x < b->x + b->width - touch && b->x < a->x + a->width - touch &&
         a->y < b->y + b->height - touch && b->y < a->y + a->height - touch;
}

/* --- one beside the other --- */

static int by_wanted(const void *a, const void *b, void *user_data)
{
  (void)user_data;
  const DgmiStackLabel *la = *(DgmiStackLabel *const *)a, *lb = *(DgmiStackLabel *const *)b;
  if (la->wanted != lb->wanted)
    return la->wanted < lb->wanted ? -1 : 1;
  return la < lb ? -1 : la > lb;
}

static double total_height(GPtrArray *order, double gap)
{
  double total = order->len > 0 ? -gap : 0;
  for (guint i = 0; i < order->len; i++)
    total += ((DgmiStackLabel *)g_ptr_array_index(order, i))->height + gap;
  return total;
}

static void drop_least(GPtrArray *order)
{
  guint least = 0;
  for (guint i = 1; i < order->len; i++)
  {
    const DgmiStackLabel *a = g_ptr_array_index(order, i), *b = g_ptr_array_index(order, least);
    if (a->importance < b->importance || (a->importance == b->importance && a > b))
      least = i;
  }
  ((DgmiStackLabel *)g_ptr_array_index(order, least))->dropped = TRUE;
  g_ptr_array_remove_index(order, least);
}

/* A run of labels that touch: it moves as one, `shift` being the mean of what its members want. */
typedef struct
{
  double shift;
  guint count;
} LabelBlock;

/* With each label's place in a gapless stack taken off, "do not overlap" is "do not fall", and the
 * least sum of squares is the isotonic regression, found by pooling neighbours that violate the
 * order (Ayer et al. 1955). Clamping that solution to the ends keeps it the best one. */
static void pool(GPtrArray *order, const double *offset, double low, double slack)
{
  g_autofree LabelBlock *blocks = g_new(LabelBlock, order->len);
  guint n = 0;
  for (guint i = 0; i < order->len; i++)
  {
    const DgmiStackLabel *label = g_ptr_array_index(order, i);
    blocks[n++] = (LabelBlock){label->wanted - offset[i], 1};
    while (n > 1 && blocks[n - 2].shift > blocks[n - 1].shift)
    {
      LabelBlock *a = &blocks[n - 2], *b = &blocks[n - 1];
      a->shift = (a->shift * a->count + b->shift * b->count) / (a->count + b->count);
      a->count += b->count;
      n--;
    }
  }
  for (guint block = 0, i = 0; block < n; block++)
    for (guint k = 0; k < blocks[block].count; k++, i++)
    {
      DgmiStackLabel *label = g_ptr_array_index(order, i);
      label->placed = offset[i] + CLAMP(blocks[block].shift, low, low + slack);
    }
}

guint dgmi_labels_stack(DgmiStackLabel *labels, guint n, double low, double high, double gap)
{
  g_assert(low <= high && gap >= 0);
  g_autoptr(GPtrArray) order = g_ptr_array_new();
  for (guint i = 0; i < n; i++)
  {
    g_assert(labels[i].height > 0 && isfinite(labels[i].wanted));
    labels[i].dropped = FALSE;
    labels[i].placed = labels[i].wanted;
    g_ptr_array_add(order, &labels[i]);
  }
  while (order->len > 0 && total_height(order, gap) > high - low)
    drop_least(order);
  if (order->len == 0)
    return n;
  g_ptr_array_sort_with_data(order, by_wanted, NULL);
  g_autofree double *offset = g_new(double, order->len);
  double below = 0;
  for (guint i = 0; i < order->len; i++)
  {
    double height = ((DgmiStackLabel *)g_ptr_array_index(order, i))->height;
    offset[i] = below + height / 2;
    below += height + gap;
  }
  pool(order, offset, low, MAX(0, high - low - (below - gap)));
  return n - order->len;
}

gboolean dgmi_label_needs_leader(const DgmiStackLabel *label)
{
  return !label->dropped && fabs(label->placed - label->wanted) > LEADER_FROM;
}

/* --- around points --- */

/* Places, best first: where the label's nearest point lies seen from the mark (in multiples of the
 * radius plus a distance), and how much of the label lies left of and above it. */
static const struct
{
  double dx, dy, left, above, distance;
} PLACES[] = {
    {1, 0, 0, 0.5, 2},    {-1, 0, 1, 0.5, 2},  {0, -1, 0.5, 1, 1},    {0, 1, 0.5, 0, 1},
    {0.7, -0.7, 0, 1, 1}, {0.7, 0.7, 0, 0, 1}, {-0.7, -0.7, 1, 1, 1}, {-0.7, 0.7, 1, 0, 1},
    {1, -1, 0, 1, 12},    {1, 1, 0, 0, 12},    {-1, -1, 1, 1, 12},    {-1, 1, 1, 0, 12},
    {1, -1, 0, 1, 28},    {1, 1, 0, 0, 28},    {-1, -1, 1, 1, 28},    {-1, 1, 1, 0, 28},
    {1, 0, 0, 0.5, 36},   {-1, 0, 1, 0.5, 36}, {0, -1, 0.5, 1, 30},   {0, 1, 0.5, 0, 30},
    {1, -1, 0, 1, 52},    {1, 1, 0, 0, 52},    {-1, -1, 1, 1, 52},    {-1, 1, 1, 0, 52},
};

#define FIRST_FAR_PLACE 8
#define SPIRAL_STEPS 220

static DgmiBox place_box(const DgmiPointLabel *label, guint place)
{
  double reach = label->radius + PLACES[place].distance;
  return (DgmiBox){label->x + PLACES[place].dx * reach - PLACES[place].left * label->width,
                   label->y + PLACES[place].dy * reach - PLACES[place].above * label->height,
                   label->width, label->height};
}

/* Golden angle: steps in turn lie in all directions. */
static DgmiBox spiral_box(const DgmiPointLabel *label, guint step)
{
  const double angle = 2.399963 * step, reach = label->radius + 30 + 0.8 * step;
  const double x = label->x + reach * cos(angle), y = label->y + reach * sin(angle);
  return (DgmiBox){x - (x < label->x ? label->width : 0), y - label->height / 2, label->width,
                   label->height};
}

static gboolean inside(const DgmiBox *box, const DgmiBox *page)
{
  return box->x >= page->x && box->y >= page->y && box->x + box->width <= page->x + page->width &&
         box->y + box->height <= page->y + page->height;
}

static gboolean is_free(const DgmiBox *box, const DgmiPointLabel *labels, guint n,
                        const DgmiBox *placed, guint n_placed)
{
  for (guint i = 0; i < n; i++)
  {
    double r = labels[i].radius;
    DgmiBox mark = {labels[i].x - r, labels[i].y - r, 2 * r, 2 * r};
    if (dgmi_boxes_overlap(box, &mark))
      return FALSE;
  }
  for (guint i = 0; i < n_placed; i++)
    if (dgmi_boxes_overlap(box, &placed[i]))
      return FALSE;
  return TRUE;
}

static int by_importance(const void *a, const void *b, void *user_data)
{
  const DgmiPointLabel *labels = user_data;
  guint ia = *(const guint *)a, ib = *(const guint *)b;
  if (labels[ia].importance != labels[ib].importance)
    return labels[ia].importance > labels[ib].importance ? -1 : 1;
  return ia < ib ? -1 : ia > ib;
}

guint dgmi_labels_around(DgmiPointLabel *labels, guint n, const DgmiBox *page, const DgmiBox *taken,
                         guint n_taken)
{
  g_autofree guint *order = g_new(guint, MAX(n, 1));
  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data(order, (int)n, sizeof *order, by_importance, labels);
  g_autoptr(GArray) placed = g_array_new(FALSE, FALSE, sizeof(DgmiBox));
  if (n_taken > 0)
    g_array_append_vals(placed, taken, n_taken);
  guint dropped = 0;
  for (guint i = 0; i < n; i++)
  {
    DgmiPointLabel *label = &labels[order[i]];
    label->dropped = TRUE;
    for (guint place = 0; place < G_N_ELEMENTS(PLACES) && label->dropped; place++)
    {
      label->box = place_box(label, place);
      label->leader = place >= FIRST_FAR_PLACE;
      label->dropped = !inside(&label->box, page) ||
                       !is_free(&label->box, labels, n, (DgmiBox *)placed->data, placed->len);
    }
    for (guint step = 0; label->insist && label->dropped && step < SPIRAL_STEPS; step++)
    {
      label->box = spiral_box(label, step);
      label->leader = TRUE;
      label->dropped = !inside(&label->box, page) ||
                       !is_free(&label->box, labels, n, (DgmiBox *)placed->data, placed->len);
    }
    if (label->dropped)
      dropped++;
    else
      g_array_append_val(placed, label->box);
  }
  return dropped;
}
