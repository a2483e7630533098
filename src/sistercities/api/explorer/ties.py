"""Lists of ties: of a place, a region, a country, a pair of countries, or all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from sistercities.api.arguments import checked_standings, checked_word
from sistercities.api.explorer.records import InsideCount, StartYears, TieLine, YearCount, place_ref
from sistercities.api.explorer.store import Explorer
from sistercities.dataset.heirs import merged_into
from sistercities.dataset.scripts import name_key
from sistercities.errors import InvalidArgument
from sistercities.sentences import say
from sistercities.terms.standing_counts import (
    LISTED_SINCE,
    YEAR_OF_STANDING,
    StandingCount,
    standing_order,
)
from sistercities.terms.words import KINDS, STANDINGS, STATUSES, TIE_CLASSES


class HasId(Protocol):
    """A place, by its id."""

    @property
    def place_id(self) -> str:
        """Stable id."""
        ...


Scope = Literal["all", "place", "region", "country", "pair"]
_ONCE = "(there_country <> here_country OR here_id < there_id)"
_SCOPES: dict[Scope, str] = {
    "all": "here_id < there_id",
    "place": "here_id IN ({marks})",
    "region": (
        "here_id IN (SELECT place_id FROM around WHERE region_id = ? AND last = 9999 "
        "AND place_id <> region_id) AND (here_id < there_id OR there_id NOT IN "
        "(SELECT place_id FROM around WHERE region_id = ? AND last = 9999))"
    ),
    "country": f"here_country = ? AND {_ONCE}",
    "pair": f"here_country = ? AND there_country = ? AND {_ONCE}",
}
_IN_ORDER = " ".join(f"WHEN '{word}' THEN {k}" for k, word in enumerate(STANDINGS))
SORTS = {
    "year": "start_precision = 'none', start_precision = 'suspect', start",
    "here": "here_name",
    "partner": "there_name",
    "country": "there_country",
    "standing": f"CASE standing {_IN_ORDER} END",
    "status": "status",
    "kind": "kind",
    "class": "tie_class",
    "sources": "n_claims",
}
"""What a list may be sorted by, and how; undated ties come last, or first in reverse."""
YEARS = (1, 9999)
LONGEST_TEXT = 100
FEW_DATED = 5
"""Dated ties below which nothing is said of how their number went over time."""
_DATED = "start_precision IN ('day', 'month', 'year')"


@dataclass(frozen=True, slots=True)
class TieFilter:
    """Which ties of a scope are wanted; None takes all.

    Attributes
    ----------
    country
        ISO 3166-1 alpha-2 code of the partner's country.
    standing
        One word of its list, or `alive` for the standings that count as alive.
    status, kind, tie_class
        One word of each list; `status` is what is stated last, however long ago.
    first_year, last_year
        Ties whose start is known and lies between these years.
    text
        Letters that the partner's name, or the name at this end, contains.
    is_inside
        Whether the tie is known to lie inside sister regions.
    """

    country: str | None = None
    standing: str | None = None
    status: str | None = None
    kind: str | None = None
    tie_class: str | None = None
    first_year: int | None = None
    last_year: int | None = None
    text: str | None = None
    is_inside: bool | None = None


def held_by(explorer: Explorer, place: HasId) -> list[str]:
    """Return the id of a place, and of the municipalities whose ties it holds (`dataset.heirs`)."""
    merged = merged_into(explorer.index, place.place_id)
    return [place.place_id, *(one.name.place_id for one in merged)]


def count_ties(
    explorer: Explorer, scope: Scope, keys: Sequence[str] = (), wanted: TieFilter | None = None
) -> int:
    """Count the ties of a scope.

    Parameters
    ----------
    explorer
        The opened data.
    scope, keys
        all; place with its id, and those of what it took over (`held_by`); region with its id;
        country with its code; pair with two codes.
    wanted
        Which of them; None takes all.

    Raises
    ------
    InvalidArgument
        If a word of the filter is not one of its list.
    """
    where, values = _where(scope, keys, wanted or TieFilter())
    return int(explorer.query(f"SELECT count(*) AS n FROM tie_ends WHERE {where}", values)[0]["n"])


def list_ties(
    explorer: Explorer,
    scope: Scope,
    keys: Sequence[str] = (),
    wanted: TieFilter | None = None,
    *,
    sort: str = "year",
    limit: int | None = None,
    offset: int = 0,
) -> list[TieLine]:
    """List the ties of a scope.

    Parameters
    ----------
    explorer, scope, keys, wanted
        As in `count_ties`.
    sort
        One of `SORTS`, with a minus before it for the reverse.
    limit, offset
        Rows to give and to leave out before; None gives all.

    Raises
    ------
    InvalidArgument
        If a word of the filter or the sort is not one of its list.
    """
    where, values = _where(scope, keys, wanted or TieFilter())
    word = checked_word("sort", sort.removeprefix("-"), tuple(SORTS))
    direction = " DESC" if sort.startswith("-") else ""
    order = ", ".join(f"{part}{direction} NULLS LAST" for part in SORTS[word].split(", "))
    some = "" if limit is None else f" LIMIT {int(limit)} OFFSET {int(offset)}"
    order += f", there_name, here_name, tie_id{some}"
    sql = f"SELECT * FROM tie_ends WHERE {where} ORDER BY {order}"
    return explorer.meanwhile(
        ("ties", sql, *values), lambda: [_line(row) for row in explorer.query(sql, values)]
    )


def count_inside(explorer: Explorer, scope: Scope, keys: Sequence[str] = ()) -> InsideCount:
    """Count the ties of a scope that lie inside sister regions, and those of which it can be told.

    Parameters
    ----------
    explorer
        The opened data.
    scope, keys
        As in `count_ties`.
    """
    where, values = _where(scope, keys, TieFilter())
    sql = (
        "SELECT count(*) AS total, count(*) FILTER (WHERE is_inside_told) AS told, "
        f"count(region_tie) AS inside FROM tie_ends WHERE {where}"
    )
    return InsideCount(**explorer.query(sql, values)[0])


def partner_codes(explorer: Explorer, scope: Scope, keys: Sequence[str] = ()) -> list[str]:
    """List the codes of the countries in which the ties of a scope have their other end."""
    where, values = _where(scope, keys, TieFilter())
    sql = f"SELECT DISTINCT there_country AS code FROM tie_ends WHERE {where} ORDER BY code"
    return [row["code"] for row in explorer.query(sql, values)]


def partner_counts(explorer: Explorer, scope: Scope, keys: Sequence[str] = ()) -> dict[str, int]:
    """Count the ties of a scope by the country in which they have their other end."""
    where, values = _where(scope, keys, TieFilter())
    sql = (
        f"SELECT there_country AS code, count(*) AS n FROM tie_ends WHERE {where} "
        "GROUP BY there_country ORDER BY n DESC, code"
    )
    return {row["code"]: row["n"] for row in explorer.query(sql, values)}


def standing_counts(
    explorer: Explorer, scope: Scope, keys: Sequence[str] = ()
) -> tuple[StandingCount, ...]:
    """Count the ties of a scope by standing and by the year that it rests on."""
    where, values = _where(scope, keys, TieFilter())
    sql = (
        f"SELECT standing, {YEAR_OF_STANDING} AS year, count(*) AS n, {LISTED_SINCE} AS listed, "
        f"absent_from FROM tie_ends WHERE {where} GROUP BY 1, 2, 4, 5"
    )
    rows = (StandingCount(**row) for row in explorer.query(sql, values))
    return tuple(sorted(rows, key=standing_order))


def start_years(explorer: Explorer, scope: Scope, keys: Sequence[str] = ()) -> StartYears:
    """Count the ties of a scope by the year they began, and say by when their sources end.

    Parameters
    ----------
    explorer
        The opened data.
    scope, keys
        As in `count_ties`.
    """
    where, values = _where(scope, keys, TieFilter())
    sql = (
        f"SELECT CASE WHEN {_DATED} THEN 'year' WHEN start_precision = 'suspect' THEN 'suspect' "
        f"ELSE 'unknown' END AS bin, CASE WHEN {_DATED} THEN start_year END AS year, "
        f"CASE WHEN {_DATED} THEN dated_by END AS dated_by, count(*) AS n "
        f"FROM tie_ends WHERE {where} GROUP BY 1, 2, 3 ORDER BY 1 DESC, 2"
    )
    counts: dict[tuple[str, int | None], int] = {}
    sources: dict[int, int] = {}
    for row in explorer.query(sql, values):
        key, n = (row["bin"], row["year"]), row["n"]
        counts[key] = counts.get(key, 0) + n
        if row["dated_by"] is not None:
            sources[row["dated_by"]] = sources.get(row["dated_by"], 0) + n
    years = tuple(YearCount(kind, year, n) for (kind, year), n in counts.items())
    return StartYears(years, _half_by(sources))


def _half_by(sources: Mapping[int, int]) -> int | None:
    """Find the year by which the sources of half of the dated ties end; None of a few ties."""
    total, so_far = sum(sources.values()), 0
    if total < FEW_DATED:
        return None
    for year in sorted(sources):
        so_far += sources[year]
        if 2 * so_far >= total:
            break
    return year


def _where(scope: Scope, keys: Sequence[str], wanted: TieFilter) -> tuple[str, list[object]]:
    marks = ", ".join("?" * len(keys))
    conditions, values = [_SCOPES[scope].format(marks=marks)], list[object](keys)
    if scope == "region":
        values = [keys[0], keys[0]]
    for condition, value in _conditions(wanted):
        conditions.append(condition)
        values += value
    return " AND ".join(f"({one})" for one in conditions), values


def _conditions(wanted: TieFilter) -> list[tuple[str, list[object]]]:
    found: list[tuple[str, list[object]]] = []
    words = (
        ("status", wanted.status, STATUSES),
        ("kind", wanted.kind, KINDS),
        ("tie_class", wanted.tie_class, TIE_CLASSES),
    )
    for column, word, allowed in words:
        if word is not None:
            argument = column.removeprefix("tie_")
            found.append((f"{column} = ?", [checked_word(argument, word, allowed)]))
    if wanted.standing is not None:
        words_of = checked_standings([wanted.standing])
        found.append((f"standing IN ({', '.join('?' * len(words_of))})", list[object](words_of)))
    if wanted.country is not None:
        found.append(("there_country = ?", [wanted.country.upper()]))
    if wanted.first_year is not None or wanted.last_year is not None:
        years = [wanted.first_year or YEARS[0], wanted.last_year or YEARS[1]]
        found.append((f"{_DATED} AND start_year BETWEEN ? AND ?", list[object](years)))
    if wanted.text:
        found.append(_contains(wanted.text))
    if wanted.is_inside is not None:
        found.append((f"region_tie IS {'NOT ' if wanted.is_inside else ''}NULL", []))
    return found


def _contains(text: str) -> tuple[str, list[object]]:
    if len(text) > LONGEST_TEXT:
        raise InvalidArgument(
            "text", text, say("give at most {most} characters", most=LONGEST_TEXT)
        )
    key = name_key(text)
    if not key:
        return "0", []
    # A reader may type any spelling: a Chinese page shows Chinese names of places elsewhere.
    spelt = "(SELECT place_id FROM names WHERE instr(key, ?) > 0)"
    return f"there_id IN {spelt} OR here_id IN {spelt}", [key, key]


def _line(row: dict[str, Any]) -> TieLine:
    return TieLine(
        tie_id=row["tie_id"],
        here=place_ref(row, "here_"),
        there=place_ref(row, "there_"),
        tie_class=row["tie_class"],
        start=row["start"] or None,
        start_year=row["start_year"],
        start_precision=row["start_precision"],
        end=row["end"] or None,
        status=row["status"],
        kind=row["kind"],
        standing=row["standing"],
        standing_since=row["standing_since"] or None,
        standing_source=row["standing_source"],
        standing_title=row["standing_title"],
        seen_from=row["seen_from"],
        seen_until=row["seen_until"],
        absent_from=row["absent_from"],
        silent_at=row["silent_at"],
        sources=tuple(row["sources"].split()),
        n_claims=row["n_claims"],
        known_from=row["known_from"],
        known_until=row["known_until"],
        confidence=row["confidence"],
        method=row["method"],
        region_tie=row["region_tie"],
        is_inside_told=row["is_inside_told"],
        is_inside_today=row["is_inside_today"],
        region_year=row["region_year"],
    )


def one_tie(explorer: Explorer, tie_id: str) -> TieLine | None:
    """Give one tie by its id; None where no tie has it."""
    return explorer.meanwhile(("tie", tie_id), lambda: _one_tie(explorer, tie_id))


def _one_tie(explorer: Explorer, tie_id: str) -> TieLine | None:
    sql = "SELECT * FROM tie_ends WHERE tie_id = ? ORDER BY here_id LIMIT 1"
    rows = explorer.query(sql, [tie_id])
    return _line(rows[0]) if rows else None
