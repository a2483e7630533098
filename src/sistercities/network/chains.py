"""Shortest chains of ties between places: breadth first, all of them counted, some of them shown.

A chain is a row of places of which each is tied with the next; its length is the number of its
ties. Two places are tied at length 1, and share a partner at length 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import islice


@dataclass(frozen=True, slots=True)
class Chains:
    """All shortest chains between two sets of places.

    Attributes
    ----------
    length
        Ties of each chain; None where no chain is short enough.
    count
        How many chains are that short.
    shown
        Some of them, each as the ids of its places; those through places with few ties first,
        because they say most.
    """

    length: int | None
    count: int
    shown: tuple[tuple[str, ...], ...]


class TieNetwork:
    """Places and the ties between them.

    Parameters
    ----------
    pairs
        Ids of the two places of each tie.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        found: dict[str, list[str]] = {}
        for one, other in pairs:
            found.setdefault(one, []).append(other)
            found.setdefault(other, []).append(one)
        degree = {place: len(partners) for place, partners in found.items()}
        self._partners = {
            place: tuple(sorted(set(partners), key=lambda each: (degree[each], each)))
            for place, partners in found.items()
        }

    def __contains__(self, place: str) -> bool:
        """Tell whether a place has a tie."""
        return place in self._partners

    def chains(
        self, starts: Set[str], ends: Set[str], *, longest: int, most: int,
        without: Set[str] = frozenset(),
    ) -> Chains:  # fmt: skip
        """Find the shortest chains from any of some places to any of some others.

        Parameters
        ----------
        starts, ends
            Ids of places; the two have none in common. A chain holds one of each alone.
        longest
            Most ties of a chain.
        most
            Most chains that are shown.
        without
            Ids of places that no chain leads through.
        """
        levels = self._levels(starts & self._partners.keys(), ends, longest, without)
        if levels is None:
            return Chains(None, 0, ())
        counts = self._counts(levels, ends)
        first = sorted(
            levels[0] & counts.keys(), key=lambda place: (len(self._partners[place]), place)
        )
        walks = (walk for place in first for walk in self._walks((place,), levels, counts))
        total = sum(counts[place] for place in first)
        return Chains(len(levels) - 1, total, tuple(islice(walks, most)))

    def _levels(
        self, starts: Set[str], ends: Set[str], longest: int, without: Set[str]
    ) -> list[set[str]] | None:
        """Places by their distance from the starts, up to the first distance that holds an end."""
        levels, seen = [set(starts)], starts | without
        while levels[-1] and len(levels) <= longest:
            following = {
                partner for place in levels[-1] for partner in self._partners[place]
            } - seen
            levels.append(following)
            seen |= following
            if not following.isdisjoint(ends):
                return levels
        return None

    def _counts(self, levels: Sequence[set[str]], ends: Set[str]) -> dict[str, int]:
        """Chains that lead from each place to an end by ever larger distances."""
        counts = dict.fromkeys(levels[-1] & ends, 1)
        for level, following in zip(reversed(levels[:-1]), reversed(levels[1:]), strict=True):
            behind = following & counts.keys()
            for place in level:
                number = sum(counts[each] for each in self._partners[place] if each in behind)
                if number:
                    counts[place] = number
        return counts

    def _walks(
        self, walked: tuple[str, ...], levels: Sequence[set[str]], counts: dict[str, int]
    ) -> Iterator[tuple[str, ...]]:
        if len(walked) == len(levels):
            yield walked
            return
        following = levels[len(walked)]
        for partner in self._partners[walked[-1]]:
            if partner in following and partner in counts:
                yield from self._walks((*walked, partner), levels, counts)
