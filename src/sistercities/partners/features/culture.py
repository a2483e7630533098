"""Languages, history and people that the two countries share."""

from __future__ import annotations

import math

import numpy as np

from sistercities.partners.features.feature import Feature, PairNames, abroad
from sistercities.partners.pairs import Pairs
from sistercities.sentences import say
from twolevel.core.array_types import Real

NONE, SPOKEN, OFFICIAL, DOMESTIC = 0.0, 1.0, 2.0, 3.0
"""Categories of a common language."""
MIGRANTS_OF = 2019
"""Year of the numbers of people who live in the other country, as in `evidence` below."""


def common_language(pairs: Pairs) -> Real:
    """0 none, 1 spoken by parts of both peoples, 2 official in both, 3 one country."""
    official = pairs.between_countries("common_official_language")
    spoken = pairs.between_countries("common_ethnic_language")
    found = np.where(spoken > 0, SPOKEN, np.where(np.isnan(spoken), np.nan, NONE))
    found = np.where(official > 0, OFFICIAL, found)
    return np.where(pairs.is_domestic, DOMESTIC, found)


def colonial_tie(pairs: Pairs) -> Real:
    """1 where the two countries have had a colonial link, 0 where not."""
    return abroad(pairs, pairs.between_countries("colonial_tie"))


def migrants(pairs: Pairs) -> Real:
    """Log10 of 1 + migrants of either country who live in the other."""
    stock = pairs.between_countries("migrant_stock")
    return abroad(pairs, np.log10(1 + stock))


def _say_language(value: float, names: PairNames) -> str:
    if math.isnan(value):
        return names.say(
            "Whether {home_country} and {partner_country} share a language is not known."
        )
    return {
        NONE: names.say("{home_country} and {partner_country} share no language."),
        SPOKEN: names.say(
            "Some people in {home_country} and some in {partner_country} speak the same language."
        ),
        OFFICIAL: names.say(
            "{home_country} and {partner_country} have an official language in common."
        ),
        DOMESTIC: names.say("Both lie in {home_country}."),
    }[value]


def _say_colonial(value: float, names: PairNames) -> str:
    if math.isnan(value):
        return names.say(
            "Whether {home_country} and {partner_country} had a colonial link is not known."
        )
    return (
        names.say("{home_country} and {partner_country} are on a list of colonial links.")
        if value
        else names.say(
            "A list of colonial links does not have {home_country} and {partner_country}."
        )
    )


def _say_migrants(value: float, names: PairNames) -> str:
    if math.isnan(value):
        return names.say(
            "How many people of {home_country} and {partner_country} live in the other is not "
            "known."
        )
    count = max(0.0, 10**value - 1)
    digits = max(0, math.floor(math.log10(max(count, 1))) - 1)
    return names.say(
        "In {year} about {n:,.0f} people of {home_country} or {partner_country} lived in the other "
        "country.",
        year=MIGRANTS_OF,
        n=round(count, -digits),
    )


FEATURES = (
    Feature("common_language", "language", "Common language", common_language, _say_language,
            (NONE, SPOKEN, OFFICIAL, DOMESTIC), "CEPII GeoDist", is_category=True),
    Feature("colonial_tie", "language", "Colonial link", colonial_tie, _say_colonial, (0.0, 1.0),
            "CEPII GeoDist", is_category=True),
    Feature("migrants", "people", "People living in the other country or area", migrants,
            _say_migrants,
            (0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0), "United Nations, migrant stock 2019",
            direction=1),
)  # fmt: skip
