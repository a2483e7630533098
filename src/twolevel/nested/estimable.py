"""Whether the data can tell the coefficients at all: ties there, no constant or collinear term."""

from __future__ import annotations

import numpy as np
from scipy.linalg import solve_triangular
from scipy.linalg.lapack import dpstrf

from twolevel.core.array_types import Real
from twolevel.errors import NetworkError
from twolevel.nested.design import Design

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
