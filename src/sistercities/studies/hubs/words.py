"""The sentences of the study of hubs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sistercities.inference.standardised import StandardisedRatio
from sistercities.studies.findings import SensitivityFinding
from sistercities.studies.hubs.evidence import Evidence
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
    return f"{_standing(evidence, states, of_whom)}; {_grown(states['change'])}."


def _standing(evidence: Evidence, states: Mapping[str, str], of_whom: str) -> str:
    present, beyond = states["presence"], states["beyond size"]
    first = {
        "found": f"Cities of {of_whom} are among the hubs of the world's network of sister cities "
        "more often than cities elsewhere",
        "contrary": f"Cities of {of_whom} are not among the hubs of the world's network of sister "
        "cities more often than cities elsewhere",
    }.get(
        present,
        f"Whether cities of {of_whom} are among the hubs of the world's network of sister cities "
        "more often than cities elsewhere cannot be told",
    )
    joint = ", and also" if present == "found" else ", but"
    but = ", but" if present == "found" else ", and"
    return first + {
        "found": f"{joint} more often than their size would give",
        "contrary": f"{but} {_fewer(evidence)} than their size would give",
    }.get(beyond, f"{but} not shown to be so beyond what their size would give")


def _fewer(evidence: Evidence) -> str:
    highs = [(r.interval() or (0.0, 2.0))[1] for r in evidence.beyond.values()]
    return "less often" if all(high < 1 for high in highs) else "no more often"


def _grown(change: str) -> str:
    return {
        "found": "and they have come forward more than others in ten years",
        "contrary": "and they have fallen behind others in ten years",
        "coverage": "whether they have come forward cannot be told, because the newer list holds "
        "old ties that the older one had missed",
        "unknown": "whether they have come forward cannot be told from these sources",
    }.get(change, "that they have come forward more than others in ten years is not shown")


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
            "that it has more than cities abroad of their size, income and coast is not shown",
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
    }.get(state, "That its cities have come forward more than those of others is not shown")
    return f"{said} ({number}).{_dates(change.n_added_since, change.n_added_dated)}"


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
