"""The reasons of pairs: one a feature, with the places and ties that stand behind it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.answers import PartnerPlace, Reason
from sistercities.partners.bundles import bundled
from sistercities.partners.features.feature import Feature, PairNames, sentence_of
from sistercities.partners.gate.gate import gate_of
from sistercities.partners.ground import LEVELS, Ground, Index
from sistercities.partners.names_in_sentences import named_country, named_place
from sistercities.partners.pairs import candidates_of
from sistercities.partners.scoring import OF_COUNTRIES
from sistercities.partners.ties_behind import (
    TiesBehind,
    named,
    those_that_may_be_named,
    ties_behind,
    with_doubt,
)
from sistercities.sentences import followed_by, listed, say
from sistercities.terms.obstacle_sentences import unit_name

_WITHOUT_OWN = frozenset(
    ("partner_ties", "recent_ties", "home_ties", "own_ties_there", "own_ties_in_region",
     "partner_ties_here")
)  # fmt: skip
"""Counts of ties that leave out that of the pair, which they help to foretell."""
_OF_ONE_COUNTRY = frozenset(("partner_income", "trade_weight"))
_OF_SHARED = frozenset(("shared_partners", "shared_at_home"))
"""Reasons that rest on partners in common."""
_OF_COUNTRY_THERE = frozenset(("own_ties_there", "own_ties_in_region", "partner_ties_here"))
"""Counts of ties of the one in the country or region of the other."""
OF_STATES = OF_COUNTRIES | _OF_ONE_COUNTRY
"""Facts on states: they say nothing of a place that its state does not govern."""
OF_GOVERNMENT = frozenset({"capital", "seat"})
"""What says whose seat a place is: of one with a special status nobody says it."""


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
    )


def _or_none(value: float) -> float | None:
    return None if math.isnan(value) else value


def pair_names(ground: Ground, home: int, partner: int) -> PairNames:
    """Say how sentences call two places and their countries."""
    places = ground.places
    return PairNames(
        named_place(ground, home),
        named_place(ground, partner),
        named_country(ground, int(places.country[home])),
        named_country(ground, int(places.country[partner])),
    )


def reasons_of(
    model: AdditiveModel, ground: Ground, home: int, partner: int, weights: dict[str, float]
) -> tuple[Reason, ...]:
    """List the reasons of one pair, the largest contribution first (`reasons_of_each`)."""
    return reasons_of_each(model, ground, home, np.array([partner]), [weights])[0]


def reasons_of_each(
    model: AdditiveModel, ground: Ground, home: int, partners: Index,
    weights: Sequence[Mapping[str, float]],
) -> list[tuple[Reason, ...]]:  # fmt: skip
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
    found: list[list[Reason]] = [[] for _ in range(len(pairs))]
    names = [pair_names(ground, home, partner) for partner in partners.tolist()]
    for feature in model.features:
        values = feature.values(pairs)
        factors = np.array([each.get(feature.name, 1.0) for each in weights])
        adds = factors * model.contribution(feature, values)
        for k, partner in enumerate(partners.tolist()):
            value, added = float(values[k]), float(adds[k])
            found[k].append(
                _reason(
                    feature, ground, home, partner, names[k], value, added,
                    are_tied=bool(pairs.own[k]),
                )
            )  # fmt: skip
    return [bundled(each) for each in found]


def _not_of_the_state(
    ground: Ground, feature: Feature, home: int, partner: int, value: float
) -> str:
    """Say that facts on a state are not used for a place that it does not govern; else ""."""
    if feature.name not in OF_STATES or not math.isnan(value):
        return ""
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
    return feature.name in _OF_ONE_COUNTRY and names.home_country == names.partner_country


def _is_of_the_two(
    feature: Feature, ground: Ground, home: int, partner: int, behind: TiesBehind
) -> bool:
    """Whether all ties that a count rests on are with what contains one of the two, or lies in it.

    A city that is a partner by its region is no partner elsewhere in the country.
    """
    if feature.name not in _OF_COUNTRY_THERE or not behind.places:
        return False
    containers, at = ground.places.containers, np.array(behind.places)
    around = np.isin(at, (*containers[home].tolist(), *containers[partner].tolist()))
    inside = np.isin(containers[at], (home, partner)).any(axis=1)
    return bool((around | inside).all())


def _is_status_told(ground: Ground, home: int, partner: int) -> bool:
    """Whether one of the two has a special status: whose capital it is, is then no argument."""
    return bool(gate_of(ground).has_status[[home, partner]].any())


def _reason(
    feature: Feature, ground: Ground, home: int, partner: int, names: PairNames, value: float,
    contribution: float, *, are_tied: bool,
) -> Reason:  # fmt: skip
    sentence = _not_of_the_state(ground, feature, home, partner, value)
    sentence, evidence = sentence or sentence_of(feature, value, names), feature.evidence
    if _is_the_same(feature, names):
        # Of two places in one country it tells nothing; it is left out of what is argued.
        value = math.inf
        sentence = names.say("This is the same for all places in {home_country}.")
    if feature.name in _WITHOUT_OWN and math.isfinite(value) and are_tied:
        sentence = followed_by(sentence, say("the tie of the two is not counted."))
    # A fact that makes no sense of the pair, or is not known, has no ties behind it.
    behind = ties_behind(feature.name, ground, home, partner) if math.isfinite(value) else None
    may_be_given = not (are_tied and feature.name in _WITHOUT_OWN and value == 0)
    if feature.name in OF_GOVERNMENT and _is_status_told(ground, home, partner):
        may_be_given = False
    if feature.name in _OF_COUNTRY_THERE and (ground.unit_of[[home, partner]] >= 0).any():
        # "Partners in Cyprus" are not what is counted for a place in the north of the island.
        may_be_given = False
    if feature.name == "country_ties" and names.home_country == names.partner_country:
        # How often places of one country are partners of each other is the same for all of them.
        may_be_given = False
    if behind is not None:
        shown = those_that_may_be_named(ground, home, partner, behind)
        may_be_given &= feature.name not in _OF_SHARED or len(shown.places) > 0
        may_be_given &= not _is_of_the_two(feature, ground, home, partner, behind)
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
        may_be_given=may_be_given,
    )
