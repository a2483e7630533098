"""The words of the field: levels, classes, statuses, and the tables of the release.

Belongs here: what a word may be, and what a column holds. Not here: how a value is found
(`dataset`) or what is computed from it (`network`, `twolevel`, `studies`).
"""
