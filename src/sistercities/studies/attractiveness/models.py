"""The fits of the study: choice among cities, choice among countries over the decades."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sistercities.errors import NetworkError
from sistercities.sentences import say
from sistercities.studies.attractiveness.choices import FAR_KM, HOME, TERMS, ChoiceRows
from sistercities.studies.attractiveness.cities import Cities
from sistercities.studies.attractiveness.dated import DATED_TERMS, TREND, DatedChoices
from sistercities.studies.attractiveness.rule import RULE
from sistercities.studies.phrases import bare
from twolevel.choice.clusters import t_quantile, two_sided_p, two_way_choice_errors
from twolevel.choice.conditional_logit import conditional_logit
from twolevel.core.array_types import Index, Real
from twolevel.core.labels import distinct
from twolevel.rates.clusters import MIN_EFFECTIVE, effective_clusters
from twolevel.rates.detectable import detectable_effect

FAR_TERMS = tuple(name for name in TERMS if name != "distance beyond 1,000 km")
"""Beyond 3,000 km the bend at 1,000 km is the distance itself."""

FIRST_SETS = 100
"""Choice sets in which it is looked first whether a column varies."""

KINDS = (
    say("larger chooser"),
    say("richer country of the chooser"),
    say("chooser on a coast"),
    say("chooser with a common official language"),
    say("chooser farther away"),
)
"""Products of the home country with traits of the chooser; amounts as log2."""


@dataclass(frozen=True, slots=True)
class OddsRatio:
    """A ratio with its 95 % interval, its logarithm with the error, and the freedom of its t."""

    value: float
    low: float
    high: float
    log: float
    standard_error: float
    freedom: float
    p: float | None = None

    def interval(self, level: float) -> tuple[float, float]:
        """Return the interval of another level."""
        reach = t_quantile(level, self.freedom) * self.standard_error
        return float(np.exp(self.log - reach)), float(np.exp(self.log + reach))


@dataclass(frozen=True, slots=True, eq=False)
class ChoiceModel:
    """A fitted choice model, or why there is none.

    Attributes
    ----------
    names, coefficients
        Terms and log odds, shape (k,).
    ratios
        Odds ratio of each term, by name; empty without an interval.
    n_choices, n_home, n_clusters
        Choices, those of the home country, and choosing countries or places.
    effective_choosers, effective_regions
        (sum n)^2 / sum n^2 of the choices of the home country over choosing countries (or places),
        and over its regions.
    freedom
        Degrees of freedom of t.
    left_out
        Terms that do not vary.
    note
        Why something is missing.
    """

    names: tuple[str, ...]
    coefficients: Real
    ratios: dict[str, OddsRatio]
    n_choices: int
    n_home: int
    n_clusters: int
    effective_choosers: float
    effective_regions: float
    freedom: float
    left_out: tuple[str, ...] = ()
    note: str = ""

    @property
    def home(self) -> OddsRatio | None:
        """Odds ratio of the home country."""
        return self.ratios.get(TERMS[HOME])

    def detectable(self, name: str, size: float = 1 - RULE.joint) -> float | None:
        """Smallest ratio above 1 of a term that is found with 80 % power."""
        ratio = self.ratios.get(name)
        if ratio is None or not ratio.standard_error > 0 or self.freedom <= 0:
            return None
        return float(np.exp(detectable_effect(ratio.standard_error, self.freedom, size=size)))


def fit_choices(rows: ChoiceRows, names: Sequence[str] = TERMS) -> ChoiceModel:
    """Fit the choice among cities, errors by choosing country and region of the alternative."""
    return _fitted(rows, rows.x[:, [TERMS.index(name) for name in names]], tuple(names))


def far_rows(rows: ChoiceRows) -> ChoiceRows:
    """Keep what lies beyond 3,000 km of the chooser."""
    return rows.kept(rows.km > FAR_KM)


def fit_far(rows: ChoiceRows) -> ChoiceModel:
    """Fit the choice among far cities alone."""
    return fit_choices(far_rows(rows), FAR_TERMS)


def fit_kinds(rows: ChoiceRows, cities: Cities) -> ChoiceModel:
    """Fit the choice with products of the home country and traits of the chooser.

    Traits are taken less their mean over the choices, so that the ratio of the home country is
    that for the mean chooser.
    """
    traits = _traits(rows, cities)
    taken = traits[rows.is_chosen].mean(axis=0) if len(traits) else 0.0
    products = (traits - taken) * rows.is_home[:, None]
    return _fitted(rows, np.column_stack((rows.x, products)), (*TERMS, *KINDS))


def _traits(rows: ChoiceRows, cities: Cities) -> Real:
    """Traits of choosers; of distance and language, to the home country's own rows of the set."""
    i = rows.chooser
    n = int(rows.choice.max(initial=0)) + 1
    home = rows.is_home
    count = np.maximum(np.bincount(rows.choice[home], minlength=n), 1)
    log_km = np.log2(np.maximum(rows.km, 1.0))
    km = (np.bincount(rows.choice[home], log_km[home], n) / count)[rows.choice]
    language = rows.x[:, TERMS.index("common official language")]
    shared = (np.bincount(rows.choice[home], language[home], n) / count)[rows.choice]
    return np.column_stack(
        (cities.log_size[i], cities.log_income[i], cities.is_coastal[i].astype(float), shared, km)
    )


def _varying(x: Real, choice: Index, names: tuple[str, ...]) -> list[int]:
    """Positions of the columns that vary within some set."""
    if not len(x):
        return []
    label = distinct(choice)[1]
    first = np.flatnonzero(label < FIRST_SETS)  # most columns vary there already
    found = {k for k in range(len(names)) if _varies(x[first, k], label[first])}
    return [k for k in range(len(names)) if k in found or _varies(x[:, k], label)]


def _varies(column: Real, label: Index) -> bool:
    mean = np.bincount(label, column) / np.bincount(label)
    return bool(np.abs(column - mean[label]).max() > 1e-9)


def _fitted(rows: ChoiceRows, x: Real, names: tuple[str, ...]) -> ChoiceModel:
    used = _varying(x, rows.choice, names)
    kept = tuple(names[k] for k in used)
    home = rows.is_home & rows.is_chosen
    empty = ChoiceModel(
        kept, np.zeros(0), {}, int(rows.is_chosen.sum()), int(home.sum()),
        int(np.unique(rows.by_chooser).size), _effective(rows.by_chooser[home]),
        _effective(rows.by_alternative[home]), 0.0,
        tuple(name for name in names if name not in kept),
    )  # fmt: skip
    if TERMS[HOME] not in kept or empty.n_home in (0, empty.n_choices):
        return replace(empty, note=say("No choice, or every one, is of the home country."))
    design = x[:, used]
    try:
        fit = conditional_logit(design, rows.choice, rows.is_chosen, offset=rows.offset, names=kept)
        errors = two_way_choice_errors(
            design, rows.choice, rows.is_chosen, rows.offset, fit.coefficients,
            by_chooser=rows.by_chooser, by_alternative=rows.by_alternative,
        )  # fmt: skip
    except NetworkError as reason:
        return replace(empty, note=say("There is no fit: {reason}.", reason=bare(reason)))
    model = replace(empty, coefficients=fit.coefficients)
    effective = min(empty.effective_choosers, empty.effective_regions)
    return _with_ratios(model, errors.standard_errors, effective, errors.note)


def _effective(label: Index) -> float:
    return effective_clusters(distinct(label)[1])


def _with_ratios(model: ChoiceModel, error: Real, effective: float, note: str) -> ChoiceModel:
    if effective < MIN_EFFECTIVE:
        return replace(
            model,
            note=say(
                "With {effective:.1f} effective clusters there is no interval.", effective=effective
            ),
        )
    freedom = effective - 1
    reach = t_quantile(0.95, freedom) * error
    b = model.coefficients
    columns = [*(np.exp(v) for v in (b, b - reach, b + reach)), b, error, np.full(b.size, freedom)]
    p = two_sided_p(b / error, freedom)
    rows = zip(*(column.tolist() for column in columns), p.tolist(), strict=True)
    ratios = {name: OddsRatio(*row) for name, row in zip(model.names, rows, strict=True)}
    return replace(model, ratios=ratios, freedom=freedom, note=note)


def fit_change(dated: DatedChoices) -> ChoiceModel:
    """Fit the choice among countries with the home country's ratio per decade."""
    used = _varying(dated.x, dated.choice, DATED_TERMS)
    names = tuple(DATED_TERMS[k] for k in used)
    home = dated.is_home & dated.is_chosen
    chooser = dated.chooser[dated.is_chosen]
    empty = ChoiceModel(
        names, np.zeros(0), {}, dated.n_choices, int(home.sum()), int(np.unique(chooser).size),
        _effective(chooser), 0.0, 0.0,
    )  # fmt: skip
    if DATED_TERMS[TREND] not in names or empty.n_home in (0, empty.n_choices):
        return replace(empty, note=say("No dated choice, or every one, is of the home country."))
    try:
        fit = conditional_logit(
            dated.x[:, used], dated.choice, dated.is_chosen, cluster=dated.chooser, names=names
        )
    except NetworkError as reason:
        return replace(empty, note=say("There is no fit: {reason}.", reason=bare(reason)))
    model = replace(empty, coefficients=fit.coefficients)
    if not np.isfinite(fit.standard_errors).all():
        return replace(model, note=fit.note)
    return _with_ratios(model, fit.standard_errors, empty.effective_choosers, "")
