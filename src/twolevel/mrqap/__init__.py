"""Regression of one matrix of pairs on others, tested by permuting nodes (MRQAP).

Belongs here: the matrices, their permutations, the linear and the logistic test. Not here: fixed
effects and dyadic errors, which are `dyads`; labels of units, which is `nulls.region_labels`.
"""
