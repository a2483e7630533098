"""Simulated worlds, and what a test or an interval says on them.

Begin with `run` (any test or interval of the caller's) or `tests_and_intervals` (ours). `stored`
reads what was measured once.
"""
