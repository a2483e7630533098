"""A made-up export of five places and five ties, each odd in its own way."""

from __future__ import annotations

import pandas as pd

from sistercities.api.export_tables import NETWORK_NODES, NETWORK_TIES
from sistercities.report.cited_sources import CitedSource
from sistercities.report.export_formats.content import ExportContent, ExportTable

NODES = pd.DataFrame(
    {
        "place_id": ["gn:1", "gn:2", "gn:3", "x:east", "x:nowhere"],
        "name": ["=cmd|'/C calc'!A0", "Sankt \"Quote\" \\ Ort", "Control\x01\x0btown", "Tonuku",
                 "Tonuku"],
        "name_local": ["宁湾市", "Нинвань", None, "とぬく", None],
        "level": ["city", "region1", "city", "city", "district"],
        "is_dual": [False, True, False, False, False],
        "country": ["CN", "DE", "NA", "FJ", "FJ"],
        "region_iso": ["CN-91", "DE-91", None, None, None],
        "wikidata_id": [None, "Q1", None, None, None],
        "latitude": [36.0, 53.5, -22.5, -17.0, None],
        "longitude": [120.0, 10.0, 17.0, -179.0, None],
        "point_source": ["geonames", "places-natural-earth", "geonames", "decisions", None],
        "population": pd.array([7_000_000, None, 0, 12, None], dtype="Int64"),
        "population_year": pd.array([2023, None, None, 2015, None], dtype="Int64"),
        "population_source": ["china-city-yearbook-2023", None, "geonames", "cities-wup-2018",
                              None],
        "is_population_doubtful": [False, False, True, False, False],
        "n_ties": [3, 3, 1, 2, 1],
    }
)  # fmt: skip
_BLANK = {"start": None, "start_year": None, "start_precision": "none", "end": None,
          "end_year": None, "status": "unknown", "kind": "unknown", "standing": "listed",
          "standing_since": "2026", "standing_source": "a", "remark": None,
          "seen_from": 2020, "seen_until": 2026,
          "known_from": 2020, "known_until": 2026, "n_claims": 1, "sources": "a",
          "confidence": 0.9, "method": "alias+country"}  # fmt: skip
_ROWS = (
    {"a": "gn:1", "b": "gn:2", "start": "1984-05-15", "start_year": 1984, "start_precision": "day",
     "status": "ended", "standing": "ended", "standing_since": "1999", "seen_from": None,
     "seen_until": None, "end": "1999", "end_year": 1999, "tie_class": "dual", "sources": "a b"},
    {"a": "gn:1", "b": "gn:3", "start": "1979-01-01", "start_year": 1979, "tie_class": "lower",
     "start_precision": "suspect"},
    {"a": "gn:1", "b": "x:east", "tie_class": "lower", "status": "suspended",
     "standing": "suspended", "standing_since": None},
    {"a": "gn:2", "b": "x:east", "start": "1990", "start_year": 1990, "start_precision": "year",
     "tie_class": "dual", "status": "active", "kind": "sister"},
    {"a": "gn:2", "b": "x:nowhere", "tie_class": "dual", "status": "pending"},
)  # fmt: skip


def _ties() -> pd.DataFrame:
    known = NODES.set_index("place_id")
    rows = [
        {
            **_BLANK,
            **{key: value for key, value in row.items() if key not in "ab"},
            "tie_id": f"{row['a']}~{row['b']}",
            **{f"place_{end}": row[end] for end in "ab"},
            **{f"name_{end}": known.at[row[end], "name"] for end in "ab"},
            **{f"country_{end}": known.at[row[end], "country"] for end in "ab"},
        }
        for row in _ROWS
    ]
    frame = pd.DataFrame(rows)[list(NETWORK_TIES.column_names)]
    years = ("start_year", "end_year", "seen_from", "seen_until")
    return frame.astype(dict.fromkeys(years, "Int64"))


TIES = _ties()
SOURCE = CitedSource("a", "Made up", "nobody", "1", 2020, "CC0-1.0", "Made up", "all", "nothing")


def content() -> ExportContent:
    """Return the network as it is exported."""
    return ExportContent(
        tables=(
            ExportTable(NETWORK_NODES, NODES, "CC-BY-SA-4.0"),
            ExportTable(NETWORK_TIES, TIES, "CC-BY-SA-4.0"),
        ),
        version="0.0.0",
        title="a made-up network",
        notes=("It is made up.",),
        sources=(SOURCE,),
    )
