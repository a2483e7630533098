"""The figure of a finding: what was observed, with its interval, beside what chance gives.

Both stand on one scale, times the mean of chance, so that 1 is no effect.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from sistercities.api.explorer.report_chance import InsideByChance
from sistercities.web.languages import Words

WIDTH, HEIGHT = 430.0, 214.0
_LEFT, _RIGHT = 12.0, 12.0
_BASE, _TOP, _HUMP = 176.0, 58.0, 86.0
_MOST_TICKS = 7


@dataclass(frozen=True, slots=True)
class ChanceTick:
    """A mark of the axis: how far to the right it lies, and its number."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class ChanceFigure:
    """The drawing, in units of itself.

    Attributes
    ----------
    words
        What it shows, for who does not see it.
    hump
        Outline of the random networks, as the path of an SVG.
    chance, observed
        How far to the right the mean of chance and the observed number lie.
    low, high
        Ends of the interval of what was observed.
    over_chance, over_observed
        Words over each of the two, a line each.
    ticks
        Marks of the axis.
    axis
        What the axis counts.
    """

    words: str
    hump: str
    chance: float
    observed: float
    low: float
    high: float
    over_chance: tuple[str, ...]
    over_observed: tuple[str, ...]
    ticks: tuple[ChanceTick, ...]
    axis: str
    base: float = _BASE
    top: float = _TOP
    width: float = WIDTH
    height: float = HEIGHT


def chance_figure(found: InsideByChance, words: Words) -> ChanceFigure:
    """Draw city ties inside sister regions over what random networks have.

    Parameters
    ----------
    found
        What a report found.
    words
        The language.
    """
    last = max(ceil(found.high), ceil(found.draws[-1][0] / found.mean), 2)

    def at(ratio: float) -> float:
        return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * ratio / last, 1)

    mean, ratio = _mean_words(found), f"{found.ratio:.1f}"
    low, high = f"{found.low:.1f}", f"{found.high:.1f}"
    step = ceil(last / _MOST_TICKS)
    return ChanceFigure(
        words=words(
            "finding.words", draws=f"{found.n_draws:,}", mean=mean, observed=f"{found.observed:,}",
            ratio=ratio, low=low, high=high,
        ),
        hump=_hump(found, at(1) - at(0)),
        chance=at(1),
        observed=at(found.ratio),
        low=at(found.low),
        high=at(found.high),
        over_chance=(words("finding.by_chance"), words("finding.about", n=mean)),
        over_observed=(
            words("finding.observed", n=f"{found.observed:,}"),
            words("finding.times", ratio=ratio, low=low, high=high),
        ),
        ticks=tuple(ChanceTick(at(n), str(n)) for n in range(0, last + 1, step)),
        axis=words("finding.axis"),
    )  # fmt: skip


def _mean_words(found: InsideByChance) -> str:
    """Write the mean so exactly that who divides by it finds the ratio that stands beside it."""
    whole = round(found.mean)
    is_same = whole and f"{found.observed / whole:.1f}" == f"{found.ratio:.1f}"
    return f"{whole:,}" if is_same else f"{found.mean:,.1f}"


def _hump(found: InsideByChance, unit: float) -> str:
    """Outline the random networks: bars of a few ties each, about two pixels wide."""
    step = max(ceil(2 * found.mean / unit), 1)
    bins: dict[int, int] = {}
    for ties, n in found.draws:
        bins[ties // step] = bins.get(ties // step, 0) + n
    highest = max(bins.values())
    first, last = min(bins), max(bins)
    parts = [f"M{_x(first * step, found, unit)} {_BASE}"]
    for one in range(first, last + 1):
        y = round(_BASE - _HUMP * bins.get(one, 0) / highest, 1)
        parts.append(f"V{y}H{_x((one + 1) * step, found, unit)}")
    return "".join([*parts, f"V{_BASE}Z"])


def _x(ties: int, found: InsideByChance, unit: float) -> float:
    return round(_LEFT + unit * ties / found.mean, 1)
