"""What the rows say of one place by itself: wars of its state, armed groups, its status, claims.

One rule for all who tell of a place: its page, its ties, its brief, a path, and the scorecards of
which it is an end. There whoever lives in a place reads of its own war beneath what stands between
the two, and it changes neither headline nor verdict.

Wars of the state that a place lies in: said of it before all else.

A council at a front reads of its own war first. A war of two states is told of those on whose
ground, or by whom, it is fought (`told_of`); fighting within a state of all its places, where it
calls for care with any of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sistercities.partners.barriers import SPECIAL_STATUS, Barrier, is_said_with
from sistercities.partners.gate.held_areas import held_by_groups
from sistercities.partners.gate.indexed_rows import indexed
from sistercities.partners.gate.obstacle import Obstacle, as_obstacle, as_obstacles
from sistercities.partners.gate.reading import Codes, governs_itself
from sistercities.terms.words import Strength

if TYPE_CHECKING:
    from sistercities.partners.ground import Ground


def said_of_itself(barriers: Sequence[Barrier], codes: Codes, country: str) -> tuple[Obstacle, ...]:
    """List what is to be known of a place, whoever asks: wars, groups, its status, then claims.

    Parameters
    ----------
    barriers
        The rows.
    codes, country
        What the place is and lies in, and its country.
    """
    return (
        *own_wars(barriers, codes, country),
        *held_by_groups(codes, country),
        *status_of(barriers, codes),
        *as_obstacles((one, one.strength) for one in claims_to(barriers, codes)),
    )


def calling_for_care(ground: Ground, place: int) -> tuple[str, ...]:
    """Say what calls for care with a place by itself, a sentence for each row."""
    told = said_of_itself(ground.barriers, *ground.codes_of(place))
    return tuple(one.sentence for one in told if one.strength != "note")


def marked_as_of_home(
    ground: Ground, home: int, rows_of_each: Iterable[tuple[Obstacle, ...]]
) -> list[tuple[Obstacle, ...]]:
    """Mark of what stands in the way of partners what calls for care with the home place by itself.

    Parameters
    ----------
    ground, home
        Facts, and the position of the home place.
    rows_of_each
        What the rows say of each partner. What bars it is told of it, whatever it rests on.
    """
    told = said_of_itself(ground.barriers, *ground.codes_of(home))
    own = {one.row_id for one in told if one.strength != "note"}
    return [
        tuple(
            replace(one, is_of_home=True) if one.row_id in own and one.strength != "bar" else one
            for one in rows
        )
        for rows in rows_of_each
    ]


def status_of(barriers: Sequence[Barrier], codes: Codes) -> tuple[Obstacle, ...]:
    """List the rows on the special status of the unit that a place lies in, if it lies in one.

    What its status is to one state is told with partners in that.
    """
    return tuple(
        as_obstacle(one, one.strength) for one in indexed(barriers).statuses if one.side_a & codes
    )


def claims_to(barriers: Iterable[Barrier], codes: Codes) -> list[Barrier]:
    """List the claims of other states to where a place lies; not those that a status tells of."""
    rows = [one for one in indexed(barriers).claims_and_statuses if one.side_a & codes]
    statuses = [one for one in rows if one.kind == SPECIAL_STATUS and one.is_for_all]
    return [
        one for one in rows
        if one.is_claim and not any(one.side_a <= status.side_a for status in statuses)
    ]  # fmt: skip


def beside_both(
    barriers: Sequence[Barrier], home: tuple[Codes, str], partner: tuple[Codes, str],
    told: Iterable[Obstacle],
) -> tuple[Obstacle, ...]:  # fmt: skip
    """List what is to be known of each of two places by itself, which is not told of the two.

    Wars and the status of the home place, and armed groups there, call for care; a claim of a third
    state, and armed groups of the partner's, are to be noted. What the partner's state fights is
    told as what stands between the two.

    Parameters
    ----------
    barriers
        The rows.
    home, partner
        Codes of each with its country.
    told
        What stands between the two.
    """
    said = {one.row_id for one in told}
    found = [
        replace(as_obstacle(row, strength), is_of_home=True)
        for row, strength in _of_home(barriers, home, partner)
        if row.row_id not in said
    ]
    both = [*claims_to(barriers, home[0]), *claims_to(barriers, partner[0])]
    claims = dict.fromkeys(one for one in both if one.row_id not in said)
    return (*found, *_groups(home, partner), *(as_obstacle(one, "note") for one in claims))


def _groups(home: tuple[Codes, str], partner: tuple[Codes, str]) -> Iterable[Obstacle]:
    """Give what is said of armed groups at the two ends, of an area of both once."""
    of_home = held_by_groups(*home)
    yield from (replace(one, is_of_home=True) for one in of_home)
    of_partner = (one for one in held_by_groups(*partner) if one not in of_home)
    yield from (replace(one, strength="note") for one in of_partner)


def _of_home(
    barriers: Sequence[Barrier], home: tuple[Codes, str], partner: tuple[Codes, str]
) -> Iterable[tuple[Barrier, Strength]]:
    """Give the rows on the home place, each no stronger than a caution: nobody is barred by it."""
    from sistercities.terms.territory_templates import DISPLACED_COUNCIL  # few rows ask it

    codes, country = home
    rows = {one.row_id: one for one in barriers}
    for told in own_wars(barriers, codes, country):
        yield rows[str(told.row_id)], "caution"
    for told in status_of(barriers, codes):
        one = rows[str(told.row_id)]
        # Of two in one unit nothing is said of it, as nothing is of the one country of two.
        if not one.side_a & partner[0]:
            is_shared = partner[1] in one.recognised_by or is_said_with(
                one.sentence, DISPLACED_COUNCIL
            )
            yield one, "note" if is_shared or one.strength == "note" else "caution"


MOST_TOLD = 2


def own_wars(barriers: Sequence[Barrier], codes: Codes, country: str) -> tuple[Obstacle, ...]:
    """List the wars of the state of a place, the gravest first, two at most.

    Of a place that others than its state govern none is said.
    """
    rows = indexed(barriers)
    if any(one.side_a & codes and governs_itself(one) for one in rows.statuses):
        return ()
    of_state = [
        (one, one.strength) for one in rows.fighting
        if (country in one.told_of if one.kind == "war" else one.side_a & codes)
    ]  # fmt: skip
    return as_obstacles(of_state)[:MOST_TOLD]
