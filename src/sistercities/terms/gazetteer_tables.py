"""The tables of the gazetteer beyond `places`: municipalities that have no tie and are not large.

They stand apart so that whoever asks for ties reads none of them.
"""

from __future__ import annotations

from sistercities.terms.schema import Table, real, text, whole

GAZETTEER = Table(
    "gazetteer",
    "Municipalities from 500 persons, seats of small ones, counties and districts that are not in "
    "`places`",
    ("place_id",),
    (
        text(
            "place_id", "stable id, as in `places`; it keeps it when a tie is found", required=True
        ),
        text("name", "name in Latin script", required=True),
        text("name_local", "name in the local script, where known"),
        text(
            "level",
            "city; county in China and Mongolia; district or region2 for districts",
            required=True,
        ),
        text("country", "ISO 3166-1 alpha-2", required=True),
        text("region_iso", "ISO 3166-2 of the first-level region that contains the place"),
        text("region", "the first-level region"),
        text("container", "the nearest unit below the region that contains it, if in `places`"),
        text(
            "municipality_code",
            "official code: in Japan six digits, with the check digit; in Germany the Amtlicher "
            "Gemeindeschlüssel; in France that of INSEE, where GeoNames lacks the municipality",
        ),
        real("latitude", "latitude, exact to 10 metres", unit="degrees"),
        real("longitude", "longitude, exact to 10 metres at the equator", unit="degrees"),
        whole(
            "population",
            "population as GeoNames has it, of no stated year; as INSEE has it where GeoNames "
            "lacks a municipality of France",
            unit="persons",
        ),
    ),
    (("region", "places", "place_id"), ("container", "places", "place_id")),
    row_group=8_192,
)

GAZETTEER_NAMES = Table(
    "gazetteer_names",
    "Spellings of the places of `gazetteer`, reduced to keys: letters and digits alone, without "
    "case, diacritics, spaces and hyphens, Han in simplified form",
    ("key", "place_id"),
    (
        text("key", "the spelling as a key", required=True),
        text("place_id", "the place", required=True),
        text(
            "kind",
            "main: of the name or the local name; other: of another spelling; inside: of a "
            "spelling without what stands around it, such as 市 or Municipality; id: another id of "
            "the place, as it is written",
            required=True,
        ),
    ),
    (("place_id", "gazetteer", "place_id"),),
    row_group=16_384,
)

GAZETTEER_TABLES: tuple[Table, ...] = (GAZETTEER, GAZETTEER_NAMES)
"""Tables that are read when a name is in no other: opening a release leaves them unread."""
