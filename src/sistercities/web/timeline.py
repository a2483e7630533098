"""The timeline of a page: ties by the years they began, with bins of their own for the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sistercities.api.explorer.records import StartYears
from sistercities.web.languages import Words

WIDTH, HEIGHT = 460.0, 230.0
_LEFT, _BASE, _TOP = 8.0, 196.0, 34.0
_GAP, _SIDE = 1.5, 66.0
_STEPS = (1, 2, 5, 10)
_MOST_BINS = 40
_FEW = 8
_DIGIT = 7.5
_APART = 3.0
_LINE = 11.0
"""Height of a number over a bar, in units of the drawing."""
_YEAR = 20.0
"""Room that a year under the bars needs before the words of the bins beside them."""
_MOST_TICKS = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the timeline, in units of the drawing.

    `label` stands over it and `foot` under it; both may be empty. `kind` is year, suspect or
    unknown. One that `is_cut` stands for more than its height says.
    """

    x: float
    y: float
    width: float
    height: float
    label: str
    foot: str
    kind: str
    is_cut: bool = False

    @property
    def middle(self) -> float:
        """Middle of the bar."""
        return self.x + self.width / 2

    @property
    def is_at_edge(self) -> bool:
        """Whether a year around its middle, half of which is two digits, would be cut off."""
        return self.middle < 2 * _DIGIT


@dataclass(frozen=True, slots=True)
class Tick:
    """A round number of ties: how high it lies, the number, and whether a bar's stands there."""

    y: float
    label: str
    is_covered: bool = False


@dataclass(frozen=True, slots=True)
class YearBars:
    """The bars that stand for years, so that a script knows which lies where.

    Attributes
    ----------
    start
        First year of the first bar.
    bars
        How many there are, those without a tie included.
    left, width
        Where the first begins, and the distance from one to the next.
    first, last
        Years of the first and the last tie: a bar may begin before the one and end after the other.
    """

    start: int
    bars: int
    left: float
    width: float
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class AfterSources:
    """The years after most sources of years end, shaded: where they begin, and how wide they are.

    Few bars there are no fall of the number of ties.
    """

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing.

    Attributes
    ----------
    title, words
        What it shows, for who does not see it.
    bars
        Years, then the bins of ties without a sound year.
    sources_end
        By when most sources of these years end; "" where that is not said.
    after
        The years after most of these sources end; None where nothing is drawn there.
    ticks
        Round numbers across the drawing, so that a bar without a number can be read.
    base
        Where the bars stand.
    step
        Years of one bar.
    years
        The bars of years; None where no tie has a sound year: then there is no drawing.
    """

    title: str
    words: str
    bars: tuple[Bar, ...]
    base: float
    step: int
    years: YearBars | None
    ticks: tuple[Tick, ...] = ()
    sources_end: str = ""
    after: AfterSources | None = None
    width: float = WIDTH
    height: float = HEIGHT

    @property
    def is_cut(self) -> bool:
        """Whether a bar is cut."""
        return any(bar.is_cut for bar in self.bars)


def make_timeline(began: StartYears, words: Words) -> Timeline | None:
    """Draw ties by year; None where there is no tie, and no bar where no year is sound.

    Years without a tie keep their place, so that the distance between bars is time. The bins of
    ties without a sound year are cut where they would press the years down.

    Parameters
    ----------
    began
        Ties by the year they began, and by when the sources of these years end.
    words
        The language.
    """
    counts, until = began.counts, began.until
    dated = {one.year: one.n for one in counts if one.bin == "year" and one.year is not None}
    others = [(kind, sum(one.n for one in counts if one.bin == kind)) for kind in _OTHERS]
    others = [(kind, n) for kind, n in others if n]
    if not dated and not others:
        return None
    if not dated:
        return Timeline(
            words("timeline.title"), _described(dated, dict(others), words), (), _BASE, 1, None
        )
    bins, step = _binned(dated)
    highest = max(n for _, n in bins)
    tallest = max(range(len(bins)), key=lambda k: bins[k][1])
    room = WIDTH - 2 * _LEFT - _SIDE * len(others) - (12 if others else 0)
    width = min(room / len(bins), 40.0)
    every = _years_apart([year for year, _ in bins], step)
    bars = [
        _bar(
            _LEFT + width * k,
            width,
            n,
            highest,
            "year",
            "" if others and width * (len(bins) - k) < _YEAR else _foot(year, every, len(bins)),
            is_labelled=k == tallest,
        )
        for k, (year, n) in enumerate(bins)
    ]
    first = _LEFT + width * len(bins) + 16
    bars += [
        _bar(first + _SIDE * k + 8, _SIDE - 24, n, highest, kind, words(f"timeline.{kind}"))
        for k, (kind, n) in enumerate(others)
    ]
    years = YearBars(bins[0][0], len(bins), _LEFT, round(width, 4), min(dated), max(dated))
    return Timeline(
        words("timeline.title"), _described(dated, dict(others), words), tuple(bars), _BASE, step,
        years, _ticks(highest, bars), "" if until is None else words("timeline.until", year=until),
        _after(bins, step, width, until), max(first + _SIDE * len(others) + 8, 240.0),
    )  # fmt: skip


def _after(
    bins: Sequence[tuple[int, int]], step: int, width: float, until: int | None
) -> AfterSources | None:
    """Find where the years lie after most sources end."""
    if until is None or not bins or bins[-1][0] + step - 1 <= until:
        return None
    start = max(until + 1 - bins[0][0], 0) / step
    return AfterSources(round(_LEFT + width * start, 1), round(width * (len(bins) - start), 1))


_OTHERS = ("suspect", "unknown")


def _binned(dated: dict[int, int]) -> tuple[list[tuple[int, int]], int]:
    """Years in bars of one, two, five or ten years, so that they fit."""
    first, last = min(dated), max(dated)
    step = next((s for s in _STEPS if (last - first) // s < _MOST_BINS), _STEPS[-1])
    start = first - first % step
    bins = dict.fromkeys(range(start, last + 1, step), 0)
    for year, n in dated.items():
        bins[year - (year - start) % step] += n
    return list(bins.items()), step


def _ticks(highest: int, bars: Sequence[Bar]) -> tuple[Tick, ...]:
    """Round numbers up to the highest bar, four at most; none is written over that of a bar."""
    unit = 10 ** max(len(str(highest)) - 1, 0)
    steps = sorted(k * u for u in (max(unit // 10, 1), unit) for k in _STEPS)
    step = next(one for one in steps if highest // one <= _MOST_TICKS)
    numbers = range(step, highest + 1, step)
    ticks = [Tick(round(_BASE - (_BASE - _TOP) * n / highest, 1), f"{n:,}") for n in numbers]
    return tuple(replace(one, is_covered=_is_covered(one, bars)) for one in ticks)


def _is_covered(tick: Tick, bars: Sequence[Bar]) -> bool:
    """Whether the number of a bar at the left edge stands where that of a line would."""
    return any(
        bar.label
        and abs(bar.y - tick.y) < _LINE
        and bar.middle - _DIGIT * len(bar.label) / 2 < _DIGIT * len(tick.label) + _APART
        for bar in bars
    )


def _bar(
    x: float, width: float, n: int, highest: int, kind: str, foot: str, *, is_labelled: bool = False
) -> Bar:
    """Make a bar; its number stands over it where there is room, and over the highest anyway."""
    height = (_BASE - _TOP) * min(n / highest, 1.0)
    wide = max(width - _GAP, 1.0)
    fits = n and (is_labelled or kind != "year" or len(str(n)) * _DIGIT + _APART <= width)
    return Bar(
        round(x, 1), round(_BASE - height, 1), round(wide, 1), round(height, 1),
        f"{n:,}" if fits else "", foot, kind, n > highest,
    )  # fmt: skip


def _years_apart(years: Sequence[int], step: int) -> int:
    """Years between labels: half a century, ten, or five where one year alone would be named."""
    apart = 10 if step < _STEPS[-1] else 50
    return apart if sum(year % apart == 0 for year in years) > 1 else apart // 2


def _foot(year: int, every: int, n_bins: int) -> str:
    """Label round years, and each where bars are few."""
    return str(year) if n_bins <= _FEW or year % every == 0 else ""


def _described(dated: dict[int, int], others: dict[str, int], words: Words) -> str:
    said = []
    if dated:
        first, last = min(dated), max(dated)
        span = words("years.span", first=first, last=last) if first < last else str(first)
        n = sum(dated.values())
        total = f"{n + sum(others.values()):,}"
        key = "timeline.dated" if others else "timeline.dated_all"
        said.append(words.count(key, n, span=span, total=total))
    is_all = not dated and len(others) == 1
    for kind, n in others.items():
        whole = is_all and kind == "unknown"
        said.append(words.count("timeline.unknown_all" if whole else f"timeline.{kind}_n", n))
    return " ".join(said)
