"""Rows that may stand in the way, as the release and its overlays hold them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

from sistercities.partners.taken_when_asked import TakenWhenAsked
from sistercities.sentences import Sentence, listed, say
from sistercities.terms.words import EVERYBODY, TERRITORY_CLAIM, ObstacleKind, Strength

if TYPE_CHECKING:
    from sistercities.dataset.release.queried import Queried

SPECIAL_STATUS, LAW, WAR_WITHIN = "special_status", "law", "war_within"
CONFLICT_WITHIN = "conflict_within"
_PAIRS = """
    SELECT pair_id AS row_id, kind, coalesce(country_a, '') AS country_a, name_a, name_b,
        unit_a, unit_b,
        coalesce(codes_a, '') AS codes_a, coalesce(codes_b, '') AS codes_b,
        coalesce(recognised_by, '') AS recognised_by,
        coalesce(not_suggested, '') AS not_suggested, coalesce(told_of, '') AS told_of,
        coalesce(conflicts, '') AS conflicts,
        strength, sentence, from_date, until_date, as_of, source_title, source_address
    FROM country_pairs_now ORDER BY pair_id
"""
_LAWS = """
    SELECT law_id AS row_id, 'law' AS kind, '' AS country_a, law AS name_a, affects AS name_b,
        '' AS unit_a, '' AS unit_b,
        jurisdiction AS codes_a, coalesce(affects_codes, '') AS codes_b, '' AS recognised_by,
        '' AS not_suggested, '' AS told_of, '' AS conflicts,
        strength, sentence, from_date, until_date, as_of, source_title, source_address
    FROM laws WHERE sentence IS NOT NULL ORDER BY law_id
"""


@dataclass(frozen=True)
class Barrier(TakenWhenAsked):
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
    not_suggested
        Of a region held in part: codes of what is not suggested by itself.
    told_of
        Of a war: states whose places are told of with it to homes in other states. Of lesser
        fighting within a state: ids of the regions that it is told of, or "none".
    conflicts
        Of a war or fighting within a state: the numbers that its source gives to what is fought
        there.
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
    not_suggested: frozenset[str] = frozenset()
    told_of: frozenset[str] = frozenset()
    conflicts: frozenset[str] = frozenset()
    ASKED_OF_ALL: ClassVar[tuple[str, ...]] = ("kind", "until_date", "strength")

    @property
    def is_for_all(self) -> bool:
        """Whether it speaks of every partner alike."""
        return EVERYBODY in self.side_b

    @property
    def may_bar(self) -> bool:
        """Whether it bars somebody: by its strength, or where its war is one of both ends."""
        return self.strength == "bar" or bool(self.wars)

    @property
    def wars(self) -> frozenset[str]:
        """Numbers of the conflicts of a row on war within a state: others weigh less."""
        return self.conflicts if self.kind == WAR_WITHIN else frozenset()

    @property
    def is_claim(self) -> bool:
        """Whether it tells of a claim of one state to what another governs, and is to be heeded."""
        return self.kind == TERRITORY_CLAIM and self.strength == "caution"

    @property
    def fought_in(self) -> frozenset[str]:
        """Of lesser fighting within a state: where it is told of; empty where of all its places."""
        return self.told_of if self.kind == CONFLICT_WITHIN else frozenset()

    def withholds(self, place: frozenset[str]) -> bool:
        """Whether a place, by the codes of all it lies in, is not suggested by itself."""
        return bool(self.not_suggested & place)

    def of_withheld(self) -> Barrier:
        """Return the row as it is said of a place that it withholds."""
        from sistercities.terms.territory_templates import (  # few rows are withheld
            ALL_BUT_VILLAGES,
            DISPLACED_COUNCIL,
        )

        said = self.sentence
        if is_said_with(said, ALL_BUT_VILLAGES) or is_said_with(said, DISPLACED_COUNCIL):
            return self
        side = say("Our sources do not tell on which side of the line a place lies.")
        return replace(self, sentence=listed([said, side], "space"))


def is_said_with(sentence: object, template: str) -> bool:
    """Whether the sentence of a row is a template, by itself or with the date of its source."""
    if not isinstance(sentence, Sentence):
        return False
    inner = sentence.values.get("sentence")
    return template in (sentence.template, inner.template if isinstance(inner, Sentence) else "")


def read_barriers(release: Queried) -> tuple[Barrier, ...]:
    """Read the rows of a release on what stands in the way: pairs of states and units, and laws.

    Parameters
    ----------
    release
        An opened release, or its index.
    """
    rows = release.query(_PAIRS)
    units = {
        row["row_id"].split(":")[1]: _codes(row["codes_a"].split(), {})
        for row in rows if row["kind"] == SPECIAL_STATUS
    }  # fmt: skip
    sided = [(row, _sides(row, {})) for row in rows]
    sided += [(row, _sides(row, units)) for row in release.query(_LAWS)]
    return tuple(_barrier(row, *sides) for row, sides in sided)


def _sides(
    row: dict[str, Any], units: dict[str, frozenset[str]]
) -> tuple[frozenset[str], frozenset[str]]:
    return _codes(row["codes_a"].split(), units), _codes(row["codes_b"].split(), units)


def _barrier(row: dict[str, Any], one: frozenset[str], other: frozenset[str]) -> Barrier:
    """Make a row whose sentence is put together when somebody reads it: of hundreds a few are."""
    found = Barrier.taken_later({"sentence": row}, _sentence)
    found.__dict__.update(
        row_id=row["row_id"], kind=row["kind"], country=row["country_a"],
        name_a=row["name_a"], name_b=row["name_b"], side_a=one, side_b=other,
        recognised_by=frozenset(row["recognised_by"].split()), strength=row["strength"],
        from_date=row["from_date"], until_date=row["until_date"], as_of=row["as_of"],
        title=row["source_title"], addresses=tuple(row["source_address"].split()),
        not_suggested=frozenset(row["not_suggested"].split()),
        told_of=frozenset(row["told_of"].split()),
        conflicts=frozenset(row["conflicts"].split()),
    )  # fmt: skip
    return found


def _sentence(row: dict[str, Any]) -> str:
    from sistercities.terms.obstacle_sentences import say_obstacle  # what is kept has its sentences

    ends = {row[f"name_{end}"]: row[f"unit_{end}"] for end in ("a", "b")}
    return say_obstacle(row["kind"], row["sentence"], {} if row["kind"] == LAW else ends)


def _codes(codes: Iterable[str], units: dict[str, frozenset[str]]) -> frozenset[str]:
    """Return codes with those of units written out: a law names a unit, not its places."""
    found: set[str] = set()
    for code in codes:
        found |= units.get(code) or {code}
    return frozenset(found)
