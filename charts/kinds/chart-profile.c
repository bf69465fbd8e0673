#include "charts/kinds/profile-parts.h"

#include <math.h>

#define UPRIGHT 420.0 /* px of a page that is higher than wide: one column */
#define WIDE 640.0    /* px of the body from which there are two columns */
#define LEFT_SHARE 0.34
#define COLUMN_GAP 40.0

typedef struct
{
  const DgmiProfileInput *input;
  DgmiPage *page;
  GPtrArray *strings;
} ProfilePicture;

/* Strengths and weaknesses side by side, or the one that there is. */
static double put_lists(DgmiProfilePart part, double y)
{
  const double x = part.x, width = part.width;
  const gboolean both = part.input->n_strengths > 0 && part.input->n_weaknesses > 0;
  if (!both || width < WIDE / 2)
    return dgmi_profile_list(&part, FALSE, dgmi_profile_list(&part, TRUE, y));
  part.width = (width - COLUMN_GAP / 2) / 2;
  const double left = dgmi_profile_list(&part, TRUE, y);
  part.x = x + part.width + COLUMN_GAP / 2;
  const double right = dgmi_profile_list(&part, FALSE, y);
  return MAX(left, right);
}

/* All parts from the top of the body; returns the height they take. */
static double put_parts(const ProfilePicture *picture, gboolean drawn)
{
  const DgmiBox *body = &picture->page->body;
  DgmiProfilePart left = {picture->input, picture->page, picture->strings,
                          drawn,          body->x,       body->width};
  DgmiProfilePart right = left;
  double y = body->y, beside = body->y;
  if (body->width < WIDE)
  {
    y = dgmi_profile_standing(&left, y);
    y = dgmi_profile_history(&left, y);
    y = dgmi_profile_pillars(&left, y);
    y = put_lists(left, y);
    return dgmi_profile_peers(&left, y) - body->y;
  }
  left.width = floor(body->width * LEFT_SHARE);
  right.x = left.x + left.width + COLUMN_GAP;
  right.width = body->width - left.width - COLUMN_GAP;
  y = dgmi_profile_standing(&left, y);
  y = dgmi_profile_history(&left, y);
  y = dgmi_profile_peers(&left, y);
  beside = dgmi_profile_pillars(&right, beside);
  beside = put_lists(right, beside);
  return MAX(y, beside) - body->y;
}

/* The largest type with which everything fits. */
static gboolean lay_out(const ProfilePicture *picture, GError **error)
{
  static const double zooms[] = {3, 2.5, 2, 1.75, 1.5, 1.33, 1.2, 1.1, 1};
  DgmiPage *page = picture->page;
  const gboolean fixed = page->style->height > 0;
  for (guint i = 0; i < G_N_ELEMENTS(zooms); i++)
  {
    const gboolean upright = fixed && page->style->height > page->style->width;
    const double least = upright ? UPRIGHT : fixed ? WIDE + 48 : DGMI_PAGE_WIDTH;
    if (zooms[i] > 1 && page->style->width / zooms[i] < least)
      continue;
    dgmi_page_lay_out(page, zooms[i]);
    if (!fixed || put_parts(picture, FALSE) <= page->body.height)
      return TRUE;
  }
  dgmi_page_refuse(page, error);
  return FALSE;
}

/* "China is 43rd of 193, with 0.8118; best in Online Service Index: rank 15 of 193" */
static char *finding(const ProfilePicture *picture)
{
  const DgmiProfileInput *input = picture->input;
  const DgmiWords *words = picture->page->words;
  const char *name = input->unit.name != NULL ? input->unit.name : input->unit.code;
  if (isnan(input->unit.value))
    return dgmi_words_fill(words, "$1 has no score", name, NULL, NULL);
  g_autofree char *value = dgmi_words_number(words, input->unit.value, input->digits);
  g_autofree char *of = g_strdup_printf("%u", input->n_ranked);
  g_autofree char *rank = input->unit.rank != NULL
                              ? dgmi_words_fill(words, "rank $1 of $2", input->unit.rank, of, NULL)
                              : g_strdup("–");
  g_autoptr(GString) text = g_string_new(NULL);
  g_string_append_printf(text, "%s%s%s%s%s", name, dgmi_words_say(words, ": "), rank,
                         dgmi_words_say(words, " · "), value);
  if (input->n_strengths > 0)
  {
    g_autofree char *best =
        dgmi_words_fill(words, "best in $1", input->strengths[0].name, NULL, NULL);
    g_string_append_printf(text, "%s%s", dgmi_words_say(words, "; "), best);
  }
  if (input->n_weaknesses > 0)
  {
    g_autofree char *worst =
        dgmi_words_fill(words, "weakest in $1", input->weaknesses[0].name, NULL, NULL);
    g_string_append_printf(text, "%s%s", dgmi_words_say(words, "; "), worst);
  }
  return g_strdup(text->str);
}

DgmiScene *dgmi_chart_profile_draw(const DgmiChartStyle *style, gconstpointer input, GError **error)
{
  g_autoptr(DgmiPage) page = dgmi_page_new(style);
  g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
  const ProfilePicture picture = {input, page, strings};
  if (!lay_out(&picture, error))
    return NULL;
  dgmi_page_open(page);
  dgmi_page_close(page, put_parts(&picture, TRUE));
  g_autofree char *sentence = finding(&picture);
  return dgmi_page_finish(page, dgmi_words_say(page->words, "Profile"), sentence, error);
}
