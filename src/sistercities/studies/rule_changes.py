"""What a study of two levels is tried under beside the main rules: one change at a time.

Rules that take fewer ties than the main ones, or the other choice, are the same in many studies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Generic, NamedTuple, TypeVar

import numpy as np
import pandas as pd

from sistercities.network.rules import MAIN_RULES, NetworkRules
from sistercities.sentences import Sentence, say
from sistercities.studies.study_data import StudyData

_Told = tuple[str, str, NetworkRules]
"""Name and description of a change, and the rules under it."""
AS_CITIES = say("dual as city")
"""Name of the change that reads places which are region and city at once as cities."""

FULL = 5
"""Own ties of a region from which its list is taken for more than a trace."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the rules, of the year, or of which dates count.

    Attributes
    ----------
    name, description
        For programs, and for readers.
    rules, as_of
        Rules of the network and year of its ties under it.
    drops_batch
        Whether a date that many ties share is taken for unknown.
    """

    name: str
    description: str
    rules: NetworkRules
    as_of: int
    drops_batch: bool = False


def changes(data: StudyData, country: str, as_of: int) -> list[Change]:
    """List the changes that are always tried."""
    tried = [*_of_rules(), *_of_country(country), *_of_sources(data)]
    rows = [Change(name, description, rules, as_of) for name, description, rules in tried]
    newest = data.newest_year()
    if newest != as_of:
        text = say(
            "ties known to be alive in {newest}, undated ones of newer sources included",
            newest=newest,
        )
        rows.append(Change(say("as of {newest}", newest=newest), text, MAIN_RULES, newest))
    return rows


def _of_rules() -> list[_Told]:
    """List the changes of the rules by which places and ties count."""
    main = MAIN_RULES
    return [
        (
            AS_CITIES,
            say("places that are both region and city read as cities"),
            replace(main, dual="as_city"),
        ),
        (
            say("dual as region"),
            say("places that are both region and city read as regions"),
            replace(main, dual="as_region"),
        ),
        (
            say("counties folded"),
            say("districts, counties, county-level cities folded into what holds them"),
            replace(main, counties="folded"),
        ),
        *stricter_ties(),
        (
            say("ISO first level"),
            say("the first level as upper tier in every country"),
            replace(main, tier="region1"),
        ),
        (
            say("fuller lists only"),
            say(
                "home regions with fewer than {full} ties of their own listed take no part",
                full=FULL,
            ),
            replace(main, min_upper_listed=FULL),
        ),
        (
            say("regions of today"),
            say("former regions replaced by those that took over"),
            replace(main, regions="today"),
        ),
    ]


def _of_country(country: str) -> list[_Told]:
    if country != "CN":
        return []
    apart = replace(MAIN_RULES, without_countries=frozenset({"HK", "MO", "TW"}))
    return [
        (say("without HK, MO, TW"), say("ties with Hong Kong, Macau and Taiwan dropped"), apart)
    ]


def _of_sources(data: StudyData) -> list[_Told]:
    return [without_source(str(source)) for source in data.tie_sources()["source_id"]]


def is_other_side(ratio: float | None, main_ratio: float | None) -> bool:
    """Whether a ratio lies on the other side of 1 than that of the main run."""
    if ratio is None or main_ratio is None:
        return False
    return (ratio - 1) * (main_ratio - 1) < 0


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


T = TypeVar("T")


class Computed(Generic[T]):
    """Results by what they were computed from."""

    def __init__(self) -> None:
        self._held: dict[bytes, T] = {}

    def once(self, compute: Callable[[], T], *given: object) -> T:
        """Compute it, unless it was computed from the same.

        Parameters
        ----------
        compute
            Gives the result, which depends on nothing but `given`.
        given
            Data frames, arrays, dataclasses of these, and what its `repr` tells whole.
        """
        key = fingerprint(*given)
        if key not in self._held:
            self._held[key] = compute()
        return self._held[key]


def fingerprint(*given: object) -> bytes:
    """Return a hash of what is given: equal where all of it is."""
    found = hashlib.sha256()
    for one in given:
        found.update(_bytes_of(one))
        found.update(b"|")
    return found.digest()


def _bytes_of(one: object) -> bytes:
    if isinstance(one, pd.DataFrame):
        rows = pd.util.hash_pandas_object(one).to_numpy()
        return repr((list(one.columns), one.shape)).encode() + rows.tobytes()
    if isinstance(one, np.ndarray):
        return repr((one.shape, one.dtype.str)).encode() + np.ascontiguousarray(one).tobytes()
    if is_dataclass(one) and not isinstance(one, type):
        return fingerprint(*(getattr(one, field.name) for field in fields(one)))
    return repr(one).encode()
