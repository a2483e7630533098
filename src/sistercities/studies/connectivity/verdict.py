"""The test of all of C5 at once, by `rule.RULE`; the verdict on the claim is that of a part."""

from __future__ import annotations

from sistercities.sentences import as_clause, capital, listed, say
from sistercities.studies.claims import CANNOT_TELL, CLAIMS, ClaimVerdict, Verdict
from sistercities.studies.connectivity.evidence import Evidence
from sistercities.studies.connectivity.models import DESTINATIONS
from sistercities.studies.connectivity.rule import RULE, ConnectivityRule
from sistercities.studies.connectivity.words import verdict_sentence
from sistercities.studies.rules import State
from twolevel.rates.rank_correlation import RankCorrelation

FACT_NAMES = {
    "flights": say("flights"),
    "exports": say("exports"),
    "visitors": say("visitors"),
}
"""Facts as sentences name them."""


def state_of(found: RankCorrelation, level: float, rule: ConnectivityRule = RULE) -> State:
    """Tell whether a fact goes with ties, by its interval at a level."""
    interval = found.interval(level)
    return "open" if interval is None else rule.correlation.state(*interval)


def is_beyond_size(evidence: Evidence, rule: ConnectivityRule = RULE) -> bool:
    """Whether flights go with ties among cities of like size and economy, by both estimators."""
    ratios = [evidence.full.ratio(DESTINATIONS, kind) for kind in ("qmle", "nb2")]
    lows = [low for ratio in ratios if ratio for low in (ratio.low, ratio.left_out_low)]
    return len(lows) == 4 and all(low is not None and rule.ratio.is_above(low) for low in lows)


def why_not_told(evidence: Evidence, rule: ConnectivityRule = RULE) -> str:
    """Say why nothing can be judged; empty where it can."""
    if evidence.n_roster == 0:
        return say("in no region of it does a source list the ties of the cities")
    flights = evidence.correlations.get("flights")
    if flights is None:
        return say("the flights of its cities are not known")
    too_few = rule.needs.unmet(
        n_cities=evidence.n_cities,
        n_ties=evidence.n_ties,
        effective_regions=evidence.effective_regions,
    )
    if too_few:
        return too_few
    if evidence.detectable is None:
        return as_clause(flights.note) or say("its correlation has no interval")
    return rule.needs.unmet(correlation=evidence.detectable)


def judge(
    evidence: Evidence, of_whom: str = "the country", rule: ConnectivityRule = RULE
) -> ClaimVerdict:
    """Judge C5; `of_whom` names the country in sentences, after `of`."""
    reason = why_not_told(evidence, rule)
    level = rule.level.each(len(evidence.correlations))
    states = {name: state_of(c, level, rule) for name, c in evidence.correlations.items()}
    is_beyond = is_beyond_size(evidence, rule)
    verdict = CANNOT_TELL if reason else _verdict(states, is_beyond)
    flights = evidence.correlations.get("flights")
    return ClaimVerdict(
        "C5",
        CLAIMS["C5"],
        verdict,
        verdict_sentence(evidence, states, is_beyond, reason, of_whom),
        None if flights is None else flights.rho,
        None if flights is None else flights.low,
        None if flights is None else flights.high,
        _would_change(verdict, states, is_beyond),
    )


def _verdict(states: dict[str, State], is_beyond: bool) -> Verdict:
    is_found = [state == "found" for state in states.values()]
    if len(states) == len(FACT_NAMES) and all(is_found) and is_beyond:
        return "supported"
    if any(is_found):
        return "mixed"
    return "not supported" if states["flights"] == "contrary" else CANNOT_TELL


def _would_change(verdict: Verdict, states: dict[str, State], is_beyond: bool) -> str:
    if verdict == "supported":
        return say(
            "A correlation of flights, exports or visitors with ties whose interval "
            "reaches 0, or a rate ratio of flights, at equal size and economy, whose "
            "interval reaches 1."
        )
    wanted = [
        say("figures on {fact}", fact=said)
        for name, said in FACT_NAMES.items()
        if name not in states
    ]
    wanted += [
        say("a correlation of {fact} with ties whose interval lies above 0", fact=FACT_NAMES[name])
        for name, state in states.items()
        if state != "found"
    ]
    if not is_beyond:
        wanted.append(
            say(
                "a rate ratio of flights, at equal size and economy, that lies above 1 "
                "by both estimators and without any one region"
            )
        )
    return capital(say("{wanted}.", wanted=listed(wanted, "semicolon")))
