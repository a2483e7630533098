"""Sheets: the evidence of several ties on one page, of which the address shows one.

A tie's evidence is a few lines, and a file of its own is mostly head and foot. Ties whose first
places have neighbouring ids lie on one sheet; the part of the address after # says which is shown.
The sheet of a tie follows from its id alone, so that rules of a web server can lead there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from markupsafe import Markup

from sistercities.web.addresses import tie_path
from sistercities.web.answers import Feed, Page
from sistercities.web.asked import Asked
from sistercities.web.file_names import file_stem
from sistercities.web.frame import Frame, Way, make_frame
from sistercities.web.pages.tie import CLAIM_KEYS, TiePage, tie_page
from sistercities.web.static.lean_templates import lean_environment
from sistercities.web.tables import Cell

ROOM = "/ties"
_WEB = ("https://", "http://")
_ID = re.compile(r"(gn|wd):([QP]?\d+)")
_LAST_DIGITS = 3
"""Ids that differ in so many last digits alone lie on one sheet."""
_PLAIN = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class LifeLine:
    """What was seen of a tie, all times on which it was, and who says so where it was once."""

    when: str
    what: Cell
    source: Cell | None
    claims: tuple[int, ...] = ()

    @property
    def number(self) -> str:
        """Numbers of the claims that it rests on, as it names them; "" where it rests on none."""
        return _named(self.claims)


@dataclass(frozen=True, slots=True)
class LeafClaim:
    """One claim, as it stands in the list of a leaf.

    Attributes
    ----------
    source, locator
        Who says it, and where in that source.
    address, host
        Address of the page that says it, and the host of that; "" where the source is no page.
    names, start, status, kind, licence
        As the page of a server has them.
    sureness
        How sure its places are; how they were found stands in the table as data.
    note
        What else is to be said of it; "" where nothing is.
    """

    source: str
    locator: str
    address: str
    host: str
    names: Cell
    start: Cell
    status: Cell
    kind: Cell
    licence: Cell
    sureness: str
    note: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """The evidence of one tie.

    Attributes
    ----------
    anchor
        What names it in the address.
    tie
        What the page of a server holds.
    life
        Its life, each kind of event once.
    claims
        What the sources say, numbered.
    source
        Numbers of the claims whose source says how the tie stands; "" where none of them does.
    """

    anchor: str
    tie: TiePage
    life: tuple[LifeLine, ...]
    claims: tuple[LeafClaim, ...]
    source: str


@dataclass(frozen=True, slots=True)
class SheetPage:
    """Several ties.

    Attributes
    ----------
    heading
        What they are.
    leaves
        HTML of each.
    ways
        A link to each.
    csv
        Address of all their claims as data.
    correction
        A text to send, where something is wrong.
    """

    frame: Frame
    heading: str
    leaves: tuple[Markup, ...]
    ways: tuple[Way, ...]
    csv: str
    correction: str


def sheet_of(tie_id: str) -> str:
    """Path of the sheet of a tie."""
    first = tie_id.partition("~")[0]
    found = _ID.fullmatch(first)
    if found:
        kept = found[2].lower()[:-_LAST_DIGITS] or "0"
        return f"{ROOM}/{found[1]}_{kept}"
    words = _PLAIN.findall(first.lower())
    return f"{ROOM}/{'_'.join(words[:2]) or 'x'}"


def anchor_of(tie_id: str) -> str:
    """Name of a tie after the # of an address: its file's name on a server of files before."""
    return file_stem(f"/{tie_id}")


def sheets_of(tie_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Lay ties on their sheets, in their order."""
    found: dict[str, list[str]] = {}
    for tie_id in tie_ids:
        found.setdefault(sheet_of(tie_id), []).append(tie_id)
    return {path: tuple(ids) for path, ids in found.items()}


def sheet_page(asked: Asked, tie_ids: Sequence[str]) -> Page:
    """Make the page of a sheet.

    Parameters
    ----------
    asked
        The request of the sheet.
    tie_ids
        The ties on it.
    """
    words = asked.words
    frame = make_frame(asked, words("sheet.heading"), words("sheet.lead"), has_data=False)
    leaf = lean_environment().get_template("leaf.html")
    leaves = list(_leaves(asked, tie_ids, frame))
    ways = tuple(Way(f"#{one.anchor}", one.tie.frame.title) for one in leaves)
    said = words("correct.text", what="", address=frame.address, data=frame.version)
    return Page(
        "sheet.html",
        SheetPage(
            frame=frame,
            heading=frame.title,
            leaves=tuple(Markup(leaf.render(t=words, leaf=one)) for one in leaves),
            ways=ways,
            csv=asked.link(f"{asked.path}.csv"),
            correction=said,
        ),
    )


def sheet_feed(asked: Asked, tie_ids: Sequence[str]) -> Feed:
    """Give the claims of all ties of a sheet as data, each with the id of its tie."""
    records: list[dict[str, object]] = []
    for tie_id in tie_ids:
        made = tie_page(replace(asked, path=tie_path(tie_id)), tie_id, None, "csv")
        if isinstance(made, Feed):
            records += [{"tie_id": tie_id, **record} for record in made.records]
    return Feed("csv", "claims", ("tie_id", *CLAIM_KEYS), records)


def _leaves(asked: Asked, tie_ids: Sequence[str], frame: Frame) -> Iterator[Leaf]:
    for tie_id in tie_ids:
        made = tie_page(replace(asked, path=tie_path(tie_id)), tie_id, None, "html", frame)
        if not isinstance(made, Page) or not isinstance(made.context, TiePage):
            continue
        page = made.context
        claims = tuple(_claim(*cells) for cells in page.claims.rows)
        stands = page.source_name if page.source_href is None else ""
        life = _life(page, claims)
        yield Leaf(anchor_of(tie_id), page, life, claims, _named(_numbers(claims, stands, "")))


def _claim(source: Cell, *cells: Cell) -> LeafClaim:
    names, start, status, kind, method, licence = cells
    locator = source.note or ""
    address = locator if locator.startswith(_WEB) else ""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    begun = start if start.text else Cell("")
    sure = method.text.rpartition("(")[2].rstrip(")")
    return LeafClaim(
        source.text, _shorter(locator, source.text), address, host, names, begun, status, kind,
        licence, sure, method.note or "",
    )  # fmt: skip


def _shorter(locator: str, source: str) -> str:
    """Leave out of a place in a source the name of its publisher, where that stands before it."""
    publisher, comma, rest = locator.partition(", ")
    return rest if comma and source.startswith(f"{publisher}, ") else locator


def _numbers(claims: Sequence[LeafClaim], source: str, address: str) -> tuple[int, ...]:
    """Give the numbers of the claims of a source; of a page, those that it makes."""
    return tuple(
        k for k, one in enumerate(claims, 1)
        if one.source == source and (not address or one.address == address)
    )  # fmt: skip


def _named(claims: Sequence[int]) -> str:
    return f"[{', '.join(map(str, claims))}]" if claims else ""


def _life(page: TiePage, claims: Sequence[LeafClaim]) -> tuple[LifeLine, ...]:
    """Say each kind of event once, with all its years; who saw it stands with the claims."""
    lines: dict[tuple[str, str | None], LifeLine] = {}
    for when, what, source in page.life.rows:
        key = what.text, what.note
        address = source.href if source.href and source.href.startswith(_WEB) else ""
        own = _numbers(claims, source.text, address)
        before = lines.get(key)
        if before is None:
            lines[key] = LifeLine(when.text, what, source, own)
            continue
        is_new = when.text not in before.when.split(", ")
        lines[key] = LifeLine(
            f"{before.when}, {when.text}" if is_new else before.when, what, None,
            tuple(sorted({*before.claims, *own})),
        )  # fmt: skip
    return tuple(lines.values())
