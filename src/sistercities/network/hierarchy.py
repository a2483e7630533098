"""Which place contains which, by year, as a lookup over the table `parents`."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator

import pandas as pd

TODAY = 9999
"""A year that only spans without an end cover."""


class Hierarchy:
    """Containers of places by level and year.

    Parameters
    ----------
    places
        Table `places`, for levels and successors.
    parents
        Table `parents`.
    """

    def __init__(self, places: pd.DataFrame, parents: pd.DataFrame) -> None:
        ids, levels = places["place_id"].tolist(), places["level"].tolist()
        self._level: dict[str, str] = dict(zip(ids, levels, strict=True))
        successor = places.dropna(subset=["successor"])
        self._successor: dict[str, str] = {
            str(old): str(new)
            for old, new in zip(successor["place_id"], successor["successor"], strict=True)
            if new
        }
        self._spans: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
        self._containers: dict[tuple[str, str, int], str | None] = {}
        until = parents["to_year"].fillna(TODAY).astype(int)
        columns = parents["place_id"], parents["parent_id"], parents["from_year"], until
        for place, parent, first, last in zip(*(c.tolist() for c in columns), strict=True):
            self._spans[place].append((parent, int(first), int(last)))

    def level(self, place_id: str) -> str:
        """Level of a place."""
        return self._level[place_id]

    def ancestors(self, place_id: str, year: int) -> Iterator[str]:
        """Containers of a place in a year, nearest first, itself first of all."""
        seen = {place_id}
        waiting = deque([place_id])
        while waiting:
            current = waiting.popleft()
            yield current
            for parent, first, last in self._spans.get(current, ()):
                if first <= year <= last and parent not in seen:
                    seen.add(parent)
                    waiting.append(parent)

    def container(self, place_id: str, level: str, year: int) -> str | None:
        """Return the container of that level in that year, the place itself included, or None."""
        asked = place_id, level, year
        if asked not in self._containers:
            above = self.ancestors(place_id, year)
            self._containers[asked] = next((a for a in above if self._level.get(a) == level), None)
        return self._containers[asked]

    def today(self, place_id: str) -> str:
        """Return the place that has taken over from this one, or itself."""
        seen = set()
        while place_id in self._successor and place_id not in seen:
            seen.add(place_id)
            place_id = self._successor[place_id]
        return place_id
