"""The sentences of the nesting study: its headline, and the warning that goes before it."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.studies.nesting_result import Estimate, SensitivityRow
from sistercities.studies.nesting_verdicts import INDEPENDENT, percent


def headline(country_name: str, estimates: dict[str, Estimate]) -> str:
    """Say the two findings side by side: how many lie inside, and against chance."""
    share, ratio = estimates["share_inside"], estimates["observed_over_expected"]
    outside = None if share.value is None else 1 - share.value
    first = (
        f"Most city ties of {country_name} lie outside sister provinces ({percent(outside)})"
        if outside is not None and outside > 0.5
        else f"{percent(share.value)} of {country_name}'s city ties lie inside sister provinces"
    )
    return f"{first}; {_against_chance(ratio)}."


def _against_chance(ratio: Estimate) -> str:
    if ratio.value is None or ratio.low is None or ratio.high is None:
        return "whether that is more or less than chance cannot be told"
    times = f"{ratio.value:.2f} times what chance gives ({ratio.low:.2f} to {ratio.high:.2f})"
    if ratio.low > 1:
        return f"yet ties inside are more frequent than chance has it: {times}"
    if ratio.high < 1:
        return f"and ties inside are rarer than chance has it: {times}"
    if INDEPENDENT[0] <= ratio.low and ratio.high <= INDEPENDENT[1]:
        return f"ties inside are about as frequent as chance has it: {times}"
    return f"whether ties inside are more or less frequent than chance cannot be told: {times}"


def first_line_warning(rows: Sequence[SensitivityRow]) -> str:
    """Name the changes of the rules under which the ratio changes sides; empty if none does."""
    changed = [row.name for row in rows if row.is_sign_changed]
    if not changed:
        return ""
    return (
        "The ratio lies on the other side of 1 under "
        f"{len(changed)} of {len(rows)} changes of the rules: {', '.join(changed)}."
    )
