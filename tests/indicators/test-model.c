/* Reference models: the shipped ones, inheritance, pillars, and what is refused. */
#include "indicators/definition/model.h"

#include <glib/gstdio.h>

#include "datasets/csv/framework-table.h"
#include "tests/shared/program.h"

static DgmiPaths shipped(void)
{
  static char *folder;
  if (folder == NULL)
    folder = g_build_filename(g_getenv("G_TEST_SRCDIR"), "..", "indicators", "shipped", NULL);
  return (DgmiPaths){.indicators = folder, .datasets = folder};
}

static DgmiModel *read_shipped(const char *id)
{
  const DgmiPaths paths = shipped();
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autofree char *file = dgmi_model_find(&paths, id);
  g_assert_nonnull(file);
  DgmiModel *model = dgmi_model_read(file, messages);
  g_assert_cmpuint(dgmi_messages_failures(messages), ==, 0);
  return model;
}

static void check_same(const DgmiModel *a, const DgmiModel *b, const char *section)
{
  g_auto(GStrv) keys = dgmi_model_keys(a, section), others = dgmi_model_keys(b, section);
  for (guint i = 0; keys[i] != NULL; i++)
    for (guint zh = 0; zh < 2; zh++)
    {
      g_autofree char *x = dgmi_model_get(a, section, keys[i], zh ? "zh" : "en");
      g_autofree char *y = dgmi_model_get(b, section, keys[i], zh ? "zh" : "en");
      g_assert_true(g_strcmp0(x, y) == 0 || g_str_equal(keys[i], "inherit"));
    }
  g_assert_cmpuint(g_strv_length(keys), >=, g_strv_length(others));
}

/* Written out and read again, it says the same in both languages and inherits nothing. */
static void check_written(const DgmiModel *model)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autofree char *text = dgmi_model_to_ini(model);
  g_autofree char *folder = g_dir_make_tmp("dgmi-model-XXXXXX", NULL);
  g_autofree char *file = g_build_filename(folder, "copy.ini", NULL);
  g_assert_true(g_file_set_contents(file, text, -1, NULL));
  g_autoptr(DgmiModel) copy = dgmi_model_read(file, messages);
  g_assert_nonnull(copy);
  g_assert_null(dgmi_model_get(copy, "model", "inherit", "en"));
  g_auto(GStrv) families = dgmi_model_families(model);
  static const char *const sections[] = {"model", "aspects", "weights", "reasons"};
  for (guint i = 0; i < G_N_ELEMENTS(sections); i++)
    check_same(model, copy, sections[i]);
  for (guint i = 0; families[i] != NULL; i++)
  {
    g_autofree char *section = g_strconcat("pillars ", families[i], NULL);
    check_same(model, copy, section);
  }
  g_assert_cmpint(g_remove(file), ==, 0);
  g_assert_cmpint(g_rmdir(folder), ==, 0);
}

/* Every shipped model has a name, rule, source and status in both languages, six aspects, and
 * weighs 2 exactly what it gives a reason for. */
static void test_shipped(void)
{
  static const char *const keys[] = {"name", "rule", "source"};
  const DgmiPaths paths = shipped();
  g_auto(GStrv) ids = dgmi_model_ids(&paths);
  g_assert_cmpuint(g_strv_length(ids), ==, 8);
  for (guint i = 0; ids[i] != NULL; i++)
  {
    g_autoptr(DgmiModel) model = read_shipped(ids[i]);
    g_auto(GStrv) aspects = dgmi_model_keys(model, "aspects");
    g_assert_cmpstr(dgmi_model_id(model), ==, ids[i]);
    g_assert_cmpuint(g_strv_length(aspects), ==, 6);
    check_written(model);
    for (guint k = 0; k < G_N_ELEMENTS(keys); k++)
    {
      g_autofree char *en = dgmi_model_get(model, "model", keys[k], "en");
      g_autofree char *zh = dgmi_model_get(model, "model", keys[k], "zh");
      g_assert_nonnull(en);
      g_assert_cmpstr(en, !=, zh);
    }
    for (guint k = 0; aspects[k] != NULL; k++)
    {
      g_autofree char *reason = dgmi_model_get(model, "reasons", aspects[k], "zh");
      g_assert_cmpfloat(dgmi_model_weight(model, aspects[k]), ==, reason != NULL ? 2 : 1);
    }
  }
}

static DgmiFramework *read_framework(const char *name)
{
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_autofree char *file = g_build_filename(shipped().indicators, name, NULL);
  DgmiFramework *framework = dgmi_framework_read(file, NULL, messages);
  g_assert_nonnull(framework);
  return framework;
}

/* The weights that a model gives the members of the index, "" where it says nothing. */
static char *weights_of(const DgmiModel *model, const char *family, const DgmiFramework *framework)
{
  g_autofree double *weight = g_new(double, dgmi_framework_n_nodes(framework));
  GString *text = g_string_new(NULL);
  const gboolean any = dgmi_model_weigh(model, family, framework, weight);
  const DgmiNode *root = dgmi_framework_node(framework, dgmi_framework_root(framework));
  for (guint m = 0; any && m < root->n_members; m++)
    g_string_append_printf(text, "%s%s=%g", m > 0 ? "," : "",
                           dgmi_framework_node(framework, root->members[m])->code,
                           weight[root->members[m]]);
  return g_string_free(text, FALSE);
}

/* A node that stands for several aspects takes the largest weight; others weigh 1. */
static void test_weigh(void)
{
  g_autoptr(DgmiModel) denmark = read_shipped("Denmark");
  DgmiFramework *gtmi = read_framework("world-bank-gtmi.csv");
  g_autofree char *weights = weights_of(denmark, "world-bank-gtmi", gtmi);
  g_assert_cmpstr(weights, ==, "CGSI=1,PSDI=2,DCEI=1,GTEI=2");
  g_autofree char *none = weights_of(denmark, NULL, gtmi);
  g_assert_cmpstr(none, ==, "");
  dgmi_framework_unref(gtmi);
  DgmiFramework *aspects = read_framework("digital-government-aspects.csv");
  g_autofree char *own = weights_of(denmark, NULL, aspects);
  g_assert_cmpstr(own, ==, "Strategy=2,Operation=2,OpenData=1,Integration=1,AI=1,Security=2");
  dgmi_framework_unref(aspects);
}

static void fails(const char *text, const char *pattern)
{
  g_autofree char *file = g_build_filename(g_get_tmp_dir(), "dgmi-test-model.ini", NULL);
  g_autoptr(DgmiMessages) messages = dgmi_messages_new();
  g_assert_true(g_file_set_contents(file, text, -1, NULL));
  g_assert_null(dgmi_model_read(file, messages));
  g_unlink(file);
  g_assert_cmpuint(dgmi_messages_failures(messages), >, 0);
  g_assert_true(g_pattern_match_simple(pattern, dgmi_messages_get(messages, 0)->text));
}

static void test_refused(void)
{
  fails("[model]\nname=x\n", "the model gives no aspect a weight above 0*");
  fails("[weights]\nA=0\n", "the model gives no aspect a weight above 0*");
  fails("[weights]\nA=much\n", "weight 'much' of 'A' is not a number*");
  fails("[weight]\nA=1\n", "unknown section 'weight'*");
  fails("[model]\nsorce=x\n[weights]\nA=1\n", "unknown key 'sorce'*");
  fails("[model]\ninherit=absent.ini\n[weights]\nA=1\n", "inherit=absent.ini is not beside*");
  fails("[model]\ninherit=dgmi-test-model.ini\n[weights]\nA=1\n", "*in a circle");
  fails("[weights]\nA=\xFF\n", "not UTF-8*");
}

TEST_PROGRAM({"/model/shipped", test_shipped}, {"/model/weigh", test_weigh},
             {"/model/refused", test_refused})
