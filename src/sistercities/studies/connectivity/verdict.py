"""The verdict on C5, by the rule in the docstring of the package."""

from __future__ import annotations

from typing import Literal

from sistercities.sentences import as_clause, capital, listed, say
from sistercities.studies.claims import CANNOT_TELL, CLAIMS, ClaimVerdict, Verdict
from sistercities.studies.connectivity.evidence import MIN_CITIES, MIN_REGIONS, MIN_TIES, Evidence
from sistercities.studies.connectivity.models import DESTINATIONS
from sistercities.studies.connectivity.words import verdict_sentence
from twolevel.rates.rank_correlation import RankCorrelation

MOST_DETECTABLE = 0.5
"""Smallest correlation found with 80 % power above which nothing is judged."""

NEGLIGIBLE = 0.1
"""A correlation that lies within this of 0 is none that matters."""

FACT_NAMES = {
    "flights": say("flights"),
    "exports": say("exports"),
    "visitors": say("visitors"),
}
"""Facts as sentences name them."""

State = Literal["found", "contrary", "open"]


def state_of(found: RankCorrelation, level: float) -> State:
    """Tell whether a fact goes with ties, by its interval at a level."""
    interval = found.interval(level)
    if interval is None:
        return "open"
    low, high = interval
    if low > 0:
        return "found"
    is_none = low >= -NEGLIGIBLE and high <= NEGLIGIBLE
    return "contrary" if high < 0 or is_none else "open"


def is_beyond_size(evidence: Evidence) -> bool:
    """Whether flights go with ties among cities of like size and economy, by both estimators."""
    for kind in ("qmle", "nb2"):
        ratio = evidence.full.ratio(DESTINATIONS, kind)
        if ratio is None or ratio.low <= 1:
            return False
        if ratio.left_out_low is None or ratio.left_out_low <= 1:
            return False
    return True


def why_not_told(evidence: Evidence) -> str:
    """Say why nothing can be judged; empty where it can."""
    if evidence.n_roster == 0:
        return say("in no region of it does a source list the ties of the cities")
    flights = evidence.correlations.get("flights")
    if flights is None:
        return say("the flights of its cities are not known")
    if evidence.n_cities < MIN_CITIES:
        return say(
            "{n_cities} cities take part, and it needs {min_cities}",
            n_cities=evidence.n_cities,
            min_cities=MIN_CITIES,
        )
    if evidence.n_ties < MIN_TIES:
        return say(
            "{n_ties} ties of its cities are known, and it needs {min_ties}",
            n_ties=evidence.n_ties,
            min_ties=MIN_TIES,
        )
    if evidence.effective_regions < MIN_REGIONS:
        return say(
            "its cities lie in {effective_regions:.1f} effective regions, and it "
            "needs {min_regions:g}",
            effective_regions=evidence.effective_regions,
            min_regions=MIN_REGIONS,
        )
    smallest = evidence.detectable
    if smallest is None:
        return as_clause(flights.note) or say("its correlation has no interval")
    if smallest > MOST_DETECTABLE:
        return say(
            "only a correlation of {smallest:.2f} or more would be found, and weaker ones matter",
            smallest=smallest,
        )
    return ""


def judge(evidence: Evidence, of_whom: str = "the country") -> ClaimVerdict:
    """Judge C5; `of_whom` names the country in sentences, after `of`."""
    reason = why_not_told(evidence)
    states = {name: state_of(c, evidence.level) for name, c in evidence.correlations.items()}
    is_beyond = is_beyond_size(evidence)
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
    if len(states) == 3 and all(is_found) and is_beyond:
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
