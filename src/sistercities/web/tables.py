"""Tables of a page: what is shown, how it is sorted, and the same rows as data."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sistercities.api.level_words import whole
from sistercities.records import PartnerPlace, PlaceRef
from sistercities.web.addresses import place_path
from sistercities.web.asked import Asked

Scalar = str | int | float | bool | None
Record = Mapping[str, object]
COLUMNS_PATH = "/data/columns"
"""Path of the page that says what each column of a table means."""
_LIKE = {"sisters": "ties", "regions": "places", "letter": "places"}
"""Tables whose columns are explained with those of another."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes
    ----------
    text
        What it says; "" is drawn as a dash.
    href
        Address that it leads to; None leads nowhere.
    local, local_lang
        Name in the local script, and its language.
    note
        What is said under it, or why it is empty.
    mark
        Class of the style, for a doubt or a status that looks different.
    lang, note_lang
        Languages of the text and of the note, where they are not the page's.
    """

    text: str
    href: str | None = None
    local: str | None = None
    local_lang: str | None = None
    note: str | None = None
    mark: str | None = None
    lang: str | None = None
    note_lang: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes
    ----------
    label
        Its head.
    is_number
        Set to the right.
    sort
        Address that sorts by it; None where it cannot be sorted by.
    sorted
        ascending, descending or none.
    key
        What the address calls the order by it; "" where it cannot be sorted by.
    """

    label: str
    is_number: bool = False
    sort: str | None = None
    sorted: str = "none"
    key: str = ""


@dataclass(frozen=True, slots=True)
class RowMarks:
    """What a script reads of a row.

    Attributes
    ----------
    tie
        Id of the tie that it is about; "" where it is about none, and where a link of the row has
        it.
    at
        Longitude and latitude of the partner in degrees, with a blank between, and before them
        those of the place in a list of two countries; "" where no map shows it, or the map asks the
        server.
    kind
        How a map draws the tie, see `api.explorer.map.line_kind`; "" where no map shows it.
    """

    tie: str = ""
    at: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class OrderForm:
    """The orders of a table as a form, for screens on which its heads have no room.

    Attributes
    ----------
    action
        Address that the form asks.
    kept
        Names and values of what else the address says.
    choices
        Values of `sort`, what each is called, and whether it is the one of the page.
    """

    action: str
    kept: tuple[tuple[str, str], ...]
    choices: tuple[tuple[str, str, bool], ...]

    @property
    def is_chosen(self) -> bool:
        """Whether the page stands in one of them; else a list must not show its first as if."""
        return any(is_chosen for _value, _label, is_chosen in self.choices)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a page.

    Attributes
    ----------
    name
        Unique in the page.
    caption
        What it lists.
    columns, rows
        Heads and cells; the first cell of a row is its head.
    total
        Rows that there are in all.
    csv, json
        Addresses of all rows as data.
    whole
        Address of the whole table, where only its beginning is shown; else None.
    before, after, everything
        Addresses of the pages before and after, and of all rows on one page; None where there is
        none.
    first
        Number of the first row shown, from 1.
    empty
        What is said where there is no row.
    marks
        What scripts read of each row; empty where they read nothing.
    ranks
        Where the rows stand by each column, see `web.row_order`, and by what tells apart what a
        column holds equal; empty where no script sorts.
    order
        The orders as a form; None where it cannot be sorted, or no server sorts.
    alike
        What all rows have in common and no column says; "" where nothing is left out.
    is_short
        Whether it has few columns, which a phone sets in one line.
    has_both_ends
        Whether a row names two places.
    is_slim
        Whether it has so few columns that a phone shows them with their heads.
    other_columns
        Address of the same rows with more columns, or with fewer; None where there is none.
    meanings
        Address of what its columns mean, taken as data; None where nothing says it.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int
    csv: str | None
    json: str | None
    empty: str
    whole: str | None = None
    before: str | None = None
    after: str | None = None
    everything: str | None = None
    first: int = 1
    marks: tuple[RowMarks, ...] = ()
    ranks: tuple[str, ...] = ()
    order: OrderForm | None = None
    meanings: str | None = None
    alike: str = ""
    is_short: bool = False
    has_both_ends: bool = False
    is_slim: bool = False
    other_columns: str | None = None

    @property
    def last_ranks(self) -> str:
        """Ranks by which rows are told apart that a column holds equal; "" where they stand so."""
        return self.ranks[len(self.columns)] if len(self.ranks) > len(self.columns) else ""


def marked_point(point: tuple[float, float] | None) -> str:
    """Write a point for a script: to a hundredth of a degree, which is a pixel of the map."""
    return "" if point is None else f"{point[0]:.2f} {point[1]:.2f}"


def place_cell(
    asked: Asked,
    place: PlaceRef | PartnerPlace,
    *,
    note: str | None = None,
    mark: str | None = None,
) -> Cell:
    """Name a place with its local name and lead to its page."""
    names = asked.called(place)
    href = asked.link(place_path(place))
    return Cell(names.first, href, names.other, names.other_lang, note, mark)


def sortable(
    asked: Asked, label: str, key: str, current: str, *, is_number: bool = False
) -> Column:
    """Make a head that sorts by a key, or turns the order where it is sorted by it already."""
    is_here = current.removeprefix("-") == key
    is_down = is_here and current.startswith("-")
    turned = f"-{key}" if is_here and not is_down else key
    state = ("descending" if is_down else "ascending") if is_here else "none"
    return Column(label, is_number, asked.again(sort=turned, page=None), state, key)


def order_form(asked: Asked, name: str, columns: Sequence[Column]) -> OrderForm | None:
    """Make the form of the orders of a table; None where no server sorts, or there is no order.

    Parameters
    ----------
    asked
        The request.
    name
        Name of the table, to which the answer leads.
    columns
        Its columns.
    """
    if asked.site.static is not None:
        return None
    choices = tuple(
        (f"{sign}{one.key}", asked.words(f"sort.{state}", column=one.label), one.sorted == state)
        for one in columns if one.key
        for sign, state in (("", "ascending"), ("-", "descending"))
    )  # fmt: skip
    kept = tuple((k, v) for k, v in asked.params.items() if k not in ("sort", "page") and v)
    action = asked.link(asked.path).partition("?")[0]
    return OrderForm(f"{action}#{name}", kept, choices) if choices else None


def meanings_of(asked: Asked, name: str) -> str:
    """Give the address of what the columns of a table mean.

    Parameters
    ----------
    asked
        The request.
    name
        Name of the table; a kind of table that has a name of its own leads to its like.
    """
    anchor = _LIKE.get(name, name)
    return f"{asked.link(COLUMNS_PATH)}#{anchor}"


def csv_text(records: Sequence[Record], keys: Sequence[str]) -> str:
    """Write records as CSV; lists are joined by blanks, what is not known is empty.

    It begins with a byte order mark, without which Excel takes it for text of the system's own
    encoding and garbles every name.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    written = io.StringIO()
    written.write("\ufeff")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(keys)
    for record in records:
        writer.writerow([_plain(record.get(key)) for key in keys])
    return written.getvalue()


def json_text(content: object) -> str:
    """Write records as JSON, names in their own script."""
    return json.dumps(whole(content), ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _plain(value: object) -> Scalar:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return " ".join(str(whole(one)) for one in value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return whole(value)  # type: ignore[return-value]
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
