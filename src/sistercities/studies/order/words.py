"""The sentences of the study of order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sistercities.inference.clusters import ClusteredInterval
from sistercities.studies.findings import SensitivityFinding
from sistercities.studies.order.evidence import Evidence
from sistercities.studies.order.rule import EXCEPTIONS

NOT_BRING = "This says what came first, not what brings about what."


@dataclass(frozen=True, slots=True)
class Whose:
    """What the home country and the two ends of a sister pair are called, the latter plural."""

    country: str = "the country"
    regions: str = "regions"


def headline(evidence: Evidence, state: str, reason: str, whose: Whose) -> str:
    """Say the finding so that a mayor can repeat it."""
    regions, country = whose.regions, whose.country
    if state in ("rule", "tendency"):
        kind = (
            "as a rule"
            if state == "rule"
            else f"more often than by chance, but {_exceptions(evidence)}"
        )
        return (
            f"Where two {regions} are sisters, the ties of their cities in {country} come after: "
            f"{kind}."
        )
    if state == "cities first":
        return (
            f"Where two {regions} are sisters, the ties of their cities in {country} come first "
            "more often than by chance."
        )
    if state == "neither first":
        return (
            f"In {country} neither the ties of {regions} nor those of their cities come first more "
            "often than by chance."
        )
    if not reason and is_rule_refuted(evidence):
        return (
            f"In {country} no rule says that {regions} come first: {_older_share(evidence)} of the "
            f"city ties inside sister {regions} are older. Whether one level comes first more "
            "often than by chance cannot be told."
        )
    why = reason or "the order in time does not differ enough from chance"
    return (
        f"Which comes first in {country}, the tie of the {regions} or that of their cities, cannot "
        f"be told: {why}."
    )


def is_rule_refuted(evidence: Evidence) -> bool:
    """Whether so many city ties are older that regions first is no rule, whatever chance gives."""
    older = evidence.older
    return older is not None and older.low is not None and older.low > EXCEPTIONS


def _older_share(evidence: Evidence) -> str:
    assert evidence.older is not None
    assert evidence.older.value is not None
    return f"{100 * evidence.older.value:.0f} %"


def _exceptions(evidence: Evidence) -> str:
    if not is_rule_refuted(evidence):
        return "that it is a rule cannot be told"
    return f"it is no rule: {_older_share(evidence)} of them are older"


def verdict_sentence(evidence: Evidence, state: str, reason: str, whose: Whose) -> str:
    """Say what was found of order, as a rule or a tendency, and what the two models add."""
    regions = whose.regions
    if reason:
        return f"This cannot be told of {whose.country}: {reason}."
    numbers = _odds(evidence, "older" if state == "cities first" else "younger")
    said = {
        "rule": f"{_capital(regions)} first is a rule: city ties are younger than the tie of "
        f"their {regions} more often than by chance ({numbers}), and exceptions are rare",
        "tendency": f"{_capital(regions)} first is a tendency, and not shown to be a rule: city "
        f"ties are younger than the tie of their {regions} more often than by chance ({numbers})",
        "cities first": f"City ties are older than the tie of their {regions} more often than by "
        f"chance ({numbers})",
        "neither first": f"Neither level comes first: the order is that of chance ({numbers})",
        "open": f"Whether {regions} or cities come first cannot be told ({numbers})",
    }[state]
    parts = [f"{said}.", _near(evidence), _rule(evidence, state, regions), NOT_BRING]
    return " ".join(part for part in parts if part)


def _near(evidence: Evidence) -> str:
    """Name the five years before or after where both sets of strata hold more than by chance.

    The rule of the verdict does not rest on these.
    """
    said = []
    for statistic, when in (("before", "before"), ("after", "after")):
        if evidence.is_more(statistic) and evidence.city is not None:
            drawn = evidence.city.counts.of(statistic)
            said.append(
                f"{drawn.observed:.0f} in the five years {when} it, {drawn.exact_mean:.0f} by "
                "chance within home cities"
            )
    if not said:
        return ""
    return (
        f"More of them than by chance began close to it ({'; '.join(said)}), which the verdict "
        "does not rest on."
    )


def _odds(evidence: Evidence, statistic: str) -> str:
    parts = [
        f"{odds_words(one.odds)} within {'home cities' if one.within == 'city' else 'countries'}, "
        f"p {one.counts.of(statistic).p:.3f}"
        for one in evidence.both
    ]
    return "odds of younger to older over chance: " + "; ".join(parts)


def odds_words(found: ClusteredInterval) -> str:
    """Print an estimate with its interval."""
    if found.value is None:
        return "not defined"
    if found.low is None or found.high is None:
        return f"{found.value:.2f}, no interval"
    return f"{found.value:.2f} ({found.low:.2f} to {found.high:.2f})"


def _rule(evidence: Evidence, state: str, regions: str) -> str:
    """Say whether a rule is refuted by its exceptions, which needs no comparison with chance."""
    older = evidence.older
    if older is None or older.value is None or older.low is None or older.high is None:
        return ""
    share = (
        f"{100 * older.value:.0f} % of the {evidence.n_inside} city ties are older "
        f"({100 * older.low:.0f} to {100 * older.high:.0f} %)"
    )
    if is_rule_refuted(evidence) and state != "tendency":
        return f"A rule that {regions} come first is ruled out: {share}."
    return f"{_capital(share)}."


def would_change(state: str, reason: str) -> str:
    """Say what would have to come to light for another verdict."""
    if reason:
        return "More ties of both levels with a known start."
    return {
        "rule": "Known starts by which more than one in ten city ties are older.",
        "tendency": "Starts by which the order within home cities or within countries is that of "
        "chance, or by which hardly any city tie is older.",
        "cities first": "Starts by which the order within home cities or within countries is that "
        "of chance.",
        "neither first": "An interval of the odds that leaves 0.8 to 1.25.",
        "open": "More ties with a known start, so that the odds within home cities and within "
        "countries both leave 1, or both stay within 0.8 to 1.25.",
    }[state]


def first_line_warning(rows: Sequence[SensitivityFinding]) -> str:
    """Name the changes of the rules under which the odds change sides; empty if none does."""
    changed = [row.name for row in rows if row.is_sign_changed]
    if not changed:
        return ""
    return (
        f"Under {len(changed)} of {len(rows)} changes of the rules the odds lie on the other side "
        f"of chance: {', '.join(changed)}."
    )


def titles(evidence: Evidence, state: str, whose: Whose) -> dict[str, str]:
    """Return the sentence that each figure bears out, by its id."""
    regions = whose.regions
    found = {
        "rule": f"{_capital(regions)} first, as a rule",
        "tendency": f"{_capital(regions)} first more often than by chance: a tendency",
        "cities first": "Cities first more often than by chance",
        "neither first": "Neither level comes first more often than by chance",
        "open": f"Whether {regions} or cities come first cannot be told",
    }[state]
    after = evidence.after
    rates = "What can be said of new city ties around the start of a tie of regions"
    if after is not None and after.low is not None and after.high is not None:
        is_told = after.low > 1 or after.high < 1
        more = "more" if after.ratio > 1 else "fewer"
        rates = (
            f"{more.capitalize()} new city ties in years 1 to 5 of the tie of their {regions}"
            if is_told
            else f"New city ties after the tie of their {regions}: no change can be told"
        )
    return {
        "odds": found,
        "counts": f"{evidence.n_inside:,} city ties inside sister {regions}, beside what chance "
        "gives",
        "rates": rates,
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
