"""What is to be known of a country beside an expected number: not all of it, nor without care."""

from __future__ import annotations

from collections.abc import Iterable

from sistercities.partners.barriers import SPECIAL_STATUS, Barrier
from sistercities.partners.gate.ended_there import say_over
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.gate.third_states import of_state
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_country, named_place
from sistercities.sentences import Said, Sentence, listed_few, say, say_count
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
    gate, own = gate_of(ground), int(ground.places.country[home])
    barred, within = gate.bars_of_countries(home), gate.bars_within_countries(home)
    of_rows, over = gate.care_of_countries(home), _own_ties_over(ground, home)
    found: dict[str, tuple[str, ...]] = {}
    for at, code in enumerate(map(str, ground.countries.codes.tolist())):
        said: tuple[str, ...] = over.get(at, ())
        if code not in barred:
            others = (one.sentence for one in of_state(ground, own, at))
            care = (one.sentence for one in of_rows.get(code, ()))
            said = (*said, *others, *care, *_parts(ground, at, within.get(code, ())))
        if said:
            found[code] = said
    return found


def _own_ties_over(ground: Ground, home: int) -> dict[int, tuple[Sentence, ...]]:
    """Say by country, by its position, which own ties there are over."""
    over: dict[int, list[Said]] = {}
    for name, reason in ground.uncounted.get(str(ground.places.ids[home]), ()):
        at = ground.position.get(name.place_id)
        if reason in _OVER and at is not None:
            said = say("{place} ({how})", place=name, how=_OVER[reason])
            over.setdefault(int(ground.places.country[at]), []).append(said)
    here = named_place(ground, home)
    return {
        at: (say_over(here, named_country(ground, at), held[:MOST_NAMED], len(held)),)
        for at, held in over.items()
    }


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
