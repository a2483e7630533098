"""Statements of sister places, asked of a real SPARQL engine and read as claims."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sistercities.errors import FetchError, SourceError
from sistercities.sources import wikidata_pages
from sistercities.sources.fetched_snapshot import snapshot_in_making
from sistercities.sources.polite_client import PoliteClient
from sistercities.sources.wikidata_pages import (
    FACT_COLUMNS,
    STATEMENT_COLUMNS,
    asked_of_wikidata,
    fetch_wikidata,
    index_of_wikidata,
    n_requests,
)
from sistercities.sources.wikidata_query import (
    WikidataReading,
    level_of_class,
    read_wikidata_pages,
)
from sources.loopback import (
    COUNTRIES,
    ITEMS,
    STATEMENTS,
    Fault,
    MadeUpItem,
    SparqlServer,
    Statement,
    made_up_wikidata,
    serving,
    turtle,
)

SOURCE = "wikidata-2026-03-01"


@pytest.fixture
def server() -> Iterator[SparqlServer]:
    made = SparqlServer(made_up_wikidata())
    with serving(made):
        yield made


def _client(server: SparqlServer) -> PoliteClient:
    return PoliteClient(server.url, "test", 1000, pause=lambda _: None)


def _pages(server: SparqlServer, folder: Path) -> dict[str, bytes]:
    with _client(server) as client, snapshot_in_making(folder, {}) as making:
        fetch_wikidata(client, making, lambda *_: None)
        return {name: (making.folder / "pages" / name).read_bytes() for name in making.done}


def _read(server: SparqlServer, folder: Path) -> WikidataReading:
    return read_wikidata_pages(_pages(server, folder), SOURCE, 2026)


def test_each_statement_is_a_claim_with_its_dates(server: SparqlServer, tmp_path: Path) -> None:
    reading = _read(server, tmp_path)
    told = {
        claim.claim_id.removeprefix(f"{SOURCE}:"): (
            claim.a.given_id, claim.b.given_id, claim.start, claim.precision, claim.end,
            claim.status,
        )
        for claim in reading.claims
    }  # fmt: skip
    assert told == {
        "Q9001-S1": ("wd:Q9001", "wd:Q9002", "1992-04-11", "day", "", "unknown"),
        "Q9002-S2": ("wd:Q9002", "wd:Q9001", "1992", "year", "", "unknown"),
        "Q9001-S3": ("wd:Q9001", "wd:Q9004", "2019-06", "month", "", "unknown"),
        "Q9001-S4": ("wd:Q9001", "wd:Q9003", "2000", "year", "2021-03-05", "ended"),
        "Q9006-S5": ("wd:Q9006", "wd:Q9003", "", "none", "", "ended"),
        "Q9003-S6": ("wd:Q9003", "wd:Q9005", "", "none", "", "unknown"),
    }
    assert reading.left_out == {"deprecated": 1, "partner unknown": 1, "tied to itself": 1}
    assert len(reading.claims) + sum(reading.left_out.values()) == len(STATEMENTS)


def test_the_items_carry_what_resolving_needs(server: SparqlServer, tmp_path: Path) -> None:
    reading = _read(server, tmp_path)
    ends = {end.given_id: end for claim in reading.claims for end in (claim.a, claim.b)}
    ningwan, tokiwa, kawabe = (ends[f"wd:Q900{n}"] for n in (1, 2, 4))
    assert (ningwan.name, ningwan.country, ningwan.level) == ("Ningwan", "CN", "city")
    assert (ningwan.latitude, ningwan.longitude) == (36.0, 120.0)
    assert (tokiwa.name, tokiwa.country) == ("常盤市", "JP")
    assert kawabe.parents == ("Minamihara",)
    assert (kawabe.level, kawabe.context) == (None, "Minamihara")
    assert ends["wd:Q9003"].name == "Portclair"
    assert reading.items["Q9001"].spellings == ("Ningwan", "宁湾市")
    assert reading.items["Q9001"].geonames == ["920"]


def test_a_claim_says_where_it_stands_and_on_what_it_rests(
    server: SparqlServer, tmp_path: Path
) -> None:
    claims = {claim.claim_id: claim for claim in _read(server, tmp_path).claims}
    first = claims[f"{SOURCE}:Q9001-S1"]
    assert first.locator == "https://www.wikidata.org/wiki/Q9001#P190, statement Q9001-S1"
    assert first.note == "references: https://example.org/tokiwa stated in Q42"
    assert (first.licence, first.source_id) == ("CC0-1.0", SOURCE)
    assert claims[f"{SOURCE}:Q9006-S5"].note == "ended at an unknown date"


def test_small_batches_bring_the_same_claims(
    server: SparqlServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = _read(server, tmp_path / "one")
    monkeypatch.setattr(wikidata_pages, "BATCH", 1)
    by_one = _read(server, tmp_path / "many")
    assert by_one == at_once
    n_with_statements = len({one.item for one in STATEMENTS})
    assert len(server.asked) == 3 + 1 + n_with_statements + len(ITEMS)


def test_the_order_in_which_an_engine_answers_does_not_matter(
    server: SparqlServer, tmp_path: Path
) -> None:
    pages = _pages(server, tmp_path)
    turned = {}
    for name, raw in pages.items():
        value = json.loads(raw)
        value["results"]["bindings"].reverse()
        turned[name] = json.dumps(value).encode()
    assert read_wikidata_pages(turned, SOURCE, 2026) == read_wikidata_pages(pages, SOURCE, 2026)


def test_a_fetch_goes_on_with_the_next_page(
    server: SparqlServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wikidata_pages, "BATCH", 2)
    server.faults = {4: Fault(404)}
    with (
        _client(server) as client,
        pytest.raises(FetchError, match=r"404"),
        snapshot_in_making(tmp_path, asked_of_wikidata(server.url)) as making,
    ):
        fetch_wikidata(client, making, lambda *_: None)
    asked_before = len(server.asked)
    with (
        _client(server) as client,
        snapshot_in_making(tmp_path, asked_of_wikidata(server.url)) as making,
    ):
        fetch_wikidata(client, making, lambda *_: None)
        assert making.n_kept == asked_before - 1
        pages = {name: (making.folder / "pages" / name).read_bytes() for name in making.done}
    assert len(server.asked) == asked_before + len(pages) - making.n_kept
    whole = _read(server, tmp_path / "at once")
    assert read_wikidata_pages(pages, SOURCE, 2026) == whole


def test_progress_tells_how_much_there_is(
    server: SparqlServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wikidata_pages, "BATCH", 2)
    told: list[tuple[str, int, int]] = []
    with _client(server) as client, snapshot_in_making(tmp_path, {}) as making:
        fetch_wikidata(client, making, lambda *report: told.append(report))
    assert told[0] == ("Wikidata: statements", 0, 2)
    assert told[-1] == ("Wikidata: facts", 3, 3)


def test_an_empty_answer_replaces_nothing(server: SparqlServer, tmp_path: Path) -> None:
    server.load(turtle(ITEMS, [], COUNTRIES))
    with (
        _client(server) as client,
        snapshot_in_making(tmp_path, {}) as making,
        pytest.raises(FetchError, match=r"no sister places at all; .* an empty answer replaces"),
    ):
        index_of_wikidata(client, making)
    assert making.done == {}


@pytest.mark.parametrize(
    "value",
    [
        {}, [], "text", None, {"head": {"vars": ["item"]}},
        {"head": {"vars": ["other"]}, "results": {"bindings": []}},
        {"head": {"vars": ["item"]}, "results": {"bindings": [{"x": {}}]}},
        {"head": {}, "boolean": True},
    ],
)  # fmt: skip
def test_an_answer_of_another_shape_is_refused_at_once(
    server: SparqlServer, tmp_path: Path, value: Any
) -> None:
    server.always = Fault(body=json.dumps(value).encode())
    with (
        _client(server) as client,
        snapshot_in_making(tmp_path, {}) as making,
        pytest.raises(FetchError, match=r"its answer has another shape: .*check that --endpoint"),
    ):
        index_of_wikidata(client, making)
    assert len(server.asked) == 1


def _page(columns: tuple[str, ...], **row: tuple[str, str]) -> bytes:
    binding = {name: {"type": kind, "value": text} for name, (kind, text) in row.items()}
    return json.dumps({"head": {"vars": columns}, "results": {"bindings": [binding]}}).encode()


@pytest.mark.parametrize(
    "binding", [{}, {"item": {}}, {"item": {"type": "uri", "value": 1}}, {"item": {"type": "x"}}]
)
def test_a_page_whose_rows_cannot_be_read_is_not_kept(
    server: SparqlServer, tmp_path: Path, binding: object
) -> None:
    wrong = {"head": {"vars": ["item"]}, "results": {"bindings": [binding]}}
    server.faults = {1: Fault(body=json.dumps(wrong).encode())}
    with pytest.raises(FetchError, match=r"row 1 of its answer cannot be read: .*item.*--endpoint"):
        _pages(server, tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert _pages(server, tmp_path)


@pytest.mark.parametrize("at", [2, 3])
def test_a_row_that_lacks_what_it_must_state_is_not_kept(
    server: SparqlServer, tmp_path: Path, at: int
) -> None:
    columns = STATEMENT_COLUMNS if at == 2 else FACT_COLUMNS
    server.faults = {at: Fault(body=_page(columns, item=_ITEM))}
    with pytest.raises(FetchError, match=r"row 1 of its answer cannot be read"):
        _pages(server, tmp_path)
    assert len(server.asked) == at
    _pages(server, tmp_path)
    assert len(server.asked) == 4


_ITEM = ("uri", "http://www.wikidata.org/entity/Q1")
_GOOD = {
    "item": _ITEM,
    "statement": ("uri", "http://www.wikidata.org/entity/statement/Q1-A"),
    "partner": ("uri", "http://www.wikidata.org/entity/Q2"),
    "rank": ("uri", "http://wikiba.se/ontology#NormalRank"),
}


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"rank": ("uri", "http://wikiba.se/ontology#BestRank")}, "rank"),
        ({"item": ("literal", "Q1")}, "rank"),
        ({"partner": ("weird", "x")}, "partner"),
        ({"start": ("literal", "1990-01-01T00:00:00Z")}, "startPrecision"),
    ],
)
def test_a_value_that_is_not_promised_stops_the_reader(
    change: dict[str, tuple[str, str]], column: str
) -> None:
    page = _page(STATEMENT_COLUMNS, **{**_GOOD, **change})
    with pytest.raises(SourceError, match=rf"statements-0001.json, row 1, column {column}:"):
        read_wikidata_pages({"statements-0001.json": page}, SOURCE, 2026)


@pytest.mark.parametrize(
    "partner",
    [
        ("bnode", "t1"),
        ("uri", "http://www.wikidata.org/.well-known/genid/0a1b"),
        ("uri", "http://www.wikidata.org/entity/P31"),
    ],
)
def test_a_partner_that_is_unknown_is_left_out_and_told(partner: tuple[str, str]) -> None:
    page = _page(STATEMENT_COLUMNS, **{**_GOOD, "partner": partner})
    reading = read_wikidata_pages({"statements-0001.json": page}, SOURCE, 2026)
    assert (reading.claims, reading.left_out) == ((), {"partner unknown": 1})


def test_columns_in_another_order_are_the_same_answer() -> None:
    page = _page(STATEMENT_COLUMNS[::-1], **_GOOD)
    assert len(read_wikidata_pages({"statements-0001.json": page}, SOURCE, 2026).claims) == 1


def test_a_fact_that_is_not_asked_for_stops_the_reader() -> None:
    page = _page(FACT_COLUMNS, item=_ITEM, fact=("literal", "mood"), value=("literal", "good"))
    with pytest.raises(SourceError, match=r"column fact: 'mood' is not known; use one of label"):
        read_wikidata_pages({"facts-0001.json": page}, SOURCE, 2026)


@pytest.mark.parametrize("raw", [b"", b"<html>", b"{}", b"[" * 9999])
def test_a_page_that_is_no_answer_stops_the_reader(raw: bytes) -> None:
    with pytest.raises(SourceError, match=r"statements-0001.json"):
        read_wikidata_pages({"statements-0001.json": raw}, SOURCE, 2026)


def _one(statement: Statement, tmp_path: Path, items: list[MadeUpItem] | None = None) -> Any:
    server = SparqlServer(turtle(items or ITEMS, [statement], COUNTRIES))
    with serving(server):
        return _read(server, tmp_path).claims[0]


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (("1980-01-01", 8), None, ("", "none", "")),
        (("1900-01-01", 7), None, ("", "none", "")),
        (("2031-01-01", 9), None, ("2031", "suspect", "")),
        (("1999-05-01", 10), ("1998-01-01", 9), ("1999-05", "suspect", "1998")),
        (("1999-05-01", 10), ("1999-01-01", 9), ("1999-05", "month", "1999")),
        (("0836-01-01", 9), None, ("0836", "year", "")),
    ],
)
def test_a_date_counts_to_its_precision_and_a_wrong_one_is_suspect(
    tmp_path: Path, start: Any, end: Any, told: tuple[str, str, str]
) -> None:
    claim = _one(Statement("Q9001", "Q9002", start, end), tmp_path)
    assert (claim.start, claim.precision, claim.end) == told


def test_an_item_in_two_countries_has_none_and_its_own_code_comes_first(tmp_path: Path) -> None:
    both = MadeUpItem("Q9001", (("en", "Ningwan"),), "Q148")
    more = COUNTRIES + 'wd:Q9001 wdt:P17 wd:Q17 .\nwd:Q9002 wdt:P297 "HK" .\n'
    server = SparqlServer(turtle([both, ITEMS[1]], [Statement("Q9001", "Q9002")], more))
    with serving(server):
        claim = _read(server, tmp_path).claims[0]
    assert (claim.a.country, claim.b.country) == ("", "HK")


def test_an_item_without_a_label_is_named_by_its_number(tmp_path: Path) -> None:
    bare = MadeUpItem("Q9001", (("pl", "Ningwan"),))
    claim = _one(Statement("Q9001", "Q9002"), tmp_path, [bare, ITEMS[1]])
    assert (claim.a.name, claim.a.given_id) == ("Q9001", "wd:Q9001")


def test_two_points_are_none_and_one_on_another_globe_is_none(tmp_path: Path) -> None:
    more = COUNTRIES + (
        'wd:Q9001 wdt:P625 "Point(1 2)"^^geo:wktLiteral .\n'
        'wd:Q9003 wdt:P625 "<http://www.wikidata.org/entity/Q405> Point(1 2)"^^geo:wktLiteral .\n'
    )
    server = SparqlServer(turtle(ITEMS, [Statement("Q9001", "Q9003")], more))
    with serving(server):
        claim = _read(server, tmp_path).claims[0]
    assert (claim.a.latitude, claim.a.longitude) == (None, None)
    assert (claim.b.latitude, claim.b.longitude) == (43.7, 7.2)


@pytest.mark.parametrize(
    ("name", "country", "level"),
    [
        ("city of Japan", "JP", "city"), ("prefecture of Japan", "JP", "region1"),
        ("province of Italy", "IT", "region2"), ("province of China", "CN", "region1"),
        ("prefecture-level city", "CN", "city"), ("U.S. state", "US", "region1"),
        ("sovereign state", "FR", None), ("capital city", "FR", None), ("city-state", "SG", None),
        ("human settlement", "FR", None), ("county of Hungary", "HU", "region1"),
        ("commune of France", "FR", "city"), ("", "FR", None),
    ],
)  # fmt: skip
def test_the_name_of_a_class_may_state_the_level(
    name: str, country: str, level: str | None
) -> None:
    assert level_of_class(name, country) == level


@pytest.mark.parametrize(("items", "requests"), [(1, 3), (200, 3), (201, 5), (40_000, 401)])
def test_how_many_requests_a_snapshot_takes(items: int, requests: int) -> None:
    assert n_requests(items) == requests
