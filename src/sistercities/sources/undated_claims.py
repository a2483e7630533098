"""Claims of sources that say of a tie nothing but its two ends: no date, no status, no kind.

Such a source may state one pair several times: once at each end, or once for each spelling of a
point. It is one claim all the same, with the rows in its locator, so that a source never
corroborates itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from sistercities.terms.claims import NamedEnd, SourceClaim

BOTH_STATE = "stated at both ends"
"""Note of a claim that each of its two ends states of itself; without it the first alone does."""
RULED_KIND = "kind by a ruling: "
"""In the note of a claim whose kind its source does not state; the reason is behind it."""


def states_its_kind(note: str) -> bool:
    """Whether the kind of a claim is its source's own word, from its note."""
    return RULED_KIND not in note


def ends_that_state(note: str) -> tuple[str, ...]:
    """Return which ends of a claim state it of themselves, from its note: `a`, or `a` and `b`."""
    return ("a", "b") if note.startswith(BOTH_STATE) else ("a",)


def undated_claim(
    claim_id: str, locator: str, a: NamedEnd, b: NamedEnd, *, licence: str, note: str = ""
) -> SourceClaim:
    """Make a claim of two ends; the source is what stands before the colon of its id."""
    return SourceClaim(
        claim_id=claim_id,
        source_id=claim_id.partition(":")[0],
        locator=locator,
        a=a,
        b=b,
        start="",
        precision="none",
        is_batch_date=False,
        end="",
        status="unknown",
        kind="unknown",
        is_double_entry=False,
        note=note,
        licence=licence,
    )


def rows_locator(rows: Iterable[int]) -> str:
    """Say which rows of the source a claim stands in: `row 5`, `rows 5, 80`."""
    numbers = sorted(set(rows))
    return f"row{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"
