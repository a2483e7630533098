"""A claim together with the two places that its names were resolved to."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.terms.claims import SourceClaim
from sistercities.terms.places import Resolution


@dataclass(frozen=True, slots=True)
class ResolvedClaim:
    """A claim and the outcome of resolving each of its names; an outcome may be "no place yet"."""

    claim: SourceClaim
    a: Resolution
    b: Resolution
    folded_into: str = ""
    """Id of the tie that is held in place of its own, where both are one agreement."""

    @property
    def tie_id(self) -> str | None:
        """Id of the tie it supports; None without two different places."""
        return self.folded_into or self.own_tie_id

    @property
    def own_tie_id(self) -> str | None:
        """Id of the tie of its own two places, sorted; None without two different ones."""
        one, other = self.a.place_id, self.b.place_id
        if not one or not other or one == other:
            return None
        return f"{one}~{other}" if one < other else f"{other}~{one}"

    def is_on(self, *place_ids: str) -> bool:
        """Whether one of its names was resolved to one of some places."""
        return self.a.place_id in place_ids or self.b.place_id in place_ids

    @property
    def confidence(self) -> float:
        """The weaker of the two resolutions, 0 to 1."""
        return self.weaker.confidence

    @property
    def weaker(self) -> Resolution:
        """The less sure of the two resolutions, the first of two alike."""
        return min((self.a, self.b), key=lambda end: end.confidence)
