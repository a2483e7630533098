"""Errors of the bins by leaving out a home unit at a time, to first order (CV3).

A home unit with many ties pulls the fit to itself, and its scores shrink; errors from squared
scores (CV1) are then too small. Without home unit h one Newton step from the fit of all moves the
slopes by -(I - I_h)^-1 s_h, I the information and s the scores; pairs lie in home units, so their
effects leave with them, and those of periods are fitted again.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import linalg

from twolevel.core.array_types import Index, Real
from twolevel.dyads.result import DyadicFit

RIDGE = 1e-10
"""Share of the mean information that is added to that of periods, as pair effects span a part."""
LEFT = 1e-8
"""Share of the information along a direction below which the other home units do not tell it."""
TOUCHED = 1e-6
"""Part of a slope in such a direction that makes its error unknown."""


def home_jackknife(
    fit: DyadicFit, y: Real, x: Real, pair: Index, period: Index, home: Index
) -> Real:
    """Return the covariance of the slopes; infinite variance where one home unit alone tells one.

    (G - 1) / G times the sum over G home units of the outer products of the steps.

    Parameters
    ----------
    fit
        Poisson fit with effects of pairs (first) and periods (second).
    y, x
        The counts and terms that were fitted, shapes (n_rows,) and (n_rows, n_terms).
    pair, period, home
        Labels of the rows, shape (n_rows,); each pair lies in one home unit.

    References
    ----------
    .. [1] MacKinnon, Nielsen & Webb (2023), Cluster-robust inference: a guide to empirical
       practice. J. Econometrics 232(2), 272-299. doi:10.1016/j.jeconom.2022.04.001
    """
    stays = np.isin(pair, fit.first_labels) & np.isin(period, fit.second_labels)
    y, x = y[stays], x[stays].astype(np.float64)
    at_pair = np.searchsorted(fit.first_labels, pair[stays])
    at_period = np.searchsorted(fit.second_labels, period[stays])
    at_home = np.unique(home[stays], return_inverse=True)[1]
    eta = x @ fit.slopes + fit.first_effects[at_pair] + fit.second_effects[at_period]
    rows = _Rows(np.exp(eta), y - np.exp(eta), x, at_pair, at_period)
    order = np.argsort(at_home, kind="stable")
    ends = np.flatnonzero(np.diff(at_home[order])) + 1
    return _covariance([rows.of(own) for own in np.split(order, ends)], rows.n_periods)


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """Means, counts less means, terms, and the labels of pairs and periods of rows."""

    mean: Real
    rest: Real
    x: Real
    pair: Index
    period: Index

    @property
    def n_periods(self) -> int:
        return int(self.period.max()) + 1

    def of(self, own: Index) -> _Rows:
        """Return some rows, their pairs numbered anew."""
        pair = np.unique(self.pair[own], return_inverse=True)[1]
        return _Rows(self.mean[own], self.rest[own], self.x[own], pair, self.period[own])

    def information(self, n_periods: int) -> Real:
        """Return the information on slopes and periods, free of pairs, slopes first."""
        k = self.x.shape[1]
        at, weighted = k + self.period, self.x * self.mean[:, None]
        whole, sums = np.zeros((k + n_periods,) * 2), np.zeros((self.pair.max() + 1, k + n_periods))
        whole[:k, :k] = self.x.T @ weighted
        np.add.at(whole, (at, at), self.mean)
        np.add.at(whole[:, :k], at, weighted)
        whole[:k, k:] = whole[k:, :k].T
        np.add.at(sums, (self.pair, at), self.mean)
        np.add.at(sums[:, :k], self.pair, weighted)
        scaled = sums / np.sqrt(np.bincount(self.pair, self.mean))[:, None]
        free: Real = whole - scaled.T @ scaled
        return free

    def score(self, n_periods: int) -> Real:
        """Return the score of slopes and periods."""
        return np.append(self.rest @ self.x, np.bincount(self.period, self.rest, n_periods))


def _covariance(homes: list[_Rows], n_periods: int) -> Real:
    k, n = homes[0].x.shape[1], len(homes)
    whole = np.zeros((k + n_periods,) * 2)
    for one in homes:
        whole += one.information(n_periods)
    root = np.linalg.cholesky(
        np.linalg.inv(_free_of_periods(whole, np.zeros(whole.shape[0]), k)[0])
    )
    reach = np.sqrt((root**2).sum(axis=1))
    steps, unknown = np.empty((n, k)), np.zeros(k, dtype=np.bool_)
    for number, one in enumerate(homes):
        rest = whole - one.information(n_periods)
        information, score = _free_of_periods(rest, -one.score(n_periods), k)
        left, turn = np.linalg.eigh(root.T @ information @ root)
        is_told = left > LEFT
        inverse = np.where(is_told, 1 / np.where(is_told, left, 1.0), 0.0)
        steps[number] = root @ (turn @ (inverse * (turn.T @ (root.T @ score))))
        along = np.abs(root @ turn[:, ~is_told]).max(axis=1, initial=0.0)
        unknown |= along > TOUCHED * reach
    covariance: Real = (n - 1) / n * (steps.T @ steps)
    covariance[unknown] = covariance[:, unknown] = 0.0
    covariance[unknown, unknown] = np.inf
    return covariance


def _free_of_periods(information: Real, score: Real, k: int) -> tuple[Real, Real]:
    """Return information and score of the slopes that the periods leave, (k, k) and (k,)."""
    periods = information[k:, k:]
    ridge = RIDGE * float(np.diag(periods).mean()) * np.eye(periods.shape[0])
    factor = linalg.cho_factor(periods + ridge, lower=True)
    cross = information[k:, :k]
    ahead = linalg.cho_solve(factor, np.column_stack((cross, score[k:])))
    rest: Real = information[:k, :k] - cross.T @ ahead[:, :k]
    return (rest + rest.T) / 2, score[:k] - cross.T @ ahead[:, k]
