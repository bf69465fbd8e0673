/* tile-layouts.h: maps whose units are tiles of one size: China's 34 province-level units and the
 * world's countries, each where one looks for it, near its neighbours. Our own layouts. */
#pragma once

#include <glib.h>

typedef enum
{
  DGMI_TILES_CHINA, /* codes "GD" of ISO 3166-2:CN */
  DGMI_TILES_WORLD, /* ISO 3166-1 alpha-3: the 193 members of the United Nations and others */
  DGMI_N_TILE_LAYOUTS
} DgmiTileLayoutId;

typedef struct
{
  char code[4];
  guint row, column; /* from the top left */
} DgmiTile;

/* The tiles, row by row; *n gets their number. Free with g_free(). */
DgmiTile *dgmi_tile_layout(DgmiTileLayoutId id, guint *n) G_GNUC_WARN_UNUSED_RESULT;
