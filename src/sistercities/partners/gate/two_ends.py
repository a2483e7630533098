"""What stands between places, from the release alone: no facts on others are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from sistercities.partners.barriers import Barrier
from sistercities.partners.gate.barred_partners import (
    is_in_question,
    said_of_each_bar,
    said_of_two_partners,
)
from sistercities.partners.gate.called_for_care import PartnersWithCare, with_care
from sistercities.partners.gate.ended_there import ended_in_country, read_over
from sistercities.partners.gate.indexed_rows import indexed
from sistercities.partners.gate.obstacle import (
    Obstacle,
    as_obstacles,
    by_strength,
    what_calls_for_care,
)
from sistercities.partners.gate.of_itself import beside_both
from sistercities.partners.gate.other_states import of_other_states
from sistercities.partners.gate.own_ties import own_ties
from sistercities.partners.gate.reading import Codes, reading_of
from sistercities.sentences import (
    CountryName,
    PlaceName,
    Sentence,
    country_name,
    place_name,
    with_article,
)

if TYPE_CHECKING:
    from sistercities.dataset.release.queried import Queried

# A district lies in a city, that in a departement, and that in a region: three steps are enough.
_ENDS = """
    WITH today AS (SELECT place_id, parent_id FROM parents WHERE to_year IS NULL)
    SELECT p.place_id, p.name, p.country, p.region_iso, a.parent_id AS one, b.parent_id AS two,
        c.parent_id AS three
    FROM places p LEFT JOIN today a ON a.place_id = p.place_id
        LEFT JOIN today b ON b.place_id = a.parent_id LEFT JOIN today c ON c.place_id = b.parent_id
    WHERE p.place_id IN ({marks})
"""
Around = Callable[[str, str], tuple[Obstacle, ...]]
"""What third states have to do with the second of two states, by code."""
Warned = tuple[str, ...]
_CODES = ("place_id", "country", "region_iso", "one", "two", "three")


class End(NamedTuple):
    """A place as the rows meet it: its name, its country, and the codes of all it lies in."""

    name: PlaceName
    country: str
    codes: Codes


def read_ends(release: Queried, places: Sequence[str]) -> dict[str, End]:
    """Read places by id; one that the release does not hold is left out."""
    if not places:
        return {}
    asked = list(dict.fromkeys(places))
    rows = release.query(_ENDS.format(marks=", ".join("?" * len(asked))), asked)
    codes: dict[str, set[str]] = {one: set() for one in asked}
    for row in rows:
        codes[row["place_id"]] |= {row[column] for column in _CODES if row[column]}
    found = {row["place_id"]: row for row in rows}
    return {
        one: End(place_name(found[one]["name"], one), found[one]["country"], frozenset(codes[one]))
        for one in asked
        if one in found
    }


def between_places(
    release: Queried, barriers: Sequence[Barrier], home: str, partner: str
) -> tuple[Obstacle, ...]:
    """List what stands between two places, as a scorecard has it: their own ties come first.

    Rows on states, units and laws, ties of the partner in the home country that are over, and what
    third states have to do with the partner's follow, the strongest first; then what is known of
    each by itself. What only facts on other places tell (partners that are much the same place, old
    lists of rivals) is left to a scorecard.

    Parameters
    ----------
    release, barriers
        An opened release, and its rows on what stands in the way.
    home, partner
        Ids of the two.
    """
    ends = read_ends(release, [home, partner])
    here, there = ends[home], ends[partner]
    reading = reading_of(barriers, here.codes, here.country)
    rows = as_obstacles(reading.strengths(there.codes, there.country))
    is_barred = any(one.strength == "bar" for one in rows)
    around = (
        () if is_barred else _OfOtherStates(release, barriers).told(here.country, there.country)
    )
    over = _ended_there(release, here, there)
    each = beside_both(barriers, (here.codes, here.country), (there.codes, there.country), rows)
    return (
        *own_ties(release, here.name, there.name), *by_strength((*rows, *over, *around, *each)),
    )  # fmt: skip


class _OfOtherStates:
    """What third states have to do with the states of partners."""

    def __init__(self, release: Queried, barriers: Sequence[Barrier]) -> None:
        self._release, self._rows = release, indexed(barriers)

    def told(self, here: str, there: str) -> tuple[Obstacle, ...]:
        """Tell what they have to do with the state of a partner; both states by code."""
        sanctions = [one for one in self._rows.sanctions if there in one.side_b]
        # Only a sentence on sanctions names the country: most have none, and it is not read.
        country = _country(self._release, there) if sanctions else country_name(there, there)
        return of_other_states(self._rows.wars_told_of, sanctions, here, there, country)


def _ended_there(release: Queried, here: End, there: End) -> tuple[Obstacle, ...]:
    if here.country == there.country:
        return ()
    country = _country(release, here.country)
    over = read_over(release, [there.name.place_id])
    return tuple(ended_in_country(over, here.name, country, [there.name]).values())


def _country(release: Queried, code: str) -> CountryName:
    rows = release.query("SELECT name FROM countries WHERE country = ?", [code])
    return country_name(with_article(rows[0]["name"] if rows else code), code)


MOST_CARE = 2
"""Of what calls for care with a partner: a war, and what comes first beside it."""


def care_with_each(
    release: Queried, barriers: Sequence[Barrier], home: End, partners: Sequence[End]
) -> dict[str, tuple[str, ...]]:
    """Say of each partner abroad what calls for care with it, wars first; by id, none left out.

    What bars a partner is told elsewhere: of such a one nothing is here.
    """
    reading = reading_of(barriers, home.codes, home.country)
    around = cache(partial(_OfOtherStates(release, barriers).told, home.country))
    found: dict[str, tuple[str, ...]] = {}
    for one in partners:
        rows = as_obstacles(reading.strengths(one.codes, one.country))
        if one.country == home.country or any(each.strength == "bar" for each in rows):
            continue
        care = what_calls_for_care((*rows, *around(one.country)))
        if care:
            found[one.name.place_id] = tuple(each.sentence for each in care[:MOST_CARE])
    return found


def in_question(
    release: Queried, barriers: Sequence[Barrier], pairs: Sequence[tuple[str, str]]
) -> tuple[tuple[str, ...], ...]:
    """Say of each of some pairs of partners what the lists of ties of the two warn of.

    That is what bars them or which law concerns them; where nothing does, what is said first of
    what calls for care with the one, and with the other.

    Parameters
    ----------
    release, barriers
        As in `between_places`.
    pairs
        Ids of the two places of each partnership.
    """
    ends = read_ends(release, list(dict.fromkeys(one for pair in pairs for one in pair)))
    around = cache(_OfOtherStates(release, barriers).told)
    return tuple(_warned_of(barriers, ends[one], ends[other], around) for one, other in pairs)


def _warned_of(barriers: Sequence[Barrier], one: End, other: End, around: Around) -> Warned:
    """Say it from both sides: what the law of one is to it, is another thing to the other."""
    bars: list[str] = []
    care: list[str] = []
    for here, there in ((one, other), (other, one)):
        reading = reading_of(barriers, here.codes, here.country)
        rows = as_obstacles(reading.strengths(there.codes, there.country))
        bars += said_of_two_partners(rows)
        if here.country != there.country and not any(is_in_question(each) for each in rows):
            found = what_calls_for_care((*rows, *around(here.country, there.country)))
            care += [each.sentence for each in found[:1]]
    return tuple(dict.fromkeys(bars or care))


def said_of_partners(
    release: Queried, barriers: Sequence[Barrier], home: End, partners: Sequence[End]
) -> tuple[tuple[Sentence, ...], PartnersWithCare]:
    """Say of the partners of a place whom something bars, and with whom else to take care.

    Returns
    -------
    tuple of Sentence
        What bars them; a sentence for each row.
    PartnersWithCare
        What calls for care with others in other countries.
    """
    reading = reading_of(barriers, home.codes, home.country)
    met = [(one, as_obstacles(reading.strengths(one.codes, one.country))) for one in partners]
    around = cache(partial(_OfOtherStates(release, barriers).told, home.country))
    bars = said_of_each_bar(home.name, ((one.name, rows) for one, rows in met))
    care = with_care(
        home.name,
        (
            (one.name, rows, partial(around, one.country))
            for one, rows in met
            if one.country != home.country
        ),
    )
    return bars, care
