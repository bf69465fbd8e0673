#include "charts/kinds/rank-inside.h"

#include <math.h>

#define FAINT 0.5 /* share of a group's colour that rows beside highlighted ones keep */

/* The colour of a row's mark: its group's, or strong if highlighted, or plain. */
static DgmiColour mark_colour(const DgmiRankPicture *picture, const DgmiRankRow *row)
{
  const DgmiTheme *theme = picture->page->theme;
  if (dgmi_rank_has_group(picture, row))
  {
    DgmiColour colour = dgmi_theme_group(theme, (guint)row->group);
    gboolean faint = picture->any_highlighted && !row->highlighted;
    return faint ? dgmi_colour_mix(colour, theme->background, FAINT) : colour;
  }
  if (row->highlighted || (!picture->any_highlighted && !row->reference))
    return theme->strong;
  return theme->plain;
}

static void draw_bar(const DgmiRankPicture *picture, const DgmiRankRow *row, const DgmiScale *scale,
                     double middle, const char *title)
{
  double zero = dgmi_scale_map(scale, 0), end = dgmi_scale_map(scale, row->value);
  double height = picture->rows->bar;
  DgmiBox box = {MIN(zero, end), floor(middle - height / 2 + 0.5), MAX(fabs(end - zero), 0.5),
                 height};
  DgmiPaint paint = DGMI_PAINT_NONE;
  paint.fill = mark_colour(picture, row);
  if (dgmi_rank_has_group(picture, row))
    dgmi_theme_group_hatch(picture->page->theme, (guint)row->group, &paint.hatch,
                           &paint.hatch_colour);
  if (row->reference)
  {
    paint = DGMI_PAINT_NONE;
    paint.fill = picture->page->theme->background;
    paint.stroke = picture->page->theme->muted;
  }
  dgmi_scene_rect(picture->page->scene, DGMI_ROLE_MARK, &box, &paint, title);
}

/* A hair line along the row leads the eye from the name to the dot. */
static void draw_dot(const DgmiRankPicture *picture, const DgmiRankRow *row, const DgmiScale *scale,
                     double middle, const char *title)
{
  DgmiScene *scene = picture->page->scene;
  double x = dgmi_scale_map(scale, row->value), y = floor(middle) + 0.5;
  dgmi_scene_line(scene, DGMI_ROLE_GRID, (DgmiPoint){scale->from, y}, (DgmiPoint){x, y},
                  picture->page->theme->grid, 1);
  if (dgmi_rank_draws_interval(picture, row)) /* its diamond is the mark */
    return;
  DgmiMarkShape shape = row->reference ? DGMI_SHAPE_RING : DGMI_SHAPE_CIRCLE;
  dgmi_mark_draw(
      scene,
      &(DgmiMark){DGMI_ROLE_MARK, shape, {x, y}, RANK_DOT, mark_colour(picture, row), title});
}

static void draw_interval(const DgmiRankPicture *picture, const DgmiRankRow *row,
                          const DgmiScale *scale, double middle, const char *title)
{
  const DgmiTheme *theme = picture->page->theme;
  DgmiScene *scene = picture->page->scene;
  double low = dgmi_scale_map(scale, row->low), high = dgmi_scale_map(scale, row->high);
  /* A border in the page's colour keeps line and diamond clear of a dark bar. */
  dgmi_scene_line(scene, DGMI_ROLE_NONE, (DgmiPoint){low - 1, middle},
                  (DgmiPoint){high + 1, middle}, theme->background, 4);
  DgmiPaint line = DGMI_PAINT_NONE;
  line.stroke = theme->text;
  line.line_width = 1.5;
  dgmi_scene_move_to(scene, low, middle);
  dgmi_scene_line_to(scene, high, middle);
  dgmi_scene_path(scene, DGMI_ROLE_MARK, &line, title);
  DgmiColour colour = picture->bars ? theme->text : mark_colour(picture, row);
  dgmi_mark_diamond(scene,
                    &(DgmiMark){DGMI_ROLE_MARK,
                                DGMI_SHAPE_DIAMOND,
                                {dgmi_scale_map(scale, row->value), middle},
                                picture->bars ? RANK_DIAMOND : RANK_DOT + 1,
                                colour,
                                title},
                    theme->background);
}

static void draw_value(DgmiRankPicture *picture, const DgmiRankRow *row, const DgmiScale *scale,
                       guint column, double middle)
{
  const DgmiTheme *theme = picture->page->theme;
  DgmiTypesetter *typesetter = picture->page->typesetter;
  gboolean missing = isnan(row->value);
  double size = picture->rows->size;
  double end = picture->bars ? 0 : scale->low, mark = picture->bars ? 0 : RANK_DOT;
  if (!missing)
    end = MAX(end, row->value);
  if (dgmi_rank_draws_interval(picture, row))
  {
    end = MAX(end, row->high);
    mark = RANK_DIAMOND + 1;
  }
  double baseline =
      middle +
      (dgmi_typesetter_ascent(typesetter, size) - dgmi_typesetter_descent(typesetter, size)) / 2;
  DgmiTextRun run = {.text = missing ? dgmi_words_say(picture->page->words, "no score")
                                     : dgmi_rank_value_text(picture, row->value),
                     .x = dgmi_scale_map(scale, end) + mark + RANK_VALUE_GAP,
                     .y = baseline,
                     .size = size,
                     .weight = row->highlighted ? DGMI_WEIGHT_BOLD : DGMI_WEIGHT_REGULAR,
                     .colour = missing ? theme->muted : theme->text,
                     .role = DGMI_ROLE_VALUE};
  if (*run.text != '\0')
    dgmi_scene_text(picture->page->scene, &run);
  if (picture->range_width == 0 || !dgmi_rank_has_interval(row))
    return;
  run.text = dgmi_rank_range_text(picture, row, 0);
  run.x = dgmi_rows_column_x(picture->rows, picture->page, column) + picture->rows->column_width;
  run.anchor = DGMI_ANCHOR_END;
  run.weight = DGMI_WEIGHT_REGULAR;
  run.colour = theme->muted;
  dgmi_scene_text(picture->page->scene, &run);
}

static void draw_row(DgmiRankPicture *picture, guint i)
{
  const DgmiRow *place = &picture->rows->rows[i];
  const DgmiRankRow *row = g_ptr_array_index(picture->shown, place->source);
  DgmiScene *scene = picture->page->scene;
  DgmiScale scale = dgmi_rows_scale(picture->rows, picture->page, &picture->ticks, place->column);
  double middle = dgmi_rows_middle(place, picture->page);
  const char *title = dgmi_rank_row_title(picture, row);
  dgmi_scene_group(scene, DGMI_ROLE_ROW, title);
  if (!isnan(row->value) && picture->bars)
    draw_bar(picture, row, &scale, middle, title);
  else if (!isnan(row->value))
    draw_dot(picture, row, &scale, middle, title);
  if (dgmi_rank_draws_interval(picture, row))
    draw_interval(picture, row, &scale, middle, title);
  if (picture->rows->keys && dgmi_rank_has_group(picture, row))
    dgmi_mark_draw(
        scene, &(DgmiMark){DGMI_ROLE_LEGEND,
                           row->group % DGMI_N_SHAPES,
                           {dgmi_rows_key_x(picture->rows, picture->page, place->column), middle},
                           4,
                           dgmi_theme_key(picture->page->theme, (guint)row->group),
                           title});
  dgmi_rows_draw_name(picture->rows, place, picture->page);
  draw_value(picture, row, &scale, place->column, middle);
  dgmi_scene_end(scene);
}

void dgmi_rank_draw(DgmiRankPicture *picture)
{
  dgmi_page_open(picture->page);
  if (picture->rows->n > 0)
  {
    if (picture->rows->legend != NULL)
      dgmi_legend_draw(picture->rows->legend, picture->page);
    dgmi_rows_draw_axes(picture->rows, picture->page, &picture->ticks);
    dgmi_rows_draw_bands(picture->rows, picture->page);
  }
  for (guint i = 0; i < picture->rows->n; i++)
    draw_row(picture, i);
  dgmi_page_close(picture->page, picture->rows->height);
}
