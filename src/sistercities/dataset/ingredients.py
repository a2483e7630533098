"""Everything a release is made of, after reading and resolving and before weighing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sistercities.dataset.coverage_decisions import RegionList
from sistercities.dataset.folded_ties import FoldRuling
from sistercities.dataset.official_scopes import Scope
from sistercities.dataset.register_shares import RegisterShare
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.dataset.retired_ties import RetiredTie
from sistercities.dataset.source_lists import SourceLists
from sistercities.sources.official_totals import OfficialTotal
from sistercities.sources.tie_events import EventReading
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
    region_lists
        Who lists the ties of which regions.
    home
        Country that the release began with, ISO 3166-1 alpha-2.
    scopes
        What each publisher's word speaks of, as (card, dimension, group), such as China-Japan:
        (CN, country, JP); three empty texts where it is ignored by name.
    notes
        Known gaps, printed on the card, by `card:dimension:group`; no card means every card.
    register_shares
        How many partnerships of a register we hold too, as counted by `register_coverage`.
    covariates
        Rows of the tables of `terms.covariate_tables`, by the table's name.
    events
        Events in the life of ties, whose claims are among `resolved`.
    source_lists
        Which lists each source of ties read.
    gazetteer
        Rows of the tables of `terms.gazetteer_tables`, on municipalities beyond the universe, by
        the table's name.
    obstacles
        Rows of the tables of `terms.covariate_tables`, by the table's name.
    fold_rulings
        Which pairs of ties are one agreement, or two, where the rule has it wrong.
    retired_ties
        Ids of ties of earlier releases that are held at other places.
    """

    places: Mapping[str, Place]
    resolved: Sequence[ResolvedClaim]
    parents: Sequence[Row]
    upper_tier: Sequence[Row]
    sources: Sequence[Row]
    official_totals: Sequence[OfficialTotal] = ()
    region_lists: Sequence[RegionList] = ()
    home: str = "CN"
    scopes: Mapping[str, Scope] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    register_shares: Sequence[RegisterShare] = ()
    covariates: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    events: EventReading = field(default_factory=EventReading)
    source_lists: SourceLists = field(default_factory=SourceLists)
    gazetteer: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    obstacles: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    fold_rulings: Sequence[FoldRuling] = ()
    retired_ties: Sequence[RetiredTie] = ()
