"""How many ties a unit has: regressions for counts that vary more than Poisson, and their laws.

Belongs here: counts of units. All but `negative_binomial` do with numpy alone. Not here:
counts of pairs (`dyads`).
"""
