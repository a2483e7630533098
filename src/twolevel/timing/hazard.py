"""The once-only hazard of the upper tie, in discrete time.

Intervals of a slope where the likelihood, with the others at their best, has fallen enough.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import linalg
from scipy.optimize import brentq
from scipy.special import chdtrc, chdtri

from twolevel.core.argument_checks import arrays_of, integers, one_of, share
from twolevel.core.array_types import Index, Real
from twolevel.errors import InvalidArgument, NetworkError
from twolevel.sentences import say
from twolevel.timing.hazard_climb import Hazard, Height, Link, Penalty, climb, hazard_of, start_of
from twolevel.timing.panel import PairPanel
from twolevel.timing.risk_set import EffectSet, RiskSet, risk_set
from twolevel.timing.sandwich import SlopeErrors, clustered_errors

SMALL_HELD = 1e-13
"""Squared length of the last step of a fit with a held slope: the fall is exact to this."""
END_SHARE = 1e-9
"""Precision of an end, in standard errors."""
GROWTH = 1.6
MOST_REACH = 60
"""Steps of growth in the search for an end."""


@dataclass(frozen=True, slots=True)
class ProfileInterval:
    """A slope with its profile interval and likelihood-ratio test.

    Attributes
    ----------
    name, slope
        The covariate and its estimate.
    low, high
        Ends where twice the fall of the (penalised) log likelihood is the chi-square quantile;
        None where it never falls so far on that side.
    p
        Likelihood-ratio test of H0: slope 0, chi-square with one degree of freedom.
    level
        Of the interval.
    """

    name: str
    slope: float
    low: float | None
    high: float | None
    p: float
    level: float


def profile_interval(hazard: Hazard, top: Height, term: int, level: float) -> ProfileInterval:
    """Return the profile interval of a slope around the highest point."""
    side = Profile(hazard, top, term)
    error, wanted = side.error, float(chdtri(1, 1 - level))
    return ProfileInterval(
        name=hazard.risk.names[term], slope=side.slope,
        low=side.end(wanted, -error), high=side.end(wanted, error),
        p=float(chdtrc(1, max(side.fall(0.0), 0.0))), level=level,
    )  # fmt: skip


class Profile:
    """Falls of twice the objective along one slope; each fit starts from the nearest before.

    Attributes
    ----------
    slope, error
        The slope at the top, and its standard error by the information there.
    """

    def __init__(self, hazard: Hazard, top: Height, term: int) -> None:
        self._hazard, self._top, self._term = hazard, top, term
        self._column = hazard.slopes.start + term
        self._scale = float(hazard.scale[term])
        unit = np.zeros(hazard.columns.n_free)
        unit[self._column] = 1.0
        factor = linalg.cho_factor(top.information, lower=True)
        direction = np.asarray(linalg.cho_solve(factor, unit))
        self.slope = float(top.point[self._column]) * self._scale
        self.error = float(np.sqrt(direction[self._column])) * self._scale
        # where the other parameters go, to first order, as the slope moves
        self._direction = np.append(direction / direction[self._column], 0.0)
        self._known: dict[float, Real] = {float(top.point[self._column]): top.point}

    def fall(self, value: float) -> float:
        """Return twice the fall of the objective where the slope is held at a value."""
        held_at = value / self._scale
        nearest = min(self._known, key=lambda one: abs(one - held_at))
        start = self._known[nearest] + (held_at - nearest) * self._direction
        start[self._column] = held_at
        held = climb(self._hazard, start, held=self._term, small=SMALL_HELD)
        self._known[held_at] = held.point
        return 2 * (self._top.value - held.value)

    def end(self, wanted: float, error: float) -> float | None:
        """Return where the fall is as wanted on the side that the sign of `error` says."""
        slope = self.slope
        near, far = 0.0, float(np.sqrt(wanted)) * error
        for _ in range(MOST_REACH):
            if self.fall(slope + far) >= wanted:
                break
            near, far = far, far * GROWTH
        else:
            return None

        # The root of the fall is nearly linear in the slope.
        def short(reach: float) -> float:
            return float(np.sqrt(max(self.fall(slope + reach), 0.0)) - np.sqrt(wanted))

        tolerance = END_SHARE * abs(error)
        reach = far if short(far) == 0 else brentq(short, near, far, xtol=tolerance)
        return slope + float(reach)


LINKS: tuple[Link, ...] = ("cloglog", "logit")
PENALTIES: tuple[Penalty, ...] = ("none", "firth")
FEW_EVENTS = 10
"""Events per slope below which the estimate without penalty is biased away from 0."""


@dataclass(frozen=True, slots=True, eq=False)
class HazardFit:
    """Slopes of the hazard of an upper tie.

    Attributes
    ----------
    names, slopes
        Covariates and slopes, shape (n_terms,): log hazard ratios (cloglog) or log odds ratios.
    errors
        Covariances: of the model, and clustered.
    profiles
        Profile interval and likelihood-ratio test of each covariate asked for.
    link, penalty
        As asked.
    home_effects, foreign_effects, year_effects
        Effects of the labels of the same name, up to a constant of each set; empty where the set is
        not in use.
    home_labels, foreign_labels, year_labels
        Labels that stayed.
    separated_home, separated_foreign, separated_years
        Labels that left since their pair-years have no event, or nothing else: no slope could
        change their fit.
    n_events, n_events_kept
        Events of admitted pairs, and those that stayed.
    n_pairs, n_pairs_kept
        Pairs of the panel, and those that stayed.
    n_at_risk, n_rows
        Pair-years at risk, and those that stayed.
    n_not_admitted
        Pairs that left since the year of their upper tie is not known well enough.
    log_likelihood
        Without penalty, at the estimate.
    n_iterations
        Steps of Newton's method.
    notes
        What limits the result; empty if nothing does.
    """

    names: tuple[str, ...]
    slopes: Real
    errors: SlopeErrors
    profiles: tuple[ProfileInterval, ...]
    link: Link
    penalty: Penalty
    home_effects: Real
    foreign_effects: Real
    year_effects: Real
    home_labels: Index
    foreign_labels: Index
    year_labels: Index
    separated_home: Index
    separated_foreign: Index
    separated_years: Index
    n_events: int
    n_events_kept: int
    n_pairs: int
    n_pairs_kept: int
    n_at_risk: int
    n_rows: int
    n_not_admitted: int
    log_likelihood: float
    n_iterations: int
    notes: tuple[str, ...]


def once_only_hazard(
    panel: PairPanel,
    covariates: Mapping[str, ArrayLike],
    *,
    effects: Sequence[EffectSet] = ("home", "foreign", "year"),
    link: Link = "cloglog",
    penalty: Penalty = "none",
    clusters: tuple[ArrayLike, ArrayLike] | None = None,
    profile: Sequence[str] | None = None,
    level: float = 0.95,
) -> HazardFit:
    """Fit the hazard of the upper tie of each pair, which is at risk until it has one.

    H0 of each p: given the effects and the other covariates, the covariate does not move the
    hazard. Pairs have no effects: a pair has one event at most, always in its last year, so with an
    effect of its own any covariate that grows would seem to bring the event about (Allison &
    Christakis 2006).

    Parameters
    ----------
    panel
        From `pair_panel`: all pairs that could have an upper tie.
    covariates
        Values by name, of each pair, shape (n_pairs,), or of each pair and year, shape (n_pairs,
        n_years). Those of the year itself may have come after the event: give earlier ones, such
        as `ties_before`.
    effects
        Which sets of effects: any of `home`, `foreign`, `year`; none: a constant.
    link
        `cloglog`: the hazard within a year is proportional, exp(slope) a ratio of hazards however
        long the years; `logit`: exp(slope) a ratio of odds of a year.
    penalty
        `none`: maximum likelihood, refused if there is none. `firth`: half the log determinant of
        the expected information is added (Jeffreys' prior), after labels without events left; all
        estimates and intervals are finite.
    clusters
        Cluster of the home and of the foreign unit of each pair, shape (n_pairs,) each; the units
        if None.
    profile
        Covariates whose profile interval is wanted; all if None.
    level
        Of the profile intervals.

    Returns
    -------
    HazardFit
        Slopes with all their errors, and what left.

    Raises
    ------
    InvalidArgument
        If a choice is not among those allowed.
    NetworkError
        If no event is left, a covariate is constant, spanned or not finite, or, without penalty,
        separates events from other pair-years.

    References
    ----------
    Allison & Christakis (2006), Fixed-effects methods for the analysis of nonrepeated events.
    Sociol. Methodol. 36. doi:10.1111/j.1467-9531.2006.00177.x
    Prentice & Gloeckler (1978), Regression analysis of grouped survival data with application to
    breast cancer data. Biometrics 34(1). doi:10.2307/2529588
    Firth (1993), Bias reduction of maximum likelihood estimates. Biometrika 80(1).
    doi:10.1093/biomet/80.1.27
    Kosmidis & Firth (2021), Jeffreys-prior penalty, finiteness and shrinkage in binomial-response
    generalized linear models. Biometrika 108(1). doi:10.1093/biomet/asaa052
    Heinze & Schemper (2002), A solution to the problem of separation in logistic regression. Stat.
    Med. 21(16). doi:10.1002/sim.1047
    """
    _check_choices(link, penalty, level)
    risk = risk_set(panel, covariates, effects)
    terms = _profiled(profile, risk.names)
    home, foreign = _clusters(panel, clusters)
    hazard = hazard_of(risk, link, penalty)
    top = climb(hazard, start_of(hazard))
    inverse = linalg.cho_solve(
        linalg.cho_factor(top.information, lower=True), np.eye(top.information.shape[0])
    )
    errors = clustered_errors(hazard, top, inverse, home[risk.pair], foreign[risk.pair])
    profiles = tuple(profile_interval(hazard, top, term, level) for term in terms)
    return _result(panel, hazard, top, errors, profiles)


def _check_choices(link: str, penalty: str, level: float) -> None:
    one_of("link", link, LINKS)
    one_of("penalty", penalty, PENALTIES)
    share("level", level)


def _profiled(profile: Sequence[str] | None, names: tuple[str, ...]) -> list[int]:
    if profile is not None and not isinstance(profile, list | tuple):
        raise InvalidArgument("profile", profile, f"give a list of some of {', '.join(names)}")
    wanted = list(names) if profile is None else list(profile)
    unknown = [one for one in wanted if one not in names]
    if unknown:
        raise InvalidArgument("profile", unknown[0], f"give some of {', '.join(names)}")
    return [names.index(one) for one in wanted]


def _clusters(
    panel: PairPanel, clusters: tuple[ArrayLike, ArrayLike] | None
) -> tuple[Index, Index]:
    if clusters is None:
        return panel.home, panel.foreign
    given = arrays_of("clusters", clusters, 2, 2, say("one for each end"))
    first, second = (integers(f"clusters[{k}]", one) for k, one in enumerate(given))
    for k, labels in enumerate((first, second)):
        if labels.shape != (panel.n_pairs,):
            raise NetworkError(
                f"clusters[{k}]", f"has shape {labels.shape}", f"give {panel.n_pairs} labels"
            )
    return first, second


def _result(
    panel: PairPanel,
    hazard: Hazard,
    top: Height,
    errors: SlopeErrors,
    profiles: tuple[ProfileInterval, ...],
) -> HazardFit:
    risk, columns = hazard.risk, hazard.columns
    effects = np.split(top.point[columns.effect], np.cumsum(risk.sizes))[:3]
    is_used = any(risk.sizes)
    home, foreign, year = (one if is_used else one[:0] for one in effects)
    return HazardFit(
        names=risk.names, slopes=top.point[hazard.slopes] * hazard.scale, errors=errors,
        profiles=profiles, link=hazard.link, penalty=hazard.penalty,
        home_effects=home, foreign_effects=foreign, year_effects=year,
        home_labels=risk.kept[0], foreign_labels=risk.kept[1], year_labels=risk.kept[2],
        separated_home=risk.separated[0], separated_foreign=risk.separated[1],
        separated_years=risk.separated[2],
        n_events=risk.n_events, n_events_kept=int(risk.is_event.sum()),
        n_pairs=panel.n_pairs, n_pairs_kept=int(risk.pair.size),
        n_at_risk=risk.n_at_risk, n_rows=risk.n_rows,
        n_not_admitted=int((~panel.is_admitted).sum()),
        log_likelihood=top.log_likelihood, n_iterations=top.n_iterations,
        notes=_notes(risk, hazard.penalty, errors),
    )  # fmt: skip


def _notes(risk: RiskSet, penalty: Penalty, errors: SlopeErrors) -> tuple[str, ...]:
    notes = list(errors.notes)
    n_events, n_slopes = int(risk.is_event.sum()), len(risk.names)
    if penalty == "none" and n_events < FEW_EVENTS * n_slopes:
        notes.append(
            say(
                "With {n_events} events for {n_slopes} slopes maximum likelihood is biased away"
                ' from zero; use penalty="firth" and its profile intervals.',
                n_events=n_events,
                n_slopes=n_slopes,
            )
        )
    n_effects = sum(risk.sizes)
    if n_events < n_effects:
        notes.append(
            say(
                "With {n_events} events for {n_effects} effects the likelihood-ratio tests "
                "reject somewhat too often, up to 9 % for 5 % in simulated worlds; take the t "
                "with errors by pair without penalty, which keeps to 6 %, or give fewer sets of"
                " effects.",
                n_events=n_events,
                n_effects=n_effects,
            )
        )
    if penalty == "firth" and any(risk.sizes):
        notes.append(
            say(
                "Take the profile intervals: the penalty adds half an event for each effect, so"
                " errors by the information, and clustered ones, are too small."
            )
        )
    return tuple(notes)
