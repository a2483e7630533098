# The conditional logit once more by R's survival::coxph, with clustered errors and an offset.
#
#   Rscript tests/reference/choice_oracle.R
#
# reads choice_sets.csv beside this file and writes choice_oracle.csv. The errors of coxph carry no
# factor for the number of clusters. Debian package r-cran-survival.

suppressMessages(library(survival))
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
rows <- read.csv(file.path(here, "choice_sets.csv"))
rows$time <- 1
tight <- coxph.control(eps = 1e-13, toler.chol = 1e-14, toler.inf = 1e-8)
plain <- coxph(Surv(time, chosen) ~ x1 + x2 + x3 + offset(offset) + strata(choice), data = rows,
  ties = "exact", control = tight)
clustered <- coxph(Surv(time, chosen) ~ x1 + x2 + x3 + offset(offset) + strata(choice),
  cluster = cluster, data = rows, ties = "breslow", control = tight)
found <- data.frame(
  covariate = 0:2, coefficient = coef(plain), standard_error = sqrt(diag(vcov(plain))),
  clustered_error = sqrt(diag(vcov(clustered))), log_likelihood = plain$loglik[2],
  log_likelihood_null = plain$loglik[1]
)
write.csv(format(found, digits = 14, trim = TRUE), file.path(here, "choice_oracle.csv"),
  row.names = FALSE, quote = FALSE)
writeLines(c(paste("R", getRversion()), paste("survival", packageVersion("survival"))),
  file.path(here, "choice_oracle_versions.txt"))
