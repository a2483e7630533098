"""Errors of the slopes of a hazard, by clusters of pairs and of their units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from sistercities.errors import InvalidArgument
from sistercities.inference.timing.hazard_climb import Hazard, Height

Index = NDArray[np.int64]
Real = NDArray[np.float64]

ErrorKind = Literal["model", "pair", "home", "foreign", "two-way"]
CONVENTION = (
    "model: inverse of the observed information (of the expected one with Firth's penalty); "
    "clustered: sums of scores times G / (G - 1), G clusters; two-way: home + foreign - both, each "
    "with its own factor; no factor for parameters; t with G - 1 degrees of freedom, the smaller G "
    "of the two"
)


@dataclass(frozen=True, slots=True, eq=False)
class SlopeErrors:
    """Covariances of the slopes, shape (n_terms, n_terms) each.

    Attributes
    ----------
    model
        Inverse information: right where the hazard is what the model says, since pair-years at risk
        are then independent given the past.
    pair, home, foreign
        Clustered by pair, by home unit and by foreign unit (or the clusters given).
    two_way
        home + foreign - both (Cameron, Gelbach & Miller 2011, doi:10.1198/jbes.2010.07136).
    n_pairs, n_home, n_foreign
        Clusters with pair-years that stayed.
    convention
        The small-sample factors in words.
    note
        What was done where the two-way matrix was not positive; empty if nothing.
    """

    model: Real
    pair: Real
    home: Real
    foreign: Real
    two_way: Real
    n_pairs: int
    n_home: int
    n_foreign: int
    convention: str
    note: str

    def of(self, kind: ErrorKind) -> Real:
        """Return the covariance of that kind."""
        known = {
            "model": self.model, "pair": self.pair, "home": self.home, "foreign": self.foreign,
            "two-way": self.two_way,
        }  # fmt: skip
        if kind not in known:
            raise InvalidArgument("kind", kind, f"give one of {', '.join(known)}")
        return known[kind]

    def standard_errors(self, kind: ErrorKind = "two-way") -> Real:
        """Return the standard errors of the slopes, shape (n_terms,)."""
        return np.sqrt(np.diag(self.of(kind)))

    def reaches(self, kind: ErrorKind = "two-way", level: float = 0.95) -> Real:
        """Return half the width of the t intervals of the slopes, shape (n_terms,)."""
        if not 0 < level < 1:
            raise InvalidArgument("level", level, "give a share between 0 and 1, such as 0.95")
        clusters = {
            "pair": self.n_pairs, "home": self.n_home, "foreign": self.n_foreign,
            "two-way": min(self.n_home, self.n_foreign),
        }  # fmt: skip
        freedom = float(max(clusters[kind] - 1, 1)) if kind in clusters else np.inf
        return float(stdtrit(freedom, (1 + level) / 2)) * self.standard_errors(kind)


def clustered_errors(
    hazard: Hazard, top: Height, inverse: Real, home: Index, foreign: Index
) -> SlopeErrors:
    """Return the covariances at the top; `home` and `foreign` cluster the pairs that stay."""
    from sistercities.inference.kernels.hazard_rows import add_influences

    n = hazard.columns.n_free
    wide = np.zeros((n + 1, n + 1))
    wide[:n, :n] = inverse
    influence = np.zeros((home.size, hazard.n_terms))
    add_influences(*hazard.rows, top.point, hazard.link_number, wide, influence)
    influence *= hazard.scale
    cell = np.unique(np.column_stack((home, foreign)), axis=0, return_inverse=True)[1].ravel()
    pair, n_pairs = _by_cluster(influence, np.arange(home.size))
    first, n_home = _by_cluster(influence, home)
    second, n_foreign = _by_cluster(influence, foreign)
    both, _ = _by_cluster(influence, cell)
    two_way, note = _positive(first + second - both)
    model = inverse[hazard.slopes, hazard.slopes] * np.outer(hazard.scale, hazard.scale)
    return SlopeErrors(
        model=model, pair=pair, home=first, foreign=second,
        two_way=two_way, n_pairs=n_pairs, n_home=n_home, n_foreign=n_foreign,
        convention=CONVENTION, note=note,
    )  # fmt: skip


def _by_cluster(influence: Real, label: Index) -> tuple[Real, int]:
    labels, code = np.unique(label, return_inverse=True)
    sums = np.zeros((labels.size, influence.shape[1]))
    np.add.at(sums, code, influence)
    factor = labels.size / (labels.size - 1) if labels.size > 1 else 1.0
    return factor * sums.T @ sums, int(labels.size)


def _positive(matrix: Real) -> tuple[Real, str]:
    """Return the nearest matrix without negative eigenvalues, as the 2011 paper proposes."""
    values, vectors = np.linalg.eigh((matrix + matrix.T) / 2)
    if values[0] >= 0:
        return matrix, ""
    note = "The two-way covariance is not positive; negative eigenvalues are set to 0."
    return np.asarray((vectors * np.maximum(values, 0.0)) @ vectors.T), note
