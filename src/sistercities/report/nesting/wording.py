"""Findings in words: sentences that hold whatever the numbers come out as."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from sistercities.report import numerals
from sistercities.sentences import (
    Listed,
    Sentence,
    listed,
    listed_few,
    retold,
    say,
    say_count,
    to_say,
)
from sistercities.studies.nesting.result import (
    CountryRow,
    CoverageRow,
    Estimate,
    NestingResult,
    NullComparison,
    SensitivityRow,
    YearRow,
)
from sistercities.studies.scope import plural
from twolevel.nulls.catalogue import HOME_NULLS

FEW = 6
"""Home units below which a map of them is no comparison."""
MAIN_RUN = "main"
"""Name of the row of the sensitivity table that changes nothing."""

Side = Literal["above", "below", "neither", "unknown"]

ESTIMAND_WORDS: dict[str, tuple[str, str]] = {
    "share_inside": (
        say("Share inside"),
        to_say("City ties that sit inside a pair of sister {units}, of all city ties"),
    ),
    "observed_over_expected": (
        say("Observed over expected"),
        to_say("The share inside, over its mean under the main null model; 1 is chance"),
    ),
    "odds_ratio": (
        say("Odds ratio"),
        to_say(
            "How strongly a sister pair of {units} draws city ties, free of the "
            "popularity of {units}"
        ),
    ),
    "rate_ratio": (
        say("Rate ratio"),
        to_say(
            "Inside one country: times as many city ties of a home {unit} with a sister "
            "{unit} as with one that is not"
        ),
    ),
    "country_rate_ratio": (
        say("Country rate ratio"),
        to_say(
            "To the country: times as many city ties of a home {unit} with a country "
            "where it has any sister {unit} as with one where it has none"
        ),
    ),
    "share_no_upper": (
        say("Share without any upper tie"),
        to_say("City ties whose {unit} has no sister {unit} in that country at all"),
    ),
    "upper_served": (
        say("Upper ties served"),
        to_say("Ties between {units} that have at least one city tie inside"),
    ),
    "predictive_gain": (
        say("Predictive gain"),
        to_say("How much better city ties are predicted when the ties of {units} are known too"),
    ),
}
"""Label and plain words of each estimand; `{unit}` and `{units}` are what the country calls them.

The order is the order of the report.
"""


def unit_word(result: NestingResult) -> str:
    """Say what the upper units are called, singular."""
    return say("province") if result.country == "CN" else say("region")


def home_unit(result: NestingResult) -> str:
    """Say what the home country calls its upper units, singular."""
    return result.unit or unit_word(result)


def home_units(result: NestingResult) -> str:
    """Say the same in the plural."""
    return plural(home_unit(result))


def headline_parts(result: NestingResult) -> tuple[str, str]:
    """Split the headline into its first sentence and what follows, which may be nothing."""
    if isinstance(result.headline, Listed):
        first, *others = result.headline.parts
        return first, listed(others, "space")
    first, stop, rest = result.headline.partition(". ")
    return (f"{first}." if stop else first), rest


def is_ratio_withheld(result: NestingResult) -> bool:
    """Whether the ratio to chance says too little to stand at the top of the page."""
    return result.power.minimal_ratio_above is None


def in_units(template: str, result: NestingResult, **values: object) -> Sentence:
    """Put the country's word for its units into words (`to_say`)."""
    unit = unit_word(result)
    return say(template, unit=unit, units=plural(unit), **values)


def named(names: Sequence[str], most: int = 3) -> Listed:
    """Names as a list in a sentence, the tail as a number."""
    return listed_few(names[:most], len(names))


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
            return small_start(ESTIMAND_WORDS.get(row.name, (row.name, ""))[0]), row.unit
    inside = result.estimates.get("share_inside")
    if inside is None or inside.value is None or number is None:
        return "", ""
    is_outside = math.isclose(1 - inside.value, number, rel_tol=1e-9)
    return (say("share outside"), inside.unit) if is_outside else ("", "")


def ordered_estimates(result: NestingResult) -> list[Estimate]:
    """Estimates in the order of the report, unknown names last."""
    order = list(ESTIMAND_WORDS)
    return sorted(
        result.estimates.values(),
        key=lambda row: (order.index(row.name) if row.name in order else len(order), row.name),
    )


def ordered_nulls(result: NestingResult) -> list[NullComparison]:
    """List the null models, the main one first."""
    return sorted(result.nulls.values(), key=lambda row: row.id != result.main_null)


def main_comparison(result: NestingResult) -> NullComparison | None:
    """Comparison with the main null model, or the first that was run; None if none was."""
    return next(iter(ordered_nulls(result)), None)


def null_label(identifier: str, result: NestingResult) -> str:
    """Label of a null model, its id where it has no other."""
    known = HOME_NULLS.get(identifier)
    return in_units(known.label if known else identifier, result)


def null_finding(result: NestingResult) -> str:
    """Title of the figure of the nulls."""
    row = main_comparison(result)
    inside = in_units(to_say("City ties inside sister {units}"), result)
    if row is None:
        return say("{inside}: no null model could be run", inside=inside)
    if row.id != result.main_null:
        inside = say("{inside} (null {id})", inside=inside, id=row.id)
    if not numerals.is_known(row.ratio) or is_ratio_withheld(result):
        return say(
            "{inside}: {observed}; what chance makes of it is withheld",
            inside=inside,
            observed=numerals.whole(row.observed),
        )
    written = numerals.ratio(row.ratio)
    interval = numerals.span(numerals.ratio(row.ratio_low), numerals.ratio(row.ratio_high))
    where = side(row.ratio_low, row.ratio_high, 1.0)
    if where == "neither":
        return say(
            "{inside}: {written} times chance ({interval}), not distinguishable from it",
            inside=inside,
            written=written,
            interval=interval,
        )
    if where == "unknown":
        return say(
            "{inside}: {written} times what chance would give, without an interval",
            inside=inside,
            written=written,
        )
    if where == "above":
        return say(
            "{inside}: {written} times what chance would give ({interval}), more than chance",
            inside=inside,
            written=written,
            interval=interval,
        )
    return say(
        "{inside}: {written} times what chance would give ({interval}), fewer than chance",
        inside=inside,
        written=written,
        interval=interval,
    )


def by_ties(rows: Sequence[CountryRow]) -> list[CountryRow]:
    """Partner countries, those with most city ties first."""
    return sorted(rows, key=lambda row: (-row.n_ties, row.country_name))


def countries_finding(result: NestingResult, shown: int) -> str:
    """Title of the figure of partner countries."""
    rows = by_ties(result.partner_countries)
    if not rows:
        return say("No partner country can be compared")
    top = rows[:shown]
    more = sum(row.n_inside > row.expected for row in top)
    among = (
        say("the {n} largest partners", n=len(top))
        if len(rows) > shown
        else say("{n} partners", n=len(top))
    )
    return say(
        "{country_name} holds most city ties ({n_ties}); with {more} of {among} more "
        "lie inside than chance would put there",
        country_name=rows[0].country_name,
        n_ties=numerals.whole(rows[0].n_ties),
        more=more,
        among=among,
    )


def sensitivity_finding(rows: Sequence[SensitivityRow]) -> str:
    """Title of the forest plot."""
    known = [row for row in rows if numerals.is_known(row.ratio) and row.name != MAIN_RUN]
    if not rows:
        return say("The study was not run under other rules")
    if not known:
        return say("No change of the rules gives a ratio")
    changed = [row.name for row in known if row.is_sign_changed]
    if not changed:
        return say(
            "The ratio stays on its side of 1 under each of {n} changes of the rules", n=len(known)
        )
    return say_count(
        "{n} of {total} changes of the rules turns the ratio: {rules}",
        "{n} of {total} changes of the rules turn the ratio: {rules}",
        len(changed),
        total=len(known),
        rules=named(changed),
    )


def years_finding(rows: Sequence[YearRow]) -> str:
    """Title of the figure of years."""
    lower: Counter[int] = Counter()
    for row in rows:
        lower[row.year // 10 * 10] += row.lower
    if not lower or not lower.total():
        return say("No city tie has a known year")
    decade = max(lower, key=lambda start: (lower[start], -start))
    return say(
        "City ties began most often in the {decade}s: {lower} of {total} with a known year",
        decade=decade,
        lower=numerals.whole(lower[decade]),
        total=numerals.whole(lower.total()),
    )


def with_official(rows: Sequence[CoverageRow]) -> list[CoverageRow]:
    """Lines of the coverage card that stand beside a published total or a register."""
    return [row for row in rows if numerals.is_known(row.official) and (row.official or 0) > 0]


_LEVEL_WORDS = {
    "all": say("ties of all levels"),
    "province": say("ties of provinces"),
    "prefecture": say("ties of prefectures"),
    "county": say("ties of counties"),
    "below province": say("ties below provinces"),
}


_MEASURES = {
    "ties": say("ties"),
    "claims": say("claims"),
    "domestic_ties": say("domestic ties"),
    "share_dated": say("share dated"),
    "share_resolved": say("share resolved"),
}


HELD_AT_ALL = say(
    "Known by then: ties whose start, or else oldest source, is no later than the "
    "published total. It understates what we hold, because an undated tie counts "
    "only from the oldest source that shows it. Held at all: ties of that kind of "
    "any date or none. It overstates what existed by then, because some began "
    "later."
)


NOT_COMPARABLE = say(
    "A published total and ours are counts of different things: the total names no ties, so "
    "nobody can tell which of ours it counts, and no share of the two is made. A share stands "
    "where a register was compared with ours one by one."
)


def coverage_label(row: CoverageRow) -> str:
    """Name a line of the card: whose ties, of which level, in plain words."""
    kind, _, rest = row.measure.partition(", ")
    level = _LEVEL_WORDS.get(rest.rpartition(", ")[0], "") if kind == "ties" else ""
    what = level or _MEASURES.get(row.measure) or row.measure.replace("_", " ")
    if row.group in ("", "all"):
        return what
    return say("{label}: {value}", label=row.group, value=what)


def month_and_year(date: str) -> str:
    """Turn 2024-11-19 into November 2024, and leave a bare year as it is."""
    from sistercities.terms.date_words import written_date

    year, _, rest = date.partition("-")
    return written_date(date[:7]) if rest[:2].isdigit() else year


def coverage_finding(rows: Sequence[CoverageRow]) -> str:
    """Title of the coverage card: the newest total of all ties."""
    compared = with_official(rows)
    if not compared:
        return say("No published total is at hand to set beside the data")
    of_all = [row for row in compared if row.dimension == "all"] or compared
    whole = max(of_all, key=lambda row: (", all," in row.measure, row.official_date))
    held = (
        ""
        if whole.held is None
        else say(", and hold {held} of any date", held=numerals.whole(whole.held))
    )
    return say(
        "{official} {coverage_label} are published for {month_and_year}; the data know {ours} "
        "that began by then{held}. The two counts are of different things",
        official=numerals.whole(whole.official),
        coverage_label=coverage_label(whole),
        month_and_year=month_and_year(whole.official_date),
        ours=numerals.whole(whole.ours),
        held=held,
    )


def small_start(label: str) -> str:
    """Write a label inside a sentence."""
    return retold(label, label.lower())


def foot(result: NestingResult, counted: str, null: str = "", draws: str = "") -> str:
    """Source, n, null, draws (those of the run if not said otherwise) and seed under a figure."""
    parts: list[str] = [
        say("Source: sistercities data {data_version}", data_version=result.data_version),
        say("n = {counted}", counted=counted),
    ]
    if null:
        said = draws or say("{draws:,} draws", draws=result.draws)
        parts += [say("null model: {null}", null=null), said, say("seed {seed}", seed=result.seed)]
    parts.append(say("ties alive in {as_of}", as_of=result.as_of))
    return say("{parts}.", parts=listed(parts, "semicolon"))
