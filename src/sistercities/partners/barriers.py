"""Rows that may stand in the way, as the release and its overlays hold them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sistercities.dataset.release.queried import Queried
from sistercities.terms.obstacle_sentences import say_obstacle
from sistercities.terms.obstacles import EVERYBODY, ObstacleKind, Strength

SPECIAL_STATUS, LAW = "special_status", "law"
_PAIRS = """
    SELECT pair_id AS row_id, kind, coalesce(country_a, '') AS country_a, name_a, name_b,
        unit_a, unit_b,
        coalesce(codes_a, '') AS codes_a, coalesce(codes_b, '') AS codes_b,
        coalesce(recognised_by, '') AS recognised_by, strength, sentence, from_date, until_date,
        as_of, source_title, source_address
    FROM country_pairs_now ORDER BY pair_id
"""
_LAWS = """
    SELECT law_id AS row_id, 'law' AS kind, '' AS country_a, law AS name_a, affects AS name_b,
        '' AS unit_a, '' AS unit_b,
        jurisdiction AS codes_a, coalesce(affects_codes, '') AS codes_b, '' AS recognised_by,
        strength, sentence, from_date, until_date, as_of, source_title, source_address
    FROM laws WHERE sentence IS NOT NULL ORDER BY law_id
"""


@dataclass(frozen=True, slots=True)
class Barrier:
    """One row: between whom, how strong, in which words, from when, by which source.

    Attributes
    ----------
    row_id
        `pair_id` or `law_id`.
    kind
        One of `OBSTACLE_KINDS`, or "law".
    country
        Of a special status: the country under which its places stand; "" for none or several.
    name_a, name_b
        The two sides in words; of a law its title and whom it means.
    side_a, side_b
        Codes of countries and first-level regions, ids of places, or `*`; a law binds the first.
    recognised_by
        Of a special status: countries for which the unit is no part of `country`.
    strength
        "bar", "caution" or "note".
    sentence, from_date, until_date, as_of, title, addresses
        As in the release; dates None where not known.
    """

    row_id: str
    kind: ObstacleKind
    country: str
    name_a: str
    name_b: str
    side_a: frozenset[str]
    side_b: frozenset[str]
    recognised_by: frozenset[str]
    strength: Strength
    sentence: str
    from_date: str | None
    until_date: str | None
    as_of: str | None
    title: str
    addresses: tuple[str, ...]

    @property
    def is_for_all(self) -> bool:
        """Whether it speaks of every partner alike."""
        return EVERYBODY in self.side_b


def read_barriers(release: Queried) -> tuple[Barrier, ...]:
    """Read all rows of a release on what stands in the way: pairs of states and units, and laws."""
    pairs = tuple(map(_barrier, release.query(_PAIRS)))
    units = {one.row_id.split(":")[1]: one.side_a for one in pairs if one.kind == SPECIAL_STATUS}
    return (*pairs, *(_barrier(row, units) for row in release.query(_LAWS)))


def _barrier(row: dict[str, Any], units: dict[str, frozenset[str]] | None = None) -> Barrier:
    return Barrier(
        row["row_id"], row["kind"], row["country_a"], row["name_a"], row["name_b"],
        _codes(row["codes_a"].split(), units or {}), _codes(row["codes_b"].split(), units or {}),
        frozenset(row["recognised_by"].split()), row["strength"], _sentence(row),
        row["from_date"], row["until_date"], row["as_of"], row["source_title"],
        tuple(row["source_address"].split()),
    )  # fmt: skip


def _sentence(row: dict[str, Any]) -> str:
    ends = {row[f"name_{end}"]: row[f"unit_{end}"] for end in ("a", "b")}
    return say_obstacle(row["kind"], row["sentence"], {} if row["kind"] == LAW else ends)


def _codes(codes: Iterable[str], units: dict[str, frozenset[str]]) -> frozenset[str]:
    """Return codes with those of units written out: a law names a unit, not its places."""
    found: set[str] = set()
    for code in codes:
        found |= units.get(code) or {code}
    return frozenset(found)
