"""Errors of the slopes of a hazard, by clusters of pairs and of their units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import stdtrit

from twolevel.core.array_types import Index, Real
from twolevel.errors import InvalidArgument
from twolevel.sentences import say
from twolevel.timing.hazard_climb import Hazard, Height

ErrorKind = Literal["model", "pair", "home", "foreign", "two-way"]
MIN_CLUSTERS = 5
"""Clusters below which errors clustered by them are withheld; a judgment, not a theorem."""
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
        Each is None with fewer than five clusters: the sums of scores then say too little.
    n_pairs, n_home, n_foreign
        Clusters with pair-years that stayed.
    convention
        The small-sample factors in words.
    notes
        What is withheld, and what was done where the two-way matrix was not positive.
    """

    model: Real
    pair: Real | None
    home: Real | None
    foreign: Real | None
    two_way: Real | None
    n_pairs: int
    n_home: int
    n_foreign: int
    convention: str
    notes: tuple[str, ...]

    def of(self, kind: ErrorKind) -> Real:
        """Return the covariance of that kind."""
        known = {
            "model": self.model, "pair": self.pair, "home": self.home, "foreign": self.foreign,
            "two-way": self.two_way,
        }  # fmt: skip
        if kind not in known:
            raise InvalidArgument("kind", kind, f"give one of {', '.join(known)}")
        found = known[kind]
        if found is None:
            raise InvalidArgument(
                "kind", kind, f"it has fewer than {MIN_CLUSTERS} clusters; give model"
            )
        return found

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
    from twolevel.kernels.hazard_rows import add_influences

    n = hazard.columns.n_free
    wide = np.zeros((n + 1, n + 1))
    wide[:n, :n] = inverse
    influence = np.zeros((home.size, hazard.n_terms))
    add_influences(*hazard.rows, top.point, hazard.link_number, wide, influence)
    influence *= hazard.scale
    cell = np.unique(np.column_stack((home, foreign)), axis=0, return_inverse=True)[1].ravel()
    sizes, found = {}, {}
    for name, label in (
        ("pair", np.arange(home.size)), ("home", home), ("foreign", foreign), ("both", cell)
    ):  # fmt: skip
        found[name], sizes[name] = _by_cluster(influence, label)
    two_way, note = _positive(found["home"] + found["foreign"] - found["both"])
    thin = [name for name in ("pair", "home", "foreign") if sizes[name] < MIN_CLUSTERS]
    is_two_way = min(sizes["home"], sizes["foreign"]) >= MIN_CLUSTERS
    return SlopeErrors(
        model=inverse[hazard.slopes, hazard.slopes] * np.outer(hazard.scale, hazard.scale),
        pair=None if "pair" in thin else found["pair"],
        home=None if "home" in thin else found["home"],
        foreign=None if "foreign" in thin else found["foreign"],
        two_way=two_way if is_two_way else None,
        n_pairs=sizes["pair"],
        n_home=sizes["home"],
        n_foreign=sizes["foreign"],
        convention=CONVENTION,
        notes=(
            *(_withheld(name, sizes[name]) for name in thin),
            *([note] if note and is_two_way else []),
        ),
    )


def _withheld(name: str, n: int) -> str:
    return say(
        "Errors clustered by {name}, and two-way ones with them, cannot be told: {n} clusters "
        "hold pair-years that stayed, and {wanted} are needed.",
        name={"home": say("home"), "foreign": say("foreign")}.get(name, name),
        n=n,
        wanted=MIN_CLUSTERS,
    )


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
