"""What the study of nesting says of the autonomy of regions and cities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sistercities.report import numerals
from sistercities.report.nesting.wording import (
    FEW,
    Side,
    home_unit,
    home_units,
    is_ratio_withheld,
    side,
)
from sistercities.sentences import (
    Sentence,
    capital,
    listed,
    say,
)
from sistercities.studies.nesting.result import (
    Autonomy,
    NestingResult,
)


def autonomy_counts(rows: Sequence[Autonomy]) -> Counter[Side]:
    """How many units lie above 0, below it, on neither side, or are not known."""
    return Counter(side(row.low, row.high, 0.0) for row in rows)


def map_finding(result: NestingResult) -> str:
    """Title of the map."""
    counts = autonomy_counts(result.autonomy_units)
    units = home_units(result)
    known = len(result.autonomy_units) - counts["unknown"]
    if not result.autonomy_units:
        return say("No {home_unit} can be shown on a map", home_unit=home_unit(result))
    if known == 0:
        return say(
            "For none of the {n} {units} can autonomy be told",
            n=len(result.autonomy_units),
            units=units,
        )
    if known < FEW and is_ratio_withheld(result):
        word = home_unit(result) if known == 1 else units
        return say(
            "With {known} {word} that can be judged there is little to compare",
            known=known,
            word=word,
        )
    if counts["above"] == counts["below"] == 0:
        return say(
            "No {home_unit} of {known} can be told from what chance would give",
            home_unit=home_unit(result),
            known=known,
        )
    clear: dict[Side, Sentence] = {"above": say("fewer"), "below": say("more")}
    said = [(counts[where], word) for where, word in clear.items() if counts[where]]
    (first, word), *others = said
    if not others and not counts["neither"]:
        return say(
            "Drawn towards their common mean, all {known} {units} that can be judged have "
            "{word} city ties inside than expected",
            known=known,
            units=units,
            word=word,
        )
    second = say(", {count} have {other}", count=others[0][0], other=others[0][1]) if others else ""
    rest = (
        say("; for {count} the data cannot say", count=counts["neither"])
        if counts["neither"]
        else ""
    )
    return say(
        "Drawn towards their common mean, {first} of {known} {units} have {word} city "
        "ties inside than expected{second}{rest}",
        first=first,
        known=known,
        units=units,
        word=word,
        second=second,
        rest=rest,
    )


def known_autonomy(rows: Sequence[Autonomy]) -> list[Autonomy]:
    """Rows with a known value, the most autonomous first."""
    known = [row for row in rows if numerals.is_known(row.autonomy)]
    return sorted(known, key=lambda row: (-(row.autonomy or 0.0), row.name))


def autonomy_finding(result: NestingResult) -> str:
    """Title of the list of units."""
    known = known_autonomy(result.autonomy_units)
    if not known:
        return say("Autonomy is not known for any {home_unit}", home_unit=home_unit(result))
    if len(known) == 1:
        return say("Autonomy is known for {name} alone", name=known[0].name)
    if len({numerals.signed(row.autonomy) for row in known}) == 1:
        return say(
            "The {n} {home_units} differ no more than chance lets them",
            n=len(known),
            home_units=home_units(result),
        )
    return say(
        "Autonomy is highest in {name} and lowest in {name_2}{all_on_one_side}",
        name=known[0].name,
        name_2=known[-1].name,
        all_on_one_side=_all_on_one_side(known),
    )


def _all_on_one_side(known: Sequence[Autonomy]) -> str:
    """Say if even the extremes lie on the same side of chance, lest "highest" mislead."""
    values = [row.autonomy or 0.0 for row in known]
    if max(values) < 0:
        return say("; all lie below 0")
    return say("; all lie above 0") if min(values) > 0 else ""


def left_aside(result: NestingResult) -> list[str]:
    """Say which units take no part: one line a reason, with the names after it."""
    reasons = {row.name: row.note for row in result.autonomy_units}
    by_reason: dict[str, list[str]] = {}
    for name in result.uncovered_units:
        by_reason.setdefault(reasons.get(name, ""), []).append(name)
    return [
        say("{reason}: {names}", reason=capital(reason), names=listed(sorted(names), "comma"))
        if reason
        else listed(sorted(names), "comma")
        for reason, names in by_reason.items()
    ]
