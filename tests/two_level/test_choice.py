"""The conditional logit against statsmodels, R's survival, and sets with every alternative."""

from __future__ import annotations

import csv
import warnings
from itertools import combinations
from math import comb
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import t as student
from statsmodels.discrete.conditional_models import ConditionalLogit as PeerLogit

from sistercities.errors import InvalidArgument, NetworkError
from twolevel.choice.conditional_logit import conditional_logit
from twolevel.choice.sampled_alternatives import sample_alternatives

REFERENCE = Path(__file__).parents[1] / "reference"
TABLE = np.genfromtxt(REFERENCE / "choice_sets.csv", delimiter=",", names=True)
X = np.column_stack([TABLE[name] for name in ("x1", "x2", "x3")])
CHOICE, CHOSEN = TABLE["choice"].astype(int), TABLE["chosen"] == 1


def test_estimates_are_those_of_statsmodels() -> None:
    peer = PeerLogit(CHOSEN.astype(int), X, groups=CHOICE)
    ours = conditional_logit(X, CHOICE, CHOSEN)
    assert ours.log_likelihood == pytest.approx(peer.loglike(ours.coefficients), rel=1e-12)
    assert peer.score(ours.coefficients) == pytest.approx(np.zeros(3), abs=1e-8)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own, on its optimiser, which stops early
        fit = peer.fit(disp=False, start_params=ours.coefficients)
    assert ours.coefficients == pytest.approx(fit.params, rel=1e-8)
    assert ours.standard_errors == pytest.approx(fit.bse, rel=1e-5)
    assert ours.p == pytest.approx(fit.pvalues, rel=1e-4)


def test_offset_errors_and_likelihood_are_those_of_survival() -> None:
    with (REFERENCE / "choice_oracle.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    plain = conditional_logit(X, CHOICE, CHOSEN, offset=TABLE["offset"])
    apart = conditional_logit(
        X, CHOICE, CHOSEN, offset=TABLE["offset"], cluster=TABLE["cluster"], names=["a", "b", "c"]
    )
    assert (plain.n_clusters, plain.effective_clusters, plain.note) == (None, None, "")
    for k, row in enumerate(rows):
        assert plain.coefficients[k] == pytest.approx(float(row["coefficient"]), rel=1e-8)
        assert plain.standard_errors[k] == pytest.approx(float(row["standard_error"]), rel=1e-7)
        # The sandwich of coxph does not undo the pull of a cluster, so it is smaller by a little.
        ratio = apart.standard_errors[k] / float(row["clustered_error"])
        assert 1 < ratio < 1.12
        assert plain.log_likelihood == pytest.approx(float(row["log_likelihood"]), rel=1e-9)
        null = float(row["log_likelihood_null"])
        assert plain.log_likelihood_null == pytest.approx(null, rel=1e-9)


def test_clustered_errors_are_those_of_one_step_without_each_cluster() -> None:
    """The step by derivatives of statsmodels' likelihood; fits to the end come close."""
    cluster = TABLE["cluster"].astype(int)
    ours = conditional_logit(X, CHOICE, CHOSEN, cluster=cluster)
    labels, size = np.unique(cluster[CHOSEN], return_counts=True)
    steps, ends = [], []
    for left_out in labels:
        kept = cluster != left_out
        peer = PeerLogit(CHOSEN[kept].astype(int), X[kept], groups=CHOICE[kept])
        curve = np.array(
            [
                peer.score(ours.coefficients + e) - peer.score(ours.coefficients - e)
                for e in 1e-5 * np.eye(3)
            ]
        )
        steps.append(-np.linalg.solve(curve / 2e-5, peer.score(ours.coefficients)))
        fit = conditional_logit(X[kept], CHOICE[kept], CHOSEN[kept])
        ends.append(fit.coefficients - ours.coefficients)
    n = labels.size
    assert ours.n_clusters == n
    assert ours.effective_clusters == pytest.approx(size.sum() ** 2 / (size**2).sum())
    error = np.sqrt((n - 1) / n * (np.array(steps) ** 2).sum(axis=0))
    assert ours.standard_errors == pytest.approx(error, rel=1e-5)
    assert error == pytest.approx(np.sqrt((np.array(ends) ** 2).sum(axis=0)), rel=0.05)
    reach = student.ppf(0.975, ours.effective_clusters - 1) * error
    assert ours.high == pytest.approx(ours.coefficients + reach, rel=1e-5)


def test_what_one_cluster_alone_tells_has_no_error_and_is_named() -> None:
    cluster = TABLE["cluster"].astype(int)
    alone = np.where(cluster == cluster[0], X[:, 1], 0.0)
    fit = conditional_logit(
        np.column_stack((X[:, 0], alone)), CHOICE, CHOSEN, cluster=cluster, names=["size", "flag"]
    )
    assert f"Cluster {cluster[0]} alone tells flag, which has no standard error" in fit.note
    assert (fit.standard_errors[1], fit.p[1]) == (np.inf, 1.0)
    assert np.isfinite(fit.standard_errors[0])


def test_order_of_rows_and_names_of_sets_do_not_matter() -> None:
    order = np.random.default_rng(1).permutation(CHOICE.size)
    one = conditional_logit(X, CHOICE, CHOSEN, cluster=TABLE["cluster"])
    other = conditional_logit(
        1000 * X[order], 7 - 3 * CHOICE[order], CHOSEN[order], cluster=TABLE["cluster"][order]
    )
    assert 1000 * other.coefficients == pytest.approx(one.coefficients)
    assert 1000 * other.standard_errors == pytest.approx(one.standard_errors)


def test_a_set_has_the_chosen_one_and_as_many_of_each_stratum_as_asked() -> None:
    stratum = [0, 0, 0, 0, 1, 1, 2]
    drawn = sample_alternatives([0, 5, 6], 7, n_sampled=[2, 1, 3], seed=1, stratum=stratum)
    assert drawn.choice.tolist() == np.repeat([0, 1, 2], 4).tolist()
    for c, chosen in enumerate((0, 5, 6)):
        mine = drawn.alternative[drawn.choice == c]
        assert np.unique(mine).size == 4
        assert np.bincount(np.array(stratum)[mine]).tolist() == [2, 1, 1]
        assert drawn.alternative[(drawn.choice == c) & drawn.is_chosen].tolist() == [chosen]
    wanted = np.log([4 / 2, 2 / 1, 1 / 1])[np.array(stratum)[drawn.alternative]]
    assert drawn.log_correction == pytest.approx(wanted)


def sets_of_numpy(chosen, stratum, drawn, seed: int) -> list[int]:
    """Draw each set by calls of numpy, one for each stratum."""
    rng = np.random.default_rng(seed)
    members = [np.flatnonzero(stratum == h) for h in range(max(stratum) + 1)]
    found: list[int] = []
    for j in chosen:
        one = [j]
        for h, mine in enumerate(members):
            others = mine[mine != j]
            one += others[rng.choice(others.size, drawn[h] - (stratum[j] == h), False)].tolist()
        found += sorted(one)
    return found


@pytest.mark.parametrize(
    ("size", "drawn"),
    [((30, 200, 8), (7, 12, 3)), ((40, 1, 3), (1, 1, 3)), ((12_000, 11_000), (300, 3))],
    ids=["samples", "whole strata and single ones", "samples for which numpy shuffles all"],
)
def test_sets_are_those_that_calls_of_numpy_draw(size, drawn) -> None:
    stratum = np.random.default_rng(8).permutation(np.repeat(np.arange(len(size)), size))
    chosen = np.random.default_rng(9).integers(stratum.size, size=60)
    ours = sample_alternatives(chosen, stratum.size, n_sampled=drawn, seed=5, stratum=stratum)
    assert ours.alternative.tolist() == sets_of_numpy(chosen, stratum, drawn, 5)


def test_sets_are_drawn_with_the_chances_that_the_correction_says() -> None:
    """The chance of a set given each choice, by enumeration, is the correction up to a constant."""
    stratum, drawn = np.array([0, 0, 0, 1, 1]), (2, 1)
    for members in combinations(range(5), 3):
        inside = np.bincount(stratum[list(members)], minlength=2)
        if tuple(inside) != drawn:
            continue
        logs = []
        for j in members:
            own = stratum[j]
            chance = 1.0
            for h, (n, size) in enumerate(zip(drawn, (3, 2), strict=True)):
                chance /= comb(size - (h == own), n - (h == own))
            logs.append(np.log(chance))
        correction = np.log(np.array([3 / 2, 2 / 1]))[stratum[list(members)]]
        assert np.ptp(np.array(logs) - correction) == pytest.approx(0)
    many = sample_alternatives(np.zeros(6000, int), 5, n_sampled=drawn, seed=2, stratum=stratum)
    counts = np.bincount(many.alternative) / 6000
    assert counts == pytest.approx([1, 1 / 2, 1 / 2, 1 / 2, 1 / 2], abs=0.03)


def world(n_choices: int, seed: int):
    """Draw choices among 300 alternatives, of which a few attractive ones are a stratum."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(300, 2))
    stratum = (x[:, 0] > 1.2).astype(int)
    utility = x @ [0.8, -0.5]
    chosen = (utility + rng.gumbel(size=(n_choices, 300))).argmax(axis=1)
    return x, stratum, chosen


@pytest.mark.parametrize("is_stratified", [False, True])
def test_a_sample_of_alternatives_tells_what_all_of_them_do(is_stratified: bool) -> None:
    x, stratum, chosen = world(3000, 5)
    strata = stratum if is_stratified else None
    wanted = [10, 10] if is_stratified else 20
    drawn = sample_alternatives(chosen, 300, n_sampled=wanted, seed=3, stratum=strata)
    some = conditional_logit(
        x[drawn.alternative], drawn.choice, drawn.is_chosen, offset=drawn.log_correction
    )
    every = conditional_logit(
        np.tile(x, (3000, 1)), np.repeat(np.arange(3000), 300),
        (np.arange(300)[None, :] == chosen[:, None]).ravel(),
    )  # fmt: skip
    assert some.coefficients == pytest.approx([0.8, -0.5], abs=4 * some.standard_errors.max())
    gap = np.abs(some.coefficients - every.coefficients)
    assert (gap < 4 * np.sqrt(some.standard_errors**2 - every.standard_errors**2)).all()
    if is_stratified:
        wrong = conditional_logit(x[drawn.alternative], drawn.choice, drawn.is_chosen)
        assert abs(wrong.coefficients[0] - 0.8) > 6 * wrong.standard_errors[0]


ROWS = {
    "x": [[0.0, 1], [1, 0], [2, 2], [0, 1], [1, 3], [0, 0]],
    "choice": [0, 0, 0, 1, 1, 1],
    "is_chosen": [1, 0, 0, 0, 1, 0],
}
BAD = [
    ({"x": [[0, 1]] * 6}, r"x\[0\]: varies within no choice set"),
    ({"x": [[a, 2 * a + c] for a, c in zip(range(6), [1] * 3 + [5] * 3, strict=True)]},
     r"x\[1\]: is a sum of multiples"),
    ({"x": [[1, 0], [0, 1], [0, 2], [0, 1], [1, 0], [0, 3]]}, "without error"),
    ({"x": [[np.nan, 1]] * 6}, "x: holds nan at position"),
    ({"x": [["a"]] * 6}, "x: has shape"),
    ({"choice": [0, 0, 0, 1, 1]}, r"choice: has shape \(5,\)"),
    ({"choice": [0, 0, 0, 1, 1, 2], "is_chosen": [1, 0, 0, 0, 1, 1]}, "choice: 2 has one altern"),
    ({"is_chosen": [1, 1, 0, 0, 1, 0]}, "is_chosen: is True 2 times in choice 0"),
    ({"is_chosen": [0, 0, 0, 0, 1, 0]}, "is_chosen: is True 0 times in choice 0"),
    ({"is_chosen": [2, 0, 0, 0, 1, 0]}, "is_chosen: holds int64 values"),
    ({"offset": [np.inf] * 6}, "offset: holds"),
    ({"cluster": [0] * 6}, "cluster: is one for all"),
    ({"cluster": [0, 1, 0, 1, 1, 1]}, "cluster: differs within a choice set"),
    ({"cluster": [0, 1]}, r"cluster: has shape \(2,\)"),
    ({"names": ["a"]}, "give a list of 2 different names"),
    ({"level": 95}, "level=95 cannot be used"),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "said"), BAD)
def test_what_cannot_be_fitted_is_a_sentence(changed: dict, said: str) -> None:
    arguments = ROWS | changed
    with pytest.raises((InvalidArgument, NetworkError), match=said):
        conditional_logit(**arguments)


def test_a_first_step_that_overshoots_is_not_taken_for_a_choice_without_error() -> None:
    """At 0 the offsets leave hardly any information, so the first step goes far beyond."""
    rng = np.random.default_rng(1)
    choice = np.repeat(np.arange(300), 6)
    is_rare = np.arange(1800) % 6 == 0
    x = np.where(is_rare, rng.normal(4, 0.5, 1800), 0.0)[:, None]
    offset = np.where(is_rare, 0.0, 12.0)
    utility = 3 * x[:, 0] + offset + rng.gumbel(size=1800)
    is_chosen = utility == np.maximum.reduceat(utility, np.arange(0, 1800, 6))[choice]
    fit = conditional_logit(x, choice, is_chosen, offset=offset)
    assert fit.low[0] < 3 < fit.high[0]


BAD_SAMPLES = [
    ({"chosen": [7]}, "chosen: holds 7 at position 0; labels are 0..4"),
    ({"n_sampled": 0}, "n_sampled=0 cannot be used"),
    ({"n_sampled": [1, 2]}, r"n_sampled=\[1, 2\] cannot be used; give a whole number .* 1 strata"),
    ({"stratum": [0, 0, 0, 2, 2]}, "stratum: 1 has no alternative"),
    ({"stratum": [0, 0]}, r"stratum: has shape \(2,\)"),
    ({"n_alternatives": 1}, "n_alternatives=1 cannot be used"),
    ({"seed": -1}, "seed=-1 cannot be used"),
]


@pytest.mark.parametrize(("changed", "said"), BAD_SAMPLES)
def test_what_cannot_be_sampled_is_a_sentence(changed: dict, said: str) -> None:
    arguments = {"chosen": [0, 1], "n_alternatives": 5, "n_sampled": 2, "seed": 1} | changed
    with pytest.raises((InvalidArgument, NetworkError), match=said):
        sample_alternatives(**arguments)
