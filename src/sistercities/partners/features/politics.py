"""Relations of the two states: votes in the United Nations, alliances, rivalries, disputes."""

from __future__ import annotations

import math

from sistercities.partners.features.feature import Feature, PairNames, abroad
from sistercities.partners.pairs import Pairs
from twolevel.core.array_types import Real


def ideal_points(pairs: Pairs) -> Real:
    """Distance of the two states' ideal points in the General Assembly."""
    found = pairs.between_countries("ideal_point_distance")
    return abroad(pairs, found)


def rivalry(pairs: Pairs) -> Real:
    """1 where the two states are strategic rivals, 0 where not."""
    return abroad(pairs, pairs.between_countries("rivalry_tss"))


def alliance(pairs: Pairs) -> Real:
    """1 where an alliance obliges one state to defend the other, 0 where not."""
    return abroad(pairs, pairs.between_countries("alliance_defence"))


def dispute(pairs: Pairs) -> Real:
    """1 where the states had a militarised dispute in the last ten years on record, else 0."""
    return abroad(pairs, pairs.between_countries("dispute_level"))


def _say_points(value: float, names: PairNames) -> str:
    if math.isnan(value):
        return names.say(
            "How near {home_country} and {partner_country} vote in the United Nations is not known."
        )
    if value < 0.5:
        return names.say("{home_country} and {partner_country} vote alike in the United Nations.")
    if value < 1.5:
        return names.say(
            "{home_country} and {partner_country} vote somewhat apart in the United Nations."
        )
    return names.say("{home_country} and {partner_country} vote far apart in the United Nations.")


def _say_rivalry(value: float, names: PairNames) -> str:
    if math.isnan(value):
        return names.say("Whether {home_country} and {partner_country} are rivals is not known.")
    return (
        names.say(
            "{home_country} and {partner_country} were on a list of strategic rivals, which ends "
            "in 2020."
        )
        if value
        else names.say(
            "A list of strategic rivals, which ends in 2020, did not have {home_country} and "
            "{partner_country}."
        )
    )


def _say_alliance(value: float, names: PairNames) -> str:
    if math.isnan(value):
        return names.say("Whether {home_country} and {partner_country} are allied is not known.")
    return (
        names.say(
            "On a list that ends in 2018, an alliance obliged {home_country} or {partner_country} "
            "to defend the other."
        )
        if value
        else names.say(
            "A list that ends in 2018 has no alliance that obliged {home_country} or "
            "{partner_country} to defend the other."
        )
    )


def _say_dispute(value: float, names: PairNames) -> str:
    if math.isnan(value):
        return names.say(
            "Whether {home_country} and {partner_country} had a militarised dispute is not known."
        )
    return (
        names.say(
            "{home_country} and {partner_country} had a militarised dispute in the last ten years "
            "of the record, which ends in 2010."
        )
        if value
        else names.say(
            "{home_country} and {partner_country} had no militarised dispute in the last ten years "
            "of the record, which ends in 2010."
        )
    )


FEATURES = (
    Feature("ideal_points", "politics", "Votes in the United Nations", ideal_points, _say_points,
            (0.0, 0.25, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0), "Bailey, Strezhnev & Voeten",
            direction=-1),
    Feature("rivalry", "politics", "Rivalry of the two governments", rivalry, _say_rivalry, (0.0,
            1.0), "Thompson, Sakuwa & Suhas", is_category=True, direction=-1),
    Feature("alliance", "politics", "Alliance of the two governments", alliance, _say_alliance,
            (0.0, 1.0), "ATOP", is_category=True, direction=1),
    Feature("dispute", "politics", "Disputes of the two governments", dispute, _say_dispute, (0.0,
            1.0), "Gibler, Miller & Little, disputes to 2010", is_category=True, direction=-1),
)  # fmt: skip
