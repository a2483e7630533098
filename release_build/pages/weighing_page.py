"""The page of what each short list and each purpose weighs, written from the table that judges."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from release_build.pages.footing_page import footing_lines, paragraph, region_lines
from release_build.pages.for_nobody_page import for_nobody_lines
from release_build.pages.made_pages import write_pages
from sistercities.partners.called import words_for
from sistercities.partners.features.catalogue import BY_NAME, GROUPS
from sistercities.partners.gate.held_areas import held_areas
from sistercities.partners.likeness import N_ALIKE
from sistercities.partners.short_lists.choose_reasons import COMMON, HALF, LEAST, MOST, OWN
from sistercities.partners.short_lists.footing import (
    footing_table,
)
from sistercities.partners.short_lists.grounds import (
    FEW_PEERS,
)
from sistercities.partners.short_lists.kinds import (
    COUNT,
    KINDS,
    PER_AREA,
    PER_COUNTRY,
    PER_COUNTRY_IN_ALL,
    PER_REGION,
)
from sistercities.partners.short_lists.less_sure import (
    ENOUGH_IN_TEN,
    FAR_KM,
    FEW_IN_ALL,
    UP_TO_IN_ALL,
    HomeSize,
    is_worth_naming,
    less_sure_kind,
    sensible_in_ten,
)
from sistercities.partners.short_lists.nearest_abroad import (
    NEAR_OF_RANK,
)
from sistercities.partners.short_lists.next_door import LESS_SURE_INLAND_KM
from sistercities.partners.short_lists.place_kinds import (
    LARGE_CITY,
)
from sistercities.partners.short_lists.purpose_arguments import LARGE_PEERS, MANY_PEOPLE
from sistercities.partners.short_lists.purpose_facts import OF_GUESTS, facts_for
from sistercities.partners.short_lists.quarters import (
    BESIDE_KM,
    BESIDE_LARGE_KM,
    NEARLY,
    TIMES_LARGER,
)
from sistercities.partners.short_lists.themes import LEAST_LEFT, LIFT, THEMES
from sistercities.partners.short_lists.unsafe_places import MANY_CONFLICTS
from sistercities.partners.short_lists.weighing import (
    Purpose,
    Weight,
    purposes,
    weights_of_each,
)
from sistercities.partners.short_lists.wish_terms import TERMS
from sistercities.partners.size_bands import BANDS

PAGE = Path("docs") / "methods" / "short-lists.md"
_HOMES: dict[HomeSize, str] = {
    "other": f"for towns of fewer than {LARGE_CITY:,} people",
    "large": f"for cities of {LARGE_CITY:,} or more",
}
_LESS_SURE = {
    "up_to_1500_km": f"up to {FAR_KM:,} km",
    "up_to_1500_km_for_few": f"the same, where fewer than {FEW_IN_ALL} would be named in all",
    "large_cities": f"both of {LARGE_CITY:,} people or more",
}


def page_text() -> str:
    """Write the page in Markdown."""
    return (
        "\n".join(
            (
                *_head(),
                *_lists(),
                *_less_sure(),
                *for_nobody_lines(),
                *_purposes(),
                *_armed_groups(),
                *_themes(),
                *_sizes(),
                *_reasons(),
            )
        )
        + "\n"
    )


def _head() -> Iterator[str]:
    yield from ("# What the short lists weigh", "")
    yield paragraph(
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
    yield paragraph(
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
        "To a district that lies in a city nobody is named, and its city is told, unless it has",
        "2 partners, or 2 districts of that city have as many, or a law of its country gives such",
        "districts their own mayors.",
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
    yield from footing_lines()
    yield from region_lines()
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
        yield from ("", f"### {kind.title}", "", paragraph(str(kind.meaning), *more), "")
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
    yield paragraph(
        f"{kind.meaning} Where the lists name fewer than {UP_TO_IN_ALL} places in all, the best of",
        f"the rest follow, apart from them, up to {UP_TO_IN_ALL} in all: within the same band of",
        f"sizes, {PER_COUNTRY} of one country, {PER_COUNTRY_IN_ALL} with those of the lists, and",
        f"{PER_REGION} of one region at most. Each has a reason of the two places (a partner in",
        "common, sister regions, a link of the surroundings, nearness, or what both are). Who is",
        "left out of the lists by a gate, by care, by its rank or size or for want of partners on",
        f"record is left out here too, and who lies beyond {LESS_SURE_INLAND_KM} km unless both",
        "are by the sea, or far off without a partner in common (above).",
        f"Beyond {FAR_KM:,} km nobody is named, by the sea or not, but of two places on islands",
        f"the {NEAR_OF_RANK} nearest of a kind.",
        "With a purpose nobody is in it: of such places with a fact for it a strict reader called",
        "every other one odd. Who asks for countries, or for the own one, sees their best places",
        "on the lists. What readers said of such places is told",
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


def _purposes() -> Iterator[str]:
    yield from ("", "## Purposes", "")
    yield paragraph(
        "A purpose multiplies and adds on top of what a list weighs: it puts places in order, and",
        "none of them comes in by it that has not the footing of any suggestion. Those alone are",
        "named of whom one line of its facts holds, which is said before all other reasons. What a",
        "purpose asks for is printed with each answer. A",
        f"large city has {MANY_PEOPLE:,} people or more, two large ones {LARGE_PEERS:,} each.",
        "Where a country has several official languages, which of them a town uses is not on",
        "record. Between states that researchers list as rivals neighbours alone are named for a",
        "purpose.",
        f"For {_named(OF_GUESTS)} nobody is named where fighting is",
        f"recorded: where a state fights in {MANY_CONFLICTS} conflicts or more on its own ground",
        "in the newest year of the Uppsala Conflict Data Program, or in a region that it names as",
        "what is fought over (`fought_over.csv`), or where armed groups fight (below).",
        "Of universities no list with",
        "leave to ship was found; size and rank stand for them. What is weighed otherwise as soon",
        "as there is a purpose:",
    )
    yield ""
    yield from _table(weights_of_each()["with_purpose", "any"])
    for purpose in purposes():
        words = words_for("purpose", purpose.name)
        also = f" (also: {', '.join(words)})" if words else ""
        yield from ("", f"### `{purpose.name}`: {purpose.title}{also}", "")
        yield from _facts(purpose)
        yield ""
        yield from _table(purpose.weights)


def _facts(purpose: Purpose) -> Iterator[str]:
    yield from ("| one of these facts holds | why |", "|---|---|")
    for line in facts_for(purpose):
        yield f"| {line.words} (`{' '.join(line.names)}`) | {line.reason} |"


def _table(weights: tuple[Weight, ...]) -> Iterator[str]:
    yield from ("| what | how | why |", "|---|---|---|")
    for one in weights:
        how = f"added {one.weight:g} times" if one.is_wish else f"times {one.weight:g}"
        yield f"| {_title(one.term)} | {how} | {one.reason} |"


def _title(term: str) -> str:
    if term in TERMS:
        return f"{TERMS[term].title} (`{term}`)"
    return f"group `{term}`" if term in GROUPS else f"{BY_NAME[term].title} (`{term}`)"


def _armed_groups() -> Iterator[str]:
    yield from ("", "## Where armed groups fight", "")
    yield paragraph(
        "The data of conflicts do not hold fighting of gangs, militias and groups of one town. No",
        "list leads to these places, unless the home place has a partner there or asks for the",
        f"country; where guests are named, nobody is sent there for {_named(OF_GUESTS)}. The pages",
        "that say so, each with its address, are in `armed_groups.csv`; nobody has looked for",
        "more.",
    )
    yield from ("", "| where | keeps off | as of |", "|---|---|---|")
    for area in held_areas():
        yield f"| {area.name} ({area.country}) | {area.keeps_off} | {area.as_of} |"


def _named(words: Iterable[str]) -> str:
    return " and ".join(sorted(words))


def _themes() -> Iterator[str]:
    yield from ("", "## Themes", "")
    yield paragraph(
        f"Where at least {LEAST_LEFT} candidates have all themes that are asked for, only these",
        "are named. Where fewer have, places with more of them come first in each list, and each",
        f"theme adds {LIFT:g} to a score. A place of which a theme is not known does not have it;",
        "the answer says of how many that is so.",
    )
    yield from ("", "| theme | meaning | also |", "|---|---|---|")
    for theme in THEMES:
        yield f"| `{theme.name}` | {theme.title} | {', '.join(words_for('theme', theme.name))} |"


def _sizes() -> Iterator[str]:
    yield from ("", "## Sizes", "")
    yield paragraph(
        "The lists keep to `near` unless asked; `any` keeps to none. A place whose population is",
        "not known lies in no band.",
    )
    yield from ("", "| size | people, beside the home place |", "|---|---|")
    for band in BANDS:
        yield f"| `{band.name}` | {band.meaning} |"


def _reasons() -> Iterator[str]:
    yield from ("", "## Reasons", "")
    yield paragraph(
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


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page, of the project given or of this one; return the exit code."""
    return write_pages(lambda _: [(PAGE, page_text())], arguments)


if __name__ == "__main__":
    sys.exit(main())
