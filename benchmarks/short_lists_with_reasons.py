"""What two readers said who saw the reasons too, as whoever asks sees them."""

from __future__ import annotations

from collections.abc import Iterator

from short_lists_verdicts import PAGE, Row, agreement, read_rows, table_of

WITH_REASONS = PAGE.with_name("short-lists-with-reasons.csv")
"""Rows of places drawn when the rules stood; `is_new` where a rule of that day brought the name."""
N_NAMED, N_CITIES, N_WITHOUT = 41, 20, 20
"""Of the sixty those to which somebody is named; large cities, and those passed over
when these were drawn since too few purposes name anybody to them."""


def read_with_reasons() -> Iterator[str]:
    """Say what was asked, and what they answered."""
    rows = read_rows(WITH_REASONS)
    same, kappa = agreement(rows)
    yield from ("", "## What two readers said who saw the reasons", "")
    yield "Sixty places (all continents, twenty without partners, ten under 20,000 people),"
    yield f"{N_NAMED} of which are named somebody, and {N_CITIES} large cities with three purposes"
    yield f"each, for which {N_WITHOUT} others were passed over that have names for fewer, were"
    yield "drawn when the rules stood"
    yield f"([{WITH_REASONS.name}]({WITH_REASONS.name})). Two readers saw the facts of both, and"
    yield "the reasons and the caution as they are printed, without list or score. *Sensible* was"
    yield "what they would bring to their mayor as worth a first letter; *odd* what is not wrong"
    yield "but not brought; *absurd* what would embarrass them. They were told that a first"
    yield "letter costs little. Readers who saw none of our reasons called fewer sensible (below):"
    yield "what is asked and shown moves the share more than a rule does. The two agree on"
    yield f"{same:.0%} of the rows (Cohen's kappa {kappa:.2f})."
    yield from table_of("what they read", _parts(rows))


def _parts(rows: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    towns = [row for row in rows if row["part"] == "towns"]
    wishes = [row for row in rows if row["part"] == "purposes"]
    yield "the three lists", [row for row in towns if row["list"] != "less_sure"]
    yield 'the group "less sure"', [row for row in towns if row["list"] == "less_sure"]
    yield "for a purpose, named before", [row for row in wishes if row["is_new"] == "false"]
    yield "for a purpose, of large cities afar", [row for row in wishes if row["is_new"] == "true"]
