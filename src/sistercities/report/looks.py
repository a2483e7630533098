"""How the report of a study looks: one table says where, and what makes reports asks no more.

Chapters that are kept and folders of one study and of all are made from a `Look`, the lines on a
terminal without one, since they draw nothing. A study looks as `chapters` has it, unless a line
below names another room.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from sistercities.report.citation import Citation
    from sistercities.report.cited_sources import CitedSource
    from sistercities.report.tables import ReportTable
    from sistercities.report.typeset.document import Document
    from sistercities.report.typeset.flow import Blocks
    from sistercities.studies.findings import Method, Studied

USUAL = "sistercities.report.chapters"
OWN = {"nesting": "sistercities.report.nesting"}
"""Rooms of the studies that have sections and figures of their own, by the name of the study.

Each has a module `look` with `study_look`, which makes the look of a result, and a module `summary`
with `summary_of`, which says on a terminal what was found.
"""

_Set = TypeVar("_Set", covariant=True)


class OfSources(Protocol[_Set]):
    """Sets the report of the study alone, with the sources of its data in their order.

    `is_replicated` says whether the folder `replication` stands beside.
    """

    def __call__(self, sources: Sequence[CitedSource], *, is_replicated: bool = False) -> _Set:
        """Set it."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a report is made of, each part made when it is asked for.

    Attributes
    ----------
    verdicts
        The verdicts as a table, claim by claim, with the number in the third column.
    chapter, chapter_blocks
        The chapter of the whole report without its heading, escaped, and the same for paper.
    chapter_files
        CSV files and tables for LaTeX of the chapter; their names begin with that of the study.
    page, paper
        The report of the study alone as a page and for paper; both say the same.
    csv, latex
        The files beside it, by name.
    citation
        How it is cited.
    method
        How the study was made.
    """

    verdicts: Callable[[], ReportTable]
    chapter: Callable[[], str]
    chapter_blocks: Callable[[], Blocks]
    chapter_files: Callable[[], dict[str, bytes]]
    page: OfSources[str]
    paper: OfSources[Document]
    csv: Callable[[Sequence[CitedSource]], dict[str, bytes]]
    latex: Callable[[], dict[str, bytes]]
    citation: Callable[[], Citation]
    method: Callable[[], Method]


def look_of(result: Studied) -> Look:
    """Return how the report of a result looks."""
    return _module(result, "look").study_look(result)  # type: ignore[no-any-return]


def summary_of(result: Studied) -> list[str]:
    """Say in about one screen what was found, without colour or markup."""
    return _module(result, "summary").summary_of(result)  # type: ignore[no-any-return]


def _module(result: Studied, name: str) -> ModuleType:
    return import_module(f"{OWN.get(result.study, USUAL)}.{name}")
