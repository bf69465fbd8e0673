/* rank-inside.h: what laying out ranked bars (chart-rank.c) and drawing them (rank-draw.c) share.
 */
#pragma once

#include "charts/kinds/chart-rank.h"
#include "charts/page/rows.h"

#define RANK_VALUE_GAP 6.0 /* from a mark to its value */
#define RANK_DIAMOND 4.5
#define RANK_DOT 5.0

/* One picture being made. */
typedef struct
{
  const DgmiRankInput *input;
  DgmiPage *page;
  GPtrArray *strings; /* all that is made on the way */
  GPtrArray *shown;   /* DgmiRankRow, in the order of the picture */
  DgmiRows *rows;     /* as `shown` */
  DgmiBand *bands;
  DgmiLegendEntry *entries;
  DgmiLegend legend;
  DgmiTicks ticks;
  double range_width; /* of the printed intervals, at label size */
  gboolean bars;      /* else dots */
  gboolean any_highlighted;
  guint n_ranked; /* units that ranks count, shown or not */
} DgmiRankPicture;

/* Whether a row has an interval, and whether that is drawn as a line. */
gboolean dgmi_rank_has_interval(const DgmiRankRow *row);
gboolean dgmi_rank_draws_interval(const DgmiRankPicture *picture, const DgmiRankRow *row);

gboolean dgmi_rank_has_group(const DgmiRankPicture *picture, const DgmiRankRow *row);

/* What is printed: the value, "1–6", and the tooltip of a row. They belong to the picture. */
char *dgmi_rank_value_text(DgmiRankPicture *picture, double value);
char *dgmi_rank_range_text(DgmiRankPicture *picture, const DgmiRankRow *row, int digits);
const char *dgmi_rank_row_title(DgmiRankPicture *picture, const DgmiRankRow *row);

/* Draws the page from its title to its footer. */
void dgmi_rank_draw(DgmiRankPicture *picture);
