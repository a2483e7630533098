"""What the parts of one nesting study share: networks, comparisons with nulls, shares of lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sistercities.network.alive import alive_ties
from sistercities.network.hierarchy import TODAY
from sistercities.network.measures.chosen import Asked, choose_ties
from sistercities.network.rules import MAIN_RULES
from sistercities.network.two_level import TwoLevelNetwork
from sistercities.sentences import place_name
from sistercities.studies.narrowing import WHOLE
from sistercities.studies.nesting.gaps import Gaps, ListedShares, listed_shares, missing_ties
from sistercities.studies.nesting.result import NullComparison, SensitivityRow
from sistercities.studies.nesting.rule import RULE
from sistercities.studies.nesting.sensitivity import Tried
from sistercities.studies.scope import Scope
from sistercities.studies.study_data import StudyData
from twolevel.core.arrays import TwoLevelArrays
from twolevel.exact.moments import expected_of_ties
from twolevel.rates.clusters import effective_clusters


@dataclass(frozen=True, slots=True)
class OfDual:
    """Home places that are region and city at once.

    Attributes
    ----------
    names
        Sorted; empty where the country has none with a tie, and inside it none.
    """

    names: tuple[str, ...] = ()


def dual_places(data: StudyData, network: TwoLevelNetwork) -> OfDual:
    """Find the home places that are region and city at once and have ties alive."""
    tables = data.tables
    alive, _ = alive_ties(tables.ties_of(network.country), network.as_of, MAIN_RULES)
    holder = {
        place: place
        if place in tables.fields.dual
        else tables.hierarchy.container(str(place), "region1", TODAY)
        for place in set(alive["home"])
    }
    dual = set(holder.values()) & set(tables.fields.dual)
    names = tables.places.set_index("place_id")["name"]
    return OfDual(tuple(sorted(place_name(str(names[str(one)]), str(one)) for one in dual)))


@dataclass(frozen=True, slots=True, eq=False)
class PartGround:
    """What every part of a nesting study is made of.

    Attributes
    ----------
    network, arrays
        The main run.
    nulls
        The ties inside against each null asked for.
    channel
        The ties without an upper tie with the country against each null that can vary them, and
        the null of the part first.
    tried, rows
        Network and row of the sensitivity table under each change, in one order.
    listed, gaps
        How much of each unit's ties is listed, and how many are missing; None where unknown.
    n_known
        City ties of the country that are held alive today, compared or not; None where the data
        are narrowed, so that this is not known.
    of_dual
        Home places that are region and city at once, which take no part.
    """

    data: StudyData
    network: TwoLevelNetwork
    arrays: TwoLevelArrays
    scope: Scope
    nulls: dict[str, NullComparison]
    channel: dict[str, NullComparison]
    tried: Sequence[Tried]
    rows: Sequence[SensitivityRow]
    listed: ListedShares
    gaps: Gaps | None
    n_known: int | None = None
    of_dual: OfDual = OfDual()

    @property
    def why_not(self) -> str:
        """Say why nothing is told of chance and of shares; empty where it is."""
        return why_too_few(self.arrays)


def known_today(data: StudyData, country: str) -> int | None:
    """Count the city ties of a country with others that are held alive today."""
    if data.narrowing != WHOLE:
        return None
    asked = Asked(country, None, None, "city", None, past=False)
    tables = data.tables
    chosen = choose_ties(tables.places, tables.ties, tables.upper_tier, asked)
    return int((chosen.within(chosen.ties) & ~chosen.are_domestic(chosen.ties)).sum())


def lists_of(data: StudyData, network: TwoLevelNetwork) -> tuple[ListedShares, Gaps | None]:
    """Return how much of each unit's ties is listed, and how many are missing."""
    return listed_shares(network, data), missing_ties(network, data)


def why_too_few(arrays: TwoLevelArrays) -> str:
    """Say which need of the rule a network does not meet; empty where it meets them."""
    return RULE.needs.unmet(
        units=effective_clusters(arrays.tie_unit),
        expected=float(expected_of_ties(arrays).sum()),
        n_ties=arrays.n_ties,
    )
