"""The parts of C3 that the comparison of countries answers, in numbers and words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from sistercities.sentences import Sentence, listed, say, with_article
from sistercities.studies.homes.compare import Home
from sistercities.studies.homes.part_rules import NEEDS, PART_RULES
from sistercities.studies.part_rules import UNKNOWN_INTERVAL, Interval, IntervalPart
from sistercities.studies.parts import PartFinding, Told, Varied, interval_finding
from sistercities.studies.phrases import one_after_another
from twolevel.rates.random_effects import MIN_UNITS, RandomEffects, random_effects

Names = Callable[[str], str]


def entering(homes: Sequence[Home]) -> list[Home]:
    """Return the countries that enter the mean."""
    return [home for home in homes if home.enters]


def above_alone(homes: Sequence[Home]) -> list[Home]:
    """Return the countries that enter the mean and lie above chance by their own intervals."""
    return [home for home in entering(homes) if home.low is not None and home.low > 1]


def mean_of(homes: Sequence[Home]) -> RandomEffects | None:
    """Return the mean of the log ratios of the countries that enter; None of too few."""
    chosen = entering(homes)
    if len(chosen) < MIN_UNITS:
        return None
    return random_effects([one.log_ratio for one in chosen], [one.log_error for one in chosen])


def home_parts(
    homes: Sequence[Home], others: Mapping[Sentence, Sequence[Home]], name_of: Names
) -> tuple[PartFinding, ...]:
    """Judge the mean over countries, and where one more would lie.

    Parameters
    ----------
    homes
        The countries of the main run.
    others
        The same under other rules, by their words.
    """
    mean = mean_of(homes)
    whole, one_more = (rule for rule in PART_RULES if isinstance(rule, IntervalPart))
    why = NEEDS.unmet(n_homes=len(entering(homes))) if mean else say("too few countries enter")
    return (
        _part(whole, mean_interval(mean), homes, why, _mean_words(mean, homes, name_of, why),
              _varied(homes, others, name_of, mean_interval)),
        _part(one_more, prediction(mean), homes, why, _more_words(mean, why),
              _varied(homes, others, name_of, prediction)),
    )  # fmt: skip


def _part(
    rule: IntervalPart, interval: Interval, homes: Sequence[Home], why: str, sentence: str,
    varied: Iterator[Varied],
) -> PartFinding:  # fmt: skip
    told = Told(
        sentence=sentence,
        would_change=say("Whole lists of the regions of more countries."),
        unit="ratio",
        n=len(entering(homes)),
        n_of=say("countries"),
        method=say(
            "random effects of the log ratios: spread by restricted likelihood, interval of the "
            "mean by Hartung and Knapp, of one more country by t with the countries less two"
        ),
    )
    return interval_finding(rule, interval, told, varied, why)


def mean_interval(mean: RandomEffects | None) -> Interval:
    """Return the mean ratio with its interval."""
    return UNKNOWN_INTERVAL if mean is None else _ratio(mean, mean.interval())


def prediction(mean: RandomEffects | None) -> Interval:
    """Return the mean ratio with the interval of one more country."""
    return UNKNOWN_INTERVAL if mean is None else _ratio(mean, mean.prediction())


def _ratio(mean: RandomEffects, ends: tuple[float, float]) -> Interval:
    value, low, high = np.exp([mean.mean, *ends]).tolist()
    return Interval(value, low, high)


def _varied(
    homes: Sequence[Home], others: Mapping[Sentence, Sequence[Home]], name_of: Names,
    interval: Callable[[RandomEffects | None], Interval],
) -> Iterator[Varied]:  # fmt: skip
    for left_out in entering(homes):
        kept = [home for home in homes if home.country != left_out.country]
        words = say("without {country}", country=name_of(left_out.country))
        yield Varied(f"without-{left_out.country}", words, interval(mean_of(kept)),
                     len(entering(kept)))  # fmt: skip
    for words, each in others.items():
        yield Varied("rules", words, interval(mean_of(each)), len(entering(each)))


def _mean_words(mean: RandomEffects | None, homes: Sequence[Home], name_of: Names, why: str) -> str:
    if mean is None or why:
        return say(
            "Whether cities are more often partners where their regions are, in countries on the "
            "whole, is not known."
        )
    found = mean_interval(mean)
    first = say(
        "On average over {n} countries, sister regions hold about {ratio:.1f} times the city "
        "partnerships that chance would put there ({low:.1f} to {high:.1f}).",
        n=len(entering(homes)), ratio=found.value, low=found.low, high=found.high,
    )  # fmt: skip
    sure = [name_of(one.country) for one in above_alone(homes)]
    alone = say("Above chance by their own intervals: {countries}.", countries=listed(sure))
    is_said = 0 < len(sure) < len(entering(homes))
    return one_after_another([first, alone if is_said else "", _lists_words(homes, name_of)])


def _lists_words(homes: Sequence[Home], name_of: Names) -> Sentence:
    """Say of how many regions of each country a list is known, and of how many it has."""
    ordered = sorted(entering(homes), key=lambda home: (-home.n_units, home.country))
    newest = max(home.as_of for home in ordered)
    named = [_regions_words(home, name_of, newest) for home in ordered]
    return say(
        "The regions compared are those whose own partners a source lists, of all that are not "
        "city and region at once: {countries}.",
        countries=listed(named, "comma"),
    )


def _regions_words(home: Home, name_of: Names, newest: int) -> Sentence:
    """Say how many regions take part; the year too where the ties are not of the newest one."""
    said = say(
        "{n} of {of} in {country}",
        n=home.n_units, of=max(home.n_regions, home.n_units),
        country=with_article(name_of(home.country)),
    )  # fmt: skip
    if home.as_of == newest:
        return said
    return say("{said} (as of {year})", said=said, year=str(home.as_of))


def _more_words(mean: RandomEffects | None, why: str) -> Sentence:
    if mean is None or why:
        return say("Where another country would lie is not known.")
    found = prediction(mean)
    return say(
        "In another country the ratio would lie between {low:.2f} and {high:.2f} in some 9 of 10 "
        "cases, as in simulated worlds with about as few countries, if that country is like these "
        "{n}, which are those with lists and no random draw.",
        low=found.low, high=found.high, n=mean.n_units,
    )  # fmt: skip
