"""What is to be known of a country beside an expected number: not all of it, nor without care."""

from __future__ import annotations

from collections.abc import Iterable

from sistercities.partners.barriers import SPECIAL_STATUS, Barrier
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.gate.other_states import sanctions_of_others, wars_of_partner
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_country, named_place
from sistercities.sentences import listed_few, say, say_count
from sistercities.terms.obstacle_sentences import unit_name

MOST_NAMED = 4
"""Units or places that one sentence names."""
_OVER = {"ended": say("ended"), "suspended": say("suspended")}


def care_of_countries(ground: Ground, home: int) -> dict[str, tuple[str, ...]]:
    """Say of countries what a place has to know of partners there; those apart without anything.

    Of a country that is barred as a whole only own ties are told: the bar says the rest.

    Parameters
    ----------
    ground, home
        Facts and rows, and the position of the place.

    Returns
    -------
    dict
        By code of the country: own ties there that are over, wars and what else calls for care,
        and parts of it whose places are not suggested.
    """
    gate = gate_of(ground)
    barred, within = gate.bars_of_countries(home), gate.bars_within_countries(home)
    of_rows = gate.care_of_countries(home)
    found: dict[str, tuple[str, ...]] = {}
    for at, code in enumerate(map(str, ground.countries.codes.tolist())):
        said = _own_ties_over(ground, home, at)
        if code not in barred:
            of_states = (one.sentence for one in of_rows.get(code, ()))
            parts = _parts(ground, at, within.get(code, ()))
            said = (*said, *_of_state(ground, home, at), *of_states, *parts)
        if said:
            found[code] = said
    return found


def _of_state(ground: Ground, home: int, at: int) -> tuple[str, ...]:
    codes = ground.countries.codes
    here, there = str(codes[ground.places.country[home]]), str(codes[at])
    found = (
        *wars_of_partner(gate_of(ground).wars, here, there),
        *sanctions_of_others(ground.barriers, here, there, named_country(ground, at)),
    )
    return tuple(one.sentence for one in found)


def _own_ties_over(ground: Ground, home: int, at: int) -> tuple[str, ...]:
    held = ground.uncounted.get(str(ground.places.ids[home]), ())
    over = [
        say("{place} ({how})", place=name, how=_OVER[reason])
        for name, reason in held
        if reason in _OVER and _country_of(ground, name.place_id) == at
    ]
    if not over:
        return ()
    return (
        say_count(
            "{n} partnership of {partner} in {country} has ended or was suspended: {places}.",
            "{n} partnerships of {partner} in {country} have ended or were suspended: {places}.",
            len(over),
            partner=named_place(ground, home),
            country=named_country(ground, at),
            places=listed_few(over[:MOST_NAMED], len(over), "comma"),
        ),
    )


def _country_of(ground: Ground, place: str) -> int:
    at = ground.position.get(place)
    return -1 if at is None else int(ground.places.country[at])


def _parts(ground: Ground, at: int, rows: Iterable[Barrier]) -> tuple[str, ...]:
    held = tuple(rows)
    units = [unit_name(one.name_a) for one in held if one.kind == SPECIAL_STATUS]
    others = (one.sentence for one in held if one.kind != SPECIAL_STATUS)
    if not units:
        return tuple(others)
    return (
        say_count(
            "In {country} no place of {units} is suggested, because of its status.",
            "In {country} no place of {units} is suggested, because of their status.",
            len(units),
            country=named_country(ground, at),
            units=listed_few(units[:MOST_NAMED], len(units)),
        ),
        *others,
    )
