"""The brief as a PDF of two pages, set by Typst: the same brief gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sistercities.errors import OutputError
from sistercities.report.brief.content import brief_of
from sistercities.report.brief.fonts import brief_fonts, brief_typst, has_letters_for
from sistercities.report.brief.parts import (
    Brief,
    BriefBlock,
    BriefCell,
    BriefSuggestion,
    BriefTable,
    Drawing,
    ScoredPart,
    SuggestedPart,
)
from sistercities.report.brief.room import Room
from sistercities.report.brief.unset_names import without_names
from sistercities.report.citation import program_version
from sistercities.report.typeset.fonts import folder_of
from sistercities.report.typeset.paper_drawing import on_paper
from sistercities.report.typeset.plain_words import plain_words, without_control
from sistercities.terms.json_records import Json

NEEDED_FOR = "the brief as PDF"
MAP_WIDTH = 158
"""Width of the map in millimetres."""
MAP_WIDTH_OF_FEW = 136
"""Width of one without a line: all that is said of such a place stands on one page then."""
_STANDARD = "ua-1"
_PAGES = 2
_FEW_ROWS = 8
"""Partnerships up to which what comes after them stands on the first page too."""
_MOST_TRIES = 60
_NO_GLYPH = "could not be displayed"
_LEFT_OUT_NOTE = (
    "Local names in scripts for which no font was at hand when this was made are left out. The "
    "table (XLSX) has them."
)
_BOXES_NOTE = (
    "Some names are in scripts for which no font was at hand when this was made; boxes stand for "
    "their letters. The table (XLSX) has them in full."
)


@dataclass(frozen=True, slots=True)
class Setter:
    """Typst with the fonts of one brief."""

    typst: Any
    folders: list[str]
    families: tuple[str, ...]
    is_closed: bool

    def pages(self, brief: Brief) -> tuple[int, int]:
        """Pages on which the first part and the second one end."""
        note = "" if self.is_closed else _BOXES_NOTE  # the longest that may be printed
        record = _record(brief, self.families, note)
        held = self.typst.query(_program(), "<ends>", field="value", **self._options(record))
        first, last = json.loads(held)
        return int(first), int(last)

    def pdf(self, brief: Brief) -> bytes:
        """Set the brief; where a letter has no glyph, without that name, and with a note on it."""
        latin = without_names(brief, has_letters_for)
        ways = (
            (brief, (_STANDARD,), ""),
            (latin, (_STANDARD,), _LEFT_OUT_NOTE),
            (latin, (), _BOXES_NOTE),
        )
        for shown, standard, note in ways:
            record = _record(shown, self.families, note)
            try:
                made: bytes = self.typst.compile(
                    _program(), pdf_standards=list(standard), **self._options(record)
                )
            except RuntimeError as error:
                if not standard or _NO_GLYPH not in str(error):
                    raise
            else:
                return made
        raise AssertionError  # the last way is taken or raises

    def png(self, drawing: Drawing, width: float, ppi: float) -> bytes:
        """Set one drawing as a picture of that width in millimetres."""
        held = {"drawing": _on_paper(drawing, self.families), "width": width}
        program = (
            "#let held = json(bytes(sys.inputs.brief))\n"
            "#set page(width: held.width * 1mm, height: auto, margin: 0pt)\n"
            '#image(bytes(held.drawing), format: "svg", width: 100%)\n'
        )
        made: bytes = self.typst.compile(
            program.encode(), format="png", ppi=ppi, **self._options(held)
        )
        return made

    def _options(self, record: Json) -> dict[str, Any]:
        return {
            "font_paths": self.folders,
            "ignore_system_fonts": self.is_closed,
            "sys_inputs": {"brief": json.dumps(record, ensure_ascii=False)},
        }


@contextmanager
def setter_for(brief: Brief, needed_for: str = NEEDED_FOR) -> Iterator[Setter]:
    """Give Typst with its fonts, for as long as it is needed.

    Raises
    ------
    MissingExtra
        If Typst or a font for East Asian names is not installed.
    OutputError
        If Typst cannot set the brief.
    """
    typst = brief_typst(needed_for)
    fonts, families = brief_fonts(brief.country, typst, needed_for)
    said = json.dumps(_record(brief, families, ""), ensure_ascii=False)
    is_closed = bool(fonts.files) and has_letters_for(said)
    with folder_of(fonts) as folders:
        try:
            yield Setter(typst, folders, families, is_closed)
        except RuntimeError as error:
            problem = f"Typst says: {str(error).rstrip('.')}"
            advice = "take --format html, and tell us of it"
            raise OutputError("the brief", problem, advice) from error


def check_can_set(needed_for: str = NEEDED_FOR) -> None:
    """Make sure that a brief can be set.

    Raises
    ------
    MissingExtra
        If Typst or a font for East Asian names is not installed.
    """
    brief_fonts("", brief_typst(needed_for), needed_for)


def pdf_of(brief: Brief) -> bytes:
    """Set a brief on two pages; what does not fit is left to the workbook, line by line.

    Raises
    ------
    MissingExtra
        If Typst or a font for East Asian names is not installed.
    OutputError
        If Typst cannot set it.
    """
    with setter_for(brief) as setter:
        return setter.pdf(fitted(brief, setter))


def fitted(brief: Brief, setter: Setter, most_tries: int = _MOST_TRIES) -> Brief:
    """Give up lines until each part ends on its page, and no more of them than that asks for."""

    @cache
    def tried(room: Room) -> tuple[Brief, int, int]:
        is_it = room == brief.room
        made = brief if is_it else brief_of(brief.facts, brief.words, room, larger=brief)
        return made, *setter.pages(made)

    def does_first_end(room: Room) -> bool:
        return tried(room)[1] == 1

    def does_second_end(room: Room) -> bool:
        return not does_first_end(room) or tried(room)[2] <= _PAGES

    rooms = _rooms(brief.room, Room.less_first, most_tries)
    taken = _fewest_steps(rooms, does_first_end)
    rooms = _rooms(rooms[taken], Room.less_second, most_tries - taken)
    return tried(rooms[_fewest_steps(rooms, does_second_end)])[0]


def _rooms(room: Room, less: Callable[[Room], Room], steps: int) -> list[Room]:
    """Give the rooms that some steps lead to, beginning with that of no step."""
    rooms = [room]
    while len(rooms) <= steps and (smaller := less(rooms[-1])) != rooms[-1]:
        rooms.append(smaller)
    return rooms


def _fewest_steps(rooms: Sequence[Room], is_enough: Callable[[Room], bool]) -> int:
    """Count the fewest steps to a room that is enough, else all; each smaller one is enough too.

    To set a brief takes a tenth of a second, so that steps are doubled and then halved.
    """
    short, step, last = -1, 0, len(rooms) - 1
    while not is_enough(rooms[step]):
        if step == last:
            return last
        short, step = step, min(2 * step or 1, last)
    while step - short > 1:
        between = (short + step) // 2
        short, step = (short, between) if is_enough(rooms[between]) else (between, step)
    return step


def _program() -> bytes:
    return files("sistercities.report").joinpath("templates", "brief.typ").read_bytes()


def _record(brief: Brief, families: tuple[str, ...], note: str) -> Json:
    """Give all that the program of Typst reads."""
    return {
        "about": plain_words(brief.about),
        "title": plain_words(brief.title),
        "local": plain_words(brief.local),
        "kicker": plain_words(brief.kicker),
        "where": plain_words(brief.where),
        "sentence": plain_words(brief.sentence),
        "language": brief.words.language,
        "families": list(families),
        "version": plain_words(
            f"sistercities {program_version()}, data {brief.facts.data_version}"
        ),
        "map": _drawing(brief.map, families),
        "map_missing": plain_words(brief.map_missing),
        "map_width": MAP_WIDTH if brief.ties.rows else MAP_WIDTH_OF_FEW,
        "warning": brief.words.warning,
        "benchmark": _block(brief.benchmark),
        "is_benchmark_first": len(brief.ties.rows) <= _FEW_ROWS,
        "bar": _drawing(brief.bar, families),
        "ties_heading": brief.ties_heading,
        "has_two_parts": brief.has_two_parts,
        "ties": _table(brief.ties),
        "suggested": _suggested(brief.suggested),
        "scored": _scored(brief.scored),
        "unknown": _block(brief.unknown),
        "sources": _sources(brief.sources),
        "note": note,
    }


def _on_paper(drawing: Drawing, families: tuple[str, ...]) -> str:
    return on_paper(
        without_control(str(drawing.svg)), families[0], families[min(1, len(families) - 1)]
    )


def _drawing(drawing: Drawing | None, families: tuple[str, ...]) -> Json | None:
    if drawing is None:
        return None
    return {
        "drawing": _on_paper(drawing, families),
        "described": plain_words(drawing.described),
        "notes": _words(drawing.notes),
    }


def _words(sentences: tuple[str, ...]) -> list[str]:
    return [plain_words(each) for each in sentences]


def _block(block: BriefBlock) -> Json:
    return {
        "heading": plain_words(block.heading),
        "sentences": [
            [{"words": plain_words(words), "is_strong": strong} for words, strong in parts]
            for parts in map(block.parted, block.sentences)
        ],
        "is_list": block.is_list,
    }


def _sources(block: BriefBlock) -> Json:
    """Let what is numbered run on in one paragraph, and the rest in another."""
    numbered = tuple(each for each in block.sentences if each.startswith("["))
    others = tuple(each for each in block.sentences if each not in numbered)
    paragraphs = [_words(each) for each in (numbered, others) if each]
    return {"heading": plain_words(block.heading), "paragraphs": paragraphs}


def _table(table: BriefTable, *, is_prose: bool = False) -> Json:
    return {
        "columns": [
            {"words": each.words, "share": each.share, "is_number": each.is_number}
            for each in table.columns
        ],
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
        "notes": _words(table.notes),
        "is_prose": is_prose,
    }


def _cell(cell: BriefCell) -> Json:
    return {"words": plain_words(cell.words), "local": plain_words(cell.local), "doubt": cell.doubt}


def _suggested(part: SuggestedPart | None) -> Json | None:
    if part is None:
        return None
    return {
        "heading": plain_words(part.heading),
        "notes": _words(part.notes),
        "lists": [
            {
                "title": plain_words(each[0].list_title),
                "words": plain_words(each[0].list_words),
                "items": [_suggestion(one) for one in each],
            }
            for each in part.lists
        ],
    }


def _suggestion(one: BriefSuggestion) -> Json:
    return {
        "rank": one.rank,
        "name": plain_words(one.name),
        "local": plain_words(one.local),
        "line": plain_words(one.line),
        "reasons": _words(one.reasons),
        "warnings": _words(one.warnings),
    }


def _scored(part: ScoredPart | None) -> Json | None:
    if part is None:
        return None
    return {
        "heading": plain_words(part.heading),
        "sentence": plain_words(part.sentence),
        "first": None if part.first is None else _block(part.first),
        "lists": [_block(each) for each in part.lists],
        "table": None if part.table is None else _table(part.table, is_prose=True),
        "blocks": [_block(each) for each in part.blocks],
    }
