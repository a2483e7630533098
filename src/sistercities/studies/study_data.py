"""What the studies read: the tables of a release, and the network with its labels."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial

import pandas as pd

from sistercities.dataset.release.store import Release
from sistercities.errors import InvalidArgument
from sistercities.network.alive import has_sound_start
from sistercities.network.firm_ties import (
    NONE_FIRM,
    TELLING,
    FirmTies,
    Telling,
    find_firm_ties,
)
from sistercities.network.lift import NetworkTables
from sistercities.network.two_level import TwoLevelNetwork
from sistercities.sentences import CountryName, Said, country_name, place_name, say, with_article
from sistercities.studies.narrowing import WHOLE, Narrowing, narrowing_of
from sistercities.studies.study_tables import StudyTables, tables_of
from sistercities.terms.words import DEFAULT_TITLE
from twolevel.core.arrays import TwoLevelArrays, two_level_arrays

RegionTotals = tuple[dict[str, float], dict[str, float]]
"""Ties that we have and ties that are published, by the code of a region."""


@dataclass(frozen=True)
class StudyData:
    """A release as the studies read it.

    Attributes
    ----------
    tables
        Frames that networks are built from.
    coverage
        Table `coverage`.
    version
        Version of the data.
    source_lists
        Table `source_coverage`: which lists each source of ties read.
    firm
        Ties that can be relied on: told by two sources that do not copy, or officially.
    narrowing
        The region or the source whose ties alone it holds.
    """

    tables: NetworkTables
    coverage: pd.DataFrame
    version: str
    source_lists: pd.DataFrame = field(default_factory=pd.DataFrame)
    firm: FirmTies = NONE_FIRM
    narrowing: Narrowing = WHOLE

    @property
    def sources(self) -> pd.DataFrame:
        """Table `sources`."""
        return self.tables.sources

    def newest_dated_year(self, country: str = "") -> int:
        """Snapshot year of the newest source of ties that gives start dates.

        With a country, of the newest such source that lists the own ties of a region of it: a
        source that sees the country from abroad does not show its state. Where no source does, of
        the newest dated source of all.
        """
        sources = self.tie_sources()
        dated = sources[sources["is_dated"].astype(bool)]
        listing = dated[dated["source_id"].isin(self.listing_sources(country))]
        chosen = next((rows for rows in (listing, dated) if len(rows)), sources)
        return int(chosen["snapshot_year"].max())

    def listing_sources(self, country: str, level: str = "upper") -> list[str]:
        """Ids of the sources that list the ties of a region of a country, at a level, sorted."""
        rows = self.tables.region_coverage
        rows = rows[(rows["level"] == level) & rows["is_covered"].astype(bool)]
        at_home = rows["place_id"].map(self.tables.fields.country_of) == country
        return sorted(set(rows[at_home]["source_id"]))

    def newest_year(self) -> int:
        """Snapshot year of the newest source of ties."""
        return int(self.tie_sources()["snapshot_year"].max())

    def listed_regions(self, country: str) -> list[str]:
        """Ids of the regions of a country whose own ties a source lists, sorted."""
        rows = self.tables.region_coverage
        rows = rows[(rows["level"] == "upper") & rows["is_covered"].astype(bool)]
        at_home = rows["place_id"].map(self.tables.fields.country_of) == country
        return sorted(set(rows[at_home]["place_id"]))

    def tie_sources(self) -> pd.DataFrame:
        """Rows of `sources` that claim ties, not places or totals."""
        claiming = set(" ".join(self.tables.ties["sources"].unique()).split())
        return self.sources[self.sources["source_id"].isin(claiming)]

    def country_name(self, code: str) -> Said:
        """Name a country; where the study is of one region of it, the region in the country."""
        whole = self.whole_country_name(code)
        if not self.is_of_region(code):
            return whole
        region = self.narrowing.region
        name = self.province_names.get(region, region)
        return say("{region} in {country}", region=name, country=with_article(whole))

    def is_of_region(self, code: str) -> bool:
        """Whether the study is of one region of a country, and not of all of it."""
        return bool(self.narrowing.region) and self.narrowing.home == code

    def whole_country_name(self, code: str) -> CountryName:
        """English name of a country, or its code where the release has no name.

        A city state has no place of level country beside the one place that it is.
        """
        return country_name(self._country_names.get(code, code), code)

    @cached_property
    def _country_names(self) -> dict[str, str]:
        places = self.tables.places
        dual = places[places["is_dual"].astype(bool)].drop_duplicates("country", keep=False)
        names: dict[str, str] = {}
        for rows in (dual, places[places["level"] == "country"]):
            names.update(zip(rows["country"].tolist(), rows["name"].tolist(), strict=True))
        return names

    def unit_word(self, country: str) -> str:
        """Say what a country calls its upper units: the title of its finest signing tier."""
        tiers = self.tables.upper_tier
        rows = tiers[(tiers["country"] == country) & tiers["is_finest"].astype(bool)]
        return next((str(t) for t in rows["title"] if t != DEFAULT_TITLE), "region")

    @cached_property
    def province_names(self) -> dict[str, str]:
        """Names of today's first-level regions by ISO 3166-2."""
        places = self.tables.places
        rows = places[(places["level"] == "region1") & places["valid_to"].isna()]
        named = zip(rows["name"].tolist(), rows["place_id"].tolist(), strict=True)
        names = [place_name(str(name), str(place_id)) for name, place_id in named]
        return dict(zip(rows["region_iso"].tolist(), names, strict=True))

    @cached_property
    def region_codes(self) -> dict[str, object]:
        """ISO 3166-2 by place id, missing where a place has none."""
        places = self.tables.places
        return dict(zip(places["place_id"].tolist(), places["region_iso"].tolist(), strict=True))

    @cached_property
    def region_totals(self) -> dict[tuple[str, tuple[str, ...]], RegionTotals]:
        """What is published of the regions of a country, as `nesting.gaps` adds it up once."""
        return {}


def read_study_data(release: Release | StudyTables) -> StudyData:
    """Read from a release what the studies need."""
    tables = tables_of(release)
    return tables.once("study", lambda: _study_data(tables, firm_ties_of(tables)))


def read_without_firm(release: Release) -> StudyData:
    """Read the same, but not which ties can be relied on: who needs no such ties saves 40 MB."""
    return _study_data(StudyTables(release), NONE_FIRM)


def _study_data(shared: StudyTables, firm: FirmTies) -> StudyData:
    frame = shared.frame
    tables = NetworkTables(
        places=frame("places"),
        parents=frame("parents"),
        ties=frame("ties"),
        upper_tier=frame("upper_tier"),
        region_coverage=frame("region_coverage"),
        sources=frame("sources"),
    )
    return StudyData(
        tables,
        frame("coverage"),
        shared.version,
        frame("source_coverage"),
        firm,
        narrowing_of(shared),
    )


def firm_ties_of(shared: StudyTables) -> FirmTies:
    """Find the ties of a release that can be relied on, once for all studies."""
    return shared.once("firm ties", partial(_found_firm, shared))


def _found_firm(shared: StudyTables) -> FirmTies:
    told = shared.release.arrays(TELLING)
    columns = (told[name].tolist() for name in Telling._fields)
    return find_firm_ties(map(Telling._make, zip(*columns, strict=True)))


def as_arrays(network: TwoLevelNetwork) -> TwoLevelArrays:
    """Give the network to the statistics, which check it."""
    return two_level_arrays(
        home_unit=network.home_unit,
        home_block=network.home_block,
        home_stratum=network.home_stratum,
        foreign_country=network.foreign_country,
        foreign_unit=network.foreign_unit,
        foreign_unit_country=network.foreign_unit_country,
        foreign_unit_tier=network.foreign_unit_tier,
        ties=network.ties,
        upper_ties=network.upper_ties,
        n_units=len(network.home_units),
    )


def checked_year(data: StudyData, country: str, as_of: int | None) -> int:
    """Return the year to study: as asked, or that of the newest dated source on the country.

    Raises
    ------
    InvalidArgument
        If the year is no whole number, or lies before the country's first dated tie or after the
        newest source.
    """
    if as_of is None:
        return data.newest_dated_year(country)
    from sistercities.terms.years import whole_year

    whole_year("as_of", as_of)
    ties = data.tables.ties_of(country)
    starts = ties[has_sound_start(ties)]["start_year"]
    first = int(starts.min()) if len(starts) else data.newest_dated_year(country)
    if not first <= as_of <= data.newest_year():
        raise InvalidArgument(
            "as_of",
            as_of,
            f"the first dated tie of {country} began in {first} and the newest source is of "
            f"{data.newest_year()}; give a year from {first} to {data.newest_year()}",
        )
    return as_of
