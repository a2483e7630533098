"""Rules that take fewer ties than the main ones, or the other choice, the same in many studies.

Each is said when it is asked for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from sistercities.network.rules import MAIN_RULES, NetworkRules
from sistercities.sentences import Sentence, say

SURE = 0.9
"""Confidence from which the name of an end is taken for surely read."""


class StricterTies(NamedTuple):
    """One change of the rules: its name, what it drops, and the rules."""

    name: Sentence
    description: Sentence
    rules: NetworkRules


def counties_folded() -> StricterTies:
    """Let ties of counties and the like count for the city that holds them: the other choice."""
    return StricterTies(
        say("counties folded"),
        say(
            "ties of districts, counties and county-level cities count for the city that holds them"
        ),
        replace(MAIN_RULES, counties="folded"),
    )


def dated_only() -> StricterTies:
    """Drop ties whose start is unknown or suspect."""
    return StricterTies(
        say("dated only"),
        say("ties with an unknown or suspect start dropped"),
        replace(MAIN_RULES, dates="known"),
    )


def double_entry_only() -> StricterTies:
    """Drop ties that were typed once."""
    return StricterTies(
        say("double entry only"),
        say("ties typed once only dropped"),
        replace(MAIN_RULES, entry="double"),
    )


def no_exchanges() -> StricterTies:
    """Drop ties that are called exchange or contact."""
    return StricterTies(
        say("no exchanges"),
        say("ties called exchange or contact dropped"),
        replace(MAIN_RULES, exchanges="dropped"),
    )


def sure_names_only() -> StricterTies:
    """Drop ties of which the name of an end is not surely read."""
    return StricterTies(
        say("sure names only"),
        say("ties with a name resolved below {confidence:g} confidence dropped", confidence=SURE),
        replace(MAIN_RULES, min_confidence=SURE),
    )


def unlisted_kept() -> StricterTies:
    """Keep ties that a newer list, which covers both ends, no longer names: the other choice."""
    return StricterTies(
        say("unlisted kept"),
        say("ties that a newer list of both ends no longer names kept"),
        replace(MAIN_RULES, unlisted="kept"),
    )


def without_source(source: str) -> StricterTies:
    """Drop ties that one source alone claims."""
    return StricterTies(
        say("without {source}", source=source),
        say("ties that only {source} claims dropped, with what it lists", source=source),
        replace(MAIN_RULES, without_source=source),
    )


def stricter_ties() -> tuple[StricterTies, ...]:
    """List those that every study tries, in the order of the reports."""
    return dated_only(), double_entry_only(), no_exchanges(), sure_names_only(), unlisted_kept()
