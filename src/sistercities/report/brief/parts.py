"""The parts of a brief once it is worded: what every format sets, in the same order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup

from sistercities.report.brief.facts import BriefFacts
from sistercities.report.brief.room import Room
from sistercities.report.brief.words import BriefWords

_FEW_ROWS = 12
Doubt = Literal["", "suspect", "unknown"]


@dataclass(frozen=True, slots=True)
class BriefCell:
    """Words in a cell; `local` stands beside them in another script, `doubt` makes them differ."""

    words: str
    local: str = ""
    doubt: Doubt = ""


@dataclass(frozen=True, slots=True)
class BriefColumn:
    """Head of a column, its share of the width, and whether numbers stand under it."""

    words: str
    share: float
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class BriefTable:
    """A table as it is printed; `notes` stand under it."""

    columns: tuple[BriefColumn, ...]
    rows: tuple[tuple[BriefCell, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as SVG, with its title and what it shows in words."""

    svg: Markup
    title: str
    described: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BriefSuggestion:
    """A place to approach: number, names, a line on it, reasons, and what to know before.

    The first one of a list has the name of the list and what holds of all its places.
    """

    rank: int
    name: str
    local: str
    line: str
    reasons: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    list_title: str = ""
    list_words: str = ""


@dataclass(frozen=True, slots=True)
class BriefBlock:
    """A heading with sentences under it, as running text or as a list; `strong` stands out there.

    A sentence that holds none of the strong words is set as it is.
    """

    heading: str
    sentences: tuple[str, ...]
    is_list: bool = True
    strong: tuple[str, ...] = ()

    def parted(self, sentence: str) -> tuple[tuple[str, bool], ...]:
        """Part a sentence: each piece with whether it stands out."""
        if not self.strong:
            return ((sentence, False),)
        # The longest first: "Osaka and Haifa:" is not "Haifa:" with words before it.
        longest = sorted(self.strong, key=len, reverse=True)
        ways = "|".join(map(re.escape, longest))
        pieces = re.split(rf"((?:^|(?<=[.:;] ))(?:{ways}))", sentence)
        return tuple((piece, k % 2 == 1) for k, piece in enumerate(pieces) if piece)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the workbook: heads and rows of text, numbers or nothing."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class SuggestedPart:
    """Places to approach; without any the notes say why."""

    heading: str
    items: tuple[BriefSuggestion, ...]
    notes: tuple[str, ...]

    @property
    def lists(self) -> tuple[tuple[BriefSuggestion, ...], ...]:
        """The places list by list; the first of each has the name of its list."""
        found: list[list[BriefSuggestion]] = []
        for each in self.items:
            if each.list_title or not found:
                found.append([])
            found[-1].append(each)
        return tuple(map(tuple, found))


@dataclass(frozen=True, slots=True)
class ScoredPart:
    """The scorecard: what stands in the way, what speaks for and against, criteria, alike ties."""

    heading: str
    sentence: str
    first: BriefBlock | None
    lists: tuple[BriefBlock, ...]
    table: BriefTable | None
    blocks: tuple[BriefBlock, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief, worded and cut to two pages.

    Attributes
    ----------
    title, local
        Names of the place, and of the partner that is assessed, in Latin and in local script.
    kicker, where, sentence
        Line above the title; where the place lies and how large it is; the answer in one sentence.
    country
        ISO 3166-1 alpha-2 code of the place: it decides which shapes Chinese characters have.
    map, map_missing
        The map, or a sentence where there can be none.
    benchmark, bar
        How it stands beside places like it, and a picture of that where there are numbers.
    ties_heading, ties
        The table of ties; without rows its notes say why.
    suggested, scored
        Second page: places to approach, or the scorecard of the partner that was asked for.
    unknown, sources
        The two last blocks.
    sheets
        The workbook.
    facts, room, words
        What it was made from, how much of it there is room for, the language.
    """

    title: str
    local: str
    kicker: str
    where: str
    sentence: str
    country: str
    map: Drawing | None
    map_missing: str
    benchmark: BriefBlock
    bar: Drawing | None
    ties_heading: str
    ties: BriefTable
    suggested: SuggestedPart | None
    scored: ScoredPart | None
    unknown: BriefBlock
    sources: BriefBlock
    sheets: tuple[Sheet, ...]
    facts: BriefFacts = field(repr=False)
    room: Room
    words: BriefWords = field(repr=False)

    @property
    def about(self) -> str:
        """Names of the place and of the partner, in both scripts."""
        return f"{self.title} {self.local}".strip()

    @property
    def has_two_parts(self) -> bool:
        """Whether the ties fill a page of their own: there is a map, or a table of some length."""
        return bool(self.ties.rows) and (self.map is not None or len(self.ties.rows) > _FEW_ROWS)
