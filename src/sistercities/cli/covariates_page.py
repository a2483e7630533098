"""The facts on one place, or on two, on a terminal: the sentence, the facts, what is unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sistercities.api.level_words import level_words
from sistercities.cli.screen import MISSING, Screen, table, wrapped
from sistercities.cli.ties_page import both_names
from sistercities.records import Fact, FactList, PlaceRef

_ALL = ("Of", "Fact", "Value", "Unit", "Year", "Source", "Meaning")
_SOME = ("Of", "Fact", "Value", "Unit", "Year", "Source")
_FEW = ("Of", "Fact", "Value", "Unit", "Year", "By")
_ENOUGH_FOR = ((170, _ALL), (110, _SOME), (0, _FEW))
UNDATED = "undated"
_LEVELS = {"cities": "city", "regions": "region"}
_OTHER_LINES = 6  # the sentence, two lines long; an empty one; the heads; the rest; the prompt


def covariates_lines(
    found: FactList, screen: Screen, *, show_all: bool, of_data: str = ""
) -> list[str]:
    """Lay out the facts; one place alone of one level needs no column that says of what they are.

    A fact that holds of a place as a city and as a region stands and counts once.
    `of_data` has the options that choose the data, for the commands that lead on.
    """
    columns: tuple[str, ...] = next(each for width, each in _ENOUGH_FOR if screen.width >= width)
    if found.partner is None and not _is_of_both(found):
        columns = tuple(each for each in columns if each != "Of")
    known = _known(found)
    sources = list(dict.fromkeys(fact.source for fact in known if fact.source))
    last = [
        "",
        *(_numbered(sources) if "By" in columns else []),
        *_unknown(found),
        *_ways_on(found, of_data),
    ]
    taken = sum(len(wrapped(line, screen.width)) for line in last)
    room = screen.room(taken + _OTHER_LINES, show_all=show_all)
    shown = known if room is None else known[:room]
    rows = [[_cell(found, fact, column, sources) for column in columns] for fact in shown]
    lines = [_sentence(found, len(known)), ""]
    if rows:
        lines += table(columns, rows, screen.width, ("Value", "By"))
    if len(shown) < len(known):
        lines.append(f"... and {len(known) - len(shown)} more: --all shows them")
    return [*lines, *last]


def _is_of_both(found: FactList) -> bool:
    """Whether there are facts on the place as a city and as a region."""
    return found.partner is None and set(_LEVELS) <= {fact.of for fact in found.facts}


def _known(found: FactList) -> list[Fact]:
    """Known facts; one that is told alike of the city and of the region is of the place."""
    known = [fact for fact in found.facts if fact.is_known]
    if not _is_of_both(found):
        return known
    told: dict[Fact, list[Fact]] = {}
    for fact in known:
        told.setdefault(replace(fact, of="places"), []).append(fact)
    return [place if len(alike) > 1 else alike[0] for place, alike in told.items()]


def _sentence(found: FactList, known: int) -> str:
    facts = "1 fact is" if known == 1 else f"{known} facts are"
    who = _named(found.place)
    if found.partner is not None:
        who += f" with {_named(found.partner)}"
    return f"{who}: {facts} known, {len(_unknown_names(found))} not."


def _named(place: PlaceRef) -> str:
    level = level_words(place.level, is_dual=place.is_dual)
    return f"{both_names(place)} ({level}, {place.region_iso or place.country})"


def _unknown(found: FactList) -> list[str]:
    names = _unknown_names(found)
    return [f"Unknown, which is never 0: {', '.join(names)}."] if names else []


def _unknown_names(found: FactList) -> list[str]:
    """Names of what is unknown, each once; of one level alone where it is known of the other."""
    known = {_label(fact) for fact in found.facts if fact.is_known}
    names = []
    for fact in found.facts:
        if not fact.is_known:
            level = _LEVELS.get(fact.of) if _label(fact) in known else None
            names.append(f"{_label(fact)} of the {level}" if level else _label(fact))
    return list(dict.fromkeys(names))


def _ways_on(found: FactList, of_data: str) -> list[str]:
    place, partner = found.place, found.partner
    if partner is not None:
        here, there = (
            f"sistercities covariates {one.place_id}{of_data}" for one in (place, partner)
        )
        return [f"Of each alone: {here} and {there}"]
    lines = []
    if place.level != "country":
        lines.append(f"Of its country: sistercities covariates {place.country}{of_data}")
    lines.append(f"With a partner: sistercities covariates {place.place_id} --with PLACE{of_data}")
    return [*lines, "What each fact means: --json, or a window of 170 columns"]


def _label(fact: Fact) -> str:
    if fact.from_country is None:
        return fact.variable
    return f"{fact.variable} {fact.from_country} to {fact.to_country}"


def _numbered(sources: Sequence[str]) -> list[str]:
    """Name the sources whose numbers stand in the column By, where names take too much room."""
    named = "; ".join(f"{number} {source}" for number, source in enumerate(sources, 1))
    return [f"By: {named}."] if named else []


def _cell(found: FactList, fact: Fact, column: str, sources: Sequence[str]) -> str:
    cells = {
        "Of": _of(found, fact),
        "Fact": _label(fact),
        "Value": _value(fact),
        "Unit": "" if fact.unit == "1" else fact.unit,
        "Year": str(fact.year or (UNDATED if fact.source else MISSING)),
        "Source": fact.source or MISSING,
        "By": str(sources.index(fact.source) + 1) if fact.source else MISSING,
        "Meaning": fact.meaning,
    }
    return cells[column]


def _of(found: FactList, fact: Fact) -> str:
    if fact.of == "country_pairs" and found.partner is not None:
        return f"{found.place.country}, {found.partner.country}"
    if found.partner is None:
        return _LEVELS.get(fact.of, "both")
    return "places"


def _value(fact: Fact) -> str:
    if fact.word is not None or fact.value is None:
        return fact.word or MISSING
    if fact.is_yes_or_no:
        return "yes" if fact.value else "no"
    if fact.value == int(fact.value):
        return f"{fact.value:,.0f}"
    return f"{fact.value:,.2f}" if abs(fact.value) < 1000 else f"{fact.value:,.0f}"
