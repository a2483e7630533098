"""What the study of nesting says of how often city ties lie inside, as ratios of rates."""

from __future__ import annotations

from sistercities.report import numerals
from sistercities.report.nesting.wording import (
    ESTIMAND_WORDS,
    MAIN_RUN,
    in_units,
    is_ratio_withheld,
    named,
    side,
    small_start,
    unit_word,
)
from sistercities.sentences import (
    listed,
    say,
    to_say,
)
from sistercities.studies.nesting.result import (
    Estimate,
    NestingResult,
)

RATE_RATIOS = {
    "rate_ratio": (
        say("Inside a country"),
        to_say("a sister {unit} against another of the same country"),
    ),
    "country_rate_ratio": (
        say("To the country"),
        to_say("a country with any sister {unit} against one with none"),
    ),
}
"""What each rate ratio asks, and what it compares."""


def rate_ratios(result: NestingResult) -> list[Estimate]:
    """List the rate ratios that the study holds."""
    return [result.estimates[name] for name in RATE_RATIOS if name in result.estimates]


def rate_ratio_label(name: str, result: NestingResult) -> tuple[str, str]:
    """Say what a rate ratio asks, and what it compares."""
    asked, compared = RATE_RATIOS[name]
    return asked, in_units(compared, result)


def rate_ratios_finding(result: NestingResult) -> str:
    """Title of the figure of the rate ratios."""
    found = {row.name: _times_as_many(row) for row in rate_ratios(result)}
    if not any(found.values()):
        return in_units(
            to_say("How strongly a sister {unit} goes with city ties cannot be told"), result
        )
    unit = unit_word(result)
    if is_ratio_withheld(result):
        return say(
            "The city ties are too few for rate ratios that speak of other {unit}s", unit=unit
        )
    within, to_country = (found.get(name) or say("cannot be told") for name in RATE_RATIOS)
    return say(
        "City ties with a sister {unit}, inside a country: {within}; with a country "
        "that has one: {to_country}",
        unit=unit,
        within=within,
        to_country=to_country,
    )


def _times_as_many(row: Estimate) -> str:
    """Write a rate ratio as a finding; empty where there is none."""
    if not numerals.is_known(row.value):
        return ""
    written = numerals.ratio(row.value)
    where = side(row.low, row.high, 1.0)
    if where == "unknown":
        return say("{written} times as many, without an interval", written=written)
    if where == "neither":
        return say("{written} times, not distinguishable from as many", written=written)
    return say("{written} times as many", written=written)


def rate_sensitivity_finding(result: NestingResult) -> str:
    """Say between which values the rate ratios stay under other rules, and which turn them."""
    within: list[str] = []
    turned: list[str] = []
    for name in RATE_RATIOS:
        main, known = result.estimates.get(name), _under_other_rules(result, name)
        if main is None or main.value is None or not known:
            continue
        label = small_start(ESTIMAND_WORDS[name][0])
        ends = (numerals.ratio(end(known.values())) for end in (min, max))
        within.append(say("the {label} lies within {span}", label=label, span=numerals.span(*ends)))
        other = [rule for rule, value in known.items() if (value - 1) * (main.value - 1) < 0]
        if other:
            turned.append(
                say(
                    "The {label} is on the other side of 1 under {rules}.",
                    label=label,
                    rules=named(other),
                )
            )
    if not within:
        return ""
    both = say("{one}, and {other}", one=within[0], other=within[1]) if within[1:] else within[0]
    return listed([say("Under the changes of the rules {both}.", both=both), *turned], "space")


def _under_other_rules(result: NestingResult, name: str) -> dict[str, float]:
    """Values of a rate ratio by the rule that was changed, where there is one."""
    values = {row.name: getattr(row, name) for row in result.sensitivity if row.name != MAIN_RUN}
    return {rule: value for rule, value in values.items() if numerals.is_known(value)}
