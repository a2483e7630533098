"""The sites of the World Heritage List of 2019, each with one point.

A site in several parts, or as wide as a mountain range, has one point too: whoever measures from
it has to know which sites these are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sistercities.sources.snapshot import Origin, Snapshot, table_rows
from sistercities.sources.written_values import WrittenRow, is_whole_number

SOURCE_ID = "heritage-unesco-2019"
FILE = "sites.csv"
YEAR = 2019
"""Year of the list."""

CATEGORIES = ("Cultural", "Mixed", "Natural")
_COLUMNS = (
    "id_no", "name_en", "category", "date_inscribed", "danger", "longitude", "latitude",
    "iso_code", "transboundary",
)  # fmt: skip
_TAG = re.compile("<[^>]*>")
_CODES = re.compile("([a-z]{2}(,[a-z]{2})*)?")


@dataclass(frozen=True, slots=True)
class HeritageSite:
    """One site of the list.

    Attributes
    ----------
    heritage_id
        Number of the site on the list.
    name
        English name, without marks of type.
    category
        One of `CATEGORIES`.
    inscribed
        Year in which the site came on the list.
    is_in_danger
        On the list of sites in danger.
    is_transboundary
        In several states.
    countries
        ISO 3166-1 alpha-2, as the list has them; none for the Old City of Jerusalem.
    longitude, latitude
        Degrees.
    """

    heritage_id: int
    name: str
    category: str
    inscribed: int
    is_in_danger: bool
    is_transboundary: bool
    countries: tuple[str, ...]
    longitude: float
    latitude: float


def read_heritage(folder: Path) -> tuple[HeritageSite, ...]:
    """Read the sites in the order of the file.

    Raises
    ------
    SourceError
        If a row has other columns or values than this reader knows.
    """
    return tuple(_sites(Snapshot(folder / FILE, Origin(SOURCE_ID))))


def _sites(snapshot: Snapshot) -> Iterator[HeritageSite]:
    for line, values in table_rows(snapshot, _COLUMNS):
        row = WrittenRow(snapshot.path.name, line, values)
        _check(row)
        yield HeritageSite(
            int(values["id_no"]),
            " ".join(_TAG.sub("", values["name_en"]).split()),
            values["category"],
            int(values["date_inscribed"]),
            values["danger"] == "1",
            values["transboundary"] == "1",
            tuple(values["iso_code"].upper().split(",")) if values["iso_code"] else (),
            float(values["longitude"]),
            float(values["latitude"]),
        )


def _check(row: WrittenRow) -> None:
    row.require("id_no", "name_en", "date_inscribed", "longitude", "latitude")
    if not is_whole_number(row.values["id_no"]):
        raise row.refuse("id_no", "write the number of the site on the list")
    row.require_one_of("category", CATEGORIES)
    row.require_year("date_inscribed")
    row.require_one_of("danger", ("0", "1"))
    row.require_one_of("transboundary", ("0", "1"))
    row.require_degrees("longitude", 180.0)
    row.require_degrees("latitude", 90.0)
    if not _CODES.fullmatch(row.values["iso_code"]):
        raise row.refuse("iso_code", "write codes of countries in small letters, set off by commas")
