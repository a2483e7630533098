"""Sentences on partners that something puts in question: a law, a war, a status, broken relations.

One rule says which rows these are, for the page of a tie, for a place with its partners and for
what is told of both (`is_in_question`).

Told of them are also those that stand though something bars them: a law, a war, broken relations.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sistercities.partners.gate.obstacle import Obstacle
from sistercities.sentences import PlaceName, Sentence, listed, listed_few, say, say_count
from sistercities.terms.words import TOLD_OF_TIES

if TYPE_CHECKING:
    from sistercities.partners.ground import Ground

MOST_NAMED = 5
"""Partners that one sentence names."""
MOST_OF_MANY = 12
"""Partners that the one sentence names which stands for several rows of one kind."""
_BROKEN_OFF = "relations_severed"


def said_of_each_bar(
    home: PlaceName, partners: Iterable[tuple[PlaceName, tuple[Obstacle, ...]]]
) -> tuple[Sentence, ...]:
    """Say of the partners of a place whom something bars, and what: a sentence for each row.

    A law that calls for care is said as one that bars is, and so are broken relations; the status
    of a place that most states hold apart is said also where the home state does not.

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
    broken_off = [row for row, one in rows.items() if _is_told_with_others(one)]
    if len(broken_off) < 2:
        return tuple(_sentence(home, named, rows[row]) for row, named in by_row.items())
    said = (_sentence(home, by_row[row], rows[row]) for row in by_row if row not in broken_off)
    return (*said, _of_broken_relations(home, [one for row in broken_off for one in by_row[row]]))


def _is_told_with_others(one: Obstacle) -> bool:
    """Whether it is one of the rows that differ in the state and the year alone."""
    return one.kind == _BROKEN_OFF and one.strength != "bar"


def _of_broken_relations(home: PlaceName, partners: list[PlaceName]) -> Sentence:
    """Say in one line with which partners' states relations were broken off, since a year or so."""
    return say(
        "Diplomatic relations were broken off with the states of {n} partners of {home} "
        "({places}); the assessment of each says when. Ask your government first.",
        home=home, n=len(partners), places=listed_few(partners[:MOST_OF_MANY], len(partners)),
    )  # fmt: skip


def said_of_two_partners(obstacles: Iterable[Obstacle]) -> tuple[str, ...]:
    """Say of two partners what bars them, or which law concerns them: a sentence for each row.

    Parameters
    ----------
    obstacles
        What stands between the two.
    """
    found = [one for one in obstacles if _concerns_a_tie(one)]
    said = [one.sentence for one in found]
    if not any(one.strength == "bar" for one in found):
        return tuple(said)
    open_end = say("Whether this partnership has ended since is not known here.")
    return (*said[:-1], listed([said[-1], open_end], "space"))


def is_in_question(one: Obstacle) -> bool:
    """Whether it bars, calls for care by a law or by broken relations, or is a status that bars.

    A status that bars most homes is only to note for one whose state does not share it: that its
    tie is in dispute is to be read there too.
    """
    return one.is_held_apart or _concerns_a_tie(one)


def _concerns_a_tie(one: Obstacle) -> bool:
    return one.strength == "bar" or (one.kind in TOLD_OF_TIES and one.strength == "caution")


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


__all__ = ["MOST_NAMED", "partners_in_question"]


def partners_in_question(
    ground: Ground, home: int, partners: Sequence[int]
) -> tuple[Sentence, ...]:
    """Say of the partners of a place whom something bars, and what: a sentence for each row.

    Parameters
    ----------
    ground
        Facts on the places, and the rows that count.
    home, partners
        Positions of the place and of its partners.
    """
    from sistercities.partners.gate.gate import gate_of
    from sistercities.partners.names_in_sentences import named_place

    if not len(partners):
        return ()
    found = gate_of(ground).obstacles_of_each(home, list(partners))
    named = (named_place(ground, at) for at in partners)
    return said_of_each_bar(named_place(ground, home), zip(named, found, strict=True))
