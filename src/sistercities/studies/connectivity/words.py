"""The sentences of the connectivity study."""

from __future__ import annotations

from collections.abc import Mapping

from sistercities.sentences import Sentence, capital, listed, say, to_say
from sistercities.studies.claims import CANNOT_TELL
from sistercities.studies.connectivity.all_countries import AllCountries
from sistercities.studies.connectivity.evidence import Evidence
from sistercities.studies.connectivity.models import DESTINATIONS, DESTINATIONS_2014, TIES_BEFORE
from sistercities.studies.connectivity.order_in_time import OrderInTime
from sistercities.studies.parts import PartFinding
from sistercities.studies.phrases import one_after_another

NAMED = {
    "flights": say("more destinations abroad"),
    "exports": say("more exports"),
    "visitors": say("more foreign visitors"),
}


def headline(
    states: Mapping[str, str],
    order: OrderInTime,
    reason: str,
    of_whom: str,
    size: PartFinding,
    *,
    is_told: bool,
) -> str:
    """Say the finding so that a mayor can repeat it: first what holds at equal size and wealth."""
    if reason or not is_told:
        why = reason or say("the differences are no larger than chance gives")
        return say(
            "Whether better joined cities of {of_whom} hold more ties cannot be told: {why}.",
            of_whom=of_whom,
            why=why,
        )
    cities = [NAMED[name] for name in ("flights", "exports") if states.get(name) == "found"]
    first = (
        say(
            "Cities of {of_whom} with {more} hold more sister ties",
            of_whom=of_whom,
            more=listed(cities),
        )
        if cities
        else say(
            "Cities of {of_whom} with more flights abroad are not seen to hold more sister ties",
            of_whom=of_whom,
        )
    )
    raw = say("{first}, size and wealth not held equal.", first=first)
    lead = say(AT_EQUAL_SIZE[size.verdict], of_whom=of_whom)
    return one_after_another([lead, raw, _older(order)])


AT_EQUAL_SIZE: Mapping[str, str] = {
    "supported": to_say(
        "Better connected cities of {of_whom} have more partners than cities of equal size and "
        "wealth."
    ),
    "not supported": to_say(
        "Better connected cities of {of_whom} have fewer partners than cities of equal size and "
        "wealth."
    ),
    "mixed": to_say(
        "Whether better connected cities of {of_whom} have more partners than cities of equal size "
        "and wealth depends on which airports are counted."
    ),
    CANNOT_TELL: to_say(
        "The data do not show whether better connected cities of {of_whom} have more partners than "
        "cities of equal size and wealth."
    ),
}
"""The part that answers the claim, without its numbers, by its verdict."""


def _older(order: OrderInTime) -> str:
    """Say that most ties are older than the flights, where more than half are known to be."""
    if order.n_before <= order.n_ties / 2:
        return ""
    return say("But most of these ties are older than the flights.")


def verdict_sentence(
    evidence: Evidence, states: Mapping[str, str], is_beyond: bool, reason: str, of_whom: str
) -> str:
    """Say what was found of each fact, and among cities of like size and economy."""
    if reason:
        return say("This cannot be told of {of_whom}: {reason}.", of_whom=of_whom, reason=reason)
    parts = [_fact(evidence, name, states) for name in NAMED]
    return one_after_another([*parts, _size(evidence, is_beyond), CAUSES])


CAUSES = say("This says what goes with what, not what brings it about.")


def _fact(evidence: Evidence, name: str, states: Mapping[str, str]) -> str:
    subject = say("Regions") if name == "visitors" else say("Cities")
    of_subject = say("regions") if name == "visitors" else say("cities")
    if name not in states:
        return say(
            "{subject} with {named} cannot be judged: the release has no figures on them.",
            subject=subject,
            named=NAMED[name],
        )
    found = evidence.correlations[name]
    number = _numbers(found.rho, found.low, found.high, say("rank correlation"))
    said = {
        "found": say("{subject} with {named} hold more ties", subject=subject, named=NAMED[name]),
        "contrary": say(
            "{subject} with {named} do not hold more ties", subject=subject, named=NAMED[name]
        ),
        "open": say(
            "Whether {subject} with {named} hold more ties cannot be told",
            subject=of_subject,
            named=NAMED[name],
        ),
    }[states[name]]
    known = say(", the only level at which visitors are known") if name == "visitors" else ""
    return say("{said} ({number}{known}).", said=said, number=number, known=known)


def _size(evidence: Evidence, is_beyond: bool) -> str:
    ratio = evidence.full.ratio(DESTINATIONS)
    if ratio is None:
        return say(
            "At equal size and economy this cannot be told: {note}",
            note=evidence.full.note,
        )
    economy = len(evidence.correlations) > 1
    size = say("size and economy") if economy else say("size")
    number = _numbers(ratio.value, ratio.low, ratio.high, say("rate ratio"))
    if is_beyond:
        return say(
            "So do those of equal {size} with twice the destinations ({number}).",
            size=size,
            number=number,
        )
    return say(
        "That cities of equal {size} with more destinations do so is not shown ({number}).",
        size=size,
        number=number,
    )


def _numbers(value: float | None, low: float | None, high: float | None, what: str) -> str:
    if value is None:
        return say("{what} not defined", what=what)
    if low is None or high is None:
        return say("{what} {value:.2f}, no interval", what=what, value=value)
    return say(
        "{what} {value:.2f}, 95 % interval {low:.2f} to {high:.2f}",
        what=what,
        value=value,
        low=low,
        high=high,
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
    rho = say("not known") if flights is None or flights.rho is None else f"{flights.rho:.2f}"
    is_found = states.get("flights") == "found"
    return {
        "correlations": say(
            "Flights and ties of the cities of {of_whom}: rank correlation {rho}",
            of_whom=of_whom,
            rho=rho,
        ),
        "ratios": _ratio_title(evidence),
        "cities": say("Cities of {of_whom} with more destinations hold more ties", of_whom=of_whom)
        if is_found
        else say(
            "Cities of {of_whom} with more destinations: no more ties can be shown", of_whom=of_whom
        ),
        "order": _order_title(order),
        "countries": _country_title(world),
    }


def _ratio_title(evidence: Evidence) -> str:
    ratio = evidence.full.ratio(DESTINATIONS)
    if ratio is None:
        return say("At equal size: what can be said of ties")
    number = say(
        "{value:.2f} ({low:.2f} to {high:.2f})", value=ratio.value, low=ratio.low, high=ratio.high
    )
    return say("Twice the destinations, all else here equal: ties times {number}", number=number)


def _order_title(order: OrderInTime) -> str:
    said = []
    pairs = (
        (order.forward, say("ties begun after 2014"), say("flights of 2014"), DESTINATIONS_2014),
        (order.backward, say("routes ever listed"), say("earlier ties"), TIES_BEFORE),
    )
    for model, later, first, term in pairs:
        ratio = model.ratio(term)
        if ratio is not None:
            said.append(_goes_with(later, first, is_shown=ratio.low > 1))
    if not said:
        return say("What came first cannot be told")
    return listed([capital(said[0]), *said[1:]], "semicolon")


def _goes_with(later: str, first: str, *, is_shown: bool) -> Sentence:
    if is_shown:
        return say("{later} go with {first}", later=later, first=first)
    return say("{later} are not shown to go with {first}", later=later, first=first)


def _country_title(world: AllCountries) -> str:
    above = sum((c.low or 0) > 0 for c in world.countries)
    return say(
        "In {above} of {n} countries cities with more destinations hold more ties",
        above=above,
        n=len(world.countries),
    )
