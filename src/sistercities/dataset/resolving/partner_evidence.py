"""What the place at the other end tells of a name that leads to no single place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from sistercities.dataset.gazetteer.evidence import wanted_levels
from sistercities.dataset.resolving.american_namesakes import (
    COUNTRY,
    Ground,
    likeliest,
    tied_regions,
)
from sistercities.dataset.resolving.by_forms import SEVERAL
from sistercities.dataset.resolving.user_gazetteer import UserGazetteer
from sistercities.dataset.scripts import script_of
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution

ALIKE_CONFIDENCE = 0.85
ODDS_CONFIDENCE = 0.85
_LIKE = 0.6
_OTHERS_UNLIKE = 0.45
_UPPER = frozenset({"region1", "region2", "county"})


class PartnerEvidence:
    """Names settled by the other end, over one gazetteer and its ties.

    Parameters
    ----------
    gazetteer
        The places.
    partners
        The partners of each place.
    likeness
        Share of letters in common of a name and the names of a place, 0 to 1.
    """

    def __init__(
        self,
        gazetteer: UserGazetteer,
        partners: Mapping[str, set[str]],
        likeness: Callable[[NamedEnd, Place], float],
    ) -> None:
        self._gazetteer, self._partners, self._likeness = gazetteer, partners, likeness

    @cached_property
    def _ground(self) -> Ground:
        places = self._gazetteer.places
        return Ground(places, self._partners, tied_regions(places, self._partners))

    def spelt_alike(self, end: NamedEnd, partners: Iterable[Place]) -> Resolution | None:
        """Take the only held partner in a country whose name is spelt alike in another script.

        萨拉格萨 is Zaragoza for a city that is its partner. A misspelt name in Latin letters is
        not taken so: two towns differ in fewer letters than two ways to write one in Han.
        """
        if script_of(end.name) == "Latn" or not end.country:
            return None
        scored = sorted(((self._likeness(end, one), one.place_id, one) for one in partners
                         if _may_be_of_level(end, one)), reverse=True)  # fmt: skip
        if not scored or scored[0][0] < _LIKE:
            return None
        if len(scored) > 1 and scored[1][0] >= _OTHERS_UNLIKE:
            return None
        return Resolution(scored[0][1], "alias+country+known_tie+similar_name", ALIKE_CONFIDENCE)

    def american(self, end: NamedEnd, own: Resolution, other: Resolution) -> Resolution:
        """Settle namesakes of the United States by how likely each is the partner of a place."""
        is_open = own.reason == SEVERAL and not own.place_id and other.place_id
        wanted = wanted_levels(end)
        if (
            not is_open
            or end.country != COUNTRY
            or end.parents
            or (wanted and "city" not in wanted)
        ):
            return own
        ids = [*own.candidates, *(one.place_id for one in
                                  self._gazetteer.matches(end.name, COUNTRY) if one.rank < 2)]  # fmt: skip
        towns = [one for one in ids if self._gazetteer.places[one].level == "city"]
        chosen = likeliest(towns, self._gazetteer.places[other.place_id], self._gazetteer,
                           self._ground) if towns else ""  # fmt: skip
        return Resolution(chosen, "alias+country+likeliest", ODDS_CONFIDENCE) if chosen else own


def _may_be_of_level(end: NamedEnd, place: Place) -> bool:
    """Whether a name may mean a place by the level that it states: 州 is no town, 市 no region."""
    wanted = wanted_levels(end)
    if not wanted or place.is_dual:
        return True
    return (wanted[0] in _UPPER) == (place.level in _UPPER)
