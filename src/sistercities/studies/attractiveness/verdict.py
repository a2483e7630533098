"""The verdict on C6, by the rule in the docstring of the package."""

from __future__ import annotations

from typing import Literal

from sistercities.sentences import as_clause, capital, listed, say
from sistercities.studies.attractiveness.evidence import (
    MIN_CHOICES,
    MIN_COUNTRIES,
    MIN_HOME,
    MIN_REGIONS,
    Evidence,
)
from sistercities.studies.attractiveness.words import verdict_sentence
from sistercities.studies.claims import CANNOT_TELL, CLAIMS, ClaimVerdict, Verdict

MOST_DETECTABLE = 2.0
"""Smallest odds ratio found with 80 % power above which nothing is judged."""

NEGLIGIBLE = (0.8, 1.25)
"""An odds ratio within these is none that matters."""

State = Literal["found", "contrary", "open", "unknown"]


def level_state(evidence: Evidence) -> State:
    """Tell whether home cities are chosen more often than others alike, near and far."""
    main = None if evidence.main is None else evidence.main.home
    if main is None:
        return "unknown"
    far = None if evidence.far is None else evidence.far.home
    if main.joint_low > 1 and far is not None and far.joint_low > 1:
        return "found"
    is_none = main.joint_low >= NEGLIGIBLE[0] and main.joint_high <= NEGLIGIBLE[1]
    return "contrary" if main.joint_high < 1 or is_none else "open"


def change_state(evidence: Evidence) -> State:
    """Tell whether the home country is chosen more often from decade to decade."""
    trend = evidence.trend
    if trend is None:
        return "unknown"
    if trend.joint_low > 1:
        return "found"
    return "contrary" if trend.joint_high < 1 else "open"


def why_not_told(evidence: Evidence) -> str:
    """Say why nothing can be judged; empty where it can."""
    main = evidence.main
    if main is None:
        return say("no undated list of several countries holds choices of cities abroad")
    if main.n_choices < MIN_CHOICES:
        return say(
            "{n_choices} choices are known, and it needs {min_choices}",
            n_choices=main.n_choices,
            min_choices=MIN_CHOICES,
        )
    if main.n_home < MIN_HOME:
        return say(
            "{n_home} choices of its cities are known, and it needs {min_home}",
            n_home=main.n_home,
            min_home=MIN_HOME,
        )
    if main.effective_choosers < MIN_COUNTRIES:
        return say(
            "those who choose it lie in {effective_choosers:.1f} effective "
            "countries, and it needs {min_countries:g}",
            effective_choosers=main.effective_choosers,
            min_countries=MIN_COUNTRIES,
        )
    if main.effective_regions < MIN_REGIONS:
        return say(
            "its chosen cities lie in {effective_regions:.1f} effective regions, and "
            "it needs {min_regions:g}",
            effective_regions=main.effective_regions,
            min_regions=MIN_REGIONS,
        )
    if main.home is None:
        return as_clause(main.note) or say("the odds ratio has no interval")
    smallest = evidence.detectable
    if smallest is None or smallest > MOST_DETECTABLE:
        shown = (
            say("no odds ratio")
            if smallest is None
            else say("only an odds ratio of {smallest:.1f}", smallest=smallest)
        )
        return say("{shown} or more would be found, and smaller ones matter", shown=shown)
    return ""


def judge(evidence: Evidence, of_whom: str = "the country") -> ClaimVerdict:
    """Judge C6; `of_whom` names the country in sentences, after `of`."""
    reason = why_not_told(evidence)
    level, change = level_state(evidence), change_state(evidence)
    verdict = CANNOT_TELL if reason else _verdict(level, change)
    home = None if evidence.main is None else evidence.main.home
    return ClaimVerdict(
        "C6",
        CLAIMS["C6"],
        verdict,
        verdict_sentence(evidence, level, change, reason, of_whom),
        None if home is None else home.value,
        None if home is None else home.low,
        None if home is None else home.high,
        _would_change(verdict, level, change),
    )


def _verdict(level: State, change: State) -> Verdict:
    if level == "found" and change == "found":
        return "supported"
    if "found" in (level, change):
        return "mixed"
    return "not supported" if level == "contrary" else CANNOT_TELL


def _would_change(verdict: Verdict, level: State, change: State) -> str:
    if verdict == "supported":
        return say("An odds ratio or a ratio per decade whose interval reaches 1.")
    wanted = []
    if level != "found":
        wanted.append(
            say("an odds ratio whose interval lies above 1, in all choices and in far ones")
        )
    if change != "found":
        wanted.append(
            say("start dates in lists of other countries' cities that show a growing share")
        )
    return capital(say("{wanted}.", wanted=listed(wanted, "semicolon")))
