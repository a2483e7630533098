"""Which share of all names the twenty places have that are named most, and what chance gives them.

Few home places make it large: twenty of some thousand names are picked after they were counted. So
it is said beside what it would be if the names of each home place fell by chance among those that
fit it, and how much the twenty that are named most to one half of the home places have of the names
to the other half, which no number of home places makes too large.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from twolevel.core.array_types import Index

TWENTY = 20
MOST_OF_TWENTY = 0.05
DRAWS, SEED = 200, 17
HEADING = "### Of more home places"
"""Heading of what a larger sample says on the page."""


@dataclass(frozen=True)
class HomeNames:
    """Who is named to a home place, and who could be.

    Attributes
    ----------
    named
        Positions of the places that are named.
    could
        Positions of those that could be; None where that was not asked.
    """

    named: tuple[int, ...]
    could: Index | None = None


@dataclass(frozen=True)
class OfTwenty:
    """The share of the twenty places that are named most.

    Attributes
    ----------
    n_homes, n_names
        How many home places were asked for, and how many names they have.
    share, error
        Share of the names, and its standard error over draws of the home places.
    by_chance, by_chance_error
        The same if names fell by chance among those that fit: mean and standard deviation; None
        where it was not asked who fits.
    in_other_half, in_other_half_error
        Share of the names to one half of the home places that the twenty have which are named most
        to the other half, and its standard error.
    """

    n_homes: int
    n_names: int
    share: float
    error: float
    by_chance: float | None
    by_chance_error: float | None
    in_other_half: float
    in_other_half_error: float


def share_of_most(named: Sequence[Sequence[int]]) -> float:
    """Return the share of all names that the twenty places have that are named most."""
    counts = Counter(place for each in named for place in each)
    return sum(n for _, n in counts.most_common(TWENTY)) / max(counts.total(), 1)


def share_in_other_half(named: Sequence[Sequence[int]], order: Index) -> float:
    """Return the share of the names to one half that the twenty named most to the other have.

    Parameters
    ----------
    named
        Names of each home place.
    order
        Positions of the home places: every other one is of the same half.
    """
    one, other = (
        Counter(place for at in order[k::2].tolist() for place in named[at]) for k in (0, 1)
    )
    most = [place for place, _ in one.most_common(TWENTY)]
    return sum(other[place] for place in most) / max(other.total(), 1)


def drawn_by_chance(homes: Sequence[HomeNames], rng: np.random.Generator) -> list[list[int]]:
    """Draw as many names for each home place as it has, of those that could be named to it.

    Raises
    ------
    ValueError
        If it was not asked who could be named.
    """
    drawn: list[list[int]] = []
    for home in homes:
        if home.could is None:
            raise ValueError("it was not asked who could be named; ask that first")
        # The limits on a country let nobody on a list who does not fit it.
        count = min(len(home.named), len(home.could))
        drawn.append(rng.choice(home.could, count, replace=False).tolist())
    return drawn


def of_twenty(homes: Sequence[HomeNames], seed: int = SEED) -> OfTwenty:
    """Measure the share of the twenty places that are named most."""
    rng, n = np.random.default_rng(seed), len(homes)
    named = [home.named for home in homes]

    def halves() -> float:
        return share_in_other_half(named, rng.permutation(n))

    def halves_of_drawn() -> float:
        # Each home place falls into one half, however often it is drawn.
        times = np.bincount(rng.integers(0, n, n), minlength=n)
        again = [name * int(k) for name, k in zip(named, times, strict=True)]
        return share_in_other_half(again, rng.permutation(n))

    def of_drawn() -> float:
        return share_of_most([named[k] for k in rng.integers(0, n, n).tolist()])

    by_chance = None
    if all(home.could is not None for home in homes):
        by_chance = _many(lambda: share_of_most(drawn_by_chance(homes, rng)))
    return OfTwenty(
        n, sum(map(len, named)), share_of_most(named), float(_many(of_drawn).std()),
        None if by_chance is None else float(by_chance.mean()),
        None if by_chance is None else float(by_chance.std()),
        float(_many(halves).mean()), float(_many(halves_of_drawn).std()),
    )  # fmt: skip


def _many(draw: Callable[[], float]) -> np.ndarray:
    return np.array([draw() for _ in range(DRAWS)])


def lines(rows: Sequence[tuple[str, OfTwenty]]) -> Iterator[str]:
    """Lay the shares out as a table: what is counted, and the shares with their errors."""
    yield "| | homes | names | of the twenty named most | by chance | in the other half |"
    yield "|---|---|---|---|---|---|"
    for title, each in rows:
        chance = (
            ""
            if each.by_chance is None
            else f"{each.by_chance:.1%} ± {_points(each.by_chance_error)}"
        )
        yield (
            f"| {title} | {each.n_homes:,} | {each.n_names:,} | {each.share:.1%} ± "
            f"{_points(each.error)} | {chance} | {each.in_other_half:.1%} ± "
            f"{_points(each.in_other_half_error)} |"
        )


def _points(share: float | None) -> str:
    return f"{100 * (share or 0.0):.1f}"


def section(rows: Sequence[tuple[str, OfTwenty]]) -> Iterator[str]:
    """Say what a larger sample of home places says."""
    yield from (HEADING, "")
    yield "Who is named most is picked after the names were counted, so a small sample makes the"
    yield f"share of the twenty large. Of {rows[0][1].n_homes:,} home places drawn in the same way"
    yield "(`python benchmarks/short_lists.py --most-named`):"
    yield ""
    yield from lines(rows)
    missed = [title for title, each in rows if each.share > MOST_OF_TWENTY]
    yield ""
    yield f"The bar of {MOST_OF_TWENTY:.0%} is missed by: {'; '.join(missed) or 'none of them'}."
