"""What stands in the way of a tie of two places: what bars it, calls for care, or is to be noted.

The facts are rows of `country_pairs_now` and `laws`; how strongly a row stands in the way is our
ruling (`data/decisions/obstacle_*.csv`), which an overlay may replace.
"""
