"""Statistics over arrays: null models, exact tests, intervals. Knows no place and no table.

Belongs here: a statistical method. Not here: which question it answers (`studies`).
"""
