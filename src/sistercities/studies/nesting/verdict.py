"""The tests of C1, C2 and C3 as wholes, by `rule.RULE`; a verdict is that of a part."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.sentences import as_clause, say
from sistercities.studies.claims import CANNOT_TELL, CLAIMS, DESCRIBED, ClaimVerdict, Verdict
from sistercities.studies.nesting.result import Estimate, Power
from sistercities.studies.nesting.rule import RULE, NestingRule
from sistercities.studies.unjudged_parts import Kind


@dataclass(frozen=True, slots=True)
class Existence:
    """Evidence for a claim that ties of a kind exist.

    Attributes
    ----------
    kind
        Ties of the kind that are known, and those of them that can be relied on.
    n_ties
        All lower ties.
    """

    kind: Kind
    n_ties: int


def percent(value: float | None) -> str:
    """Print a share as a whole percentage, or a dash where it is not known."""
    return "–" if value is None else f"{100 * value:.0f} %"


def _range(estimate: Estimate) -> str:
    low, high = _bounds(estimate)
    return say("{low} to {high}", low=percent(low), high=percent(high))


def _as_counted(estimate: Estimate) -> str:
    """Tell the interval of the share that is told."""
    low, high = _counted(estimate)
    if (low, high) == (None, None):
        return say("no interval")
    ends = say("{low} to {high}", low=percent(low), high=percent(high))
    return say("95 % interval {range}", range=ends)


def _counted(estimate: Estimate) -> tuple[float | None, float | None]:
    """Return the ends as counted, as the share is; the weighted ones where these are not known."""
    if estimate.low is None and estimate.high is None:
        return estimate.weighted_low, estimate.weighted_high
    return estimate.low, estimate.high


def _bounds(estimate: Estimate) -> tuple[float | None, float | None]:
    """Return the ends of both intervals together: as counted, and weighted."""
    lows = [v for v in (estimate.low, estimate.weighted_low) if v is not None]
    highs = [v for v in (estimate.high, estimate.weighted_high) if v is not None]
    return (min(lows) if lows else None, max(highs) if highs else None)


def existence_verdict(
    claim: str,
    share: Estimate,
    evidence: Existence,
    kind: str,
    would_change: str,
) -> ClaimVerdict:
    """Tell how many ties of a kind there are; that there are any is nothing that could fail."""
    verdict: Verdict = DESCRIBED
    if evidence.n_ties == 0 or share.value is None:
        verdict, sentence = (
            CANNOT_TELL,
            say("No city ties can be judged: {why}.", why=share.note or say("none known")),
        )
    elif evidence.kind.n_known:
        sentence = say(
            "Of the known city ties {share} {kind}; {interval}. Of {n_firm:,} two sources tell "
            "that do not copy each other, or an official page.",
            share=percent(share.value),
            kind=kind,
            interval=_as_counted(share),
            n_firm=evidence.kind.n_firm,
        )
    else:
        sentence = say("No city tie is known of those that {kind}.", kind=kind)
    low, high = _counted(share)
    return ClaimVerdict(
        claim, CLAIMS[claim], verdict, sentence, share.value, low, high, would_change
    )


def logic_verdict(
    share: Estimate,
    ratio: Estimate,
    power: Power,
    pairs: str = "provinces",
    rule: NestingRule = RULE,
) -> ClaimVerdict:
    """Judge C3: not fully predicted, and independent, are two findings; both must hold.

    `pairs` is what the ends of a sister pair are called, plural.
    """
    verdict, sentence = _logic(share, ratio, power, pairs, rule)
    return ClaimVerdict(
        "C3",
        CLAIMS["C3"],
        verdict,
        sentence,
        ratio.value,
        ratio.low,
        ratio.high,
        say(
            "A share inside whose upper bound reaches {predicted:g} %, or an interval of "
            "observed over expected that lies between {low:g} and {high:g}.",
            predicted=100 * rule.predicted,
            low=rule.independent.low,
            high=rule.independent.high,
        ),
    )


def _logic(
    share: Estimate, ratio: Estimate, power: Power, pairs: str, rule: NestingRule
) -> tuple[Verdict, str]:
    top = _bounds(share)[1]
    if share.value is None or ratio.value is None:
        reason = (power.minimal_ratio_above is None and power.sentence) or ratio.note or share.note
        return CANNOT_TELL, say("This cannot be told: {why}.", why=as_clause(reason))
    is_sure = None not in (top, ratio.low, ratio.high, power.minimal_ratio_above)
    if not is_sure or top is None:
        return CANNOT_TELL, say("This cannot be told: {why}.", why=as_clause(power.sentence))
    bottom = _bounds(share)[0]
    if top >= rule.predicted:
        if bottom is not None and bottom >= rule.predicted:
            return "not supported", (
                say(
                    "{ties} hold most city ties: {range} lie inside sister {pairs}.",
                    ties=_upper(pairs),
                    range=_range(share),
                    pairs=pairs,
                )
            )
        return CANNOT_TELL, (
            say(
                "The share of city ties inside sister {pairs} lies between {range}: on both "
                "sides of {predicted:g} %.",
                predicted=100 * rule.predicted,
                pairs=pairs,
                range=_range(share),
            )
        )
    return _not_predicted(share, ratio, pairs, rule)


def _upper(pairs: str) -> str:
    return (
        say("Provincial ties") if pairs == "provinces" else say("The ties of {pairs}", pairs=pairs)
    )


def _not_predicted(
    share: Estimate, ratio: Estimate, pairs: str, rule: NestingRule
) -> tuple[Verdict, str]:
    assert ratio.value is not None
    assert ratio.low is not None
    assert ratio.high is not None
    first = say(
        "{ties} do not fully predict city ties ({range} lie inside)",
        ties=_upper(pairs),
        range=_range(share),
    )
    bounds = say("95 % interval {low:.2f} to {high:.2f}", low=ratio.low, high=ratio.high)
    interval = say(
        "{value:.2f} times what chance gives ({bounds})", value=ratio.value, bounds=bounds
    )
    if rule.independent.holds(ratio.low, ratio.high):
        return "supported", say(
            "{first}, and ties inside are as frequent as by chance: {interval}.",
            first=first,
            interval=interval,
        )
    if rule.ratio.is_above(ratio.low):
        return "mixed", say(
            "{first}, yet they are not independent: ties inside are {interval}.",
            first=first,
            interval=interval,
        )
    if rule.ratio.is_below(ratio.high):
        return (
            "mixed",
            say(
                "{first}, and city ties avoid sister {pairs}: ties inside are {interval}.",
                first=first,
                pairs=pairs,
                interval=interval,
            ),
        )
    return "mixed", (
        say(
            "{first}; whether the two levels are independent cannot be told: ties inside "
            "are {interval}.",
            first=first,
            interval=interval,
        )
    )
