"""The numbers of the verdict rule in the docstring of the package."""

MIN_INSIDE = 30
"""Dated city ties inside dated sister pairs below which nothing is judged."""

MIN_UNITS = 5.0
"""Effective home units among them below which nothing is judged."""

MOST_DETECTABLE = 3.0
"""Odds found with 80 % power above which nothing is judged."""

EXCEPTIONS = 0.1
"""Share of city ties older than the tie of their regions that a rule may have at most."""

SIZE = 0.05
"""Two-sided level at which order is found, in each of the two sets of strata."""

EQUAL = (0.8, 1.25)
"""Odds over chance that count as none."""
