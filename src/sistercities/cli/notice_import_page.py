"""A list of notices on a terminal: its columns, what became of its lines, what is to be done."""

from __future__ import annotations

from sistercities.api.register_import import NoticeAccountLine
from sistercities.cli.import_page import (
    changes_listed,
    columns_table,
    listed,
    nearest_said,
    refused_meaning,
)
from sistercities.cli.screen import Screen, table
from sistercities.records import NoticeImport

_WORDS = {
    "place": "place that seeks", "region": "its region", "country": "its country", "id": "its id",
    "countries": "countries wished", "size": "size wished", "min_size": "smallest size wished",
    "max_size": "largest size wished", "themes": "themes", "date": "date", "source": "source",
    "note": "note", "number": "number of the line",
}  # fmt: skip
_MEANING = {
    "taken": "notices of a place that is known",
    "waiting": "the name is not one place yet; kept",
    "repeated": "another line says the same",
    "refused": "no notice that can be read",
}
_MOST_TAKEN = 40


def notice_preview_lines(found: NoticeImport, screen: Screen, *, show_all: bool) -> list[str]:
    """Lay out what was understood, before anything is written."""
    n = found.counts["lines"]
    meanings = _MEANING | {"refused": refused_meaning(found, _MEANING["refused"])}
    outcomes = [[name, f"{found.counts[name]:,}", means] for name, means in meanings.items()]
    taken = [_taken(line) for line in found.account if line.outcome == "taken"]
    told = [line for line in found.account if line.told]
    work = [_sentence(line) for line in told if line.next_step not in ("", "none is due")]
    rest = [_sentence(line) for line in told if line.next_step in ("", "none is due")]
    return [
        f"{found.file}: {n:,} {'line' if n == 1 else 'lines'}, read as {found.reading}.",
        *found.notes,
        "",
        *columns_table(found, screen, _WORDS),
        "",
        *table(("Lines", "Number", "What they are"), outcomes, screen.width, ("Number",)),
        *listed("Notices", taken, show_all=show_all, most=_MOST_TAKEN),
        *listed("Need a look", work, show_all=show_all),
        *listed("Also worth knowing", rest, show_all=show_all),
        *changes_listed(found, show_all=show_all),
    ]


def _taken(line: NoticeAccountLine) -> str:
    """Say which place a name became, and what was understood of its wishes."""
    wishes = {
        "countries": line.countries,
        "people": line.size,
        "themes": line.themes,
        "date": line.date,
    }
    said = "; ".join(f"{name} {value or 'not known'}" for name, value in wishes.items())
    return f"line {line.line}, {line.name}: {line.place}; {said}"


def _sentence(line: NoticeAccountLine) -> str:
    if line.outcome == "refused" and line.next_step == "none is due":
        return f"line {line.line} {line.told}."  # a sum, which is no place
    where = f"line {line.line}, {line.name}" if line.name else f"line {line.line}"
    parts = (
        f"{where}: {line.told}.",
        nearest_said(line.name, line.candidates),
        f"Next: {line.next_step}." if line.next_step else "",
    )
    return " ".join(filter(None, parts))
