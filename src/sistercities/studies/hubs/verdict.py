"""The verdict on C8, by the rule in the docstring of the package."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from sistercities.sentences import capital, listed, say
from sistercities.studies.claims import CANNOT_TELL, CLAIMS, ClaimVerdict, Verdict
from sistercities.studies.hubs.evidence import (
    JOINT,
    MIN_CITIES,
    MIN_EXPECTED,
    MIN_REGIONS,
    MIN_TIES,
    Evidence,
)
from sistercities.studies.hubs.words import verdict_sentence
from twolevel.exact.besag_clifford import clopper_pearson
from twolevel.rates.standardised import StandardisedRatio

MOST_DETECTABLE = 3.0
"""Smallest ratio found beyond size with 80 % power above which nothing is judged."""

NEGLIGIBLE = (0.8, 1.25)
"""A ratio within these is none that matters."""

HALF = 0.5
"""Share of dated added ties, begun since, that bears a change out."""

State = Literal["found", "contrary", "open", "unknown", "coverage"]


def ratio_state(ratios: Mapping[str, StandardisedRatio]) -> State:
    """Tell whether there are more hubs than expected, by every measure."""
    if not ratios:
        return "unknown"
    intervals = [ratio.interval(JOINT) for ratio in ratios.values()]
    known = [interval for interval in intervals if interval is not None]
    if len(known) < len(intervals):
        return "open"
    if all(low > 1 for low, _ in known):
        return "found"
    few, many = NEGLIGIBLE
    is_less = all(high < 1 or (low >= few and high <= many) for low, high in known)
    return "contrary" if is_less else "open"


def change_state(evidence: Evidence) -> State:
    """Tell whether the home country has come forward more than others, and dates bear it out."""
    change = evidence.change
    if change is None or not change.by_measure:
        return "unknown"
    intervals = [one.among.interval(JOINT) for one in change.by_measure.values()]
    if all(high < 0 for _, high in intervals):
        return "contrary"
    if not all(low > 0 for low, _ in intervals):
        return "open"
    if change.n_added_dated == 0:
        return "coverage"
    low, _ = clopper_pearson(change.n_added_since, change.n_added_dated, JOINT)
    return "found" if low > HALF else "coverage"


def why_not_told(evidence: Evidence) -> str:
    """Say why nothing can be judged; empty where it can."""
    if evidence.n_cities == 0:
        return say("no undated list of several countries holds its cities")
    if evidence.n_cities < MIN_CITIES:
        return say(
            "{n} of its cities can be compared, and it needs {least}",
            n=evidence.n_cities,
            least=MIN_CITIES,
        )
    if evidence.n_ties < MIN_TIES:
        return say(
            "{n_ties} ties of its cities are known, and it needs {min_ties}",
            n_ties=evidence.n_ties,
            min_ties=MIN_TIES,
        )
    main = evidence.main
    if main is None:
        return evidence.note or say("there is no estimate")
    effective = min(main.effective_inside, main.effective_outside)
    if effective < MIN_REGIONS:
        return say(
            "its expected hubs lie in {inside:.1f} effective regions, and "
            "those abroad in {outside:.1f} effective countries, and it "
            "needs {least:g} of both",
            inside=main.effective_inside,
            outside=main.effective_outside,
            least=MIN_REGIONS,
        )
    expected = min(ratio.expected_alike for ratio in evidence.beyond.values())
    if expected < MIN_EXPECTED:
        return say(
            "{expected:.1f} hubs are expected of it, and it needs {least:g}",
            expected=expected,
            least=MIN_EXPECTED,
        )
    smallest = evidence.detectable
    if smallest is None or smallest > MOST_DETECTABLE:
        shown = (
            say("no ratio")
            if smallest is None
            else say("only a ratio of {smallest:.1f} or more", smallest=smallest)
        )
        return say("{shown} would be found, and smaller ones matter", shown=shown)
    return ""


def judge(evidence: Evidence, of_whom: str = "the country") -> ClaimVerdict:
    """Judge C8; `of_whom` names the country in sentences, after `of`."""
    reason = why_not_told(evidence)
    states = states_of(evidence)
    verdict = CANNOT_TELL if reason else _verdict(states)
    main = evidence.main
    interval = None if main is None else main.interval()
    return ClaimVerdict(
        "C8",
        CLAIMS["C8"],
        verdict,
        verdict_sentence(evidence, states, reason, of_whom),
        None if main is None else main.value,
        None if interval is None else interval[0],
        None if interval is None else interval[1],
        _would_change(verdict, states),
    )


def states_of(evidence: Evidence) -> dict[str, State]:
    """Return the states of the three facts."""
    return {
        "presence": ratio_state(evidence.presence),
        "beyond size": ratio_state(evidence.beyond),
        "change": change_state(evidence),
    }


def _verdict(states: Mapping[str, State]) -> Verdict:
    is_found = [state == "found" for state in states.values()]
    if all(is_found):
        return "supported"
    if any(is_found):
        return "mixed"
    level = (states["presence"], states["beyond size"])
    return "not supported" if "contrary" in level else CANNOT_TELL


def _would_change(verdict: Verdict, states: Mapping[str, State]) -> str:
    if verdict == "supported":
        return say(
            "A ratio whose interval reaches 1, or a change whose interval reaches that of others."
        )
    wanted = []
    if states["presence"] != "found":
        wanted.append(
            say("a larger share of the world's hubs than of its cities, by every measure")
        )
    if states["beyond size"] != "found":
        wanted.append(say("more hubs than cities abroad of their size have, by every measure"))
    if states["change"] != "found":
        wanted.append(
            say(
                "a source that lists the ties of ten years ago as fully as today's, or "
                "start dates in the lists of all countries, that show it coming forward"
            )
        )
    return capital(say("{wanted}.", wanted=listed(wanted, "semicolon")))
