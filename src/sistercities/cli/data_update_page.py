"""An update on a terminal: what came, what differs, what became of it."""

from __future__ import annotations

from collections.abc import Mapping

from sistercities.api.update_fetch import DifferenceRow
from sistercities.cli.screen import Screen, one_screen, table
from sistercities.records import DataUpdate

_EXAMPLES = 12
_WORDS = ("added", "ended", "changed", "gone")


def update_lines(found: DataUpdate, screen: Screen, *, show_all: bool) -> list[str]:
    """Say what came and what differs: the sentence, the numbers, examples, the files."""
    if found.is_dry_run:
        return _dry_run_lines(found)
    lines = [
        _sentence(found),
        "",
        *_counts(found, screen),
        *_examples(found, screen, show_all=show_all),
        "",
        *_what_came(found),
    ]
    return one_screen(lines, _where(found), screen, show_all=show_all)


def outcome_lines(found: DataUpdate) -> list[str]:
    """Say whether it was taken over, and what to do next."""
    if found.is_dry_run:
        return ["", "Nothing was kept; without --dry-run the pages are fetched."]
    if found.is_accepted:
        return [
            "",
            f"Taken over as the overlay {found.overlay}: `sistercities ties PLACE "
            f"--overlay {found.overlay}` shows it, and so does every other command.",
        ]
    return [
        "",
        "Nothing is taken over. To do so: sistercities data update --source "
        f"{found.source}{_language(found)} --from {found.snapshot} --accept",
    ]


def _dry_run_lines(found: DataUpdate) -> list[str]:
    return [
        f"{found.endpoint} has what is asked for: a whole snapshot takes about "
        f"{found.n_pages:,} requests."
    ]


def _language(found: DataUpdate) -> str:
    return f" --language {found.language}" if found.language not in ("", "en") else ""


def _sentence(found: DataUpdate) -> str:
    counts = found.against_release or {}
    told = ", ".join(f"{counts.get(word, 0):,} {word}" for word in _WORDS)
    return f"Against data {found.data_version}: {told}; {found.n_same:,} ties are held just so."


def _counts(found: DataUpdate, screen: Screen) -> list[str]:
    def row(what: str, counts: Mapping[str, int]) -> list[str]:
        return [what, *(f"{counts.get(word, 0):,}" for word in _WORDS)]

    rows = [row("the release", found.against_release or {})]
    if found.against_last_update is not None:
        rows.append(row("the last update", found.against_last_update))
    heads = ("Ties, against", "Added", "Ended", "Changed", "Gone")
    return table(heads, rows, screen.width, heads[1:])


def _examples(found: DataUpdate, screen: Screen, *, show_all: bool) -> list[str]:
    rows = found.differences if show_all else _few_of_each(found)
    if not rows:
        return []
    cells = [
        [
            each.change,
            f"{each.name_a}, {each.country_a}",
            f"{each.name_b}, {each.country_b}",
            each.field,
            each.before or "–",
            each.after or "–",
        ]
        for each in rows
    ]
    more = len(found.differences) - len(rows)
    heads = ("Change", "Place", "Partner", "What", "Held", "Now")
    tail = [f"... and {more:,} more in difference.csv"] if more > 0 else []
    return ["", *table(heads, cells, screen.width), *tail]


def _few_of_each(found: DataUpdate) -> tuple[DifferenceRow, ...]:
    """Take examples of every kind of change, those of the release."""
    few: list[DifferenceRow] = []
    for word in _WORDS:
        of_kind = [
            each for each in found.differences if each.change == word and each.against == "release"
        ]
        few += of_kind[: _EXAMPLES // len(_WORDS)]
    return tuple(few)


def _what_came(found: DataUpdate) -> list[str]:
    lines = [
        f"{found.n_claims:,} claims came on {found.n_pages:,} pages; {found.n_resolved:,} support "
        f"a tie, {found.n_waiting:,} wait for a name."
    ]
    if found.left_out:
        told = ", ".join(f"{n:,} {reason}" for reason, n in sorted(found.left_out.items()))
        lines.append(f"Left out: {told}.")
    if found.n_not_understood:
        lines.append(f"Not understood: {found.n_not_understood:,} lines; account.csv has each.")
    if found.n_pages_resumed:
        lines.append(f"{found.n_pages_resumed:,} pages were there from a run that was interrupted.")
    if found.warning:
        lines.append(f"Look before you take it: {found.warning}.")
    return lines


def _where(found: DataUpdate) -> list[str]:
    return ["", f"Where: {found.snapshot}", *(f"       {name}" for name in found.files)]
