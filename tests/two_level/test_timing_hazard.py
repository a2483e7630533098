"""The hazard against statsmodels, scipy and R, and what leaves before the fit."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.optimize import brentq, minimize
from scipy.stats import chi2

from reference.make_timing_tables import hazard_panel
from sistercities.errors import InvalidArgument
from two_level.timing_tables import design_of, informative, made_up, rows_at_risk
from twolevel.timing.hazard import once_only_hazard
from twolevel.timing.panel import pair_panel

REFERENCE = Path(__file__).parents[1] / "reference"
ALL = ("home", "foreign", "year")
NAMES = ["before", "distance"]
LINKS = {"cloglog": sm.families.links.CLogLog, "logit": sm.families.links.Logit}


def _fitted(link: str, effects: tuple[str, ...], **choices):
    panel, before, distance = made_up(with_entries=True)
    covariates = {"before": before, "distance": distance}
    fit = once_only_hazard(panel, covariates, effects=effects, link=link, **choices)
    rows = informative(rows_at_risk(panel, **covariates), effects)
    return fit, rows


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("effects", [ALL, ("home", "foreign"), ("year",), ()])
def test_slopes_and_errors_are_those_of_statsmodels(link: str, effects: tuple[str, ...]) -> None:
    fit, rows = _fitted(link, effects, profile=[])
    assert (fit.n_rows, fit.n_events_kept) == (len(rows), rows["event"].sum())
    family = sm.families.Binomial(LINKS[link]())
    model = sm.GLM(rows["event"].to_numpy(), design_of(rows, NAMES, effects), family=family)
    theirs = model.fit(tol=1e-14, maxiter=200)
    assert fit.slopes == pytest.approx(theirs.params[:2], rel=1e-8, abs=1e-9)
    assert fit.log_likelihood == pytest.approx(theirs.llf, rel=1e-10)
    # observed information, as ours: statsmodels' own errors take the expected one with cloglog
    bread = np.linalg.inv(-model.hessian(theirs.params, observed=True))
    scores = model.score_factor(theirs.params)[:, None] * model.exog
    for kind, labels in (
        ("pair", rows["pair"]),
        ("home", rows["home"]),
        ("foreign", rows["foreign"]),
    ):
        sums = np.array([scores[(labels == one).to_numpy()].sum(axis=0) for one in labels.unique()])
        n = len(sums)
        wanted = n / (n - 1) * bread @ sums.T @ sums @ bread
        assert fit.errors.of(kind) == pytest.approx(wanted[:2, :2], rel=1e-5)
    assert fit.errors.of("model") == pytest.approx(bread[:2, :2], rel=1e-5)
    both = fit.errors.home + fit.errors.foreign - fit.errors.pair
    assert fit.errors.notes or fit.errors.two_way == pytest.approx(both)


def test_effects_are_those_of_statsmodels() -> None:
    fit, rows = _fitted("cloglog", ALL, profile=[])
    family = sm.families.Binomial(LINKS["cloglog"]())
    theirs = sm.GLM(rows["event"].to_numpy(), design_of(rows, NAMES, ALL), family=family).fit(
        tol=1e-14, maxiter=200
    )
    sizes = [rows[name].nunique() for name in ALL]
    assert [one.size for one in (fit.home_labels, fit.foreign_labels, fit.year_labels)] == sizes
    start = 3
    for size, ours in zip(
        sizes, (fit.home_effects, fit.foreign_effects, fit.year_effects), strict=True
    ):
        end = start + size - 1
        assert np.diff(ours) == pytest.approx(
            np.diff(theirs.params[start:end], prepend=0), abs=1e-7
        )
        start = end


def _objective(rows, effects, link: str, is_firth: bool):
    """Return the (penalised) log likelihood of a point, plainly."""
    design, y = design_of(rows, NAMES, effects), rows["event"].to_numpy()

    def value(point: np.ndarray) -> float:
        eta = np.clip(design @ point, -30.0, 3.0)  # far points only
        if link == "cloglog":
            mean = np.exp(eta)
            p, slope = -np.expm1(-mean), mean * np.exp(-mean)
        else:
            p = 1 / (1 + np.exp(-eta))
            slope = p * (1 - p)
        total = float(np.log(np.where(y == 1, p, 1 - p)).sum())
        weight = slope**2 / (p * (1 - p))
        _sign, log = np.linalg.slogdet((design * weight[:, None]).T @ design)
        return total + 0.5 * log if is_firth else total

    return value, design.shape[1]


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("penalty", ["none", "firth"])
def test_profile_ends_are_where_scipy_finds_them(link: str, penalty: str) -> None:
    effects = ("home",)
    fit, rows = _fitted(link, effects, penalty=penalty)
    value, n = _objective(rows, effects, link, penalty == "firth")

    def highest(held: dict[int, float]) -> tuple[float, np.ndarray]:
        free = [k for k in range(n) if k not in held]

        def below(part: np.ndarray) -> float:
            point = np.zeros(n)
            point[free] = part
            point[list(held)] = list(held.values())
            return -value(point)

        start = np.where(np.arange(n) == 2, -3.0, 0.0)[free]
        best = minimize(below, start, method="BFGS", options={"gtol": 1e-7})
        return -best.fun, best.x

    top, point = highest({})
    assert fit.slopes == pytest.approx(point[:2], abs=2e-6)
    quantile = chi2.isf(0.05, 1)
    found = fit.profiles[0]
    assert found.low is not None
    assert found.high is not None
    for end in (found.low, found.high):
        assert 2 * (top - highest({0: end})[0]) == pytest.approx(quantile, abs=1e-4)
    end = brentq(
        lambda b: 2 * (top - highest({0: b})[0]) - quantile,
        found.slope,
        found.high + 0.5,
        xtol=1e-5,
    )
    assert found.high == pytest.approx(end, abs=1e-4)
    assert found.p == pytest.approx(chi2.sf(2 * (top - highest({0: 0.0})[0]), 1), abs=1e-5)


def test_firth_is_finite_where_a_covariate_separates() -> None:
    panel, before, _ = made_up()
    flag = np.zeros(panel.n_pairs)
    flag[np.flatnonzero(~panel.has_event)[:6]] = 1.0
    fit = once_only_hazard(panel, {"flag": flag}, effects=("year",), penalty="firth")
    found = fit.profiles[0]
    assert -20 < found.slope < 0
    assert found.high is not None
    assert found.slope < found.high
    # no event behind the flag: the likelihood never falls far on that side
    assert found.low is None or found.low < found.slope - 2
    assert np.isfinite(before).all()


def test_labels_without_events_leave_and_are_named() -> None:
    panel, before, _ = made_up(log_hazard=-4.5, shape=(8, 12, 15))
    fit = once_only_hazard(panel, {"before": before}, profile=[])
    with_events = panel.home[panel.has_event]
    assert set(fit.separated_home) == set(range(8)) - set(with_events)
    assert set(fit.separated_foreign) >= set(range(12)) - set(panel.foreign[panel.has_event])
    years = set(range(panel.first_year, panel.last_year + 1))
    assert set(fit.separated_years) >= years - set(panel.event_year[panel.has_event])
    assert fit.n_events == panel.has_event.sum()
    assert fit.n_at_risk == len(rows_at_risk(panel, before=before))


def test_pairs_that_are_not_admitted_are_as_if_never_given() -> None:
    panel, before, _ = made_up()
    vague = np.zeros(panel.n_pairs, dtype=bool)
    vague[np.flatnonzero(panel.has_event)[:3]] = True
    year = np.where(panel.has_event, panel.event_year, 0).astype(float)
    year[~panel.has_event] = np.nan
    span = {"first_year": panel.first_year, "last_year": panel.last_year}
    whole = pair_panel(panel.home, panel.foreign, year, is_precise=~vague, **span)
    part = pair_panel(panel.home[~vague], panel.foreign[~vague], year[~vague], **span)
    one = once_only_hazard(whole, {"before": before}, profile=[])
    other = once_only_hazard(part, {"before": before[~vague]}, profile=[])
    assert one.n_not_admitted == 3
    assert one.slopes == pytest.approx(other.slopes, rel=1e-12)


def test_an_event_after_the_last_year_is_no_event_yet() -> None:
    panel, before, _ = made_up()
    cut = 1990
    year = np.where(panel.has_event, panel.event_year, 0).astype(float)
    year[~panel.has_event] = np.nan
    seen = before[:, : cut - panel.first_year + 1]
    fits = [
        once_only_hazard(
            pair_panel(panel.home, panel.foreign, one, first_year=panel.first_year, last_year=cut),
            {"before": seen},
            profile=[],
        )
        for one in (year, np.where(year > cut, np.nan, year))
    ]
    assert fits[0].slopes == pytest.approx(fits[1].slopes, rel=1e-12)
    assert fits[0].n_events == (year <= cut).sum()


def test_names_of_units_do_not_matter() -> None:
    panel, before, _ = made_up()
    order = np.random.default_rng(5).permutation(panel.n_pairs)
    names = np.array([40, 3, 17, 8, 25, 11])
    year = np.where(panel.has_event, panel.event_year, 0).astype(float)
    year[~panel.has_event] = np.nan
    other = pair_panel(
        names[panel.home][order], panel.foreign[order], year[order], first_year=panel.first_year,
        last_year=panel.last_year,
    )  # fmt: skip
    one = once_only_hazard(panel, {"before": before}, profile=[])
    again = once_only_hazard(other, {"before": before[order]}, profile=[])
    assert again.slopes == pytest.approx(one.slopes, rel=1e-9)
    assert again.errors.two_way == pytest.approx(one.errors.two_way, rel=1e-7)


def test_few_clusters_get_no_clustered_errors() -> None:
    panel, before, distance = made_up()
    clusters = (panel.home // 2, panel.foreign)
    covariates = {"before": before, "distance": distance}
    fit = once_only_hazard(panel, covariates, clusters=clusters, profile=[])
    assert fit.errors.n_home == 3
    assert fit.errors.home is None
    assert fit.errors.two_way is None
    assert fit.errors.foreign is not None
    assert "clustered by home, and two-way ones with them, cannot be told: 3" in fit.notes[0]
    with pytest.raises(InvalidArgument, match="kind='two-way' cannot be used; it has fewer than 5"):
        fit.errors.standard_errors()
    with pytest.raises(InvalidArgument, match="give one of model, pair, home"):
        fit.errors.of("cell")


def test_notes_say_when_events_are_few_and_which_interval_to_take() -> None:
    panel, before, _ = made_up(log_hazard=-5.5, shape=(12, 12, 15))
    fits = [
        once_only_hazard(panel, {"before": before}, effects=effects, penalty="firth", profile=[])
        for effects in (ALL, ())
    ]
    said = " ".join(fits[0].notes)
    n_effects = sum(
        one.size for one in (fits[0].home_labels, fits[0].foreign_labels, fits[0].year_labels)
    )
    assert f"With {fits[0].n_events_kept} events for {n_effects} effects" in said
    assert "Take the profile intervals" in said
    assert fits[1].notes == ()


@pytest.mark.parametrize("penalty", ["none", "firth"])
def test_units_of_covariates_do_not_matter(penalty: str) -> None:
    panel, before, distance = made_up()
    plain = {"before": before, "distance": distance}
    other = {"before": 1e-6 * before, "distance": 3e6 + 1e3 * distance}
    one, same = (once_only_hazard(panel, x, penalty=penalty) for x in (plain, other))
    assert same.slopes * [1e-6, 1e3] == pytest.approx(one.slopes, rel=1e-6)
    errors = [fit.errors.standard_errors("home") for fit in (one, same)]
    assert errors[1] * [1e-6, 1e3] == pytest.approx(errors[0], rel=1e-6)
    for ours, theirs, unit in zip(one.profiles, same.profiles, (1e-6, 1e3), strict=True):
        assert ours.high is not None
        assert theirs.high is not None
        assert theirs.high * unit == pytest.approx(ours.high, rel=1e-6)
        assert theirs.p == pytest.approx(ours.p, abs=1e-8)


def test_firth_and_likelihood_are_those_of_r() -> None:
    """R's glm, and brglm2 with Jeffreys' prior, on the same rows (`timing_oracle.R`)."""
    panel, covariates = hazard_panel()
    with (REFERENCE / "timing_hazard_oracle.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 8
    for row in rows:
        fit = once_only_hazard(
            panel, covariates, link=row["link"], penalty=row["penalty"], profile=[]
        )
        term = fit.names.index(row["term"])
        assert fit.slopes[term] == pytest.approx(float(row["slope"]), rel=1e-8)
        if row["penalty"] == "firth" or row["link"] == "logit":
            error = fit.errors.standard_errors("model")[term]
            assert error == pytest.approx(float(row["error"]), rel=1e-5)
