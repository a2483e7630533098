"""What speaks for a partner, what against, and what to find out: three short lists of sentences."""

from __future__ import annotations

from sistercities.partners.assessment import Criterion, InShort
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.gate.said_first import said_first
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_place
from sistercities.sentences import listed, lowered, say
from sistercities.terms.date_words import written_date

NOTABLE = 0.15
"""Log odds from which a reason is worth a line."""
MOST = 4
"""Lines of each list."""


def in_short(
    ground: Ground, home: int, partner: int, known: tuple[Criterion, ...],
    unknown: tuple[Criterion, ...], obstacles: tuple[Obstacle, ...], *, is_barred: bool,
) -> InShort:  # fmt: skip
    """Choose the lines of the three lists from criteria and obstacles.

    Parameters
    ----------
    ground, home, partner
        Facts, and positions of the two places.
    known, unknown
        Criteria by what they add, the largest first.
    obstacles
        What stands in the way.
    is_barred
        Whether the partner cannot be suggested.
    """
    # A wish is no fact that speaks for anybody: what it rests on is among the other criteria.
    reasons = [one.reason for one in known if one.reason.is_argument and one.reason.group != "wish"]
    # For a place that cannot be suggested nothing is argued: the criteria stand in the table.
    telling = [] if is_barred else reasons
    speaking = [one for one in telling if one.contribution > NOTABLE and not one.is_absence]
    lowering = [one for one in reversed(telling) if one.contribution < -NOTABLE]
    strong = [one.sentence for one in said_first(obstacles) if one.speaks_against]
    return InShort(
        tuple(one.sentence for one in speaking[:MOST]),
        (*strong, *(one.sentence for one in lowering))[: max(MOST, len(strong))],
        _to_find_out(ground, (home, partner), () if is_barred else unknown, obstacles),
    )


def _to_find_out(
    ground: Ground, both: tuple[int, int], unknown: tuple[Criterion, ...],
    obstacles: tuple[Obstacle, ...],
) -> tuple[str, ...]:  # fmt: skip
    lines: list[str] = []
    # One date for the pair: the newest of all that the headline rests on.
    dated = [
        one.as_of for one in obstacles if one.as_of and one.speaks_against
    ]  # fmt: skip
    if dated:
        lines.append(
            say(
                "Whether this has changed since {date}: we have no newer source on it.",
                date=written_date(max(dated)),
            )
        )
    lines += [
        say(
            "Which partners {place} has: no source of ours names one.",
            place=named_place(ground, place),
        )
        for place in both
        if not ground.ties.degree[place]
    ]
    if unknown:
        titles = [lowered(one.reason.title) for one in unknown[:MOST]]
        lines.append(say("What is not known here: {titles}.", titles=listed(titles, "comma")))
    lines.append(say("Whether either has a partnership that no source of ours names."))
    return tuple(lines)
