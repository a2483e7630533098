# NB2 and Poisson QMLE once more in R: MASS::glm.nb, glm, and sandwich::vcovJK.
#
#   Rscript tests/reference/counts_oracle.R
#
# reads counts_table.csv beside this file and writes counts_oracle.csv. vcovJK fits anew without each
# unit, around the estimate of all, theta of glm.nb as well; here one Newton step is taken.
# Debian packages r-cran-mass, r-cran-sandwich.

suppressMessages({library(MASS); library(sandwich)})
here <- dirname(sub("--file=", "", grep("--file=", commandArgs(FALSE), value = TRUE)))
rows <- read.csv(file.path(here, "counts_table.csv"))
tight <- glm.control(epsilon = 1e-14, maxit = 200)
formula <- y ~ x1 + x2 + capital + offset(offset)
nb <- glm.nb(formula, data = rows, control = tight)
po <- glm(formula, data = rows, family = poisson(), control = tight)
error <- function(fit) sqrt(diag(vcovJK(fit, cluster = rows$unit, center = "estimate")))
x <- as.matrix(rows[c("x1", "x2", "capital")])
found <- data.frame(
  name = names(coef(po)), nb2 = coef(nb), nb2_error = error(nb), qmle = coef(po),
  qmle_error = error(po), alpha = 1 / nb$theta, inflation = c(0, diag(solve(cor(x))))
)
write.csv(format(found, digits = 12, trim = TRUE), file.path(here, "counts_oracle.csv"),
  row.names = FALSE, quote = FALSE)
writeLines(c(paste("R", getRversion()), paste("MASS", packageVersion("MASS")),
  paste("sandwich", packageVersion("sandwich"))), file.path(here, "counts_oracle_versions.txt"))
