"""Maximum likelihood of the exact nested model, the test of gamma = 0, the profile interval.

The model. Cities lie in regions. Dyads of cities have log odds eta_ij, dyads of regions log odds
theta_pq, and each tie of cities that lies inside a tie of their regions adds gamma. Since a city
lies in one region, the joint law is a product over region pairs: an upper tie pq has log odds
theta_pq + sum over its city pairs of log[(1 + e^(eta + gamma)) / (1 + e^eta)], and given upper ties
city ties are independent with log odds eta_ij + gamma B_pq. So likelihood, gradient and information
are sums in closed form; nothing is simulated.

Whether the data can tell the coefficients at all: ties there, no constant or collinear term.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np
from scipy.linalg import solve_triangular
from scipy.linalg.lapack import dpstrf
from scipy.special import chdtrc

from twolevel.core.argument_checks import share
from twolevel.core.array_types import Real
from twolevel.core.executors import check_executor
from twolevel.errors import InvalidArgument, NetworkError
from twolevel.nested.design import Design, design_of
from twolevel.nested.dyad_counts import DyadCounts, dyad_counts
from twolevel.nested.loops import loops_of
from twolevel.nested.moments import observed_statistics
from twolevel.nested.network import NestedNetwork
from twolevel.nested.newton import LONGEST, Maximum, Problem, maximise
from twolevel.nested.profile import profile_interval
from twolevel.nested.terms import Term

SMALLEST_PIVOT = 1e-9
SHOWN = 5


def check_ties(design: Design, observed: Real) -> None:
    """Refuse networks without ties or upper ties, and those in which gamma has no finite estimate.

    Raises
    ------
    NetworkError
        Naming the argument.
    """
    network = design.network
    if network.ties.shape[0] == 0:
        raise NetworkError("ties", "there are none", "give a network with ties of cities")
    if network.upper_ties.shape[0] == 0:
        raise NetworkError(
            "upper_ties",
            "there are none, so nothing can be said about what they do",
            "give the ties of regions, or study the ties of cities alone",
        )
    status = network.statuses(
        network.left_region[network.ties[:, 0]], network.right_region[network.ties[:, 1]]
    )
    n_at_risk, n_inside = int((status == 2).sum()), int(observed[design.gamma])
    if n_inside in (0, n_at_risk):
        raise NetworkError(
            "upper_ties",
            f"{n_inside} of {n_at_risk} ties of cities lie inside an upper tie, so gamma is "
            f"{'-' if n_inside == 0 else '+'}infinity",
            "report the count itself; a test of no association is then in nulls.draw_null",
        )


def check_independent(names: tuple[str, ...], information: Real) -> None:
    """Refuse terms that never vary, that others make up, or that are too large.

    Raises
    ------
    NetworkError
        Naming the terms.
    """
    diagonal = np.diag(information)
    large = [names[i] for i in np.flatnonzero(~np.isfinite(information).all(axis=1))]
    if large:
        raise NetworkError(
            "city_terms and region_terms",
            f"{', '.join(map(repr, large[:SHOWN]))} holds numbers too large to be squared and "
            "summed",
            "scale covariates to a standard deviation near 1",
        )
    never = [names[i] for i in np.flatnonzero(~(diagonal > 0))]
    if never:
        raise NetworkError(
            "city_terms and region_terms",
            f"{', '.join(map(repr, never[:SHOWN]))} is 0 in every pair that counts",
            "leave the term out",
        )
    scale = 1 / np.sqrt(diagonal)
    correlation = information * scale[:, None] * scale[None, :]
    factor, pivot, rank, _ = dpstrf(correlation, tol=SMALLEST_PIVOT, lower=1)
    if rank == len(names):
        return
    order = pivot - 1
    lower = np.tril(factor)[:rank, :rank]
    extra = order[rank]
    other = solve_triangular(lower, correlation[order[:rank], extra], lower=True)
    weight = solve_triangular(lower.T, other)
    made_of = [names[order[i]] for i in np.argsort(-np.abs(weight)) if abs(weight[i]) > 1e-4]
    raise NetworkError(
        "city_terms and region_terms",
        f"{names[extra]!r} is constant or made up of others: "
        f"{', '.join(map(repr, made_of[:SHOWN]))}",
        "leave one of them out",
    )


@dataclass(frozen=True, slots=True, eq=False)
class NestedFit:
    """A fitted nested model.

    Attributes
    ----------
    names
        Of the coefficients, in this order: `city: intercept`, `city: <name>` for each of the city
        terms as given, `gamma`, `region: intercept`, `region: <name>` for each of the region terms.
        `GroupEffects` have one for each group, `city: <name> <label>`.
    coefficients, standard_errors
        Log odds, shape (n_coefficients,).
    covariance
        Inverse of the information, observed and Fisher's alike.
    gamma
        By how much an upper tie raises the log odds of a city tie inside it, and the other way
        round: the model has no direction.
    gamma_low, gamma_high
        Profile likelihood interval; infinite where the likelihood sets no bound.
    confidence
        Of that interval.
    lr_statistic, p
        Likelihood-ratio test of gamma = 0, chi-square with one degree of freedom.
    log_likelihood, null_log_likelihood
        At the maximum, and at the maximum with gamma = 0.
    observed
        Statistics of the network; equal to those expected under the fit.
    counts
        Dyads of each kind and the ties in them.
    n_evaluations
        How often the sums over the network were made.
    design
        Network and terms, for `simulate` and `goodness`.
    """

    names: tuple[str, ...]
    coefficients: Real
    standard_errors: Real
    covariance: Real
    gamma: float
    gamma_low: float
    gamma_high: float
    confidence: float
    lr_statistic: float
    p: float
    log_likelihood: float
    null_log_likelihood: float
    observed: Real
    counts: DyadCounts
    n_evaluations: int
    design: Design

    def coefficient(self, name: str) -> float:
        """Return the coefficient of this name."""
        if name not in self.names:
            raise InvalidArgument("name", name, f"give one of {', '.join(self.names)}")
        return float(self.coefficients[self.names.index(name)])


def fit_nested_model(
    network: NestedNetwork,
    city_terms: Sequence[Term] = (),
    region_terms: Sequence[Term] = (),
    *,
    confidence: float = 0.95,
    executor: Executor | None = None,
) -> NestedFit:
    """Fit the two-level model with one term across levels by exact maximum likelihood.

    H0 of the test: given the covariates of both levels, ties of cities and ties of their regions
    are independent (gamma = 0). Nothing is kept fixed: the model has to be right. What raises both
    levels and is not among the covariates (a common cause) is counted as gamma; see
    docs/twolevel/exact-nested-model.md.

    Parameters
    ----------
    network
        Made with `nested_network`, `nested_bipartite` or `nested_of_arrays`.
    city_terms, region_terms
        Covariates of each level, see `terms`; an intercept is always there.
    confidence
        Of the profile interval, in (0, 1).
    executor
        Runs the blocks of regions; here if None. The numbers do not depend on it.

    Raises
    ------
    NetworkError
        If there are no ties at a level, a term is constant, collinear or separates the ties, or
        a covariate is no finite number for each node.
    InvalidArgument
        If `confidence` is not between 0 and 1.

    References
    ----------
    Wang, Robins, Pattison & Lazega (2013), doi:10.1016/j.socnet.2013.01.004, for multilevel
    exponential-family models; the factorisation is derived in docs/twolevel/exact-nested-model.md.
    """
    share("confidence", confidence)
    check_executor(executor)
    design = design_of(network, city_terms, region_terms)
    observed = observed_statistics(design)
    check_ties(design, observed)
    counts = dyad_counts(network)
    problem = Problem(loops_of(design), observed, executor)
    null, best = _both_maxima(problem, design, counts)
    low, high = profile_interval(problem, best, design.gamma, confidence)
    covariance = np.linalg.inv(best.moments.information).astype(np.float64)
    ratio = max(0.0, 2 * (best.log_likelihood - null.log_likelihood))
    return NestedFit(
        names=design.names, coefficients=best.coefficients,
        standard_errors=np.sqrt(np.diag(covariance)), covariance=covariance,
        gamma=float(best.coefficients[design.gamma]), gamma_low=low, gamma_high=high,
        confidence=confidence, lr_statistic=ratio, p=float(chdtrc(1, ratio)),
        log_likelihood=best.log_likelihood, null_log_likelihood=null.log_likelihood,
        observed=observed, counts=counts, n_evaluations=problem.n_evaluations, design=design,
    )  # fmt: skip


def _both_maxima(problem: Problem, design: Design, counts: DyadCounts) -> tuple[Maximum, Maximum]:
    start = np.zeros(design.size)
    start[design.city.columns[0]] = _log_odds(counts.n_ties, counts.n_city_dyads)
    start[design.region.columns[0]] = _log_odds(counts.n_upper_ties, counts.n_region_dyads)
    _, moments = problem.at(start)
    check_independent(design.names, moments.information)
    free = np.ones(design.size, dtype=np.bool_)
    not_gamma = free.copy()
    not_gamma[design.gamma] = False
    null = maximise(problem, start, not_gamma)
    # where the term across levels is strong, Newton from gamma = 0 leaps: begin part of the way
    crude = null.coefficients.copy()
    crude[design.gamma] = np.clip(_crude_gamma(design.network, counts), -LONGEST, LONGEST)
    near = maximise(problem, crude, not_gamma, converged=1.0)
    return null, maximise(problem, near.coefficients, free)


def _crude_gamma(network: NestedNetwork, counts: DyadCounts) -> float:
    """Return the log odds ratio of a tie inside and outside upper ties, without covariates."""
    left = np.bincount(network.left_region, minlength=network.n_left_regions)
    right = np.bincount(network.right_region, minlength=network.n_right_regions)
    upper = network.upper_ties
    n_inside = int((left[upper[:, 0]] * right[upper[:, 1]]).sum())
    return _log_odds(counts.n_ties_inside, n_inside) - _log_odds(
        counts.n_ties_under - counts.n_ties_inside, counts.n_city_dyads_under - n_inside
    )


def _log_odds(n_ties: int, n_dyads: int) -> float:
    share = (n_ties + 0.5) / (n_dyads + 1)
    return float(np.log(share / (1 - share)))
