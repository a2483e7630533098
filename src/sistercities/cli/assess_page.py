"""The scorecard of a partner on a terminal: the answer, three short lists, then the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sistercities.api import Assessment, ComparablePair, Criterion
from sistercities.cli.screen import MISSING, Screen, table, wrapped

_COLUMNS = ("Adds", "Partners", "All", "Criterion")
_GAPS = 26
"""Cells that the numbers of a line and the gaps between take."""
_RIGHT = ("Adds", "Partners", "All")
_WIDEST = 120
_WHOLE = 10_000
"""Width of lines that are not cut: in a pipe, or where all is asked for."""
UNKNOWN_SHOWN, COMPARABLE_SHOWN = 4, 3
"""What one screen has room for."""
_OTHER_LINES = 5  # empty ones, the heads, what is left out
_LEAST_ROWS = 3


@dataclass(frozen=True, slots=True)
class _Cut:
    """How much of a scorecard is shown; what bars or calls for care is shown in any case.

    Attributes
    ----------
    lines
        Lines of each of the short lists; None for all.
    has_numbers
        Whether the table of criteria and what belongs to it stand below.
    """

    lines: int | None = None
    has_numbers: bool = True


_TIGHTER = (_Cut(4), _Cut(2), _Cut(2, has_numbers=False), _Cut(1, has_numbers=False))
"""What is tried in turn until one screen holds it."""


def assess_lines(
    found: Assessment, screen: Screen, *, show_all: bool, of_data: str = ""
) -> list[str]:
    """Lay out a scorecard; on a terminal as much of it as one screen holds."""
    if screen.height is None or show_all:
        return _laid_out(found, screen, _Cut(), of_data)
    lines: list[str] = []
    for cut in _TIGHTER:
        lines = _laid_out(found, screen, cut, of_data)
        if sum(len(wrapped(line, screen.width)) for line in lines) <= screen.height:
            break
    return lines


def _laid_out(found: Assessment, screen: Screen, cut: _Cut, of_data: str) -> list[str]:
    is_cut = cut.lines is not None
    first = [found.sentence, "", *_own_ties(found), *_in_short(found, cut), ""]
    first += [_standing(found), ""]
    ways_on = f"Its ties: sistercities ties {found.partner.place_id}{of_data}"
    if found.verdict == "barred" and is_cut:
        rest = "Numbers are left out, since it cannot be suggested: --all shows them."
        return [*first[: -2 if first[-1] == "" else None], rest, ways_on]
    if not cut.has_numbers:
        left = len(found.shown_criteria) + len(found.shown_unknown)
        rest = f"Cut to the screen: --all shows every line, and the {left} criteria."
        return [*first, rest, ways_on]
    last = [
        "",
        *_unknown(found.shown_unknown, is_cut=is_cut),
        *_comparable(found, is_cut=is_cut),
        *(f"Weights: {name} {weight:g}." for name, weight in found.weights.items()),
        *found.notes,
        ways_on,
    ]
    taken = sum(len(wrapped(line, screen.width)) for line in (*first, *last))
    room = screen.room(taken + _OTHER_LINES, show_all=not is_cut)
    return [*first, *_criteria(found, screen, room, is_cut=is_cut), *last]


def _criteria(found: Assessment, screen: Screen, room: int | None, *, is_cut: bool) -> list[str]:
    """Lay out the criteria that add or take most, in a line each."""
    width = min(screen.width, _WIDEST) if is_cut else _WHOLE
    told = found.shown_criteria
    by_size = sorted(told, key=lambda each: -abs(each.reason.contribution))
    shown = by_size if room is None else by_size[: max(room, _LEAST_ROWS)]
    lines = table(_COLUMNS, [_cells(each, width - _GAPS) for each in shown], width, _RIGHT)
    if len(shown) < len(by_size):
        lines.append(f"... and {len(by_size) - len(shown)} more: --all shows them")
    return lines


def _standing(found: Assessment) -> str:
    standing = found.standing
    chance = "" if standing.chance in found.sentence else f"{standing.chance} "
    return (
        f"{chance}Score {standing.score:.2f} in log odds: {standing.base:.2f} for a typical "
        "partner, and what the criteria add."
    )


def _own_ties(found: Assessment) -> list[str]:
    """Tell first what became of ties of the two themselves."""
    untold = (one.sentence for one in found.own_ties if one.sentence not in found.sentence)
    lines = [f"! {sentence}" for sentence in untold]
    return [*lines, ""] if lines else []


def _in_short(found: Assessment, cut: _Cut) -> list[str]:
    """Lay out what speaks for it, against it, what to find out and what to note."""
    held, noted = found.in_short, tuple(one.sentence for one in found.to_note)
    parts = (
        *(
            ()
            if found.verdict == "barred"
            else (("What speaks for it:", held.in_favour, "Nothing that we know adds much."),)
        ),
        ("What speaks against it:", held.against, "Nothing in what we looked at."),
        ("What to find out:", held.to_find_out, ""),
        *((("To note:", noted, ""),) if noted else ()),
    )
    grave = {one.sentence for one in found.obstacles if one.strength != "note"}
    lines: list[str] = []
    for head, said, empty in parts:
        shown = said if cut.lines is None else _few(said, cut.lines, grave)
        lines += [head, *(f"  {each}" for each in shown or (empty,))]
        if len(shown) < len(said) and cut.has_numbers:
            lines.append(f"  ... and {len(said) - len(shown)} more: --all")
    return [*lines, "", found.looked_at]


def _few(said: tuple[str, ...], most: int, grave: set[str]) -> tuple[str, ...]:
    """Take the first lines of a list, and of the others what bars or calls for care."""
    return tuple(one for k, one in enumerate(said) if k < most or one in grave)


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
