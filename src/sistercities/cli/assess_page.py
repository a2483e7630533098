"""The scorecard of a partner on a terminal: the answer and three short lists; numbers if asked."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.cli.screen import MISSING, Screen, table, wrapped
from sistercities.records import Assessment, ComparablePair, Criterion
from sistercities.sentences import lowered

_COLUMNS = ("Adds", "Partners", "All", "Criterion")
_GAPS = 26
"""Cells that the numbers of a line and the gaps between take."""
_RIGHT = ("Adds", "Partners", "All")
_WHOLE = 10_000
"""Width of lines that are not cut."""
UNKNOWN_SHOWN, COMPARABLE_SHOWN = 4, 3
"""What one screen has room for."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """How much of a scorecard is shown; what bars or calls for care is shown in any case.

    Attributes
    ----------
    lines
        Lines of each of the short lists; None for all.
    has_more
        Whether what is not known, comparable ties and notes stand below.
    """

    lines: int | None = None
    has_more: bool = True


_WHOLE_PAGE = _Cut()
_TIGHTER = (_Cut(4), _Cut(2), _Cut(2, has_more=False), _Cut(1, has_more=False))
"""What is tried in turn until one screen holds it."""


def assess_lines(
    found: Assessment, screen: Screen, *, show_all: bool, of_data: str = ""
) -> list[str]:
    """Lay out a scorecard; on a terminal as much of it as one screen holds.

    The score and its criteria stand below where all is asked for, and nowhere else.
    """
    if show_all:
        return [
            *_page(found, _WHOLE_PAGE, of_data)[:-1],
            *_numbers(found),
            _ways_on(found, of_data),
        ]
    if screen.height is None:
        return _page(found, _WHOLE_PAGE, of_data)
    lines: list[str] = []
    for cut in _TIGHTER:
        lines = _page(found, cut, of_data)
        if sum(len(wrapped(line, screen.width)) for line in lines) <= screen.height:
            break
    return lines


def _page(found: Assessment, cut: _Cut, of_data: str) -> list[str]:
    """Lay out the answer, the short lists and what belongs to them; the last line leads on."""
    is_cut = cut.lines is not None
    lines = [found.sentence, "", *_own_ties(found), *_in_short(found, cut), ""]
    is_told = found.verdict == "barred" or found.is_over
    if not is_told and found.standing.chance not in found.sentence:
        lines += [found.standing.chance, ""]
    if found.verdict == "barred":
        lines.append("Numbers are left out, since it cannot be suggested: --why shows them.")
    else:
        if cut.has_more:
            lines += _unknown(found, is_cut=is_cut)
            lines += [*_comparable(found, is_cut=is_cut), *found.notes]
        lines.append(f"The score and its {len(found.shown_criteria)} criteria: --why")
    return [*lines, _ways_on(found, of_data)]


def _ways_on(found: Assessment, of_data: str) -> str:
    return f"Its ties: sistercities ties {found.partner.place_id}{of_data}"


def _numbers(found: Assessment) -> list[str]:
    """Lay out the score, and the criteria that add or take most in a line each."""
    standing = found.standing
    by_size = sorted(found.shown_criteria, key=lambda each: -abs(each.reason.contribution))
    return [
        "",
        f"Score {standing.score:.2f} in log odds: {standing.base:.2f} for a typical partner, and "
        "what the criteria add.",
        "Partners, All: for how many of the place's partners, and of all candidates, the fact "
        "speaks less.",
        "",
        *table(_COLUMNS, [_cells(each, _WHOLE - _GAPS) for each in by_size], _WHOLE, _RIGHT),
        *(f"Weights: {name} {weight:g}." for name, weight in found.weights.items()),
    ]


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
        ("What speaks against it:", found.against_in_order, found.nothing_against),
        ("What to find out:", held.to_find_out, ""),
        *((("To note:", noted, ""),) if noted else ()),
    )
    grave = {one.sentence for one in found.obstacles if one.speaks_against}
    lines: list[str] = []
    for head, said, empty in parts:
        shown = said if cut.lines is None else _few(said, cut.lines, grave)
        lines += [head, *(f"  {each}" for each in shown or (empty,))]
        if len(shown) < len(said) and cut.has_more:
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


def _unknown(found: Assessment, *, is_cut: bool) -> list[str]:
    """Name what is not known beside what the lines above have named."""
    if not found.shown_unknown:
        return ["All criteria are known."]
    names = [lowered(each.reason.title) for each in found.unknown_besides]
    if not names:
        return []
    if is_cut and len(names) > UNKNOWN_SHOWN:
        rest = f"{len(names) - UNKNOWN_SHOWN} more (--all names them)"
        names = [*names[:UNKNOWN_SHOWN], rest]
    return [f"Not known besides: {', '.join(names)}."]


def _comparable(found: Assessment, *, is_cut: bool) -> list[str]:
    shown = found.comparable[:COMPARABLE_SHOWN] if is_cut else found.comparable
    named = "; ".join(_pair(each) for each in shown)
    return [f"Partnerships most alike: {named}."] if shown else []


def _pair(pair: ComparablePair) -> str:
    year = pair.year or "year not known"
    return f"{pair.home.name} and {pair.partner.name} ({year})"
