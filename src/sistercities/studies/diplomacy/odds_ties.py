"""City ties with countries at odds with the home country, and how many can be relied on.

At odds are rivals and states in armed conflict, as in the ratios of the other parts; a tie counts
by what had been so before it began.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sistercities.network.firm_ties import Strictness
from sistercities.network.hierarchy import TODAY
from sistercities.sentences import say
from sistercities.studies.diplomacy.country_ties import UNDATED
from sistercities.studies.diplomacy.models import HOSTILE
from sistercities.studies.diplomacy.relations import Facts, relations
from sistercities.studies.parts import VariedKind
from sistercities.studies.study_data import StudyData
from sistercities.studies.unjudged_parts import Kind
from twolevel.core.array_types import Flag

QUARREL = "is_quarrel"
"""Column of relations: at odds, or in a dispute with a display of force."""


@dataclass(frozen=True, slots=True)
class OddsTies:
    """City ties with countries at odds.

    Attributes
    ----------
    kind
        How many are known, and can be relied on.
    n_undated
        Those of them without a known start, which count by the relations on the eve of the year.
    rows
        The same counted in other ways.
    as_of
        The year in which the ties are known, and by which those without a known start count.
    countries
        Codes of the countries they are with, most ties first, and how many each has.
    """

    kind: Kind
    n_undated: int
    rows: tuple[VariedKind, ...]
    as_of: int
    countries: tuple[tuple[str, int], ...] = ()


def ties_at_odds(
    data: StudyData, ties: pd.DataFrame, at_home: pd.DataFrame, facts: Facts, as_of: int
) -> OddsTies:
    """Count city ties begun with rivals, or states in armed conflict.

    Parameters
    ----------
    ties
        As of `country_ties`: ties alive in the year.
    at_home
        The ties of the home country, with ends `home` and `foreign`.
    as_of
        A tie counts if they were at odds on the eve of its period; without a known start, on that
        of this year.
    """
    count = _Counted(data, ties, at_home, facts, as_of)
    odd = count.begun(HOSTILE)
    is_undated = (count.city["period"] == UNDATED).to_numpy(dtype=np.bool_)
    n_undated = int((odd & is_undated).sum())
    of = count.city[odd].groupby("country").size()
    countries = sorted(
        ((str(code), int(n)) for code, n in of.items()), key=lambda one: (-one[1], one)
    )
    return OddsTies(count.kind(odd), n_undated, tuple(_rows(count, odd)), as_of, tuple(countries))


def _rows(count: _Counted, odd: Flag) -> Iterator[VariedKind]:
    is_dated = (count.city["period"] != UNDATED).to_numpy(dtype=np.bool_)
    yield VariedKind(
        say("dated"), say("ties dated after the quarrel began only"), count.kind(odd & is_dated)
    )
    yield VariedKind(
        say("at odds now too"),
        say("ties begun before the quarrel counted too, if it goes on in the year of the study"),
        count.kind(odd | count.now(HOSTILE)),
    )
    yield VariedKind(
        say("disputes too"),
        say("disputes with a display of force counted too (until 2010)"),
        count.kind(count.begun(QUARREL)),
    )
    yield VariedKind(
        say("Wikimedia as one source"),
        say("Wikidata and all Wikipedias taken for one source"),
        count.kind(odd, "Wikimedia as one"),
    )


class _Counted:
    """The city ties of a country, counted by relations with the other one."""

    def __init__(
        self, data: StudyData, ties: pd.DataFrame, at_home: pd.DataFrame, facts: Facts, as_of: int
    ) -> None:
        self.data, self.facts, self.as_of = data, facts, as_of
        self.city = ties[ties["level"] == "city"]
        homes = at_home.drop_duplicates("tie_id").set_index("tie_id")["home"]
        self.home = self.city["tie_id"].map(homes)

    def begun(self, column: str) -> Flag:
        """Tell which ties began with countries of which a relation had been so."""
        is_so = {
            str(period): self._codes(column, self.as_of if period == UNDATED else int(period))
            for period in self.city["period"].unique()
        }
        both = zip(self.city["country"], self.city["period"], strict=True)
        return np.array([code in is_so[str(period)] for code, period in both], dtype=np.bool_)

    def now(self, column: str) -> Flag:
        """Tell which ties are with countries of which a relation is so on the eve of the year."""
        return np.asarray(self.city["country"].isin(list(self._codes(column, self.as_of))))

    def kind(self, is_odd: Flag, how: Strictness = "as ruled") -> Kind:
        """Count ties, and those that can be relied on."""
        firm_of = self.data.firm.are_firm
        odd, home = self.city[is_odd], self.home[is_odd]
        is_firm = firm_of(odd["tie_id"], how)
        hierarchy = self.data.tables.hierarchy
        units = {hierarchy.container(str(one), "region1", TODAY) for one in home[is_firm]}
        return Kind(
            int(is_firm.sum()), len(odd), len(units), int(odd[is_firm]["country"].nunique()),
            int(firm_of(odd["tie_id"], "Wikimedia as one").sum()), len(self.city),
        )  # fmt: skip

    def _codes(self, column: str, start: int) -> frozenset[str]:
        known = relations(self.facts, start)
        return frozenset(str(code) for code in known.index[known[column] == 1])
