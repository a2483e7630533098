"""`benchmark PLACE`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sistercities.cli.options import AsJson, Data, Overlay, ShowAll, chosen, repeated
from sistercities.cli.recommend_command import Place
from sistercities.cli.screen import Screen, say, say_json, table, wrapped

if TYPE_CHECKING:
    from sistercities.records import Benchmark, CountryLine, KindLine

_COUNTRIES = ("Country", "Partners", "Expected", "Usually")
_KINDS = ("Partners", "Number", "Expected", "Usually")
_RIGHT = ("Partners", "Number", "Expected", "Usually")
_NONE = "(none known)"
FEWEST_EXPECTED = 0.5
"""Ties expected with a country from which it has a line though there is none."""
_OTHER_LINES = 6  # empty ones, the heads, what is left out
_WIDEST = 100


def benchmark(
    place: Place,
    as_json: AsJson = False,
    show_all: ShowAll = False,
    data: Data = None,
    overlay: Overlay = None,
) -> None:
    """Compare a place with its peers: ties expected in all, by country, by kind of partner."""
    from sistercities import api
    from sistercities.api.freed_memory import keep_freed_memory_of_an_answer

    keep_freed_memory_of_an_answer()
    found = api.benchmark(place, data=chosen(data, overlay))
    if as_json:
        say_json(found.to_json())
        return
    of_data = repeated(data, overlay)
    say(benchmark_lines(found, Screen.here(), show_all=show_all, of_data=of_data))


def benchmark_lines(
    found: Benchmark, screen: Screen, *, show_all: bool, of_data: str = ""
) -> list[str]:
    """Lay out a benchmark; all kinds of partner, and countries without a tie, with `--all`."""
    first = [found.sentence, "", *_kinds(found), ""]
    last = [
        "",
        _peers(found),
        *found.notes,
        "Expected is what places like it have on average; sources miss partnerships everywhere.",
        f"Whom to ask: sistercities recommend {found.home.place_id}{of_data}",
    ]
    width = min(screen.width, _WIDEST)
    lines = list(first)
    if show_all:
        lines += [*table(_KINDS, [_kind_cells(each) for each in found.kinds], width, _RIGHT), ""]
    taken = sum(len(wrapped(line, screen.width)) for line in (*first, *last))
    room = screen.room(taken + _OTHER_LINES, show_all=show_all)
    worth = [
        line for line in found.by_country
        if show_all or line.ties.actual or line.ties.expected >= FEWEST_EXPECTED
    ]  # fmt: skip
    shown = worth if room is None else worth[:room]
    return [*lines, *_country_lines(shown, len(found.by_country), width), *last]


def _country_lines(shown: Sequence[CountryLine], n: int, width: int) -> list[str]:
    """Lay out countries, and count those that are left out; without any there is no table."""
    if not shown:
        said = f"With none of {n} countries is half a partner expected or more"
        return [f"{said}: --all shows them."]
    lines = table(_COUNTRIES, [_country_cells(each) for each in shown], width, _RIGHT)
    rest = n - len(shown)
    lines += [f"... and {rest} more countries: --all shows them"] if rest else []
    return [*lines, *_bars(shown)]


def _bars(shown: Sequence[CountryLine]) -> list[str]:
    """Say why the countries that are marked are no invitation, and what to know of others."""
    reasons = dict.fromkeys(line.bar for line in shown if line.bar)
    care = [f"  {line.country_name}: {' '.join(line.care)}" for line in shown if line.care]
    said = []
    if reasons:
        said += ["", "Barred: no partner there is suggested, whatever is expected. "
                 + " ".join(map(str, reasons))]  # fmt: skip
    return [*said, "", "With care:", *care] if care else said


def _kinds(found: Benchmark) -> list[str]:
    said = [*found.lacking, *found.ample]
    if said:
        return [str(line.sentence) for line in said]
    if not found.n_partners:
        return ["Without a partner there are no kinds of partner to compare."]
    return ["No kind of partner is missing more than chance would explain (--all lists the kinds)."]


def _peers(found: Benchmark) -> str:
    named = ", ".join(f"{peer.place.name} {peer.place.n_ties or _NONE}" for peer in found.peers)
    return f"Most comparable, with their partners: {named}." if named else found.peers_among


def _country_cells(line: CountryLine) -> list[str]:
    from sistercities.api.benchmark_words import written_expected, written_span

    ties, mark = line.ties, " (barred)" if line.bar else " (with care)" if line.care else ""
    return [
        f"{line.country_name}{mark}", str(ties.actual), written_expected(ties.expected),
        written_span(ties.low, ties.high),
    ]  # fmt: skip


def _kind_cells(line: KindLine) -> list[str]:
    from sistercities.api.benchmark_words import written_expected, written_span

    return [
        line.kind, str(line.actual), written_expected(line.expected),
        written_span(line.low, line.high),
    ]  # fmt: skip
