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

    @property
    def tie_id(self) -> str | None:
        """Id of the tie it supports: the sorted place ids; None without two different places."""
        ends = sorted((self.a.place_id, self.b.place_id))
        return "~".join(ends) if ends[0] and ends[0] != ends[1] else None

    @property
    def confidence(self) -> float:
        """The weaker of the two resolutions, 0 to 1."""
        return min(self.a.confidence, self.b.confidence)
