"""Tables of ties: cells, filters and the same rows as data."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sistercities.api.explorer.map import line_kind
from sistercities.api.explorer.map_points import points_of
from sistercities.api.explorer.records import TieLine
from sistercities.api.explorer.store import Explorer
from sistercities.api.explorer.ties import (
    LONGEST_TEXT,
    SORTS,
    YEARS,
    Scope,
    TieFilter,
    count_ties,
    list_ties,
    start_years,
)
from sistercities.api.standing import (
    KINDS,
    STANDINGS,
    STATUSES,
    TIE_CLASSES,
    standing_word,
)
from sistercities.errors import InvalidArgument
from sistercities.sentences import say
from sistercities.web.asked import PAGE_SIZE, Asked
from sistercities.web.row_order import tie_ranks
from sistercities.web.tables import (
    Column,
    RowMarks,
    Table,
    marked_point,
    meanings_of,
    order_form,
)
from sistercities.web.tie_columns import (
    HERE,
    IN_FILES,
    LONG,
    SHORT,
    SHORT_OF_TWO,
    TieColumn,
    told_apart,
)
from sistercities.web.told import told

ALL_COLUMNS = "all"
"""What the address says in `columns` for all columns in place of the short table."""
CHOICES = ("alive", *STANDINGS)
"""What a list may be narrowed to by standing."""
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
TIE_KEYS = (
    "tie_id", "here_id", "here", "here_local", "here_country", "there_id", "there", "there_local",
    "there_level", "there_country", "start", "start_year", "start_month", "start_day",
    "start_precision", "end", "status", "standing", "standing_since", "standing_source",
    "seen_from", "seen_until", "kind", "class", "sources",
    "known_from", "known_until", "confidence", "method", "region_tie", "is_inside_told",
)  # fmt: skip
"""Columns of a list of ties as CSV, and keys of its JSON."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a filter."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class TieForm:
    """The filters of a table of ties, as they stand in the address.

    Attributes
    ----------
    action
        Address that the form asks.
    text, first_year, last_year
        What was typed.
    countries, standings, kinds, inside
        Choices; countries are empty where the list has one country alone.
    sort
        The order, which a filter keeps; "" for the usual one.
    is_used
        Whether any filter is set.
    cleared
        Address without filters.
    """

    action: str
    text: str
    first_year: str
    last_year: str
    countries: tuple[Choice, ...]
    standings: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    inside: tuple[Choice, ...]
    sort: str
    is_used: bool
    cleared: str


def tie_filter(asked: Asked) -> TieFilter:
    """Read the filters of the address.

    Raises
    ------
    InvalidArgument
        If one is not one of its list, or a year is none.
    """
    text = asked.text("name")
    if len(text) > LONGEST_TEXT:
        raise InvalidArgument(
            "name", text, say("give at most {most} characters", most=LONGEST_TEXT)
        )
    inside = asked.word("inside", ("yes", "no"))
    return TieFilter(
        country=_country(asked),
        standing=asked.word("standing", CHOICES),
        status=asked.word("status", STATUSES),
        kind=asked.word("kind", KINDS),
        tie_class=asked.word("class", TIE_CLASSES),
        first_year=asked.whole("from", *YEARS),
        last_year=asked.whole("to", *YEARS),
        text=text or None,
        is_inside=None if inside is None else inside == "yes",
    )


def _country(asked: Asked) -> str | None:
    code = asked.text("country").upper()
    if code and not asked.site.explorer.has_country(code):
        advice = say("no place of these data lies there; give an ISO 3166-1 code such as JP")
        raise InvalidArgument("country", code, advice)
    return code or None


def tie_sort(asked: Asked) -> str:
    """Read the order of the address.

    Raises
    ------
    InvalidArgument
        If it is not one of the orders.
    """
    sort = asked.text("sort") or "year"
    if sort.removeprefix("-") not in SORTS:
        allowed = ", ".join(SORTS)
        raise InvalidArgument(
            "sort", sort, say("use one of {allowed}, with - before it to turn it", allowed=allowed)
        )
    return sort


def read_ties(
    asked: Asked, scope: Scope, keys: Sequence[str], *, limit: int | None, offset: int = 0
) -> list[TieLine]:
    """Read the ties of a scope with the filters and the order of the address."""
    explorer: Explorer = asked.site.explorer
    chosen, sort = tie_filter(asked), tie_sort(asked)
    return list_ties(explorer, scope, keys, chosen, sort=sort, limit=limit, offset=offset)


def tie_table(
    asked: Asked, scope: Scope, keys: Sequence[str], *, caption: str, empty: str, both_ends: bool,
    usual: int = PAGE_SIZE,
) -> Table:  # fmt: skip
    """Make the table of the ties of a scope, one page of it.

    It is short, until more columns are asked for: places, country, year and standing.
    """
    total = count_ties(asked.site.explorer, scope, keys, tie_filter(asked))
    if not total and _is_filtered(asked):
        empty = _none_fits(asked, scope, keys)
    size = asked.size_or(usual)
    page = min(asked.page, max(1, -(-total // size)))
    # All of them are one question with that of the map beside the table.
    limit = None if total <= size else size
    shown = read_ties(asked, scope, keys, limit=limit, offset=size * (page - 1))
    is_short = not asked.word("columns", (ALL_COLUMNS,))
    due, alike = _columns(
        asked, shown, both_ends=both_ends, is_short=is_short, is_all=len(shown) == total
    )
    if is_short and both_ends and scope != "pair":
        due, alike = (HERE, *SHORT) if asked.site.static is None else IN_FILES, ""
    columns = tuple(one.head(asked, tie_sort(asked)) for one in due)
    marks = _marks(asked, shown, has_map=scope == "place")
    return Table(
        name="ties",
        caption=caption,
        columns=columns,
        rows=tuple(tuple(one.cell(asked, tie) for one in due) for tie in shown),
        total=total,
        csv=asked.again("csv", page=None, size=None),
        json=asked.again("json", page=None, size=None),
        empty=empty,
        before=asked.again(page=page - 1 if page > 2 else None) if page > 1 else None,
        after=asked.again(page=page + 1) if page * size < total else None,
        everything=asked.all_rows(size, total),
        first=size * (page - 1) + 1,
        marks=_with_both_ends(asked, shown, marks) if scope == "pair" else marks,
        ranks=_ranks(asked, shown, columns),
        order=order_form(asked, "ties", columns),
        alike=alike,
        is_short=is_short,
        has_both_ends=both_ends,
        other_columns=_other_columns(asked, is_short=is_short),
        meanings=meanings_of(asked, "ties"),
    )


def _columns(
    asked: Asked, shown: Sequence[TieLine], *, both_ends: bool, is_short: bool, is_all: bool
) -> tuple[tuple[TieColumn, ...], str]:
    """Choose the columns, and what all rows have in common where that stands over the table."""
    if not is_short:
        return ((HERE, *LONG) if both_ends else LONG), ""
    short = SHORT_OF_TWO if both_ends else SHORT
    return told_apart(asked, short, shown) if is_all else (short, "")


def _other_columns(asked: Asked, *, is_short: bool) -> str | None:
    """Address of the same table with all columns, or with the few; None where nobody answers."""
    if asked.site.static is not None:
        return None
    return asked.again(columns=ALL_COLUMNS if is_short else None)


def _marks(asked: Asked, ties: Sequence[TieLine], *, has_map: bool) -> tuple[RowMarks, ...]:
    """Say of each tie what a script needs that draws the map of the page."""
    if asked.site.scripts is None:
        return ()
    if not asked.site.is_sorted_in_browser:
        return tuple(RowMarks(tie.tie_id) for tie in ties)
    if not has_map:
        return ()
    points = points_of(asked.site.explorer, [tie.there.place_id for tie in ties])
    return tuple(
        RowMarks("", marked_point(points.get(tie.there.place_id)), line_kind(tie.standing))
        for tie in ties
    )


def _ranks(asked: Asked, ties: Sequence[TieLine], columns: Sequence[Column]) -> tuple[str, ...]:
    """Say where ties stand by each column, where a script sorts."""
    if not asked.site.is_sorted_in_browser:
        return ()
    return tie_ranks(ties, [column.key for column in columns])


def _with_both_ends(
    asked: Asked, ties: Sequence[TieLine], marks: tuple[RowMarks, ...]
) -> tuple[RowMarks, ...]:
    """Say where both places of each tie lie, for the map of two countries in a file."""
    if asked.site.scripts is None or not asked.site.is_sorted_in_browser:
        return marks
    held = marks or (RowMarks(),) * len(ties)
    ends = [one.place_id for tie in ties for one in (tie.here, tie.there)]
    points = points_of(asked.site.explorer, ends)
    return tuple(
        replace(mark, at=_both(points, tie), kind=line_kind(tie.standing))
        for mark, tie in zip(held, ties, strict=True)
    )


def _both(points: Mapping[str, tuple[float, float]], tie: TieLine) -> str:
    """Write where both ends lie; "" where that is not known of one."""
    ends = [points.get(one.place_id) for one in (tie.here, tie.there)]
    return "" if None in ends else " ".join(map(marked_point, ends))


_FILTERS = ("name", "country", "standing", "status", "kind", "class", "from", "to", "inside")


def _is_filtered(asked: Asked) -> bool:
    return any(asked.params.get(name, "").strip() for name in _FILTERS)


def _none_fits(asked: Asked, scope: Scope, keys: Sequence[str]) -> str:
    """Say that a filter leaves nothing, and where years were asked for, which are known."""
    words = asked.words
    if not (asked.text("from") or asked.text("to")):
        return words("ties.none_fits")
    held = start_years(asked.site.explorer, scope, keys).counts
    years = [one.year for one in held if one.year is not None]
    if not years:
        return words("ties.none_fits_undated")
    if min(years) == max(years):
        return words("ties.none_fits_year", year=years[0])
    return words("ties.none_fits_years", first=min(years), last=max(years))


_NO_FORM = TieForm("", "", "", "", (), (), (), (), "", is_used=False, cleared="")
"""Of a site of files, where nobody answers a filter, so that no page shows it."""


def tie_form(asked: Asked, countries: Sequence[str]) -> TieForm:
    """Make the form of the filters; `countries` are codes of partners to choose from."""
    if asked.site.static is not None:
        return _NO_FORM
    words, lang = asked.words, asked.words.lang
    # A country without a partner here, which an address may ask for all the same, is chosen too.
    asked_for = [code] if countries and (code := _country(asked)) else []
    named = sorted((asked.site.country(code, lang), code) for code in {*countries, *asked_for})
    return TieForm(
        action=asked.link(asked.path).partition("?")[0],
        text=asked.params.get("name", ""),
        first_year=asked.params.get("from", ""),
        last_year=asked.params.get("to", ""),
        countries=_choices(asked, "country", [(code, name) for name, code in named]),
        standings=_choices(asked, "standing", [(w, _standing_choice(asked, w)) for w in CHOICES]),
        kinds=_choices(asked, "kind", [(w, words.listed("kind", w)) for w in KINDS]),
        inside=_choices(asked, "inside", [(w, words(f"filter.inside.{w}")) for w in ("yes", "no")]),
        sort=asked.params.get("sort", ""),
        is_used=_is_filtered(asked),
        cleared=asked.without(*_FILTERS, "page"),
    )


def _choices(asked: Asked, name: str, pairs: Sequence[tuple[str, str]]) -> tuple[Choice, ...]:
    chosen = asked.params.get(name, "")
    return tuple(Choice(value, label, value == chosen) for value, label in pairs)


def _standing_choice(asked: Asked, word: str) -> str:
    if word == "alive":
        return asked.words("stands.alive")
    return told(asked, standing_word(word)).sentence


def date_parts(date: str | None) -> tuple[int | None, int | None, int | None]:
    """Part a date into year, month and day as numbers, which no spreadsheet turns into others.

    Parameters
    ----------
    date
        ISO 8601: a day, a month or a year; None where it is not known.
    """
    found = _DATE.fullmatch(date or "")
    if found is None:
        return None, None, None
    year, month, day = (None if one is None else int(one) for one in found.groups())
    return year, month, day


def tie_records(ties: Sequence[TieLine]) -> list[dict[str, object]]:
    """Give ties as records with `TIE_KEYS`."""
    return [tie_record(tie) for tie in ties]


def tie_record(tie: TieLine) -> dict[str, object]:
    """Give one tie as a record with `TIE_KEYS`."""
    values = (
        tie.tie_id, tie.here.place_id, tie.here.name, tie.here.name_local, tie.here.country,
        tie.there.place_id, tie.there.name, tie.there.name_local, tie.there.level,
        tie.there.country, tie.start, *date_parts(tie.start), tie.start_precision, tie.end,
        tie.status,
        tie.standing, tie.standing_since, tie.standing_source, tie.seen_from, tie.seen_until,
        tie.kind, tie.tie_class, list(tie.sources), tie.known_from, tie.known_until,
        tie.confidence, tie.method, tie.region_tie, tie.is_inside_told,
    )  # fmt: skip
    return dict(zip(TIE_KEYS, values, strict=True))
