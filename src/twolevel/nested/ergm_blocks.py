"""Triadic confirmation on blocks: whether gamma survives where ties of cities close triangles.

The exact nested model has no triadic term. Here the ties of cities in a block of regions are
fitted given the upper ties by an exponential-family random graph model with a term for shared
partners (gwesp), by Monte Carlo maximum likelihood, with `ergmx` (GPL-3.0): an extra to opt in to,
imported only when called, and never needed by the rest of the package.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from twolevel.core.argument_checks import instance, integers, real_number, whole_number
from twolevel.core.array_types import Index, Real
from twolevel.errors import MissingExtra, NetworkError
from twolevel.nested.network import NestedNetwork
from twolevel.nested.term_arrays import shaped_numbers

EXTRA = "ergm"
MOST_CITIES = 3_000
"""Cities of one block: their pairs are laid out in full."""
INSIDE, SAME_REGION = "inside an upper tie", "within a region"


@dataclass(frozen=True, slots=True, eq=False)
class BlockFit:
    """Ties of cities in a block given the upper ties, without and with shared partners.

    Attributes
    ----------
    names
        Of the coefficients; the last is that of shared partners.
    coefficients, standard_errors
        Of the fit with shared partners, log odds, shape (n_coefficients,).
    dyadic_coefficients, dyadic_standard_errors
        Of the fit without, shape (n_coefficients - 1,): exact maximum likelihood.
    gamma, dyadic_gamma
        The coefficient of lying inside an upper tie, with and without shared partners.
    n_cities, n_ties, n_inside
        Size of the block; ties in it; those inside upper ties.
    decay
        Of the term for shared partners.
    seed
        What the Markov chains were started from.
    """

    names: tuple[str, ...]
    coefficients: Real
    standard_errors: Real
    dyadic_coefficients: Real
    dyadic_standard_errors: Real
    gamma: float
    dyadic_gamma: float
    n_cities: int
    n_ties: int
    n_inside: int
    decay: float
    seed: int


def fit_triadic_block(
    network: NestedNetwork,
    regions: ArrayLike,
    *,
    seed: int,
    covariates: Mapping[str, ArrayLike] | None = None,
    decay: float = 0.5,
    **control: Any,
) -> BlockFit:
    """Fit the ties of the cities in these regions with and without a term for shared partners.

    H0 of interest: given upper ties, covariates and shared partners, a tie inside an upper tie is
    no likelier (gamma = 0). Kept: upper ties, membership. Ties that leave the block are left out,
    so shared partners outside are not seen: take regions that have most of their ties together.

    Parameters
    ----------
    network
        Undirected, of `nested_network`.
    regions
        The block: regions, each once.
    seed
        At least 0.
    covariates
        By name, a number for each city of the network, shape (n_cities,); summed over both ends.
    decay
        Of the geometrically weighted number of edgewise shared partners, above 0.
    control
        Handed to `ergmx.ergm`, such as `interval` or `max_iter`.

    Raises
    ------
    MissingExtra
        If `ergmx` or `networkx` is not installed.
    NetworkError
        If the block is empty, too large, bipartite, without ties or without ties on one side of
        the upper ties, or if the Markov chains degenerate.
    InvalidArgument
        If `seed` or `decay` is out of range.

    References
    ----------
    Hunter & Handcock (2006), doi:10.1198/106186006X133069.
    """
    whole_number("seed", seed, 0)
    instance("network", network, NestedNetwork, "nested_network")
    real_number("decay", decay, 1e-6, 100, "a number above 0, such as 0.5")
    ergmx, networkx = _library("ergmx"), _library("networkx")
    block = _block(network, regions)
    values = {
        name: shaped_numbers(name, given, (network.left_region.size,))[block.cities]
        for name, given in (covariates or {}).items()
    }
    graph = _graph(networkx, block, values)
    terms, names = _terms(block, list(values))
    partners = f"gwesp({decay:g}, fixed=TRUE)"
    dyadic = _fit(ergmx, graph, terms, seed, {})
    full = _fit(ergmx, graph, [*terms, partners], seed, control)
    at = names.index(INSIDE)
    coefficients, errors = _numbers(full)
    dyadic_coefficients, dyadic_errors = _numbers(dyadic)
    return BlockFit(
        names=(*names, "shared partners"), coefficients=coefficients, standard_errors=errors,
        dyadic_coefficients=dyadic_coefficients, dyadic_standard_errors=dyadic_errors,
        gamma=float(coefficients[at]), dyadic_gamma=float(dyadic_coefficients[at]),
        n_cities=block.cities.size, n_ties=len(block.ties), n_inside=block.n_inside,
        decay=decay, seed=seed,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    """Cities of a block, numbered anew, their ties, and where upper ties and regions are."""

    cities: Index
    ties: Index
    is_inside: Real
    is_within: Real

    @property
    def n_inside(self) -> int:
        """Ties inside upper ties."""
        return int(self.is_inside[self.ties[:, 0], self.ties[:, 1]].sum())


def _block(network: NestedNetwork, regions: ArrayLike) -> _Block:
    if not network.is_undirected:
        raise NetworkError(
            "network", "is bipartite, and has no triangles", "give an undirected network"
        )
    chosen = np.unique(integers("regions", regions).ravel())
    if chosen.size == 0 or chosen[0] < 0 or chosen[-1] >= network.n_left_regions:
        raise NetworkError(
            "regions", f"are {chosen[:5].tolist()}", f"give some of 0..{network.n_left_regions - 1}"
        )
    cities = np.flatnonzero(np.isin(network.left_region, chosen))
    if not 3 <= cities.size <= MOST_CITIES:
        raise NetworkError(
            "regions", f"hold {cities.size:,} cities", f"choose a block of 3 to {MOST_CITIES:,}"
        )
    place = np.full(network.left_region.size, -1)
    place[cities] = np.arange(cities.size)
    ties = place[network.ties]
    region = network.left_region[cities]
    upper = np.zeros((network.n_left_regions,) * 2)
    upper[network.upper_ties[:, 0], network.upper_ties[:, 1]] = 1.0
    inside = (upper + upper.T)[region[:, None], region[None, :]]
    within = (region[:, None] == region[None, :]).astype(np.float64)
    block = _Block(cities, ties[(ties >= 0).all(axis=1)], inside, within)
    if not 0 < block.n_inside < len(block.ties):
        raise NetworkError(
            "regions",
            f"hold {len(block.ties)} ties, {block.n_inside} of them inside upper ties",
            "choose a block with ties both inside and outside upper ties",
        )
    return block


def _graph(networkx: Any, block: _Block, values: Mapping[str, Real]) -> Any:
    graph = networkx.Graph()
    graph.graph["inside"], graph.graph["within"] = block.is_inside, block.is_within
    for i in range(block.cities.size):
        graph.add_node(i, **{f"x{k}": float(x[i]) for k, x in enumerate(values.values())})
    graph.add_edges_from((int(i), int(j)) for i, j in block.ties)
    return graph


def _terms(block: _Block, covariates: list[str]) -> tuple[list[str], list[str]]:
    terms = ["edges", *(f"nodecov('x{k}')" for k in range(len(covariates)))]
    names = ["intercept", *covariates]
    ties_within = int(block.is_within[block.ties[:, 0], block.ties[:, 1]].sum())
    if ties_within:  # without any its coefficient would be minus infinity
        terms.append("edgecov('within')")
        names.append(SAME_REGION)
    return [*terms, "edgecov('inside')"], [*names, INSIDE]


def _fit(ergmx: Any, graph: Any, terms: list[str], seed: int, control: Mapping[str, Any]) -> Any:
    try:
        return ergmx.ergm(graph, " + ".join(terms), seed=seed, eval_loglik=False, **control)
    except ergmx.DegeneracyError as reason:
        raise NetworkError(
            "regions",
            f"the Markov chains degenerate ({str(reason).splitlines()[0]})",
            "choose another block or a smaller decay; the exact nested model needs no chain",
        ) from reason


def _numbers(fit: Any) -> tuple[Real, Real]:
    return (
        np.array(list(fit.coef.values()), dtype=np.float64),
        np.array(list(fit.stderr.values()), dtype=np.float64),
    )


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise MissingExtra("a triadic fit on a block", name, EXTRA) from None
