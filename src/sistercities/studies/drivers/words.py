"""The sentences of the study of drivers."""

from __future__ import annotations

from collections.abc import Mapping

from sistercities.sentences import capital, listed, say, to_say
from sistercities.studies.drivers.benefit import needed_factors
from sistercities.studies.drivers.evidence import Evidence
from sistercities.studies.drivers.terms import FACTORS, FEWER, FORMAL, LOOKED_AT, TITLES
from twolevel.shapley.weighted import Contrast

CAUSES = say("This says what foretells ties, not what brings them about.")


def headline(
    evidence: Evidence, states: Mapping[str, str], reason: str, of_whom: str, carried_by: str = ""
) -> str:
    """Say the finding so that a mayor can repeat it.

    `carried_by` names what the three factors together rest on; then they tell nothing.
    """
    if reason:
        return say(
            "Whether benefits, culture and contacts foretell the sister cities of {of_whom}"
            " better than sister ties of their regions do cannot be told: {reason}.",
            of_whom=of_whom,
            reason=reason,
        )
    if all(state == "open" for state in states.values()):
        return _followed(
            _together(evidence, of_whom, carried_by), _where_it_is(evidence), _fewer_own(evidence)
        )
    more, less = (_titles(states, state) for state in ("stronger", "weaker"))
    parts = []
    if more:
        better = (
            to_say(
                "Which cities of {of_whom} take which sisters, {more} tell beforehand better "
                "than a sister tie of their regions does"
            )
            if _is_plural(states, "stronger")
            else to_say(
                "Which cities of {of_whom} take which sisters, {more} tells beforehand better "
                "than a sister tie of their regions does"
            )
        )
        parts.append(say(better, of_whom=of_whom, more=more))
    if less and more:
        parts.append(
            say("{less} do so less well", less=less)
            if _is_plural(states, "weaker")
            else say("{less} does so less well", less=less)
        )
    elif less:
        parts.append(
            say(
                "A sister tie of the regions tells better beforehand than {less} which cities "
                "of {of_whom} take which sisters",
                less=less,
                of_whom=of_whom,
            )
        )
    said = say("{parts}.", parts=listed(parts, "semicolon"))
    return _followed(said, _where_it_is(evidence), _fewer_own(evidence))


def _followed(said: str, *others: str) -> str:
    told = [other for other in others if other]
    return listed([said, *told], "space") if told else said


def _fewer_own(evidence: Evidence) -> str:
    """Say that a city spreads its partners over countries, where it does."""
    ratio = evidence.without_effects.ratio("own_before")
    if ratio is None or ratio.high >= 1:
        return ""
    return say("And a city that has a partner in a country takes fewer further ones there.")


def _together(evidence: Evidence, of_whom: str, carried_by: str) -> str:
    """Say what holds of the three factors where none alone is told from formal links."""
    found = evidence.together
    if carried_by:
        return say(
            "Whether economy, culture and earlier ties foretell the sister cities of {of_whom} "
            "better than sister ties of their regions do cannot be told: taken together they give "
            "an answer, but not without {carried_by}.",
            of_whom=of_whom, carried_by=carried_by,
        )  # fmt: skip
    if found is None or found.low <= 0 <= found.high:
        return say(
            "Whether benefits, culture and contacts foretell the sister cities of {of_whom}"
            " better than sister ties of their regions do cannot be told: the differences "
            "are no larger than chance gives.",
            of_whom=of_whom,
        )
    needed = needed_factors(evidence)
    if found.low > 0 and needed:
        return say(
            "Taken together, economy, culture and earlier ties nearby foretell the sister cities "
            "of {of_whom} better than sister ties of their regions do, but not without {factors}.",
            of_whom=of_whom,
            factors=listed(needed, "or"),
        )
    if found.low > 0:
        return say(
            "Taken together, economy, culture and earlier ties foretell the sister cities "
            "of {of_whom} better than sister ties of their regions do; of none of the three"
            " alone can that be told.",
            of_whom=of_whom,
        )
    return say(
        "Taken together, economy, culture and earlier ties foretell the sister cities "
        "of {of_whom} less well than sister ties of their regions do; of none of the three"
        " alone can that be told.",
        of_whom=of_whom,
    )


def fewer_after(evidence: Evidence) -> tuple[str, ...]:
    """Say which earlier ties are followed by fewer ties, not more: they foretell that too."""
    said = []
    for column, words in (
        ("own_before", say("A city that has a tie with a country takes fewer further ones there")),
        (
            "partner_before",
            say("A city abroad that has a tie with the home country takes fewer further ones"),
        ),
    ):
        ratio = evidence.without_effects.ratio(column)
        if ratio is not None and ratio.high < 1:
            said.append(
                say(
                    "{words} (ratio {value:.2f} per twice as many, 95 % interval {low:.2f} to "
                    "{high:.2f}); that stands apart from the share of earlier ties.",
                    words=words,
                    value=ratio.value,
                    low=ratio.low,
                    high=ratio.high,
                )
            )
    return tuple(said)


def _is_plural(states: Mapping[str, str], wanted: str) -> bool:
    named = [factor for factor, state in states.items() if state == wanted]
    return len(named) > 1 or named == ["network"]


def _titles(states: Mapping[str, str], wanted: str) -> str:
    names = [TITLES[factor] for factor, state in states.items() if state == wanted]
    return listed(names)


def _where_it_is(evidence: Evidence) -> str:
    ratio = evidence.without_effects.ratio("upper")
    if ratio is None or ratio.low <= 1:
        return ""
    return say(
        "But where regions are sisters, their cities become so {value:.1f} times as "
        "often as else alike ones.",
        value=ratio.value,
    )


def verdict_sentence(
    evidence: Evidence, states: Mapping[str, str], reason: str, of_whom: str
) -> str:
    """Answer the officer's question: each factor, all together, and the ratio of formal ties."""
    if reason:
        return say("This cannot be told of {of_whom}: {reason}.", of_whom=of_whom, reason=reason)
    factors = (_factor(evidence, name, states[name]) for name in FACTORS)
    parts = [_answer(evidence), *factors, *filter(None, [_fewer(evidence)])]
    return listed([*parts, _ratio(evidence), CAUSES], "space")


def _answer(evidence: Evidence) -> str:
    found = evidence.together
    if found is None:
        return ""
    said = (
        say(
            "Do practical benefits play a stronger role than formal links of the regions? "
            "Together, yes: economy, culture and earlier ties foretell more"
        )
        if found.low > 0
        else say(
            "Do practical benefits play a stronger role than formal links of the regions? "
            "No: formal links foretell more than economy, culture and earlier ties together"
        )
        if found.high < 0
        else say(
            "Whether practical benefits (economy, culture and earlier ties) play a stronger"
            " role than formal links of the regions cannot be told"
        )
    )
    return say("{said} (difference of shares {points}).", said=said, points=_points(found))


def _factor(evidence: Evidence, name: str, state: str) -> str:
    share = evidence.share({name: 1.0})
    if share is None or name not in evidence.groups:
        if any(term.group == name for term in evidence.facts.get(FEWER, ())):
            return say("All that is known of {factor} goes with fewer ties.", factor=TITLES[name])
        return say(
            "Of {factor} no fact is known for these pairs; looked at were {sources}.",
            factor=TITLES[name],
            sources=LOOKED_AT[name],
        )
    of_one = {
        "stronger": say("foretells more than formal links"),
        "weaker": say("foretells less than formal links"),
        "open": say("is not told from formal links"),
    }
    of_many = {
        "stronger": say("foretell more than formal links"),
        "weaker": say("foretell less than formal links"),
        "open": say("are not told from formal links"),
    }
    return say(
        "{factor} {said} (share {points}).",
        factor=capital(TITLES[name]),
        said=(of_many if name == "network" else of_one)[state],
        points=_points(share),
    )


def _fewer(evidence: Evidence) -> str:
    """Say what foretells fewer ties, and so stands apart; empty where nothing does."""
    share = evidence.share({FEWER: 1.0})
    if share is None or FEWER not in evidence.groups:
        return ""
    return say(
        "Not counted there is what goes with fewer ties (share {points}): {facts}.",
        points=_points(share),
        facts=listed((term.label for term in evidence.facts[FEWER]), "comma"),
    )


def _ratio(evidence: Evidence) -> str:
    share, ratio = evidence.share({FORMAL: 1.0}), evidence.without_effects.ratio("upper")
    if share is None or ratio is None:
        return ""
    inside = evidence.n_inside / max(evidence.n_ties, 1)
    return say(
        "Formal links have a share of {points}: they are rare, {inside:.0f} % of the "
        "ties began where the regions were sisters. There ties are {ratio:.1f} times "
        "as frequent as among else alike cities (95 % interval {low:.1f} to "
        "{high:.1f}).",
        points=_points(share),
        inside=100 * inside,
        ratio=ratio.value,
        low=ratio.low,
        high=ratio.high,
    )


def _points(found: Contrast) -> str:
    value, low, high = (
        f"{100 * one:.0f}".replace("-", "−") for one in (found.value, found.low, found.high)
    )
    return say("{value} %, 95 % interval {low} to {high}", value=value, low=low, high=high)
