"""The closed vocabularies of the data: each value that a level, a class or a status may take."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from sistercities.terms.json_records import one_of

Level = Literal["country", "region1", "region2", "city", "county", "district"]
"""What kind of place; part of a place's identity."""

TieClass = Literal["upper", "lower", "cross", "dual"]
"""Both ends at the upper tier, both below it, one of each, or a dual place at either end."""

Status = Literal["active", "suspended", "ended", "pending", "never_valid", "unknown"]
"""`unknown`: the source states none. `never_valid`: annulled, or never signed by one of the two."""

Standing = Literal[
    "active", "listed", "one_old_source", "no_longer_listed", "suspended", "pending", "ended",
    "never_valid",
]  # fmt: skip
"""How far the sources let a tie stand today; the rule is `dataset.standing`."""

ALIVE: tuple[Standing, ...] = ("active", "listed", "one_old_source")
"""Standings of a tie that is taken to be alive."""

Event = Literal[
    "ended", "suspended", "resumed", "kept", "never_valid", "proposed", "dormant", "spoken_for"
]
"""What happened in the life of a tie: `kept` is a decision not to end it."""

Kind = Literal["sister", "friendship", "exchange", "contact", "unknown"]
"""What the two places call their tie."""

Precision = Literal["day", "month", "year", "none", "suspect"]
"""How exactly the start is known; `suspect` dates never enter a test on time."""

NameKind = Literal["main", "other", "inside", "id"]
"""What a key of the gazetteer comes from; `inside`: a spelling without its wrapper, such as 市."""

LEVELS: tuple[Level, ...] = get_args(Level)
MUNICIPAL: frozenset[str] = frozenset({"city", "county", "district"})
"""Levels of municipalities."""
AREAS: frozenset[str] = frozenset({"region1", "region2", "county"})
"""Levels of units that towns lie in."""
TIE_CLASSES: tuple[TieClass, ...] = get_args(TieClass)
STATUSES: tuple[Status, ...] = get_args(Status)
STANDINGS: tuple[Standing, ...] = get_args(Standing)
EVENTS: tuple[Event, ...] = get_args(Event)
KINDS: tuple[Kind, ...] = get_args(Kind)
PRECISIONS: tuple[Precision, ...] = get_args(Precision)
NAME_KINDS: tuple[NameKind, ...] = get_args(NameKind)

# The same words in the fields of records that are read from tables, which hold plain text.
LevelWord = Annotated[str, one_of(LEVELS)]
StatusWord = Annotated[str, one_of(STATUSES)]
StandingWord = Annotated[str, one_of(STANDINGS)]
KindWord = Annotated[str, one_of(KINDS)]
PrecisionWord = Annotated[str, one_of(PRECISIONS)]

DEFAULT_TITLE = "first-level region"
"""What the upper units of a country are called for which no ruling names another tier."""

WORLD = "WORLD"
"""In place of the code of a country: all of them."""
