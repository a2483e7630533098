"""The two-level network as arrays: one home country, its places and units, against the world.

Belongs here: representation, lifting to parents, dyads, what is measured of a network as a whole
(`measures`). Not here: tests on it (`twolevel`).
"""
