"""The sentences of the connectivity study."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sistercities.studies.connectivity.all_countries import AllCountries
from sistercities.studies.connectivity.evidence import Evidence
from sistercities.studies.connectivity.models import DESTINATIONS, DESTINATIONS_2014, TIES_BEFORE
from sistercities.studies.connectivity.order_in_time import OrderInTime
from sistercities.studies.findings import SensitivityFinding

NEARLY_EQUAL = 1.1
"""Ratio per twice the destinations within which cities hold about as many ties."""

NAMED = {
    "flights": "more destinations abroad",
    "exports": "more exports",
    "visitors": "more foreign visitors",
}


def headline(
    evidence: Evidence,
    states: Mapping[str, str],
    order: OrderInTime,
    reason: str,
    of_whom: str,
    *,
    is_told: bool,
) -> str:
    """Say the finding so that a mayor can repeat it."""
    if reason or not is_told:
        why = reason or "the differences are no larger than chance gives"
        return f"Whether better joined cities of {of_whom} hold more ties cannot be told: {why}."
    cities = [NAMED[name] for name in ("flights", "exports") if states.get(name) == "found"]
    first = (
        f"Cities of {of_whom} with {_and(cities)} hold more sister ties"
        if cities
        else f"Cities of {of_whom} with more flights abroad are not seen to hold more sister ties"
    )
    return f"{first}{_beside(evidence, bool(cities))}.{_older(order)}"


def _older(order: OrderInTime) -> str:
    """Say that most ties are older than the flights, where more than half are known to be."""
    if order.n_before <= order.n_ties / 2:
        return ""
    return " But most of these ties are older than the flights."


def _beside(evidence: Evidence, is_any: bool) -> str:
    ratio = evidence.full.ratio(DESTINATIONS)
    if ratio is None:
        return ""
    size = "size and economy" if len(evidence.correlations) > 1 else "size"
    if ratio.low > 1:
        if is_any:
            return f", also at equal {size}"
        return f"; yet at equal {size}, those with more destinations do"
    if ratio.high < 1:
        return f"; at equal {size}, those with more destinations hold fewer"
    if ratio.low > 1 / NEARLY_EQUAL and ratio.high < NEARLY_EQUAL:
        return f"; but at equal {size}, those with more destinations hold about as many as others"
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


def titles(
    evidence: Evidence,
    states: Mapping[str, str],
    order: OrderInTime,
    world: AllCountries,
    of_whom: str,
) -> dict[str, str]:
    """Return the sentence that each figure bears out, by its id."""
    flights = evidence.correlations.get("flights")
    rho = "not known" if flights is None or flights.rho is None else f"{flights.rho:.2f}"
    is_found = states.get("flights") == "found"
    return {
        "correlations": f"Flights and ties of the cities of {of_whom}: rank correlation {rho}",
        "ratios": _ratio_title(evidence),
        "cities": f"Cities of {of_whom} with more destinations hold more ties"
        if is_found
        else f"Cities of {of_whom} with more destinations: no more ties can be shown",
        "order": _order_title(order),
        "countries": _country_title(world),
    }


def _ratio_title(evidence: Evidence) -> str:
    ratio = evidence.full.ratio(DESTINATIONS)
    if ratio is None:
        return "At equal size: what can be said of ties"
    number = f"{ratio.value:.2f} ({ratio.low:.2f} to {ratio.high:.2f})"
    return f"Twice the destinations, all else here equal: ties times {number}"


def _order_title(order: OrderInTime) -> str:
    said = []
    pairs = (
        (order.forward, "ties begun after 2014", "flights of 2014", DESTINATIONS_2014),
        (order.backward, "flights of 2026", "earlier ties", TIES_BEFORE),
    )
    for model, later, first, term in pairs:
        ratio = model.ratio(term)
        if ratio is not None:
            word = "go with" if ratio.low > 1 else "are not shown to go with"
            said.append(f"{later} {word} {first}")
    return _capital("; ".join(said) or "What came first cannot be told")


def _country_title(world: AllCountries) -> str:
    above = sum((c.low or 0) > 0 for c in world.countries)
    return (
        f"In {above} of {len(world.countries)} countries cities with more destinations hold more "
        "ties"
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
