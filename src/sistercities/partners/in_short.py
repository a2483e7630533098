"""What speaks for a partner, what against, and what to find out: three short lists of sentences."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.partners.assessment import UNKNOWN_IN_SHORT, Criterion, InShort
from sistercities.partners.features.size import ABOUT_AS_LARGE
from sistercities.partners.gate.obstacle import Obstacle, said_first
from sistercities.partners.gate.strains import STRAINS
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_place
from sistercities.partners.reason import NOTABLE, Reason
from sistercities.sentences import listed, lowered, say
from sistercities.terms.date_words import written_date
from sistercities.terms.words import OVER_TIES

MOST = 4
"""Lines of each list."""


def in_short(
    ground: Ground, home: int, partner: int, known: tuple[Criterion, ...],
    unknown: tuple[Criterion, ...], obstacles: tuple[Obstacle, ...], *, is_barred: bool,
    kept_out_by: str | None = None, evidence: tuple[str, ...] = (),
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
    kept_out_by
        Id of the row that keeps it from being suggested: it speaks against it, however strong it
        is by itself; None where none does.
    evidence
        Facts of another kind by which it is named where nobody else is; they come first.
    """
    # A wish is no fact that speaks for anybody: what it rests on is among the other criteria.
    reasons = [one.reason for one in known if one.reason.is_argument and one.reason.group != "wish"]
    # For a place that cannot be suggested nothing is argued: the criteria stand in the table.
    telling = [] if is_barred else _strains_told_once(_sizes_told_once(reasons), obstacles)
    speaking = [one for one in telling if one.contribution > NOTABLE and not one.is_absence]
    lowering = [one for one in reversed(telling) if one.contribution < -NOTABLE]
    over = [one.sentence for one in obstacles if one.kind in OVER_TIES]
    grave = [one for one in said_first(obstacles) if one.speaks_against]
    grave += [one for one in obstacles if one not in grave and _keeps_out(one, kept_out_by)]
    strong = [*over, *(one.sentence for one in grave)]
    return InShort(
        (*evidence, *(one.sentence for one in speaking))[:MOST],
        (*strong, *(one.sentence for one in lowering))[: max(MOST, len(strong))],
        _to_find_out(ground, (home, partner), () if is_barred else unknown, grave),
    )


def _keeps_out(one: Obstacle, row_id: str | None) -> bool:
    return one.row_id is not None and one.row_id == row_id


def _sizes_told_once(reasons: list[Reason]) -> list[Reason]:
    """Leave out how large the partner is where it is about as large as home.

    The two would be told apart as an argument for and one against, and are one fact.
    """
    gaps = [one.value for one in reasons if one.feature == "size_match" and one.value is not None]
    if not gaps or 10 ** abs(gaps[0]) >= ABOUT_AS_LARGE:
        return reasons
    return [one for one in reasons if one.feature != "partner_size"]


def _strains_told_once(reasons: list[Reason], obstacles: Sequence[Obstacle]) -> list[Reason]:
    """Leave out that two states are rivals or had a dispute where an obstacle tells it."""
    told = {one.kind for one in obstacles} & STRAINS.keys()  # each is a criterion's name as well
    return [one for one in reasons if one.feature not in told]


def _to_find_out(
    ground: Ground, both: tuple[int, int], unknown: tuple[Criterion, ...],
    grave: Sequence[Obstacle],
) -> tuple[str, ...]:  # fmt: skip
    lines: list[str] = []
    # One date for the pair: the newest of all that the headline rests on.
    dated = [one.as_of for one in grave if one.as_of]
    if dated:
        lines.append(
            say(
                "Whether this has changed since {date}: we have no newer source on it.",
                date=written_date(max(dated, key=_latest)),
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
        titles = [lowered(one.reason.title) for one in unknown[:UNKNOWN_IN_SHORT]]
        lines.append(say("What is not known here: {titles}.", titles=listed(titles, "comma")))
    lines.append(say("Whether either has a partnership that no source of ours names."))
    return tuple(lines)


def _latest(date: str) -> str:
    """Order a date that names its month or year alone behind all days of these."""
    return date if len(date) == len("YYYY-MM-DD") else f"{date}-99"
