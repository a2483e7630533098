"""How the odds of each country have changed per decade in dated lists, and where one stands.

A list counts if it was read whole and dates its rows: a choice of rows may hold more of one
country's ties than of another's, and more of late years than of early ones.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from sistercities.errors import NetworkError
from sistercities.sentences import say
from sistercities.studies.attractiveness.country_effects import TOO_FEW_OTHERS, Standing
from sistercities.studies.attractiveness.data import AttractivenessData
from sistercities.studies.attractiveness.dated import (
    Countries,
    LaidOut,
    country_facts,
    dated_rows,
    laid_out,
)
from sistercities.studies.phrases import bare
from twolevel.choice.conditional_logit import ConditionalLogit, conditional_logit
from twolevel.core.array_types import Index, Real
from twolevel.rates.clusters import effective_clusters
from twolevel.rates.equal_traits import among_others_at_equal_traits
from twolevel.rates.prediction_interval import MIN_OTHERS

LEAST_DATED = 10
"""Dated choices of a country from which it has a level and a trend of its own."""

OF_PAIRS = (1, 3)
"""Of the covariates of a choice among countries: distance and language, which differ by chooser."""

MIN_OPEN = 2
"""Alternatives without which a choice tells nothing."""


def whole_dated_lists(data: AttractivenessData) -> frozenset[str]:
    """Return the places abroad whose own list a dated source read whole."""
    sources = data.study.sources
    dated = set(sources[sources["is_dated"].astype(bool)]["source_id"])
    rows = data.study.tables.region_coverage
    rows = rows[rows["is_covered"].astype(bool) & (rows["level"] == "upper")]
    return frozenset(rows[rows["source_id"].isin(dated)]["place_id"])


def known_rows(data: AttractivenessData, country: str, as_of: int) -> pd.DataFrame:
    """List the rows of dated lists of places abroad that have a sound date, with `is_whole`."""
    rows = dated_rows(data, country, as_of)
    rows = rows[rows["year"].notna()]
    return rows.assign(is_whole=rows["place_a"].isin(whole_dated_lists(data)))


def trend_among(
    data: AttractivenessData, country: str, rows: pd.DataFrame, least: int = LEAST_DATED
) -> Standing:
    """Tell where the trend of a country stands among those of others, by dated rows."""
    facts = country_facts(data)
    return trend_of(facts, laid_out(facts, rows, country), country, least)


def trend_of(facts: Countries, laid: LaidOut, country: str, least: int = LEAST_DATED) -> Standing:
    """Fit a level and a trend of each country with enough choices; compare that of one country."""
    taken = np.bincount(laid.alternative[laid.is_chosen], minlength=facts.code.size)
    named = np.flatnonzero(taken >= least)
    home = int(np.searchsorted(facts.code, country))
    is_home = laid.alternative[laid.is_chosen] == home
    chooser = np.unique(laid.chooser[laid.is_chosen][is_home], return_inverse=True)[1]
    found = Standing(
        None, n_countries=named.size, n_choices=int(laid.is_chosen.sum()),
        n_home=int(is_home.sum()), choosers=effective_clusters(chooser.astype(np.int64)),
    )  # fmt: skip
    if home not in named:
        return replace(found, note=say("too few of its dated choices are known"))
    if named.size <= MIN_OTHERS:
        return replace(found, note=TOO_FEW_OTHERS)
    try:
        slopes, errors = _slopes(laid, named)
        return _compared(slopes, errors, int(np.flatnonzero(named == home)[0]), found)
    except NetworkError as reason:
        return replace(found, note=say("there is no fit: {reason}", reason=bare(reason)))


def _compared(slopes: Real, errors: Real, k: int, found: Standing) -> Standing:
    others = (np.arange(slopes.size) != k) & np.isfinite(errors)
    if not np.isfinite(errors[k]):
        return replace(found, note=say("one list alone tells its change"))
    among = among_others_at_equal_traits(
        float(slopes[k]), float(errors[k]), slopes[others], errors[others],
        error_freedom=max(found.choosers - 1, 1.0),
    )  # fmt: skip
    rank = 1 + int((slopes[others] > slopes[k]).sum())
    return replace(found, among=among, rank=rank, n_countries=int(others.sum()) + 1)


def _slopes(laid: LaidOut, named: Index) -> tuple[Real, Real]:
    """Return the change of each named country per decade less their mean, and the errors.

    Choices among the named countries alone: independence of irrelevant alternatives, which the
    model has anyway, makes the others needless.
    """
    is_named = np.isin(laid.alternative, named)
    kept = is_named & np.isin(laid.choice, laid.choice[is_named & laid.is_chosen])
    size = np.bincount(laid.choice, kept)
    kept &= size[laid.choice] >= MIN_OPEN
    flags = laid.alternative[kept][:, None] == named[1:]
    decade = (laid.year[kept] - laid.year[laid.is_chosen].mean()) / 10
    traits = laid.x[kept][:, list(OF_PAIRS)]
    traits = traits[:, np.ptp(traits, axis=0) > 0]
    design = np.column_stack((traits, flags, flags * decade[:, None]))
    fit = conditional_logit(
        design, laid.choice[kept], laid.is_chosen[kept], cluster=laid.chooser[kept]
    )
    return _centred(fit, named.size)


def _centred(fit: ConditionalLogit, n: int) -> tuple[Real, Real]:
    """Take off the mean of the trends that more than one list tells; the first is what others have.

    The first of the named countries has no column: its trend is 0 before the mean is taken off.
    """
    slopes = np.append(0.0, fit.coefficients[1 - n :])
    is_told = np.append(True, np.isfinite(fit.standard_errors[1 - n :]))
    told = is_told[1:]
    covariance = np.zeros((n, n))
    inner = fit.covariance[1 - n :, 1 - n :][np.ix_(told, told)]
    at = 1 + np.flatnonzero(told)
    covariance[np.ix_(at, at)] = inner
    contrast = np.eye(n) - is_told / is_told.sum()
    variance = np.einsum("ij,jk,ik->i", contrast, covariance, contrast)
    centred = slopes - slopes[is_told].mean()
    return centred, np.where(is_told, np.sqrt(np.maximum(variance, 1e-12)), np.inf)
