"""The scorecard of a partner on a terminal: the answer, three short lists, then the numbers."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.api import Assessment, ComparablePair, Criterion
from sistercities.cli.screen import MISSING, Screen, table, wrapped

_COLUMNS = ("Adds", "Partners", "All", "Criterion")
_GAPS = 26
"""Cells that the numbers of a line and the gaps between take."""
_RIGHT = ("Adds", "Partners", "All")
_WIDEST = 120
_WHOLE = 10_000
"""Width of lines that are not cut: in a pipe, or where all is asked for."""
NOTES_SHOWN, UNKNOWN_SHOWN, COMPARABLE_SHOWN = 2, 4, 3
"""What one screen has room for."""
_OTHER_LINES = 5  # empty ones, the heads, what is left out


def assess_lines(
    found: Assessment, screen: Screen, *, show_all: bool, of_data: str = ""
) -> list[str]:
    """Lay out a scorecard; on a terminal the criteria that add or take most, in a line each."""
    is_cut = screen.height is not None and not show_all
    first = [found.sentence, "", *_own_ties(found), *_in_short(found, is_cut=is_cut), ""]
    first += [_standing(found), ""]
    last = [
        "",
        *_unknown(found.unknown, is_cut=is_cut),
        *_comparable(found, is_cut=is_cut),
        *(f"Weights: {name} {weight:g}." for name, weight in found.weights.items()),
        *found.notes,
        f"Its ties: sistercities ties {found.partner.place_id}{of_data}",
    ]
    width = min(screen.width, _WIDEST) if is_cut else _WHOLE
    taken = sum(len(wrapped(line, screen.width)) for line in (*first, *last))
    room = screen.room(taken + _OTHER_LINES, show_all=show_all)
    by_size = sorted(found.criteria, key=lambda each: -abs(each.reason.contribution))
    shown = by_size if room is None else by_size[:room]
    rows = [_cells(each, width - _GAPS) for each in shown]
    lines = [*first, *table(_COLUMNS, rows, width, _RIGHT)]
    if len(shown) < len(by_size):
        lines.append(f"... and {len(by_size) - len(shown)} more: --all shows them")
    return [*lines, *last]


def _standing(found: Assessment) -> str:
    standing = found.standing
    return (
        f"{standing.chance} Score {standing.score:.2f} in log odds: {standing.base:.2f} for a "
        "typical partner, and what the criteria add."
    )


def _own_ties(found: Assessment) -> list[str]:
    """Tell first what became of ties of the two themselves."""
    lines = [f"! {each.sentence}" for each in found.own_ties]
    return [*lines, ""] if lines else []


def _in_short(found: Assessment, *, is_cut: bool) -> list[str]:
    """Lay out what speaks for it, against it, what to find out and what to note."""
    held, noted = found.in_short, tuple(one.sentence for one in found.to_note)
    shown = noted[:NOTES_SHOWN] if is_cut else noted
    if len(shown) < len(noted):
        shown += (f"... and {len(noted) - len(shown)} more: --all shows them",)
    parts = (
        ("What speaks for it:", held.in_favour, "Nothing that we know adds much."),
        ("What speaks against it:", held.against, "Nothing in what we looked at."),
        ("What to find out:", held.to_find_out, ""),
        *((("To note:", shown, ""),) if shown else ()),
    )
    lines: list[str] = []
    for head, said, empty in parts:
        lines += [head, *(f"  {each}" for each in said or (empty,))]
    return [*lines, "", found.looked_at]


def _cells(criterion: Criterion, room: int) -> list[str]:
    """Lay out a line; the sentence, which says what the criterion is, is cut where it must be."""
    reason = criterion.reason
    fits = len(reason.sentence) <= room
    return [
        f"{reason.contribution:+.2f}",
        _percent(criterion.among_partners),
        _percent(criterion.among_candidates),
        reason.sentence if fits else f"{reason.sentence[: max(room - 1, 1)]}…",
    ]


def _percent(percentile: float | None) -> str:
    return MISSING if percentile is None else f"{percentile:.0f} %"


def _unknown(criteria: Sequence[Criterion], *, is_cut: bool) -> list[str]:
    if not criteria:
        return ["All criteria are known."]
    names = [each.reason.title.lower() for each in criteria]
    if is_cut and len(names) > UNKNOWN_SHOWN:
        rest = f"{len(names) - UNKNOWN_SHOWN} more (--all names them)"
        names = [*names[:UNKNOWN_SHOWN], rest]
    return [f"Not known: {', '.join(names)}."]


def _comparable(found: Assessment, *, is_cut: bool) -> list[str]:
    said = [
        "Partners, All: for how many of the place's partners, and of all candidates, the fact "
        "speaks less."
    ]
    shown = found.comparable[:COMPARABLE_SHOWN] if is_cut else found.comparable
    if shown:
        said.append(f"Ties most alike: {'; '.join(_pair(each) for each in shown)}.")
    return said


def _pair(pair: ComparablePair) -> str:
    year = pair.year or "year not known"
    return f"{pair.home.name} and {pair.partner.name} ({year})"
