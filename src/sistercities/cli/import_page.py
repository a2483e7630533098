"""A register on a terminal: its columns, what became of its lines, and what is to be done."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.api import RegisterImport
from sistercities.api.register_import import AccountLine
from sistercities.cli.screen import MISSING, Screen, table

_WORDS = {
    "home": "home place", "home_region": "its region", "home_country": "its country",
    "home_id": "its id", "partner": "partner", "partner_region": "partner's region",
    "partner_country": "partner's country", "partner_id": "partner's id", "start": "start",
    "end": "end", "status": "status", "kind": "kind of tie", "note": "note", "source": "source",
    "id": "number of the line",
}  # fmt: skip
_MEANING = {
    "new": "ties that the data lack",
    "known": "ties that the data hold already",
    "waiting": "a name is not one place yet; kept, but no tie so far",
    "repeated": "another line says the same",
    "refused": "cannot be read as a tie",
}
_MOST_SHOWN = 6


def preview_lines(found: RegisterImport, screen: Screen, *, show_all: bool) -> list[str]:
    """Lay out what was understood, before anything is written."""
    counts = found.counts
    lines = "line" if counts["lines"] == 1 else "lines"
    outcomes = [[name, f"{counts[name]:,}", meaning] for name, meaning in _MEANING.items()]
    return [
        f"{found.file}: {counts['lines']:,} {lines}, read as {found.reading}.",
        *found.notes,
        "",
        *_columns(found, screen),
        "",
        *table(("Lines", "Number", "What they are"), outcomes, screen.width, ("Number",)),
        *_listed("Differ from what the data hold", _conflicts(found), show_all=show_all),
        *_listed("Need a look", _told(found, is_work=True), show_all=show_all),
        *_listed("Also worth knowing", _told(found, is_work=False), show_all=show_all),
        *_changes(found, show_all=show_all),
    ]


def end_lines(found: RegisterImport, *, is_dry: bool) -> list[str]:
    """Say what was written, or how to write it."""
    if found.is_unchanged:
        return ["", f"The overlay {found.name} holds exactly this already; nothing was changed."]
    if found.is_written:
        return [
            "",
            f"Taken over as the overlay {found.name}. Each line: {found.account_file}",
            f"Include it: sistercities ties {_example(found)} --overlay {found.name}",
        ]
    again = "" if is_dry else " To take it over, give the same command with --yes."
    return ["", f"Nothing was written.{again}"]


def _columns(found: RegisterImport, screen: Screen) -> list[str]:
    used = [column for column in found.columns if column.field]
    rows = [
        [each.letter, each.head or MISSING, _WORDS[each.field], each.example or MISSING]
        for each in used
    ]
    unused = [f"{each.letter} {each.head}".strip() for each in found.columns if not each.field]
    return [
        *table(("Column", "Head", "Taken as", "First value"), rows, screen.width),
        *([f"Not used: {', '.join(unused)}."] if unused else []),
    ]


def _conflicts(found: RegisterImport) -> list[str]:
    return [
        f"line {line.line}, {line.name_a} - {line.name_b}: {line.conflict}"
        for line in found.account
        if line.conflict
    ]


def _told(found: RegisterImport, *, is_work: bool) -> list[str]:
    """Lines with something to do, those that support no tie first; or those without."""
    told = [
        line
        for line in found.account
        if line.told and (line.next_step not in ("", "none is due")) == is_work
    ]
    told.sort(key=lambda line: line.outcome not in ("waiting", "refused"))
    return [_sentence(line) for line in told]


def _sentence(line: AccountLine) -> str:
    names = " - ".join(filter(None, (line.name_a, line.name_b)))
    parts = (
        f"line {line.line}, {names}: {line.told}." if names else f"line {line.line}: {line.told}.",
        _candidates(line.candidates_a or line.candidates_b),
        f"Next: {line.next_step}." if line.next_step else "",
    )
    return " ".join(filter(None, parts))


def _candidates(text: str) -> str:
    names = text.split("; ")[:3] if text else []
    return f"Nearest: {'; '.join(names)}." if names else ""


def _listed(title: str, lines: Sequence[str], *, show_all: bool) -> list[str]:
    if not lines:
        return []
    shown = lines if show_all else lines[:_MOST_SHOWN]
    left = len(lines) - len(shown)
    more = [f"  ... and {left:,} more: --all shows them"] if left else []
    return ["", f"{title}: {len(lines):,}", *(f"  {line}" for line in shown), *more]


def _changes(found: RegisterImport, *, show_all: bool) -> list[str]:
    if found.changes is None:
        return []
    parts = (
        ("Added since the last import", found.changes.added),
        ("Gone since the last import", found.changes.gone),
        ("Changed since the last import", found.changes.changed),
    )
    return [line for title, lines in parts for line in _listed(title, lines, show_all=show_all)]


def _example(found: RegisterImport) -> str:
    ids = [line.place_a.rpartition(", ")[2].rstrip(")") for line in found.account if line.tie_id]
    return ids[0] if ids else "PLACE"
