"""The sentences of the attractiveness study."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sistercities.sentences import capital, listed, place_name, say
from sistercities.studies.attractiveness.evidence import Evidence
from sistercities.studies.attractiveness.models import ChoiceModel, OddsRatio
from sistercities.studies.attractiveness.rule import RULE
from sistercities.studies.findings import SensitivityFinding
from sistercities.studies.phrases import one_after_another

ODDS_RATIO = say("odds ratio")
ALIKE = say("alike in size, distance, income, language and coast")
ASSOCIATION = say("A tie takes two; nothing here says who asked, or what brings ties about.")


def headline(evidence: Evidence, level: str, change: str, reason: str, of_whom: str) -> str:
    """Say the finding so that a mayor can repeat it."""
    if reason:
        return say(
            "Whether foreign cities choose cities of {of_whom} more than others "
            "cannot be told: {reason}.",
            of_whom=of_whom,
            reason=reason,
        )
    main, far = evidence.main, evidence.far
    home = None if main is None else main.home
    beyond = None if far is None else far.home
    assert home is not None
    if level == "found":
        first = say(
            "Foreign cities tie with cities of {of_whom} {times} as often as with "
            "cities abroad that are like them",
            of_whom=of_whom,
            times=_times(home.value),
        )
    elif level == "contrary" and RULE.odds.is_below(home.high):
        first = say(
            "Foreign cities tie with cities of {of_whom} less often than with cities "
            "abroad that are like them: {times} as often",
            of_whom=of_whom,
            times=_times(home.value),
        )
    elif level == "contrary":
        first = say(
            "Foreign cities tie with cities of {of_whom} about as often as with "
            "cities abroad that are like them",
            of_whom=of_whom,
        )
    elif RULE.odds.is_above(home.interval(RULE.joint)[0]) and beyond is not None:
        first = say(
            "Cities of {of_whom} stand out only beside near alternatives; among far "
            "cities that are like them it is not shown",
            of_whom=of_whom,
        )
    else:
        first = say(
            "Whether foreign cities tie with cities of {of_whom} more often than "
            "with cities like them cannot be told",
            of_whom=of_whom,
        )
    if first.endswith("cannot be told") and change == "open":
        return say("{first}, nor whether that has grown over the decades.", first=first)
    return say("{first}{grown}.", first=first, grown=_grown(change))


def _grown(change: str) -> str:
    return {
        "found": say(
            "; and in dated lists abroad, mostly of regions, the odds of choosing them have grown "
            "over the decades, the places to choose from held alike"
        ),
        "contrary": say(
            "; and in dated lists abroad, mostly of regions, the odds of choosing them have shrunk "
            "over the decades, the places to choose from held alike"
        ),
        "open": say(
            "; whether that has grown over the decades, beside other countries, cannot be told"
        ),
        "unknown": say("; whether that has grown cannot be told, because dates are missing abroad"),
    }[change]


def _times(value: float) -> str:
    return (
        say("{value:.1f} times", value=value)
        if value >= 0.95
        else say("{value:.2f} times", value=value)
    )


def verdict_sentence(evidence: Evidence, level: str, change: str, reason: str, of_whom: str) -> str:
    """Say what was found of the level, of far choices, and of change."""
    if reason:
        return say("This cannot be told of {of_whom}: {reason}.", of_whom=of_whom, reason=reason)
    main, far = evidence.main, evidence.far
    assert main is not None
    said = {
        "found": say(
            "Cities of {of_whom} are chosen more often than cities abroad {alike}",
            of_whom=of_whom,
            alike=ALIKE,
        ),
        "contrary": say(
            "Cities of {of_whom} are not chosen more often than cities abroad {alike}",
            of_whom=of_whom,
            alike=ALIKE,
        ),
        "open": say(
            "Whether cities of {of_whom} are chosen more often than cities "
            "abroad {alike} cannot be told",
            of_whom=of_whom,
            alike=ALIKE,
        ),
    }[level]
    far_part = (
        ""
        if far is None
        else say("; among far cities alone: {numbers}", numbers=_numbers(far.home))
    )
    first = say("{said} ({numbers}{far}).", said=said, numbers=_numbers(main.home), far=far_part)
    return one_after_another([first, _change(evidence, change), ASSOCIATION])


def _change(evidence: Evidence, change: str) -> str:
    if change == "unknown":
        return say(
            "Whether this has grown over the decades cannot be told: too few ties "
            "are dated in lists of the other side."
        )
    number = _numbers(evidence.trend, say("ratio per decade"))
    said = {
        "found": say("The odds of choosing it have grown over the decades, all else alike"),
        "contrary": say("The odds of choosing it have shrunk over the decades, all else alike"),
        "open": say("Whether the odds of choosing it have grown over the decades cannot be told"),
    }[change]
    return say(
        "{said}, by dated lists of places abroad, which are of regions more than of "
        "cities ({number}).",
        said=said,
        number=number,
    )


def _numbers(ratio: OddsRatio | None, what: str = ODDS_RATIO) -> str:
    if ratio is None:
        return say("{what} not known", what=what)
    return say(
        "{what} {value:.2f}, 95 % interval of chance alone {low:.2f} to {high:.2f}",
        what=what,
        value=ratio.value,
        low=ratio.low,
        high=ratio.high,
    )


def first_line_warning(rows: Sequence[SensitivityFinding]) -> str:
    """Name the changes of the rules that bring the odds ratio to the other side of 1, if any."""
    changed = [row.name for row in rows if row.is_sign_changed]
    if not changed:
        return ""
    return say(
        "Under {n} of {total} changes of the rules the odds ratio of the home country "
        "lies on the other side of 1: {changes}.",
        n=len(changed),
        total=len(rows),
        changes=listed(changed, "comma"),
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
        say("not known")
        if home is None
        else say(
            "{value:.2f} ({low:.2f} to {high:.2f})", value=home.value, low=home.low, high=home.high
        )
    )
    return {
        "ratios": say(
            "A city of {of_whom} against one alike abroad: odds of being chosen {number}",
            of_whom=of_whom,
            number=number,
        ),
        "cities": _city_title(ranking, of_whom),
        "kinds": _kinds_title(kinds, of_whom),
        "decades": {
            known: say(
                "Dated lists abroad: the share of {of_whom} in each decade, other things not held "
                "alike",
                of_whom=of_whom,
            )
            for known in ("found", "contrary")
        }.get(
            change,
            say(
                "Dated lists abroad: no steady change in the share of {of_whom} is shown",
                of_whom=of_whom,
            ),
        ),
    }


def _city_title(ranking: pd.DataFrame | None, of_whom: str) -> str:
    above = None if ranking is None else ranking[ranking["low"] > 1].head(3)
    if above is None or above.empty:
        return say(
            "No city of {of_whom} is shown to stand out from others like it", of_whom=of_whom
        )
    both = zip(above["name"].tolist(), above["place_id"].tolist(), strict=True)
    return say(
        "Chosen more than other cities of {of_whom} like them: {cities}",
        of_whom=of_whom,
        cities=listed([place_name(name, place) for name, place in both], "comma"),
    )


def _kinds_title(kinds: ChoiceModel | None, of_whom: str) -> str:
    ratios = {} if kinds is None else kinds.ratios
    more = [_WHO[n][0] for n, r in ratios.items() if n in _WHO and r.low > 1]
    less = [_WHO[n][1] for n, r in ratios.items() if n in _WHO and r.high < 1]
    if not more and not less:
        return say(
            "No kind of foreign city is shown to choose {of_whom} more than others do",
            of_whom=of_whom,
        )
    said = say(
        "{of_whom} is chosen more by cities {kinds}", of_whom=of_whom, kinds=_and(more + less)
    )
    return capital(said)


def _and(kinds: Sequence[str]) -> str:
    """Join clauses by `and`, however many there are."""
    first = kinds[0]
    for kind in kinds[1:]:
        first = say("{first} and {second}", first=first, second=kind)
    return first


_WHO = {
    "larger chooser": (say("that are larger"), say("that are smaller")),
    "richer country of the chooser": (say("of richer countries"), say("of poorer countries")),
    "chooser on a coast": (say("on a coast"), say("away from the coast")),
    "chooser with a common official language": (say("of its language"), say("of other languages")),
    "chooser farther away": (say("farther away"), say("nearer to it")),
}
