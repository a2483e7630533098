"""Networks of towns in which nearly every member is tied with every other.

Some associations count all pairs of their members as twins: one town of each country of a union,
all tied with all. Such ties tell of one membership, not of some hundred choices, and a place that
shares a partner with one member shares it with all.

The ties alone tell them: the largest set of ties in which each lies in so many triangles of ties of
the set (a k-truss; Cohen 2008). In the ties of the world any bound from 6 to 22 triangles finds the
same two networks, of thirty towns and of twenty-eight villages; with fewer, groups of eight
capitals come in whose members chose each other. So one tie more or less changes none of them.
"""

from __future__ import annotations

import numpy as np

from twolevel.core.array_types import Flag, Index

LEAST_TRIANGLES = 8
"""Triangles of ties of the network in which each of its ties lies at least."""


def is_of_network(a: Index, b: Index, n_places: int, least: int = LEAST_TRIANGLES) -> Flag:
    """Say which ties belong to a network in which nearly all members are tied.

    Parameters
    ----------
    a, b
        Ends of the ties, each tie once, shape (n_ties,).
    n_places
        Number of places.
    least
        Triangles in which each tie of a network lies at least.
    """
    left = _core(a, b, n_places, least + 1)
    partners: dict[int, set[int]] = {}
    for one, other in zip(a[left].tolist(), b[left].tolist(), strict=True):
        partners.setdefault(one, set()).add(other)
        partners.setdefault(other, set()).add(one)
    held = np.flatnonzero(left).tolist()
    while True:
        thin = [k for k in held if len(partners[int(a[k])] & partners[int(b[k])]) < least]
        if not thin:
            break
        for k in thin:
            partners[int(a[k])].discard(int(b[k]))
            partners[int(b[k])].discard(int(a[k]))
        gone = set(thin)
        held = [k for k in held if k not in gone]
    found = np.zeros(len(a), dtype=np.bool_)
    found[held] = True
    return found


def _core(a: Index, b: Index, n_places: int, least: int) -> Flag:
    """Ties whose two ends have so many ties among themselves: no network reaches beyond."""
    left = np.ones(len(a), dtype=np.bool_)
    while True:
        ends = np.concatenate([a[left], b[left]])
        is_busy = np.bincount(ends, minlength=n_places) >= least
        kept = left & is_busy[a] & is_busy[b]
        if kept.sum() == left.sum():
            return kept
        left = kept
