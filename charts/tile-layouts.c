#include "charts/tile-layouts.h"

#include <string.h>

#define CELL 4 /* characters from one tile to the next */

static const char *const CHINA[] = {
    "                            HL  ",
    "                NM  BJ  LN  JL  ",
    "XJ  QH  GS  NX  SX  HE  TJ      ",
    "    XZ  SC  SN  HA  SD          ",
    "        CQ  HB  AH  JS  SH      ",
    "    YN  GZ  HN  JX  ZJ          ",
    "        GX  GD  FJ  TW          ",
    "        HI  MO  HK              ",
    NULL,
};

/* clang-format off: rows are wider than a line of code. */
static const char *const WORLD[] = {
    "                                    ISL             NOR SWE FIN",
    "                                                    DNK     EST RUS",
    "                                    IRL GBR     NLD DEU POL LVA",
    "                                            BEL LUX CZE SVK LTU BLR",
    "                GRL                         FRA CHE AUT HUN ROU UKR         KAZ         MNG",
    "    CAN                                     MCO LIE SVN HRV SRB MDA         UZB KGZ     CHN PRK     JPN",
    "    USA                             PRT ESP AND ITA SMR BIH XKX BGR GEO     TKM TJK     MAC HKG KOR",
    "    MEX     CUB BHS                             VAT     MNE MKD TUR ARM AZE     AFG NPL BTN     TWN",
    "    GTM BLZ     JAM HTI DOM PRI                 MLT     ALB GRC LBN SYR IRQ IRN PAK IND BGD MMR LAO VNM",
    "    SLV HND             KNA ATG                             CYP ISR JOR KWT         LKA     THA KHM     PHL",
    "        NIC             DMA LCA             MAR DZA TUN LBY EGY PSE SAU BHR QAT MDV         MYS BRN     PLW FSM MHL",
    "        CRI         GRD VCT BRB CPV SEN MRT MLI BFA NER TCD SDN ERI YEM OMN ARE             SGP IDN TLS PNG NRU KIR",
    "        PAN         TTO             GMB GIN CIV GHA NGA CAF SSD ETH DJI                                 SLB TUV WSM",
    "            COL VEN GUY SUR         GNB SLE LBR TGO BEN CMR UGA KEN SOM                         AUS     VUT FJI TON NIU",
    "            ECU PER BRA                         STP GNQ COG RWA TZA     SYC                             NZL         COK",
    "                BOL PRY                             GAB COD BDI MWI COM",
    "            CHL ARG URY                             AGO ZMB ZWE MOZ MDG MUS",
    "                                                    NAM BWA SWZ",
    "                                                        ZAF LSO",
    NULL,
};
/* clang-format on */

static const char *const *const LAYOUTS[DGMI_N_TILE_LAYOUTS] = {
    [DGMI_TILES_CHINA] = CHINA, [DGMI_TILES_WORLD] = WORLD};

DgmiTile *dgmi_tile_layout(DgmiTileLayoutId id, guint *n)
{
  g_assert((gsize)id < G_N_ELEMENTS(LAYOUTS));
  g_autoptr(GArray) tiles = g_array_new(FALSE, TRUE, sizeof(DgmiTile));
  for (guint row = 0; LAYOUTS[id][row] != NULL; row++)
  {
    const char *line = LAYOUTS[id][row];
    for (guint at = 0; at < strlen(line); at += CELL)
    {
      const gsize length = MIN(strcspn(line + at, " "), CELL - 1);
      if (length == 0)
        continue;
      DgmiTile tile = {.row = row, .column = at / CELL};
      memcpy(tile.code, line + at, length);
      g_array_append_val(tiles, tile);
    }
  }
  *n = tiles->len;
  return (DgmiTile *)g_array_free(g_steal_pointer(&tiles), FALSE);
}
