/* reconcile.h: recomputed against published, unit by unit. */
#pragma once

#include "index/compute/result.h"
#include "indicators/base/export.h"

G_BEGIN_DECLS

typedef enum
{
  DGMI_VERDICT_NONE,     /* nothing was published for the unit */
  DGMI_VERDICT_SAME,     /* the same printed score, and its rank */
  DGMI_VERDICT_ROUNDING, /* within what rounding of the printed score and components allows, or the
                            named tolerance */
  DGMI_VERDICT_DIFFERS   /* beyond that, or a published rank that is not the rank of the published
                            scores */
} DgmiVerdict;

typedef struct
{
  guint unit;
  double published_score, published_rank; /* NaN = not published */
  double score, rank;                     /* recomputed, as dgmi_result_score() and _rank() */
  double difference;                      /* score − published score, rounded as they are */
  double expected_rank;                   /* of the published score among the published scores */
  gboolean by_score, by_rank;             /* what differs */
  DgmiVerdict verdict;
} DgmiReconciled;

typedef struct
{
  GArray *units; /* of DgmiReconciled, by published rank, else recomputed rank, then code */
  guint same, rounding, differs;
  double bound; /* what rounding allows: ½ unit of the score + Σ w · ½ unit of each component */
} DgmiReconciliation;

/* Compares. Error: the index states no published score, or the data lacks its column. */
DGMI_EXPORT DgmiReconciliation *dgmi_reconcile(const DgmiResult *result,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT void dgmi_reconciliation_free(DgmiReconciliation *reconciliation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DgmiReconciliation, dgmi_reconciliation_free)

/* "same", "rounding", "differs", "". */
DGMI_EXPORT const char *dgmi_verdict_name(DgmiVerdict verdict);

G_END_DECLS
