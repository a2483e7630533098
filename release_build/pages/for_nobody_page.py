"""Who is named where nobody would be, for the page of what lists weigh."""

from __future__ import annotations

from collections.abc import Iterator

from release_build.pages.footing_page import paragraph
from sistercities.partners.short_lists.footing import SIGNED_KM, footing_table
from sistercities.partners.short_lists.for_nobody import AS_LARGE, NAMED
from sistercities.partners.short_lists.namesakes import MANY_OF_A_NAME
from sistercities.partners.short_lists.shared_visits import HERE_KM, THERE_KM
from sistercities.partners.short_lists.ties_of_regions import (
    LEAST_TIES,
    LEAST_TOWNS,
    MOST_OF_COUNTRY,
    TIMES_CHANCE,
)

_FACTS = {
    "shared_visit": f"it lies up to {THERE_KM} km from a partner of a neighbour, and the neighbour "
    f"up to {HERE_KM} km from home",
    "one_name": f"the same name as home, which up to {MANY_OF_A_NAME} places have",
    "tied_regions": f"{LEAST_TIES} or more partnerships of cities of the two regions, of "
    f"{LEAST_TOWNS} or more cities at each end and {TIMES_CHANCE:g} times as many as chance gives; "
    "it has a partner in the own country",
    "sister_regions": "the two regions are sister regions",
}


def for_nobody_lines() -> Iterator[str]:
    """Write which facts name somebody where nothing else does, a line of Markdown at a time."""
    yield from ("", "### Where nobody would be named", "")
    yield paragraph(
        "Where neither lists nor group name anybody, and no purpose is asked for, what others",
        f"around home have may speak for a place: up to {NAMED} are named for one of the facts",
        "below, which is their first reason. But for one of the same name they are at most",
        f"{AS_LARGE:g} times as large or as small as home, have something in common with it, and",
        "do not clash with it in kind (sea, height, suburb, resort, surroundings, income). Of a",
        "region that one is named which is most like home of those with as many points, and which",
        f"has a partner; beyond {SIGNED_KM:,} km each has one. None is a capital where home is",
        "none, lies in a rival state or where the government fights armed groups, and to a",
        "quarter of a city, or a town of China for which its county signs, nobody is named so.",
        "A region that has over",
        f"{MOST_OF_COUNTRY:.0%} of the cities with partners of its country counts as none.",
        "Who comes first has the fact that stands first, then the most points.",
    )
    yield from ("", "| fact | points asked for | why |", "|---|---|---|")
    for line in footing_table():
        if line.kind == "for_nobody":
            yield f"| {_FACTS[line.name]} | {line.points:g} | {line.reason} |"
