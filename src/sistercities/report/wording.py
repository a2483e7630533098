"""Findings in words: sentences that hold whatever the numbers come out as."""

from __future__ import annotations

import calendar
import math
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from sistercities.report import numerals
from sistercities.studies.nesting_result import (
    Autonomy,
    CountryRow,
    CoverageRow,
    Estimate,
    NestingResult,
    NullComparison,
    SensitivityRow,
    YearRow,
)
from sistercities.studies.nesting_scope import plural

FEW = 6
"""Home units below which a map of them is no comparison."""
MAIN_RUN = "main"
"""Name of the row of the sensitivity table that changes nothing."""

Side = Literal["above", "below", "neither", "unknown"]

ESTIMAND_WORDS: dict[str, tuple[str, str]] = {
    "share_inside": (
        "Share inside",
        "City ties that sit inside a pair of sister {units}, of all city ties",
    ),
    "observed_over_expected": (
        "Observed over expected",
        "The share inside, over its mean under the main null model; 1 is chance",
    ),
    "odds_ratio": (
        "Odds ratio",
        "How strongly a sister pair of {units} draws city ties, free of the popularity of {units}",
    ),
    "rate_ratio": (
        "Rate ratio",
        "Inside one country: times as many city ties of a home {unit} with a sister {unit} as with "
        "one that is not",
    ),
    "country_rate_ratio": (
        "Country rate ratio",
        "To the country: times as many city ties of a home {unit} with a country where it has any "
        "sister {unit} as with one where it has none",
    ),
    "share_no_upper": (
        "Share without any upper tie",
        "City ties whose {unit} has no sister {unit} in that country at all",
    ),
    "upper_served": (
        "Upper ties served",
        "Ties between {units} that have at least one city tie inside",
    ),
    "predictive_gain": (
        "Predictive gain",
        "How much better city ties are predicted when the ties of {units} are known too",
    ),
}
"""Label and plain words of each estimand; `{unit}` and `{units}` are what the country calls them.

The order is the order of the report.
"""

NULL_WORDS = {
    "region-labels": "Which city lies where",
    "upper-ties": "Which sister {units}",
    "degree": "Any partner city",
    "degree-country": "Any partner city of the same country",
}
"""What each null model shuffles, as a label."""


def unit_word(result: NestingResult) -> str:
    """Say what the upper units are called, singular."""
    return "province" if result.country == "CN" else "region"


def home_unit(result: NestingResult) -> str:
    """Say what the home country calls its upper units, singular."""
    return result.unit or unit_word(result)


def home_units(result: NestingResult) -> str:
    """Say the same in the plural."""
    return plural(home_unit(result))


def headline_parts(result: NestingResult) -> tuple[str, str]:
    """Split the headline into its first sentence and what follows, which may be nothing."""
    first, stop, rest = result.headline.partition(". ")
    return (f"{first}." if stop else first), rest


def is_ratio_withheld(result: NestingResult) -> bool:
    """Whether the ratio to chance says too little to stand at the top of the page."""
    return result.power.minimal_ratio_above is None


def in_units(words: str, result: NestingResult) -> str:
    """Put the country's word for its units into a text."""
    unit = unit_word(result)
    return words.format(unit=unit, units=f"{unit}s")


def listed(names: Sequence[str], most: int = 3) -> str:
    """Names as a list in a sentence, the tail as a number."""
    shown = list(names[:most])
    if len(names) > most:
        return f"{', '.join(shown)} and {len(names) - most} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def side(low: float | None, high: float | None, centre: float) -> Side:
    """Where an interval lies against a value."""
    if not numerals.is_known(low) or not numerals.is_known(high):
        return "unknown"
    assert low is not None
    assert high is not None
    return "above" if low > centre else "below" if high < centre else "neither"


def name_of_number(result: NestingResult, number: float | None) -> tuple[str, str]:
    """Name and unit of the estimate that a claim's number is; both empty if it is none.

    A number that completes `share_inside` to 1 is the share outside.
    """
    for row in result.estimates.values():
        if row.value is not None and row.value == number:
            return ESTIMAND_WORDS.get(row.name, (row.name, ""))[0].lower(), row.unit
    inside = result.estimates.get("share_inside")
    if inside is None or inside.value is None or number is None:
        return "", ""
    is_outside = math.isclose(1 - inside.value, number, rel_tol=1e-9)
    return ("share outside", inside.unit) if is_outside else ("", "")


def ordered_nulls(result: NestingResult) -> list[NullComparison]:
    """List the null models, the main one first."""
    return sorted(result.nulls.values(), key=lambda row: row.id != result.main_null)


def main_comparison(result: NestingResult) -> NullComparison | None:
    """Comparison with the main null model, or the first that was run; None if none was."""
    return next(iter(ordered_nulls(result)), None)


def null_label(identifier: str, result: NestingResult) -> str:
    """Label of a null model, its id where it has no other."""
    return in_units(NULL_WORDS.get(identifier, identifier), result)


def null_finding(result: NestingResult) -> str:
    """Title of the figure of the nulls."""
    row = main_comparison(result)
    inside = in_units("City ties inside sister {units}", result)
    if row is None:
        return f"{inside}: no null model could be run"
    if row.id != result.main_null:
        inside = f"{inside} (null {row.id})"
    if not numerals.is_known(row.ratio) or is_ratio_withheld(result):
        return f"{inside}: {numerals.whole(row.observed)}; what chance makes of it is withheld"
    written = numerals.ratio(row.ratio)
    interval = numerals.span(numerals.ratio(row.ratio_low), numerals.ratio(row.ratio_high))
    where = side(row.ratio_low, row.ratio_high, 1.0)
    if where == "neither":
        return f"{inside}: {written} times chance ({interval}), not distinguishable from it"
    if where == "unknown":
        return f"{inside}: {written} times what chance would give, without an interval"
    more = "more" if where == "above" else "fewer"
    return f"{inside}: {written} times what chance would give ({interval}), {more} than chance"


RATE_RATIOS = {
    "rate_ratio": ("Inside a country", "a sister {unit} against another of the same country"),
    "country_rate_ratio": (
        "To the country",
        "a country with any sister {unit} against one with none",
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
        return in_units("How strongly a sister {unit} goes with city ties cannot be told", result)
    unit = unit_word(result)
    if is_ratio_withheld(result):
        return f"The city ties are too few for rate ratios that speak of other {unit}s"
    within, to_country = (found.get(name) or "cannot be told" for name in RATE_RATIOS)
    return (
        f"City ties with a sister {unit}, inside a country: {within}; with a country that has one: "
        f"{to_country}"
    )


def _times_as_many(row: Estimate) -> str:
    """Write a rate ratio as a finding; empty where there is none."""
    if not numerals.is_known(row.value):
        return ""
    written = numerals.ratio(row.value)
    where = side(row.low, row.high, 1.0)
    if where == "unknown":
        return f"{written} times as many, without an interval"
    if where == "neither":
        return f"{written} times, not distinguishable from as many"
    return f"{written} times as many"


def rate_sensitivity_finding(result: NestingResult) -> str:
    """Say between which values the rate ratios stay under other rules, and which turn them."""
    within, turned = [], []
    for name in RATE_RATIOS:
        main, known = result.estimates.get(name), _under_other_rules(result, name)
        if main is None or main.value is None or not known:
            continue
        label = ESTIMAND_WORDS[name][0].lower()
        ends = (numerals.ratio(end(known.values())) for end in (min, max))
        within.append(f"the {label} lies within {numerals.span(*ends)}")
        other = [rule for rule, value in known.items() if (value - 1) * (main.value - 1) < 0]
        if other:
            turned.append(f" The {label} is on the other side of 1 under {listed(other)}.")
    first = f"Under the changes of the rules {', and '.join(within)}." if within else ""
    return first + "".join(turned)


def _under_other_rules(result: NestingResult, name: str) -> dict[str, float]:
    """Values of a rate ratio by the rule that was changed, where there is one."""
    values = {row.name: getattr(row, name) for row in result.sensitivity if row.name != MAIN_RUN}
    return {rule: value for rule, value in values.items() if numerals.is_known(value)}


def autonomy_counts(rows: Sequence[Autonomy]) -> Counter[Side]:
    """How many units lie above 0, below it, on neither side, or are not known."""
    return Counter(side(row.low, row.high, 0.0) for row in rows)


def map_finding(result: NestingResult) -> str:
    """Title of the map."""
    counts = autonomy_counts(result.autonomy_units)
    units = home_units(result)
    known = len(result.autonomy_units) - counts["unknown"]
    if not result.autonomy_units:
        return f"No {home_unit(result)} can be shown on a map"
    if known == 0:
        return f"For none of the {len(result.autonomy_units)} {units} can autonomy be told"
    if known < FEW and is_ratio_withheld(result):
        word = home_unit(result) if known == 1 else units
        return f"With {known} {word} that can be judged there is little to compare"
    if counts["above"] == counts["below"] == 0:
        return f"No {home_unit(result)} of {known} can be told from what chance would give"
    clear: dict[Side, str] = {"above": "fewer", "below": "more"}
    said = [(counts[where], word) for where, word in clear.items() if counts[where]]
    (first, word), *others = said
    if not others and not counts["neither"]:
        return (
            f"Drawn towards their common mean, all {known} {units} that can be judged have {word} "
            "city ties inside than expected"
        )
    second = "".join(f", {count} have {other}" for count, other in others)
    rest = f"; for {counts['neither']} the data cannot say" if counts["neither"] else ""
    return (
        f"Drawn towards their common mean, {first} of {known} {units} have {word} city ties "
        "inside than expected"
        f"{second}{rest}"
    )


def known_autonomy(rows: Sequence[Autonomy]) -> list[Autonomy]:
    """Rows with a known value, the most autonomous first."""
    known = [row for row in rows if numerals.is_known(row.autonomy)]
    return sorted(known, key=lambda row: (-(row.autonomy or 0.0), row.name))


def autonomy_finding(result: NestingResult) -> str:
    """Title of the list of units."""
    known = known_autonomy(result.autonomy_units)
    if not known:
        return f"Autonomy is not known for any {home_unit(result)}"
    if len(known) == 1:
        return f"Autonomy is known for {known[0].name} alone"
    if len({numerals.signed(row.autonomy) for row in known}) == 1:
        return f"The {len(known)} {home_units(result)} differ no more than chance lets them"
    return (
        f"Autonomy is highest in {known[0].name} and lowest in {known[-1].name}"
        f"{_all_on_one_side(known)}"
    )


def _all_on_one_side(known: Sequence[Autonomy]) -> str:
    """Say if even the extremes lie on the same side of chance, lest "highest" mislead."""
    values = [row.autonomy or 0.0 for row in known]
    if max(values) < 0:
        return "; all lie below 0"
    return "; all lie above 0" if min(values) > 0 else ""


def left_aside(result: NestingResult) -> list[str]:
    """Say which units take no part: one line a reason, with the names after it."""
    reasons = {row.name: row.note for row in result.autonomy_units}
    by_reason: dict[str, list[str]] = {}
    for name in result.uncovered_units:
        by_reason.setdefault(reasons.get(name, ""), []).append(name)
    return [
        f"{reason[:1].upper()}{reason[1:]}: {', '.join(sorted(names))}"
        if reason
        else ", ".join(sorted(names))
        for reason, names in by_reason.items()
    ]


def by_ties(rows: Sequence[CountryRow]) -> list[CountryRow]:
    """Partner countries, those with most city ties first."""
    return sorted(rows, key=lambda row: (-row.n_ties, row.country_name))


def countries_finding(result: NestingResult, shown: int) -> str:
    """Title of the figure of partner countries."""
    rows = by_ties(result.partner_countries)
    if not rows:
        return "No partner country can be compared"
    top = rows[:shown]
    more = sum(row.n_inside > row.expected for row in top)
    among = f"the {len(top)} largest partners" if len(rows) > shown else f"{len(top)} partners"
    return (
        f"{rows[0].country_name} holds most city ties ({numerals.whole(rows[0].n_ties)}); with "
        f"{more} of {among} more lie inside than chance would put there"
    )


def sensitivity_finding(rows: Sequence[SensitivityRow]) -> str:
    """Title of the forest plot."""
    known = [row for row in rows if numerals.is_known(row.ratio) and row.name != MAIN_RUN]
    if not rows:
        return "The study was not run under other rules"
    if not known:
        return "No change of the rules gives a ratio"
    changed = [row.name for row in known if row.is_sign_changed]
    if not changed:
        return f"The ratio stays on its side of 1 under each of {len(known)} changes of the rules"
    turn = "turns" if len(changed) == 1 else "turn"
    return (
        f"{len(changed)} of {len(known)} changes of the rules {turn} the ratio: {listed(changed)}"
    )


def dated(row: YearRow) -> int:
    """Ties of all classes that began in a year."""
    return row.upper + row.lower + row.cross + row.dual


def years_finding(rows: Sequence[YearRow]) -> str:
    """Title of the figure of years."""
    lower: Counter[int] = Counter()
    for row in rows:
        lower[row.year // 10 * 10] += row.lower
    if not lower or not lower.total():
        return "No city tie has a known year"
    decade = max(lower, key=lambda start: (lower[start], -start))
    return (
        f"City ties began most often in the {decade}s: {numerals.whole(lower[decade])} of "
        f"{numerals.whole(lower.total())} with a known year"
    )


def with_official(rows: Sequence[CoverageRow]) -> list[CoverageRow]:
    """Lines of the coverage card that can be set against a published total."""
    return [row for row in rows if numerals.is_known(row.official) and (row.official or 0) > 0]


_LEVEL_WORDS = {
    "all": "ties of all levels",
    "province": "ties of provinces",
    "prefecture": "ties of prefectures",
    "county": "ties of counties",
    "below province": "ties below provinces",
}


HELD_AT_ALL = (
    "Known by then: ties whose start, or else oldest source, is no later than the published total. "
    "It understates what we hold, because an undated tie counts only from the oldest source that "
    "shows it. Held at all: ties of that kind of any date or none. It overstates what existed by "
    "then, because some began later."
)


def coverage_label(row: CoverageRow) -> str:
    """Name a line of the card: whose ties, of which level, in plain words."""
    kind, _, rest = row.measure.partition(", ")
    level = _LEVEL_WORDS.get(rest.rpartition(", ")[0], "") if kind == "ties" else ""
    what = level or row.measure.replace("_", " ")
    return what if row.group in ("", "all") else f"{row.group}: {what}"


def month_and_year(date: str) -> str:
    """Turn 2024-11-19 into November 2024, and leave a bare year as it is."""
    year, _, rest = date.partition("-")
    month = rest.partition("-")[0]
    return f"{calendar.month_name[int(month)]} {year}" if month.isdigit() else year


def coverage_finding(rows: Sequence[CoverageRow]) -> str:
    """Title of the coverage card: the newest total of all ties."""
    compared = with_official(rows)
    if not compared:
        return "No published total is at hand to set the data against"
    of_all = [row for row in compared if row.dimension == "all"] or compared
    whole = max(of_all, key=lambda row: (", all," in row.measure, row.official_date))
    share = numerals.percent(whole.ours / (whole.official or 1.0))
    held = "" if whole.held is None else f"; of any date they hold {numerals.whole(whole.held)}"
    return (
        f"Of the {numerals.whole(whole.official)} {coverage_label(whole)} published for "
        f"{month_and_year(whole.official_date)} the data show {numerals.whole(whole.ours)} to be "
        f"alive by then ({share}){held}"
    )
