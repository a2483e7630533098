"""Ratios and shares with their intervals: of ties inside and outside, of units beside one another.

Belongs here: an estimate with an interval clustered by units. Not here: regressions on pairs
(`dyads`), on units (`counts`) or on years (`timing`).
"""
