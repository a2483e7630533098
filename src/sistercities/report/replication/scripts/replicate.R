# Compute the headline numbers of the report again, from the tables beside this file.
#
#   Rscript replicate.R
#
# Regressions are by fixest where it is installed, else by base R. Each line has a number as the
# report has it, the same as it comes out here, and by which part of it they differ. The script ends
# with 1 where one differs by more than numbers.csv allows.

arguments <- commandArgs(FALSE)
file <- sub("^--file=", "", grep("^--file=", arguments, value = TRUE))
here <- if (length(file)) dirname(file) else "."
has_fixest <- requireNamespace("fixest", quietly = TRUE)

# NA is Namibia, not a gap.
read <- function(name, ...) {
  read.csv(file.path(here, name), na.strings = "", stringsAsFactors = FALSE,
           encoding = "UTF-8", ...)
}

# Slopes of a Poisson regression with effects of columns of labels.
ppml <- function(rows, terms, effects) {
  for (name in effects) {
    sums <- tapply(rows$y, rows[[name]], sum)
    rows <- rows[rows[[name]] %in% names(sums)[sums > 0], ]
  }
  if (has_fixest) {
    model <- as.formula(paste("y ~", paste(terms, collapse = " + "), "|",
                              paste(effects, collapse = " + ")))
    fit <- fixest::fepois(model, rows, glm.tol = 1e-12, fixef.tol = 1e-10,
                          fixef.iter = 1e5, notes = FALSE)
    return(coef(fit)[terms])
  }
  climb(rows, terms, effects)
}

# The same without a package: Newton steps of the slopes; effects of two columns of labels follow
# from sums that must agree, and are taken out of the terms in turns.
climb <- function(rows, terms, effects) {
  y <- rows$y
  # Steps are taken in standard deviations of the terms, at most one at a time.
  x <- scale(as.matrix(rows[terms]) * 1)
  spread <- attr(x, "scaled:scale")
  labels <- lapply(effects, function(name) as.integer(factor(rows[[name]])))
  slopes <- rep(0, length(terms))
  for (step in 1:100) {
    fitted <- exp(as.vector(x %*% slopes))
    repeat {
      off <- 0
      for (label in labels) {
        ratio <- rowsum(y, label)[, 1] / rowsum(fitted, label)[, 1]
        off <- max(off, abs(ratio - 1))
        fitted <- fitted * ratio[label]
      }
      if (off < 1e-12) break
    }
    centred <- x
    repeat {
      off <- 0
      for (label in labels) {
        means <- rowsum(centred * fitted, label) / rowsum(fitted, label)[, 1]
        off <- max(off, abs(means))
        centred <- centred - means[label, , drop = FALSE]
      }
      if (off < 1e-12) break
    }
    change <- solve(crossprod(centred, centred * fitted), crossprod(centred, y - fitted))
    change <- change / max(1, abs(change))
    slopes <- slopes + as.vector(change)
    if (max(abs(change)) < 1e-11) break
  }
  setNames(slopes / spread, terms)
}

is_sister <- function(region, ends, sisters) {
  found <- rep(FALSE, length(region))
  for (end in ends) found <- found | paste(region, end) %in% sisters
  found
}

nesting <- function() {
  city <- read("city_ties.csv", colClasses = "character")
  upper <- read("region_ties.csv", colClasses = "character")
  tiers <- grep("^foreign_region_", names(city), value = TRUE)
  city[tiers][is.na(city[tiers])] <- "none"
  sisters <- paste(upper$home_region, upper$foreign_region)
  with_country <- paste(upper$home_region, upper$foreign_country)
  inside <- is_sister(city$home_region, city[tiers], sisters)
  held <- unlist(lapply(city[tiers], function(tier) paste(city$home_region, tier)))

  expected <- 0
  for (rows in split(city, city$foreign_country)) {
    n <- table(rows$home_region)
    for (region in names(n)) {
      hits <- is_sister(rep(region, nrow(rows)), rows[tiers], sisters)
      expected <- expected + n[[region]] * mean(hits)
    }
  }

  # Pairs of a home region and a group of foreign places that share country and regions.
  city$group <- do.call(paste, city[c("foreign_country", tiers)])
  groups <- unique(city[c("group", "foreign_country", tiers)])
  cells <- merge(unique(city["home_region"]), groups, by = NULL)
  pair <- paste(cells$home_region, cells$group)
  counts <- table(paste(city$home_region, city$group))
  cells$y <- ifelse(pair %in% names(counts), as.vector(counts[pair]), 0)
  cells$upper <- is_sister(cells$home_region, cells[tiers], sisters)
  cells$both <- paste(cells$home_region, cells$foreign_country)
  cells$of_country <- ave(cells$y, cells$both, FUN = sum)
  above <- below <- 0
  for (rows in split(cells, cells$group)) {
    n <- sum(rows$of_country)
    a <- sum(rows$y[rows$upper])
    c <- sum(rows$y[!rows$upper])
    b <- sum(rows$of_country[rows$upper]) - a
    d <- sum(rows$of_country[!rows$upper]) - c
    above <- above + a * d / n
    below <- below + b * c / n
  }
  cells$upper <- as.numeric(cells$upper)

  pairs <- expand.grid(home_region = unique(city$home_region),
                       foreign_country = unique(city$foreign_country), stringsAsFactors = FALSE)
  key <- paste(pairs$home_region, pairs$foreign_country)
  counts <- table(paste(city$home_region, city$foreign_country))
  pairs$y <- ifelse(key %in% names(counts), as.vector(counts[key]), 0)
  pairs$upper <- as.numeric(key %in% with_country)

  c(share_inside = mean(inside),
    share_no_upper = mean(!(paste(city$home_region, city$foreign_country) %in% with_country)),
    upper_served = mean(sisters %in% held),
    expected_inside = expected,
    observed_over_expected = sum(inside) / expected,
    odds_ratio = above / below,
    rate_ratio = exp(ppml(cells, "upper", c("both", "group"))[[1]]),
    country_rate_ratio = exp(ppml(pairs, "upper", c("home_region", "foreign_country"))[[1]]))
}

world <- function() {
  pairs <- read("country_pairs.csv")
  terms <- data.frame(
    "distance" = -log2(pairs$distance), "border" = pairs$border,
    "trade" = log2(1 + pairs$trade), "language" = pairs$language,
    "migrants" = log2(1 + ifelse(is.na(pairs$migrants), 0, pairs$migrants)),
    "no_migrants" = as.numeric(is.na(pairs$migrants)), "colony" = pairs$colony,
    "flights" = log2(1 + pairs$routes), "rivals" = pairs$rivals, "far" = pairs$un_distance
  )
  is_known <- complete.cases(terms)
  terms <- terms[is_known, ]
  varies <- names(terms)[sapply(terms, function(term) max(term) > min(term))]
  rows <- cbind(terms[varies], y = pairs$ties[is_known], a = pairs$a[is_known],
                b = pairs$b[is_known])
  # A country has one effect, on whichever side it stands: each pair once in either order.
  turned <- rows
  turned[c("a", "b")] <- rows[c("b", "a")]
  slopes <- ppml(rbind(rows, turned), varies, c("a", "b"))
  names(slopes) <- sub("_", "-", varies)
  exp(slopes)
}

homes <- function() {
  rows <- read("country_ratios.csv")
  rows <- rows[tolower(rows$enters) == "true", ]
  y <- log(rows$ratio)
  variance <- (log(rows$high / rows$low) / (2 * qnorm(0.975)))^2
  spread <- var(y)
  for (step in 1:100000) {
    weight <- 1 / (variance + spread)
    mean <- sum(weight * y) / sum(weight)
    next_one <- sum(weight^2 * ((y - mean)^2 - variance)) / sum(weight^2) + 1 / sum(weight)
    next_one <- max(next_one, 0)
    if (abs(next_one - spread) < 1e-15) break
    spread <- next_one
  }
  n <- length(y)
  error <- sqrt(sum(weight * (y - mean)^2) / (n - 1) / sum(weight))
  own <- qt(0.975, n - 1) * error
  more <- qt(0.975, n - 2) * sqrt(error^2 + spread)
  exp(c(mean_ratio = mean, mean_low = mean - own, mean_high = mean + own,
        one_more_low = mean - more, one_more_high = mean + more))
}

rank_correlation <- function(rows, name) {
  known <- rows[complete.cases(rows[c("ties", name)]), ]
  if (nrow(known) < 2) return(NaN)
  cor(rank(known$ties), rank(known[[name]]))
}

connectivity <- function() {
  cities <- read("city_links.csv")
  regions <- read("region_visitors.csv")
  c(flights = rank_correlation(cities, "destinations"),
    exports = rank_correlation(cities, "exports"),
    visitors = rank_correlation(regions, "visitors"))
}

# The step of distance in the UN goes from the median of all rows to their third quarter.
diplomacy <- function() {
  rows <- read("country_periods.csv")
  terms <- setdiff(names(rows), c("country", "period", "city"))
  step <- diff(quantile(rows$un_range, c(0.5, 0.75), na.rm = TRUE, names = FALSE))
  rows <- rows[complete.cases(rows[terms]), ]
  rows$y <- rows$city
  slopes <- ppml(rows, terms, "period")
  names(slopes) <- terms
  c(rivals = exp(slopes[["is_hostile"]]), far = exp(slopes[["un_range"]] * step))
}

told <- read("numbers.csv")
if (!nrow(told)) {
  cat("The report has no number that can be computed again.\n")
  quit(status = 0)
}
studies <- list(nesting = nesting, connectivity = connectivity, diplomacy = diplomacy,
                world = world, homes = homes)
found <- lapply(setNames(nm = unique(told$study)), function(study) studies[[study]]())
told$here <- mapply(function(study, id) found[[study]][[id]], told$study, told$id)
told$apart <- abs(told$here - told$value) / pmax(abs(told$value), 1e-12)
told$is_off <- !(told$apart <= told$tolerance)
cat(sprintf("%-12s %-24s %14s %14s %11s\n", "study", "number", "report", "here", "part apart"))
cat(sprintf("%-12s %-24s %14.8f %14.8f %11.1e%s\n", told$study, told$id, told$value, told$here,
            told$apart, ifelse(told$is_off, "  more than allowed", "")), sep = "")
cat(sprintf("%d of %d numbers come out as in the report; regressions by %s.\n",
            sum(!told$is_off), nrow(told), if (has_fixest) "fixest" else "base R"))
quit(status = as.integer(any(told$is_off)))
