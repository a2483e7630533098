"""Sentences on partners of a place that something bars: a law, a war, broken relations."""

from __future__ import annotations

from collections.abc import Iterable

from sistercities.partners.gate.obstacle import Obstacle
from sistercities.sentences import PlaceName, Sentence, listed, listed_few, say, say_count

MOST_NAMED = 5
"""Partners that one sentence names."""


def said_of_each_bar(
    home: PlaceName, partners: Iterable[tuple[PlaceName, tuple[Obstacle, ...]]]
) -> tuple[Sentence, ...]:
    """Say of the partners of a place whom something bars, and what: a sentence for each row.

    A law that calls for care is said as one that bars is.

    Parameters
    ----------
    home
        The place.
    partners
        Each partner with what stands between it and the place, the strongest first.
    """
    by_row: dict[str, list[PlaceName]] = {}
    rows: dict[str, Obstacle] = {}
    for partner, obstacles in partners:
        bar = next((one for one in obstacles if is_in_question(one)), None)
        if bar is not None:
            by_row.setdefault(str(bar.row_id), []).append(partner)
            rows[str(bar.row_id)] = bar
    return tuple(_sentence(home, named, rows[row]) for row, named in by_row.items())


def said_of_two_partners(obstacles: Iterable[Obstacle]) -> tuple[str, ...]:
    """Say of two partners what bars them, or which law concerns them: a sentence for each row.

    Parameters
    ----------
    obstacles
        What stands between the two.
    """
    found = [one for one in obstacles if is_in_question(one)]
    said = [one.sentence for one in found]
    if not any(one.strength == "bar" for one in found):
        return tuple(said)
    open_end = say("Whether this partnership has ended since is not known here.")
    return (*said[:-1], listed([said[-1], open_end], "space"))


def is_in_question(one: Obstacle) -> bool:
    """Whether it bars, or is a law that calls for care."""
    return one.strength == "bar" or (one.kind == "law" and one.strength == "caution")


def _sentence(home: PlaceName, partners: list[PlaceName], row: Obstacle) -> Sentence:
    named, n = listed_few(partners[:MOST_NAMED], len(partners)), len(partners)
    if row.strength != "bar":
        return say_count(
            "{reason} This concerns {n} partner of {home} ({places}).",
            "{reason} This concerns {n} partners of {home} ({places}).",
            n, home=home, places=named, reason=row.sentence,
        )  # fmt: skip
    return say_count(
        "{reason} This concerns {n} partner of {home} ({places}). Whether this partnership has "
        "ended since is not known here.",
        "{reason} This concerns {n} partners of {home} ({places}). Whether these partnerships "
        "have ended since is not known here.",
        n,
        home=home,
        places=named,
        reason=row.sentence,
    )
