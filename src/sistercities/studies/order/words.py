"""The sentences of the study of order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sistercities.sentences import capital, listed, say, to_say
from sistercities.studies.findings import SensitivityFinding
from sistercities.studies.order.evidence import Evidence
from sistercities.studies.order.rule import RULE
from twolevel.rates.clusters import ClusteredInterval

NOT_BRING = say("This says what came first, not what brings about what.")


@dataclass(frozen=True, slots=True)
class Whose:
    """What the home country and the two ends of a sister pair are called, the latter plural."""

    country: str = say("the country")
    regions: str = say("regions")


def headline(evidence: Evidence, state: str, reason: str, whose: Whose) -> str:
    """Say the finding so that a mayor can repeat it."""
    regions, country = whose.regions, whose.country
    if state in ("rule", "tendency"):
        kind = (
            say("as a rule")
            if state == "rule"
            else say(
                "more often than by chance, but {exceptions}", exceptions=_exceptions(evidence)
            )
        )
        return say(
            "Where two {regions} are sisters, the ties of their cities in {country} come "
            "after: {kind}.",
            regions=regions,
            country=country,
            kind=kind,
        )
    if state == "cities first":
        return say(
            "Where two {regions} are sisters, the ties of their cities in {country} come "
            "first more often than by chance.",
            regions=regions,
            country=country,
        )
    if state == "neither first":
        return say(
            "In {country} neither the ties of {regions} nor those of their cities come "
            "first more often than by chance.",
            country=country,
            regions=regions,
        )
    if not reason and is_rule_refuted(evidence):
        return say(
            "In {country} no rule says that {regions} come first: {share} of the city"
            " ties inside sister {regions} are older. Whether one level comes first more "
            "often than by chance cannot be told.",
            country=country,
            regions=regions,
            share=_older_share(evidence),
        )
    why = reason or say("the order in time does not differ enough from chance")
    return say(
        "Which comes first in {country}, the tie of the {regions} or that of their "
        "cities, cannot be told: {why}.",
        country=country,
        regions=regions,
        why=why,
    )


def is_rule_refuted(evidence: Evidence) -> bool:
    """Whether so many city ties are older that regions first is no rule, whatever chance gives."""
    older = evidence.older
    return older is not None and older.low is not None and older.low > RULE.exceptions


def _older_share(evidence: Evidence) -> str:
    assert evidence.older is not None
    assert evidence.older.value is not None
    return f"{100 * evidence.older.value:.0f} %"


def _exceptions(evidence: Evidence) -> str:
    if not is_rule_refuted(evidence):
        return say("that it is a rule cannot be told")
    return say("it is no rule: {share} of them are older", share=_older_share(evidence))


def verdict_sentence(evidence: Evidence, state: str, reason: str, whose: Whose) -> str:
    """Say what was found of order, as a rule or a tendency, and what the two models add."""
    regions = whose.regions
    if reason:
        return say(
            "This cannot be told of {country}: {reason}.", country=whose.country, reason=reason
        )
    numbers = _odds(evidence, "older" if state == "cities first" else "younger")
    said = {
        "rule": say(
            "{first} first is a rule: city ties are younger than the tie of their "
            "{regions} more often than by chance ({numbers}), and exceptions are rare",
            first=capital(regions),
            regions=regions,
            numbers=numbers,
        ),
        "tendency": say(
            "{first} first is a tendency, and not shown to be a rule: city ties are "
            "younger than the tie of their {regions} more often than by chance ({numbers})",
            first=capital(regions),
            regions=regions,
            numbers=numbers,
        ),
        "cities first": say(
            "City ties are older than the tie of their {regions} more often than by chance "
            "({numbers})",
            regions=regions,
            numbers=numbers,
        ),
        "neither first": say(
            "Neither level comes first: the order is that of chance ({numbers})", numbers=numbers
        ),
        "open": say(
            "Whether {regions} or cities come first cannot be told ({numbers})",
            regions=regions,
            numbers=numbers,
        ),
    }[state]
    first = say("{said}.", said=said)
    parts = [first, _near(evidence), _rule(evidence, state, regions), NOT_BRING]
    return listed(filter(None, parts), "space")


def _near(evidence: Evidence) -> str:
    """Name the five years before or after where both sets of strata hold more than by chance.

    The rule of the verdict does not rest on these.
    """
    said = []
    near = {
        "before": to_say(
            "{observed:.0f} in the five years before it, {mean:.0f} by chance within home cities"
        ),
        "after": to_say(
            "{observed:.0f} in the five years after it, {mean:.0f} by chance within home cities"
        ),
    }
    for statistic, template in near.items():
        if evidence.is_more(statistic) and evidence.city is not None:
            drawn = evidence.city.counts.of(statistic)
            said.append(say(template, observed=drawn.observed, mean=drawn.exact_mean))
    if not said:
        return ""
    return say(
        "More of them than by chance began close to it ({numbers}), which the verdict does"
        " not rest on.",
        numbers=listed(said, "semicolon"),
    )


def _odds(evidence: Evidence, statistic: str) -> str:
    parts = [
        say(
            "{odds} within {strata}, p {p:.3f}",
            odds=odds_words(one.odds),
            strata=say("home cities") if one.within == "city" else say("countries"),
            p=one.counts.of(statistic).p,
        )
        for one in evidence.both
    ]
    return say("odds of younger to older over chance: {odds}", odds=listed(parts, "semicolon"))


def odds_words(found: ClusteredInterval) -> str:
    """Print an estimate with its interval."""
    if found.value is None:
        return say("not defined")
    if found.low is None or found.high is None:
        return say("{value:.2f}, no interval", value=found.value)
    return say(
        "{value:.2f} ({low:.2f} to {high:.2f})", value=found.value, low=found.low, high=found.high
    )


def _rule(evidence: Evidence, state: str, regions: str) -> str:
    """Say whether a rule is refuted by its exceptions, which needs no comparison with chance."""
    older = evidence.older
    if older is None or older.value is None or older.low is None or older.high is None:
        return ""
    share = say(
        "{value:.0f} % of the {n_inside} city ties are older ({low:.0f} to {high:.0f} %)",
        value=100 * older.value,
        n_inside=evidence.n_inside,
        low=100 * older.low,
        high=100 * older.high,
    )
    if is_rule_refuted(evidence) and state != "tendency":
        return say(
            "A rule that {regions} come first is ruled out: {share}.", regions=regions, share=share
        )
    return say("{said}.", said=capital(share))


def would_change(state: str, reason: str) -> str:
    """Say what would have to come to light for another verdict."""
    if reason:
        return say("More ties of both levels with a known start.")
    return {
        "rule": say(
            "Known starts by which more than {exceptions:g} % of city ties are older.",
            exceptions=100 * RULE.exceptions,
        ),
        "tendency": say(
            "Starts by which the order within home cities or within countries is that of "
            "chance, or by which hardly any city tie is older."
        ),
        "cities first": say(
            "Starts by which the order within home cities or within countries is that of chance."
        ),
        "neither first": say(
            "An interval of the odds that leaves {low:g} to {high:g}.",
            low=RULE.equal.low,
            high=RULE.equal.high,
        ),
        "open": say(
            "More ties with a known start, so that the odds within home cities and within "
            "countries both leave 1, or both stay within {low:g} to {high:g}.",
            low=RULE.equal.low,
            high=RULE.equal.high,
        ),
    }[state]


def first_line_warning(rows: Sequence[SensitivityFinding]) -> str:
    """Name the changes of the rules under which the odds change sides; empty if none does."""
    changed = [row.name for row in rows if row.is_sign_changed]
    if not changed:
        return ""
    return say(
        "Under {n} of {total} changes of the rules the odds lie on the other side of "
        "chance: {rules}.",
        n=len(changed),
        total=len(rows),
        rules=listed(changed, "comma"),
    )


def titles(evidence: Evidence, state: str, whose: Whose) -> dict[str, str]:
    """Return the sentence that each figure bears out, by its id."""
    regions = whose.regions
    found = {
        "rule": say("{first} first, as a rule", first=capital(regions)),
        "tendency": say(
            "{first} first more often than by chance: a tendency", first=capital(regions)
        ),
        "cities first": say("Cities first more often than by chance"),
        "neither first": say("Neither level comes first more often than by chance"),
        "open": say("Whether {regions} or cities come first cannot be told", regions=regions),
    }[state]
    after = evidence.after
    rates = say("What can be said of new city ties around the start of a tie of regions")
    if after is not None and after.low is not None and after.high is not None:
        is_told = after.low > 1 or after.high < 1
        more = (
            to_say("More new city ties in years 1 to 5 of the tie of their {regions}")
            if after.ratio > 1
            else to_say("Fewer new city ties in years 1 to 5 of the tie of their {regions}")
        )
        rates = (
            say(more, regions=regions)
            if is_told
            else say(
                "New city ties after the tie of their {regions}: no change can be told",
                regions=regions,
            )
        )
    return {
        "odds": found,
        "counts": say(
            "{n_inside:,} city ties inside sister {regions}, beside what chance gives",
            n_inside=evidence.n_inside,
            regions=regions,
        ),
        "rates": rates,
    }
