#include "charts/map/tile-layouts.h"

#include <string.h>

#define CELL 3 /* characters of a tile */

static const char *const CHINA[] = {
    "                     HL", "            NM BJ LN JL", "XJ QH GS NX SX HE TJ",
    "   XZ SC SN HA SD",       "      CQ HB AH JS SH",    "   YN GZ HN JX ZJ",
    "      GX GD FJ TW",       "      HI MO HK",          NULL,
};

static const char *const WORLD[] = {
    "                           ISL         NORSWEFIN",
    "                                       DNK   ESTRUS",
    "                           IRLGBR   NLDDEUPOLLVA",
    "                                 BELLUXCZESVKLTUBLR",
    "            GRL                  FRACHEAUTHUNROUUKR      KAZ      MNG",
    "   CAN                           MCOLIESVNHRVSRBMDA      UZBKGZ   CHNPRK   JPN",
    "   USA                     PRTESPANDITASMRBIHXKXBGRGEO   TKMTJK   MACHKGKOR",
    "   MEX   CUBBHS                     VAT   MNEMKDTURARMAZE   AFGNPLBTN   TWN",
    "   GTMBLZ   JAMHTIDOMPRI            MLT   ALBGRCLBNSYRIRQIRNPAKINDBGDMMRLAOVNM",
    "   SLVHND         KNAATG                     CYPISRJORKWT      LKA   THAKHM   PHL",
    "      NIC         DMALCA         MARDZATUNLBYEGYPSESAUBHRQATMDV      MYSBRN   PLWFSMMHL",
    "      CRI      GRDVCTBRBCPVSENMRTMLIBFANERTCDSDNERIYEMOMNARE         SGPIDNTLSPNGNRUKIR",
    "      PAN      TTO         GMBGINCIVGHANGACAFSSDETHDJI                        SLBTUVWSM",
    "         COLVENGUYSUR      GNBSLELBRTGOBENCMRUGAKENSOM                  AUS   VUTFJITONNIU",
    "         ECUPERBRA                  STPGNQCOGRWATZA   SYC                     NZL      COK",
    "            BOLPRY                     GABCODBDIMWICOM",
    "         CHLARGURY                     AGOZMBZWEMOZMDGMUS",
    "                                       NAMBWASWZ",
    "                                          ZAFLSO",
    NULL,
};

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
      const gsize length = MIN(strcspn(line + at, " "), CELL); /* of the code */
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
