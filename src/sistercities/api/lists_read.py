"""Which lists of ties were read for a place or a country, and of which year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sistercities.api.data_choice import AnyData, open_data
from sistercities.api.records import PlaceRef
from sistercities.dataset.index.opened import index_of
from sistercities.sentences import Said, country_name, place_name
from sistercities.sentences import with_article as with_article
from sistercities.terms.list_words import ListsRead as ListsRead
from sistercities.terms.list_words import inside_sentence as inside_sentence
from sistercities.terms.list_words import lists_sentence as lists_sentence
from sistercities.terms.list_words import looked_at as looked_at
from sistercities.terms.list_words import own_list_sentence as own_list_sentence

if TYPE_CHECKING:
    from sistercities.dataset.release.queried import Queried

# A source that tells of ties between its own places alone read no list of anybody.
_READ = """
    SELECT source_id, country, region_iso, is_read, year FROM source_coverage
    WHERE mode = 'list' AND country IN (?, '*')
"""
_OWN = """
    SELECT max(list_year) AS year, count(*) AS n FROM region_coverage
    WHERE place_id = ? AND level = 'upper' AND is_covered
"""
_REGION = """
    SELECT place_id, name FROM places
    WHERE region_iso = ? AND level = 'region1' AND valid_to IS NULL ORDER BY place_id LIMIT 1
"""
_COUNTRY = "SELECT name FROM countries WHERE country = ?"
_EVERYWHERE = "*"


def lists_of_place(
    release: Queried,
    place_id: str,
    country: str,
    region_iso: str | None,
    level: str,
    *,
    is_dual: bool,
) -> ListsRead:
    """Give the lists that were read for a place.

    Parameters
    ----------
    release
        The opened data.
    place_id, country, region_iso, level, is_dual
        The place, as in `PlaceRef`.
    """
    if level == "country":
        return lists_of_country(release, country)
    rows = release.query(_READ, [country])
    by_region = {row["region_iso"] for row in rows} - {_EVERYWHERE}
    region = region_iso if region_iso in by_region else None
    area, area_id = _area(release, country, region)
    own = release.query(_OWN, [place_id])[0] if level == "region1" and not is_dual else None
    return ListsRead(
        area=area,
        area_id=area_id,
        years=_years_of(rows, region),
        own_is_read=None if own is None else own["n"] > 0,
        own_year=None if own is None else own["year"],
    )


def lists_of(place: PlaceRef, data: AnyData = None) -> ListsRead:
    """Give the lists that were read for a place of a release.

    Parameters
    ----------
    place
        A place that the release has.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.

    Raises
    ------
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    with open_data(data) as release:
        return lists_of_place(
            index_of(release), place.place_id, place.country, place.region_iso, place.level,
            is_dual=place.is_dual,
        )  # fmt: skip


def lists_of_country(release: Queried, country: str) -> ListsRead:
    """Give the lists that were read for a country, or for some of its regions."""
    rows = release.query(_READ, [country])
    area, area_id = _area(release, country, None)
    return ListsRead(
        area=area, area_id=area_id, years=_years_of(rows, None), by_region=_by_region(rows)
    )


def _by_region(rows: list[dict[str, Any]]) -> tuple[tuple[int, int, int], ...]:
    """Count, of each source that goes by region, the regions whose lists it read."""
    found: dict[tuple[str, int], list[bool]] = {}
    for row in rows:
        if row["region_iso"] != _EVERYWHERE and row["year"]:
            found.setdefault((row["source_id"], row["year"]), []).append(row["is_read"])
    return tuple((year, sum(read), len(read)) for (_, year), read in sorted(found.items()))


def _years_of(rows: list[dict[str, Any]], region: str | None) -> tuple[int, ...]:
    """Years of the lists: of each source the most particular row counts.

    Without a region a source has read lists of the country where it read that of any region.
    """
    found: set[int] = set()
    for source in {row["source_id"] for row in rows}:
        own = [row for row in rows if row["source_id"] == source]
        deciding = _most_particular(own, region)
        found |= {row["year"] for row in deciding if row["is_read"] and row["year"]}
    return tuple(sorted(found))


def _most_particular(rows: list[dict[str, Any]], region: str | None) -> list[dict[str, Any]]:
    in_country = [row for row in rows if row["country"] != _EVERYWHERE]
    of_region = [row for row in in_country if row["region_iso"] == region]
    if region is not None and of_region:
        return of_region
    of_country = [row for row in in_country if region is None or row["region_iso"] == _EVERYWHERE]
    return of_country or [row for row in rows if row["country"] == _EVERYWHERE]


def _area(release: Queried, country: str, region: str | None) -> tuple[Said, str]:
    found = release.query(_REGION, [region]) if region is not None else []
    if found:
        return place_name(found[0]["name"], found[0]["place_id"]), found[0]["place_id"]
    named = release.query(_COUNTRY, [country])
    name = named[0]["name"] if named else country
    said = with_article(country_name(name, country))
    return said if isinstance(said, Said) else country_name(said, country), country
