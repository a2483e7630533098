# The hazard once more in R: glm, and brglm2 with Jeffreys' prior as penalty.
#
#   Rscript tests/reference/timing_oracle.R
#
# reads timing_hazard.csv beside this file and writes timing_hazard_oracle.csv. Errors are those of
# summary(): the expected information, which for logit is the observed one as well. For logit the
# penalty by Jeffreys' prior is Firth's bias reduction; brglm2 calls both by name.
# Debian package r-cran-brglm2.

suppressMessages(library(brglm2))
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
rows <- read.csv(file.path(here, "timing_hazard.csv"))
formula <- event ~ before + near + factor(home) + factor(foreign) + factor(year)
found <- NULL
for (link in c("cloglog", "logit")) {
  family <- binomial(link)
  plain <- glm(formula, data = rows, family = family,
    control = glm.control(epsilon = 1e-14, maxit = 200))
  firth <- glm(formula, data = rows, family = family, method = "brglmFit",
    type = if (link == "logit") "AS_mean" else "MPL_Jeffreys",
    epsilon = 1e-11, maxit = 5000)
  for (term in c("before", "near")) {
    found <- rbind(found,
      data.frame(link, penalty = "none", term, slope = coef(plain)[[term]],
        error = sqrt(vcov(plain)[term, term])),
      data.frame(link, penalty = "firth", term, slope = coef(firth)[[term]],
        error = sqrt(vcov(firth)[term, term])))
  }
}
write.csv(format(found, digits = 12, trim = TRUE), file.path(here, "timing_hazard_oracle.csv"),
  row.names = FALSE, quote = FALSE)
writeLines(c(paste("R", getRversion()), paste("brglm2", packageVersion("brglm2"))),
  file.path(here, "timing_oracle_versions.txt"))
