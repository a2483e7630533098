"""Made-up rows on what stands in the way: who to whom, of which kind and strength."""

from __future__ import annotations

from dataclasses import replace

from sistercities.partners.barriers import Barrier
from sistercities.terms.words import ObstacleKind, Strength


def row(
    kind: ObstacleKind, one: str, other: str, strength: Strength, country: str = "",
    recognised_by: str = "", as_of: str = "2026-01",
) -> Barrier:  # fmt: skip
    """Return a row between two sides, each written as codes and ids with spaces between."""
    return Barrier(
        f"{kind}:{one.replace(' ', '+')}:{other.replace(' ', '+')}", kind, country, one, other,
        frozenset(one.split()), frozenset(other.split()), frozenset(recognised_by.split()),
        strength, f"{one} and {other}: {kind}.", None, None, as_of, "A made-up gazette",
        ("https://drawn.example/rows",),
    )  # fmt: skip


def unit(
    codes: str, strength: Strength, country: str, recognised_by: str = "", to: str = "*",
    not_suggested: str = "",
) -> Barrier:  # fmt: skip
    """Return the row on the special status of a unit whose places stand under a country."""
    found = row("special_status", codes, to, strength, country, recognised_by)
    return replace(found, not_suggested=frozenset(not_suggested.split()))
