"""The sentences of the nesting study: headline, warning before it, what the rate ratios say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sistercities.sentences import Sentence, as_clause, capital, listed, lowered, say, to_say
from sistercities.studies.nesting.result import Estimate, Power, SensitivityRow
from sistercities.studies.nesting.rule import RULE
from sistercities.studies.nesting.verdict import percent
from sistercities.studies.scope import Scope, part_sentence

UNKNOWN = to_say("whether more or fewer lie inside sister {pairs} than by chance cannot be told")


def headline(
    scope: Scope, estimates: dict[str, Estimate], power: Power, as_of: int, lacking: str = ""
) -> str:
    """Say the two findings side by side: how many lie inside, and against chance.

    Both are of the known ties; of how many, and in which year, stands beside the share. Where the
    verdict on chance is withheld for want of power, so is the ratio here. Where few regions take
    part, a second sentence names them.
    `lacking` names the null model that the verdict needs, where it was not asked for.
    """
    share, ratio = estimates["share_inside"], estimates["observed_over_expected"]
    first = _where_they_lie(scope, share, str(as_of))
    unknown = say(UNKNOWN, pairs=scope.pairs)
    if lacking:
        unknown = say(
            "{unknown}: the verdict needs the null {main_null}, which was not asked for",
            unknown=unknown,
            main_null=lacking,
        )
    chance = _against_chance(ratio) if power.minimal_ratio_above is not None else ""
    said = say("{first}; {chance}.", first=first, chance=chance or unknown)
    part = part_sentence(scope)
    return listed([said, part], "space") if part else said


def _where_they_lie(scope: Scope, share: Estimate, year: str) -> Sentence:
    of = {"of_whom": scope.of_whom, "pairs": scope.pairs, "n": share.n, "year": year}
    if share.value is None or share.value >= RULE.predicted:
        return say(
            "Of {n:,} city partnerships of {of_whom} alive in {year} that can be compared, "
            "{inside} lie inside sister {pairs}",
            inside=percent(share.value), **of,
        )  # fmt: skip
    outside = percent(1 - share.value)
    return say(
        "Of {n:,} city partnerships of {of_whom} alive in {year} that can be compared, {outside} "
        "lie outside sister {pairs}",
        outside=outside, **of,
    )  # fmt: skip


def _against_chance(ratio: Estimate) -> str:
    """Say how the known ties stand against chance; empty where it cannot be told."""
    if ratio.value is None or ratio.low is None or ratio.high is None:
        return ""
    times = say("{value:.1f} times as many lie inside them as chance would give", value=ratio.value)
    if RULE.ratio.is_above(ratio.low):
        return say("yet {times}", times=times)
    if RULE.ratio.is_below(ratio.high):
        return say("and only {times}", times=times)
    if RULE.independent.holds(ratio.low, ratio.high):
        return say("{times}, so about as many", times=times)
    return ""


def first_line_warning(rows: Sequence[SensitivityRow]) -> str:
    """Name the changes of the rules under which the ratio changes sides; empty if none does."""
    changed = [row.name for row in rows if row.is_sign_changed]
    if not changed:
        return ""
    return say(
        "The ratio lies on the other side of 1 under {n} of {total} changes of the rules: {rules}.",
        n=len(changed),
        total=len(rows),
        rules=listed(changed, "comma"),
    )


def with_sentences(
    scope: Scope, estimates: dict[str, Estimate], power: Power
) -> dict[str, Estimate]:
    """Return the estimates with what each rate ratio says: inside a country, and to the country.

    Where the verdict on chance is withheld for want of power, they say whom they speak of.
    """
    said = {"rate_ratio": _within_a_country, "country_rate_ratio": _with_the_country}
    is_weak = power.minimal_ratio_above is None
    return {
        name: replace(row, sentence=said[name](scope, row, is_weak)) if name in said else row
        for name, row in estimates.items()
    }


def _within_a_country(scope: Scope, row: Estimate, is_weak: bool) -> str:
    home = say("a {unit} of {country}", unit=scope.unit, country=scope.country)
    if row.value is None:
        return say(
            "Whether {home} has more city ties with a sister region than with others of the"
            " same country cannot be told: {reason}.",
            home=home,
            reason=_reason(row),
        )
    said = say(
        "Within one country, {home} has {times} times as many city ties with a sister "
        "region as with one that is not ({interval}). Held fixed is how many ties it "
        "has with that country, and how many the region draws.",
        home=home,
        times=_ratio(row.value),
        interval=_interval(row),
    )
    return _of_whom(said, is_weak)


def _with_the_country(scope: Scope, row: Estimate, is_weak: bool) -> str:
    home = say("a {unit} of {country}", unit=scope.unit, country=scope.country)
    if row.value is None:
        return say(
            "Whether {home} has more city ties with a country where it has a sister region "
            "cannot be told: {reason}.",
            home=home,
            reason=_reason(row),
        )
    said = say(
        "{home} has {times} times as many city ties with a country where it has "
        "any sister region as with one where it has none ({interval}). Held fixed is "
        "how many ties it has in all, and how many the country draws. A taste for the "
        "country that both levels share would look the same.",
        home=capital(home),
        times=_ratio(row.value),
        interval=_interval(row),
    )
    return _of_whom(said, is_weak)


def _of_whom(said: str, is_weak: bool) -> str:
    few = say("The ties are too few to speak for other regions.")
    return listed([said, few], "space") if is_weak else said


def _reason(row: Estimate) -> str:
    return as_clause(lowered(row.note))


def _interval(row: Estimate) -> str:
    if row.low is None or row.high is None:
        return (
            say("without an interval: {reason}", reason=_reason(row))
            if row.note
            else say("without an interval")
        )
    ends = say("95 % interval {low} to {high}", low=_ratio(row.low), high=_ratio(row.high))
    return (
        say("{ends}, so more or fewer cannot be told", ends=ends)
        if row.low <= 1 <= row.high
        else ends
    )


def _ratio(value: float) -> str:
    """Write a ratio as the tables do: two decimals below ten, then fewer."""
    return f"{value:,.{2 if value < 10 else 1 if value < 100 else 0}f}"
