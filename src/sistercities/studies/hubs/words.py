"""The sentences of the study of hubs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sistercities.sentences import capital, listed, say
from sistercities.studies.findings import SensitivityFinding
from sistercities.studies.hubs.change import Change
from sistercities.studies.hubs.evidence import Evidence
from sistercities.studies.hubs.measures import MEASURES
from sistercities.studies.hubs.rule import RULE
from sistercities.studies.phrases import one_after_another
from twolevel.rates.standardised import StandardisedRatio

ASSOCIATION = say("This says who stands where in the lists, not what brings it about.")

PHRASES = {
    "ties": say("number of ties"),
    "partner countries": say("spread over partner countries"),
    "betweenness": say("betweenness"),
    "core": say("core"),
}
"""The measures in running text."""


def headline(evidence: Evidence, states: Mapping[str, str], reason: str, of_whom: str) -> str:
    """Say the finding so that a mayor can repeat it."""
    if reason:
        return say(
            "Whether cities of {of_whom} are hubs of the world's network of sister "
            "cities cannot be told: {reason}.",
            of_whom=of_whom,
            reason=reason,
        )
    first = _standing(states["presence"], of_whom)
    second = _for_size(evidence, states["beyond size"])
    facts = listed((first, second, GROWN[states["change"]]), "semicolon")
    return say("{facts}.", facts=facts)


def _standing(present: str, of_whom: str) -> str:
    return {
        "found": say(
            "Cities of {of_whom} are hubs of the world's network of sister cities more often "
            "than others",
            of_whom=of_whom,
        ),
        "contrary": say(
            "Cities of {of_whom} are not hubs of the world's network of sister cities more often "
            "than others",
            of_whom=of_whom,
        ),
    }.get(
        present,
        say(
            "Whether cities of {of_whom} are hubs of the world's network of sister cities more "
            "often than others cannot be told",
            of_whom=of_whom,
        ),
    )


def _for_size(evidence: Evidence, beyond: str) -> str:
    if beyond == "found":
        return say("for their size they are so more often")
    if beyond != "contrary":
        return say("beyond their size it is not shown")
    highs = [(ratio.interval() or (0.0, 2.0))[1] for ratio in evidence.beyond.values()]
    few = say("less often") if all(map(RULE.ratio.is_below, highs)) else say("no more often")
    return say("for their size they are so {few}", few=few)


GROWN = {
    "found": say("in ten years they have come forward more than others"),
    "contrary": say("in ten years they have fallen behind others"),
    "coverage": say("that they look further in front than ten years ago may be the list's growth"),
    "unknown": say("whether they have come forward cannot be told"),
    "open": say("that they have come forward is not shown"),
}
"""What is said of change, by its state."""


def verdict_sentence(
    evidence: Evidence, states: Mapping[str, str], reason: str, of_whom: str
) -> str:
    """Say what was found of presence, size and change."""
    if reason:
        return say("This cannot be told of {of_whom}: {reason}.", of_whom=of_whom, reason=reason)
    parts = (
        _fact(
            evidence.presence,
            states["presence"],
            capital(
                say("{of_whom} has more of the world's hubs than of its cities", of_whom=of_whom)
            ),
            capital(
                say(
                    "{of_whom} has no larger part of the world's hubs than of its cities",
                    of_whom=of_whom,
                )
            ),
            say(
                "whether {of_whom} has more of the world's hubs than of its cities cannot be told",
                of_whom=of_whom,
            ),
        ),
        _fact(
            evidence.beyond,
            states["beyond size"],
            say("It has more than cities abroad of their size, income and coast would have"),
            say("It has no more than cities abroad of their size, income and coast would have"),
            say(
                "that it has more than cities abroad of their size, income and coast "
                "would have is not shown"
            ),
        ),
        _change(evidence, states["change"]),
        ASSOCIATION,
    )
    return one_after_another(parts)


def _fact(
    ratios: Mapping[str, StandardisedRatio], state: str, found: str, contrary: str, unsure: str
) -> str:
    said = {"found": found, "contrary": contrary}.get(state, capital(unsure))
    return say("{said} ({numbers}).", said=said, numbers=ratio_range(ratios))


def ratio_range(ratios: Mapping[str, StandardisedRatio]) -> str:
    """Tell the ratio by number of ties with its interval, and the range over all measures."""
    main = ratios[MEASURES[0]]
    interval = main.interval()
    ends = (
        say("no interval")
        if interval is None
        else say(
            "95 % interval of chance alone {low:.2f} to {high:.2f}",
            low=interval[0],
            high=interval[1],
        )
    )
    values = [ratio.value for ratio in ratios.values()]
    return say(
        "{value:.2f} times as many by number of ties, {ends}; by four measures "
        "{least:.2f} to {most:.2f}",
        value=main.value,
        ends=ends,
        least=min(values),
        most=max(values),
    )


def _change(evidence: Evidence, state: str) -> str:
    change = evidence.change
    if change is None:
        return say("Change cannot be told: there is no second source.")
    if not change.by_measure:
        return say("Change cannot be told: {note}.", note=change.note)
    among = change.by_measure[MEASURES[0]].among
    low, high = among.interval()
    number = say(
        "{points} beside other countries by number of ties, 95 % interval {low} "
        "to {high}, percentage points in the first tenth",
        points=_points(among.value),
        low=_points(low),
        high=_points(high),
    )
    said = {
        "found": say(
            "Between the two sources its cities have come forward more than those of others"
        ),
        "contrary": say("Between the two sources its cities have fallen behind those of others"),
        "coverage": say("Its cities stand further in front in the later source"),
    }.get(state, _not_by_all(change))
    first = say("{said} ({numbers}).", said=said, numbers=number)
    return one_after_another([first, since_words(change.n_added_since, change.n_added_dated)])


def _not_by_all(change: Change) -> str:
    lows = [one.among.interval(RULE.joint)[0] for one in change.by_measure.values()]
    n = sum(RULE.growth.is_above(low) for low in lows)
    if n == 0:
        return say("That its cities have come forward more than those of others is not shown")
    return say(
        "By {n} of {total} measures its cities stand further in front in the later "
        "source, which is too few to tell",
        n=n,
        total=len(lows),
    )


def since_words(since: int, dated: int) -> str:
    """Say of the dated ties that the later source adds how many began since the earlier one."""
    if dated == 0:
        return say("No tie that the later source adds has a known start.")
    return say(
        "Of {dated:,} dated ties that the later source adds, {since:.0f} % began "
        "since the earlier one.",
        dated=dated,
        since=100 * since / dated,
    )


def _points(value: float) -> str:
    return f"{100 * value:+.1f}"


def first_line_warning(rows: Sequence[SensitivityFinding]) -> str:
    """Name the changes of the rules that bring the ratio to the other side of 1, if any."""
    changed = [row.name for row in rows if row.is_sign_changed]
    if not changed:
        return ""
    return say(
        "Under {n} of {total} changes of the rules the ratio of hubs at equal size "
        "lies on the other side of 1: {changes}.",
        n=len(changed),
        total=len(rows),
        changes=listed(changed, "comma"),
    )


def titles(evidence: Evidence, cities: Sequence[str], of_whom: str) -> dict[str, str]:
    """Return the sentence that each figure bears out, by its id; `cities` are the first ones."""
    main, present = evidence.main, evidence.presence.get(MEASURES[0])
    said = say("Hubs observed and expected")
    if main is not None and present is not None:
        said = say(
            "Hubs of {of_whom} by number of ties: {share:.1f} times its share of "
            "cities, {size:.1f} times what size would give",
            of_whom=of_whom,
            share=present.value,
            size=main.value,
        )
    first = listed(cities[:3], "comma")
    return {
        "ratios": said,
        "ranks": say(
            "Of {of_whom} nearest to the world's first places: {first}",
            of_whom=of_whom,
            first=first,
        )
        if cities
        else say("Cities of {of_whom} in the world's order", of_whom=of_whom),
        "changes": say(
            "Between the two sources: cities of {of_whom} beside those of other countries",
            of_whom=of_whom,
        ),
    }
