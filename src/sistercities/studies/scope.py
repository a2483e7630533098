"""Which home regions and lists a study speaks of, in words, and what upper units are called.

Outside China a source lists the own ties of some regions only. The study runs on these, and its
first sentence names them. Also said: dual places that a source lists but that take no part, and
where the city ties come from.
"""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.network.two_level import TwoLevelNetwork
from sistercities.sentences import (
    Listed,
    Sentence,
    listed,
    listed_few,
    place_name,
    retold,
    say,
    say_count,
    to_say,
)
from sistercities.sentences import with_article as with_article
from sistercities.studies.study_data import StudyData

MOST = 0.5
"""Share of a country's regions from which the study speaks of the country as a whole."""
NAMED = 8
"""Regions that a sentence names."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The home regions that take part.

    Attributes
    ----------
    country_name
        English name of the home country; of one region of it, the region in the country.
    unit, pair
        What its regions are called, and what the two ends of a sister pair are called, singular.
    part
        Names of the regions that take part, sorted.
    n_units
        Regions of today that are not also a city.
    dual_listed
        Names of places that are region and city at once, whose own ties a source lists.
    has_city_lists
        Whether a source lists the ties of the cities of the country.
    whole_name
        English name of the home country where `country_name` is of a region of it; else empty.
    """

    country_name: str
    unit: str
    pair: str
    part: tuple[str, ...]
    n_units: int
    dual_listed: tuple[str, ...]
    has_city_lists: bool
    whole_name: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether the study speaks of the country and not of a few regions."""
        return len(self.part) >= MOST * self.n_units

    @property
    def country(self) -> str:
        """The home country as it stands after `of`, also where one region of it is asked."""
        return with_article(self.whole_name or self.country_name)

    @property
    def of_whom(self) -> str:
        """Whose city ties these are, after `of`."""
        country = with_article(self.country_name)
        if self.is_whole:
            return country
        if len(self.part) == 1:
            return say("{region} in {country}", region=self.part[0], country=country)
        return say(
            "{n} {units} of {country}", n=len(self.part), units=plural(self.unit), country=country
        )

    @property
    def pairs(self) -> str:
        """What the ends of sister pairs are called, plural.

        Those of provinces are provinces and states, which other languages say in a word of its own.
        """
        return say("provinces") if self.pair == "province" else plural(self.pair)


def scope_of(data: StudyData, network: TwoLevelNetwork) -> Scope:
    """Tell which home regions of a network take part."""
    names = data.tables.places.set_index("place_id")["name"]
    dual = data.tables.fields.dual
    own = data.listed_regions(network.country)
    part = [unit for unit in network.home_units if unit not in dual]
    return Scope(
        country_name=data.country_name(network.country),
        unit=unit_said(data.unit_word(network.country)),
        pair=say("province") if network.country == "CN" else say("region"),
        part=tuple(sorted(place_name(str(names[unit]), str(unit)) for unit in part)),
        n_units=count_regions(data, network.country),
        dual_listed=tuple(
            sorted(place_name(str(names[one]), str(one)) for one in own if one in dual)
        ),
        has_city_lists=bool(data.listing_sources(network.country, "lower")),
        whole_name=data.whole_country_name(network.country),
    )


def count_regions(data: StudyData, country: str) -> int:
    """Count the regions of today of a country, or of the one asked, that are not also a city."""
    dual = data.tables.fields.dual
    return sum(region not in dual for region in _regions(data, country))


def _regions(data: StudyData, country: str) -> list[str]:
    places = data.tables.places
    levels = data.tables.upper_tier.query("country == @country and is_finest")["level"].tolist()
    home = places[(places["country"] == country) & places["valid_to"].isna()]
    if data.is_of_region(country):
        home = home[home["region_iso"] == data.narrowing.region]
    return list(home[home["level"].isin(levels or ["region1"])]["place_id"])


def part_sentence(scope: Scope) -> str:
    """Name the regions that take part where they are few; empty where the country does."""
    if scope.is_whole or not scope.part:
        return ""
    others = say("the others") if scope.n_units > len(scope.part) + 1 else say("the other")
    said = say_count(
        "Only {regions} takes part: no source lists in full the own ties of {others}.",
        "Only {regions} take part: no source lists in full the own ties of {others}.",
        len(scope.part),
        regions=named(scope.part),
        others=others,
    )
    if scope.has_city_lists:
        return said
    either = say(
        "No source lists the ties of their cities either: known are those that "
        "the other side lists, or a crawl met."
    )
    return listed([said, either], "space")


def scope_settings(scope: Scope) -> dict[str, str]:
    """Say in the settings of the study which regions it rests on, and on which lists."""
    said: dict[str, str] = {
        say("home regions"): say(
            "{n} of {n_units} {units} take part, places that are a city too apart: those "
            "whose own ties a source lists ({regions})",
            n=len(scope.part),
            n_units=scope.n_units,
            units=plural(scope.unit),
            regions=named(scope.part) or say("none"),
        )
    }
    if scope.dual_listed:
        said[say("listed but dual")] = say_count(
            "{places} is region and city at once, so no tie there can lie inside "
            "another; listed, but left out",
            "{places} are region and city at once, so no tie there can lie inside "
            "another; listed, but left out",
            len(scope.dual_listed),
            places=named(scope.dual_listed),
        )
    if not scope.has_city_lists:
        said[say("city ties")] = say(
            "no source lists the ties of the cities of {country}: only those are known"
            " that the other side lists, or a crawl met, so shares may lean either way",
            country=with_article(scope.country_name),
        )
    return said


def named(names: tuple[str, ...]) -> Listed:
    """Names as a list in a sentence; beyond `NAMED` of them, how many more."""
    return listed_few(names[:NAMED], len(names))


def unit_said(title: str) -> str:
    """Say the title of a tier; one that has no words here stays as it is."""
    known = {
        "province": say("province"),
        "region": say("region"),
        "state": say("state"),
        "prefecture": say("prefecture"),
        "county or council area": say("county or council area"),
        "departement": say("département"),
    }
    return known.get(title, title)


def plural(word: str) -> str:
    """Plural of a word for a region; it keeps what the word is made of."""
    if word.endswith("y") and word[-2] not in "aeiou":
        return retold(word, word[:-1] + "ies")
    return retold(word, word + "s")


NAMES_OF_LISTS = {
    "enwiki": to_say("English Wikipedia of {year}"),
    "wikidata": to_say("Wikidata of {year}"),
    "zhwiki": to_say("Chinese Wikipedia of {year}"),
}
"""Sources that a sentence names, by what their ids begin with; others go by their ids."""


def list_name(source: str, year: int) -> Sentence:
    """Name a source with its year.

    Parameters
    ----------
    source
        Its id, as in `enwiki-2026`.
    year
        That of its snapshot.
    """
    template = NAMES_OF_LISTS.get(source.partition("-")[0])
    if template is None:
        return say("{source}", source=source)
    return say(template, year=str(year))


def alone_words(study: StudyData, source: str) -> Sentence:
    """Say on which list an answer rests, and what is a city in it."""
    years = study.tie_sources().set_index("source_id")["snapshot_year"]
    return say(
        "All from {list}, where districts and counties are cities of their own.",
        list=list_name(source, int(years[source])),
    )
