"""A register on a terminal: its columns, what became of its lines, and what is to be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sistercities.api.register_columns import RegisterColumn
from sistercities.api.register_import import AccountLine, RegisterImport
from sistercities.cli.screen import MISSING, Screen, table

if TYPE_CHECKING:
    from sistercities.api.notice_import import ListColumn as NoticeColumn
    from sistercities.records import NoticeImport, RulingImport

_WORDS = {
    "home": "home place", "home_region": "its region", "home_country": "its country",
    "home_id": "its id", "partner": "partner", "partner_region": "partner's region",
    "partner_country": "partner's country", "partner_id": "partner's id", "start": "start",
    "home_geonames": "its GeoNames id", "home_wikidata": "its Wikidata id",
    "home_latitude": "its latitude", "home_longitude": "its longitude",
    "home_postcode": "its postcode", "partner_geonames": "partner's GeoNames id",
    "partner_wikidata": "partner's Wikidata id", "partner_latitude": "partner's latitude",
    "partner_longitude": "partner's longitude", "partner_postcode": "partner's postcode",
    "home_other_name": "its other name", "home_level": "its level",
    "partner_other_name": "partner's other name", "partner_level": "partner's level",
    "end": "end", "status": "status", "kind": "kind of tie", "note": "note", "source": "source",
    "id": "number of the line",
}  # fmt: skip
_MEANING = {
    "new": "ties that the data lack",
    "known": "ties that the data hold already",
    "waiting": "a name is not one place yet, or a status needs an answer; no tie so far",
    "repeated": "another line says the same",
    "refused": "no tie that can be read",
}
_NOT_IN_FORCE = ("suspended", "ended", "pending", "never_valid")
"""Statuses that are told of a new tie: it counts as no partner."""
_MOST_SHOWN = 6
_MOST_NEW = 40
_MOST_NEAR = 3
_NOTHING_DUE = "none is due"
"""The next step of a line that is no tie and needs none: of such there is nothing to say."""
_ASK_FOR_NOTHING = "a sum, a remark or the heads again: nothing to do"
_OF_SEVERAL = {
    "is a line of totals": "are lines of totals",
    "is a remark on the table": "are remarks on the table",
    "repeats the heads": "repeat the heads",
}
"""What is said of a line that is no tie and asks for nothing, and of several such."""
_PLACE_IDS = ("gn:", "wd:", "x:")
_OFTEN = 3
"""Lines of which the same is said before it is said once for all."""


def preview_lines(
    found: RegisterImport, screen: Screen, *, show_all: bool, with_all_places: bool = False
) -> list[str]:
    """Lay out what was understood, before anything is written.

    Which places the new ties are between is always shown; of the others `with_all_places`.
    """
    counts = found.counts
    lines = "line" if counts["lines"] == 1 else "lines"
    meanings = _MEANING | {"refused": refused_meaning(found, _MEANING["refused"])}
    outcomes = [[name, f"{counts[name]:,}", meaning] for name, meaning in meanings.items()]
    known = _taken(found, "known") if with_all_places else []
    return [
        f"{found.file}: {counts['lines']:,} {lines}, read as {found.reading}.",
        *found.notes,
        "",
        *columns_table(found, screen, _WORDS),
        "",
        *table(("Lines", "Number", "What they are"), outcomes, screen.width, ("Number",)),
        *_endings_counted(counts["endings"]),
        *listed("New ties", _taken(found, "new"), show_all=show_all, most=_MOST_NEW),
        *listed("Known ties", known, show_all=True),
        *listed("End or suspend a tie that stands", _endings(found), show_all=show_all),
        *listed("Differ from what the data hold", _conflicts(found), show_all=show_all),
        *listed("Need a look", _told(found, is_work=True), show_all=show_all),
        *listed("Also worth knowing", _told(found, is_work=False), show_all=show_all),
        *changes_listed(found, show_all=show_all),
    ]


def refused_meaning(found: RegisterImport | NoticeImport, usual: str) -> str:
    """Say what lines are that are refused: sums and remarks are nothing that failed to be read."""
    refused = [line for line in found.account if line.outcome == "refused"]
    n = sum(line.next_step == _NOTHING_DUE for line in refused)
    if n and n == len(refused):
        return _ASK_FOR_NOTHING
    return f"{usual}; {n:,} of them: {_ASK_FOR_NOTHING}" if n else usual


def end_lines(found: RegisterImport | NoticeImport | RulingImport, *, is_dry: bool) -> list[str]:
    """Say what was written, or how to write it."""
    if found.is_unchanged:
        return ["", f"The overlay {found.name} holds exactly this already; nothing was changed."]
    if found.is_written:
        # Of rulings there is no account: each stands in the table above.
        account = f" Each line: {_account_of(found)}" if _account_of(found) else ""
        taken = f"Taken over as the overlay {found.name}.{account}"
        return ["", taken, _how_to_see(found)]
    again = "" if is_dry else " To take it over, give the same command with --yes."
    return ["", f"Nothing was written.{again}"]


def _account_of(found: RegisterImport | NoticeImport | RulingImport) -> str:
    """File of the account of what is taken over; "" of rulings, which have none."""
    return getattr(found, "account_file", None) or ""


def columns_table(
    found: RegisterImport | NoticeImport, screen: Screen, words: Mapping[str, str]
) -> list[str]:
    """Lay out the columns of the file and what they are taken as."""
    used = [column for column in found.columns if column.field]
    rows = [
        [each.letter, each.head or MISSING, _taken_as(each.field, words), each.example or MISSING]
        for each in used
    ]
    unused = [_unused(each) for each in found.columns if not each.field]
    return [
        *table(("Column", "Head", "Taken as", "First value"), rows, screen.width),
        *([f"Not used: {', '.join(unused)}."] if unused else []),
    ]


def _taken_as(field: str, words: Mapping[str, str]) -> str:
    """Say what a column is taken as; of a further partner of the row with its number."""
    stem, _, number = field.rpartition("_")
    if number.isdigit():
        return f"{words.get(stem, stem)} {number}"
    return words.get(field, field.replace("_", " "))


def _unused(column: RegisterColumn | NoticeColumn) -> str:
    """Name a column that is not used, with the number of its filled cells."""
    named = f"{column.letter} {column.head}".strip()
    n = column.n_filled if isinstance(column, RegisterColumn) else 0
    return f"{named} ({n:,} {'cell' if n == 1 else 'cells'})" if n else named


def _taken(found: RegisterImport, outcome: str) -> list[str]:
    """Say of each line with this outcome which places its names became."""
    return [
        f"line {line.line}, {_names(line)}: {line.place_a} - {line.place_b}"
        f"{', ' + line.start if line.start else ''}"
        f"{', ' + line.status if line.status in _NOT_IN_FORCE else ''}"
        for line in found.account
        if line.outcome == outcome
    ]


def _endings_counted(n: int) -> list[str]:
    """Say how many ties that stand the file ends, before they are listed."""
    if not n:
        return []
    ties, stand = ("tie", "stands") if n == 1 else ("ties", "stand")
    return ["", f"The file ends or suspends {n:,} {ties} that {stand} in the data."]


def _endings(found: RegisterImport) -> list[str]:
    return [
        f"line {line.line}, {_names(line)}: {line.status} here; the data: {line.ending}"
        for line in found.account
        if line.ending
    ]


def _conflicts(found: RegisterImport) -> list[str]:
    return [
        f"line {line.line}, {_names(line)}: {line.conflict}"
        for line in found.account
        if line.conflict
    ]


def _told(found: RegisterImport, *, is_work: bool) -> list[str]:
    """Lines with something to do, or those without, in their order.

    What is said of many lines in the same words is said once, with how many they are, after those
    with something to do: of such a line it is left out, unless it is all that is said of it.
    """
    lines = [
        line
        for line in found.account
        if line.told and (line.next_step not in ("", _NOTHING_DUE)) == is_work
    ]
    often = _said_often(found)
    once = [] if is_work else [_once(said, found.account) for said in often]
    rest = [(line, [said for said in _said(line) if said not in often]) for line in lines]
    return once + [
        _sentence(line, "; ".join(said or _said(line))) for line, said in rest if said or is_work
    ]


def _said_often(found: RegisterImport) -> list[str]:
    """Return what is said of several lines in the same words."""
    counts = Counter(said for line in found.account for said in dict.fromkeys(_said(line)))
    return [said for said, n in counts.items() if said and n >= _OFTEN]


def _said(line: AccountLine) -> list[str]:
    """Return what is said of a line, sentence by sentence."""
    return line.told.split("; ")


def _once(said: str, account: Sequence[AccountLine]) -> str:
    """Say of several lines what they have in common."""
    lines = [line for line in account if said in _said(line)]
    first = ", ".join(line.line for line in lines[:_MOST_NEAR])
    where = first + (" and others" if len(lines) > _MOST_NEAR else "")
    of_all = _OF_SEVERAL.get(said)
    return (
        f"{len(lines):,} lines ({where}) {of_all}."
        if of_all
        else (f"{len(lines):,} lines ({where}): {said}.")
    )


def _sentence(line: AccountLine, said: str) -> str:
    if said in _OF_SEVERAL:
        return f"line {line.line} {said}."
    names = _names(line)
    head = f"line {line.line}, {names}" if names else f"line {line.line}"
    parts = (
        f"{head}: {said}.",
        nearest_said(line.name_a, line.candidates_a),
        nearest_said(line.name_b, line.candidates_b),
        f"Next: {line.next_step}." if line.next_step not in ("", _NOTHING_DUE) else "",
    )
    return " ".join(filter(None, parts))


def _names(line: AccountLine) -> str:
    """Return the two names, as far as there are any; in place of an id that of its place."""
    ends = ((line.name_a, line.place_a), (line.name_b, line.place_b))
    named = (
        place.rpartition(" (")[0] or name if name.startswith(_PLACE_IDS) else name
        for name, place in ends
    )
    return " - ".join(filter(None, named))


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
    if isinstance(found, RegisterImport):
        return f"Include it: sistercities ties {_example(found)} --overlay {found.name}"
    if _account_of(found):
        return "See the notices: sistercities seeking"
    return f"Use it: sistercities recommend PLACE --overlay {found.name}"


def _example(found: RegisterImport) -> str:
    ids = [line.place_a.rpartition(", ")[2].rstrip(")") for line in found.account if line.tie_id]
    return ids[0] if ids else "PLACE"


def ruling_lines(found: RulingImport, screen: Screen) -> list[str]:
    """Lay out each row with its strength before and after."""
    n = len(found.rulings)
    rows = [[one.before, one.after, one.sentence, one.row_id] for one in found.rulings]
    return [
        f"{found.file}: {n} {'ruling' if n == 1 else 'rulings'} on what stands in the way.",
        "",
        *table(("Before", "After", "What it says", "Row"), rows, screen.width),
    ]
