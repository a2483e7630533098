"""What the network could have shown of chance, and why it could not."""

from __future__ import annotations

from sistercities.sentences import say
from sistercities.studies.nesting_result import NullComparison, Power
from sistercities.studies.nesting_rule import RULE, NestingRule
from twolevel.calibrate.stored import stored_coverage
from twolevel.core.arrays import TwoLevelArrays
from twolevel.nulls.catalogue import MAIN_NULL
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

    if main is None or main.mean is None or main.sd is None:
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
