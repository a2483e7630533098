"""The closed vocabularies of the data: each value that a level, a class or a status may take."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from sistercities.terms.json_records import one_of

Level = Literal["country", "region1", "region2", "city", "county", "district"]
"""What kind of place; part of a place's identity."""

TieClass = Literal["upper", "lower", "cross", "dual"]
"""Both ends at the upper tier, both below it, one of each, or a dual place at either end."""

Status = Literal["active", "suspended", "ended", "pending", "never_valid", "unknown"]
"""`unknown`: the source states none. `never_valid`: annulled, or never signed by one of the two."""

Standing = Literal[
    "active", "listed", "one_old_source", "no_longer_listed", "suspended", "pending", "ended",
    "never_valid",
]  # fmt: skip
"""How far the sources let a tie stand today; the rule is `dataset.standing`."""

ALIVE: tuple[Standing, ...] = ("active", "listed", "one_old_source")
"""Standings of a tie that is taken to be alive."""

Event = Literal[
    "ended", "suspended", "resumed", "kept", "never_valid", "proposed", "dormant", "spoken_for"
]
"""What happened in the life of a tie: `kept` is a decision not to end it."""

Kind = Literal["sister", "friendship", "exchange", "contact", "unknown"]
"""What the two places call their tie."""

Precision = Literal["day", "month", "year", "none", "suspect"]
"""How exactly the start is known; `suspect` dates never enter a test on time."""

NameKind = Literal["main", "other", "inside", "id"]
"""What a key of the gazetteer comes from; `inside`: a spelling without its wrapper, such as 市."""

LEVELS: tuple[Level, ...] = get_args(Level)
MUNICIPAL: frozenset[str] = frozenset({"city", "county", "district"})
"""Levels of municipalities."""
AREAS: frozenset[str] = frozenset({"region1", "region2", "county"})
"""Levels of units that towns lie in."""
TIE_CLASSES: tuple[TieClass, ...] = get_args(TieClass)
STATUSES: tuple[Status, ...] = get_args(Status)
STANDINGS: tuple[Standing, ...] = get_args(Standing)
EVENTS: tuple[Event, ...] = get_args(Event)
KINDS: tuple[Kind, ...] = get_args(Kind)
PRECISIONS: tuple[Precision, ...] = get_args(Precision)
NAME_KINDS: tuple[NameKind, ...] = get_args(NameKind)

# The same words in the fields of records that are read from tables, which hold plain text.
LevelWord = Annotated[str, one_of(LEVELS)]
StatusWord = Annotated[str, one_of(STATUSES)]
StandingWord = Annotated[str, one_of(STANDINGS)]
KindWord = Annotated[str, one_of(KINDS)]
PrecisionWord = Annotated[str, one_of(PRECISIONS)]

DEFAULT_TITLE = "first-level region"
"""What the upper units of a country are called for which no ruling names another tier."""

WORLD = "WORLD"
"""In place of the code of a country: all of them."""


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

NEWEST_LISTS = 2026
"""Year of the newest lists of the release."""
