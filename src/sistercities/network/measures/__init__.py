"""What is measured on a network as a whole: size, components, clustering, paths, lengths of ties.

Belongs here: which ties make the network, and the numbers that describe it beside those of shuffled
ties. Not here: how a number comes about from arrays (`twolevel.positions`, `twolevel.nulls`).
"""
