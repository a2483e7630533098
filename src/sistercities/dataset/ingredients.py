"""Everything a release is made of, after reading and resolving and before weighing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sistercities.dataset.resolved import ResolvedClaim
from sistercities.sources.official_totals import OfficialTotal
from sistercities.terms.places import Place

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ingredients:
    """Everything a release is made of, after reading and resolving.

    Attributes
    ----------
    places
        The universe, by id.
    resolved
        Every claim with the outcome for both names, also those that need review.
    parents, upper_tier, sources
        Rows of the tables of that name.
    official_totals
        Published totals.
    regions_without_upper_list
        By source, home regions whose region-level ties the source does not list.
    home
        Country whose coverage card is drawn, ISO 3166-1 alpha-2.
    scopes
        What each publisher's word speaks of, as (dimension, group) of the card, such as
        China-Japan: (country, JP); ("", "") where it is ignored by name.
    notes
        Known gaps, printed on the card, by `dimension:group`.
    covariates
        Rows of the tables of `terms.covariate_tables`, by the table's name.
    """

    places: Mapping[str, Place]
    resolved: Sequence[ResolvedClaim]
    parents: Sequence[Row]
    upper_tier: Sequence[Row]
    sources: Sequence[Row]
    official_totals: Sequence[OfficialTotal] = ()
    regions_without_upper_list: Mapping[str, Collection[str]] = field(default_factory=dict)
    home: str = "CN"
    scopes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    covariates: Mapping[str, Sequence[Row]] = field(default_factory=dict)
