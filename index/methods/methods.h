/* methods.h: the list of methods; for the files of methods and methods.c alone.
 *
 * A method is one object, `const DgmiMethodInfo dgmi_method_KIND_ID`, in a file of its own or with
 * its kin (normalise-rank.c), and one line here. Nothing else names it. */
#pragma once

#include "index/methods/method.h"

/* By kind, and in the order they are listed. */
#define DGMI_METHODS(ROW)                                                                          \
  ROW(impute_none)                                                                                 \
  ROW(impute_constant)                                                                             \
  ROW(impute_mean)                                                                                 \
  ROW(impute_median)                                                                               \
  ROW(impute_group_mean)                                                                           \
  ROW(impute_group_median)                                                                         \
  ROW(impute_row_mean)                                                                             \
  ROW(impute_regression)                                                                           \
  ROW(impute_knn)                                                                                  \
  ROW(impute_hot_deck)                                                                             \
  ROW(impute_em)                                                                                   \
  ROW(impute_locf)                                                                                 \
  ROW(impute_linear)                                                                               \
  ROW(impute_file)                                                                                 \
  ROW(treat_none)                                                                                  \
  ROW(treat_winsor)                                                                                \
  ROW(treat_jrc)                                                                                   \
  ROW(treat_trim)                                                                                  \
  ROW(treat_iqr)                                                                                   \
  ROW(treat_mad)                                                                                   \
  ROW(treat_cap)                                                                                   \
  ROW(treat_log_ct)                                                                                \
  ROW(treat_log_ct_plus)                                                                           \
  ROW(treat_log)                                                                                   \
  ROW(treat_log10)                                                                                 \
  ROW(treat_log_gii)                                                                               \
  ROW(treat_boxcox)                                                                                \
  ROW(treat_yeo_johnson)                                                                           \
  ROW(normalise_minmax)                                                                            \
  ROW(normalise_zscore)                                                                            \
  ROW(normalise_zscore_pop)                                                                        \
  ROW(normalise_rank)                                                                              \
  ROW(normalise_prank)                                                                             \
  ROW(normalise_borda)                                                                             \
  ROW(normalise_goalposts)                                                                         \
  ROW(normalise_scaled)                                                                            \
  ROW(normalise_dist2targ)                                                                         \
  ROW(normalise_dist2max)                                                                          \
  ROW(normalise_dist2ref)                                                                          \
  ROW(normalise_fracmax)                                                                           \
  ROW(normalise_ampi)                                                                              \
  ROW(normalise_indicator_of_mean)                                                                 \
  ROW(normalise_percentile_bands)                                                                  \
  ROW(normalise_likert)                                                                            \
  ROW(normalise_none)                                                                              \
  ROW(weigh_equal)                                                                                 \
  ROW(weigh_pca)                                                                                   \
  ROW(weigh_pc1)                                                                                   \
  ROW(weigh_entropy)                                                                               \
  ROW(weigh_critic)                                                                                \
  ROW(weigh_sd)                                                                                    \
  ROW(weigh_optimised)                                                                             \
  ROW(weigh_bod)                                                                                   \
  ROW(weigh_ahp)                                                                                   \
  ROW(weigh_ratings)                                                                               \
  ROW(weigh_model)                                                                                 \
  ROW(aggregate_arithmetic)                                                                        \
  ROW(aggregate_geometric)                                                                         \
  ROW(aggregate_harmonic)                                                                          \
  ROW(aggregate_power)                                                                             \
  ROW(aggregate_median)                                                                            \
  ROW(aggregate_min)                                                                               \
  ROW(aggregate_max)                                                                               \
  ROW(aggregate_mpi)                                                                               \
  ROW(aggregate_ampi)                                                                              \
  ROW(aggregate_mean_min)                                                                          \
  ROW(aggregate_owa)                                                                               \
  ROW(aggregate_topsis)                                                                            \
  ROW(aggregate_vikor)                                                                             \
  ROW(aggregate_promethee)                                                                         \
  ROW(aggregate_copeland)                                                                          \
  ROW(aggregate_borda_count)                                                                       \
  ROW(aggregate_kemeny)                                                                            \
  ROW(aggregate_wroclaw)

#define ROW(name) extern const DgmiMethodInfo dgmi_method_##name;
DGMI_METHODS(ROW)
#undef ROW

/* What `dgmi list methods` shows of a method: the first fields of its DgmiMethodInfo. */
#define DGMI_METHOD(kind_, id_, name_, arguments_, formula_, missing_)                             \
  .kind = DGMI_METHOD_##kind_, .id = (id_), .name = (name_), .arguments = (arguments_),            \
  .formula = (formula_), .missing = (missing_)

/* The numbers that a method takes: how many, whether they are in order (NULL = all are), and which
 * stand for those that are not given. */
#define DGMI_NUMBERS(counts_, check_, ...)                                                         \
  .counts = (counts_), .check = (check_), .defaults = {__VA_ARGS__}

/* For .counts: the method takes n numbers; or any number of them from `low` to `high`. */
#define DGMI_COUNT(n) (1u << (n))
#define DGMI_COUNTS(low, high) ((2u << (high)) - (1u << (low)))

/* For .missing. */
#define DGMI_STAYS_MISSING DGMI_N_("stays missing")
#define DGMI_DROPS_OUT DGMI_N_("the missing member and its weight drop out")
#define DGMI_COMPLETE_ROWS DGMI_N_("a unit with a missing member is missing")
#define DGMI_OWN_VALUES DGMI_N_("each member by the units that have it")
#define DGMI_COMPLETE_UNITS DGMI_N_("only the units that have all the members")
#define DGMI_DROPS_FOR_BOTH                                                                        \
  "a comparison with a missing side drops out for both, the others' weights are scaled up"

/* For .check: the first argument is a whole number of 1 or more; below the second. */
const char *dgmi_check_count(const double *argument);
const char *dgmi_check_range(const double *argument);
