"""What an evaluation says: plain records without arrays, as JSON holds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from sistercities.partners.evaluation.measures import MEASURES, OF_CLASSES, RATIOS, Measured
from sistercities.terms.json_records import (
    Amount,
    Count,
    CountryCode,
    Holds,
    JsonRecord,
    OneEach,
    Share,
    Text,
    one_of,
)

KINDS = ("size of the home place", "country of the home place", "country of the partner",
         "continent of the partner")  # fmt: skip
"""Kinds of classes of ties."""


@dataclass(frozen=True, slots=True)
class MethodResult:
    """One method on one task.

    Attributes
    ----------
    name, title
        Of the method.
    measures
        By measure: mean over ties with its interval.
    """

    name: Text
    title: Text
    measures: Annotated[dict[str, Measured], OneEach(tuple(MEASURES))]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The model, or the lists, against another method, on the same draws of home places.

    Attributes
    ----------
    name
        The other method.
    is_simple
        A baseline that needs no library and no features.
    ratios
        By measure: the one over the other; of the log rank, the ratio of geometric mean ranks,
        where below 1 is better. Of the others above 1 is better.
    """

    name: Text
    is_simple: bool
    ratios: Annotated[dict[str, Measured], OneEach(RATIOS)]


@dataclass(frozen=True, slots=True)
class ClassResult:
    """The ties of one class: of size of the home place, or of country or continent.

    Attributes
    ----------
    kind, name
        "size of the home place", "country of the home place", "country of the partner" (by name,
        those with few ties together) or "continent of the partner", and which.
    n_ties
        Ties of the class.
    methods
        By method (the model, the three lists, the simple baselines), its measures.
    """

    kind: Annotated[str, one_of(KINDS)]
    name: Text
    n_ties: Count
    methods: dict[str, Annotated[dict[str, Measured], OneEach(OF_CLASSES)]]


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Pairs whose probability lies between two bounds.

    Attributes
    ----------
    low, high
        Bounds of the probability.
    predicted
        Mean probability, each pair as often as it stands for others.
    observed
        Share of the pairs with a tie.
    n_ties
        Ties among them.
    """

    low: Share
    high: Share
    predicted: Share
    observed: Share
    n_ties: Count


@dataclass(frozen=True, slots=True)
class TaskResult:
    """One task, or several pooled.

    Attributes
    ----------
    name
        "forecasting" or "completion".
    question
        What was to be found, in one sentence.
    n_ties, n_homes, n_lists
        Ties to be found (each from each of its home places), home places, lists ranked.
    n_unreachable
        Ties that no method can find, since the partner is in no list; they are in no measure.
    n_candidates, n_in_country
        Mean length of a list, and of its part in the partner's country.
    methods
        Of each method; the model is the first.
    comparisons, lists_comparisons
        The model against each other, and the three short lists, asked as one, against each other.
    best_simple
        By measure, the simple baseline that is best in it.
    classes
        By size and country of the home place, and by country and continent of the partner.
    calibration
        Of pairs of home places that the model was not fitted on: is the probability the share tied?
    """

    name: Annotated[str, one_of(("forecasting", "completion"))]
    question: Text
    n_ties: Count
    n_homes: Count
    n_lists: Count
    n_unreachable: Count
    n_candidates: float
    n_in_country: float
    methods: Annotated[tuple[MethodResult, ...], Holds(minItems=1)]
    comparisons: tuple[Comparison, ...]
    lists_comparisons: tuple[Comparison, ...]
    best_simple: Annotated[dict[str, Text], OneEach(RATIOS)]
    classes: tuple[ClassResult, ...]
    calibration: tuple[CalibrationBin, ...]


@dataclass(frozen=True, slots=True)
class Exposure:
    """How the first suggestions of all home places spread over the candidates.

    Attributes
    ----------
    name
        A method, or "ties" for the ties on record.
    gini
        Gini coefficient of the number of lists that a candidate is in, 0 (all alike) to 1.
    top_share
        Share of the suggestions that the hundredth part of candidates with most of them takes.
    n_suggested
        Candidates that are suggested to somebody.
    shares
        By class of partner: share of the suggestions.
    """

    name: Text
    gini: Share
    top_share: Share
    n_suggested: Count
    shares: dict[str, Share]


@dataclass(frozen=True, slots=True)
class HomeClass:
    """What the home places of a class are suggested.

    Attributes
    ----------
    kind, name
        "size" or "income of the country", and which class.
    n_homes
        Home places asked.
    within_reach
        Share of the suggestions not more than four times as large or small as the home place.
    is_open
        Share of the suggestions that have a tie already: somebody there has signed one.
    is_near
        Share with at most three hours of time difference, or a direct flight.
    n_countries
        Mean number of countries among the first ten.
    """

    kind: Annotated[str, one_of(("size", "income of the country"))]
    name: Text
    n_homes: Count
    within_reach: Share
    is_open: Share
    is_near: Share
    n_countries: Amount


@dataclass(frozen=True, slots=True)
class Fairness:
    """Who is suggested, and who gets what.

    Attributes
    ----------
    n_homes, n_first
        Home places asked, and suggestions for each.
    candidate_shares
        By class of partner: share of the candidates.
    exposures
        The model, popularity, and the ties on record.
    homes
        By class of home place.
    """

    n_homes: Count
    n_first: Count
    candidate_shares: dict[str, Share]
    exposures: tuple[Exposure, ...]
    homes: tuple[HomeClass, ...]


@dataclass(frozen=True, slots=True)
class LeakResult:
    """A check for leaks: `changed` names what knew the future; empty where nothing did."""

    year: int
    n_pairs: Count
    n_compared: Count
    changed: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Evaluation(JsonRecord):
    """How often recommendations were right on the past, and against what.

    Attributes
    ----------
    data_version
        Version of the data.
    country, years, tuning_years
        Home country of the forecasts, cut-offs, and earlier ones on which settings were chosen.
    seed, n_resamples
        Of all draws; draws of home places behind each interval.
    settings
        What was set: penalties, drawn pairs for each tie.
    sentence
        The finding in one sentence.
    forecasting, completion
        None where the data hold no such ties.
    fairness
        World-wide, today.
    leaks
        Checks of some cut-offs.
    undated
        Names of the features whose facts have no date; the method "model-dated" does without.
    left_out
        Methods that could not run, and why.
    notes
        What the reader should know.
    """

    data_version: Text
    country: CountryCode
    years: tuple[int, ...]
    tuning_years: tuple[int, ...]
    seed: Count
    n_resamples: Count
    settings: dict[str, float]
    sentence: Text
    forecasting: TaskResult | None
    completion: TaskResult | None
    fairness: Fairness | None
    leaks: tuple[LeakResult, ...]
    undated: tuple[Text, ...]
    left_out: dict[str, Text]
    notes: tuple[Text, ...]
