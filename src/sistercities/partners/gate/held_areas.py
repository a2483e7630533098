"""Where armed groups fight that are no state: a table of pages that say so, by state and region.

The data of conflicts between states and rebels do not hold them. The table names the page that was
read, and its day; the lists (`short_lists.armed_groups`) and what is said of a place by itself
(`of_itself`) read the same.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.gate.reading import Codes
from sistercities.sentences import Said, Sentence, country_name, place_name, say, to_say
from sistercities.terms.date_words import written_date

_TABLE = "armed_groups.csv"
EVERYBODY = "everybody"
_SAID = {
    "no_council": to_say(
        "Armed groups fight each other in the towns of {area}, and no council there can vouch for "
        "guests, as of {date}."
    ),
    "do_not_travel": to_say(
        "A government asks its citizens not to travel to {area} for violent crime and kidnappings, "
        "as of {date}."
    ),
    "reconsider": to_say(
        "A government asks its citizens to reconsider travel to {area} for violent crime and "
        "kidnappings, as of {date}."
    ),
    "groups_fight": to_say(
        "Armed groups fight each other in {area}, and a government asks its citizens to reconsider "
        "travel there, as of {date}."
    ),
    "gangs_hold": to_say(
        "Armed gangs control most of {area}, by what the United Nations said, as of {date}."
    ),
    "curfew": to_say(
        "Two groups of {area} fight each other, and a curfew holds there, as of {date}."
    ),
}


class HeldArea(NamedTuple):
    """One line of the table.

    Attributes
    ----------
    country
        Code of the state.
    place_id
        Id of the region or town in it; "" for all of the state.
    name
        What is meant, in words.
    keeps_off
        "everybody", or "guests": those alone who would send people there.
    as_of
        Day of the newest page that says so.
    said
        Which sentence tells of it.
    source_title, source_address
        The pages.
    """

    country: str
    place_id: str
    name: str
    keeps_off: str
    as_of: str
    said: str = "do_not_travel"
    source_title: str = ""
    source_address: str = ""

    @property
    def sentence(self) -> Sentence:
        """What is so there, with the day of the page."""
        named: Said = (
            place_name(self.name, self.place_id)
            if self.place_id
            else country_name(self.name, self.country)
        )
        return say(_SAID[self.said], area=named, date=written_date(self.as_of))


@cache
def held_areas() -> tuple[HeldArea, ...]:
    """Read the table."""
    path = Path(__file__).with_name(_TABLE)
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return tuple(HeldArea(*(row[name] for name in HeldArea._fields)) for row in rows)


def held_by_groups(codes: Codes, country: str) -> tuple[Obstacle, ...]:
    """List what the table says of where a place lies.

    It calls for care where no list leads there, and is to be noted where only guests stay away.
    """
    return tuple(map(_as_obstacle, _areas_of(codes, country)))


def _areas_of(codes: Codes, country: str) -> Iterable[HeldArea]:
    return (
        one for one in held_areas()
        if one.country == country and (not one.place_id or one.place_id in codes)
    )  # fmt: skip


def _as_obstacle(one: HeldArea) -> Obstacle:
    return Obstacle(
        "conflict_within", "caution" if one.keeps_off == EVERYBODY else "note", one.sentence,
        one.source_title, as_of=one.as_of, addresses=tuple(one.source_address.split()),
    )  # fmt: skip
