/* profile-parts.h: the parts of a profile's page, each in a column of its own width.
 *
 * Every part begins at `y`, returns where it ends, and draws only where `drawn` is set: the page is
 * laid out by the same functions that draw it. */
#pragma once

#include "charts/kinds/chart-profile.h"

typedef struct
{
  const DgmiProfileInput *input;
  DgmiPage *page;
  GPtrArray *strings;
  gboolean drawn;
  double x, width; /* of the column */
} DgmiProfilePart;

double dgmi_profile_standing(const DgmiProfilePart *part, double y);
double dgmi_profile_history(const DgmiProfilePart *part, double y);
double dgmi_profile_peers(const DgmiProfilePart *part, double y);
double dgmi_profile_pillars(const DgmiProfilePart *part, double y);

/* Strengths or weaknesses. */
double dgmi_profile_list(const DgmiProfilePart *part, gboolean strengths, double y);
