"""The closed vocabularies of the data: each value that a level, a class or a status may take."""

from __future__ import annotations

from typing import Literal, get_args

Level = Literal["country", "region1", "region2", "city", "county", "district"]
"""What kind of place; part of a place's identity."""

TieClass = Literal["upper", "lower", "cross", "dual"]
"""Both ends at the upper tier, both below it, one of each, or a dual place at either end."""

Status = Literal["active", "suspended", "ended", "pending", "unknown"]
"""`unknown`: the source states none; presumed alive."""

Kind = Literal["sister", "friendship", "exchange", "contact", "unknown"]
"""What the two places call their tie."""

Precision = Literal["day", "month", "year", "none", "suspect"]
"""How exactly the start is known; `suspect` dates never enter a test on time."""

NameKind = Literal["main", "other", "inside", "id"]
"""What a key of the gazetteer comes from; `inside`: a spelling without its wrapper, such as 市."""

LEVELS: tuple[Level, ...] = get_args(Level)
TIE_CLASSES: tuple[TieClass, ...] = get_args(TieClass)
STATUSES: tuple[Status, ...] = get_args(Status)
KINDS: tuple[Kind, ...] = get_args(Kind)
PRECISIONS: tuple[Precision, ...] = get_args(Precision)
NAME_KINDS: tuple[NameKind, ...] = get_args(NameKind)
