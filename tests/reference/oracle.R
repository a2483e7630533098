# The nulls once more in R: labels by sna::qaptest, swaps by igraph::rewire.
#
#   Rscript tests/reference/oracle.R
#
# reads small_network/*.csv beside this file and writes oracle.csv: how often each value of the
# statistic was drawn under each null. Debian packages r-cran-sna and r-cran-igraph.
# igraph has no strata, so countries and tiers are rewired one by one. Directed edges from home to
# abroad keep both sides apart.

suppressMessages({library(sna); library(igraph)})
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
table_of <- function(name) read.csv(file.path(here, "small_network", name))
homes <- table_of("homes.csv")$unit + 1
places <- table_of("places.csv")
units <- table_of("units.csv")
ties <- table_of("ties.csv") + 1
upper <- table_of("upper_ties.csv") + 1
n_units <- max(homes, upper$home_unit)
n_draws <- 5000
steps_per_tie <- 20
set.seed(20261125)

inside <- function(upper) {
  b <- matrix(FALSE, n_units, nrow(units))
  b[cbind(upper$home_unit, upper$unit)] <- TRUE
  h <- b[, places$fine_unit + 1]
  coarse <- places$coarse_unit >= 0
  h[, coarse] <- h[, coarse] | b[, places$coarse_unit[coarse] + 1]
  h
}
hits <- function(labels, ties, h) sum(h[cbind(labels[ties$home], ties$place)])

rewired <- function(left, right, stratum) {
  for (s in unique(stratum)) {
    mine <- which(stratum == s)
    if (length(mine) < 2) next
    edges <- rbind(paste0("l", left[mine]), paste0("r", right[mine]))
    g <- graph_from_edgelist(t(edges), directed = TRUE)
    g <- rewire(g, keeping_degseq(niter = steps_per_tie * length(mine)))
    found <- as_edgelist(g)
    left[mine] <- as.integer(substring(found[, 1], 2))
    right[mine] <- as.integer(substring(found[, 2], 2))
  }
  list(left = left, right = right)
}

h <- inside(upper)
labels_drawn <- qaptest(
  array(diag(homes), dim = c(1, length(homes), length(homes))),
  function(dat, ...) hits(diag(dat[1, , ]), ties, h),
  reps = n_draws
)
swapped_lower <- function(stratum) replicate(n_draws, {
  now <- rewired(ties$home, ties$place, stratum)
  hits(homes, data.frame(home = now$left, place = now$right), h)
})
unit_stratum <- paste(units$country, units$tier)[upper$unit]
swapped_upper <- replicate(n_draws, {
  now <- rewired(upper$home_unit, upper$unit, unit_stratum)
  hits(homes, ties, inside(data.frame(home_unit = now$left, unit = now$right)))
})
drawn <- list(
  "region-labels" = labels_drawn$dist,
  "upper-ties" = swapped_upper,
  "degree" = swapped_lower(rep(0, nrow(ties))),
  "degree-country" = swapped_lower(places$country[ties$place])
)
rows <- do.call(rbind, lapply(names(drawn), function(null) {
  counts <- table(drawn[[null]])
  data.frame(null = null, value = as.integer(names(counts)), draws = as.integer(counts))
}))
observed <- data.frame(null = "observed", value = hits(homes, ties, h), draws = 1)
out <- file.path(here, "oracle.csv")
write.csv(rbind(observed, rows), out, row.names = FALSE, quote = FALSE)
versions <- c(
  paste("R", getRversion()), paste("sna", packageVersion("sna")),
  paste("igraph", packageVersion("igraph")), paste("draws", n_draws),
  paste("steps per tie", steps_per_tie)
)
writeLines(versions, file.path(here, "oracle_versions.txt"))
