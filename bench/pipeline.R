# pipeline.R DATA INDICATORS OUT: what `dgmi rank --impute mean --treat jrc` does, with the R package
# COINr: the steps of its own vignettes.
arguments <- commandArgs(TRUE)
suppressMessages(library(COINr))
data <- read.csv(arguments[1], check.names = FALSE)
indicators <- read.csv(arguments[2], check.names = FALSE)
coin <- new_coin(data, indicators, quietly = TRUE)
coin <- suppressMessages(Impute(coin, dset = "Raw", f_i = "i_mean"))
coin <- suppressMessages(qTreat(coin, dset = "Imputed", winmax = 5))
coin <- suppressMessages(Normalise(coin, dset = "Treated", global_specs = list(f_n = "n_minmax", f_n_para = list(l_u = c(0, 1)))))
coin <- suppressMessages(Aggregate(coin, dset = "Normalised", f_ag = "a_amean"))
scores <- coin$Data$Aggregated
scores <- scores[c("uCode", setdiff(names(scores), c("uCode", indicators$iCode[indicators$Level %in% 1])))]
scores$rank <- rank(-scores$Index, na.last = "keep", ties.method = "min")
write.csv(scores[order(scores$rank, scores$uCode), ], arguments[3], row.names = FALSE, quote = FALSE)
