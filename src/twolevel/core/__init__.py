"""Arrays of networks on two levels, checked; work in chunks with a seed for each; small numerics.

Belongs here: what every method takes or needs. Not here: a method.
"""
