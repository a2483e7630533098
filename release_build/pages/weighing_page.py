"""The page of what each short list and each purpose weighs, written from the table that judges."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from pathlib import Path
from textwrap import fill

from sistercities.partners.features.catalogue import BY_NAME, GROUPS
from sistercities.partners.short_lists.alike_places import N_ALIKE
from sistercities.partners.short_lists.choose_reasons import COMMON, HALF, LEAST, MOST, OWN
from sistercities.partners.short_lists.footing import (
    PRACTISED,
    PRACTISED_KM,
    SIGNED_KM,
    FootingLine,
    footing_table,
)
from sistercities.partners.short_lists.grounds import (
    DOMESTIC_LINKS,
    FAR_KM,
    FEW_PEERS,
    LIKE_SIZE,
    NEAR_KM,
    NEAR_LINKS,
    UNLIKE_SIZE,
    VERY_UNLIKE_SIZE,
)
from sistercities.partners.short_lists.kinds import (
    COUNT,
    IN_COMMON,
    KINDS,
    PER_AREA,
    PER_COUNTRY,
    PER_COUNTRY_IN_ALL,
    PER_REGION,
    THIN_BY,
    THIN_UP_TO,
)
from sistercities.partners.short_lists.own_network import MANY_PARTNERS
from sistercities.partners.short_lists.quarters import (
    BESIDE_KM,
    BESIDE_LARGE_KM,
    NEARLY,
    TIMES_LARGER,
)
from sistercities.partners.short_lists.themes import LEAST_LEFT, LIFT, THEMES
from sistercities.partners.short_lists.weighing import Weight, purposes, weights_of_each
from sistercities.partners.short_lists.wish_terms import TERMS
from sistercities.partners.size_bands import BANDS

PAGE = Path("docs") / "methods" / "short-lists.md"
_WIDTH = 104
_COUNTED = {
    "close_partners_in_common": "each close partner in common",
    "sister_region": "sister regions",
    "in_common": "each thing in common",
    "links": "each link",
    "has_partners": "a partner on record",
    "is_practised": f"{PRACTISED} partners or more",
    "apart": "each thing that sets apart",
}


def page_text() -> str:
    """Write the page in Markdown."""
    return "\n".join((*_head(), *_lists(), *_purposes(), *_themes(), *_sizes(), *_reasons())) + "\n"


def _paragraph(*sentences: str) -> str:
    return fill(" ".join(sentences), _WIDTH)


def _head() -> Iterator[str]:
    yield from ("# What the short lists weigh", "")
    yield _paragraph(
        "`recommend` names a few places in three lists. The score of a candidate on a list is that",
        "of the [model](recommendation.md), where each feature is multiplied by the factor below",
        "(1 where none stands), plus the terms of wishes, each added so many times. All of it is",
        "additive: the reasons of a place add up to its score. The model has learned from the ties",
        "of the world; lists, purposes and themes are wishes, set by what each is about, and",
        "foretell nothing. This page is written from the table that `recommend` reads.",
    )


def _lists() -> Iterator[str]:
    yield from ("", "## Lists", "")
    yield _paragraph(
        f"Each names {COUNT} places, {PER_COUNTRY} of one country and {PER_REGION} of one region",
        f"at most, none twice, and {PER_COUNTRY_IN_ALL} of one country over all lists; where one",
        "country alone is compared, as with `--country` or `--domestic`, any number of it.",
        f"A place without partners within {BESIDE_KM} km of a city {TIMES_LARGER} times its size",
        f"({BESIDE_LARGE_KM} km where that has a million people), or with the name of a place",
        "beside it in its own, counts as a quarter and is left out. So does a place in a",
        "municipality that has partners itself, or so many people that it holds the place",
        f"({NEARLY:.0%} of those of the place or more), unless it is the seat of its region.",
        "A town of China that no Chinese name calls a city, a county, a district or a banner is",
        "left out too, unless it has a partner: towns below the counties are not known to sign.",
        "A place for which something calls for care, by what stands between the two, comes after",
        "all others near the network, and is not named on the other lists unless its country is",
        "asked for. So it is with a place of a state at war on its own ground, and where a unit",
        "that most states bar lies at one end alone. Care that half of all candidates call for, as",
        "for a home state under sanctions, is told and keeps nobody off.",
    )
    yield from ("", "### What a suggestion rests on", "")
    yield from _footing()
    for kind in KINDS:
        areas: tuple[str, ...] = (
            f"At most {PER_AREA[kind.name]} of one area of the world (continents, with South Asia",
            "apart), as long as there are others.",
        )
        more: tuple[str, ...] = areas if PER_AREA[kind.name] < COUNT else ()
        if kind.is_of_all_areas:
            more = (
                "It names the best place anywhere, for a place that has partners, then the best of",
                "areas of the world (continents, with South Asia apart). Each area has its turn by",
                "the places of the asked size that nothing bars there, over twice the names that",
                "it has on all lists and one (the rule of Sainte-Laguë); the own one comes last.",
            )
        yield from ("", f"### {kind.title}", "", _paragraph(str(kind.meaning), *more), "")
        yield from _table(weights_of_each()["list", kind.name])


def _footing() -> Iterator[str]:
    yield _paragraph(
        "Points are counted for what links two places, less what sets them apart; a list asks for",
        "so many, by distance. Where it has fewer than",
        f"{THIN_UP_TO} places, those that lack {THIN_BY} point fill it up to {THIN_UP_TO}, but",
        f"nobody beyond {FAR_KM:,} km that shares no partner. Beyond {SIGNED_KM:,} km a place has",
        f"a partner on record, and beyond {PRACTISED_KM:,} km {PRACTISED}. Where fewer fit, fewer",
        "are named.",
    )
    yield from ("", "| what | points | why |", "|---|---|---|")
    for line in footing_table():
        if line.kind == "counts":
            yield f"| {_COUNTED[line.name]} | {line.points:g} | {line.reason} |"
    yield from ("", "| list | distance | points asked for | why |", "|---|---|---|---|")
    for line in footing_table():
        if line.kind == "least":
            yield f"| `{line.name}` | {_distance(line)} | {line.points:g} | {line.reason} |"
    yield ""
    yield _paragraph(
        f"In common are populations within {LIKE_SIZE:g} times, climate (up to {FAR_KM:,} km),",
        "sea, mountains, island, border, rank as a seat or a capital, World Heritage; a place",
        f"outside the network has {IN_COMMON} of them, or all that is known of the home place.",
        f"Links are nearness ({NEAR_KM:,} km, which counts {NEAR_LINKS}), the own country",
        f"({DOMESTIC_LINKS}),",
        "neighbouring countries, a shared official language, countries with many partnerships,",
        f"and {FEW_PEERS} of the {N_ALIKE} places most like home with a partner there. What sets",
        "apart: one lies by the sea and the other inland; one among mountains inland and the other",
        "in the plain by the coast; one is a national capital; one is over",
        f"{UNLIKE_SIZE:g} times as large",
        f"(twice where it is over {VERY_UNLIKE_SIZE:g}); the government there fights armed",
        "groups and the own one does not. A partner in common is close where it has",
        f"{MANY_PARTNERS} partners at most. Who asks for countries, or for the own one, sees the",
        "best places there whatever they rest on.",
    )


def _distance(line: FootingLine) -> str:
    return f"up to {line.up_to_km:,.0f} km" if line.up_to_km < inf else "farther"


def _purposes() -> Iterator[str]:
    yield from ("", "## Purposes", "")
    yield _paragraph(
        "A purpose multiplies and adds on top of what a list weighs. Places of which something can",
        "be said for the purpose come before others, and one such reason is shown. Of universities",
        "no list with leave to ship was found; size and rank stand for them.",
    )
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
        f"are named. Where fewer have, each theme that a place has adds {LIFT:g} to its score, and",
        "others follow. A place of which a theme is not known does not have it; the answer says of",
        "how many that is so.",
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
