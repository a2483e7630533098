"""What was looked at where nothing is said to stand in the way, and until when it speaks."""

from __future__ import annotations

from collections.abc import Iterable

from sistercities.partners.barriers import LAW, Barrier
from sistercities.partners.gate.strains import Strains
from sistercities.partners.ground import Ground
from sistercities.sentences import Sentence, say
from sistercities.terms.date_words import written_date


def looked_at(ground: Ground, strains: Strains) -> Sentence:
    """Say on what the obstacles rest, and the newest date of each kind of source.

    Silence is a statement on these sources, not on the two places.
    """
    states, laws = _by_kind(ground.barriers)
    return say(
        "Looked at: {n_states:,} entries on wars, relations, sanctions and the status of places "
        "(the newest of {states}), {n_laws:,} laws and decisions (the newest of {laws}), "
        "lists of rival states to {rivals} and of militarised disputes to {disputes}. What is in "
        "none of them, or came later, is not known here.",
        n_states=len(states),
        states=_newest([one.as_of for one in states]),
        n_laws=len(laws),
        laws=_newest([one.as_of for one in laws]),
        rivals=strains.last_year("rivalry"),
        disputes=strains.last_year("dispute"),
    )


def rows_looked_at(barriers: Iterable[Barrier]) -> Sentence:
    """Say the same of the rows on states and laws alone, by which a notice is matched."""
    states, laws = _by_kind(barriers)
    return say(
        "Looked at: {n_states:,} entries on wars, relations, sanctions and the status of places "
        "(the newest of {states}) and {n_laws:,} laws and decisions (the newest of {laws}). What "
        "is in none of them, or came later, is not known here.",
        n_states=len(states),
        states=_newest([one.as_of for one in states]),
        n_laws=len(laws),
        laws=_newest([one.as_of for one in laws]),
    )


def _by_kind(barriers: Iterable[Barrier]) -> tuple[list[Barrier], list[Barrier]]:
    rows = list(barriers)
    return [one for one in rows if one.kind != LAW], [one for one in rows if one.kind == LAW]


def _newest(dates: list[str | None]) -> str:
    known = [date for date in dates if date]
    return written_date(max(known)) if known else "–"
