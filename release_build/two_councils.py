"""Towns of northern Cyprus with two councils: the one that governs there, and a displaced one.

Nine municipalities of the Republic of Cyprus keep the councils that were displaced in 1974, and
Turkish Cypriot municipalities govern the towns. Both sign, and lists call both by one name: Pátra
is a partner of the displaced council of Famagusta, Mersin of the other. `two_councils.csv` has a
row for each town of which sources tell ties of both. Which is meant follows from who tells it: a
list of Northern Cyprus, or a partner in a state that recognises it, means the council there; anyone
else the displaced one. A tie is of one of them, whatever a further source says of the same two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sistercities.dataset.resolved import ResolvedClaim
from sistercities.errors import BuildError
from sistercities.sources.register_countries import territory_in
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import WrittenRow
from sistercities.terms.places import Place, Resolution

FILE = "two_councils.csv"
COLUMNS = ("town", "displaced", "territory", "names", "reason", "source", "date")
METHOD = "council"
SURE, PRESUMED = 0.95, 0.85
"""How sure the rule is: of a partner in a state that stands by one of the two, and of others."""
_BY_STATE = {"X-NCY": ("TR",)}
"""States whose places mean the council that governs a town of a territory."""
_BY_KIN = {"X-NCY": ("GR",)}
"""States whose places mean the displaced council without a doubt."""


@dataclass(frozen=True, slots=True)
class TwoCouncils:
    """A town: its id, that of its displaced council, where it lies, what the council is called."""

    town: str
    displaced: str
    territory: str
    names: tuple[str, ...]


def read_two_councils(path: Path) -> tuple[TwoCouncils, ...]:
    """Read the rulings.

    Raises
    ------
    SourceError
        If a value is not understood, a row gives no reason or page, or a town stands there twice.
    """
    return tuple(_ruling(row) for row in ruling_rows(path, COLUMNS, once=("town",)))


def _ruling(row: WrittenRow) -> TwoCouncils:
    values = row.values
    row.require_place_id("town")
    row.require_place_id("displaced")
    row.require_one_of("territory", tuple(_BY_STATE))
    row.require("names", "source")
    names = tuple(values["names"].split("|"))
    return TwoCouncils(values["town"], values["displaced"], values["territory"], names)


def with_two_councils(
    resolved: Sequence[ResolvedClaim], places: Mapping[str, Place], rulings: Iterable[TwoCouncils]
) -> list[ResolvedClaim]:
    """Give the claims on a town with two councils to the one that they mean.

    Parameters
    ----------
    resolved
        All claims, resolved to the town.
    places
        Every place known, by id.
    rulings
        The towns.

    Raises
    ------
    BuildError
        If a ruling names a place that the gazetteer lacks, or no claim means the displaced council.
    """
    found = list(resolved)
    for one in rulings:
        _require_places(one, places)
        on_it = {n: claim for n, claim in enumerate(found) if claim.is_on(one.town)}
        of_town = _partners_there(on_it.values(), one, places)
        moved = {n: _moved(claim, one, of_town, places) for n, claim in on_it.items()}
        if moved == on_it:
            raise _needless(one, "no claim means its displaced council")
        for n, claim in moved.items():
            found[n] = claim
    return found


def _partners_there(
    resolved: Iterable[ResolvedClaim], one: TwoCouncils, places: Mapping[str, Place]
) -> frozenset[str]:
    """Partners of the council that governs the town, by what any source says of the two."""
    told: defaultdict[str, bool] = defaultdict(bool)
    for claim in resolved:
        for end, town, partner in (
            (claim.claim.a, claim.a, claim.b), (claim.claim.b, claim.b, claim.a),
        ):  # fmt: skip
            if town.place_id == one.town and partner.place_id:
                is_of_list = territory_in(end.context) == one.territory
                state = places[partner.place_id].country
                told[partner.place_id] |= is_of_list or state in _BY_STATE[one.territory]
    return frozenset(partner for partner, is_there in told.items() if is_there)


def _moved(
    claim: ResolvedClaim, one: TwoCouncils, of_town: Collection[str], places: Mapping[str, Place]
) -> ResolvedClaim:
    """Give a claim to the displaced council, if it tells of another partner than those there."""
    ends = {"a": (claim.a, claim.b), "b": (claim.b, claim.a)}
    for name, (town, partner) in ends.items():
        if town.place_id == one.town and partner.place_id and partner.place_id not in of_town:
            is_sure = places[partner.place_id].country in _BY_KIN[one.territory]
            meant = Resolution(
                one.displaced,
                f"{town.method}+{METHOD}",
                min(town.confidence, SURE if is_sure else PRESUMED),
            )
            return replace(claim, a=meant) if name == "a" else replace(claim, b=meant)
    return claim


def with_council_names(
    places: Mapping[str, Place], rulings: Iterable[TwoCouncils]
) -> dict[str, Place]:
    """Give the displaced councils the names of their towns, by which they are asked for.

    Only once the names of sources are resolved: until then a name of two places would wait.
    """
    found = dict(places)
    for one in rulings:
        place = found[one.displaced]
        spelt = dict.fromkeys((*place.names, *((name, "und") for name in one.names)))
        found[one.displaced] = replace(place, names=tuple(spelt))
    return found


def _require_places(one: TwoCouncils, places: Collection[str]) -> None:
    for named in (one.town, one.displaced):
        if named not in places:
            raise _needless(one, f"the gazetteer has no place {named}")


def _needless(one: TwoCouncils, problem: str) -> BuildError:
    return BuildError(f"data/decisions/{FILE}: {one.town}: {problem}; take the row out or mend it")
