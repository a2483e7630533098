"""Numbers of partners of several places as bars, with the part that they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sistercities.web.languages import Words

ROW, BAR = 50, 16
_WIDEST = 58.0
"""Percent of the width that the longest bar takes, so that its words have room beside it."""


@dataclass(frozen=True, slots=True)
class PartnerBar:
    """One bar: where it stands in pixels from the top, its lengths in percent, and its words."""

    top: int
    name: str
    width: float
    shared: float
    label: str


@dataclass(frozen=True, slots=True)
class PartnerBars:
    """The drawing: a bar for each place, from zero."""

    title: str
    words: str
    bars: tuple[PartnerBar, ...]
    height: int

    @property
    def has_shared(self) -> bool:
        """Whether a partner is shared."""
        return any(one.shared for one in self.bars)


def make_bars(
    places: Sequence[tuple[str, int, int]], n_common: int, words: Words
) -> PartnerBars | None:
    """Draw the numbers; None where no partner of any place is known.

    Parameters
    ----------
    places
        Name of each place, its partners, and those of them that another of the places has too.
    n_common
        Partners that two or more of the places have.
    words
        The language.
    """
    most = max(n for _, n, _ in places)
    if not most:
        return None
    bars = tuple(
        PartnerBar(
            ROW * k, name, round(_WIDEST * n / most, 2), round(_WIDEST * shared / most, 2),
            _label(n, shared, words),
        )
        for k, (name, n, shared) in enumerate(places)
    )  # fmt: skip
    title = words.count("bars.title", n_common) if n_common else words("bars.title_none")
    colon, semicolon = words("list.colon"), words("list.semicolon")
    said = semicolon.join(f"{one.name}{colon}{one.label}" for one in bars)
    return PartnerBars(title, said, bars, ROW * len(bars))


def _label(n: int, shared: int, words: Words) -> str:
    if not n:
        return words("unknown.ties")
    return words("bars.shared", n=f"{n:,}", shared=f"{shared:,}") if shared else f"{n:,}"
