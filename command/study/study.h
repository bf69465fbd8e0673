/* study.h: an index with its tables read, as the options of the command ask for it. */
#pragma once

#include "command/run/options.h"
#include "datasets/units/units.h"
#include "index/compute/result.h"

typedef struct
{
  DgmiDefinition *definition;
  DgmiFramework *framework;
  DgmiDataset *dataset;
  DgmiRecipe *recipe;
  DgmiResult *result;
  GPtrArray *other_years; /* of DgmiDataset, where a method needs them; NULL = none */
  GPtrArray *proxies;     /* of DgmiProxies, one for each impute=file:F */
  DgmiUnits *units;       /* NULL until a name is asked that the dataset does not give */
  guint64 seed;           /* of what is drawn; 0 = the default */
  const char *language;
  char *units_folder;
  char *weights_note; /* what has to be told with weights from a file; NULL = nothing */
} DgmiStudy;

/* How far to go. */
typedef enum
{
  DGMI_STUDY_DEFINITION, /* definition, framework and recipe */
  DGMI_STUDY_DATA,       /* and the data */
  DGMI_STUDY_RESULT      /* and the computation */
} DgmiStudyDepth;

/* The shipped folders: DGMI_DATA (environment), the build tree's, or the installed ones. The
 * strings live as long as the program. */
DgmiPaths dgmi_study_paths(void);

/* Opens `index` (id, family or file; NULL where --data and --indicators are given). FALSE with
 * failures in `messages`. */
gboolean dgmi_study_open(DgmiStudy *study, const char *index, const DgmiOptions *options,
                         DgmiStudyDepth depth, DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;
void dgmi_study_clear(DgmiStudy *study);

/* The study's recipe with other weights, written as --weights takes them; the study stays as it is.
 * NULL with failures; drop with dgmi_recipe_unref(). */
DgmiRecipe *dgmi_study_reweigh(DgmiStudy *study, const char *weights,
                               DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DgmiStudy, dgmi_study_clear)

/* Names in the study's language; they belong to the study. */
const char *dgmi_study_unit_name(DgmiStudy *study, guint unit);
const char *dgmi_study_node_name(const DgmiStudy *study, guint node);
const char *dgmi_study_index_name(const DgmiStudy *study);
const char *dgmi_study_class_name(const DgmiStudy *study, int class);

/* The unit or node that a user's word means: its code, or its name in either language. -1 with a
 * failure that suggests one. */
int dgmi_study_find_unit(DgmiStudy *study, const char *word, DgmiMessages *messages);
int dgmi_study_find_node(const DgmiStudy *study, const char *word, DgmiMessages *messages);

/* The units to show by --units and --top, in the order of `order` (n of them, changed in place).
 * FALSE with a failure. */
gboolean dgmi_study_choose_units(DgmiStudy *study, const DgmiOptions *options, guint *order,
                                 guint *n, DgmiMessages *messages) G_GNUC_WARN_UNUSED_RESULT;
