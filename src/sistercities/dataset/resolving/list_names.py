"""What the names on lists of twin towns may mean: the one place that the rules find, or several.

The rules are those of `resolving.enwiki`, of which no guess between namesakes is taken. Rulings on
the same lists as they were in 2026 are lent, but for those on one pair.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sistercities.dataset.decisions import Decisions
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolving.enwiki import resolve_enwiki
from sistercities.sources.enwiki_names import parse_name
from sistercities.sources.undated_claims import undated_claim
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Resolution

LENT_BY = "enwiki-2026"
GUESSES = frozenset(
    {"population", "by_far", "namesake_not_told", "municipality", "coordinates", "main_name"}
)
"""Words of methods that choose between namesakes by something else than what the name says."""
MAIN_NAME = "main_name"
STRICT = frozenset({"US"})
"""Where neither a main name nor a ruling on another row tells which namesake is meant."""


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
        Every place of the name in the country.
    is_bare
        Whether the name states neither a level nor what it lies in.
    """

    found: Resolution
    likely: str
    candidates: frozenset[str]
    is_bare: bool


def list_names(
    ends: Iterable[NamedEnd], source_id: str, gazetteer: Gazetteer, decisions: Decisions
) -> dict[NamedEnd, ListName]:
    """Find what each name may mean; rulings of the source that apply are noted as used."""
    distinct = list(dict.fromkeys(ends))
    rulings = _with_lent(decisions, source_id)
    # Two names that have nothing to do with one another, so that each is looked up once.
    pairs = zip(distinct, [*distinct[1:], *distinct[:1]], strict=True)
    asked = [undated_claim(f"{source_id}:", "", a, b, licence="") for a, b in pairs]
    found = [one.a for one in resolve_enwiki(asked, gazetteer, rulings)]
    for ruling in decisions.names:
        if ruling in rulings.used:
            decisions.used.setdefault(ruling, []).extend(rulings.used[ruling])
    own = {(one.name, one.country) for one in decisions.names if one.source_id == source_id}
    return {
        end: _list_name(end, one, gazetteer, is_ruled=(end.name, end.country) in own)
        for end, one in zip(distinct, found, strict=True)
    }


def _with_lent(decisions: Decisions, source_id: str) -> Decisions:
    own = [one for one in decisions.names if one.source_id == source_id]
    taken = {(one.name, one.country) for one in own}
    lent = [
        replace(one, source_id=source_id)
        for one in decisions.names
        if one.source_id in ("", LENT_BY)
        and (one.name, one.country) not in taken
        and not one.context.startswith("with ")
    ]
    return Decisions((*own, *lent))


def _list_name(
    end: NamedEnd, found: Resolution, gazetteer: Gazetteer, *, is_ruled: bool
) -> ListName:
    written = parse_name(end.name, end.country)
    matches = gazetteer.matches(written.bare, end.country)
    candidates = {one.place_id for one in matches if one.rank <= 2}
    candidates |= {found.place_id} - {""}
    words = set(found.method.split("+"))
    is_lent = found.method == "decision" and not is_ruled
    is_guess = bool(words & GUESSES) or (is_lent and end.country in STRICT and len(candidates) > 1)
    likely = found.place_id if MAIN_NAME in words and end.country not in STRICT else ""
    sure = replace(found, place_id="", method="", confidence=0.0) if is_guess else found
    return ListName(sure, likely, frozenset(candidates), written.is_bare)
