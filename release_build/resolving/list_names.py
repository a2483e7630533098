"""What the names on lists of twin towns may mean: the one place that the rules find, or several.

The rules are those of `resolving.enwiki`, of which no guess between namesakes is taken. Rulings on
the same lists as they were in 2026 are lent, but for those on one pair.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from release_build.resolving.enwiki import resolve_enwiki
from release_build.resolving.known_ties import BY_SIZE
from sistercities.dataset.decisions import OF_PAIR, Decisions
from sistercities.dataset.gazetteer.places import Gazetteer, fits_level
from sistercities.dataset.resolving.towns import is_called
from sistercities.sources.enwiki_names import parse_name
from sistercities.sources.undated_claims import undated_claim
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import Level

LENT_BY = "enwiki-2026"
MAIN_NAME = "main_name"
STRICT = frozenset({"JP", "US"})
"""Where neither a main name nor a ruling on another row tells which namesake is meant: of towns in
Japan the gazetteer often has a quarter's name as the main one."""


@dataclass(frozen=True, slots=True)
class ListName:
    """What a name may mean.

    Attributes
    ----------
    found
        The place that the rules find for sure, or why they find none.
    likely
        The place that they find where one alone has the name as its main name; "" otherwise.
    candidates
        The places of the name in the country: of the level that it states; towns and parts of
        cities, where it is bare; all where there is no such place, or where the one found has the
        name as another.
    is_ruled
        Whether a ruling on the list itself says the place: ties of other sources do not unsay it.
    """

    found: Resolution
    likely: str
    candidates: frozenset[str]
    is_ruled: bool = False


def list_names(
    ends: Iterable[NamedEnd], source_id: str, gazetteer: Gazetteer, decisions: Decisions
) -> dict[NamedEnd, ListName]:
    """Find what each name may mean; rulings of the source that apply are noted as used."""
    distinct = list(dict.fromkeys(ends))
    own = [one for one in decisions.names if one.source_id == source_id and not one.context]
    rulings = Decisions((*own, *lent_rulings(decisions, source_id).names))
    found = _by_rules(distinct, source_id, gazetteer, rulings)
    decisions.used |= {one: rulings.used[one] for one in own if one in rulings.used}
    ruled = {(one.name, one.country) for one in own}
    return {
        end: _list_name(end, one, gazetteer, is_ruled=(end.name, end.country) in ruled)
        for end, one in zip(distinct, found, strict=True)
    }


def _by_rules(
    ends: list[NamedEnd], source_id: str, gazetteer: Gazetteer, rulings: Decisions
) -> list[Resolution]:
    """Resolve names two by two, which have nothing to do with one another, each by its rules."""
    pairs = zip(ends[::2], [*ends[1::2], *ends[:1]], strict=False)
    asked = [undated_claim(f"{source_id}:", "", a, b, licence="") for a, b in pairs]
    resolved = resolve_enwiki(asked, gazetteer, rulings)
    return [found for one in resolved for found in (one.a, one.b)][: len(ends)]


def lent_rulings(decisions: Decisions, source_id: str, *, on_pairs: bool = False) -> Decisions:
    """Return the rulings on the lists of 2026 as if they were on a source that has none of its own.

    Parameters
    ----------
    on_pairs
        Those that name the place beside one partner, or the others. A pair that is kept in review
        there may be told here.
    """
    taken = {(one.name, one.country) for one in decisions.names if one.source_id == source_id}
    return Decisions(
        tuple(
            replace(one, source_id=source_id)
            for one in decisions.names
            if one.source_id in ("", LENT_BY)
            and one.context.startswith(OF_PAIR) == on_pairs
            and (on_pairs or (one.name, one.country) not in taken)
            and (one.place_id or not on_pairs)
        )
    )


def _list_name(
    end: NamedEnd, found: Resolution, gazetteer: Gazetteer, *, is_ruled: bool
) -> ListName:
    words = set(found.method.split("+"))
    candidates = _candidates(end, found.place_id, gazetteer)
    is_lent = "decision" in words and not is_ruled
    is_guess = bool(words & BY_SIZE) or (is_lent and end.country in STRICT and len(candidates) > 1)
    likely = found.place_id if MAIN_NAME in words and end.country not in STRICT else ""
    sure = replace(found, place_id="", method="", confidence=0.0) if is_guess else found
    is_told = is_ruled and "decision" in words and bool(sure.place_id)
    return ListName(sure, likely, candidates, is_told)


def _candidates(end: NamedEnd, found: str, gazetteer: Gazetteer) -> frozenset[str]:
    written = parse_name(end.name, end.country)
    matches = gazetteer.matches(written.bare, end.country)
    ids = {one.place_id for one in matches if one.rank <= 2}
    if not written.is_bare or (found and is_called(gazetteer.places[found], end)):
        level = gazetteer.places[found].level if found else written.level or "city"
        ids = {one for one in ids if _is_like(gazetteer.places[one], level)}
    elif not found:
        towns = {one for one in ids if _is_like(gazetteer.places[one], "city")}
        ids = towns or ids
    return frozenset(ids | {found} - {""})


def _is_like(place: Place, level: Level) -> bool:
    """Whether a place is of a level, or is a part of a city where a town is asked for."""
    is_part = level == "city" and place.level == "district" and place.latitude is not None
    return is_part or fits_level(place, level)
