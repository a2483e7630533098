"""How strongly a row stands between a home place and a partner: the reading of both ends.

A unit of special status is read instead of the country under which its places stand, provided that
the unit as a whole is held apart from it (its status is ruled a bar): the rows on the country say
nothing of it then, whoever asks. Where a region is held in part, its cities under their own
government are places of their country like others.

A war within a state calls for care. Where it is fought on the ground of another (its source has one
conflict in both), places of the two are those of two sides, and it bars them from each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from sistercities.partners.barriers import LAW, SPECIAL_STATUS, Barrier, is_said_with
from sistercities.partners.gate.indexed_rows import IndexedRows, indexed
from sistercities.terms.words import WITHIN, Strength

Codes = frozenset[str]
"""What an end is: its country, its first-level region, its id, and the ids of what contains it."""
_KEPT = 64
"""Home places whose reading is kept a moment."""


class Reading:
    """The rows that speak of a home place, each with how strongly it meets a partner.

    Parameters
    ----------
    barriers
        All rows.
    home, country
        Codes of the home place, and its country.
    """

    def __init__(
        self, barriers: IndexedRows | Iterable[Barrier], home: Codes, country: str
    ) -> None:
        self._rows = indexed(barriers)
        self._home, self._country = home, country
        self._of_home = self._rows.naming(home)
        self._own_units = self._of_home & self._rows.at.of_units
        self._is_of_unit = any(self._rows.rows[k].side_a & home for k in self._own_units)
        self._home_of_states = home - self._held_apart(home, self._own_units)
        rows = self._rows.rows
        of_states = self._of_home - self._rows.at.of_units
        self._wars_at_home = frozenset[str]().union(
            *(rows[k].wars for k in of_states if rows[k].side_a & self._home_of_states)
        )
        self._for_all = frozenset(
            k for k in of_states if rows[k].is_for_all and rows[k].side_a & home
        )
        self._met = self._rows.at.for_all - self._rows.at.of_units | frozenset(
            k for k in of_states if self._is_met(rows[k])
        )
        self._telling = self._met | self._rows.at.of_units
        self._of_others: dict[str, list[tuple[Barrier, Strength]]] = {}

    def strengths(self, partner: Codes, country: str) -> list[tuple[Barrier, Strength]]:
        """List the rows that stand between the home place and a partner, with their strengths.

        Parameters
        ----------
        partner, country
            Codes of the partner, and its country.
        """
        near = self._rows.naming(partner)
        if self._telling.isdisjoint(near):
            return self._of_anybody(country)
        return self._strengths(partner, country, near)

    def _of_anybody(self, country: str) -> list[tuple[Barrier, Strength]]:
        """List what stands between the home place and a partner of whom no row tells.

        It is the same for all abroad, unless the home place lies in a unit that some recognise.
        """
        key = country if self._is_of_unit or country == self._country else ""
        if key not in self._of_others:
            self._of_others[key] = self._strengths(frozenset(), country, frozenset())
        return self._of_others[key]

    def _strengths(
        self, partner: Codes, country: str, near: frozenset[int]
    ) -> list[tuple[Barrier, Strength]]:
        units = near & self._rows.at.of_units
        there = partner - self._held_apart(partner, units) if units else partner
        found: list[tuple[Barrier, Strength | None]] = [
            (
                one.of_withheld() if self._is_withheld(one, partner) else one,
                self._of_unit(one, partner, country),
            )
            for one in self._rows.in_order(units | self._own_units)
        ]
        met = self._rows.in_order(near & self._met | self._for_all)
        has_small = any(_is_small_fight(one) for one in met)
        at_war = _at_war(self._rows.in_order(near | self._of_home)) if has_small else frozenset()
        is_greater_told = bool(self._home_of_states & at_war)
        others = [
            one for one in met
            if not (_is_small_fight(one) and (is_greater_told or one.side_a & at_war))
            # What binds a place towards every partner abroad says nothing of one at home.
            and not (country == self._country and one.kind == LAW and one.is_for_all)
        ]  # fmt: skip
        found += [(one, self._of_row(one, there)) for one in others]
        return _without_repeats([(one, strength) for one, strength in found if strength])

    def _of_row(self, one: Barrier, there: Codes) -> Strength | None:
        """Return how strongly a row on states or a law stands between the home place and an end."""
        strength = _of_states(one, self._home_of_states, there)
        is_of_both = strength is not None and not one.wars.isdisjoint(self._wars_at_home)
        return "bar" if is_of_both else strength

    def withheld(self, partner: Codes, country: str) -> Barrier | None:
        """Return the row by which a partner is not suggested by itself, though nothing bars it.

        So it is with a place of which no source tells on which side of a line it lies, and with one
        that the home state holds of a state with which it is at war; and with one that the state of
        the one claims of that of the other. A unit that it recognises as a
        state of its own is a place abroad to it.
        """
        near = self._rows.naming(partner)
        for one in self._rows.in_order(near & self._rows.at.of_units):
            if one.withholds(partner) and self._of_unit(one, partner, country) == "caution":
                return one.of_withheld()
            if self._country in one.recognised_by and self._is_at_war_with(one.country):
                # A list of places abroad names none under a state that the home state fights.
                return one
        return self._claimed(partner, country, near)

    def _claimed(self, partner: Codes, country: str, near: frozenset[int]) -> Barrier | None:
        """Return the row on a claim of the one to what the other lies in, or on its status."""
        claims = (one for one in self._rows.in_order(near & self._of_home) if one.is_claim)
        claim = next((one for one in claims if self._of_row(one, partner)), None)
        if claim is None:
            return None
        statuses = (
            one for one in self._rows.in_order((near | self._of_home) & self._rows.at.of_units)
            if claim.side_a <= one.side_a and self._of_unit(one, partner, country) == "caution"
        )  # fmt: skip
        return next(statuses, claim)

    def _is_at_war_with(self, country: str) -> bool:
        """Whether a row tells of a war of the home state with a country."""
        both = {self._country, country}
        return any(
            one.kind == "war" and both <= one.side_a | one.side_b
            for one in self._rows.in_order(self._of_home)
        )

    def _is_met(self, one: Barrier) -> bool:
        return bool(one.side_a & self._home or one.side_b & self._home or one.is_for_all)

    def _held_apart(self, end: Codes, units: frozenset[int]) -> Codes:
        """Return the countries whose rows say nothing of an end: others hold the place apart."""
        return frozenset(
            unit.country
            for unit in self._rows.in_order(units)
            if unit.is_for_all and unit.side_a & end and governs_itself(unit)
        )

    def _is_withheld(self, one: Barrier, partner: Codes) -> bool:
        """Whether no source tells on which side of a line one of the two lies."""
        return one.withholds(partner) or one.withholds(self._home)

    def _of_unit(self, one: Barrier, partner: Codes, country: str) -> Strength | None:
        from sistercities.terms.territory_templates import DISPLACED_COUNCIL  # few rows ask it

        is_there, is_here = bool(one.side_a & partner), bool(one.side_a & self._home)
        if is_there == is_here:
            # Two cities of a region held in part may lie on two sides of the line.
            return one.strength if one.withholds(partner) else None
        if not one.is_for_all:
            other = self._home if is_there else partner
            # What binds a unit towards one state is no matter of a third.
            return one.strength if one.side_b & other else None
        if is_there:
            return "note" if self._country in one.recognised_by else one.strength
        # Whoever lives in a unit knows its status; where others are not led to it they will say so.
        # What a displaced council is was told of it by itself: it stands between it and nobody.
        is_unsettled = one.withholds(self._home) and not is_said_with(
            one.sentence, DISPLACED_COUNCIL
        )
        is_grave = one.strength == "bar" or is_unsettled
        return "caution" if is_grave and country not in one.recognised_by else None


def reading_of(barriers: IndexedRows | Iterable[Barrier], home: Codes, country: str) -> Reading:
    """Read the rows for a home place; who asks of it again soon, for another tie, has the same."""
    return _read_for(indexed(barriers), home, country)


@lru_cache(maxsize=_KEPT)
def _read_for(rows: IndexedRows, home: Codes, country: str) -> Reading:
    return Reading(rows, home, country)


def _at_war(rows: Iterable[Barrier]) -> Codes:
    """Return the states whose war with another state rows tell: beside it lesser fighting is not.

    Nor is it told to who lives in such a state.
    """
    wars = (one for one in rows if one.kind == "war" and one.strength != "note")
    return frozenset[str]().union(*(one.told_of for one in wars))


def _is_small_fight(one: Barrier) -> bool:
    """Whether a row tells of fighting somewhere in a state, below the level of war."""
    return one.kind == "conflict_within" and one.strength == "note"


def governs_itself(unit: Barrier) -> bool:
    """Whether others than the state under which its places stand govern a unit.

    The rows on that state say nothing of it then.
    """
    from sistercities.terms.territory_templates import DECLARED_INDEPENDENCE  # few rows ask it

    return unit.strength == "bar" or is_said_with(unit.sentence, DECLARED_INDEPENDENCE)


def _of_states(one: Barrier, home: Codes, there: Codes) -> Strength | None:
    """Return how strongly a row on states or a law stands between two ends."""
    is_here, is_there = bool(one.side_a & home), bool(one.side_a & there)
    if one.kind in WITHIN:
        # Whoever lives in the state knows of its war, also of one in a region of it.
        knows = is_here or one.country in home
        is_told = not one.fought_in or bool(one.fought_in & there)
        return one.strength if is_there and is_told and not knows else None
    if one.side_b & home and one.side_b & there:
        # Both are whom it meets: what the United Nations do to a state is not done at home.
        return None
    if is_here and (one.is_for_all or one.side_b & there):
        return one.strength
    if is_there and one.side_b & home:
        return one.strength
    # A duty with every partner is the other side's own affair, but it takes its time.
    return "note" if one.kind == LAW and one.is_for_all and is_there else None


def _without_repeats(found: list[tuple[Barrier, Strength]]) -> list[tuple[Barrier, Strength]]:
    """Leave the row on a unit and the very other side, where rows on everybody say it too.

    So do a status that bars two sides from each other, and the law of one side by which it does.
    """
    found = _without_said_claims(_without_a_question(found))
    special = [
        one for one, strength in found
        if one.kind == SPECIAL_STATUS and not one.is_for_all and strength == one.strength
    ]  # fmt: skip
    return [
        (one, strength) for one, strength in found
        if not any(_is_said_by(one, by) for by in special)
    ]  # fmt: skip


def _without_a_question(
    found: list[tuple[Barrier, Strength]],
) -> list[tuple[Barrier, Strength]]:
    """Leave out to ask who recognises a state where a row says that one of the two does not."""
    from sistercities.terms.territory_templates import ASK_WHO_RECOGNISES  # few rows ask it

    unrecognised = [one.side_a | one.side_b for one, _ in found if one.kind == "no_relations"]
    return [
        (one, strength) for one, strength in found
        if not (
            one.kind == SPECIAL_STATUS
            and any(one.side_a <= sides for sides in unrecognised)
            and is_said_with(one.sentence, ASK_WHO_RECOGNISES)
        )
    ]  # fmt: skip


def _without_said_claims(
    found: list[tuple[Barrier, Strength]],
) -> list[tuple[Barrier, Strength]]:
    """Leave out a claim to an area where the row on its status tells of it, and calls for care."""
    statuses = [
        one for one, strength in found
        if one.kind == SPECIAL_STATUS and one.is_for_all and strength != "note"
    ]  # fmt: skip
    return [
        (one, strength) for one, strength in found
        if not (one.is_claim and any(one.side_a <= by.side_a for by in statuses))
    ]  # fmt: skip


def _is_said_by(one: Barrier, by: Barrier) -> bool:
    if one.kind == SPECIAL_STATUS:
        return one.is_for_all and bool(one.side_a & by.side_a)
    is_of_the_two = bool(one.side_a & by.side_a) and bool(one.side_b & by.side_b)
    return one.kind == LAW and not one.is_for_all and is_of_the_two and by.strength == one.strength
