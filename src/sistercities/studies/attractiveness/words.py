"""The sentences of the attractiveness study."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sistercities.studies.attractiveness.evidence import Evidence
from sistercities.studies.attractiveness.models import ChoiceModel, OddsRatio
from sistercities.studies.findings import SensitivityFinding

ALIKE = "alike in size, distance, income, language and coast"
ASSOCIATION = "A tie takes two; nothing here says who asked, or what brings ties about."


def headline(evidence: Evidence, level: str, change: str, reason: str, of_whom: str) -> str:
    """Say the finding so that a mayor can repeat it."""
    if reason:
        return (
            f"Whether foreign cities choose cities of {of_whom} more than others cannot be told: "
            f"{reason}."
        )
    main, far = evidence.main, evidence.far
    home = None if main is None else main.home
    beyond = None if far is None else far.home
    assert home is not None
    if level == "found":
        first = (
            f"Foreign cities tie with cities of {of_whom} {_times(home.value)} as often as with "
            "cities abroad that are like them"
        )
    elif level == "contrary" and home.high < 1:
        first = (
            f"Foreign cities tie with cities of {of_whom} less often than with cities abroad that "
            f"are like them: {_times(home.value)} as often"
        )
    elif level == "contrary":
        first = (
            f"Foreign cities tie with cities of {of_whom} about as often as with cities abroad "
            "that are like them"
        )
    elif home.joint_low > 1 and beyond is not None:
        first = (
            f"Cities of {of_whom} stand out only beside near alternatives; among far cities that "
            "are like them it is not shown"
        )
    else:
        first = (
            f"Whether foreign cities tie with cities of {of_whom} more often than with cities like "
            "them cannot be told"
        )
    if first.endswith("cannot be told") and change == "open":
        return f"{first}, nor whether that has grown from decade to decade."
    return f"{first}{_grown(change)}."


def _grown(change: str) -> str:
    return {
        "found": "; and dated lists abroad show their share growing from decade to decade",
        "contrary": "; and dated lists abroad show their share shrinking from decade to decade",
        "open": "; whether that has grown from decade to decade cannot be told",
        "unknown": "; whether that has grown cannot be told, because dates are missing abroad",
    }[change]


def _times(value: float) -> str:
    return f"{value:.1f} times" if value >= 0.95 else f"{value:.2f} times"


def verdict_sentence(evidence: Evidence, level: str, change: str, reason: str, of_whom: str) -> str:
    """Say what was found of the level, of far choices, and of change."""
    if reason:
        return f"This cannot be told of {of_whom}: {reason}."
    main, far = evidence.main, evidence.far
    assert main is not None
    said = {
        "found": f"Cities of {of_whom} are chosen more often than cities abroad {ALIKE}",
        "contrary": f"Cities of {of_whom} are not chosen more often than cities abroad {ALIKE}",
        "open": f"Whether cities of {of_whom} are chosen more often than cities abroad {ALIKE} "
        "cannot be told",
    }[level]
    far_part = "" if far is None else f"; among far cities alone: {_numbers(far.home)}"
    return f"{said} ({_numbers(main.home)}{far_part}). {_change(evidence, change)} {ASSOCIATION}"


def _change(evidence: Evidence, change: str) -> str:
    if change == "unknown":
        return (
            "Whether this has grown over the decades cannot be told: too few ties are dated in "
            "lists of the other side."
        )
    number = _numbers(evidence.trend, "ratio per decade")
    said = {
        "found": "Its share has grown from decade to decade",
        "contrary": "Its share has shrunk from decade to decade",
        "open": "Whether its share has grown from decade to decade cannot be told",
    }[change]
    return (
        f"{said}, by dated lists of places abroad, which are of regions more than of cities "
        f"({number})."
    )


def _numbers(ratio: OddsRatio | None, what: str = "odds ratio") -> str:
    if ratio is None:
        return f"{what} not known"
    return f"{what} {ratio.value:.2f}, 95 % interval {ratio.low:.2f} to {ratio.high:.2f}"


def first_line_warning(rows: Sequence[SensitivityFinding]) -> str:
    """Name the changes of the rules that bring the odds ratio to the other side of 1, if any."""
    changed = [row.name for row in rows if row.is_sign_changed]
    if not changed:
        return ""
    return (
        f"Under {len(changed)} of {len(rows)} changes of the rules the odds ratio of the home "
        f"country lies on the other side of 1: {', '.join(changed)}."
    )


def titles(
    evidence: Evidence,
    kinds: ChoiceModel | None,
    ranking: pd.DataFrame | None,
    change: str,
    of_whom: str,
) -> dict[str, str]:
    """Return the sentence that each figure bears out, by its id."""
    home = None if evidence.main is None else evidence.main.home
    number = (
        "not known" if home is None else f"{home.value:.2f} ({home.low:.2f} to {home.high:.2f})"
    )
    return {
        "ratios": f"A city of {of_whom} against one alike abroad: odds of being chosen {number}",
        "cities": _city_title(ranking, of_whom),
        "kinds": _kinds_title(kinds, of_whom),
        "decades": {
            "found": f"Dated lists abroad: the share of {of_whom} has grown",
            "contrary": f"Dated lists abroad: the share of {of_whom} has shrunk",
        }.get(change, f"Dated lists abroad: no steady change in the share of {of_whom} is shown"),
    }


def _city_title(ranking: pd.DataFrame | None, of_whom: str) -> str:
    above = [] if ranking is None else ranking[ranking["low"] > 1]["name"].head(3).tolist()
    if not above:
        return f"No city of {of_whom} is shown to stand out from others like it"
    return f"Chosen more than other cities of {of_whom} like them: {', '.join(above)}"


def _kinds_title(kinds: ChoiceModel | None, of_whom: str) -> str:
    ratios = {} if kinds is None else kinds.ratios
    more = [_WHO[n][0] for n, r in ratios.items() if n in _WHO and r.low > 1]
    less = [_WHO[n][1] for n, r in ratios.items() if n in _WHO and r.high < 1]
    if not more and not less:
        return f"No kind of foreign city is shown to choose {of_whom} more than others do"
    name = of_whom[:1].upper() + of_whom[1:]
    return f"{name} is chosen more by cities {' and '.join(more + less)}"


_WHO = {
    "larger chooser": ("that are larger", "that are smaller"),
    "richer country of the chooser": ("of richer countries", "of poorer countries"),
    "chooser on a coast": ("on a coast", "away from the coast"),
    "chooser with a common official language": ("of its language", "of other languages"),
    "chooser farther away": ("farther away", "nearer to it"),
}
