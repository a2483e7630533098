"""The page of what each short list and each purpose weighs, written from the table that judges."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import fill

from sistercities.partners.features.catalogue import BY_NAME, GROUPS
from sistercities.partners.own_ports import OWN_KM, SUBURB_KM
from sistercities.partners.short_lists.alike_places import N_ALIKE
from sistercities.partners.short_lists.choose_reasons import COMMON, HALF, LEAST, MOST, OWN
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
)
from sistercities.partners.short_lists.grounds import (
    FEW_PEERS,
    LIKE_SIZE,
    NEARLY_UNLIKE_SIZE,
    VERY_UNLIKE_SIZE,
)
from sistercities.partners.short_lists.kinds import (
    COUNT,
    FILLED_UP_TO_KM,
    KINDS,
    OF_PURPOSE,
    PER_AREA,
    PER_COUNTRY,
    PER_COUNTRY_IN_ALL,
    PER_REGION,
    UP_TO,
)
from sistercities.partners.short_lists.less_sure import (
    ENOUGH_IN_TEN,
    FAR_KM,
    FEW_IN_ALL,
    LINKS_BETWEEN,
    UP_TO_IN_ALL,
    HomeSize,
    is_worth_naming,
    less_sure_kind,
    sensible_in_ten,
)
from sistercities.partners.short_lists.nearby_ties import CLOSE_BY_KM, NEARBY_KM
from sistercities.partners.short_lists.nearby_ties import TIMES_LARGER as METROPOLIS_TIMES
from sistercities.partners.short_lists.nearest_abroad import (
    FEW_NEARER,
    MANY_NEARER,
    NEAR_OF_RANK,
    NEAREST_OF_RANK,
    PRACTISED,
)
from sistercities.partners.short_lists.own_network import MANY_PARTNERS
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
from sistercities.partners.short_lists.purpose_arguments import MAIN
from sistercities.partners.short_lists.quarters import (
    BESIDE_KM,
    BESIDE_LARGE_KM,
    NEARLY,
    TIMES_LARGER,
)
from sistercities.partners.short_lists.region_ranks import MOST_TIMES, NEAR_KM
from sistercities.partners.short_lists.themes import LEAST_LEFT, LIFT, THEMES
from sistercities.partners.short_lists.weighing import Weight, purposes, weights_of_each
from sistercities.partners.short_lists.wish_terms import TERMS
from sistercities.partners.size_bands import BANDS
from sistercities.partners.surroundings import AROUND_KM, REACHES
from sistercities.partners.surroundings import TIMES_LARGER as SUBURB_TIMES

PAGE = Path("docs") / "methods" / "short-lists.md"
_WIDTH = 104
_HOMES: dict[HomeSize, str] = {
    "other": f"for towns of fewer than {LARGE_CITY:,} people",
    "large": f"for cities of {LARGE_CITY:,} or more",
}
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
    "neighbouring_countries": "neighbouring countries",
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
        f"one by the sea, the other not, but for two seaports up to {UP_RIVER_KM} km from the sea "
        f"that are linked, or {REACH_KM:,} km apart at most"
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
_LESS_SURE = {
    "up_to_1500_km": f"up to {FAR_KM:,} km",
    "up_to_1500_km_for_few": f"the same, where fewer than {FEW_IN_ALL} would be named in all",
    "farther": "farther away",
    "large_cities": f"both of {LARGE_CITY:,} people or more",
}
_ASKED = {
    "least": "as a rule",
    "few": "where all lists together name fewer than {n}",
    "one": "where they name nobody",
}


def page_text() -> str:
    """Write the page in Markdown."""
    return (
        "\n".join(
            (*_head(), *_lists(), *_less_sure(), *_purposes(), *_themes(), *_sizes(), *_reasons())
        )
        + "\n"
    )


def _paragraph(*sentences: str) -> str:
    return fill(" ".join(sentences), _WIDTH, break_on_hyphens=False)


def _head() -> Iterator[str]:
    yield from ("# What the short lists weigh", "")
    yield _paragraph(
        "`recommend` names a few places in three lists, and a group beside them. The score of a",
        "candidate on a list is that of the [model](recommendation.md), where each feature is",
        "multiplied by the factor below (1 where none stands), plus terms of wishes, each added",
        "so many times. All of it is additive: the reasons of a place add up to its score. The",
        "model has learned from the ties of the world; lists, purposes and themes are wishes, set",
        "by what each is about, and foretell nothing. This page is written from the table that",
        "`recommend` reads.",
    )


def _lists() -> Iterator[str]:
    yield from ("", "## Lists", "")
    yield _paragraph(
        f"Each names {COUNT} places, {PER_COUNTRY} of one country and {PER_REGION} of one region",
        f"at most, none twice, and {PER_COUNTRY_IN_ALL} of one country over all lists; where one",
        "country alone is compared, as with `--country` or `--domestic`, any number of it.",
        "Territories with a code of their own count with their state.",
        f"A place without partners within {BESIDE_KM} km of a city {TIMES_LARGER} times its size",
        f"({BESIDE_LARGE_KM} km where that has a million people), or with the name of a place",
        "beside it in its own, counts as a quarter and is left out. So does a place in a",
        "municipality that has partners itself, or so many people that it holds the place",
        f"({NEARLY:.0%} of those of the place or more), unless it is the seat of its region.",
        "A town of China that no Chinese name calls a city, a county, a district or a banner is",
        "left out too, unless it has a partner: towns below the counties are not known to sign.",
        "So is one of South Korea that no name calls a city, a county or a district.",
        "A municipality of before that is part of another today, by a law on record or since the",
        "register of its country knows it no more, is left out.",
        "A place for which something calls for care, by what stands between the two, is named on",
        "no list unless its country is asked for. So it is with a place of a state at war on its",
        "own ground, where a unit that most states bar lies at one end alone, and where the other",
        "state counts the place as its own. What half of all",
        "candidates call for in one row, as for a home state under sanctions of the United",
        "Nations, is told and keeps nobody off.",
    )
    yield from ("", "### What a suggestion rests on", "")
    yield from _footing()
    yield from _regions()
    for kind in KINDS:
        areas: tuple[str, ...] = (
            f"At most {PER_AREA[kind.name]} of one area of the world (continents, with South Asia",
            "and the Middle East apart), as long as there are others.",
        )
        more: tuple[str, ...] = areas if PER_AREA[kind.name] < COUNT else ()
        if kind.is_of_all_areas:
            more = (
                "It names the best place anywhere, for a place that has partners, then the best of",
                "areas of the world (continents, with South Asia and the Middle East apart).",
                "Each area has its turn by",
                "the places of the asked size that nothing bars there, over twice the names that",
                "it has on all lists and one (the rule of Sainte-Laguë); the own one comes last.",
            )
        yield from ("", f"### {kind.title}", "", _paragraph(str(kind.meaning), *more), "")
        yield from _table(weights_of_each()["list", kind.name])


def _said_of(size: HomeSize) -> str:
    n = sensible_in_ten(size)
    said = "too few were read to tell" if n is None else f"about {n} in 10 are sensible"
    if not is_worth_naming(size):
        said += f", too few (of 10 it must be {ENOUGH_IN_TEN}), so that none is named to them"
    return f"{_HOMES[size]} {said}"


def _less_sure() -> Iterator[str]:
    kind = less_sure_kind()
    yield from ("", f"### {kind.title}", "")
    yield _paragraph(
        f"{kind.meaning} Where the lists name fewer than {UP_TO_IN_ALL} places in all, the best of",
        f"the rest follow, apart from them, up to {UP_TO_IN_ALL} in all: within the same band of",
        f"sizes, {PER_COUNTRY} of one country, {PER_COUNTRY_IN_ALL} with those of the lists, and",
        f"{PER_REGION} of one region at most. Each has a reason of the two places (a partner in",
        "common, sister regions, a link of the surroundings, nearness, or what both are). Who is",
        "left out of the lists by a gate, by care, by its rank or size or for want of partners on",
        f"record is left out here too. Beyond {FAR_KM:,} km a place is linked with the home place,",
        f"or among the {FEW_NEARER} nearest of like size abroad, or the {NEAREST_OF_RANK} nearest",
        f"of a kind; of two places on islands the {NEAR_OF_RANK} nearest of a kind count as near.",
        "A purpose puts those first that serve it and adds no points here, and who does not serve",
        f"it lies within {FILLED_UP_TO_KM:,} km; who asks for countries, or for",
        "the own one, sees their best places on the lists. Two large cities",
        f"between {FAR_KM:,} and {OTHER_SIDE_KM:,} km apart have {LINKS_BETWEEN} links, or the one",
        f"is among the {NEAR_OF_RANK} nearest of a kind. What readers said of such places is told",
        f"by the size of the home place: {' and '.join(map(_said_of, _HOMES))}.",
        "([Counted](../data-quality/short-lists.md#less-sure); of regions, and of homes whose",
        "people are not known, nothing is said.)",
    )
    yield from ("", "| where | points asked for | why |", "|---|---|---|")
    for line in footing_table():
        if line.kind == kind.name:
            yield f"| {_LESS_SURE[line.name]} | {line.points:g} | {line.reason} |"
    yield ""
    yield from _table(weights_of_each()["list", kind.name])


def _regions() -> Iterator[str]:
    """Say what a suggestion for a region rests on."""
    asked = {line.name: line.points for line in footing_table() if line.kind == "region"}
    yield from ("", "### Regions", "")
    yield _paragraph(
        "For a region regions are named, and no points are counted: hardly a fact that the points",
        "count is known of them. One that is named has the rank of the home place (both of the",
        "first level, as provinces, or both of the second, as counties), or a partner of that",
        "rank; a partner on record; and a link: a partner in common, sister regions, or cities in",
        f"the two that are partners of each other; or it lies within {NEAR_KM:,} km, beyond which",
        "one partner in common is no link by itself. Nor do the people of the two, as far as their",
        f"cities tell, differ by more than {MOST_TIMES:g} times. A national capital shares two",
        "partners with the home",
        "place. And of pairs of regions like the two, by the model of regions, one in",
        f"{asked['least']:g} is one of partners, or more; where few would be named one in",
        f"{asked['few']:g}, and where nobody would, and for those less sure, one in",
        f"{asked['one']:g}. The lists are ordered by the model and what each list weighs. One",
        "reader read what stands in",
        "[this list](../data-quality/short-lists-regions.csv).",
    )


def _footing() -> Iterator[str]:
    yield _rules_of_points()
    yield from ("", "| what | points | why |", "|---|---|---|")
    for line in footing_table():
        if line.kind == "counts":
            yield f"| {_COUNTED[line.name]} | {line.points:g} | {line.reason} |"
        if line.kind == "purpose":
            yield (
                f"| with a purpose: something of it can be said of the place | {line.points:g} | "
                f"{line.reason} |"
            )
    up_to: dict[str, int] = dict(UP_TO)
    yield from ("", "| list | when | points asked for | why |", "|---|---|---|---|")
    for line in footing_table():
        if line.kind in _ASKED:
            when = _ASKED[line.kind].format(n=up_to.get(line.kind, 0))
            yield f"| `{line.name}` | {when} | {line.points:g} | {line.reason} |"
    yield ""
    yield _facts_of_two()
    yield from ("", "### Kinds of places", "")
    yield _kinds_of_places()


def _rules_of_points() -> str:
    return _paragraph(
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
        "tell, which count how far away a place lies. Likeness alone",
        "names nobody where the government there fights armed groups,",
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
        f"{NEARLY_UNLIKE_SIZE:g} times not without a link. With a purpose all of these rules hold,",
        "a list names those alone who serve it, and these have some points more. Each list",
        f"is filled up to {OF_PURPOSE} names with those within {FILLED_UP_TO_KM:,} km that would",
        "be enough where nobody is named; who lies farther rests on as much as the list asks for.",
        "Where fewer fit, fewer are named. The points were fitted to what readers called sensible",
        "and odd",
        "([how](../data-quality/short-lists.md)). Points of distances add up: a place within 300",
        "km is within 10,000 km too. So it is with sizes, incomes, and other lines that name more.",
    )


def _facts_of_two() -> str:
    return _paragraph(
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
    return _paragraph(
        "A kind is a fact or it is not told. A place is a *centre* where it has more people than",
        f"all other places of its country within {AROUND_KM} km, and *small beside its",
        f"surroundings* where these have {TIMES_AS_MANY:g} times its people or more. It lies",
        f"*beside a far larger city* where a city of its country with {SUBURB_TIMES} times its",
        f"people is near: {_reaches()}. What a place lives on (tourism, mining, a harbour's trade)",
        "is in no source with leave to ship, so resorts and mill towns are not told apart.",
    )


def _reaches() -> str:
    return "; ".join(f"within {km} km for {people:,} people" for people, km in REACHES)


def _purposes() -> Iterator[str]:
    yield from ("", "## Purposes", "")
    yield _paragraph(
        "A purpose multiplies and adds on top of what a list weighs: it puts places in order, and",
        "none of them comes in by it that has not the footing of any suggestion. A place serves it",
        f"where one of its main matters, which weigh at least {MAIN:g} times what weighs most, can",
        f"be said of it, and one such reason is shown. Nearness can be said up to {DAY_KM:,} km,",
        f"and of the {FEW_NEARER} nearest places of like size abroad. Of universities no list with",
        "leave to ship was found; size and rank stand for them. What is weighed otherwise as soon",
        "as there is a purpose:",
    )
    yield ""
    yield from _table(weights_of_each()["with_purpose", "any"])
    for purpose in purposes():
        words = [word for word in purpose.also_called if word != purpose.title]
        also = f" (also: {', '.join(words)})" if words else ""
        yield from ("", f"### `{purpose.name}`: {purpose.title}{also}", "")
        yield from _table(purpose.weights)


def _table(weights: tuple[Weight, ...]) -> Iterator[str]:
    yield from ("| what | how | why |", "|---|---|---|")
    for one in weights:
        how = f"added {one.weight:g} times" if one.is_wish else f"times {one.weight:g}"
        yield f"| {_title(one.term)} | {how} | {one.reason} |"


def _title(term: str) -> str:
    if term in TERMS:
        return f"{TERMS[term].title} (`{term}`)"
    return f"group `{term}`" if term in GROUPS else f"{BY_NAME[term].title} (`{term}`)"


def _themes() -> Iterator[str]:
    yield from ("", "## Themes", "")
    yield _paragraph(
        f"Where at least {LEAST_LEFT} candidates have all themes that are asked for, only these",
        "are named. Where fewer have, places with more of them come first in each list, and each",
        f"theme adds {LIFT:g} to a score. A place of which a theme is not known does not have it;",
        "the answer says of how many that is so.",
    )
    yield from ("", "| theme | meaning | also |", "|---|---|---|")
    for theme in THEMES:
        yield f"| `{theme.name}` | {theme.title} | {', '.join(theme.also_called)} |"


def _sizes() -> Iterator[str]:
    yield from ("", "## Sizes", "")
    yield _paragraph(
        "The lists keep to `near` unless asked; `any` keeps to none. A place whose population is",
        "not known lies in no band.",
    )
    yield from ("", "| size | people, beside the home place |", "|---|---|")
    for band in BANDS:
        yield f"| `{band.name}` | {band.meaning} |"


def _reasons() -> Iterator[str]:
    yield from ("", "## Reasons", "")
    yield _paragraph(
        f"At most {MOST} are shown for a place. The first {OWN} at most say why it stands on that",
        "list: partners in common or a sister region; what it has in common with the home place;",
        "why this country. A place without such a reason is not on the list. Then the most telling",
        "ones follow. That places like the home place have a partner in a country is said from",
        f"{FEW_PEERS} of {N_ALIKE}. No reason names a partner that something bars for one of the",
        "two; ports and air routes are none where a state is at war within or with a neighbour.",
        f"A fact that {COMMON:.0%}",
        f"or more of all candidates of the list have is said only where fewer than {LEAST} others",
        f"are, and one that {HALF:.0%} have never. A rarer fact is more telling, and so is one",
        "that names places: partners in common, sister regions. What is said of a country is said",
        "once in a list. What holds of all places that a list names is said above them.",
    )


def main() -> None:
    """Write the page."""
    PAGE.write_text(page_text(), encoding="utf-8")


if __name__ == "__main__":
    main()
