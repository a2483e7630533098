"""Notices and places as the matching takes them, read by DuckDB alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sistercities.api.seeking_records import Notice, SeekingPlace
from sistercities.dataset.assemble import signing_levels
from sistercities.dataset.release.store import Release
from sistercities.partners.notices.criteria import size_bounds
from sistercities.partners.notices.wishes import (
    HeldTie,
    PlaceClass,
    Profile,
    Wishes,
    is_old,
    years_old,
)
from sistercities.sources.country_unions import dated_union, outside
from sistercities.terms.notices import CONTINENTS, SEEKING

# Residents of a yearbook go before the population of the gazetteer, as in recommendations.
_SIZED = """
    (SELECT * REPLACE (coalesce(CAST(round(residents) AS BIGINT),
            CASE WHEN NOT is_population_doubtful THEN population END) AS population)
    FROM places LEFT JOIN (
        SELECT place_id, arg_max(value, year) AS residents FROM city_covariates
        WHERE variable = 'population_resident' GROUP BY place_id) USING (place_id)) p
"""
_NOTICES = f"""
    SELECT s.*, p.name AS place_name, p.name_local, p.level, p.country AS place_country,
        p.region_iso, p.is_dual, p.population
    FROM seeking s LEFT JOIN {_SIZED} USING (place_id)
    ORDER BY s.precision = 'suspect', s.date DESC NULLS LAST, s.notice_id
"""
_PLACES = f"""
    SELECT place_id, name, name_local, level, country, region_iso, is_dual, population FROM {_SIZED}
"""
_AS_OF = """
    SELECT max(year) AS year FROM (SELECT max(known_until) AS year FROM ties UNION ALL
        SELECT max(snapshot_year) FROM sources WHERE source_id IN (SELECT unnest(?::VARCHAR[])))
"""
_TIES = """
    SELECT CASE WHEN place_a = ? THEN place_b ELSE place_a END AS other, standing, start, "end"
    FROM ties WHERE place_a = ? OR place_b = ?
"""
_CONTAINERS = """
    WITH RECURSIVE above AS (
        SELECT place_id, parent_id FROM parents WHERE to_year IS NULL
        UNION SELECT a.place_id, p.parent_id FROM above a
            JOIN parents p ON p.place_id = a.parent_id AND p.to_year IS NULL)
    SELECT place_id, parent_id FROM above
"""


@dataclass(frozen=True, slots=True)
class NoticeData:
    """What the notices of one release are matched with.

    Attributes
    ----------
    notices
        All notices, the newest first, with their wishes and who seeks.
    as_of
        Year to which ages are counted.
    """

    release: Release
    notices: tuple[tuple[Notice, Wishes, Profile], ...]
    as_of: int
    _countries: Mapping[str, tuple[str, str]]
    _signing: Mapping[str, Collection[str]]

    @classmethod
    def read(cls, release: Release) -> NoticeData:
        """Read the notices that are laid over a release."""
        rows = release.query(_NOTICES) if SEEKING.name in release.merged else []
        lists = sorted({row["source_id"] for row in rows})
        as_of = release.query(_AS_OF, [lists])[0]["year"] or 0
        countries = {
            row["country"]: (row["name"], row["continent"])
            for row in release.query("SELECT country, name, continent FROM countries")
        }
        signing = signing_levels(release.query("SELECT country, level FROM upper_tier"))
        empty = cls(release, (), as_of, countries, signing)
        return replace(empty, notices=tuple(empty._notice(row) for row in rows))

    def _notice(self, row: Mapping[str, Any]) -> tuple[Notice, Wishes, Profile]:
        place = _seeker(row)
        themes = frozenset((row["themes"] or "").split())
        return (
            _record(row, place, self.as_of),
            self._wishes(row),
            replace(self.profile(place), themes=themes),
        )

    def profile(self, place: SeekingPlace, containers: Collection[str] = ()) -> Profile:
        """Return what the criteria look at of a place."""
        country = place.country or ""
        name, continent = self._countries.get(country, ("", ""))
        return Profile(
            place_id=place.place_id or "",
            name=place.name,
            country=country,
            country_name=name,
            continent=continent,
            population=place.population,
            classes=self._classes(place),
            containers=frozenset(containers),
        )

    def _classes(self, place: SeekingPlace) -> frozenset[PlaceClass]:
        if place.is_dual:
            return frozenset(("region", "city"))
        if place.level in (None, "country"):
            return frozenset(("country",) if place.level else ())
        signs = place.level in self._signing.get(place.country or "", ("region1",))
        return frozenset(("region",) if signs else ("city",))

    def _wishes(self, row: Mapping[str, Any]) -> Wishes:
        unions = (row["unions"] or "").split()
        members = (row["countries"] or "").split()
        countries = outside(members, unions)
        continents = (row["continents"] or "").split()
        named = [self._countries.get(code, (code, ""))[0] for code in countries]
        named += [*map(_union_in_words, unions), *(CONTINENTS[code] for code in continents)]
        return Wishes(
            countries=frozenset(countries),
            continents=frozenset(continents),
            of_unions=frozenset(members) - frozenset(countries),
            countries_in_words=", ".join(named),
            is_any_country=row["is_any_country"],
            countries_unread=row["countries_unread"] or "",
            low=row["min_population"],
            high=row["max_population"],
            is_any_size=row["is_any_size"],
            is_own_size=row["is_own_size"],
            size_unread=row["size_unread"] or "",
            themes=tuple((row["themes"] or "").split()),
            is_any_theme=row["is_any_theme"],
            themes_unread=row["themes_unread"] or "",
        )

    def place(self, place_id: str) -> SeekingPlace:
        """Return one place by its id."""
        return SeekingPlace(**self.release.query(f"{_PLACES} WHERE place_id = ?", [place_id])[0])

    def possible_partners(self, wishes: Wishes, seeker: Profile) -> list[SeekingPlace]:
        """Return the places of today that may fit, a few that fail among them.

        What can be told of a place by its country and its population alone is left to the query,
        so that most places are never read.
        """
        sql = f"{_PLACES} WHERE valid_to IS NULL AND level <> 'country' AND place_id <> ?"
        values: list[object] = [seeker.place_id]
        is_closed = not (wishes.is_any_country or wishes.countries_unread)
        wished = wishes.countries | wishes.of_unions
        if is_closed and (wished or wishes.continents):
            codes = [
                code
                for code, (_, continent) in self._countries.items()
                if code in wished or continent in wishes.continents
            ]
            sql += " AND (country IN (SELECT unnest(?::VARCHAR[]))"
            # The continent of a country outside the table is not known, so it stays possible.
            sql += " OR country NOT IN (SELECT country FROM countries))"
            values.append([*codes, *wished])
        low, high = size_bounds(wishes, seeker)
        for sign, bound in ((">=", low), ("<=", high)):
            if bound is not None and not wishes.is_any_size:
                sql += f" AND (population IS NULL OR population {sign} ?)"
                values.append(bound)
        return [SeekingPlace(**row) for row in self.release.query(sql, values)]

    def containers_of(self, place_ids: Collection[str]) -> dict[str, frozenset[str]]:
        """Ids of the places that each lies in today."""
        sql = f"{_CONTAINERS} WHERE place_id IN (SELECT unnest(?::VARCHAR[]))"
        found: dict[str, frozenset[str]] = dict.fromkeys(place_ids, frozenset())
        for row in self.release.query(sql, [list(place_ids)]):
            found[row["place_id"]] |= {row["parent_id"]}
        return found

    def inside(self, place_id: str) -> frozenset[str]:
        """Ids of the places that lie in one today."""
        rows = self.release.query(f"{_CONTAINERS} WHERE parent_id = ?", [place_id])
        return frozenset(row["place_id"] for row in rows)

    def ties_of(self, place_id: str) -> dict[str, HeldTie]:
        """Ties of a place, ended ones included, by the id of the partner."""
        return {
            row["other"]: HeldTie(row["standing"], row["start"] or "", row["end"] or "")
            for row in self.release.query(_TIES, [place_id] * 3)
        }


def _union_in_words(word: str) -> str:
    union, date = dated_union(word)
    return f"{union.name} of {date[:4]}" if date else union.name


def _seeker(row: Mapping[str, Any]) -> SeekingPlace:
    is_known = row["place_id"] is not None
    return SeekingPlace(
        place_id=row["place_id"],
        name=row["place_name"] if is_known else row["name"],
        name_local=row["name_local"] or None,
        level=row["level"],
        country=row["place_country"] if is_known else row["country"],
        region_iso=row["region_iso"] or None,
        is_dual=bool(row["is_dual"]),
        population=row["population"],
    )


def _record(row: Mapping[str, Any], place: SeekingPlace, as_of: int) -> Notice:
    unread = {
        name: row[f"{name}_unread"]
        for name in ("countries", "size", "themes")
        if row[f"{name}_unread"]
    }
    date = row["date"] or ""
    as_it_is = {
        name: row[name]
        for name in (
            "notice_id", "source_id", "is_any_country", "min_population", "max_population",
            "is_any_size", "is_own_size", "is_any_theme", "countries_written", "size_written",
            "themes_written", "source", "note", "date", "precision",
        )
    }  # fmt: skip
    return Notice(
        place=place,
        countries=tuple((row["countries"] or "").split()),
        continents=tuple((row["continents"] or "").split()),
        unions=tuple((row["unions"] or "").split()),
        themes=tuple((row["themes"] or "").split()),
        unread=unread,
        age_years=years_old(date, as_of),
        is_old=is_old(date, as_of),
        **as_it_is,
    )
