"""Compiled loops: numbers in, numbers out, no checks. Callers in the room above check first.

Belongs here: a loop that numba compiles. Not here: what the numbers mean.
"""
