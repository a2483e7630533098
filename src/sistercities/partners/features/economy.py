"""Incomes of the two countries and the trade between them; cities' own are known in China alone."""

from __future__ import annotations

import math

import numpy as np

from sistercities.partners.features.feature import Feature, PairNames, abroad, times
from sistercities.partners.pairs import Pairs
from sistercities.sentences import say
from twolevel.core.array_types import Real


def _log2(value: Real) -> Real:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(value > 0, np.log2(value), np.nan)


def partner_income(pairs: Pairs) -> Real:
    """Log2 of the GDP per head of the partner's country in USD."""
    return _log2(pairs.of_partner_country(pairs.ground.countries.income))


def income_gap(pairs: Pairs) -> Real:
    """Log2 of the income of the partner's country over that of the home country."""
    home = _log2(pairs.of_home_country(pairs.ground.countries.income))
    return abroad(pairs, partner_income(pairs) - home)


def trade(pairs: Pairs) -> Real:
    """Log10 of the trade of the two countries over the geometric mean of their GDPs of its year."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return abroad(pairs, np.log10(pairs.between_countries("trade_share")))


def trade_weight(pairs: Pairs) -> Real:
    """Log2 of the foreign trade of the partner's country over its GDP, both of one year."""
    return _log2(pairs.of_partner_country(pairs.ground.countries.trade_weight))


def _say_income(value: float, names: PairNames) -> str:
    if math.isnan(value):
        return names.say("The income of {partner_country} is not known.")
    income = 2**value
    digits = max(0, math.floor(math.log10(income)) - 1)
    return names.say(
        "GDP per head of {partner_country} is about {n:,.0f} US$.", n=round(income, -digits)
    )


def _say_gap(value: float, names: PairNames) -> str:
    if math.isnan(value):
        return names.say(
            "How the incomes of {home_country} and {partner_country} compare is not known."
        )
    if abs(value) < 0.4:
        return names.say("{partner_country} and {home_country} have like incomes per head.")
    richer, poorer = names.partner_country, names.home_country
    if value < 0:
        richer, poorer = poorer, richer
    return say(
        "GDP per head of {richer} is {n} times that of {poorer}.",
        richer=richer,
        n=times(2 ** abs(value)),
        poorer=poorer,
    )


def _say_trade(value: float, names: PairNames) -> str:
    if math.isnan(value):
        return names.say("The trade of {home_country} with {partner_country} is not known.")
    share = 100 * 10**value
    words = f"{times(share)} %" if share >= 0.001 else say("less than 0.001 %")
    return names.say(
        "Trade of {home_country} with {partner_country}, as last known (to 2014), is "
        "{words} of the mean of their GDPs of the same year.",
        words=words,
    )


def _say_weight(value: float, names: PairNames) -> str:
    if math.isnan(value):
        return names.say("How much {partner_country} trades for its size is not known.")
    return names.say(
        "Foreign trade of {partner_country}, as last known (to 2014), is {n} % of its GDP.",
        n=times(100 * 2**value),
    )


FEATURES = (
    Feature("partner_income", "economy", "Income of the partner's country or area", partner_income,
            _say_income, (8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0, 16.0), "World Bank"),
    Feature("income_gap", "economy", "Incomes of the two countries or areas", income_gap, _say_gap,
            (-6.0, -4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0, 6.0), "World Bank"),
    Feature("trade", "economy", "Trade of the two countries or areas", trade, _say_trade,
            (-6.0, -5.0, -4.0, -3.5, -3.0, -2.5, -2.0, -1.5, -1.0),
            "Correlates of War, trade 4.0; World Bank", direction=1),
    Feature("trade_weight", "economy", "Weight of trade in the partner's country or area",
            trade_weight, _say_weight, (-4.0, -3.0, -2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0),
            "Correlates of War, trade 4.0; World Bank", direction=1),
)  # fmt: skip
