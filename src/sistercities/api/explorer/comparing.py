"""Some places beside each other: their ties, the partners and the countries that they share.

A number of ties is None where none is known: a place may have one that no list names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from statistics import median_low
from typing import Any

from sistercities.api.card_records import PlaceCard
from sistercities.api.explorer.records import InsideCount, TieLine, known_ties
from sistercities.api.explorer.searching import card_by_id
from sistercities.api.explorer.store import Explorer
from sistercities.api.explorer.ties import FEW_DATED, count_inside, held_by, list_ties, start_years
from sistercities.api.records import PlaceRef
from sistercities.api.standing import ALIVE
from sistercities.api.standing import TOLD_EXCHANGE as TOLD_EXCHANGE

FEWEST, MOST = 2, 4
"""Places that are compared at least and at most."""
_SOUND = ("day", "month", "year")


@dataclass(frozen=True)
class ComparedPlace:
    """One of the places.

    Attributes
    ----------
    card
        What is known of it.
    ids
        Its id, and those of the municipalities whose ties it holds.
    ties
        All its ties on record, seen from it or from such a municipality.
    inside
        How many of them lie inside sister regions, as far as that can be told; None of a region,
        which lies inside none.
    until
        Year by which most sources of its years end; None where few of its ties have a year.
    """

    card: PlaceCard
    ids: tuple[str, ...]
    ties: tuple[TieLine, ...]
    inside: InsideCount | None
    until: int | None

    @cached_property
    def standing(self) -> tuple[TieLine, ...]:
        """Ties that are taken to be alive, one with each partner."""
        stand = (one for one in self.ties[::-1] if one.standing in ALIVE)
        return tuple({one.there.place_id: one for one in stand}.values())[::-1]

    @cached_property
    def countries(self) -> Counter[str]:
        """Ties that stand, by the country of the partner."""
        return Counter(one.there.country for one in self.standing)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Years in which its ties that stand began, of those whose year is sound, in order."""
        return sound_years(self.standing)

    @property
    def n_exchange(self) -> int:
        """Ties that stand and are called exchange; few lists name such."""
        return sum(one.kind == "exchange" for one in self.standing)

    @cached_property
    def without_exchange(self) -> tuple[TieLine, ...]:
        """Ties that stand but for those that are called exchange."""
        return tuple(one for one in self.standing if one.kind != "exchange")

    @property
    def n_old(self) -> int:
        """Ties that stand by one old list alone."""
        return sum(one.standing == "one_old_source" for one in self.standing)

    @property
    def n_known(self) -> int | None:
        """Ties on record; None where none is known."""
        return known_ties(len(self.ties), self.card.lists.own_is_read)


@dataclass(frozen=True, slots=True)
class SharedPartner:
    """A partner of two or more of the places: its tie with each, None where there is none."""

    partner: PlaceRef
    ties: tuple[TieLine | None, ...]

    @property
    def n_standing(self) -> int:
        """Places with which it has a tie that stands."""
        return sum(one is not None and one.standing in ALIVE for one in self.ties)


@dataclass(frozen=True)
class Comparison:
    """Two to four places beside each other.

    Attributes
    ----------
    places
        In the order asked for.
    shared
        Partners of two or more of them, those of most first; former ones come last.
    own_ties
        Ties of the places with each other.
    """

    places: tuple[ComparedPlace, ...]
    shared: tuple[SharedPartner, ...]
    own_ties: tuple[TieLine, ...]

    @property
    def common(self) -> tuple[SharedPartner, ...]:
        """Partners that two or more of the places have today."""
        return tuple(one for one in self.shared if one.n_standing > 1)

    @property
    def of_all(self) -> tuple[SharedPartner, ...]:
        """Partners that all of the places have today."""
        return tuple(one for one in self.shared if one.n_standing == len(self.places))

    def n_shared(self, position: int) -> int:
        """Count the partners of one of the places today that another has today too."""
        ties = (one.ties[position] for one in self.common)
        return sum(tie is not None and tie.standing in ALIVE for tie in ties)

    @cached_property
    def countries(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Countries in which two or more have partners today, with the number of each place."""
        codes = {code for one in self.places for code in one.countries}
        rows = [(code, tuple(one.countries[code] for one in self.places)) for code in codes]
        held = [row for row in rows if sum(n > 0 for n in row[1]) > 1]
        return tuple(sorted(held, key=lambda row: (-sum(n > 0 for n in row[1]), -sum(row[1]), row)))

    def only(self, position: int) -> tuple[tuple[str, int], ...]:
        """Countries in which one of the places alone has partners today, those of most first."""
        others = {
            code for k, one in enumerate(self.places) if k != position for code in one.countries
        }
        held = self.places[position].countries
        rows = ((code, n) for code, n in held.items() if code not in others)
        return tuple(sorted(rows, key=lambda row: (-row[1], row[0])))

    @property
    def has_exchange(self) -> bool:
        """Whether one has so many exchange partners that its number is not like the others'."""
        return any(one.n_exchange >= TOLD_EXCHANGE for one in self.places)

    @property
    def drawn(self) -> tuple[tuple[TieLine, ...], ...]:
        """Ties of each place that stand and can be set beside those of the others.

        Exchange partners, of which few lists tell, are left out where one place has many.
        """
        if self.has_exchange:
            return tuple(one.without_exchange for one in self.places)
        return tuple(one.standing for one in self.places)

    @property
    def has_same_lists(self) -> bool:
        """Whether lists of the same years were read for all, and of the same kinds of partner."""
        first, *others = (one.card.lists for one in self.places)
        if not first.years or self.has_exchange:
            return False
        return all(
            (one.years, one.own_is_read) == (first.years, first.own_is_read) for one in others
        )

    def to_json(self) -> dict[str, Any]:
        """Return the record that `/compare.json` gives."""
        ids = [one.card.place_id for one in self.places]
        return {
            "places": [place_record(one) for one in self.places],
            "shared_partners": [
                {
                    "partner": one.partner.to_json(),
                    "ties": {
                        key: None if tie is None else _tie_record(tie)
                        for key, tie in zip(ids, one.ties, strict=True)
                    },
                }
                for one in self.shared
            ],
            "shared_countries": [
                {"country": code, "partners": dict(zip(ids, numbers, strict=True))}
                for code, numbers in self.countries
            ],
            "own_countries": {key: dict(self.only(k)) for k, key in enumerate(ids)},
            "ties_of_each_other": [
                {"places": [one.here.place_id, one.there.place_id], **_tie_record(one)}
                for one in self.own_ties
            ],
        }


def sound_years(ties: Sequence[TieLine]) -> tuple[int, ...]:
    """Years in which ties began, of those whose year is sound, in order."""
    return tuple(
        sorted(
            one.start_year for one in ties
            if one.start_year is not None and one.start_precision in _SOUND
        )
    )  # fmt: skip


def half_by(years: Sequence[int]) -> int | None:
    """Give the year by which half of some ties had begun; None of a few."""
    return median_low(years) if len(years) >= FEW_DATED else None


def compare_places(explorer: Explorer, place_ids: Sequence[str]) -> Comparison:
    """Set places beside each other.

    Parameters
    ----------
    explorer
        The opened data.
    place_ids
        Ids of two to four different places.

    Raises
    ------
    PlaceNotFound
        If no place has an id.
    """
    places = tuple(_compared(explorer, card_by_id(explorer, key)) for key in place_ids)
    return Comparison(places, _shared(places), _own_ties(places))


def _compared(explorer: Explorer, card: PlaceCard) -> ComparedPlace:
    key = held_by(explorer, card)
    is_region = card.level == "region1" and not card.is_dual
    return ComparedPlace(
        card,
        tuple(key),
        tuple(list_ties(explorer, "place", key)),
        None if is_region else count_inside(explorer, "place", key),
        start_years(explorer, "place", key).until,
    )


def _shared(places: Sequence[ComparedPlace]) -> tuple[SharedPartner, ...]:
    held = [{tie.there.place_id: tie for tie in one.ties} for one in places]
    refs = {tie.there.place_id: tie.there for one in places for tie in one.ties}
    rows = (SharedPartner(ref, tuple(ties.get(key) for ties in held)) for key, ref in refs.items())
    several = [one for one in rows if sum(tie is not None for tie in one.ties) > 1]
    return tuple(
        sorted(
            several,
            key=lambda one: (-one.n_standing, one.partner.country, one.partner.name),
        )
    )


def _own_ties(places: Sequence[ComparedPlace]) -> tuple[TieLine, ...]:
    pairs = combinations(places, 2)
    return tuple(tie for one, other in pairs for tie in one.ties if tie.there.place_id in other.ids)


def place_record(one: ComparedPlace) -> dict[str, object]:
    """Give a place as a record with the keys of `/compare.csv`; what is not known is None."""
    card, inside = one.card, one.inside
    is_known = one.n_known is not None
    can_tell = inside is not None and inside.told > 0
    return {
        "place_id": card.place_id,
        "name": card.name,
        "name_local": card.name_local,
        "level": card.level,
        "country": card.country,
        "region_iso": card.region_iso,
        "population": card.population,
        "population_year": card.population_year,
        "ties": one.n_known,
        "standing": len(one.standing) if is_known else None,
        "old_list": one.n_old if is_known else None,
        "exchange": one.n_exchange or None,
        "partner_countries": len(one.countries) if is_known else None,
        "dated": len(one.years) if is_known else None,
        "first_year": one.years[0] if one.years else None,
        "inside": inside.inside if inside is not None and can_tell else None,
        "inside_told": inside.told if inside is not None and is_known else None,
        "lists_of": card.lists.area_id,
        "list_years": list(card.lists.years),
        "years_until": one.until,
    }


def _tie_record(tie: TieLine) -> dict[str, object]:
    return {
        "tie_id": tie.tie_id,
        "start": tie.start,
        "start_precision": tie.start_precision,
        "standing": tie.standing,
        "standing_since": tie.standing_since,
        "sources": list(tie.sources),
    }
