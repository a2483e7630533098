"""Pairs whose mean runs to 0 (or to 1) whatever the slopes: the likelihood has no highest point.

A node without ties has an effect of minus infinity: its pairs are fitted exactly, say nothing of
the slopes, and leave the table. In logit a node tied to all others left leaves as well, and then
the rest is looked at again. Otherwise see Correia, Guimaraes & Zylkin (2019), Verifying the
existence of maximum likelihood estimates for generalized linear models, arXiv:1903.01633.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from twolevel.core.array_types import Flag, Index, Real
from twolevel.dyads.evaluation import Family, Source
from twolevel.errors import NetworkError


@dataclass(frozen=True, slots=True, eq=False)
class Active:
    """The nodes that stay, of either side, shape (n_nodes,) each."""

    first: Flag
    second: Flag


def active_nodes(
    row: Index, column: Index, shape: tuple[int, int], ends: tuple[bool, bool], family: Family
) -> Active:
    """Return the nodes of a full rectangle that are not separated; `ends` have effects."""
    first, second = np.ones(shape[0], dtype=np.bool_), np.ones(shape[1], dtype=np.bool_)
    while True:
        is_kept = first[row] & second[column]
        sizes = (int(second.sum()), int(first.sum()))
        stays_first = _stays(row[is_kept], first, sizes[0], ends[0], family)
        stays_second = _stays(column[is_kept], second, sizes[1], ends[1], family)
        if (stays_first == first).all() and (stays_second == second).all():
            return Active(first, second)
        first, second = stays_first, stays_second


def active_square(row: Index, column: Index, n: int, family: Family) -> Active:
    """Return the nodes of a full undirected table that are not separated."""
    active = np.ones(n, dtype=np.bool_)
    while True:
        is_kept = active[row] & active[column]
        ends = np.concatenate((row[is_kept], column[is_kept]))
        stays = _stays(ends, active, int(active.sum()) - 1, True, family)
        if (stays == active).all():
            return Active(active, active)
        active = stays


def check_star(row: Index, column: Index, n: int) -> None:
    """Refuse an undirected table whose ties all join one node: no effects fit it."""
    if row.size != n - 1 or n <= 2:
        is_star = n <= 2
    else:
        is_star = int(np.bincount(np.concatenate((row, column)), minlength=n).max()) == n - 1
    if is_star:
        raise NetworkError(
            "ties",
            f"all join one of the {n} nodes that have any, so their effects run to infinity",
            "give more ties, or a table without effects",
        )


def separated_rows(
    y: Real, first: Index, second: Index | None, family: Family, *, is_one_set: bool
) -> Flag:
    """Return which rows of a long table are separated by the effects alone, shape (n_rows,).

    A direction z = a_i + b_j in the effects does no harm to the likelihood if z <= 0 where y = 0,
    and z = 0 (Poisson) or z >= 0 (logit) elsewhere. With a_i - (-b_j) each such condition is an
    arrow between labels; z can differ from 0 just where an arrow joins two strongly connected
    parts. With one set of labels on both ends each label stands twice, as a and as -a.
    """
    n_first = int(first.max(initial=-1)) + 1
    if second is None:
        second = np.zeros_like(first)
        low, high = _range_by_label(y, first, n_first, family)
        return np.asarray((high[first] <= 0) | (low[first] >= 1))
    n_second = int(second.max(initial=-1)) + 1
    offset = max(n_first, n_second) if is_one_set else n_first
    heads, tails = [offset + second], [first]
    if is_one_set:
        heads.append(offset + first)
        tails.append(second)
    part = _strong_parts(np.concatenate(heads), np.concatenate(tails), y, len(heads), family)
    is_separated: Flag = part[first] != part[offset + second]
    if is_one_set:
        is_separated |= part[second] != part[offset + first]
    return is_separated


def _strong_parts(head: Index, tail: Index, y: Real, copies: int, family: Family) -> Index:
    count = np.tile(y, copies)
    is_down = count < 1 if family == "logit" else np.ones(count.size, dtype=np.bool_)
    is_up = count > 0
    source = np.concatenate((head[is_down], tail[is_up]))
    target = np.concatenate((tail[is_down], head[is_up]))
    n = int(max(head.max(initial=0), tail.max(initial=0))) + 1
    graph = sparse.csr_array((np.ones(source.size, dtype=np.int8), (source, target)), (n, n))
    _, part = sparse.csgraph.connected_components(graph, directed=True, connection="strong")
    return np.asarray(part, dtype=np.int64)


def _range_by_label(y: Real, label: Index, n: int, family: Family) -> tuple[Real, Real]:
    low, high = np.full(n, np.inf), np.full(n, -np.inf)
    np.minimum.at(low, label, y)
    np.maximum.at(high, label, y)
    return (low if family == "logit" else np.zeros(n)), high


def _stays(ends: Index, is_active: Flag, n_partners: int, has_effect: bool, family: Family) -> Flag:
    if not has_effect:
        return is_active
    degree = np.bincount(ends, minlength=is_active.size)
    stays = is_active & (degree > 0)
    if family == "logit":
        stays &= degree < n_partners
    return stays


def check_terms(source: Source, names: Sequence[str]) -> None:
    """Refuse a term that is one number where there are ties and never below, or above, elsewhere.

    Its slope runs to infinity. Combinations of terms that do the same are seen in Newton's steps.
    """
    low, high = source.tied_range()
    for term in np.flatnonzero(low == high):
        at_ties, least, largest = float(low[term]), *source.table_range(int(term))
        if least < largest and at_ties in (least, largest):
            side = "at most" if at_ties == largest else "at least"
            raise NetworkError(
                names[int(term)],
                f"is {at_ties:g} at every pair with a tie and {side} that elsewhere, so its slope "
                "runs to infinity",
                "leave the term out, or join it with a broader one",
            )
