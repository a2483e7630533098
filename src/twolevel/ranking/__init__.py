"""How well a score tells the pairs that are tied from all others: no pair is left to sampling.

Belongs here: scores in factors and terms, and what their ranks say. Not here: where a score comes
from (`dyads`, `rates.prediction`).
"""
