"""City ties given the upper ties: gamma without a word on how upper ties come about, and Hausman.

Given the upper ties city ties are independent with log odds eta + gamma B. The maximum of that
likelihood needs only the city level to be right, and tells less. Where both levels are right the
two estimates of gamma agree; their difference tests that.
"""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import chdtrc

from twolevel.core.argument_checks import instance
from twolevel.nested.design import Design, Level
from twolevel.nested.fit import NestedFit
from twolevel.nested.loops import loops_of
from twolevel.nested.moments import observed_statistics
from twolevel.nested.newton import Problem, maximise
from twolevel.nested.term_arrays import Feature, Listed

CERTAIN = 800.0
"""Log odds that leave no doubt whether an upper tie is there, and rounding no harm."""


@dataclass(frozen=True, slots=True)
class GivenUpper:
    """The fit of city ties given upper ties beside that of both levels.

    Attributes
    ----------
    gamma, standard_error
        Given the upper ties.
    joint_gamma, joint_standard_error
        Of the fit of both levels.
    statistic, p
        Hausman's test that both are right: squared difference over the difference of variances,
        chi-square with one degree of freedom. None where the variances leave no difference.
    """

    gamma: float
    standard_error: float
    joint_gamma: float
    joint_standard_error: float
    statistic: float | None
    p: float | None


def given_upper_ties(fit: NestedFit, executor: Executor | None = None) -> GivenUpper:
    """Fit the city level given the upper ties and compare gamma with that of the joint fit.

    H0 of the test: the model of both levels is right. Under it both estimates are consistent and
    the joint one is efficient (Hausman 1978). Where p is small the region level does not rise with
    the number of city pairs as the model says: believe the estimate given upper ties, and add
    region terms.

    Parameters
    ----------
    fit
        Of `fit_nested_model`.
    executor
        Runs the blocks of regions; here if None.

    Raises
    ------
    NetworkError
        If there is no finite estimate.

    References
    ----------
    Hausman (1978), doi:10.2307/1913827.
    """
    instance("fit", fit, NestedFit, "fit_nested_model")
    design = _with_upper_ties_certain(fit.design)
    problem = Problem(loops_of(design), observed_statistics(design), executor)
    start = np.append(fit.coefficients[: design.gamma + 1], [-CERTAIN, 2 * CERTAIN])
    free = np.arange(design.size) <= design.gamma
    best = maximise(problem, start, free)
    covariance = np.linalg.inv(best.moments.information[np.ix_(free, free)])
    gamma, variance = float(best.coefficients[design.gamma]), float(covariance[-1, -1])
    joint = float(fit.standard_errors[design.gamma])
    statistic = p = None
    if variance > joint**2 * (1 + 1e-9):
        statistic = (gamma - fit.gamma) ** 2 / (variance - joint**2)
        p = float(chdtrc(1, statistic))
    return GivenUpper(gamma, float(np.sqrt(variance)), fit.gamma, joint, statistic, p)


def _with_upper_ties_certain(design: Design) -> Design:
    """Return the design with a region level that has the observed upper ties and no others."""
    network, gamma = design.network, design.gamma
    region = Level(
        features=(Feature.constant(network),),
        listed=Listed(network.upper_ties, np.ones((network.upper_ties.shape[0], 1))),
        effects=(),
        columns=np.array([gamma + 1]),
        listed_columns=np.array([gamma + 2]),
    )
    names = (*design.names[: gamma + 1], "region: intercept", "region: upper ties")
    return replace(design, names=names, region=region)
