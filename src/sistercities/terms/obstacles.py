"""Words for what stands in the way of a tie between two states or units."""

from __future__ import annotations

from typing import Literal

WITHIN = ("war_within", "conflict_within")
"""Fighting within one state: from 1,000 deaths in battle a year on (war), or below."""

OBSTACLE_KINDS = (
    "war",
    "war_within",
    "belligerent_support",
    "relations_severed",
    "relations_downgraded",
    "no_relations",
    "sanctions",
    "entry_limits",
    "listed_unfriendly",
    "special_status",
    "territory_claim",
    "conflict_within",
)

TERRITORY_CLAIM = "territory_claim"
"""A claim of one state to what another governs: a matter of the two, where a status is one of all.
"""

STRENGTHS = ("bar", "caution", "note")
"""The strongest first: not suggested; suggested with a warning first; a line under the reasons."""

DIRECTIONS = ("mutual", "a_to_b", "of_a")

DIRECTION_OF: dict[str, str] = {
    "war": "mutual",
    "war_within": "of_a",
    "belligerent_support": "a_to_b",
    "relations_severed": "mutual",
    "relations_downgraded": "mutual",
    "no_relations": "mutual",
    "sanctions": "a_to_b",
    "entry_limits": "a_to_b",
    "listed_unfriendly": "a_to_b",
    "special_status": "of_a",
    "territory_claim": "of_a",
    "conflict_within": "of_a",
}
"""Whether both sides are meant alike, the first does something to the second, or is something."""

CERTAINTIES = ("high", "medium-high", "medium", "medium-low", "low")

EVERYBODY = "*"
"""Stands for every country, in the place of a code."""

Strength = Literal["bar", "caution", "note"]
ObstacleKind = Literal[
    "ended", "suspended", "never_valid", "no_longer_listed", "tied", "pending", "kin", "signer",
    "war", "war_within", "belligerent_support", "relations_severed", "relations_downgraded",
    "no_relations", "sanctions", "entry_limits", "listed_unfriendly", "special_status",
    "territory_claim", "conflict_within", "law",
    "rivalry", "dispute", "partner_of_barred", "war_of_partner", "sanctions_of_others",
    "ended_in_country", "neighbour", "level",
]  # fmt: skip
"""An earlier or present tie of the two, a partner that is much the same place, who would sign for
one of them, relations of the states, laws, a partner in a state that is barred, a war
of the partner's state with others and sanctions of others against it, ties of the partner in the
home country that are over, a neighbour across a border, differing levels."""

OWN_TIES: tuple[ObstacleKind, ...] = (
    "ended", "suspended", "never_valid", "no_longer_listed", "tied", "pending",
)  # fmt: skip
"""Kinds that tell of a tie of the two themselves."""

OVER_TIES: tuple[ObstacleKind, ...] = ("ended", "suspended", "never_valid")
"""Kinds that tell of a tie of the two that somebody ended, suspended or annulled: it speaks against
a new one before all else, and no rank is set beside it."""

OF_PARTNER_STATE: tuple[ObstacleKind, ...] = ("war_of_partner", "sanctions_of_others")
"""Kinds that bind nobody at home, and yet are said before any reason and speak against a tie."""

WARS: tuple[ObstacleKind, ...] = ("war", "war_of_partner", "war_within")
"""Kinds that are said before all others."""

TOLD_OF_TIES: tuple[ObstacleKind, ...] = ("law", "relations_severed")
"""Kinds that concern a tie that stands also where they only call for care."""

_TERRITORIES = {
    "AU": "CC CX HM NF",
    "CN": "HK MO",
    "DK": "FO GL",
    "FI": "AX",
    "FR": "BL GF GP MF MQ NC PF PM RE TF WF YT",
    "GB": "AI BM FK GG GI GS IM IO JE KY MS PN SH TC VG",
    "NL": "AW BQ CW SX",
    "NO": "BV SJ",
    "NZ": "TK",
    "US": "AS GU MP PR UM VI",
}
STATE_OF = {code: state for state, codes in _TERRITORIES.items() for code in codes.split()}
"""Territories with a country code of their own, and the state that they belong to, or that conducts
their foreign relations (`data/decisions/obstacle_territories.csv`): a place in them is no partner
abroad for a place in that state, nor the other way round. Hong Kong and Macao are administrative
regions of China with external relations of their own."""
