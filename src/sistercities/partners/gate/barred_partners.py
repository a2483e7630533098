"""Sentences on partners of a place that something bars: a law, a war, broken relations."""

from __future__ import annotations

from collections.abc import Iterable

from sistercities.partners.gate.obstacle import Obstacle
from sistercities.sentences import PlaceName, Sentence, listed_few, say_count

MOST_NAMED = 5
"""Partners that one sentence names."""


def said_of_each_bar(
    home: PlaceName, partners: Iterable[tuple[PlaceName, tuple[Obstacle, ...]]]
) -> tuple[Sentence, ...]:
    """Say of the partners of a place whom something bars, and what: a sentence for each row.

    Parameters
    ----------
    home
        The place.
    partners
        Each partner with what stands between it and the place, the strongest first.
    """
    by_row: dict[str, list[PlaceName]] = {}
    reasons: dict[str, str] = {}
    for partner, obstacles in partners:
        bar = next((one for one in obstacles if one.strength == "bar"), None)
        if bar is not None:
            by_row.setdefault(str(bar.row_id), []).append(partner)
            reasons[str(bar.row_id)] = bar.sentence
    return tuple(_sentence(home, named, reasons[row]) for row, named in by_row.items())


def _sentence(home: PlaceName, partners: list[PlaceName], reason: str) -> Sentence:
    return say_count(
        "This touches {n} partner of {home}, {places}: {reason} Whether the two have ended it "
        "since is not known here.",
        "This touches {n} partners of {home}, {places}: {reason} Whether they have ended it since "
        "is not known here.",
        len(partners),
        home=home,
        places=listed_few(partners[:MOST_NAMED], len(partners)),
        reason=reason,
    )
