"""Lists of places and of countries, as several pages show them."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.api.explorer.records import CountryCount, PlaceLine
from sistercities.records import PlaceRef
from sistercities.web.addresses import country_path, pair_path
from sistercities.web.asked import Asked
from sistercities.web.languages import Region
from sistercities.web.lists import ListColumn, Listing
from sistercities.web.tables import Cell, place_cell
from sistercities.web.told import told

PLACE_KEYS = (
    "place_id", "name", "name_local", "level", "country", "region_iso", "is_dual", "population",
    "ties",
)  # fmt: skip
COUNTRY_KEYS = ("country", "name", "ties", "standing", "dated", "first_year")


def place_record(line: PlaceLine) -> dict[str, object]:
    """Give a place as a record with `PLACE_KEYS`; a number of ties is None where none is known."""
    place = line.place
    values = (
        place.place_id, place.name, place.name_local, place.level, place.country,
        place.region_iso, place.is_dual, line.population, line.n_ties,
    )  # fmt: skip
    return dict(zip(PLACE_KEYS, values, strict=True))


def region_record(line: PlaceLine) -> dict[str, object]:
    """Give a region as a record, with the ties of the places inside; None where none is known."""
    return place_record(line) | {"ties_inside": line.n_inside}


def place_listing(
    asked: Asked,
    name: str,
    path: str,
    caption: str,
    rows: Sequence[PlaceLine],
    *,
    has_where: bool = False,
) -> Listing[PlaceLine]:
    """List places with their level, population and number of ties.

    With `has_where` it is said in which region and country each lies, so that namesakes differ.
    """
    words = asked.words

    def cells(line: PlaceLine) -> tuple[Cell, ...]:
        level = "dual" if line.place.is_dual else line.place.level
        where = (Cell(_where(asked, line)),) if has_where else ()
        return (
            place_cell(asked, line.place),
            *where,
            Cell(words.listed("level", level)),
            people_cell(asked, line),
            _number(line.n_ties, words("unknown.ties")),
        )

    where = (ListColumn("region_iso", words("column.where")),) if has_where else ()
    columns = (
        ListColumn("name", words("column.place")),
        *where,
        ListColumn("level", words("column.level")),
        ListColumn("population", words("column.population"), is_number=True),
        ListColumn("ties", words("column.ties"), is_number=True),
    )
    return Listing(
        name, path, caption, words("places.none"), columns, rows, place_record, cells, PLACE_KEYS,
        is_slim=not has_where, usual="" if has_where else "-ties",
    )  # fmt: skip


def region_listing(
    asked: Asked, path: str, caption: str, rows: Sequence[PlaceLine]
) -> Listing[PlaceLine]:
    """List regions with their own ties and those of the places inside; none known is no 0."""
    words = asked.words

    def cells(line: PlaceLine) -> tuple[Cell, ...]:
        return (
            place_cell(asked, line.place),
            Cell(line.place.region_iso or ""),
            _number(line.n_ties, words("unknown.ties")),
            _number(line.n_inside, words("unknown.ties")),
        )

    columns = (
        ListColumn("name", words("column.region")),
        ListColumn("region_iso", words("column.code")),
        ListColumn("ties", words("column.own_ties"), is_number=True),
        ListColumn("ties_inside", words("column.ties_inside"), is_number=True),
    )
    keys = (*PLACE_KEYS, "ties_inside")
    return Listing(
        "regions", path, caption, words("regions.none"), columns, rows, region_record, cells, keys,
        usual="-ties_inside", is_slim=True,
    )  # fmt: skip


def country_record(line: CountryCount) -> dict[str, object]:
    """Give a country as a record with `COUNTRY_KEYS`."""
    values = (
        line.country, line.name, line.n_ties, line.n_standing, line.n_dated, line.first_year,
    )  # fmt: skip
    return dict(zip(COUNTRY_KEYS, values, strict=True))


def country_listing(
    asked: Asked, path: str, caption: str, rows: Sequence[CountryCount], home: str | None = None
) -> Listing[CountryCount]:
    """List countries with their ties; with a home country, the partners of its places."""
    words = asked.words

    def cells(line: CountryCount) -> tuple[Cell, ...]:
        name = asked.site.country(line.country, words.lang)
        inside = words("column.within") if line.country == home else None
        own = Cell(name, asked.link(country_path(line.country)), note=inside)
        number = Cell(f"{line.n_ties:,}")
        if home is not None:
            number = Cell(f"{line.n_ties:,}", asked.link(pair_path(home, line.country)))
        first = str(line.first_year) if line.first_year else ""
        note = None if first else words("year.unknown")
        stand, dated = Cell(f"{line.n_standing:,}"), Cell(f"{line.n_dated:,}")
        return own, number, stand, dated, Cell(first, note=note)

    columns = (
        ListColumn("name", words("column.country")),
        ListColumn("ties", words("column.ties"), is_number=True),
        ListColumn("standing", words("column.stand"), is_number=True),
        ListColumn("dated", words("column.dated"), is_number=True),
        ListColumn("first_year", words("column.first"), is_number=True),
    )
    return Listing(
        "countries", path, caption, words("countries.none"), columns, rows, country_record, cells,
        COUNTRY_KEYS, usual="-ties", is_slim=True,
    )  # fmt: skip


def _where(asked: Asked, line: PlaceLine) -> str:
    """Region and country of a place, in the language of the page, and where it lies, if told."""
    area = _area(asked, line.place)
    if not line.lies:
        return area
    return f"{told(asked, line.lies).sentence}{asked.words('list.comma')}{area}"


def _area(asked: Asked, place: PlaceRef) -> str:
    country = asked.site.country(place.country, asked.words.lang)
    names = asked.site.regions.get(place.region_iso or "")
    is_region = place.level in ("country", "region1")
    if names is None or is_region:
        return country
    region = asked.called(Region(*names, place.country)).first
    return f"{region}{asked.words('list.comma')}{country}"


def people_cell(asked: Asked, line: PlaceLine) -> Cell:
    """Say how many people a place has, and as of which year, or that the figure is undated."""
    if line.population is None:
        return Cell("", note=asked.words("unknown.population"))
    year = line.population_year
    note = asked.words("compare.people_undated") if year is None else str(year)
    return Cell(f"{line.population:,}", note=note)


def _number(value: int | None, why: str) -> Cell:
    return Cell("", note=why) if value is None else Cell(f"{value:,}")
