/* target-inside.h: trying values out, for target.c, target-trial.c and target-search.c alone. */
#pragma once

#include "index/questions/standing.h"
#include "index/questions/target.h"

typedef struct
{
  const DgmiResult *result;
  const DgmiTargetTask *task;
  DgmiMatrix *scores;     /* of every node, as far as they are now tried */
  gboolean *above;        /* by node: whether a value to try is below it */
  gboolean is_local;      /* other units' scores do not depend on this one's */
  DgmiStanding *standing; /* of the units as they are */
  double score;           /* of the last values tried, rounded */
} DgmiTrial;

void dgmi_trial_init(DgmiTrial *trial, const DgmiResult *result, const DgmiTargetTask *task);
void dgmi_trial_clear(DgmiTrial *trial);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DgmiTrial, dgmi_trial_clear)

/* The rank with the values x[n_nodes] (missing ones stay missing); NaN where the index is not
 * defined. */
double dgmi_trial_rank(DgmiTrial *trial, const double *x);

/* Whether the task's rank is reached with x. */
gboolean dgmi_trial_reaches(DgmiTrial *trial, const double *x);

/* Searches x[n_nodes], which has a solution (the limits) and gets a better one. */
void dgmi_target_search(DgmiTrial *trial, const double *now, double *x);
