"""What cannot be used is refused in a sentence with argument, value and remedy."""

from __future__ import annotations

import re

import numpy as np
import pytest

from sistercities.errors import InvalidArgument, NetworkError
from two_level.timing_tables import made_up
from twolevel.timing.event_study import event_study
from twolevel.timing.hazard import once_only_hazard
from twolevel.timing.lower_ties import ties_before, ties_begun
from twolevel.timing.panel import pair_panel

NONE = np.nan


def _panel(event=(1990, NONE, NONE, 1995), **choices):
    given = {
        "home": [0, 0, 1, 1], "foreign": [0, 1, 0, 1], "event_year": event, "first_year": 1980,
        "last_year": 2000,
    } | choices  # fmt: skip
    return pair_panel(**given)


PANELS = {
    "a pair twice": (
        {"foreign": [0, 0, 0, 1]},
        "the pair (0, 0) at positions 0 and 1",
        "each pair once",
    ),
    "labels of another length": ({"foreign": [0, 1]}, "foreign: has shape (2,)", "give 4 labels"),
    "a negative label": ({"home": [0, 0, -1, 1]}, "home: holds label -1", "renumber"),
    "no pairs": ({"home": []}, "home: has shape (0,)", "one label for each pair"),
    "NaN label": (
        {"home": [0, 0, NONE, 1]},
        "home: holds nan at position 2",
        "leave the entry out",
    ),
    "an early event": (
        {"event_year": [1979, NONE, NONE, 1995]},
        "holds 1979 at position 0, before the pair is seen (1980)",
        "set is_precise to False",
    ),
    "an event before the entry": (
        {"entry_year": [1980, 1980, 1980, 1996]},
        "holds 1995 at position 3",
        "earlier first_year or entry_year",
    ),
    "half a year": (
        {"event_year": [1990.5, NONE, NONE, 1995]},
        "event_year: holds 1990.5 at position 0",
        "whole years",
    ),
    "an endless year": (
        {"event_year": [np.inf, NONE, NONE, 1995]},
        "event_year: holds inf",
        "whole years",
    ),
    "years as words": (
        {"event_year": ["1990", "", "", ""]},
        "event_year: has shape (4,) and <U4",
        "NaN where",
    ),
    "years of no panel": (
        {"first_year": 2000, "last_year": 1990},
        "last_year=1990",
        "after first_year=2000",
    ),
    "a year that is none": ({"first_year": -5}, "first_year=-5", "whole number from 0"),
    "flags that are none": (
        {"is_precise": [1, 0, 1, 1]},
        "is_precise: has shape (4,) and int64",
        "True and False",
    ),
    "an entry after the end": (
        {"entry_year": [1980, 2001, 1980, 1980]},
        "entry_year: holds 2001",
        "leave the pair out",
    ),
}


@pytest.mark.parametrize(("choices", "said", "remedy"), PANELS.values(), ids=PANELS)
def test_panels(choices, said: str, remedy: str) -> None:
    with pytest.raises((NetworkError, InvalidArgument)) as caught:
        _panel(**choices)
    assert said in str(caught.value)
    assert remedy in str(caught.value)


def _flag(is_event: bool):
    panel, before, distance = made_up()
    flag = np.where(panel.has_event == is_event, 0.0, 1.0)
    return panel, {"flag": flag, "before": before, "distance": distance}


def _hazard(**changed):
    panel, before, distance = made_up()
    covariates = {"before": before, "distance": distance} | changed.pop("covariates", {})
    return once_only_hazard(panel, covariates, profile=changed.pop("profile", []), **changed)


def _with_nan():
    _, before, _ = made_up()
    before[3, 0] = np.nan
    return {"before": before}


HAZARDS = {
    "NaN in a covariate": (
        {"covariates": _with_nan()},
        "before: holds nan for pair 3 in 1980",
        "leave the pair out",
    ),
    "a covariate of another shape": (
        {"covariates": {"before": np.zeros(3)}},
        "before: has shape (3,)",
        "give one value for each pair, (54,), or",
    ),
    "words": ({"covariates": {"before": ["a"] * 54}}, "before: holds <U1", "give numbers"),
    "a constant covariate": (
        {"covariates": {"one": np.ones(54)}},
        "one: is constant",
        "leave it out",
    ),
    "a covariate of the home units": (
        {"covariates": {"size": made_up()[0].home * 2.0}},
        "size: is constant, or a sum of effects",
        "leave it out",
    ),
    "a covariate twice": (
        {"covariates": {"twice": 2 * made_up()[2]}},
        "twice: is a combination of the covariates before it",
        "leave one",
    ),
    "an unknown link": ({"link": "probit"}, "link='probit'", "cloglog, logit"),
    "an unknown penalty": ({"penalty": "ridge"}, "penalty='ridge'", "none, firth"),
    "pair effects": ({"effects": ("pair",)}, "effects=('pair',)", "pairs have no effects"),
    "no list of effects": ({"effects": None}, "effects=None", "give a list"),
    "an effect twice": ({"effects": ("home", "home")}, "effects=('home', 'home')", "each once"),
    "effects as a word": ({"effects": "home"}, "effects='home'", "give a list"),
    "an unknown covariate": (
        {"profile": ["size"]},
        "profile='size'",
        "give some of before, distance",
    ),
    "a level of 95": ({"level": 95}, "level=95", "between 0 and 1"),
    "one array of clusters": (
        {"clusters": (np.zeros(54, dtype=int),)},
        "clusters: hold 1 arrays",
        "give a list of 2 arrays, one for each end",
    ),
    "short clusters": ({"clusters": ([0], [0])}, "clusters[0]: has shape (1,)", "give 54 labels"),
}


@pytest.mark.parametrize(("choices", "said", "remedy"), HAZARDS.values(), ids=HAZARDS)
def test_hazards(choices, said: str, remedy: str) -> None:
    with pytest.raises((NetworkError, InvalidArgument)) as caught:
        _hazard(**choices)
    assert said in str(caught.value)
    assert remedy in str(caught.value)


def test_no_covariates() -> None:
    panel, _, _ = made_up()
    for nothing in ({}, [np.zeros(54)], None):
        with pytest.raises(InvalidArgument, match=r"covariates=.* give at least one by name"):
            once_only_hazard(panel, nothing)


def test_nan_outside_the_years_at_risk_is_no_matter() -> None:
    panel, before, _ = made_up()
    pair = int(np.flatnonzero(panel.has_event & (panel.event_year < panel.last_year))[0])
    plain = once_only_hazard(panel, {"before": before}, profile=[])
    before[pair, -1] = np.nan
    assert once_only_hazard(panel, {"before": before}, profile=[]).slopes == plain.slopes


def test_no_event() -> None:
    panel = _panel(event=[NONE] * 4)
    with pytest.raises(NetworkError, match=r"event_year: holds no event .* from 1980 to 2000"):
        once_only_hazard(panel, {"x": [0, 1, 2, 3]})
    with pytest.raises(NetworkError, match="event_year: holds no event of an admitted pair"):
        event_study(panel, np.ones((4, 21)))


def test_no_event_with_a_date() -> None:
    panel = _panel(is_precise=[False, True, True, False])
    with pytest.raises(NetworkError, match="holds no event of an admitted pair"):
        once_only_hazard(panel, {"x": [0, 1, 2, 3]})


def test_one_event_is_fitted_exactly_by_the_effects_of_its_units() -> None:
    panel, before, _ = made_up()
    event = np.full(panel.n_pairs, NONE)
    event[10] = 1990
    span = {"first_year": panel.first_year, "last_year": panel.last_year}
    one = pair_panel(panel.home, panel.foreign, event, **span)
    with pytest.raises(NetworkError, match=r"holds 1 events, and effects of home, foreign, year"):
        once_only_hazard(one, {"before": before})
    fit = once_only_hazard(one, {"before": before}, effects=(), penalty="firth")
    assert np.isfinite(fit.slopes).all()
    assert fit.profiles[0].p > 0.01
    # without penalty one event gives an estimate, and the result says what it is worth
    plain = once_only_hazard(one, {"before": before}, effects=(), profile=[])
    assert "With 1 events for 1 slopes" in plain.notes[-1]


@pytest.mark.parametrize("is_event", [False, True])
@pytest.mark.parametrize("link", ["cloglog", "logit"])
@pytest.mark.parametrize("effects", [(), ("home", "foreign", "year")])
def test_complete_separation_is_named_and_firth_is_the_remedy(is_event, link, effects) -> None:
    panel, covariates = _flag(is_event)
    with pytest.raises(NetworkError) as caught:
        once_only_hazard(panel, covariates, link=link, effects=effects, profile=[])
    assert re.match(r'flag: has a slope that runs away .* set penalty="firth"', str(caught.value))
    fit = once_only_hazard(
        panel, covariates, link=link, effects=effects, penalty="firth", profile=[]
    )
    assert np.isfinite(fit.slopes).all()
    assert (fit.slopes[0] > 0) == (not is_event)


COUNTS = np.ones((4, 21))
STUDIES = {
    "counts of another shape": (
        {"new_ties": np.ones((4, 3))},
        "new_ties: has shape (4, 3)",
        "shape (4, 21)",
    ),
    "NaN in the counts": (
        {"new_ties": np.full((4, 21), NONE)},
        "new_ties: holds nan for pair 0 in 1980",
        "leave pairs out",
    ),
    "less than nothing": (
        {"new_ties": -COUNTS},
        "new_ties: holds -1.0",
        "counts from 0 to 1,000,000",
    ),
    "a gap": ({"bins": [(-5, -1), (1, 5)]}, "bins=", "begin the bin after (-5, -1) in year 0"),
    "bins that overlap": (
        {"bins": [(-5, -1), (-1, 5)]},
        "bins=",
        "begin the bin after (-5, -1) in year 0",
    ),
    "a bin backwards": ({"bins": [(-1, -5), (0, 5)]}, "bins=(-1, -5)", "first and last year"),
    "half a year": ({"bins": [(-5, -0.5), (0, 5)]}, "bins=(-5, -0.5)", "whole"),
    "bins on one side": ({"bins": [(1, 5), (6, 10)]}, "bins=", "before and after the start"),
    "bins that are no list": ({"bins": 5}, "bins=5", "give a list of bins"),
    "bins that are no pairs": ({"bins": [1, 2]}, "bins=1", "first and last year"),
    "a reference that is no pair": ({"reference": 3}, "reference=3", "first and last year"),
    "no bins": ({"bins": []}, "bins=[]", "before and after the start"),
    "a reference that is no bin": (
        {"reference": (-4, -1)},
        "reference=(-4, -1)",
        "one of the bins",
    ),
    "other ends": ({"ends": "cut"}, "ends='cut'", "binned or left out"),
    "a bin nobody is in": (
        {"bins": [(-20, -16), (-15, -1), (0, 20)], "reference": (-15, -1)},
        "bins: hold no pair-year of a pair with both levels in years -20 to -16",
        "join it",
    ),
    "a period of no years": ({"period": 0}, "period=0", "from 1 to 21"),
    "short groups": ({"group": [0]}, "group: has shape (1,)", "give 4 labels"),
    "a level of 95": ({"level": 95}, "level=95", "between 0 and 1"),
    "a power of 0": ({"power": 0}, "power=0", "between 0 and 1"),
    "no trend": ({"pretrend_ratio": 1}, "pretrend_ratio=1", "a ratio other than 1"),
    "counts that do not vary": (
        {"new_ties": np.ones_like(COUNTS)},
        "new_ties: are told without error by effects of pairs and of years",
        "as they were seen in each year",
    ),
}


@pytest.mark.parametrize(("choices", "said", "remedy"), STUDIES.values(), ids=STUDIES)
def test_studies(choices, said: str, remedy: str) -> None:
    choices = {"new_ties": COUNTS} | choices
    with pytest.raises((NetworkError, InvalidArgument)) as caught:
        event_study(_panel(), **choices)
    assert said in str(caught.value)
    assert remedy in str(caught.value)


def test_a_reference_without_ties() -> None:
    panel = _panel()
    counts = np.ones((4, 21))
    counts[0, 5:10] = counts[3, 10:15] = 0
    with pytest.raises(NetworkError, match="reference: holds no new tie in years -5 to -1"):
        event_study(panel, counts)


def test_pairs_with_an_upper_tie_but_no_lower_ties() -> None:
    counts = np.ones((4, 21))
    counts[[0, 3]] = 0
    with pytest.raises(NetworkError, match="no event of an admitted pair with any new lower tie"):
        event_study(_panel(), counts)


def test_one_event_gives_ratios_without_intervals() -> None:
    panel, before, _ = made_up(shape=(6, 9, 25))
    event = np.full(panel.n_pairs, NONE)
    event[10] = 1992
    one = pair_panel(panel.home, panel.foreign, event, first_year=1980, last_year=2004)
    study = event_study(one, np.random.default_rng(1).poisson(0.8, before.shape))
    assert study.n_events == 1
    assert all(effect.low is None for effect in study.effects)
    assert "cannot be told from these data" in study.withheld[0]


@pytest.mark.parametrize("count", [ties_begun, ties_before])
def test_lower_ties(count) -> None:
    panel = _panel()
    for pair, year, said in (
        ([4], [1990], "tie_pair: holds label 4"),
        ([0], [NONE], "tie_year: holds nan"),
        ([0], [-1], "tie_year: holds -1"),
        ([0, 1], [1990], "tie_year: has shape"),
    ):
        with pytest.raises(NetworkError, match=re.escape(said)):
            count(panel, pair, year)
    with pytest.raises(InvalidArgument, match="lag=0"):
        ties_before(panel, [0], [1990], lag=0)
