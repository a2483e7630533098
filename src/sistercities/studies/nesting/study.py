"""The study of nesting: from data to result.

What the network could have shown of chance, and why it could not.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Unpack

from sistercities.errors import InvalidArgument
from sistercities.network.two_level import TwoLevelNetwork
from sistercities.sentences import say
from sistercities.studies.claims import ClaimVerdict
from sistercities.studies.nesting.autonomy import (
    autonomy_of_cities,
    autonomy_of_units,
    withheld,
)
from sistercities.studies.nesting.estimates import all_estimates
from sistercities.studies.nesting.gaps import Gaps, ListedShares
from sistercities.studies.nesting.nulls import NULL as CHANNEL_NULL
from sistercities.studies.nesting.nulls import VARYING, compare_all, without_country
from sistercities.studies.nesting.part_exist import KINDS, kind_of
from sistercities.studies.nesting.part_ground import PartGround, dual_places, known_today, lists_of
from sistercities.studies.nesting.part_share import bounds_of, weights_said
from sistercities.studies.nesting.parts import find_parts
from sistercities.studies.nesting.result import (
    Estimate,
    NestingResult,
    NullComparison,
    Power,
    SensitivityRow,
)
from sistercities.studies.nesting.rule import RULE, NestingRule
from sistercities.studies.nesting.sensitivity import Tried, sensitivity_rows, try_changes
from sistercities.studies.nesting.tables import (
    coverage_rows,
    home_ties,
    partner_countries,
    ties_by_year,
    undated_by_class,
)
from sistercities.studies.nesting.verdict import (
    Existence,
    existence_verdict,
    logic_verdict,
)
from sistercities.studies.nesting.words import first_line_warning, headline, with_sentences
from sistercities.studies.scope import Scope, scope_of, scope_settings
from sistercities.studies.settings import Asked, asked_of_country
from sistercities.studies.study_data import StudyData, as_arrays
from sistercities.terms.json_records import RecordTuple
from sistercities.terms.progress import quiet
from twolevel.calibrate.stored import stored_coverage
from twolevel.core.arrays import TwoLevelArrays
from twolevel.nulls.catalogue import HOME_NULLS, MAIN_NULL, main_first
from twolevel.nulls.home_nulls import NULL_IDS
from twolevel.nulls.power import MinimalRatio, minimal_detectable_ratio
from twolevel.rates.clusters import effective_clusters


def power_of(
    arrays: TwoLevelArrays, main: NullComparison | None, rule: NestingRule = RULE
) -> Power:
    """Return the smallest ratio that would be found; none above where the rule needs more."""
    units = effective_clusters(arrays.tie_unit)
    countries = effective_clusters(arrays.tie_country)
    nearest = stored_coverage("observed_over_expected", min(units, countries))
    # Simulated worlds with many more clusters say nothing of intervals on so few.
    is_near = min(units, countries) >= nearest.effective_clusters / 2
    covered = nearest.rate if is_near else None

    def power(above: float | None, below: float | None, sentence: str) -> Power:
        return Power(MAIN_NULL, above, below, units, countries, covered, sentence)

    if main is None:
        lacking = say(
            "the verdict needs the null {main_null}, which was not asked for", main_null=MAIN_NULL
        )
        return power(None, None, lacking)
    if main.mean is None or main.sd is None:
        unknown = say(
            "the null {main_null} gave no mean, so power is not known", main_null=MAIN_NULL
        )
        return power(None, None, unknown)
    minimal = minimal_detectable_ratio(main.mean, main.sd, maximum=arrays.n_ties)
    why = _why_too_weak(rule, units, main.mean, arrays.n_ties, minimal)
    if why:
        return power(None, minimal.below, why)
    return power(minimal.above, minimal.below, _found(minimal))


def _why_too_weak(
    rule: NestingRule, units: float, expected: float, n_ties: int, minimal: MinimalRatio
) -> str:
    few_units = rule.needs.unmet(units=units)
    if few_units and minimal.above is not None:
        return say(
            "{why} (in these alone the test finds a ratio of {above:.2f} or more, with 80 % power)",
            why=few_units,
            above=minimal.above,
        )
    too_few = few_units or rule.needs.unmet(expected=expected, n_ties=n_ties)
    if too_few or minimal.above is not None:
        return too_few
    return say(
        "{expected:.1f} of {n_ties} city ties are expected inside, and no excess over that could "
        "be told from chance with 80 % power",
        expected=expected,
        n_ties=n_ties,
    )


def _found(minimal: MinimalRatio) -> str:
    below = say("none") if minimal.below is None else f"{minimal.below:.2f}"
    return say(
        "with 80 % power, at the 5 % level, the test finds a ratio of {above:.2f} or "
        "more, or of {below} or less",
        above=minimal.above,
        below=below,
    )


TOO_FEW = say("too few home regions, or ties expected inside, to compare with chance")
"""Why autonomy is withheld where the verdict on C3 is."""

SETTINGS: dict[str, str] = {
    say("dual"): say("dropped"),
    say("districts and counties"): say("kept apart"),
    say("former regions"): say("as they were when the tie began"),
    say("upper tier"): say(
        "the finest tier that signs for provinces, with coarser signing tiers beside"
    ),
}


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the parts of one run share."""

    data: StudyData
    network: TwoLevelNetwork
    arrays: TwoLevelArrays
    scope: Scope
    listed: ListedShares
    gaps: Gaps | None


@dataclass(frozen=True, slots=True)
class _Found:
    """What one run has drawn and tried."""

    comparisons: dict[str, NullComparison]
    channel: dict[str, NullComparison]
    tried: tuple[Tried, ...]
    rows: tuple[SensitivityRow, ...]


def study_nesting(
    data: StudyData,
    *,
    nulls: Sequence[str] = main_first(HOME_NULLS),
    draws: int = 10_000,
    **asked: Unpack[Asked],
) -> NestingResult:
    """Study whether the city ties of a country follow the ties of its provinces.

    Parameters
    ----------
    data
        The release.
    nulls
        Ids of the null models to draw from; the main null is always among the first drawn if given.
    draws
        Draws from each null, at least 1.
    **asked
        As `Asked` says.

    Raises
    ------
    InvalidArgument
        If an argument is outside what is allowed.
    """
    _check(nulls, draws)
    country, year, seed, executor, on_progress = asked_of_country(data, asked)
    network = data.tables.network(country, year)
    if network.n_ties == 0 or network.n_upper == 0:
        from sistercities.studies.nesting.unjudged import unjudged

        return unjudged(data, network, draws=draws, seed=seed, rules=SETTINGS)
    arrays = as_arrays(network)
    comparisons = compare_all(
        arrays, nulls, draws=draws, seed=seed, executor=executor, on_progress=on_progress
    )
    ground = _Ground(data, network, arrays, scope_of(data, network), *lists_of(data, network))
    tried = try_changes(data, network)
    main = comparisons.get(MAIN_NULL)
    rows = sensitivity_rows(tried, network, main, seed=seed, on_progress=on_progress)
    channel = _channel(arrays, nulls, draws, seed, executor)
    found = _Found(comparisons, channel, tried, tuple(rows))
    return _result(ground, found, draws, seed)


def _check(nulls: Sequence[str], draws: int) -> None:
    for null in nulls:
        if null not in NULL_IDS:
            raise InvalidArgument("null", null, f"use one of {', '.join(NULL_IDS)}")
    if not nulls:
        raise InvalidArgument("null", "", f"name at least one of {', '.join(NULL_IDS)}")
    if draws < 1:
        raise InvalidArgument("draws", draws, "use a whole number of at least 1, as in 10000")


def _channel(
    arrays: TwoLevelArrays, nulls: Sequence[str], draws: int, seed: int, executor: Executor | None
) -> dict[str, NullComparison]:
    """Set ties without an upper tie with the country against the nulls that can vary them."""
    flipped = without_country(arrays)
    asked = [null for null in VARYING if null == CHANNEL_NULL or null in nulls]
    return compare_all(flipped, asked, draws=draws, seed=seed, executor=executor, on_progress=quiet)


def _verdicts(
    ground: _Ground, estimates: dict[str, Estimate], power: Power
) -> dict[str, ClaimVerdict]:
    arrays = ground.arrays
    is_firm = ground.data.firm.are_firm(ground.network.tie_ids)
    kinds = {part: kind_of(arrays, of_kind(arrays), is_firm) for part, of_kind in KINDS.items()}
    pair, pairs = ground.scope.pair, ground.scope.pairs
    c1 = existence_verdict(
        "C1",
        estimates["share_no_upper"],
        Existence(kinds["C1.exist"], arrays.n_ties),
        say(
            "come from a {unit} without any sister {pair} in that country",
            unit=ground.scope.unit,
            pair=pair,
        ),
        say("Partners of the regions, so far unlisted, in every one of these countries."),
    )
    c2 = existence_verdict(
        "C2",
        _outside(estimates["share_inside"]),
        Existence(kinds["C2.exist"], arrays.n_ties),
        say("lie outside sister {pairs}", pairs=pairs),
        say(
            "So many unlisted partnerships of regions that none of these partnerships of cities "
            "would lie outside them."
        ),
    )
    c3 = logic_verdict(estimates["share_inside"], estimates["observed_over_expected"], power, pairs)
    return {"C1": c1, "C2": c2, "C3": c3}


def _outside(share: Estimate) -> Estimate:
    """Turn the share inside into the share outside."""

    def less(value: float | None) -> float | None:
        return None if value is None else 1 - value

    return Estimate(
        "share_outside",
        less(share.value),
        less(share.high),
        less(share.low),
        share.n,
        share.n_of,
        share.unit,
        share.method,
        share.note,
        less(share.weighted),
        less(share.weighted_high),
        less(share.weighted_low),
        less(share.bound_high),
        less(share.bound_low),
    )


def _result(ground: _Ground, found: _Found, draws: int, seed: int) -> NestingResult:
    data, network, arrays = ground.data, ground.network, ground.arrays
    comparisons, rows = found.comparisons, found.rows
    main = comparisons.get(MAIN_NULL)
    parts = PartGround(
        data, network, arrays, ground.scope, comparisons, found.channel, found.tried, rows,
        ground.listed, ground.gaps, known_today(data, network.country),
        dual_places(data, network),
    )  # fmt: skip
    estimates = all_estimates(arrays, main, ground.listed, bounds_of(parts))
    power = power_of(ground.arrays, main)
    verdicts = _verdicts(ground, estimates, power)
    ties = home_ties(data, network.country)
    units = autonomy_of_units(network, arrays, data)
    cities = autonomy_of_cities(network, arrays, data)
    if power.minimal_ratio_above is None:
        units, cities = withheld(units, TOO_FEW), withheld(cities, TOO_FEW)
    return NestingResult(
        study="nesting",
        country=network.country,
        country_name=data.country_name(network.country),
        as_of=network.as_of,
        data_version=data.version,
        headline=headline(ground.scope, estimates, power, network.as_of, "" if main else MAIN_NULL),
        first_line_warning=first_line_warning(rows),
        estimates=with_sentences(ground.scope, estimates, power),
        nulls=comparisons,
        verdicts=verdicts,
        sensitivity=RecordTuple(rows),
        autonomy_units=RecordTuple(units),
        autonomy_cities=RecordTuple(cities),
        partner_countries=RecordTuple(partner_countries(network, arrays, data)),
        years=RecordTuple(ties_by_year(ties, network.as_of)),
        n_undated=undated_by_class(ties, network.as_of),
        coverage=RecordTuple(coverage_rows(data, network.country)),
        power=power,
        left_out=network.left_out,
        uncovered_units=tuple(a.name for a in units if a.place_id not in network.home_units),
        main_null=MAIN_NULL,
        draws=draws,
        seed=seed,
        settings={
            **SETTINGS,
            **scope_settings(ground.scope),
            say("weights"): weights_said(ground.listed),
            say("missing ties"): _missing_said(ground.gaps),
        },
        unit=ground.scope.unit,
        parts=RecordTuple(find_parts(parts)),
    )


def _missing_said(gaps: Gaps | None) -> str:
    if gaps is None:
        return say("no totals by level are published for this country, so no bounds are given")
    return say(
        "{n_upper:,} upper and {n_lower:,} city ties are missing, for the bounds: {totals}",
        n_upper=int(gaps.upper.sum()),
        n_lower=int(gaps.lower.sum()),
        totals=gaps.sentence,
    )
