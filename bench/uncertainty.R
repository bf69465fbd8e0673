# uncertainty.R DATA INDICATORS REPLICATES: the joint analysis of bench/uncertainty-coinr with the R
# package COINr, as its own vignette on sensitivity does it. Prints the seconds that get_sensitivity()
# takes for a draw, without the start of R and the building of the index.
arguments <- commandArgs(TRUE)
suppressMessages(library(COINr))
data <- read.csv(arguments[1], check.names = FALSE)
indicators <- read.csv(arguments[2], check.names = FALSE)
replicates <- as.integer(arguments[3])
minmax <- list(f_n = "n_minmax", f_n_para = list(l_u = c(1, 100)))
ranks <- list(f_n = "n_rank", f_n_para = NULL)
coin <- new_coin(data, indicators, quietly = TRUE)
coin <- suppressMessages(Impute(coin, dset = "Raw", f_i = "i_mean"))
coin <- suppressMessages(qTreat(coin, dset = "Imputed", winmax = 5))
coin <- suppressMessages(Normalise(coin, dset = "Treated", global_specs = minmax))
coin <- suppressMessages(Aggregate(coin, dset = "Normalised", f_ag = "a_amean"))
set.seed(1)
weights <- get_noisy_weights(coin$Meta$Weights$Original,
                             data.frame(Level = c(1, 2), NoiseFactor = c(0.25, 0.25)), Nrep = 100)
sources <- list(
  weights = list(Address = "$Log$Aggregate$w", Distribution = weights, Type = "discrete"),
  normalise = list(Address = "$Log$Normalise$global_specs", Distribution = list(minmax, ranks), Type = "discrete"),
  aggregate = list(Address = "$Log$Aggregate$f_ag", Distribution = c("a_amean", "a_gmean"), Type = "discrete"))
time <- system.time(suppressMessages(capture.output(
  result <- get_sensitivity(coin, SA_specs = sources, N = replicates, SA_type = "UA",
                            dset = "Aggregated", iCode = "Index", quietly = TRUE))))
stopifnot(nrow(result$RankStats) == nrow(data), all(is.finite(result$RankStats$Mean)))
cat(time[["elapsed"]] / replicates, "\n")
