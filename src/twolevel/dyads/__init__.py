"""Regression of ties on covariates of pairs, with effects of both ends: Poisson and logit.

Belongs here: tables of pairs, terms of pairs, the fit, its covariances, its corrections. Not here:
permutation tests of such fits, and ratios named in the methods (`rates.rate_ratios`).
"""
