"""Which lists of ties were read for a place, in words: what silence about a partner is worth.

A place without a known partner may have one that no list names. So every sentence that says that
none is known names the lists that were looked at, and their years; and no number of zero is given
where no list was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

from sistercities.sentences import Said, listed, say, say_count
from sistercities.terms.json_records import Holds, JsonRecord, Text
from sistercities.terms.late_methods import record
from sistercities.terms.standing_counts import StandingCount
from sistercities.terms.words import ALIVE


@record
class ListsRead(JsonRecord):
    """The lists of ties that were read for a place.

    Attributes
    ----------
    area, area_id
        English name of what the lists are of, and its code or id: the country, or the region where
        the lists of the country go by region.
    years
        Years of the lists, the oldest first; empty where none was read.
    own_is_read
        Whether a full list of the place's own partners was read; None where the place is no region
        of the first level, or is a city too.
    own_year
        Year of the newest such list; None where there is none, or where it bears no year.
    by_region
        For a country whose lists go by region: year, how many of the regions were read, and of how
        many.
    """

    area: Text
    area_id: Text
    years: Annotated[tuple[int, ...], Holds(uniqueItems=True)]
    own_is_read: bool | None = None
    own_year: int | None = None
    by_region: tuple[tuple[int, int, int], ...] = ()


def looked_at(lists: ListsRead) -> Said:
    """Say what was looked at where no partner is known: the lists, and their years."""
    if lists.own_is_read:
        return own_list_sentence(lists)
    if not lists.years:
        return say("No list of {area} is among our sources.", area=lists.area)
    said = say_count(
        "The one list read for {area} is of {years}; it may miss a partner.",
        "The lists read for {area} are of {years}; they may miss a partner.",
        n=len(lists.years),
        area=lists.area,
        years=_years(lists.years),
    )
    if lists.own_is_read is None:
        return said
    own = say("No full list of its own partners is among our sources.")
    return listed([said, own], "space")


def lists_sentence(lists: ListsRead, held: Iterable[StandingCount] = ()) -> Said:
    """Name the lists that were read for a place, and their years.

    Parameters
    ----------
    lists
        The lists.
    held
        Ties of the place: of those that are alive and that none of these lists has by its year it
        is said that they stand in other sources.
    """
    others = _of_the_other_side(lists, held)
    return listed([_own_lists(lists), *([others] if others else [])], "space")


def _of_the_other_side(lists: ListsRead, held: Iterable[StandingCount]) -> Said | None:
    alive = {one.year for one in held if one.standing in ALIVE and one.year}
    years = sorted(alive - set(lists.years))
    if not years:
        return None
    return say(
        "What is dated {years} stands in other sources, such as lists of the partners' countries.",
        years=_years(years),
    )


def _own_lists(lists: ListsRead) -> Said:
    if not lists.years:
        return say("No list of {area} is among our sources.", area=lists.area)
    parts = {year: (n, total) for year, n, total in lists.by_region if n < total}
    years = [
        say("{year} ({n} of {total} regions)", year=year, n=parts[year][0], total=parts[year][1])
        if year in parts
        else str(year)
        for year in lists.years
    ]
    return say("Lists read for {area}: {years}.", area=lists.area, years=listed(years))


def own_list_sentence(lists: ListsRead) -> Said:
    """Say of a region whether a full list of its own partners was read; "" of any other place."""
    if lists.own_is_read is None:
        return listed(())
    if not lists.own_is_read:
        return say("No full list of its own partners is among our sources; it may have more.")
    if lists.own_year is None:
        return say("A full list of its own partners was read; it bears no year.")
    return say("A full list of its own partners of {year} was read.", year=lists.own_year)


def inside_sentence(n_inside: int, n_told: int, total: int) -> Said:
    """Say how many of the ties on record lie inside sister regions, as far as that can be told.

    It can be told of a tie that lies inside, and of one where a full list of the own partners of a
    region of either end was read.

    Parameters
    ----------
    n_inside
        Ties that are known to lie inside.
    n_told
        Ties of which it can be told, those inside among them.
    total
        All ties on record.
    """
    if total == 0:
        return listed(())
    if n_told == 0:
        return say_count(
            "Whether the one ever listed lies inside sister regions cannot be told: no full list "
            "of their regions' partners is among our sources.",
            "Whether any of the {n:,} ever listed lie inside sister regions cannot be told: no "
            "full list of their regions' partners is among our sources.",
            n=total,
        )
    if n_told == total:
        return _all_told(n_inside, total)
    counted = _some_told(n_inside, n_told, total)
    rest = say_count(
        "Of the other one it cannot be told: no full list of its regions' partners is among our "
        "sources.",
        "Of the other {n:,} it cannot be told: no full list of their regions' partners is among "
        "our sources.",
        n=total - n_told,
    )
    return listed([counted, rest], "space")


def _all_told(n_inside: int, total: int) -> Said:
    if n_inside == total:
        return say_count(
            "The one ever listed lies inside sister regions.",
            "All {n:,} ever listed lie inside sister regions.",
            n=total,
        )
    if n_inside:
        return say_count(
            "{n:,} of the {total:,} ever listed lies inside sister regions.",
            "{n:,} of the {total:,} ever listed lie inside sister regions.",
            n=n_inside,
            total=total,
        )
    return say_count(
        "The one ever listed does not lie inside sister regions.",
        "None of the {n:,} ever listed lies inside sister regions.",
        n=total,
    )


def _some_told(n_inside: int, n_told: int, total: int) -> Said:
    if n_inside == n_told:
        return say_count(
            "{n:,} of the {total:,} ever listed is known to lie inside sister regions.",
            "{n:,} of the {total:,} ever listed are known to lie inside sister regions.",
            n=n_inside,
            total=total,
        )
    if n_inside:
        return say_count(
            "{told:,} of the {total:,} ever listed can be checked: {n:,} of these lies inside "
            "sister regions.",
            "{told:,} of the {total:,} ever listed can be checked: {n:,} of these lie inside "
            "sister regions.",
            n=n_inside,
            told=n_told,
            total=total,
        )
    return say_count(
        "{n:,} of the {total:,} ever listed can be checked, and does not lie inside sister "
        "regions.",
        "{n:,} of the {total:,} ever listed can be checked: none lies inside sister regions.",
        n=n_told,
        total=total,
    )


def _years(years: Sequence[int]) -> Said:
    return listed([str(year) for year in years])
