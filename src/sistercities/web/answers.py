"""What a page module answers: a page, rows as data, another address, or a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sistercities.web.frame import Frame
from sistercities.web.tables import Record


class Context(Protocol):
    """What each page holds: the frame around it, and its own fields."""

    @property
    def frame(self) -> Frame:
        """What stands around the page."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be made from a template."""

    template: str
    context: Context
    status: int = 200


@dataclass(frozen=True, slots=True)
class Feed:
    """Rows as data.

    Attributes
    ----------
    form
        csv or json.
    name
        Name of the file to save as, without its ending.
    keys, records
        Columns, and rows.
    content
        What JSON gives instead of the rows; None gives the rows.
    """

    form: str
    name: str
    keys: tuple[str, ...]
    records: Sequence[Record]
    content: object = None


@dataclass(frozen=True, slots=True)
class Redirect:
    """Another address on this site; `is_lasting` where an id has moved for good."""

    address: str
    is_lasting: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """No answer: the status of HTTP and a sentence that ends in a next step.

    `lang` is the language of the sentence where that is not the page's.
    """

    status: int
    sentence: str
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report of the studies that was written before, as HTML."""

    html: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture, as an SVG element whose words are escaped."""

    svg: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The card of a page, as PNG."""

    png: bytes


@dataclass(frozen=True, slots=True)
class AtomFeed:
    """A feed that readers follow, as XML."""

    xml: str


@dataclass(frozen=True, slots=True)
class ReportStyle:
    """The styles of a report, for its chapters."""

    css: str


@dataclass(frozen=True, slots=True)
class ReportFigure:
    """A figure of a report: an SVG element, and the styles that it needs."""

    svg: str
    css: str


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A file of numbers beside a report."""

    name: str
    content: bytes


Answer = (
    Page
    | Feed
    | Redirect
    | Refusal
    | ReportPage
    | ReportStyle
    | ReportFigure
    | ReportFile
    | Drawing
    | Picture
    | AtomFeed
)
