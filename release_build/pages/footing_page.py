"""What a suggestion rests on, for the page of what lists weigh: points, facts, kinds of places."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from sistercities.partners.likeness import N_ALIKE
from sistercities.partners.own_ports import OWN_KM, SUBURB_KM
from sistercities.partners.short_lists.counted_facts import (
    CHANCE_KM,
    DAY_KM,
    MANY_PEERS,
    NEIGHBOURS_KM,
    OTHER_SIDE_KM,
    REACH_KM,
    RICHER,
    SEVERAL_IN_COMMON,
    UNLINKED_KM,
    UP_RIVER_KM,
)
from sistercities.partners.short_lists.footing import (
    ALIKE_KM,
    FAR_LARGER,
    LIKENESS_KM,
    PRACTISED_KM,
    SIGNED_KM,
    footing_table,
    least_points,
    points_of,
)
from sistercities.partners.short_lists.grounds import (
    FEW_PEERS,
    LIKE_SIZE,
    NEARLY_UNLIKE_SIZE,
    VERY_UNLIKE_SIZE,
)
from sistercities.partners.short_lists.kinds import (
    FILLED_UP_TO_KM,
    OF_PURPOSE,
    UP_TO,
)
from sistercities.partners.short_lists.large_cities_afar import WIDELY_TIED
from sistercities.partners.short_lists.less_sure import (
    FEW_IN_ALL,
    UP_TO_IN_ALL,
)
from sistercities.partners.short_lists.nearby_ties import CLOSE_BY_KM, MANY_PARTNERS, NEARBY_KM
from sistercities.partners.short_lists.nearby_ties import TIMES_LARGER as METROPOLIS_TIMES
from sistercities.partners.short_lists.nearest_abroad import (
    FEW_NEARER,
    MANY_NEARER,
    NEAR_OF_RANK,
    NEAREST_OF_RANK,
    PRACTISED,
)
from sistercities.partners.short_lists.next_door import BY_WATER_KM, INLAND_KM, PURPOSE_KM
from sistercities.partners.short_lists.place_kinds import (
    FEW_ROUTES,
    HIGH_M,
    IN_METROPOLIS_KM,
    LARGE_CITY,
    MANY_ROUTES,
    METROPOLIS,
    MUCH_HIGHER_M,
    TIMES_AS_MANY,
    TIMES_UNLIKE_AROUND,
)
from sistercities.partners.short_lists.region_ranks import (
    CITIES_TIED,
    IN_NEW_COUNTRY,
    MOST_TIMES,
    NEAR_KM,
)
from sistercities.partners.surroundings import AROUND_KM, REACHES
from sistercities.partners.surroundings import TIMES_LARGER as SUBURB_TIMES

_WIDTH = 104
_COUNTED = {
    "close_partner_in_common": f"a partner in common with {MANY_PARTNERS} partners at most",
    "three_in_common": f"{SEVERAL_IN_COMMON} partners in common",
    "sister_region": "sister regions",
    "air_route": "an air route between the two has been listed",
    "two_links": "two links",
    "two_of_the_two": "two facts of the two places",
    "three_of_the_two": "three of them",
    "within_200_km": "up to 200 km",
    "within_300_km": "up to 300 km",
    "within_600_km": "up to 600 km",
    "within_1000_km": "up to 1,000 km",
    "within_1500_km": "up to 1,500 km",
    "within_10000_km": "up to 10,000 km",
    "among_ten_nearest": f"among the {FEW_NEARER} nearest places of like size abroad",
    "among_hundred_nearest": f"among the {MANY_NEARER} nearest",
    "nearest_of_rank": f"among the {NEAREST_OF_RANK} nearest places of one kind and of like size "
    "abroad",
    "near_of_rank": f"among the {NEAR_OF_RANK} nearest of a kind",
    "nearest_of_rank_and_size": f"among the {NEAREST_OF_RANK} nearest of a kind, and at most "
    f"{LIKE_SIZE:g} times as large or as small",
    "neighbouring_countries": "neighbouring countries, and neither place on an island",
    "country_of_partner": "the home place has a partner in that country",
    "knows_own_country": "the other place has a partner in the home country",
    "shared_past": "the one country has ever been a colony of the other",
    "many_country_ties": "cities of the two countries are partners four times as often as chance "
    "would have it",
    "peers_there": f"{FEW_PEERS} of the {N_ALIKE} places most like home have a partner there",
    "many_peers_there": f"{MANY_PEERS} of them",
    "mountains": "both among or beside mountains",
    "climate": "the same climate",
    "seat": "both the seat of their region",
    "islands": "both on islands",
    "language": "one official language in each of the two countries, the same",
    "parts_of_metropolis": f"both within {IN_METROPOLIS_KM:g} km of the middle of a city of "
    f"{METROPOLIS:,} people",
    "large_cities": f"both of {LARGE_CITY:,} people or more",
    "has_partners": "a partner on record",
    "is_practised": f"{PRACTISED} partners or more",
    "less_like_size": f"over {LIKE_SIZE:g} times as large, or as small",
    "nearly_unlike_size": f"over {NEARLY_UNLIKE_SIZE:g} times",
    "very_unlike_size": f"over {VERY_UNLIKE_SIZE:g} times as large",
    "opposite_kinds": "the one a centre, the other small beside its surroundings",
    "home_alone_is_suburb": "the home place alone beside a far larger city",
    "candidate_alone_is_suburb": "the other place alone beside a far larger city",
    "candidate_alone_is_beside_metropolis": "the other place alone beside a far larger city of "
    f"{METROPOLIS:,} people",
    "candidate_alone_has_many_routes": f"air routes to over {MANY_ROUTES} cities abroad near the "
    f"other place, to under {FEW_ROUTES} near home",
    "candidate_alone_has_heritage": "World Heritage near the other place alone",
    "candidate_alone_is_capital": "the other place alone a national capital",
    "unlike_surroundings": "people in and around the one place, over its own, "
    f"{TIMES_UNLIKE_AROUND:g} times those of the other",
    "harbour_of_home_alone": "ships of the sea get within 25 km of home, and not of the other",
    "candidate_alone_is_resort": "the other place alone with a name that says spa or beach",
    "sea_of_one_alone": (
        f"one by the sea, the other not, but for two seaports up to {UP_RIVER_KM} km from the sea, "
        f"none beside a far larger city, that are linked, or {REACH_KM:,} km apart at most"
    ),
    "height_of_one_alone": f"the one above {HIGH_M:,.0f} m, the other below and "
    f"{MUCH_HIGHER_M:,.0f} m lower",
    "unlinked": "no link of the two",
    "only_ties_nearby": "ties of places near the two are the only link of the two",
    "unlinked_and_far": f"no link of the two, and over {UNLINKED_KM} km",
    "one_in_common_far": "one partner in common is the only link of the two, and over "
    f"{CHANCE_KM:,} km",
    "rivals": "strategic rivals, the two states, in the last year on record",
    "quarter": "the home place counts as a quarter of a city",
    "income": f"GDP per head over {RICHER:g} times apart",
    "very_unlike_income": f"GDP per head over {RICHER**2:g} times apart",
    "fights": "the government there alone fights armed groups",
}
_ASKED = {
    "least": "as a rule",
    "few": "where all lists together name fewer than {n}",
    "one": "where they name nobody",
}

_FOR_FEW = {
    "in_all": "who is not far off",
    "one_by_the_sea": "the one by the sea and the other not, and not far off",
}


def paragraph(*sentences: str) -> str:
    """Return sentences as the lines of one paragraph."""
    return fill(" ".join(sentences), _WIDTH, break_on_hyphens=False)


def footing_lines() -> Iterator[str]:
    """Write the rules of the points and their tables, a line of Markdown at a time."""
    yield from (_how_far_links_reach(), "", _who_needs_more(), "", _who_needs_less(), "")
    yield from (_for_whom_of_purpose(), "", _how_points_were_found())
    yield from ("", "| what | points | why |", "|---|---|---|")
    for line in footing_table():
        if line.kind == "counts":
            yield f"| {_COUNTED[line.name]} | {line.points:g} | {line.reason} |"
    up_to: dict[str, int] = dict(UP_TO)
    yield from ("", "| list | when | points asked for | why |", "|---|---|---|---|")
    for line in footing_table():
        if line.kind in _ASKED:
            when = _ASKED[line.kind].format(n=up_to.get(line.kind, 0))
            yield f"| `{line.name}` | {when} | {line.points:g} | {line.reason} |"
        if line.kind == "for_few":
            when = f"where lists and group name fewer than {FEW_IN_ALL}: {_FOR_FEW[line.name]}"
            yield f"| any | {when} | {line.points:g} | {line.reason} |"
    yield ""
    yield _facts_of_two()
    yield from ("", "### Kinds of places", "")
    yield _kinds_of_places()


def _how_far_links_reach() -> str:
    return paragraph(
        "Points are counted for what links two places, less what sets them apart, and a list asks",
        "for so many. Where all lists together would name few, or nobody, a little less is enough.",
        "A place of which nothing holds but what holds of any two towns of the two countries is",
        f"not named. Beyond {SIGNED_KM:,} km a place has a partner on record, and beyond",
        f"{PRACTISED_KM:,} km {PRACTISED}. Beyond {ALIKE_KM:,} km likeness alone names nobody",
        "as a rule, and a link of the two is",
        "asked for, that is a partner in common, sister regions, a partner of a place within",
        f"{CLOSE_BY_KM} km of home, or two ties between places within {NEARBY_KM} km of the two;",
        f"ties of a city over {METROPOLIS_TIMES} times as large as the town beside it are none of",
        f"that town. Two cities of {LARGE_CITY:,} people need no such link, nor do two places of",
        f"one kind, where the one is among the {NEAREST_OF_RANK} nearest of that kind and of like",
        "size abroad. Kinds are seats of regions, towns with a seaport, national capitals, places",
        "on islands, with World Heritage, by the sea, among mountains, and centres with",
        f"{PRACTISED} partners. Where few or nobody would be named, none needs a link: the points",
        "tell, which count how far away a place lies.",
    )


def _who_needs_more() -> str:
    return paragraph(
        "Likeness alone names nobody where the government there fights armed groups,",
        "where one lies by the sea and the other does not, where the sizes cannot be compared, and",
        "to a place that counts as a quarter of a city. As a rule, beyond",
        f"{OTHER_SIDE_KM:,} km two partners in common are asked for, or one beside such ties",
        "of places near the two; of two large",
        f"cities, beyond {LIKENESS_KM:,} km, sister regions, three partners in common, an air",
        "route, or any link where cities of the two countries are partners four times as often as",
        "chance would have it; who is next door in that sense needs none of these.",
        "A national capital is named to another place with two partners in common alone.",
        f"Unless the size is asked for, who is over {VERY_UNLIKE_SIZE:g} times as large or",
        f"as small is not named ({FAR_LARGER:g} where people are counted in two ways), and over",
        f"{NEARLY_UNLIKE_SIZE:g} times not without a link.",
    )


def _who_needs_less() -> str:
    return paragraph(
        "Who is a partner of a place near home and shares nothing else with it (no partner, no",
        f"sister region, not among the {FEW_NEARER} nearest abroad of like size or of a kind) is",
        "named where nobody would be, and not else. So is who is *far off*: shares no partner with",
        f"home and lies beyond {INLAND_KM} km, unless both are by the sea, or is not among the",
        f"{MANY_NEARER} nearest of like size abroad. Where lists and group name fewer than",
        f"{FEW_IN_ALL}, up to {FEW_IN_ALL} are named who rest on less (in the table below), by",
        "these rules but that one of the two may lie by the sea and the other not; none in a state",
        "that researchers list as a strategic rival, and none to a quarter of a city. Fewer",
        "points are enough for two:",
        f"{_next_points('in_all')} for one among the {FEW_NEARER} nearest places of like size",
        f"abroad, within {DAY_KM} km and {NEARLY_UNLIKE_SIZE:g} times the size, with the same",
        "climate, both by the sea or both inland, and no capital or suburb where home is none; and",
        f"{_next_points('seaports')} for two seaports, the one among the {NEAR_OF_RANK} nearest",
        f"of like size abroad and within {BY_WATER_KM:,} km, whatever their rank and size (a",
        f"capital is one of the {NEAREST_OF_RANK} nearest).",
    )


def _for_whom_of_purpose() -> str:
    return paragraph(
        "With a purpose all of these rules hold, and a list names those alone who serve it and",
        f"have {_next_points('for_a_purpose')} points without it. Each",
        f"list is filled up to {OF_PURPOSE} names with those within {FILLED_UP_TO_KM:,} km that",
        "would be enough where nobody is named; who lies farther rests on as much as the list asks",
        "for. Where a purpose would name nobody, up to",
        f"{FEW_IN_ALL} are named who serve it and have {least_points('like', 'purpose'):g} points.",
        f"Who serves it is among the {FEW_NEARER} nearest of like size abroad or the",
        f"{NEAR_OF_RANK} nearest of a kind, and has not one link alone beyond {PURPOSE_KM} km; who",
        f"shares no partner is among the {MANY_NEARER} nearest too. Between two cities of",
        f"{LARGE_CITY:,} people distance is no reason against a purpose: who serves it and has",
        f"{_points_afar()} points is named wherever it lies, where the two have a partner in",
        "common or a listed flight, or home has a partner in the country and the other",
        f"{WIDELY_TIED} partners; but nobody where fighting is recorded (below). To a quarter of a",
        "city nobody is named for a purpose.",
    )


def _how_points_were_found() -> str:
    return paragraph(
        "Where fewer fit, fewer are named. The points were fitted to what readers called",
        "sensible and odd",
        "([how](../data-quality/short-lists.md)). Points of distances add up: a place within 300",
        "km is within 10,000 km too. So it is with sizes, incomes, and other lines that name more.",
    )


def _next_points(name: str) -> str:
    return f"{points_of('next', name):g}"


def _points_afar() -> str:
    return f"{points_of('afar', 'for_a_purpose'):g}"


def _facts_of_two() -> str:
    return paragraph(
        "A fact of the two places is one of: a partner in common, sister regions, a place within",
        f"{CLOSE_BY_KM} km that is a partner of the other, a tie of places within {NEARBY_KM} km",
        f"of the two, at most {NEIGHBOURS_KM} km between them, both by the sea, both with a",
        f"seaport of their own (within {OWN_KM:g} km, beside a far larger city {SUBURB_KM:g}",
        "km, and",
        "nearer to no larger neighbour),",
        "both",
        "among mountains, on islands, seats of their regions, national",
        "capitals, near World Heritage (which lies nearer to no larger neighbour), beside a",
        "far larger city, centres, or small beside their",
        "surroundings. Who asks for countries, or for the own one, sees the best places there",
        "whatever they rest on. Who asks for a continent or a language of which nobody would be",
        f"named sees {UP_TO_IN_ALL} of its places at most, those that rest on most, and that",
        "little speaks for them.",
    )


def _kinds_of_places() -> str:
    return paragraph(
        "A kind is a fact or it is not told. A place is a *centre* where it has more people than",
        f"all other places of its country within {AROUND_KM} km, and *small beside its",
        f"surroundings* where these have {TIMES_AS_MANY:g} times its people or more. It lies",
        f"*beside a far larger city* where a city of its country with {SUBURB_TIMES} times its",
        f"people is near: {_reaches()}. What a place lives on (tourism, mining, a harbour's trade)",
        "is in no source with leave to ship, so resorts and mill towns are not told apart.",
    )


def _reaches() -> str:
    return "; ".join(f"within {km} km for {people:,} people" for people, km in REACHES)


def region_lines() -> Iterator[str]:
    """Say what a suggestion for a region rests on."""
    asked = {line.name: line.points for line in footing_table() if line.kind == "region"}
    yield from ("", "### Regions", "")
    yield paragraph(
        "For a region regions are named, and no points are counted: hardly a fact that the points",
        "count is known of them. One that is named has the rank of the home place (both of the",
        "first level, as provinces, or both of the second, as counties), or a partner of that",
        f"rank; a partner on record; and a link: {CITIES_TIED} partnerships of cities in the two,",
        f"or {IN_NEW_COUNTRY} where the home region has no partner in the country; or it lies",
        f"within {NEAR_KM:,} km. A partner in common or one partnership of their cities is no link",
        "by itself. Nor do the people of the two, as far as their cities tell, differ by more than",
        f"{MOST_TIMES:g} times. A national capital shares two partners with the home",
        "place. And of pairs of regions like the two, by the model of regions, one in",
        f"{asked['least']:g} is one of partners, or more; where few would be named one in",
        f"{asked['few']:g}, and where nobody would, and for those less sure, one in",
        f"{asked['one']:g}. The lists are ordered by the model and what each list weighs.",
        "Readers read what stands in",
        "[this list](../data-quality/short-lists-regions.csv).",
    )
