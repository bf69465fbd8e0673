/* theme.h: the colours and type sizes of a page. */
#pragma once

#include "charts/scene/scene.h"

typedef enum
{
  DGMI_THEME_LIGHT, /* white page */
  DGMI_THEME_DARK,  /* near-black page, the same contrasts */
  DGMI_THEME_PRINT  /* greys and patterns only */
} DgmiThemeId;

typedef struct
{
  const char *name; /* as --theme takes it */
  DgmiColour background;
  DgmiColour text;   /* titles, labels */
  DgmiColour muted;  /* subtitle, axes, footer; at least 4.5:1 on the background as `text` is */
  DgmiColour strong; /* the highlighted units' marks; 3:1 or better */
  DgmiColour plain;  /* all other marks where some are highlighted */
  DgmiColour grid;   /* lines that help reading */
  DgmiColour axis;   /* the zero line */
  DgmiRamp classes;  /* ordered classes, best first = where the ramp stands out most */
  gboolean grey;     /* groups are told apart by pattern and shape alone */
} DgmiTheme;

/* Type sizes in px, the same in every theme. Nothing is smaller than DGMI_SIZE_FOOTER: 7.5 pt. */
#define DGMI_SIZE_TITLE 20.0
#define DGMI_SIZE_SUBTITLE 13.0
#define DGMI_SIZE_LABEL 12.0
#define DGMI_SIZE_AXIS 11.0
#define DGMI_SIZE_FOOTER 10.0

const DgmiTheme *dgmi_theme(DgmiThemeId id);

/* FALSE if there is no theme of that name ("light", "dark", "print"). */
gboolean dgmi_theme_find(const char *name, DgmiThemeId *id);

/* Class `i` of `n`, the best class first. */
DgmiColour dgmi_theme_class(const DgmiTheme *theme, guint i, guint n);

/* Areas of group `i`; a grey in the print theme, which there are four of. */
DgmiColour dgmi_theme_group(const DgmiTheme *theme, guint i);

/* The hatch that goes with it: none, but in the print theme from the fifth group on. */
void dgmi_theme_group_hatch(const DgmiTheme *theme, guint i, DgmiHatch *hatch, DgmiColour *colour);

/* Small marks of group `i`, told apart by shape too: its colour, black in the print theme. */
DgmiColour dgmi_theme_key(const DgmiTheme *theme, guint i);
