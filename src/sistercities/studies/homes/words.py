"""What the comparison of countries says in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from sistercities.sentences import at_start, listed, say, with_article
from sistercities.studies.findings import Method
from sistercities.studies.homes.compare import Home, beside_others
from sistercities.studies.homes.parts import above_alone, entering, mean_interval
from sistercities.studies.part_rules import PartRule
from sistercities.terms.words import WORLD
from twolevel.rates.random_effects import RandomEffects

LITERATURE = (
    "Viechtbauer (2005), doi:10.3102/10769986030003261",
    "IntHout, Ioannidis & Borm (2014), doi:10.1186/1471-2288-14-25",
    "Higgins, Thompson & Spiegelhalter (2009), doi:10.1111/j.1467-985X.2008.00552.x",
)


def headline(
    mean: RandomEffects | None, homes: Sequence[Home], country: str, name_of: Callable[[str], str]
) -> str:
    """Say in one sentence what is found over countries, or of one beside the others."""
    if mean is None:
        return say("Too few countries have lists of their regions to be compared.")
    if country != WORLD:
        return _of_one(homes, country, name_of)
    found = mean_interval(mean)
    if found.low is not None and found.low > 1:
        return say(
            "On average over {n} countries, {ratio:.1f} times as many partnerships of cities lie "
            "inside sister regions as chance would put there ({low:.1f} to {high:.1f}); {sure} of "
            "the {n} are above chance on their own numbers.",
            n=len(entering(homes)), ratio=found.value, low=found.low, high=found.high,
            sure=len(above_alone(homes)),
        )  # fmt: skip
    return say(
        "On average over {n} countries, {ratio:.1f} times as many partnerships of cities lie "
        "inside sister regions as by chance ({low:.1f} to {high:.1f}).",
        n=len(entering(homes)), ratio=found.value, low=found.low, high=found.high,
    )  # fmt: skip


def _of_one(homes: Sequence[Home], country: str, name_of: Callable[[str], str]) -> str:
    beside = beside_others(list(homes), country)
    if beside is None:
        return say(
            "{country} cannot be set beside other countries: too few regions of it, or of others, "
            "have lists.",
            country=at_start(with_article(name_of(country))),
        )
    own = next(home for home in homes if home.country == country)
    low, high = np.exp(beside.interval()).tolist()
    ends = {
        "country": with_article(name_of(country)), "ratio": own.ratio, "n": beside.n_others,
        "others": float(np.exp(beside.mean)), "times": float(np.exp(beside.value)),
        "low": low, "high": high,
    }  # fmt: skip
    if low <= 1 <= high:
        return say(
            "Whether {country} is unlike other countries cannot be told: {ratio:.1f} times as many "
            "partnerships lie inside sister regions as by chance, and {others:.1f} times over {n} "
            "others. The first is {times:.2f} times the second ({low:.2f} to {high:.2f}, counting "
            "how much countries differ).",
            **ends,
        )
    return say(
        "{country} is unlike other countries: {ratio:.1f} times as many partnerships lie inside "
        "sister regions as by chance, and {others:.1f} times over {n} others. The first is "
        "{times:.2f} times the second ({low:.2f} to {high:.2f}, counting how much countries "
        "differ).",
        **ends,
    )


def limits(homes: Sequence[Home], name_of: Callable[[str], str]) -> tuple[str, ...]:
    """Say what the data cannot tell."""
    alone = [name_of(home.country) for home in homes if home.n_units == 1]
    said = [
        say(
            "Countries with lists of their regions are no random draw of countries: others may "
            "differ in another way."
        ),
        say(
            "In most countries the lists of some regions alone are known; their number speaks for "
            "these regions."
        ),
    ]
    if alone:
        said.append(
            say(
                "Of {countries} the list of one region is known: nothing is said of the country.",
                countries=listed(alone),
            )
        )
    return tuple(said)


def method(rules: Sequence[PartRule]) -> Method:
    """Say how the study is made."""
    return Method(
        question=say(
            "Do cities follow the ties of their regions in every country, and is one of them "
            "unlike the others?"
        ),
        outcome=say("City ties inside pairs of sister regions, in each country with lists."),
        estimator=say(
            "Observed over expected of each country, interval clustered by home region and partner "
            "country; random effects of their logarithms, each weighing by its interval, which is "
            "wide where regions are few."
        ),
        null=say("degree-country: keeps how many ties each city has with each country."),
        assumptions=say("What is missing of a list is like what is there."),
        rule=listed((rule.printed() for rule in rules), "space"),
        literature=LITERATURE,
    )


def settings(draws: int) -> dict[str, str]:
    """Say what a reader needs to run it again."""
    return {
        say("countries"): say("those of which a source lists the own ties of a region"),
        say("draws"): f"{draws:,}",
    }
