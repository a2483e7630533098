"""The choice of the attractiveness study against a peer, on the same table."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.genmod.families import Poisson
from statsmodels.genmod.generalized_linear_model import GLM

from sistercities.studies.attractiveness.choices import TERMS, drawn_rows
from sistercities.studies.attractiveness.choosing import chosen_by, main_scope
from sistercities.studies.attractiveness.cities import world_cities
from sistercities.studies.attractiveness.dated import DATED_TERMS, dated_choices
from sistercities.studies.attractiveness.models import fit_change, fit_choices
from studies.made_up_attractiveness import made_up_world


@pytest.fixture(scope="module")
def data():
    return made_up_world()


def poisson_peer(x, choice, is_chosen, offset) -> np.ndarray:
    """Coefficients of a Poisson fit with an effect of each set, by statsmodels' GLM.

    Guimaraes, Figueiredo & Woodward (2003): they are those of the conditional logit.
    """
    sets = np.unique(choice, return_inverse=True)[1]
    design = np.column_stack((x - x.mean(axis=0), np.eye(sets.max() + 1)[sets]))
    peer = GLM(is_chosen.astype(float), design, family=Poisson(), offset=offset)
    return peer.fit(tol=1e-12, maxiter=200).params[: x.shape[1]]


def test_choice_among_cities(data) -> None:
    cities, scope = world_cities(data), main_scope(data, 2026)
    chosen = chosen_by(data, cities, "CN", 2026, scope)
    rows = drawn_rows(cities, chosen.choices, chosen.is_alternative, chosen.is_home,
                      n_sampled=(3, 3, 3), seed=4)  # fmt: skip
    some = rows.kept(rows.choice % 4 == 0)
    fit = fit_choices(some)
    x = some.x[:, [TERMS.index(name) for name in fit.names]]
    found = poisson_peer(x, some.choice, some.is_chosen, some.offset)
    assert fit.coefficients == pytest.approx(found, rel=1e-6, abs=1e-7)


def test_choice_among_countries(data) -> None:
    dated = dated_choices(data, "CN", 2026)
    fit = fit_change(dated)
    x = dated.x[:, [DATED_TERMS.index(name) for name in fit.names]]
    found = poisson_peer(x, dated.choice, dated.is_chosen, np.zeros(len(x)))
    assert fit.coefficients == pytest.approx(found, rel=1e-6, abs=1e-7)
