"""The sentences of the diplomacy study."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sistercities.studies.diplomacy.evidence import Evidence
from sistercities.studies.diplomacy.models import COMPLEX, Ratio
from sistercities.studies.findings import SensitivityFinding
from sistercities.studies.nesting_scope import plural

MEANT = "a rivalry, a dispute with at least a display of force, or a great distance in the UN"
FEW = 3
"""Countries with an excess that the headline names."""

ASSOCIATION = "This says what goes with what, not what brings it about."


def verdict_sentence(
    evidence: Evidence, found: Mapping[str, str], reason: str, of_whom: str, unit: str
) -> str:
    """Say with how many countries at odds cities hold ties, and what was found of each part."""
    said = [_exists(evidence, of_whom)] if evidence.n_complex_with_city else []
    if reason:
        more = (
            "Whether they are more or fewer than others, and whether cities react less than "
            f"{plural(unit)}, cannot be told"
            if said
            else f"This cannot be told of {of_whom}"
        )
        return " ".join([*said, f"{more}: {reason}."])
    spite = {
        "found": "They are more than with countries of like trade, distance, population and income",
        "contrary": "They are fewer than with countries of like trade, distance, population and "
        "income",
        "open": "Whether they are more or fewer than with countries of like trade, distance, "
        "population and income cannot be told",
    }[found["in spite"]]
    apart = {
        "found": f"City ties react less to such relations than ties of {plural(unit)}",
        "contrary": f"City ties react more to such relations than ties of {plural(unit)}",
        "open": f"Whether city ties react less than ties of {plural(unit)} cannot be told",
    }[found["apart"]]
    return " ".join((*said, f"{spite} ({numbers(evidence.ratio)}).",
                     f"{apart} (ratio of cities over that of {plural(unit)}: "
                     f"{numbers(evidence.relative)}).", ASSOCIATION))  # fmt: skip


def _exists(evidence: Evidence, of_whom: str) -> str:
    return (
        f"Cities of {of_whom} hold {evidence.n_complex_city_ties:,} ties with "
        f"{evidence.n_complex_with_city} of the {evidence.n_complex} countries with which "
        f"relations were complex ({MEANT}) when the ties began, or of late where that is not known."
    )


def numbers(ratio: Ratio) -> str:
    """Write a ratio with its interval."""
    interval = ratio.interval()
    if ratio.value is None or interval is None:
        return "no ratio"
    return f"{ratio.value:.2f}, 95 % interval {interval[0]:.2f} to {interval[1]:.2f}"


def would_change(found: Mapping[str, str], unit: str) -> str:
    """Say what would have to come to light for another verdict."""
    wanted = []
    if found["in spite"] != "found":
        wanted.append("more city ties with countries at odds than like countries have, the "
                      "interval above 1")  # fmt: skip
    else:
        wanted.append("a ratio of city ties whose interval reaches 1")
    if found["apart"] != "found":
        wanted.append(f"ties of {plural(unit)} that react more than those of cities, the interval "
                      "of the ratio of the two above 1")  # fmt: skip
    else:
        wanted.append(f"a ratio of cities over {plural(unit)} whose interval reaches 1")
    text = "; ".join(wanted)
    return f"{text[:1].upper()}{text[1:]}."


def headline(
    evidence: Evidence,
    found: Mapping[str, str],
    reason: str,
    in_spite: Sequence[str],
    of_whom: str,
    unit: str,
) -> str:
    """Say the finding so that a mayor can repeat it; `in_spite` names countries with an excess."""
    if not evidence.n_complex_with_city:
        why = reason or "no city tie with such a country is known"
        return f"Whether cities of {of_whom} tie in spite of high politics cannot be told: {why}."
    first = (
        f"Cities of {of_whom} hold ties with {evidence.n_complex_with_city} of the "
        f"{evidence.n_complex} countries with which their government was at odds"
    )
    if reason:
        return f"{first}; whether that is more or less than others have cannot be told: {reason}."
    second = {
        "found": ": more ties than like countries have",
        "contrary": ": fewer ties than like countries have",
        "open": "; whether that is more or less than like countries have cannot be told",
    }[found["in spite"]]
    third = {
        "found": f" City ties react less to politics than those of {plural(unit)}.",
        "contrary": f" City ties react more to politics than those of {plural(unit)}.",
        "open": "",
    }[found["apart"]]
    return f"{first}{second}.{third}{_most(in_spite)}"


def _most(in_spite: Sequence[str]) -> str:
    """Name the countries with an excess that have the most ties."""
    if len(in_spite) < FEW:
        return ""
    shown = " and ".join((", ".join(in_spite[: FEW - 1]), in_spite[FEW - 1]))
    if len(in_spite) == FEW:
        return f" {shown} hold more city ties than like countries."
    return f" {len(in_spite)} of them, such as {shown}, hold more city ties than like countries."


def first_line_warning(rows: Sequence[SensitivityFinding]) -> str:
    """Name the changes of the rules under which a main number changes sides; empty if none does."""
    changed = [row.name for row in rows if row.is_sign_changed]
    if not changed:
        return ""
    return (
        f"Under {len(changed)} of {len(rows)} changes of the rules a main ratio lies on the other "
        f"side of 1: {', '.join(changed)}."
    )


def titles(evidence: Evidence, n_in_spite: int, of_whom: str, unit: str) -> dict[str, str]:
    """Return the sentence that each figure bears out, by its id."""
    city, region = evidence.ratio, evidence.region.ratio(COMPLEX)
    both = [f"{name} times {ratio.value:.2f}" for name, ratio in
            (("city ties", city), (f"ties of {plural(unit)}", region))
            if ratio.value is not None]  # fmt: skip
    return {
        "levels": f"Complex relations, all else equal: {', '.join(both) or 'no ratio known'}",
        "in_spite": f"{n_in_spite} countries at odds hold more city ties of {of_whom} than like "
        "countries",
        "politics": f"Rivalry, disputes, alliance and distance in the UN: ties of cities and "
        f"{plural(unit)}",
        "countries": f"City ties of {of_whom}: countries near and far in the UN",
    }
