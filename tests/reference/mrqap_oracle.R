# MRQAP once more in R: sna::netlm and sna::netlogit.
#
#   Rscript tests/reference/mrqap_oracle.R
#
# reads mrqap_network.csv beside this file and writes mrqap_oracle.csv: coefficients, statistics,
# p-values and quantiles of the permuted statistics. Debian package r-cran-sna. sna permutes the
# residual of each covariate with permutations of its own, and its p is b / m, so numbers agree
# within Monte Carlo error only.

suppressMessages(library(sna))
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
pairs <- read.csv(file.path(here, "mrqap_network.csv"))
n <- max(pairs$row) + 1
as_matrix <- function(name) matrix(pairs[[name]], n, n, byrow = TRUE)
stacked <- function(names) aperm(simplify2array(lapply(names, as_matrix)), c(3, 1, 2))
set.seed(20261125)
at <- c(0.05, 0.25, 0.5, 0.75, 0.95)

rows_of <- function(case, reps, fit) {
  statistic <- if (is.null(fit$tstat)) fit$coefficients / fit$se else fit$tstat
  k <- seq_along(statistic)[-1]
  quantiles <- t(apply(fit$dist[, k, drop = FALSE], 2, quantile, at))
  colnames(quantiles) <- paste0("q", 100 * at)
  data.frame(
    case = case, covariate = k - 2, reps = reps, intercept = fit$coefficients[1],
    coefficient = fit$coefficients[k], statistic = statistic[k], p_low = fit$pleeq[k],
    p_high = fit$pgreq[k], p = fit$pgreqabs[k], quantiles
  )
}
directed <- stacked(c("x1", "x2", "x3", "x4"))
undirected <- stacked(c("s1", "s2", "s3", "s4"))
many <- 4000
few <- 1500
found <- rbind(
  rows_of("directed", many, netlm(as_matrix("y"), directed, nullhyp = "qapspp", reps = many)),
  rows_of("undirected", many, netlm(as_matrix("sy"), undirected, mode = "graph",
    nullhyp = "qapspp", reps = many)),
  rows_of("outcome", many, netlm(as_matrix("y"), directed, nullhyp = "qapy", reps = many)),
  rows_of("logistic", few, netlogit(as_matrix("tie"), directed, nullhyp = "qapspp", reps = few)),
  rows_of("logistic-undirected", few, netlogit(as_matrix("stie"), undirected, mode = "graph",
    nullhyp = "qapspp", reps = few)),
  rows_of("logistic-outcome", few, netlogit(as_matrix("tie"), directed, nullhyp = "qapy",
    reps = few))
)
write.csv(format(found, digits = 12, trim = TRUE), file.path(here, "mrqap_oracle.csv"),
  row.names = FALSE, quote = FALSE)
writeLines(c(paste("R", getRversion()), paste("sna", packageVersion("sna"))),
  file.path(here, "mrqap_oracle_versions.txt"))
