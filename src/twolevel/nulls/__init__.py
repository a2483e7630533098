"""Null models of ties on two levels: what chance is taken to mean, drawn and set side by side.

Begin with `table` (several nulls on one network); `home_nulls` and `whole_nulls` know each by its
id. Belongs here: how a null draws, and how long a chain must run. Not here: exact moments and exact
p-values (`exact`).
"""
