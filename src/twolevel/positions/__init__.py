"""Where a node stands in a graph: ties, partners of how many groups, betweenness, core.

Belongs here: measures of position on arrays of ties, and who is among the first. Not here: null
models of whole networks (`nulls.whole_nulls`) or what a position means.
"""
