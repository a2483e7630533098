"""The two-level network as arrays: one home country, its places and units, against the world.

Belongs here: representation, lifting to parents, dyads. Not here: tests on it (`twolevel`).
"""
