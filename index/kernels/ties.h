/* ties.h: how equal values share ranks; 1 = largest. */
#pragma once

typedef enum
{
  DGMI_TIES_MIN,   /* 1 2 2 4 */
  DGMI_TIES_MAX,   /* 1 3 3 4 */
  DGMI_TIES_MEAN,  /* 1 2.5 2.5 4 */
  DGMI_TIES_DENSE, /* 1 2 2 3 */
  DGMI_TIES_FIRST  /* 1 2 3 4, in the order of the units */
} DgmiTies;
