"""The standing of a tie for the surfaces: the rule in words, the closed lists, counts in sentences.

Nothing is decided here: the rule is `dataset.standing`, the words are `terms.standing_words`.
"""

from __future__ import annotations

from collections.abc import Iterable

from sistercities.api.records import Standing, stands_of
from sistercities.terms.date_words import written_date
from sistercities.terms.standing_counts import (
    TOLD_EXCHANGE,
    StandingCount,
    count_alive,
    counted_by_year,
    counted_standings,
    others_sentence,
)
from sistercities.terms.standing_rule import RULE as STANDING_RULE
from sistercities.terms.standing_words import (
    OVER,
    STANDS,
    Stands,
    is_long_ago,
    short_standing,
    standing_word,
)
from sistercities.terms.told_events import ToldEvent
from sistercities.terms.words import ALIVE, KINDS, NEWEST_LISTS, STANDINGS, STATUSES, TIE_CLASSES

__all__ = [
    "ALIVE",
    "KINDS",
    "NEWEST_LISTS",
    "OVER",
    "RULE",
    "STANDINGS",
    "STANDS",
    "STATUSES",
    "TIE_CLASSES",
    "TOLD_EXCHANGE",
    "StandingCount",
    "Stands",
    "ToldEvent",
    "count_alive",
    "counted_standings",
    "counts_of",
    "is_long_ago",
    "others_sentence",
    "short_standing",
    "standing_word",
    "written_date",
]

RULE: dict[str, str] = {str(word): meaning for word, meaning in STANDING_RULE.items()}
"""What each standing means, in the order in which the rule asks."""


def counts_of(ties: Iterable[Standing]) -> tuple[StandingCount, ...]:
    """Count ties by standing and by the year that it rests on."""
    return counted_by_year(stands_of(tie) for tie in ties)
