"""The sentences of the study of hubs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sistercities.inference.standardised import StandardisedRatio
from sistercities.studies.findings import SensitivityFinding
from sistercities.studies.hubs.change import Change
from sistercities.studies.hubs.evidence import JOINT, Evidence
from sistercities.studies.hubs.measures import MEASURES

ASSOCIATION = "This says who stands where in the lists, not what brings it about."

PHRASES = {
    "ties": "number of ties",
    "partner countries": "spread over partner countries",
    "betweenness": "betweenness",
    "core": "core",
}
"""The measures in running text."""


def headline(evidence: Evidence, states: Mapping[str, str], reason: str, of_whom: str) -> str:
    """Say the finding so that a mayor can repeat it."""
    if reason:
        return (
            f"Whether cities of {of_whom} are hubs of the world's network of sister cities cannot "
            f"be told: {reason}."
        )
    first = _standing(states["presence"], of_whom)
    second = _for_size(evidence, states["beyond size"])
    return f"{'; '.join(filter(None, (first, second, GROWN[states['change']])))}."


def _standing(present: str, of_whom: str) -> str:
    where = "hubs of the world's network of sister cities more often than others"
    return {
        "found": f"Cities of {of_whom} are {where}",
        "contrary": f"Cities of {of_whom} are not {where}",
    }.get(present, f"Whether cities of {of_whom} are {where} cannot be told")


def _for_size(evidence: Evidence, beyond: str) -> str:
    if beyond == "found":
        return "for their size they are so more often"
    if beyond != "contrary":
        return "beyond their size it is not shown"
    highs = [(ratio.interval() or (0.0, 2.0))[1] for ratio in evidence.beyond.values()]
    few = "less often" if all(high < 1 for high in highs) else "no more often"
    return f"for their size they are so {few}"


GROWN = {
    "found": "in ten years they have come forward more than others",
    "contrary": "in ten years they have fallen behind others",
    "coverage": "that they look further in front than ten years ago may be the list's growth",
    "unknown": "whether they have come forward cannot be told",
    "open": "that they have come forward is not shown",
}
"""What is said of change, by its state."""


def verdict_sentence(
    evidence: Evidence, states: Mapping[str, str], reason: str, of_whom: str
) -> str:
    """Say what was found of presence, size and change."""
    if reason:
        return f"This cannot be told of {of_whom}: {reason}."
    parts = (
        _fact(
            evidence.presence, states["presence"],
            f"{_capital(of_whom)} has more of the world's hubs than of its cities",
            f"{_capital(of_whom)} has no larger part of the world's hubs than of its cities",
            f"whether {of_whom} has more of the world's hubs than of its cities cannot be told",
        ),
        _fact(
            evidence.beyond, states["beyond size"],
            "It has more than cities abroad of their size, income and coast would have",
            "It has no more than cities abroad of their size, income and coast would have",
            "that it has more than cities abroad of their size, income and coast would have is not "
            "shown",
        ),
        _change(evidence, states["change"]),
        ASSOCIATION,
    )  # fmt: skip
    return " ".join(parts)


def _fact(
    ratios: Mapping[str, StandardisedRatio], state: str, found: str, contrary: str, unsure: str
) -> str:
    said = {"found": found, "contrary": contrary}.get(state, _capital(unsure))
    return f"{said} ({ratio_range(ratios)})."


def ratio_range(ratios: Mapping[str, StandardisedRatio]) -> str:
    """Tell the ratio by number of ties with its interval, and the range over all measures."""
    main = ratios[MEASURES[0]]
    interval = main.interval()
    ends = (
        "no interval"
        if interval is None
        else f"95 % interval {interval[0]:.2f} to {interval[1]:.2f}"
    )
    values = [ratio.value for ratio in ratios.values()]
    return (
        f"{main.value:.2f} times as many by number of ties, {ends}; by four measures "
        f"{min(values):.2f} to {max(values):.2f}"
    )


def _change(evidence: Evidence, state: str) -> str:
    change = evidence.change
    if change is None:
        return "Change cannot be told: there is no second source."
    if not change.by_measure:
        return f"Change cannot be told: {change.note}."
    among = change.by_measure[MEASURES[0]].among
    low, high = among.interval()
    number = (
        f"{_points(among.value)} beside other countries by number of ties, 95 % interval "
        f"{_points(low)} to {_points(high)}, percentage points in the first tenth"
    )
    said = {
        "found": "Between the two sources its cities have come forward more than those of others",
        "contrary": "Between the two sources its cities have fallen behind those of others",
        "coverage": "Its cities stand further in front in the later source",
    }.get(state, _not_by_all(change))
    return f"{said} ({number}).{_dates(change.n_added_since, change.n_added_dated)}"


def _not_by_all(change: Change) -> str:
    lows = [one.among.interval(JOINT)[0] for one in change.by_measure.values()]
    n = sum(low > 0 for low in lows)
    if n == 0:
        return "That its cities have come forward more than those of others is not shown"
    return (
        f"By {n} of {len(lows)} measures its cities stand further in front in the later source, "
        "which is too few to tell"
    )


def _dates(since: int, dated: int) -> str:
    if dated == 0:
        return " No tie that the later source adds has a known start."
    return (
        f" Of {dated:,} dated ties that the later source adds, {100 * since / dated:.0f} % began "
        "since the earlier one."
    )


def _points(value: float) -> str:
    return f"{100 * value:+.1f}"


def first_line_warning(rows: Sequence[SensitivityFinding]) -> str:
    """Name the changes of the rules that bring the ratio to the other side of 1, if any."""
    changed = [row.name for row in rows if row.is_sign_changed]
    if not changed:
        return ""
    return (
        f"Under {len(changed)} of {len(rows)} changes of the rules the ratio of hubs at equal size "
        f"lies on the other side of 1: {', '.join(changed)}."
    )


def titles(evidence: Evidence, cities: Sequence[str], of_whom: str) -> dict[str, str]:
    """Return the sentence that each figure bears out, by its id; `cities` are the first ones."""
    main, present = evidence.main, evidence.presence.get(MEASURES[0])
    said = "Hubs observed and expected"
    if main is not None and present is not None:
        said = (
            f"Hubs of {of_whom} by number of ties: {present.value:.1f} times its share of cities, "
            f"{main.value:.1f} times what size would give"
        )
    first = ", ".join(cities[:3])
    return {
        "ratios": said,
        "ranks": f"Of {of_whom} nearest to the world's first places: {first}" if cities
        else f"Cities of {of_whom} in the world's order",
        "changes": f"Between the two sources: cities of {of_whom} beside those of other countries",
    }  # fmt: skip


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
