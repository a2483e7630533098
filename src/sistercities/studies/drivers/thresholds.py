"""What is needed for a verdict; fixed before the numbers were seen."""

MIN_TIES = 100
"""Ties with a known start and all facts below which nothing is judged."""

MIN_REGIONS = 5.0
"""Effective home regions below which nothing is judged."""

MOST_RATIO = 3.0
"""Smallest rate ratio of the upper tie found with 80 % power above which nothing is judged."""

MOST_SHARE = 1.0
"""Smallest difference of shares found with 80 % power above which nothing is judged."""
