"""What each column of the tables that can be taken means: name, meaning, unit, values."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.api.explorer.vocabularies import unit_of, words_allowed
from sistercities.web.answers import Answer, Feed, Page
from sistercities.web.asked import Asked
from sistercities.web.frame import Frame, Way, make_frame
from sistercities.web.pages.assess import CRITERION_KEYS
from sistercities.web.pages.benchmark import BENCHMARK_KEYS
from sistercities.web.pages.claim_list import PART_KEYS
from sistercities.web.pages.data import COVERAGE_KEYS, SOURCE_KEYS
from sistercities.web.pages.path import CHAIN_KEYS
from sistercities.web.pages.recommend import RECOMMEND_KEYS
from sistercities.web.pages.studies import VERDICT_KEYS
from sistercities.web.pages.tie import CLAIM_KEYS, CONFLICT_KEYS, LIFE_KEYS
from sistercities.web.place_lists import COUNTRY_KEYS, PLACE_KEYS
from sistercities.web.tie_table import TIE_KEYS

COLUMN_KEYS = ("table", "column", "meaning", "unit", "values")
_PART = ("ties_inside",)
TABLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "ties": ("ties", (*TIE_KEYS, *_PART)),
    "places": ("places", (*PLACE_KEYS, *_PART)),
    "countries": ("countries", COUNTRY_KEYS),
    "claims": ("claims", CLAIM_KEYS),
    "conflicts": ("conflicts", CONFLICT_KEYS),
    "life": ("tie_events", LIFE_KEYS),
    "partners": ("", RECOMMEND_KEYS),
    "criteria": ("", CRITERION_KEYS),
    "by-country": ("", BENCHMARK_KEYS),
    "chains": ("ties", CHAIN_KEYS),
    "parts": ("", PART_KEYS),
    "verdicts": ("", VERDICT_KEYS),
    "sources": ("sources", SOURCE_KEYS),
    "coverage": ("coverage", COVERAGE_KEYS),
}
"""Tables that can be taken, each with the table of the release that its columns come from."""
_SAME = {"class": "tie_class", "there_level": "level"}
"""Columns that have another name in the release."""
_GROUPS = {"there_level": "level"}
"""Columns whose words are called as those of another one."""


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A column: its name, what it means, its unit, and the words that it may hold."""

    name: str
    meaning: str
    unit: str
    values: str


@dataclass(frozen=True, slots=True)
class TableColumns:
    """A table that can be taken: its anchor, what it is called, its columns."""

    name: str
    title: str
    columns: tuple[ColumnLine, ...]


@dataclass(frozen=True, slots=True)
class ColumnsPage:
    """All columns; `csv` and `json` are the same as data."""

    frame: Frame
    tables: tuple[TableColumns, ...]
    ways: tuple[Way, ...]


def columns_page(asked: Asked, form: str) -> Answer:
    """Make the page of the columns, or the same as data."""
    words = asked.words
    tables = tuple(_table(asked, name) for name in TABLES)
    if form != "html":
        rows = [
            {"table": one.name, "column": each.name, "meaning": each.meaning, "unit": each.unit,
             "values": each.values}
            for one in tables for each in one.columns
        ]  # fmt: skip
        return Feed(form, "columns", COLUMN_KEYS, rows)
    frame = make_frame(
        asked, words("columns.title"), words("columns.lead"),
        crumbs=(("/data", words("nav.data")),), has_data=True,
    )  # fmt: skip
    ways = tuple(Way(f"#{one.name}", one.title) for one in tables)
    return Page("columns.html", ColumnsPage(frame, tables, ways))


def _table(asked: Asked, name: str) -> TableColumns:
    source, keys = TABLES[name]
    title = asked.words(f"columns.of.{name}")
    return TableColumns(name, title, tuple(_column(asked, name, source, key) for key in keys))


def _column(asked: Asked, table: str, source: str, key: str) -> ColumnLine:
    words, own = asked.words, f"columns.{table}.{key}"
    meaning = words(own) if words.has(own) else words(f"columns.{key}")
    unit = unit_of(source, _SAME.get(key, key))
    allowed = words_allowed("places" if key == "there_level" else source, _SAME.get(key, key))
    named = words("list.comma").join(_called(asked, _GROUPS.get(key, key), one) for one in allowed)
    said = words(f"unit.{unit}") if words.has(f"unit.{unit}") else unit
    return ColumnLine(key, meaning, said, named)


def _called(asked: Asked, group: str, word: str) -> str:
    said = asked.words.listed(group, word)
    return word if said == word else asked.words("columns.word_said", word=word, said=said)
