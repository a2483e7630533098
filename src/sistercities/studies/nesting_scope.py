"""Which home regions a nesting study speaks of, in words.

Outside China a source lists the own ties of some regions only. The study runs on these, and its
first sentence names them. Also said: dual places that a source lists but that take no part, and
where the city ties come from.
"""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.network.two_level import TwoLevelNetwork
from sistercities.studies.nesting_data import StudyData
from sistercities.terms.country_article import with_article as with_article

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
        English name of the home country.
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
    """

    country_name: str
    unit: str
    pair: str
    part: tuple[str, ...]
    n_units: int
    dual_listed: tuple[str, ...]
    has_city_lists: bool

    @property
    def is_whole(self) -> bool:
        """Whether the study speaks of the country and not of a few regions."""
        return len(self.part) >= MOST * self.n_units

    @property
    def of_whom(self) -> str:
        """Whose city ties these are, after `of`."""
        country = with_article(self.country_name)
        if self.is_whole:
            return country
        if len(self.part) == 1:
            return f"{self.part[0]} in {country}"
        return f"{len(self.part)} {plural(self.unit)} of {country}"

    @property
    def pairs(self) -> str:
        """What the ends of sister pairs are called, plural."""
        return plural(self.pair)


def scope_of(data: StudyData, network: TwoLevelNetwork) -> Scope:
    """Tell which home regions of a network take part."""
    names = data.tables.places.set_index("place_id")["name"]
    present = _regions(data, network.country)
    dual = data.tables.fields.dual
    listed = data.listed_regions(network.country)
    part = [unit for unit in network.home_units if unit not in dual]
    return Scope(
        country_name=data.country_name(network.country),
        unit=data.unit_word(network.country),
        pair="province" if network.country == "CN" else "region",
        part=tuple(sorted(str(names[unit]) for unit in part)),
        n_units=sum(region not in dual for region in present),
        dual_listed=tuple(sorted(str(names[one]) for one in listed if one in dual)),
        has_city_lists=bool(data.listing_sources(network.country, "lower")),
    )


def _regions(data: StudyData, country: str) -> list[str]:
    places = data.tables.places
    levels = data.tables.upper_tier.query("country == @country and is_finest")["level"].tolist()
    home = places[(places["country"] == country) & places["valid_to"].isna()]
    return list(home[home["level"].isin(levels or ["region1"])]["place_id"])


def part_sentence(scope: Scope) -> str:
    """Name the regions that take part where they are few; empty where the country does."""
    if scope.is_whole or not scope.part:
        return ""
    others = "the others" if scope.n_units > len(scope.part) + 1 else "the other"
    verb = "takes" if len(scope.part) == 1 else "take"
    said = (
        f"Only {named(scope.part)} {verb} part: no source lists in full the own ties of {others}."
    )
    if scope.has_city_lists:
        return said
    return (
        f"{said} No source lists the ties of their cities either: known are those that the other "
        "side lists, or a crawl met."
    )


def scope_settings(scope: Scope) -> dict[str, str]:
    """Say in the settings of the study which regions it rests on, and on which lists."""
    said = {
        "home regions": f"{len(scope.part)} of {scope.n_units} {plural(scope.unit)} take part, "
        "places that are a city too apart: those whose own ties a source lists "
        f"({named(scope.part) or 'none'})"
    }
    if scope.dual_listed:
        verb = "is" if len(scope.dual_listed) == 1 else "are"
        said["listed but dual"] = (
            f"{named(scope.dual_listed)} {verb} region and city at once, so no tie there can lie "
            "inside another; listed, but left out"
        )
    if not scope.has_city_lists:
        said["city ties"] = (
            f"no source lists the ties of the cities of {with_article(scope.country_name)}: only "
            "those are known "
            "that the other side lists, or a crawl met, so shares may lean either way"
        )
    return said


def plural(word: str) -> str:
    """Plural of a word for a region."""
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def named(names: tuple[str, ...]) -> str:
    """Names as a list in a sentence; beyond `NAMED` of them, how many more."""
    shown = list(names[:NAMED])
    if len(names) > NAMED:
        return f"{', '.join(shown)} and {len(names) - NAMED} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)
