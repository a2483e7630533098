"""Bad input to the hazard of upper ties, the event study, and the panels that they take."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from two_level.bad_input import faults
from two_level.timing_tables import made_up
from twolevel.timing.event_study import event_study
from twolevel.timing.hazard import once_only_hazard
from twolevel.timing.lower_ties import ties_before, ties_begun
from twolevel.timing.panel import pair_panel

PANEL, BEFORE, DISTANCE = made_up()
HOME, FOREIGN, YEAR = PANEL.home, PANEL.foreign, np.where(PANEL.has_event, PANEL.event_year, np.nan)
SPAN = {"first_year": PANEL.first_year, "last_year": PANEL.last_year}
TIES = {"tie_pair": np.arange(40) % HOME.size, "tie_year": PANEL.first_year + np.arange(40) % 12}


def test_panels() -> None:
    right = {"home": HOME, "foreign": FOREIGN, "event_year": YEAR}
    given = {
        "entry_year": PANEL.entry_year, "is_precise": np.ones(HOME.size, dtype=bool), **SPAN
    }  # fmt: skip
    # NaN is a pair without event; an entry of flags or a year of the panel is no mistake.
    kinds = dict.fromkeys(("home", "foreign"), "array")
    kinds |= dict.fromkeys(("event_year", "entry_year", "is_precise"), "any array")
    kinds |= dict.fromkeys(("first_year", "last_year"), "year")
    names = ("home", "the pair")
    assert faults(pair_panel, kinds, names=names, **right, **given) == []


@pytest.mark.parametrize("call", [ties_before, ties_begun])
def test_ties_of_a_panel(call: Any) -> None:
    kinds = dict.fromkeys(TIES, "array") | {"panel": "record"}
    assert faults(call, kinds, panel=PANEL, **TIES) == []
    if call is ties_before:
        assert faults(call, {"lag": "lag"}, panel=PANEL, lag=1, **TIES) == []


@pytest.mark.parametrize("link", ["cloglog", "logit"])
@pytest.mark.parametrize("penalty", ["none", "firth"])
def test_hazard(link: str, penalty: str) -> None:
    def hazard(before: object, distance: object, home: object, foreign: object, **rest: Any) -> Any:
        covariates = {"before": before, "distance": distance}
        return once_only_hazard(
            covariates=covariates, clusters=(home, foreign), **rest  # type: ignore[arg-type]
        )  # fmt: skip

    right = {"before": BEFORE, "distance": DISTANCE, "home": HOME // 2, "foreign": FOREIGN // 3}
    words = {
        "panel": PANEL, "effects": ("home",), "link": link, "penalty": penalty, "profile": (),
        "level": 0.9,
    }  # fmt: skip
    # Years before an entry or after an event say nothing, so what stands there may be anything.
    kinds = dict.fromkeys(("before", "distance"), "any array") | {"panel": "record"}
    kinds |= dict.fromkeys(("home", "foreign"), "array")
    kinds |= {"effects": "words", "link": "word", "penalty": "word", "level": "level"}
    assert faults(hazard, kinds, names=("clusters", "covariates"), **right, **words) == []


def test_event_study() -> None:
    ties = np.random.default_rng(5).poisson(0.6, (HOME.size, PANEL.n_years))
    right = {"panel": PANEL, "new_ties": ties, "group": FOREIGN // 3, "bins": ((-10, -6), (-5, -1),
             (0, 0), (1, 5), (6, 10)), "period": 5, "level": 0.9, "power": 0.8,
             "pretrend_ratio": 2.0}  # fmt: skip
    kinds = {
        "panel": "record", "new_ties": "array", "group": "array", "bins": "list",
        "reference": "word", "ends": "word", "period": "a few", "single_years": "flag",
        "level": "level", "power": "level", "pretrend_ratio": "number",
    }  # fmt: skip
    assert faults(event_study, kinds, names=("event_year",), **right) == []
