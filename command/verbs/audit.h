/* audit.h: the parts of the verb `audit`; for verb-audit.c and audit-*.c alone.
 *
 * A part makes one table and flags what is to be looked at. Formats for people get each flag as a
 * sentence below the table; the document is the tables one after the other, shortened. */
#pragma once

#include "command/run/run.h"
#include "index/questions/correlations.h"
#include "index/questions/importance.h"

/* What is flagged; the limits are those of the OECD's and the JRC's handbook and audits. */
#define DGMI_AUDIT_SHARE 0.65     /* availability below */
#define DGMI_AUDIT_NEGATIVE -0.4  /* correlations below */
#define DGMI_AUDIT_WEAK 0.3       /* below, where things are put together */
#define DGMI_AUDIT_REDUNDANT 0.92 /* above */
#define DGMI_AUDIT_ALPHA 0.7      /* below */
#define DGMI_AUDIT_WITHOUT 0.01   /* alpha rises by more without an item */
#define DGMI_AUDIT_LOADING -0.3   /* on the first component below */
#define DGMI_AUDIT_KMO 0.6        /* below */
#define DGMI_AUDIT_BARTLETT 0.05  /* p above */
#define DGMI_AUDIT_RATIO 2        /* effective over nominal weight above, or below its inverse */
#define DGMI_AUDIT_SHIFT 0.05     /* mean shift over the number of ranked units above */

typedef struct
{
  const char *part; /* whose flag it is */
  const char *flag; /* "weak": fixed, English */
  char *node;       /* a code: of a node, or of a unit */
  char *other;      /* the other node's, or NULL */
  double value;     /* the number that is flagged */
  double severity;  /* to order the flags of a part, largest first */
  char *sentence;   /* in the language of --lang */
} DgmiAuditFlag;

typedef struct
{
  DgmiRun *run;
  DgmiIndex *index;
  gboolean for_people;
  gboolean has_stage; /* --stage is given */
  DgmiStage stage;    /* then this is it */
  DgmiCorrelationKind kind;
  DgmiEffective effective;
  DgmiMatrix *ranks; /* where `stage` is theirs */
  guint n_units;
  const char *part;           /* the name of the one that is made */
  GHashTable *doubts;         /* names of parts with numbers that are not defined */
  GArray *flags;              /* of DgmiAuditFlag, in the order they were found */
  guint n_nodes;              /* with a correlation, see dgmi_audit_pairs() */
  guint *pair_nodes;          /* they, framework order */
  DgmiCorrelation *all_pairs; /* by dgmi_pair() of positions in pair_nodes */
} DgmiAudit;

/* One table. `whole` = FALSE: shortened, for the document. NULL with failures. */
typedef DgmiGrid *(*DgmiAuditFunc)(DgmiAudit *audit, gboolean whole);

typedef struct
{
  const char *name;
  const char *title; /* to be translated */
  DgmiAuditFunc make;
  guint section;       /* of the document, from 1; 0 = not in it */
  const char *reading; /* how to read the table, to be translated; NULL = nothing to say */
} DgmiAuditPart;

const DgmiAuditPart *dgmi_audit_parts(guint *n);

/* The table of one part, with its title, how to read it and its flags. */
DgmiGrid *dgmi_audit_part(DgmiAudit *audit, const DgmiAuditPart *part,
                          gboolean whole) G_GNUC_WARN_UNUSED_RESULT;
/* The whole, as grids that follow each other. */
DgmiGrid *dgmi_audit_document(DgmiAudit *audit) G_GNUC_WARN_UNUSED_RESULT;
/* Every flag of every part. */
DgmiGrid *dgmi_audit_all_flags(DgmiAudit *audit, gboolean whole) G_GNUC_WARN_UNUSED_RESULT;

/* ---- The parts ---- */

DgmiGrid *dgmi_audit_availability(DgmiAudit *audit, gboolean whole) G_GNUC_WARN_UNUSED_RESULT;
DgmiGrid *dgmi_audit_outliers(DgmiAudit *audit, gboolean whole) G_GNUC_WARN_UNUSED_RESULT;
DgmiGrid *dgmi_audit_correlations(DgmiAudit *audit, gboolean whole) G_GNUC_WARN_UNUSED_RESULT;
DgmiGrid *dgmi_audit_alpha(DgmiAudit *audit, gboolean whole) G_GNUC_WARN_UNUSED_RESULT;
DgmiGrid *dgmi_audit_without(DgmiAudit *audit, gboolean whole) G_GNUC_WARN_UNUSED_RESULT;
DgmiGrid *dgmi_audit_pca(DgmiAudit *audit, gboolean whole) G_GNUC_WARN_UNUSED_RESULT;
DgmiGrid *dgmi_audit_loadings(DgmiAudit *audit, gboolean whole) G_GNUC_WARN_UNUSED_RESULT;
DgmiGrid *dgmi_audit_adequacy(DgmiAudit *audit, gboolean whole) G_GNUC_WARN_UNUSED_RESULT;
DgmiGrid *dgmi_audit_importance(DgmiAudit *audit, gboolean whole) G_GNUC_WARN_UNUSED_RESULT;
DgmiGrid *dgmi_audit_leave_one_out(DgmiAudit *audit, gboolean whole) G_GNUC_WARN_UNUSED_RESULT;

/* ---- What they share ---- */

/* The stage a part looks at. */
DgmiStage dgmi_audit_stage(const DgmiAudit *audit, DgmiStage otherwise);

/* A node's values at a stage, n_units of them; NULL where it has none (an aggregate before the
 * normalised stage; in the normalised one it has its score). */
const double *dgmi_audit_values(const DgmiAudit *audit, DgmiStage stage, guint node);

/* "Online Service Index (OSI)", or the code alone where it is the name; a unit's likewise. Free
 * with g_free(). */
char *dgmi_audit_name(const DgmiAudit *audit, guint node);
char *dgmi_audit_unit_name(DgmiAudit *audit, guint unit);

/* The column `name` of a grid for people: the names of what the column before it has codes of. Does
 * nothing for programs; returns the number of the next column. */
guint dgmi_audit_add_name(const DgmiAudit *audit, DgmiGrid *grid, const char *heading);

/* A grid whose rows are about nodes: its first columns are their codes and, for people, names. */
DgmiGrid *dgmi_audit_node_grid(const DgmiAudit *audit) G_GNUC_WARN_UNUSED_RESULT;

/* A p value; people do not read one as 0. */
void dgmi_audit_add_p(const DgmiAudit *audit, DgmiGrid *grid, guint column, double p);

/* What a flag is about: a code, and the code of what it is seen beside (NULL = nothing). */
typedef struct
{
  const char *code, *other;
} DgmiAuditAbout;

/* Flags something. Takes `sentence`. */
void dgmi_audit_flag(DgmiAudit *audit, const char *flag, DgmiAuditAbout about, double value,
                     double severity, char *sentence);

/* Says something of the numbers: below the table, beside it for programs. */
void dgmi_audit_remark(DgmiAudit *audit, DgmiGrid *grid, const char *format, ...)
    G_GNUC_PRINTF(3, 4);
/* The same of numbers that are not defined, for which the part gets no clean bill. */
void dgmi_audit_undefined(DgmiAudit *audit, DgmiGrid *grid, const char *format, ...)
    G_GNUC_PRINTF(3, 4);
/* The same with an error's reason, in the language of --lang. */
void dgmi_audit_undefined_error(DgmiAudit *audit, DgmiGrid *grid, guint node, const GError *error);
