/* weight-study.h: an opened index under all weights of its parts, or of a node's. */
#pragma once

#include "index/opened/index.h"
#include "index/weights/weight-parts.h"
#include "index/weights/weight-search.h"
#include "index/weights/weight-space.h"

G_BEGIN_DECLS

/* Which weights; zeros = all of them. */
typedef struct
{
  const char *node;          /* whose parts; NULL = the index */
  const char *const *bounds; /* "LOW..HIGH", "NODE=LOW..HIGH"; NULL-terminated, NULL = none */
  const char *within;        /* "25%" of the weights; NULL = no limit */
  guint64 draws;             /* of weights, where shares are estimated; 0 = 100,000 */
  guint64 seed;              /* 0 = 1 */
  guint search;              /* nodes of a search for a rank; 0 = 5,000 */
  gpointer reserved[4];      /* zeros */
} DgmiWeightRequest;

typedef struct
{
  DgmiIndex *index;
  gboolean is_bounded; /* by bounds or within */
  guint draws, search;
  guint64 seed;
  DgmiWeightParts *parts;
  DgmiWeightSpace *space; /* of parts->value, within the bounds */
  /* The same without the parts that bounds fix: of full dimension. */
  DgmiWeightSpace *varying;
  double *value;
  guint *rank; /* under the nominal weights, of scores not rounded; equal ones share the better */
} DgmiWeightStudy;

/* The analysis of a computed index, which must outlive it; the request need not. FALSE with
 * failures. */
DGMI_EXPORT gboolean dgmi_weight_study_init(DgmiWeightStudy *weighing, DgmiIndex *index,
                                            const DgmiWeightRequest *request,
                                            DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;
DGMI_EXPORT void dgmi_weight_study_clear(DgmiWeightStudy *weighing);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DgmiWeightStudy, dgmi_weight_study_clear)

/* All units of parts, by rank, then by code. Free with g_free(). */
DGMI_EXPORT guint *
dgmi_weight_study_order(const DgmiWeightStudy *weighing) G_GNUC_WARN_UNUSED_RESULT;

/* Whether ranks and shares are exact: of three parts or fewer. */
DGMI_EXPORT gboolean dgmi_weight_study_is_exact(const DgmiWeightStudy *weighing);

/* The best and the worst rank of a unit of parts. FALSE with an error of the solver. */
DGMI_EXPORT gboolean dgmi_weight_study_ranks(const DgmiWeightStudy *weighing, guint unit,
                                             DgmiWeightFound *best, DgmiWeightFound *worst,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* share[parts->n_units]: of the weights that put a unit first. */
DGMI_EXPORT void dgmi_weight_study_shares(const DgmiWeightStudy *weighing, double *share);

/* "OSI, TII, HCI", with bounds "OSI 0.25–0.417, …". Free with g_free(). */
DGMI_EXPORT char *dgmi_weight_study_text(const DgmiWeightStudy *weighing) G_GNUC_WARN_UNUSED_RESULT;

/* What is to be told of units that lack a part, NULL = nothing; free with g_free(). */
DGMI_EXPORT char *
dgmi_weight_study_partial_text(const DgmiWeightStudy *weighing) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
