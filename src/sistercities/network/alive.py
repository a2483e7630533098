"""Which ties are alive in a year, by the rules of a network, and why the others are left out."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from sistercities.network.rules import NetworkRules
from sistercities.sentences import say

SOUND = ("day", "month", "year")
"""Precisions of a start that may be compared with a year."""

ASKED = (
    "status",
    "start_precision",
    "start_year",
    "end_year",
    "known_from",
    "known_until",
    "standing",
    "standing_since",
    "is_double_entry",
    "kind",
    "confidence",
    "sources",
)
"""Columns that the reasons read."""


def has_sound_start(ties: pd.DataFrame) -> pd.Series[bool]:
    """Whether each tie's start is known to the year at least, and not suspect."""
    return ties["start_precision"].isin(SOUND) & ties["start_year"].notna()


def _began_later(ties: pd.DataFrame, as_of: int) -> pd.Series[bool]:
    return has_sound_start(ties) & (ties["start_year"] > as_of).fillna(False)


def _not_known_yet(ties: pd.DataFrame, as_of: int) -> pd.Series[bool]:
    return ~has_sound_start(ties) & (ties["known_from"] > as_of)


def _is_over(ties: pd.DataFrame, as_of: int) -> pd.Series[bool]:
    # An end or a suspension without a year is known only from the snapshot that states it.
    over_from = ties["end_year"].fillna(ties["known_until"])
    return ties["status"].isin(["ended", "suspended"]) & (over_from <= as_of)


def _is_unlisted(ties: pd.DataFrame, as_of: int) -> pd.Series[bool]:
    """Whether a list of that year or earlier, which covers both ends, no longer names it."""
    is_gone = ties["standing"] == "no_longer_listed"
    lacking_since = ties["standing_since"].where(is_gone).str[:4].astype("Int64")
    return is_gone & (lacking_since <= as_of).fillna(False)


def _reasons(
    as_of: int, rules: NetworkRules
) -> list[tuple[str, Callable[[pd.DataFrame], pd.Series[bool]]]]:
    always: list[tuple[str, Callable[[pd.DataFrame], pd.Series[bool]]]] = [
        (say("not yet signed (pending)"), lambda t: t["status"] == "pending"),
        (say("begun after {as_of}", as_of=as_of), lambda t: _began_later(t, as_of)),
        (
            say("undated and first seen in a source after {as_of}", as_of=as_of),
            lambda t: _not_known_yet(t, as_of),
        ),
        (say("ended or suspended by {as_of}", as_of=as_of), lambda t: _is_over(t, as_of)),
        (say("never valid"), lambda t: t["status"] == "never_valid"),
    ]
    chosen: list[tuple[bool, str, Callable[[pd.DataFrame], pd.Series[bool]]]] = [
        (
            rules.unlisted == "dropped",
            say("no longer listed by {as_of}", as_of=as_of),
            lambda t: _is_unlisted(t, as_of),
        ),
        (
            rules.dates == "known",
            say("start unknown or suspect"),
            lambda t: ~has_sound_start(t),
        ),
        (
            rules.entry == "double",
            say("typed once only"),
            lambda t: ~t["is_double_entry"].astype(bool),
        ),
        (
            rules.exchanges == "dropped",
            say("exchange or contact only"),
            lambda t: t["kind"].isin(["exchange", "contact"]),
        ),
        (
            rules.min_confidence > 0,
            say(
                "names resolved with confidence below {min_confidence:g}",
                min_confidence=rules.min_confidence,
            ),
            lambda t: t["confidence"] < rules.min_confidence,
        ),
        (
            bool(rules.without_source),
            say("claimed by {without_source} alone", without_source=rules.without_source),
            lambda t: t["sources"] == rules.without_source,
        ),
    ]
    return always + [(reason, test) for is_on, reason, test in chosen if is_on]


def alive_ties(
    ties: pd.DataFrame, as_of: int, rules: NetworkRules
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Keep the ties alive in a year, and count the others by the first reason that holds.

    A dated tie is alive from its start year until the year before its end. An undated one is known
    to be alive in the year of its oldest source and unknown before.

    Parameters
    ----------
    ties
        Rows of the table `ties`.
    as_of
        Year.
    rules
        Choices of the network.

    Returns
    -------
    kept, left_out
        Rows alive, and counts by reason (reasons with none are not listed).
    """
    left_out: dict[str, int] = {}
    # Rows of the whole table are taken once, at the end: it is wide.
    kept, told = np.arange(len(ties)), ties[[name for name in ASKED if name in ties]]
    for reason, test in _reasons(as_of, rules):
        out = test(told).to_numpy(dtype=bool)
        if out.any():
            left_out[reason] = int(out.sum())
            kept, told = kept[~out], told[~out]
    return ties if len(kept) == len(ties) else ties.take(kept), left_out
