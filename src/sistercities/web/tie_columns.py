"""Columns of a table of ties: a short set for the page of a place, and all of them.

Short, a row says who, where, since when and how it stands, and leads to its evidence by the last.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sistercities.api.explorer.evidence import contested_ties, remarks_of_ties
from sistercities.api.explorer.records import TieLine
from sistercities.api.level_words import SURE, percent_sure
from sistercities.api.records import stands_of
from sistercities.api.standing import OVER, standing_word
from sistercities.records import PlaceRef
from sistercities.web.addresses import tie_path
from sistercities.web.asked import Asked
from sistercities.web.source_names import short_names
from sistercities.web.tables import Cell, Column, place_cell, sortable
from sistercities.web.told import told


@dataclass(frozen=True, slots=True)
class TieColumn:
    """One column of a table of ties.

    Attributes
    ----------
    key
        What the address calls the order by it; "" where it cannot be sorted by.
    label
        Key of the words of its head.
    cell
        What stands in it.
    is_number
        Set to the right.
    all_alike
        What is said once over the table where every row says the same; None where the column stays.
    """

    key: str
    label: str
    cell: Callable[[Asked, TieLine], Cell]
    is_number: bool = False
    all_alike: Callable[[Asked, Sequence[TieLine]], str | None] | None = None

    def head(self, asked: Asked, sort: str) -> Column:
        """Make its head, for a table in an order."""
        label = asked.words(self.label)
        if not self.key:
            return Column(label)
        return sortable(asked, label, self.key, sort, is_number=self.is_number)


def year_cell(asked: Asked, tie: TieLine) -> Cell:
    """Say when a tie began, so that a year in doubt looks different from a sound one."""
    words = asked.words
    if tie.start is None or tie.start_precision == "none":
        return Cell(words("year.unknown"), mark="unknown")
    if tie.start_precision == "suspect":
        return Cell(f"{tie.start[:4]}?", note=words("year.suspect"), mark="suspect")
    return Cell(tie.start, mark="date")


def _short_year(asked: Asked, tie: TieLine) -> Cell:
    """Say the year alone; the day stands with the evidence."""
    cell = year_cell(asked, tie)
    return Cell(cell.text[:4], mark="date") if cell.mark == "date" else cell


_DOUBTFUL = ("dormant", "proposed")
"""What was told of a tie without an end, and yet makes doubtful whether it stands."""
_MARKS = {
    "one_old_source": "unknown", "no_longer_listed": "unknown", "pending": "suspect",
    "suspended": "suspect", "ended": "ended", "never_valid": "ended",
}  # fmt: skip


def standing_cell(asked: Asked, tie: TieLine) -> Cell:
    """Say how a tie stands, and under it the date or the year that this rests on.

    The year of a list that tells of an end without its date is not that of the end.
    """
    is_outlived = stands_of(tie).outlived is not None
    word = standing_word(tie.standing, tie.standing_source, is_outlived=is_outlived)
    said = told(asked, word)
    note = _standing_note(asked, tie)
    return Cell(said.sentence, note=note, mark=_MARKS.get(tie.standing), lang=said.lang)


def _standing_note(asked: Asked, tie: TieLine) -> str | None:
    if tie.standing in OVER:
        return tie.end or asked.words("stands.no_year")
    if tie.standing == "never_valid":
        return tie.end
    if tie.standing == "no_longer_listed":
        last = str(tie.seen_until or "")
        return asked.words("stands.last_listed", year=last) if last else None
    stands = stands_of(tie)
    newer = stands.listed or stands.outlived
    if newer:
        return asked.words("stands.listed_too", since=tie.standing_since, year=newer)
    return tie.standing_since


def _standing_with_evidence(asked: Asked, tie: TieLine) -> Cell:
    cell = standing_cell(asked, tie)
    href = asked.link(tie_path(tie.tie_id))
    return Cell(cell.text, href, note=cell.note, mark=cell.mark, lang=cell.lang)


def sources_cell(asked: Asked, tie: TieLine) -> Cell:
    """Name the sources; a tie that one source alone claims says so."""
    alone = asked.words("sources.alone") if len(tie.sources) == 1 else None
    return Cell(short_names(asked.words, tie.sources), note=alone)


def _level(asked: Asked, tie: TieLine) -> str:
    kind = "dual" if tie.there.is_dual else tie.there.level
    return "" if kind == "city" else asked.words.listed("level", kind)


def _notes(asked: Asked, tie: TieLine) -> list[str]:
    return [inside_note(asked, tie), *doubts_of(asked, tie)]


def inside_note(asked: Asked, tie: TieLine) -> str:
    """Say that a tie lies inside sister regions: today, when it was signed, or since later.

    It is "" where no tie of such regions is known.
    """
    if not tie.region_tie:
        return ""
    words, began, of_regions = asked.words, tie.start_year, tie.region_year
    if tie.is_inside_today:
        return words("tie.inside_short")
    if began is None or of_regions is None or began == of_regions:
        return words("tie.inside_once_short")
    if of_regions < began:
        return words("tie.inside_then_short")
    return words("tie.inside_later_short", year=str(of_regions))


def doubts_of(asked: Asked, tie: TieLine) -> list[str]:
    """Say what is doubtful about a tie: its places, and whether it stands; [] where nothing is."""
    words = asked.words
    said = [words.listed("doubt", tie.doubt)] if tie.doubt else []
    if not tie.doubt and tie.confidence < SURE:
        said.append(words("doubt.less_sure", share=percent_sure(tie.confidence)))
    if tie.absent_from:
        said.append(words("stands.absent_from", year=tie.absent_from))
    if tie.tie_id in contested_ties(asked.site.explorer):
        said.append(words("doubt.contested"))
    remarks = remarks_of_ties(asked.site.explorer).get(tie.tie_id, ())
    said += (words(f"doubt.{word}") for word in remarks if word in _DOUBTFUL)
    return said


def _joined(asked: Asked, notes: Sequence[str]) -> str | None:
    return asked.words("list.semicolon").join(filter(None, notes)) or None


def _until(asked: Asked, place: PlaceRef) -> str:
    """Give the last year of a place that is no more; "" of one that exists."""
    year = place.valid_to
    return "" if year is None else asked.words("place.until", year=year)


def _partner(asked: Asked, tie: TieLine) -> Cell:
    notes = [_level(asked, tie), _until(asked, tie.there)]
    return place_cell(asked, tie.there, note=_joined(asked, notes))


def _short_partner(asked: Asked, tie: TieLine) -> Cell:
    """Name the partner, and its level where it is no city."""
    level = "" if tie.there.is_dual else _level(asked, tie)
    notes = [level, _until(asked, tie.there), *_notes(asked, tie)]
    return place_cell(
        asked, tie.there, note=_joined(asked, notes),
        mark="suspect" if doubts_of(asked, tie) else None,
    )  # fmt: skip


def _country(asked: Asked, tie: TieLine) -> Cell:
    name = asked.site.country(tie.there.country, asked.words.lang)
    return Cell(name, asked.link(f"/country/{tie.there.country}"))


def _kind(asked: Asked, tie: TieLine) -> Cell:
    mark = "unknown" if tie.kind == "unknown" else None
    return Cell(asked.words.listed("kind", tie.kind), mark=mark)


def _sure(asked: Asked, tie: TieLine) -> Cell:
    """Say how sure the places are, in per cent."""
    share = asked.words("coverage.share", share=percent_sure(tie.confidence))
    return Cell(share, mark="suspect" if tie.doubt else None)


def _evidence(asked: Asked, tie: TieLine) -> Cell:
    return Cell(
        asked.words("column.open_tie"), asked.link(tie_path(tie.tie_id)),
        note=_joined(asked, _notes(asked, tie)), mark="suspect" if doubts_of(asked, tie) else None,
    )  # fmt: skip


def _one_country(asked: Asked, ties: Sequence[TieLine]) -> str | None:
    codes = {tie.there.country for tie in ties}
    if len(codes) != 1:
        return None
    return asked.words("ties.all_in", country=asked.site.country(codes.pop(), asked.words.lang))


def _no_year(asked: Asked, ties: Sequence[TieLine]) -> str | None:
    has_year = any(tie.start is not None and tie.start_precision != "none" for tie in ties)
    return None if has_year else asked.words("ties.no_year")


def _here(asked: Asked, tie: TieLine) -> Cell:
    return place_cell(asked, tie.here, note=_until(asked, tie.here) or None)


HERE = TieColumn("here", "column.place", _here)
LONG: tuple[TieColumn, ...] = (
    TieColumn("partner", "column.partner", _partner),
    TieColumn("country", "column.country", _country),
    TieColumn("year", "column.year", year_cell, is_number=True),
    TieColumn("standing", "column.standing", standing_cell),
    TieColumn("kind", "column.kind", _kind),
    TieColumn("sources", "column.sources", sources_cell),
    TieColumn("", "column.sure", _sure),
    TieColumn("", "column.tie", _evidence),
)
SHORT: tuple[TieColumn, ...] = (
    TieColumn("partner", "column.partner", _short_partner),
    TieColumn("country", "column.country", _country, all_alike=_one_country),
    TieColumn("year", "column.since", _short_year, is_number=True, all_alike=_no_year),
    TieColumn("standing", "column.standing", _standing_with_evidence),
)


SHORT_OF_TWO: tuple[TieColumn, ...] = (
    HERE,
    *(one for one in SHORT if one.key != "country"),
)
"""Of the ties of two countries, which the page itself names."""


IN_FILES: tuple[TieColumn, ...] = (
    HERE,
    TieColumn("partner", "column.partner", _short_partner),
    TieColumn("country", "column.country", lambda asked, tie: Cell(_country(asked, tie).text)),
    TieColumn("year", "column.year", year_cell, is_number=True),
    TieColumn("standing", "column.standing", _standing_with_evidence),
)
"""Of long lists in files: what the evidence has too is left to it, to which the standing leads.

The same few countries would be linked from hundreds of rows; each partner's page leads to its own.
"""


def told_apart(
    asked: Asked, columns: Sequence[TieColumn], ties: Sequence[TieLine]
) -> tuple[tuple[TieColumn, ...], str]:
    """Keep the columns in which rows differ, and say once what they have in common.

    Parameters
    ----------
    asked
        The request.
    columns
        Columns of the table.
    ties
        All its rows; two at least, else a row says more than a line over it.

    Returns
    -------
    columns
        Those that are shown.
    alike
        What all rows say; "" where no column was left out.
    """
    if len(ties) < 2:
        return tuple(columns), ""
    said = [one.all_alike(asked, ties) if one.all_alike else None for one in columns]
    kept = tuple(one for one, alike in zip(columns, said, strict=True) if alike is None)
    return kept, " ".join(filter(None, said))
