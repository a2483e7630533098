"""The ties of a place on a terminal: the sentence, the list, where to go on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sistercities.api import PlaceCard, PlaceRef, Tie
from sistercities.cli.screen import MISSING, Screen, table, wrapped

_ALL = ("Began", "Partner", "Region", "Class", "Status", "Kind", "Source")
_SOME = ("Began", "Partner", "Region", "Class", "Status")
_FEW = ("Began", "Partner", "Status")
_OTHER_LINES = 3  # the heads, the line that counts the rest, the prompt


def ties_lines(ties: Sequence[Tie], screen: Screen, *, show_all: bool) -> list[str]:
    """Lay out the ties of one place, which is `a` of each."""
    columns = _ALL if screen.width >= 100 else _SOME if screen.width >= 60 else _FEW
    first = [_sentence(ties[0].a, ties), ""]
    last = _notes(ties)
    taken = sum(len(wrapped(line, screen.width)) for line in [*first, *last])
    room = screen.room(taken + _OTHER_LINES, show_all=show_all)
    shown = ties if room is None else ties[:room]
    rows = [[_cell(tie, column) for column in columns] for tie in shown]
    lines = [*first, *table(columns, rows, screen.width)]
    if len(shown) < len(ties):
        lines.append(f"... and {len(ties) - len(shown)} more: --all shows them")
    return [*lines, *last]


def _notes(ties: Sequence[Tie]) -> list[str]:
    claims = f"Each claim behind a tie: sistercities.claims({ties[0].tie_id!r})"
    if any(tie.start_precision == "suspect" for tie in ties):
        return ["A year with ? is suspect and enters no test on time.", "", claims]
    return ["", claims]


def no_ties_lines(card: PlaceCard) -> list[str]:
    """Say that a place has no tie, and what to try."""
    containers = [
        f"{each.name}, which holds it: sistercities ties {each.place_id}"
        for each in card.parents
        if each.to_year is None
    ]
    where = f"{card.level}, {card.region_iso or card.country}"
    return [
        f"{both_names(card)} ({where}): no tie known.",
        *containers,
        "What the sources cover and do not: sistercities data status",
    ]


def both_names(place: PlaceRef | PlaceCard) -> str:
    """Name in Latin script and in the local one, where they differ."""
    local = place.name_local
    return f"{place.name} {local}" if local and local != place.name else place.name


def began(tie: Tie) -> str:
    """Start as far as known; a suspect one carries a question mark."""
    if tie.start is None:
        return MISSING
    return f"{tie.start[:4]}?" if tie.start_precision == "suspect" else tie.start


def _cell(tie: Tie, column: str) -> str:
    cells = {
        "Began": began(tie),
        "Partner": both_names(tie.b),
        "Region": tie.b.region_iso or tie.b.country,
        "Class": tie.tie_class,
        "Status": f"{tie.status} {tie.end}" if tie.end else tie.status,
        "Kind": tie.kind,
        "Source": _sources(tie),
    }
    return cells[column]


def _sources(tie: Tie) -> str:
    only = " only" if len(tie.sources) == 1 else ""
    return ", ".join(tie.sources) + only


def _sentence(here: PlaceRef, ties: Sequence[Tie]) -> str:
    classes = Counter(tie.tie_class for tie in ties)
    kinds = ", ".join(f"{n} {name}" for name, n in classes.most_common())
    years = sorted(tie.start[:4] for tie in ties if tie.start and tie.start_precision != "suspect")
    when = f"; {len(years)} with a known year, the first in {years[0]}" if years else ""
    noun = "tie" if len(ties) == 1 else "ties"
    where = f"{here.level}, {here.region_iso or here.country}"
    return f"{both_names(here)} ({where}) has {len(ties)} {noun}: {kinds}{when}."
