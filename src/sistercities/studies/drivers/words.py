"""The sentences of the study of drivers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sistercities.inference.weighted_shapley import Contrast
from sistercities.studies.drivers.evidence import Evidence
from sistercities.studies.drivers.terms import FACTORS, FORMAL, TITLES
from sistercities.studies.findings import SensitivityFinding

CAUSES = "This says what foretells ties, not what brings them about."


def headline(evidence: Evidence, states: Mapping[str, str], reason: str, of_whom: str) -> str:
    """Say the finding so that a mayor can repeat it."""
    if reason:
        return (
            f"Whether benefits, culture and contacts foretell the sister cities of {of_whom} "
            f"better than sister ties of their regions do cannot be told: {reason}."
        )
    if all(state == "open" for state in states.values()):
        return f"{_together(evidence, of_whom)}{_where_it_is(evidence)}"
    more, less = (_titles(states, state) for state in ("stronger", "weaker"))
    parts = []
    if more:
        verb = "tell" if _is_plural(states, "stronger") else "tells"
        parts.append(
            f"Which cities of {of_whom} take which sisters, {more} {verb} beforehand better than a "
            "sister tie of their regions does"
        )
    if less and more:
        parts.append(f"{less} {'do' if _is_plural(states, 'weaker') else 'does'} so less well")
    elif less:
        parts.append(
            f"A sister tie of the regions tells better beforehand than {less} which cities of "
            f"{of_whom} take which sisters"
        )
    return f"{'; '.join(parts)}.{_where_it_is(evidence)}"


def _together(evidence: Evidence, of_whom: str) -> str:
    """Say what holds of the three factors where none alone is told from formal links."""
    found = evidence.together
    if found is None or found.low <= 0 <= found.high:
        return (
            f"Whether benefits, culture and contacts foretell the sister cities of {of_whom} "
            "better than sister ties of their regions do cannot be told: the differences are no "
            "larger than chance gives."
        )
    word = "better" if found.low > 0 else "less well"
    return (
        f"Taken together, economy, culture and earlier ties foretell the sister cities of "
        f"{of_whom} {word} than sister ties of their regions do; of none of the three alone can "
        "that be told."
    )


def fewer_after(evidence: Evidence) -> tuple[str, ...]:
    """Say which earlier ties are followed by fewer ties, not more: they foretell that too."""
    said = []
    for column, words in (
        ("own_before", "A city that has a tie with a country takes fewer further ones there"),
        ("partner_before", "A city abroad that has a tie with the home country takes fewer further "
         "ones"),
    ):  # fmt: skip
        ratio = evidence.without_effects.ratio(column)
        if ratio is not None and ratio.high < 1:
            said.append(
                f"{words} (ratio {ratio.value:.2f} per twice as many, 95 % interval "
                f"{ratio.low:.2f} to {ratio.high:.2f}); the share of earlier ties counts that too."
            )
    return tuple(said)


def _is_plural(states: Mapping[str, str], wanted: str) -> bool:
    named = [factor for factor, state in states.items() if state == wanted]
    return len(named) > 1 or named == ["network"]


def _titles(states: Mapping[str, str], wanted: str) -> str:
    names = [TITLES[factor] for factor, state in states.items() if state == wanted]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _where_it_is(evidence: Evidence) -> str:
    ratio = evidence.without_effects.ratio("upper")
    if ratio is None or ratio.low <= 1:
        return ""
    return (
        f" But where regions are sisters, their cities become so {ratio.value:.1f} times as often "
        "as else alike ones."
    )


def verdict_sentence(
    evidence: Evidence, states: Mapping[str, str], reason: str, of_whom: str
) -> str:
    """Answer the officer's question: each factor, all together, and the ratio of formal ties."""
    if reason:
        return f"This cannot be told of {of_whom}: {reason}."
    parts = [_answer(evidence), *(_factor(evidence, name, states[name]) for name in FACTORS)]
    return " ".join([*parts, _ratio(evidence), CAUSES])


def _answer(evidence: Evidence) -> str:
    found = evidence.together
    if found is None:
        return ""
    said = (
        "Do practical benefits play a stronger role than formal links of the regions? Together, "
        "yes: economy, culture and earlier ties foretell more"
        if found.low > 0
        else "Do practical benefits play a stronger role than formal links of the regions? No: "
        "formal links foretell more than economy, culture and earlier ties together"
        if found.high < 0
        else "Whether practical benefits (economy, culture and earlier ties) play a stronger role "
        "than formal links of the regions cannot be told"
    )
    return f"{said} (difference of shares {_points(found)})."


def _factor(evidence: Evidence, name: str, state: str) -> str:
    share = evidence.share({name: 1.0})
    if share is None or name not in evidence.groups:
        return f"Of {TITLES[name]} nothing is known."
    said = {
        "stronger": "foretells more than formal links",
        "weaker": "foretells less than formal links",
        "open": "is not told from formal links",
    }[state]
    aside = ""
    if name == "network" and fewer_after(evidence):
        aside = ", in part since they are followed by fewer ties and not by more"
    verb = "foretell" if name == "network" else "foretells"
    said = said.replace("foretells", verb)
    if name == "network":
        said = said.replace("is not", "are not")
    return f"{TITLES[name].capitalize()} {said} (share {_points(share)}{aside})."


def _ratio(evidence: Evidence) -> str:
    share, ratio = evidence.share({FORMAL: 1.0}), evidence.without_effects.ratio("upper")
    if share is None or ratio is None:
        return ""
    inside = evidence.n_inside / max(evidence.n_ties, 1)
    return (
        f"Formal links have a share of {_points(share)}: they are rare, {100 * inside:.0f} % of "
        f"the ties began where the regions were sisters. There ties are {ratio.value:.1f} times as "
        f"frequent as among else alike cities (95 % interval {ratio.low:.1f} to {ratio.high:.1f})."
    )


def _points(found: Contrast) -> str:
    value, low, high = (
        f"{100 * one:.0f}".replace("-", "−") for one in (found.value, found.low, found.high)
    )
    return f"{value} %, 95 % interval {low} to {high}"


def first_line_warning(rows: Sequence[SensitivityFinding]) -> str:
    """Name the changes of the rules under which a main number changes sides; empty if none does."""
    changed = [row.name for row in rows if row.is_sign_changed]
    if not changed:
        return ""
    return (
        f"Under {len(changed)} of {len(rows)} changes of the rules the difference of shares, or "
        f"the ratio of formal ties, lies on the other side of none: {', '.join(changed)}."
    )
