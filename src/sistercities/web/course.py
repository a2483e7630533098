"""The course of several places: ties that stand, added up by the year they began, a line a place.

The drawing has two parts side by side: lines that stretch with the page, and their names, which do
not, so that letters have one size on every screen. Lines are in thousandths of the width and in
pixels of the height.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sistercities.web.languages import Words
from sistercities.web.told import one_after

HEIGHT, BASE, TOP = 288, 262, 18
SPAN = 1000.0
_APART = 19.0
_FEWEST = 2
"""Lines from which there is something to compare."""
_STEPS = (1, 2, 5)
_MOST_TICKS = 5
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100)
_MOST_YEARS = 5
_LONGEST_NAME = 15.0
_LETTER, _WIDE_LETTER, _BEFORE = 7.9, 13.6, 30.0
_Place = Callable[[int], float]
"""Where a year or a number lies in the drawing."""
_SHAPES = ("circle", "square", "triangle", "diamond")


@dataclass(frozen=True, slots=True)
class Dated:
    """What is drawn of one place.

    Attributes
    ----------
    name
        What the page calls it.
    years
        Years in which its ties that stand began, in order.
    total
        All its ties that stand; those without a sound year are not drawn.
    until
        Year by which most sources of these years end; None where that is not said.
    half_by
        Year by which half of the dated ones had begun; None of a few.
    n_left_out
        Ties that stand and are not counted here, since few lists tell of their kind.
    """

    name: str
    years: tuple[int, ...]
    total: int
    until: int | None
    half_by: int | None
    n_left_out: int = 0

    @property
    def is_drawn(self) -> bool:
        """Whether so many of its ties have a year that a line tells of the place, not of a few."""
        return 0 < self.total <= 2 * len(self.years)


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes
    ----------
    number
        Of the place in the order of the page, from 1: its colour.
    sound, after
        The path to the year in which most sources end, and the path after it, which is dashed.
    shape
        The mark beside its name.
    end, label_at
        Heights of its end, and of its name and mark, in pixels.
    name, full_name, n
        Its name, shortened where it is long, and whole; how many ties it adds up to.
    """

    number: int
    sound: str
    after: str
    shape: str
    end: float
    label_at: float
    name: str
    full_name: str
    n: str


@dataclass(frozen=True, slots=True)
class Course:
    """The drawing.

    Attributes
    ----------
    title
        What it shows: by when half of the ties had begun, where that is known.
    words
        The same as the lines say, for who does not see them.
    lines
        One a place of whose ties half or more have a year.
    ticks
        Heights of round numbers, with the numbers.
    years
        Places of round years in percent of the width, with the years, and how each is anchored.
    subtitle
        What is drawn, and in what unit.
    foot
        What is not drawn and why: places and ties without a year, ties of whose kind few lists
        tell; and what a flat end is worth.
    label_width
        Width of the names in pixels.
    """

    title: str
    words: str
    lines: tuple[Line, ...]
    ticks: tuple[tuple[float, str], ...]
    years: tuple[tuple[float, str, str], ...]
    subtitle: str
    foot: str
    label_width: int
    height: int = HEIGHT
    base: int = BASE


def make_course(places: Sequence[Dated], words: Words) -> Course | None:
    """Draw the course of some places; None where fewer than two of them have years enough.

    Parameters
    ----------
    places
        What is drawn, in the order of the page.
    words
        The language.
    """
    drawn = [(k, one) for k, one in enumerate(places, 1) if one.is_drawn]
    if len(drawn) < _FEWEST:
        return None
    first = min(one.years[0] for _, one in drawn)
    last = max(max(one.years[-1], one.until or 0) for _, one in drawn)
    start, end = first - 1, max(last, first + 1)
    highest = max(len(one.years) for _, one in drawn)

    def across(year: int) -> float:
        return round(SPAN * (year - start) / (end - start), 1)

    def up(n: int) -> float:
        return round(BASE - (BASE - TOP) * n / highest, 1)

    heights = _apart([up(len(one.years)) for _, one in drawn])
    lines = tuple(
        Line(
            k, *_paths(one, across, up, end), _SHAPES[(k - 1) % len(_SHAPES)], up(len(one.years)),
            at, shortened(one.name), one.name, f"{len(one.years):,}",
        )
        for (k, one), at in zip(drawn, heights, strict=True)
    )  # fmt: skip
    after = words("course.dashes") if any(one.after for one in lines) else ""
    foot = (
        _without_line(places, words), _left_out(places, words), _undated(places, words),
        words("course.foot"),
    )  # fmt: skip
    return Course(
        _title([one for _, one in drawn], words), _described([one for _, one in drawn], words),
        lines, _ticks(highest, up), _years(start, end), one_after(words("course.what"), after),
        one_after(*foot),
        round(max(_width_of(f"{one.name} {one.n}") for one in lines) + _BEFORE),
    )  # fmt: skip


def _paths(one: Dated, across: _Place, up: _Place, end: int) -> tuple[str, str]:
    """Write the steps of a line until its sources end, and after that."""
    until = one.until if one.until is not None else end
    steps = sorted(set(one.years))
    before = [year for year in steps if year <= until]
    later = [year for year in steps if year > until]
    counts = {year: sum(each <= year for each in one.years) for year in steps}
    n_until = counts[before[-1]] if before else 0
    sound = f"M{across(steps[0])} {BASE}"
    sound += "".join(f"H{across(year)}V{up(counts[year])}" for year in before)
    turn = max(until, steps[0])
    sound += f"H{across(min(turn, end))}"
    if turn >= end:
        return sound, ""
    after = f"M{across(turn)} {up(n_until)}"
    after += "".join(f"H{across(year)}V{up(counts[year])}" for year in later)
    return sound, f"{after}H{across(end)}"


def _apart(heights: Sequence[float]) -> list[float]:
    """Move names apart that would lie over each other, as little as may be."""
    order = sorted(range(len(heights)), key=lambda k: heights[k])
    placed = dict.fromkeys(order, 0.0)
    floor = BASE + 4.0
    for k in reversed(order):  # from the base up, so that none falls under it
        placed[k] = min(heights[k], floor)
        floor = placed[k] - _APART
    ceiling = TOP - 4.0
    for k in order:
        placed[k] = max(placed[k], ceiling)
        ceiling = placed[k] + _APART
    return [round(placed[k], 1) for k in range(len(heights))]


def shortened(name: str) -> str:
    """Cut a name that has no room beside the drawing; a wide letter counts as two."""
    room, kept = _LONGEST_NAME, ""
    for letter in name:
        room -= 2.0 if _is_wide(letter) else 1.0
        if room < 0:
            return f"{kept.rstrip()}…"
        kept += letter
    return name


def _is_wide(letter: str) -> bool:
    return letter >= "\u2e80"


def _width_of(text: str) -> float:
    return sum(_WIDE_LETTER if _is_wide(letter) else _LETTER for letter in text)


def _ticks(highest: int, up: _Place) -> tuple[tuple[float, str], ...]:
    steps = (unit * k for unit in (1, 10, 100, 1000) for k in _STEPS)
    step = next(one for one in steps if highest // one <= _MOST_TICKS)
    return tuple((up(n), f"{n:,}") for n in range(step, highest + 1, step))


def _years(start: int, end: int) -> tuple[tuple[float, str, str], ...]:
    step = next(one for one in _YEAR_STEPS if (end - start) // one <= _MOST_YEARS)
    first = -(-start // step) * step
    return tuple(
        (share, str(year), "start" if share < 4 else "end" if share > 96 else "middle")
        for year in range(first, end + 1, step)
        for share in (round(100 * (year - start) / (end - start), 1),)
    )


def _title(drawn: Sequence[Dated], words: Words) -> str:
    halves = [one for one in drawn if one.half_by is not None]
    if len(halves) < len(drawn) or not halves:
        return words("course.title")
    if len(halves) > _FEWEST:  # the first and the last of them say most
        halves = sorted(halves, key=lambda one: one.half_by or 0)[:: len(halves) - 1]
    named = [words("course.half_in", place=one.name, year=one.half_by) for one in halves]
    return words("course.half", named=words("list.comma").join(named))


def _undated(places: Sequence[Dated], words: Words) -> str:
    named = [
        words("course.undated_of", place=one.name, n=f"{one.total - len(one.years):,}",
              total=f"{one.total:,}")
        for one in places
        if one.total > len(one.years)
    ]  # fmt: skip
    return words("course.undated", named=words("list.comma").join(named)) if named else ""


def _left_out(places: Sequence[Dated], words: Words) -> str:
    named = [
        words("course.left_out_of", place=one.name, n=f"{one.n_left_out:,}")
        for one in places if one.n_left_out
    ]  # fmt: skip
    return words("course.left_out", named=words("list.comma").join(named)) if named else ""


def _without_line(places: Sequence[Dated], words: Words) -> str:
    names = [one.name for one in places if one.total and not one.is_drawn]
    return words("course.without_line", names=words("list.comma").join(names)) if names else ""


def _described(drawn: Sequence[Dated], words: Words) -> str:
    said = [
        words.count("course.line", len(one.years), place=one.name, first=one.years[0],
                    last=one.years[-1])
        for one in drawn
    ]  # fmt: skip
    return words("list.semicolon").join(said)
