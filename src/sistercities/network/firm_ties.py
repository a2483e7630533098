"""Which ties can be relied on: told by two sources that do not copy each other, or officially.

Which sources copy which is a ruling, with its reason, in `copied_sources.csv`: sources of one
family are the same text seen again, and a family may copy another. An official page is one of
either government, or of a register of such ties (`claims.is_official`); it needs no second source.
A source that the table does not name confirms nothing, since nobody has said what it copies.
"""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

import numpy as np

from twolevel.core.array_types import Flag

_TABLE = "copied_sources.csv"
_ANY = "*"
"""Ends a name that stands for all sources that begin so."""
WIKIMEDIA = frozenset({"wikidata", "wikipedia-en", "wikipedia-zh"})
"""Families that count as one where the ruling is strict."""
TELLING = """
    SELECT tie_id, string_agg(DISTINCT source_id, ' ' ORDER BY source_id) AS sources,
        bool_or(is_official) AS is_official
    FROM claims
    WHERE tie_id IS NOT NULL AND status <> 'never_valid'
    GROUP BY tie_id
    HAVING count(DISTINCT source_id) > 1 OR bool_or(is_official)
"""
"""Who tells of which tie in a release, as `find_firm_ties` takes it."""


@dataclass(frozen=True, slots=True)
class CopiedSource:
    """One line of the table: a source, its family, the families that it copies, and why."""

    source: str
    family: str
    copies: frozenset[str]
    reason: str


Strictness = Literal["as ruled", "Wikimedia as one", "families apart"]
"""The ruling; all of Wikimedia taken for one source; or families that are taken to copy nothing."""

_STRICTNESSES: tuple[Strictness, ...] = ("as ruled", "Wikimedia as one", "families apart")


class Telling(NamedTuple):
    """Which sources tell of a tie, joined by blanks, and whether one of them does officially."""

    tie_id: str
    sources: str
    is_official: bool


@dataclass(frozen=True, slots=True)
class FirmTies:
    """Ids of the ties that can be relied on.

    Attributes
    ----------
    firm
        Told officially, or by two sources that do not copy each other.
    official
        Those of them that are told officially.
    strictly_firm
        The firm ones where all of Wikimedia counts as one source.
    loosely_firm
        The firm ones where families copy nothing, so that Wikidata confirms a list of Wikipedia.
    """

    firm: frozenset[str]
    official: frozenset[str]
    strictly_firm: frozenset[str]
    loosely_firm: frozenset[str]

    def are_firm(self, tie_ids: Iterable[str], strictness: Strictness = "as ruled") -> Flag:
        """Tell which of some ties can be relied on, shape (n,)."""
        firm = {
            "as ruled": self.firm,
            "Wikimedia as one": self.strictly_firm,
            "families apart": self.loosely_firm,
        }[strictness]
        return np.array([tie in firm for tie in tie_ids], dtype=np.bool_)


NONE_FIRM = FirmTies(frozenset(), frozenset(), frozenset(), frozenset())
"""Where no source is known."""


@cache
def copied_sources() -> Mapping[str, CopiedSource]:
    """Read the table, by source; a name that ends in `*` stands for all that begin so."""
    text = files("sistercities.network").joinpath(_TABLE).read_text(encoding="utf-8")
    found: dict[str, CopiedSource] = {}
    for row in csv.DictReader(text.splitlines()):
        source, copies = row["source"], frozenset(row["copies"].split())
        found[source] = CopiedSource(source, row["family"], copies, row["reason"])
    return found


def ruling_on(source_id: str) -> CopiedSource | None:
    """Return what is ruled of a source; None where nothing is."""
    known = copied_sources()
    if source_id in known:
        return known[source_id]
    begun = (
        one for name, one in known.items()
        if name.endswith(_ANY) and source_id.startswith(name.removesuffix(_ANY))
    )  # fmt: skip
    return next(begun, None)


@cache
def is_copied(source_id: str, other_id: str, strictness: Strictness = "as ruled") -> bool:
    """Tell whether of two sources one copies the other, or may."""
    one, other = ruling_on(source_id), ruling_on(other_id)
    if one is None or other is None or one.family == other.family:
        return True
    if strictness == "families apart":
        return False
    if strictness == "Wikimedia as one" and {one.family, other.family} <= WIKIMEDIA:
        return True
    return one.family in other.copies or other.family in one.copies


def find_firm_ties(told: Iterable[Telling]) -> FirmTies:
    """Find the ties that can be relied on among what sources tell.

    Parameters
    ----------
    told
        Who tells of which tie; a source that says that there never was one does not.
    """
    official: set[str] = set()
    firm: dict[Strictness, set[str]] = {how: set() for how in _STRICTNESSES}
    for tie_id, sources, is_official in told:
        if is_official:
            official.add(tie_id)
        for how, ties in firm.items():
            if is_official or _is_confirmed(sources, how):
                ties.add(tie_id)
    ruled, strictly, loosely = (frozenset(firm[how]) for how in _STRICTNESSES)
    return FirmTies(ruled, frozenset(official), strictly, loosely)


@cache
def _is_confirmed(sources: str, strictness: Strictness) -> bool:
    pairs = itertools.combinations(sources.split(), 2)
    return any(not is_copied(*pair, strictness) for pair in pairs)
