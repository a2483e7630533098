"""The reasons of pairs: one a feature, with the places and ties that stand behind it.

Whether it can be said how often cities of two countries are partners, against chance.

One rule for every surface that says it: there are enough ties (`features.network.are_enough`), and
nothing bars a tie of the two places.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.answers import PartnerPlace
from sistercities.partners.bundles import bundled
from sistercities.partners.features.feature import Feature, PairNames, sentence_of
from sistercities.partners.features.network import are_enough, ties_of_countries
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.ground import LEVELS, Ground
from sistercities.partners.names_in_sentences import named_country, named_place
from sistercities.partners.pair_keys import OF_COUNTRIES, OF_PARTNER_COUNTRY
from sistercities.partners.pairs import candidates_of
from sistercities.partners.reason import Reason, ReasonsLater, Unworded
from sistercities.partners.ties_behind import (
    named,
    those_that_may_be_named,
    ties_behind,
    with_doubt,
)
from sistercities.partners.what_may_be_given import WITHOUT_OWN, TwoPlaces, may_be_given
from sistercities.sentences import followed_by, listed, say
from twolevel.core.array_types import Index

OF_STATES = frozenset((*OF_COUNTRIES, *OF_PARTNER_COUNTRY))
"""Facts on states: they say nothing of a place that its state does not govern."""


def place_record(ground: Ground, at: int) -> PartnerPlace:
    """Describe a place as answers name it."""
    places, countries = ground.places, ground.countries
    region, country = int(places.region[at]), int(places.country[at])
    population, year = float(places.population[at]), float(places.population_year[at])
    return PartnerPlace(
        place_id=str(places.ids[at]),
        name=str(places.names[at]),
        name_local=places.names_local[at],
        level=LEVELS[int(places.level[at])],
        country=str(countries.codes[country]),
        country_name=str(countries.names[country]),
        region_iso=str(places.region_codes[region]) if region >= 0 else None,
        is_dual=bool(places.is_dual[at]),
        population=None if math.isnan(population) else round(population),
        population_year=None if math.isnan(year) else round(year),
        latitude=_or_none(float(places.latitude[at])),
        longitude=_or_none(float(places.longitude[at])),
        n_ties=int(ground.ties.degree[at]),
        is_agglomeration=bool(places.is_agglomeration[at]),
        is_of_parts=bool(places.is_of_parts[at]),
    )


def _or_none(value: float) -> float | None:
    return None if math.isnan(value) else value


def _year(value: float) -> int | None:
    return None if math.isnan(float(value)) else round(float(value))


def pair_names(ground: Ground, home: int, partner: int) -> PairNames:
    """Say how sentences call two places and their countries."""
    places = ground.places
    return PairNames(
        named_place(ground, home),
        named_place(ground, partner),
        named_country(ground, int(places.country[home])),
        named_country(ground, int(places.country[partner])),
        is_home_undated=math.isnan(float(places.population_year[home])),
        is_partner_undated=math.isnan(float(places.population_year[partner])),
        home_year=_year(places.population_year[home]),
        partner_year=_year(places.population_year[partner]),
        is_home_wide=bool(places.is_agglomeration[home]),
        is_partner_wide=bool(places.is_agglomeration[partner]),
        is_home_of_parts=bool(places.is_of_parts[home]),
        is_partner_of_parts=bool(places.is_of_parts[partner]),
    )


def reasons_of(
    model: AdditiveModel, ground: Ground, home: int, partner: int, weights: dict[str, float]
) -> tuple[Reason, ...]:
    """List the reasons of one pair, the largest contribution first (`reasons_of_each`)."""
    return tuple(reasons_of_each(model, ground, home, np.array([partner]), [weights])[0])


def reasons_of_each(
    model: AdditiveModel, ground: Ground, home: int, partners: Index,
    weights: Sequence[Mapping[str, float]],
) -> list[ReasonsLater]:  # fmt: skip
    """List the reasons of one home place with each of some partners, the largest first.

    Parameters
    ----------
    model
        Fitted model.
    ground
        Facts and ties.
    home, partners
        Positions of the home place, and of the partners, shape (n_partners,).
    weights
        Of each partner, by feature name; 1 where none is given.
    """
    pairs = candidates_of(ground, home, partners)
    found: list[list[Unworded]] = [[] for _ in range(len(pairs))]
    each = [
        _Pair(TwoPlaces(ground, home, partner, own == 1), pair_names(ground, home, partner))
        for partner, own in zip(partners.tolist(), pairs.own.tolist(), strict=True)
    ]
    for feature in model.features:
        values = feature.values(pairs)
        factors = np.array([one.get(feature.name, 1.0) for one in weights])
        adds = factors * model.contribution(feature, values)
        for pair, to, value, added in zip(each, found, values.tolist(), adds.tolist(), strict=True):
            to.append(_unworded(feature, pair, value, added))
    return [ReasonsLater(bundled(one)) for one in found]


class _Pair(NamedTuple):
    """Two places, and how sentences call them."""

    two: TwoPlaces
    names: PairNames


def _unworded(feature: Feature, pair: _Pair, value: float, contribution: float) -> Unworded:
    said = math.inf if _is_the_same(feature, pair.names) else value
    return Unworded(
        feature.name, feature.group, said if math.isfinite(said) else None, contribution,
        partial(_reason, feature, pair, value, contribution),
    )  # fmt: skip


def _not_of_the_state(
    ground: Ground, feature: Feature, home: int, partner: int, value: float
) -> str:
    """Say that facts on a state are not used for a place that it does not govern; else ""."""
    if feature.name not in OF_STATES or not math.isnan(value):
        return ""
    from sistercities.terms.obstacle_sentences import unit_name

    for place in (partner, home):
        unit = int(ground.unit_of[place])
        if unit >= 0:
            return say(
                "Not known: facts on {country} say nothing of {unit}, where {place} lies.",
                country=named_country(ground, int(ground.places.country[place])),
                unit=unit_name(ground.barriers[unit].name_a),
                place=named_place(ground, place),
            )
    return ""


def _is_the_same(feature: Feature, names: PairNames) -> bool:
    """Whether a fact is one on the country that both places lie in."""
    return feature.name in OF_PARTNER_COUNTRY and names.home_country == names.partner_country


def _reason(feature: Feature, pair: _Pair, value: float, contribution: float) -> Reason:
    """Put a reason into words."""
    two, names = pair.two, pair.names
    ground, home, partner = two.ground, two.home, two.partner
    if feature.name == "country_ties":
        names = with_country_ties(names, ground, home, partner)
    sentence = _not_of_the_state(ground, feature, home, partner, value)
    sentence, evidence = sentence or sentence_of(feature, value, names), feature.evidence
    if _is_the_same(feature, names):
        # Of two places in one country it tells nothing; it is left out of what is argued.
        value = math.inf
        sentence = names.say("This is the same for all places in {home_country}.")
    if feature.name in WITHOUT_OWN and math.isfinite(value) and two.are_tied:
        sentence = followed_by(sentence, say("the tie of the two is not counted."))
    # A fact that makes no sense of the pair, or is not known, has no ties behind it.
    behind = ties_behind(feature.name, ground, home, partner) if math.isfinite(value) else None
    shown = None if behind is None else those_that_may_be_named(ground, home, partner, behind)
    if behind is not None and shown is not None:
        places = named(ground, shown)
        sentence = with_doubt(sentence, ground, behind)
        evidence = listed([places, evidence], "semicolon") if places else evidence
    return Reason(
        feature=feature.name,
        group=feature.group,
        title=say(feature.title),
        value=value if math.isfinite(value) else None,
        contribution=contribution,
        sentence=sentence,
        evidence=evidence,
        is_known=not math.isnan(value),
        may_be_given=is_ratio_said(names) and may_be_given(feature.name, two, value, behind, shown),
    )


def with_country_ties(names: PairNames, ground: Ground, home: int, partner: int) -> PairNames:
    """Add to the names of two places whether a ratio of the ties of their countries is said.

    Parameters
    ----------
    names
        How sentences call the two.
    ground, home, partner
        Facts and ties, and the positions of the two.
    """
    row_of, _ = gate_of(ground).bars(home, np.array([partner]))
    if row_of[0] >= 0:
        return names._replace(is_ratio_barred=True)
    pairs = candidates_of(ground, home, np.array([partner]))
    if are_enough(pairs)[0]:
        return names
    found, _ = ties_of_countries(pairs)
    return names._replace(few_country_ties=round(float(found[0])))


def is_ratio_said(names: PairNames) -> bool:
    """Say whether a ratio of the ties of two countries is said under these names."""
    return names.few_country_ties is None and not names.is_ratio_barred
