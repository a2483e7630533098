"""From the lines of a list of notices to rows of the table `seeking`, with an account of each.

The place that seeks is resolved by the rules of registers; a name that is no single place waits,
and its notice is kept. The same notice on two lines is one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sistercities.dataset.overlays.account import NOTICE_OUTCOMES, NoticeAccountLine
from sistercities.dataset.overlays.places import PlacedName, place_name
from sistercities.dataset.overlays.why_waiting import shown_place
from sistercities.dataset.release.store import Release
from sistercities.dataset.resolving.kept_names import names_of
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.sources.country_unions import outside, union_in_words
from sistercities.sources.notices import NoticeLine, WrittenNotice
from sistercities.sources.register_ends import SPLIT
from sistercities.terms.notices import CONTINENTS

_MOST_CANDIDATES = 5
_ONE_EACH = "write one notice on each line"
_Row = dict[str, Any]
_SAYS = (
    "countries_written", "size_written", "themes_written", "source", "date", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NoticeRows:
    """Rows of the table `seeking`, and what became of each line."""

    rows: tuple[Mapping[str, Any], ...]
    account: tuple[NoticeAccountLine, ...]


def account_for_notices(
    lines: Sequence[NoticeLine], source_id: str, file: str, licence: str, release: Release
) -> NoticeRows:
    """Resolve the places of the lines and say what became of each."""
    names = names_of(release)
    rows: dict[tuple[object, ...], _Row] = {}
    first_of: dict[str, int] = {}
    account = []
    for line in lines:
        if line.notice is None:
            account.append(_refused(line))
            continue
        placed = place_name(line.written, names)
        row = _row(line, line.notice, placed, source_id, file, licence)
        key = (row["place_id"] or row["name"], row["country"], *(row[each] for each in _SAYS))
        earlier = rows.setdefault(key, row)
        told = _said_twice(earlier, row, first_of, line.number)
        account.append(_account(line, row, placed, told, names, is_repeat=earlier is not row))
    return NoticeRows(tuple(rows.values()), tuple(account))


def notice_counts(account: Sequence[NoticeAccountLine]) -> dict[str, int]:
    """Count the lines by outcome."""
    counts = {str(each): sum(line.outcome == each for line in account) for each in NOTICE_OUTCOMES}
    return counts | {"lines": len(account)}


def _said_twice(earlier: _Row, row: _Row, first_of: dict[str, int], line: int) -> str:
    """Say where another line is of the same place, whether it says the same or not."""
    if earlier is not row:
        return f"says the same as {earlier['locator'].rpartition(', ')[2]}"
    place = row["place_id"] or ""
    first = first_of.setdefault(place, line) if place else line
    return "" if first == line else f"line {first} is a notice of the same place; both are kept"


def _row(
    line: NoticeLine,
    notice: WrittenNotice,
    placed: PlacedName,
    source_id: str,
    file: str,
    licence: str,
) -> _Row:
    countries, size, themes = notice.countries, notice.size, notice.themes
    number = f", number {notice.given_number[:60]}" if notice.given_number else ""
    found = placed.outcome
    texts = {
        "country": line.written.end.country,
        "place_id": found.place_id,
        "method": found.method if found.place_id else "",
        "countries_written": notice.countries_written,
        "countries": " ".join(countries.codes),
        "continents": " ".join(countries.continents),
        "unions": " ".join(countries.unions),
        "countries_unread": countries.unread,
        "size_written": notice.size_written,
        "size_unread": size.unread,
        "themes_written": notice.themes_written,
        "themes": " ".join(themes.themes),
        "themes_unread": "; ".join(themes.unread),
        "source": notice.source,
        "date": notice.date.iso,
        "note": "; ".join(filter(None, (notice.note, _date_as_written(notice)))),
    }
    return {
        "notice_id": f"{source_id}:{line.number}",
        "source_id": source_id,
        "locator": f"{file}{number}, line {line.number}",
        "name": line.name,
        **{name: value or None for name, value in texts.items()},
        "confidence": found.confidence if found.place_id else None,
        "is_any_country": countries.is_any,
        "min_population": size.low,
        "max_population": size.high,
        "is_any_size": size.is_any,
        "is_own_size": size.is_own,
        "is_any_theme": themes.is_any,
        "precision": notice.date.precision if notice.date.iso else "none",
        "licence": licence,
    }


def _date_as_written(notice: WrittenNotice) -> str:
    """Return as a note a date that is not taken as it stands."""
    is_told = bool(notice.date_written) and not notice.date.is_whole
    return f"date: {notice.date_written}" if is_told else ""


def _refused(line: NoticeLine) -> NoticeAccountLine:
    return NoticeAccountLine(
        str(line.number), "refused", name=line.name,
        told="; ".join((*line.told, line.problem)), next_step=line.next_step,
    )  # fmt: skip


def _account(
    line: NoticeLine,
    row: _Row,
    placed: PlacedName,
    repeat: str,
    names: ReleaseNames,
    *,
    is_repeat: bool,
) -> NoticeAccountLine:
    found = placed.outcome
    near = () if found.place_id else found.candidates[:_MOST_CANDIDATES]
    steps = (line.next_step, placed.step.replace(SPLIT, _ONE_EACH))
    return NoticeAccountLine(
        line=str(line.number),
        outcome="repeated" if is_repeat else "taken" if found.place_id else "waiting",
        notice_id="" if is_repeat else row["notice_id"],
        name=line.name,
        place=shown_place(found.place_id, names) if found.place_id else "",
        method=row["method"] or "",
        confidence=row["confidence"],
        countries=countries_in_words(row),
        size=size_in_words(row),
        themes=themes_in_words(row),
        date=row["date"] or "",
        candidates="; ".join(shown_place(each, names) for each in near),
        told="; ".join(filter(None, (*line.told, *placed.told, repeat))),
        next_step="; ".join(dict.fromkeys(filter(None, steps))),
    )


def countries_in_words(row: Mapping[str, Any]) -> str:
    """Countries wished as codes, unions and continents by name; "" where they are unknown."""
    if row["is_any_country"]:
        return "any"
    unions = (row["unions"] or "").split()
    others = outside((row["countries"] or "").split(), unions)
    continents = [CONTINENTS[code] for code in (row["continents"] or "").split()]
    named = [*map(union_in_words, unions), " ".join(others), *continents]
    return ", ".join(filter(None, named))


def size_in_words(row: Mapping[str, Any]) -> str:
    """Size wished in persons; "" where it is unknown."""
    low, high = row["min_population"], row["max_population"]
    if row["is_any_size"] or row["is_own_size"]:
        return "any" if row["is_any_size"] else "like its own"
    if low is None and high is None:
        return ""
    if low is None or high is None:
        return f"up to {high:,}" if low is None else f"from {low:,}"
    return f"{low:,} to {high:,}"


def themes_in_words(row: Mapping[str, Any]) -> str:
    """Themes of the closed list; "" where they are unknown."""
    return "any" if row["is_any_theme"] else row["themes"] or ""
