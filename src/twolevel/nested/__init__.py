"""The exact two-level exponential-family model: cities nested in regions, a tie across levels.

Begin with `network` (the arrays), `terms` (the covariates) and `fit` (maximum likelihood).
"""
