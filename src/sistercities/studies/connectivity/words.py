"""The sentences of the connectivity study."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sistercities.studies.connectivity.evidence import Evidence
from sistercities.studies.connectivity.models import DESTINATIONS
from sistercities.studies.findings import SensitivityFinding

NAMED = {
    "flights": "more destinations abroad",
    "exports": "more exports",
    "visitors": "more foreign visitors",
}


def headline(evidence: Evidence, states: Mapping[str, str], reason: str, of_whom: str) -> str:
    """Say the finding so that a mayor can repeat it."""
    if reason:
        return f"Whether better joined cities of {of_whom} hold more ties cannot be told: {reason}."
    cities = [NAMED[name] for name in ("flights", "exports") if states.get(name) == "found"]
    first = (
        f"Cities of {of_whom} with {_and(cities)} hold more sister ties"
        if cities
        else f"Cities of {of_whom} with more flights abroad are not seen to hold more sister ties"
    )
    return f"{first}{_beside(evidence, bool(cities))}."


def _beside(evidence: Evidence, is_any: bool) -> str:
    ratio = evidence.full.ratio(DESTINATIONS)
    if ratio is None:
        return ""
    size = "size and economy" if len(evidence.correlations) > 1 else "size"
    if ratio.low > 1:
        link = "; even" if is_any else "; yet"
        more = f"{100 * (ratio.value - 1):.0f} % more ties"
        return f"{link} at equal {size}, twice the destinations go with {more}"
    if ratio.high < 1:
        return f"; at equal {size}, those with more destinations hold fewer"
    return f"; whether that holds at equal {size} cannot be told"


def verdict_sentence(
    evidence: Evidence, states: Mapping[str, str], is_beyond: bool, reason: str, of_whom: str
) -> str:
    """Say what was found of each fact, and among cities of like size and economy."""
    if reason:
        return f"This cannot be told of {of_whom}: {reason}."
    parts = [_fact(evidence, name, states) for name in NAMED]
    return " ".join([*filter(None, parts), _size(evidence, is_beyond), CAUSES])


CAUSES = "This says what goes with what, not what brings it about."


def _fact(evidence: Evidence, name: str, states: Mapping[str, str]) -> str:
    subject = "Regions" if name == "visitors" else "Cities"
    if name not in states:
        return f"{subject} with {NAMED[name]} cannot be judged: the release has no figures on them."
    found = evidence.correlations[name]
    number = _numbers(found.rho, found.low, found.high, "rank correlation")
    said = {
        "found": f"{subject} with {NAMED[name]} hold more ties",
        "contrary": f"{subject} with {NAMED[name]} do not hold more ties",
        "open": f"Whether {subject.lower()} with {NAMED[name]} hold more ties cannot be told",
    }[states[name]]
    known = ", the only level at which visitors are known" if name == "visitors" else ""
    return f"{said} ({number}{known})."


def _size(evidence: Evidence, is_beyond: bool) -> str:
    ratio = evidence.full.ratio(DESTINATIONS)
    if ratio is None:
        return f"At equal size and economy this cannot be told: {evidence.full.note}"
    economy = len(evidence.correlations) > 1
    size = "size and economy" if economy else "size"
    number = _numbers(ratio.value, ratio.low, ratio.high, "rate ratio")
    if is_beyond:
        return f"So do those of equal {size} with twice the destinations ({number})."
    return f"That cities of equal {size} with more destinations do so is not shown ({number})."


def _numbers(value: float | None, low: float | None, high: float | None, what: str) -> str:
    if value is None:
        return f"{what} not defined"
    if low is None or high is None:
        return f"{what} {value:.2f}, no interval"
    return f"{what} {value:.2f}, 95 % interval {low:.2f} to {high:.2f}"


def _and(words: Sequence[str]) -> str:
    return " and ".join(words)


def first_line_warning(rows: Sequence[SensitivityFinding]) -> str:
    """Name the changes of the rules under which a main number changes sides; empty if none does."""
    changed = [row.name for row in rows if row.is_sign_changed]
    if not changed:
        return ""
    return (
        f"Under {len(changed)} of {len(rows)} changes of the rules the correlation of flights, or "
        f"their ratio at equal size, lies on the other side of none: {', '.join(changed)}."
    )
