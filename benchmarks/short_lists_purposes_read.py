"""What two readers said of places named for a purpose, by the rules of today.

`short_lists_purpose_sheet.py` draws the rows.
"""

from __future__ import annotations

from collections.abc import Iterator

from short_lists_verdicts import PAGE, agreement, read_rows, table_of

PURPOSES_READ = PAGE.with_name("short-lists-purposes-two-readers.csv")
SEED, N_HOMES, OF_EACH = "6121", 60, 2
"""Seed of the homes, how many were drawn, and for how many purposes each was asked."""


def purposes_read() -> Iterator[str]:
    """Say what they found."""
    rows = read_rows(PURPOSES_READ)
    same, kappa = agreement(rows)
    n_answered = len({(row["home_id"], row["purpose"]) for row in rows})
    yield from ("", "## What two readers said of purposes, by the rules of today", "")
    yield f"{N_HOMES} homes (seed {SEED}, drawn as the sixty above) were asked for {OF_EACH} of the"
    yield f"six purposes each, when the rules stood: {n_answered} of the {OF_EACH * N_HOMES}"
    yield "questions named somebody. Two readers, each alone, saw the purpose, names and facts,"
    yield f"without list or reason ([{PURPOSES_READ.name}]({PURPOSES_READ.name})). They agree on"
    yield f"{same:.0%} of the rows (Cohen's kappa {kappa:.2f})."
    by_name = {
        name: [row for row in rows if row["purpose"] == name]
        for name in dict.fromkeys(row["purpose"] for row in rows)
    }
    yield from table_of("purpose", [("all purposes", rows), *sorted(by_name.items())])
    yield ""
    yield "Where fewer than three places serve a purpose, the answer tells whom the lists would"
    yield "name without it."
