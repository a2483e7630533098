"""Each format read back by its own library: counts, ids, scripts, what is missing, odd texts."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas
import networkx as nx
import pandas as pd
import pyarrow.parquet as pq
import pytest
from pandas.io.stata import StataReader

from report.made_up_export import NODES, TIES, content
from sistercities.errors import MissingExtra
from sistercities.report.export_formats import extras, pajek
from sistercities.report.export_formats.companions import companions
from sistercities.report.export_formats.formats import FORMATS
from sistercities.report.export_formats.stata import stata_names

PAIRS = {frozenset(pair) for pair in zip(TIES["place_a"], TIES["place_b"], strict=True)}


def _written(format: str) -> dict[str, bytes]:
    chosen = FORMATS[format]
    files = chosen.files(chosen.prepared(content()))
    return {name: file.content for name, file in files.items()}


def _graph(format: str, read: Any) -> Any:
    (written,) = _written(format).values()
    return read(io.BytesIO(written))


# -- tables


def test_csv_gives_back_what_went_in_and_no_formula() -> None:
    written = _written("csv")["nodes.csv"]
    nodes = pd.read_csv(io.BytesIO(written), keep_default_na=False, na_values="")
    assert nodes["name"][0] == "'=cmd|'/C calc'!A0"
    assert list(nodes["name"][1:]) == list(NODES["name"][1:])
    assert list(nodes["country"]) == list(NODES["country"])  # NA is Namibia
    assert list(nodes["population"].isna()) == [False, True, False, False, True]
    assert nodes["population"][2] == 0
    assert nodes["is_dual"].dtype == bool


def test_csv_for_excel_begins_with_the_mark_and_is_else_the_same() -> None:
    plain, marked = _written("csv"), _written("excel-csv")
    assert {name: text.removeprefix(b"\xef\xbb\xbf") for name, text in marked.items()} == plain
    assert all(text.startswith(b"\xef\xbb\xbf") for text in marked.values())
    assert not any(text.startswith(b"\xef\xbb\xbf") for text in plain.values())
    beside = companions(content(), FORMATS["excel-csv"].files(content()), ())
    assert beside["codebook.csv"].startswith(b"\xef\xbb\xbf")


def test_parquet_gives_back_types_and_says_what_columns_mean() -> None:
    written = _written("parquet")["nodes.parquet"]
    nodes = pd.read_parquet(io.BytesIO(written))
    pd.testing.assert_frame_equal(nodes, NODES, check_dtype=False)
    field = pq.read_schema(io.BytesIO(written)).field("population")
    assert field.metadata[b"unit"] == b"persons"


@pytest.fixture
def stata(tmp_path: Path) -> Path:
    for name, written in _written("stata").items():
        (tmp_path / name).write_bytes(written)
    return tmp_path


def test_stata_gives_back_words_flags_and_missing_values(stata: Path) -> None:
    nodes, ties = (pd.read_stata(stata / f"{name}.dta") for name in ("nodes", "ties"))
    assert list(nodes["name"]) == list(NODES["name"])
    assert list(nodes["name_local"]) == ["宁湾市", "Нинвань", "", "とぬく", ""]
    assert list(nodes["is_dual"]) == ["no", "yes", "no", "no", "no"]
    assert list(nodes["population"].isna()) == [False, True, False, False, True]
    assert list(ties["tie_class"]) == list(TIES["tie_class"])
    assert list(ties["end_date"]) == ["1999", "", "", "", ""]
    numbers = pd.read_stata(stata / "ties.dta", convert_categoricals=False)
    assert list(numbers["tie_class"]) == [3, 1, 1, 3, 3]  # the order of the words


def test_stata_labels_say_meaning_and_unit(stata: Path) -> None:
    with StataReader(stata / "nodes.dta") as reader:
        labels = reader.variable_labels()
        assert labels["population"].startswith("people of the municipality or of its settlement")
        assert labels["population"].endswith("… (persons)")  # the meaning is cut, not the unit
        assert labels["latitude"] == "latitude (degrees)"
        assert max(map(len, labels.values())) <= 80
        assert reader.value_labels()["is_dual"] == {0: "no", 1: "yes"}


def test_stata_takes_long_texts_and_long_names(tmp_path: Path) -> None:
    assert list(stata_names(["a" * 40, "a" * 41, "end", "kind"]).values()) == [
        "a" * 32, "a" * 30 + "_2", "end_date", "kind",
    ]  # fmt: skip
    made = content()
    long = NODES.assign(name_local="友" * 3000)
    nodes = made.table("nodes")
    changed = type(made)(
        (type(nodes)(nodes.schema, long, nodes.licence),), "0", made.title, (), made.sources
    )
    path = tmp_path / "nodes.dta"
    path.write_bytes(FORMATS["stata"].files(changed)["nodes.dta"].content)
    assert list(pd.read_stata(path)["name_local"]) == ["友" * 3000] * 5


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    for name, written in _written("sqlite").items():
        (tmp_path / name).write_bytes(written)
    connection = sqlite3.connect(tmp_path / "sistercities.sqlite")
    yield connection
    connection.close()


def test_sqlite_has_keys_references_and_indexes(database: sqlite3.Connection) -> None:
    ask = database.execute
    assert ask("PRAGMA integrity_check").fetchone() == ("ok",)
    assert ask("PRAGMA foreign_key_check").fetchall() == []
    assert {row[2:5] for row in ask("PRAGMA foreign_key_list(ties)")} == {
        ("nodes", "place_a", "place_id"),
        ("nodes", "place_b", "place_id"),
    }
    plan = ask("EXPLAIN QUERY PLAN SELECT * FROM ties WHERE place_b = 'x:east'").fetchone()[3]
    assert "USING INDEX" in plan
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        ask("INSERT INTO ties SELECT * FROM ties LIMIT 1")


def test_sqlite_gives_back_values_and_finds_names(database: sqlite3.Connection) -> None:
    held = database.execute("SELECT name, name_local, is_dual, population FROM nodes").fetchall()
    assert held[0] == ("=cmd|'/C calc'!A0", "宁湾市", 0, 7_000_000)
    assert [row[3] for row in held] == [7_000_000, None, 0, 12, None]
    find = "SELECT place_id FROM nodes WHERE rowid IN (SELECT rowid FROM nodes_fts WHERE nodes_fts MATCH ?)"  # noqa: E501
    assert database.execute(find, ["宁湾*"]).fetchall() == [("gn:1",)]
    assert len(database.execute(find, ["tonuku"]).fetchall()) == 2


def test_datasette_takes_the_database(database: sqlite3.Connection, tmp_path: Path) -> None:
    command = [sys.executable, "-W", "ignore", "-m", "datasette", "inspect",
               str(tmp_path / "sistercities.sqlite")]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    tables = json.loads(done.stdout)["sistercities"]["tables"]
    assert (tables["nodes"]["count"], tables["ties"]["count"]) == (5, 5)
    described = json.loads((tmp_path / "metadata.json").read_text(encoding="utf-8"))
    assert described["databases"]["sistercities"]["tables"]["nodes"]["label_column"] == "name"


# -- networks


@pytest.mark.parametrize(("format", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_graphs_hold_the_same_nodes_ties_and_attributes(format: str, read: Any) -> None:
    graph = _graph(format, read)
    assert set(graph.nodes) == set(NODES["place_id"])
    assert {frozenset(edge) for edge in graph.edges} == PAIRS
    first = graph.nodes["gn:1"]
    assert (first["name_local"], first["population"], first["latitude"]) == ("宁湾市", 7e6, 36.0)
    assert first["is_dual"] is False
    assert graph.nodes["gn:2"]["is_dual"] is True
    assert graph.nodes["gn:3"]["population"] == 0
    assert not {"population", "latitude", "name_local"} & set(graph.nodes["x:nowhere"])
    edge = graph.edges["gn:1", "gn:2"]
    assert (edge["tie_class"], edge["start_year"], edge["status"]) == ("dual", 1984, "ended")
    assert (edge["standing"], edge["standing_since"]) == ("ended", "1999")
    assert (edge["sources"], edge["end_date"]) == ("a b", "1999")
    assert "start_year" not in graph.edges["gn:1", "x:east"]
    ids = {data["tie_id"] for *_, data in graph.edges(data=True)}
    assert ids == set(TIES["tie_id"])


@pytest.mark.parametrize(("format", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_a_character_that_xml_forbids_is_replaced(format: str, read: Any) -> None:
    graph = _graph(format, read)
    assert graph.nodes["gn:3"]["name"] == "Control\ufffd\ufffdtown"
    assert graph.nodes["gn:2"]["name"] == NODES["name"][1]


def test_flags_of_graphml_are_those_of_xml_schema() -> None:
    (written,) = _written("graphml").values()
    assert set(re.findall(rb'key="is_dual">(\w+)<', written)) == {b"true", b"false"}


def test_a_tie_of_gexf_spans_the_years_in_which_it_is_known_alive() -> None:
    graph = _graph("gexf", nx.read_gexf)
    spans = {
        frozenset((a, b)): (data["start"], data.get("end")) for a, b, data in graph.edges(data=True)
    }
    assert spans == {
        frozenset({"gn:1", "gn:2"}): (1984.0, 1998.0),  # until the year before its end
        frozenset({"gn:1", "gn:3"}): (2020.0, None),  # a suspect date opens nothing
        frozenset({"gn:1", "x:east"}): (2020.0, 2025.0),  # over by the newest source
        frozenset({"gn:2", "x:east"}): (1990.0, None),
        frozenset({"gn:2", "x:nowhere"}): (2020.0, None),
    }
    (written,) = _written("gexf").values()
    assert b'timeformat="double"' in written
    assert b"lastmodifieddate" not in written  # the same data, the same bytes


def test_pajek_gives_back_the_network_with_distinct_labels(tmp_path: Path) -> None:
    written = _written("pajek")
    graph = nx.parse_pajek(written["sistercities.net"].decode().replace("\r\n", "\n"))
    labels = {data["id"]: label for label, data in graph.nodes(data=True)}
    assert labels == {
        "1": "=cmd|'/C calc'!A0, CN",
        "2": "Sankt 'Quote' / Ort, DE",
        "3": "Control\x01 town, NA",
        "4": "Tonuku, FJ x:east",
        "5": "Tonuku, FJ x:nowhere",
    }
    number = {label: position for position, label in labels.items()}
    place = dict(zip(map(str, range(1, 6)), NODES["place_id"], strict=True))
    assert {frozenset(place[number[end]] for end in edge[:2]) for edge in graph.edges} == PAIRS
    assert written["sistercities.net"].startswith(b"\xef\xbb\xbf*Network")
    in_time = written["sistercities_years.net"].decode().splitlines()
    assert {"1 2 1 [1984-1998]", "2 4 1 [1990-*]", "2 5 1 [2020-*]"} <= set(in_time)
    plain = written["sistercities.net"].decode().splitlines()
    assert [line.partition(" [")[0] for line in in_time] == plain


def test_pajek_partitions_and_vectors_follow_the_vertices() -> None:
    written = _written("pajek")
    assert written["population.vec"].decode().split() == [
        "*Vertices", "5", "7000000", str(pajek.MISSING), "0", "12", str(pajek.MISSING),
    ]  # fmt: skip
    classes = pd.read_csv(io.BytesIO(written["classes.csv"]), keep_default_na=False)
    word = classes[classes["file"] == "country.clu"].set_index("class")["word"]
    values = [int(line) for line in written["country.clu"].decode().split()[2:]]
    assert [word[value] for value in values] == list(NODES["country"])


def _read_shapes(written: bytes, path: Path) -> geopandas.GeoDataFrame:
    path.write_bytes(written)
    return geopandas.read_file(path, engine="pyogrio")


def test_geojson_opens_as_points_and_lines(tmp_path: Path) -> None:
    written = _written("geojson")
    nodes, ties = (_read_shapes(written[name], tmp_path / name)
                   for name in ("nodes.geojson", "ties.geojson"))  # fmt: skip
    assert nodes.crs.to_epsg() == 4326
    assert list(nodes["place_id"]) == list(NODES["place_id"])
    assert list(nodes["name"]) == list(NODES["name"])
    assert (nodes.geometry[0].x, nodes.geometry[0].y) == (120.0, 36.0)
    assert list(nodes.geometry.isna()) == [False, False, False, False, True]
    assert list(ties["tie_id"]) == list(TIES["tie_id"])
    assert list(ties.geometry.isna()) == [False, False, False, False, True]
    assert list(ties["start_year"].isna()) == [False, False, True, False, True]
    assert ties.total_bounds[0] >= -180
    assert ties.total_bounds[2] <= 180


def test_a_line_across_the_180th_meridian_has_two_parts(tmp_path: Path) -> None:
    ties = _read_shapes(_written("geojson")["ties.geojson"], tmp_path / "t.geojson")
    kinds = dict(zip(ties["tie_id"], ties.geom_type, strict=True))
    assert kinds["gn:1~x:east"] == "MultiLineString"
    assert kinds["gn:1~gn:2"] == "LineString"
    first, second = ties.set_index("tie_id").geometry["gn:1~x:east"].geoms
    assert (first.coords[-1][0], second.coords[0][0]) == (180.0, -180.0)
    assert first.coords[-1][1] == second.coords[0][1]


def test_geoparquet_holds_the_shapes_of_geojson_with_their_reference_system(tmp_path: Path) -> None:
    written = _written("geoparquet")
    ties = geopandas.read_parquet(io.BytesIO(written["ties.parquet"]))
    nodes = geopandas.read_parquet(io.BytesIO(written["nodes.parquet"]))
    assert nodes.crs == "OGC:CRS84"
    by_geojson = _read_shapes(_written("geojson")["ties.geojson"], tmp_path / "t.geojson")
    assert ties.geometry.to_wkt().equals(by_geojson.geometry.to_wkt())
    assert list(nodes["population"].isna()) == [False, True, False, False, True]
    # Whose point, and when and by whom the people were counted.
    assert tuple(nodes.loc[0, ["point_source", "population_year", "population_source"]]) == (
        "geonames", 2023, "china-city-yearbook-2023",
    )  # fmt: skip
    assert list(nodes["is_population_doubtful"]) == [False, False, True, False, False]
    plain = pd.read_parquet(io.BytesIO(written["ties.parquet"]))
    assert list(plain["tie_id"]) == list(TIES["tie_id"])
    meta = json.loads(pq.read_schema(io.BytesIO(written["ties.parquet"])).metadata[b"geo"])
    assert (meta["version"], meta["primary_column"]) == ("1.1.0", "geometry")
    assert meta["columns"]["geometry"]["encoding"] == "WKB"


# -- all


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_content_gives_the_same_bytes(format: str) -> None:
    once, again = _written(format), _written(format)
    if format == "stata":  # a .dta file says when it was written
        once, again = ({name: each.split(b"</header>")[1] for name, each in files.items()}
                       for files in (once, again))  # fmt: skip
    assert once == again


@pytest.mark.parametrize("format", FORMATS)
def test_each_export_describes_its_files(format: str) -> None:
    chosen = FORMATS[format]
    held = chosen.prepared(content())
    files = chosen.files(held)
    beside = companions(held, files, chosen.reading())
    described = json.loads(beside["datapackage.json"])
    resources = {each["path"]: each for each in described["resources"]}
    assert set(resources) == {*files, "codebook.csv"}
    assert len({each["name"] for each in described["resources"]}) == len(resources)
    assert all(each["licenses"] for each in described["resources"])
    said = beside["README.txt"].decode()
    assert all(name in said for name in files)
    book = pd.read_csv(io.BytesIO(beside["codebook.csv"]), keep_default_na=False)
    assert set(book["table"]) == {"nodes", "ties"}
    assert {"population", "tie_class"} <= set(book["column"])


def test_a_missing_library_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(MissingExtra, match=r"pip install 'sistercities\[export\]'"):
        FORMATS["graphml"].files(content())
    with pytest.raises(MissingExtra, match=r"--format geoparquet needs nosuchlibrary"):
        extras.load("nosuchlibrary", "--format geoparquet")
