"""What the rows on states, units and laws say of one place: wars, its status, its partners."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from sistercities.dataset.around_of_its_name import partners_of_its_name
from sistercities.dataset.heirs import merged_into
from sistercities.partners.barriers import Barrier, read_barriers
from sistercities.partners.gate.called_for_care import CalledForCare, said_of_care
from sistercities.partners.gate.held_around import said_of_held_around, said_of_merged
from sistercities.partners.gate.obstacle import Obstacle, as_obstacles
from sistercities.partners.gate.of_itself import said_of_itself, status_of
from sistercities.partners.gate.reading import reading_of
from sistercities.partners.gate.two_ends import (
    in_question,
    read_ends,
    said_of_partners,
)
from sistercities.sentences import Sentence
from sistercities.terms.words import ALIVE

if TYPE_CHECKING:
    from sistercities.dataset.release.queried import Queried

__all__ = [
    "Barrier", "PlaceWarnings", "barriers_of", "count_disputed", "warnings_of",
    "warnings_of_countries", "warnings_of_tie",
]  # fmt: skip

_ALIVE = ", ".join(f"'{word}'" for word in ALIVE)
_PARTNERS = f"""
    SELECT CASE WHEN place_a = ? THEN place_b ELSE place_a END AS partner,
        max(standing IN ({_ALIVE})) AS is_alive FROM ties
    WHERE (place_a = ? OR place_b = ?) AND standing IN ({_ALIVE}, 'no_longer_listed')
    GROUP BY 1 ORDER BY partner
"""


class PlaceWarnings(NamedTuple):
    """What is to be known of a place before anything else.

    Attributes
    ----------
    status
        What is to be known of it by itself (`gate.of_itself`): wars of its own state, its special
        status, claims of other states to where it lies; each with date and source.
    in_question
        Which of its partners something bars, and what; one sentence for each row.
    with_care
        With which others something calls for care: one sentence for all; None where nothing does.
    care_of_each
        The same with what it is: each reason once, with those whom it concerns.
    of_missed
        The same of the partners that newer lists lack: what bars some, and calls for care; a
        sentence for each reason. Told where somebody would ask them (`listing`).
    held_around
        Which partnerships that a source tells of it are held of what it lies in, and which are
        those of municipalities that became a part of it (`held_around`).
    """

    status: tuple[Obstacle, ...] = ()
    in_question: tuple[Sentence, ...] = ()
    with_care: Sentence | None = None
    care_of_each: tuple[CalledForCare, ...] = ()
    held_around: tuple[Sentence, ...] = ()
    of_missed: tuple[Sentence, ...] = ()

    @property
    def of_partners(self) -> tuple[Sentence, ...]:
        """All that is said of partners: who else is one, what bars some, and calls for care."""
        with_care = () if self.with_care is None else (self.with_care,)
        return (*self.held_around, *self.in_question, *with_care)


def barriers_of(release: Queried) -> tuple[Barrier, ...]:
    """Read the rows, for who asks of many places (`warnings_of`)."""
    return read_barriers(release)


def warnings_of(
    release: Queried, place_id: str, barriers: Sequence[Barrier] | None = None
) -> PlaceWarnings:
    """Say of a place which status it has, and of which of its partners something bars it.

    Parameters
    ----------
    release
        An opened release, or a store of its rows.
    place_id
        A place of the release; of one that it does not hold nothing is said.
    barriers
        The rows, where they have been read (`barriers_of`); None reads them.
    """
    asked = [place_id, *(one.name.place_id for one in merged_into(release, place_id))]
    rows = [row for one in reversed(asked) for row in release.query(_PARTNERS, [one, one, one])]
    partners = {row["partner"]: row["is_alive"] for row in rows}
    ends = read_ends(release, [place_id, *partners])
    home = ends.get(place_id)
    if home is None:
        return PlaceWarnings()
    tied = [ends[one] for one, is_alive in partners.items() if is_alive and one in ends]
    missed = [ends[one] for one, is_alive in partners.items() if not is_alive and one in ends]
    held = read_barriers(release) if barriers is None else barriers
    in_question, care = said_of_partners(release, held, home, tied)
    gone_in_question, gone_care = said_of_partners(release, held, home, missed)
    of_its_name = () if tied else partners_of_its_name(release, place_id)
    return PlaceWarnings(
        said_of_itself(held, home.codes, home.country),
        in_question, said_of_care(care), care.by_reason,
        (*said_of_held_around(release, home.name), *said_of_merged(release, home.name),
         *of_its_name),
        (*gone_in_question, *gone_care.of_each),
    )  # fmt: skip


def warnings_of_tie(
    release: Queried, one: str, other: str, barriers: Sequence[Barrier]
) -> tuple[str, ...]:
    """Say which status of a place calls for care, and what the lists of ties of the two warn of.

    One sentence for each row; a status first, for a reader of the tie may have seen neither place.

    Parameters
    ----------
    release
        An opened release, or a store of its rows.
    one, other
        Ids of the two.
    barriers
        The rows (`barriers_of`).
    """
    ends = read_ends(release, [one, other])
    if not {one, other} <= set(ends):
        return ()
    here, there = ends[one], ends[other]
    reading = reading_of(barriers, here.codes, here.country)
    found = as_obstacles(reading.strengths(there.codes, there.country))
    (of_two,) = in_question(release, barriers, [(one, other)])
    barred = {row.row_id for row in found if row.strength == "bar"}
    # A status that does not bar the home state is one all the same: its tie is in dispute.
    status = (
        row.sentence for end in sorted((one, other)) for row in status_of(barriers, ends[end].codes)
        if row.strength == "caution"
        or (row.is_held_apart and row.row_id not in barred)
    )  # fmt: skip
    return tuple(dict.fromkeys((*status, *of_two)))


def warnings_of_countries(one: str, other: str, barriers: Sequence[Barrier]) -> tuple[str, ...]:
    """Say what bars partnerships of two countries, or calls for care; a sentence for each row.

    Parameters
    ----------
    one, other
        ISO 3166-1 alpha-2 codes.
    barriers
        The rows (`barriers_of`).
    """
    if one == other:
        return ()
    reading = reading_of(barriers, frozenset((one,)), one)
    found = as_obstacles(reading.strengths(frozenset((other,)), other))
    return tuple(dict.fromkeys(one.sentence for one in found if one.strength != "note"))


def count_disputed(
    release: Queried, ties: Sequence[tuple[str, str]], barriers: Sequence[Barrier]
) -> int:
    """Count the ties with an end whose country in these data is not that of all states.

    Parameters
    ----------
    release
        An opened release, or a store of its rows.
    ties
        Ids of the two places of each.
    barriers
        The rows (`barriers_of`).
    """
    from sistercities.partners.gate.disputed import disputed_places

    ends = list(dict.fromkeys(place for tie in ties for place in tie))
    disputed = {one.place_id for one in disputed_places(release, barriers, ends)}
    return sum(not disputed.isdisjoint(tie) for tie in ties)
