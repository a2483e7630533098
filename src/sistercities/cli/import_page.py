"""A register on a terminal: its columns, what became of its lines, and what is to be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sistercities.api import NoticeImport, RegisterImport, RulingImport
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
    "refused": "no tie that can be read",
}
_MOST_SHOWN = 6
_MOST_NEW = 40
_MOST_NEAR = 3


def preview_lines(
    found: RegisterImport, screen: Screen, *, show_all: bool, with_all_places: bool = False
) -> list[str]:
    """Lay out what was understood, before anything is written.

    Which places the new ties are between is always shown; of the others `with_all_places`.
    """
    counts = found.counts
    lines = "line" if counts["lines"] == 1 else "lines"
    outcomes = [[name, f"{counts[name]:,}", meaning] for name, meaning in _MEANING.items()]
    known = _taken(found, "known") if with_all_places else []
    return [
        f"{found.file}: {counts['lines']:,} {lines}, read as {found.reading}.",
        *found.notes,
        "",
        *columns_table(found, screen, _WORDS),
        "",
        *table(("Lines", "Number", "What they are"), outcomes, screen.width, ("Number",)),
        *listed("New ties", _taken(found, "new"), show_all=show_all, most=_MOST_NEW),
        *listed("Known ties", known, show_all=True),
        *listed("Differ from what the data hold", _conflicts(found), show_all=show_all),
        *listed("Need a look", _told(found, is_work=True), show_all=show_all),
        *listed("Also worth knowing", _told(found, is_work=False), show_all=show_all),
        *changes_listed(found, show_all=show_all),
    ]


def end_lines(found: RegisterImport | NoticeImport | RulingImport, *, is_dry: bool) -> list[str]:
    """Say what was written, or how to write it."""
    if found.is_unchanged:
        return ["", f"The overlay {found.name} holds exactly this already; nothing was changed."]
    if found.is_written:
        # Of rulings there is no account: each stands in the table above.
        account = "" if isinstance(found, RulingImport) else f" Each line: {found.account_file}"
        taken = f"Taken over as the overlay {found.name}.{account}"
        return ["", taken, _how_to_see(found)]
    again = "" if is_dry else " To take it over, give the same command with --yes."
    return ["", f"Nothing was written.{again}"]


def columns_table(
    found: RegisterImport | NoticeImport, screen: Screen, words: Mapping[str, str]
) -> list[str]:
    """Lay out the columns of the file and what they are taken as."""
    used = [column for column in found.columns if column.field]
    rows = [
        [each.letter, each.head or MISSING, words[each.field], each.example or MISSING]
        for each in used
    ]
    unused = [f"{each.letter} {each.head}".strip() for each in found.columns if not each.field]
    return [
        *table(("Column", "Head", "Taken as", "First value"), rows, screen.width),
        *([f"Not used: {', '.join(unused)}."] if unused else []),
    ]


def _taken(found: RegisterImport, outcome: str) -> list[str]:
    """Say of each line with this outcome which places its names became."""
    return [
        f"line {line.line}, {line.name_a} - {line.name_b}: {line.place_a} - {line.place_b}"
        f"{', ' + line.start if line.start else ''}"
        for line in found.account
        if line.outcome == outcome
    ]


def _conflicts(found: RegisterImport) -> list[str]:
    return [
        f"line {line.line}, {line.name_a} - {line.name_b}: {line.conflict}"
        for line in found.account
        if line.conflict
    ]


def _told(found: RegisterImport, *, is_work: bool) -> list[str]:
    """Lines with something to do, or those without, in their order."""
    return [
        _sentence(line)
        for line in found.account
        if line.told and (line.next_step not in ("", "none is due")) == is_work
    ]


def _sentence(line: AccountLine) -> str:
    names = " - ".join(filter(None, (line.name_a, line.name_b)))
    parts = (
        f"line {line.line}, {names}: {line.told}." if names else f"line {line.line}: {line.told}.",
        nearest_said(line.name_a, line.candidates_a),
        nearest_said(line.name_b, line.candidates_b),
        f"Next: {line.next_step}." if line.next_step else "",
    )
    return " ".join(filter(None, parts))


def nearest_said(name: str, text: str) -> str:
    """Name the places that may be meant, the first few."""
    places = text.split("; ")[:_MOST_NEAR] if text else []
    return f"Nearest to {name}: {'; '.join(places)}." if places else ""


def listed(
    title: str, lines: Sequence[str], *, show_all: bool, most: int = _MOST_SHOWN
) -> list[str]:
    """List sentences under a title; the first few of them where not all are wanted."""
    if not lines:
        return []
    shown = lines if show_all else lines[:most]
    left = len(lines) - len(shown)
    more = [f"  ... and {left:,} more: --all shows them"] if left else []
    return ["", f"{title}: {len(lines):,}", *(f"  {line}" for line in shown), *more]


def changes_listed(found: RegisterImport | NoticeImport, *, show_all: bool) -> list[str]:
    """List what is different from the overlay that is replaced."""
    if found.changes is None:
        return []
    parts = (
        ("Added since the last import", found.changes.added),
        ("Gone since the last import", found.changes.gone),
        ("Changed since the last import", found.changes.changed),
    )
    return [line for title, lines in parts for line in listed(title, lines, show_all=show_all)]


def _how_to_see(found: RegisterImport | NoticeImport | RulingImport) -> str:
    if isinstance(found, RulingImport):
        return f"Use it: sistercities recommend PLACE --overlay {found.name}"
    if isinstance(found, NoticeImport):
        return "See the notices: sistercities seeking"
    return f"Include it: sistercities ties {_example(found)} --overlay {found.name}"


def _example(found: RegisterImport) -> str:
    ids = [line.place_a.rpartition(", ")[2].rstrip(")") for line in found.account if line.tie_id]
    return ids[0] if ids else "PLACE"
