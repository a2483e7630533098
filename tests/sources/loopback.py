"""Servers on the loopback interface for the tests of `data update`, with faults to order.

`SparqlServer` answers with a real SPARQL engine; `WikiServer` answers as the API of MediaWiki does.
Every place, item and page is made up.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyoxigraph

Parameters = dict[str, str]
JSON_TYPE = "application/json; charset=utf-8"


@dataclass
class Fault:
    """What goes wrong in one answer; what is not set goes as it should."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    content_type: str = JSON_TYPE
    missing_bytes: int = 0
    delay: float = 0.0


class LoopbackServer(ThreadingHTTPServer):
    """Answers on 127.0.0.1; `faults` by the number of the request, `always` where it has none."""

    daemon_threads = True
    path = "/"

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.faults: dict[int, Fault] = {}
        self.always: Fault | None = None
        self.asked: list[Parameters] = []
        self.agents: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{self.path}"

    def answer(self, asked: Parameters) -> bytes:
        raise NotImplementedError

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Stay quiet: a client that goes away is what some tests are about."""


class _Handler(BaseHTTPRequestHandler):
    server: LoopbackServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else a body waits 40 ms until its head is acknowledged

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self._serve(urlsplit(self.path).query)

    def do_POST(self) -> None:
        self._serve(self.rfile.read(int(self.headers["Content-Length"])).decode())

    def _serve(self, query: str) -> None:
        server = self.server
        asked = {name: values[0] for name, values in parse_qs(query, True).items()}
        server.asked.append(asked)
        server.agents.append(self.headers["User-Agent"])
        fault = server.faults.get(len(server.asked), server.always) or Fault()
        threading.Event().wait(fault.delay)  # a test may have silenced time.sleep
        body = server.answer(asked) if fault.body is None else fault.body
        self.send_response(fault.status)
        self.send_header("Content-Type", fault.content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in fault.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body[: len(body) - fault.missing_bytes])
        if fault.missing_bytes:
            self.close_connection = True


class SparqlServer(LoopbackServer):
    """A SPARQL endpoint over a store of triples in the shape of Wikidata."""

    path = "/sparql"

    def __init__(self, turtle: str) -> None:
        super().__init__()
        self.store = pyoxigraph.Store()
        self.load(turtle)

    def load(self, turtle: str) -> None:
        """Replace all triples."""
        self.store.clear()
        self.store.load(turtle.encode(), format=pyoxigraph.RdfFormat.TURTLE)

    def answer(self, asked: Parameters) -> bytes:
        found = self.store.query(asked["query"])
        serialized = found.serialize(format=pyoxigraph.QueryResultsFormat.JSON)
        assert isinstance(serialized, bytes)
        return serialized


class WikiServer(LoopbackServer):
    """The API of a MediaWiki that holds some pages; `by_page` of them come in one list."""

    path = "/w/api.php"

    def __init__(self, pages: dict[str, str], by_page: int = 2) -> None:
        super().__init__()
        self.by_page = by_page
        self.pages = pages
        self.revision = 1000

    def answer(self, asked: Parameters) -> bytes:
        if asked.get("list") == "allpages":
            prefix = asked["apprefix"]
            return self._listed("allpages", asked, lambda title: title.startswith(prefix))
        if asked.get("list") == "search":
            words = [part.strip('"') for part in asked["srsearch"].replace("intitle:", "").split()]
            return self._listed("search", asked, lambda title: all(w in title for w in words))
        return self._text(int(asked["pageids"]))

    def _ids(self) -> dict[str, int]:
        return {title: 10 + n for n, title in enumerate(self.pages)}

    def _listed(self, kind: str, asked: Parameters, fits: Callable[[str], bool]) -> bytes:
        key = "apcontinue" if kind == "allpages" else "sroffset"
        first = int(asked.get(key, "0"))
        titles = [title for title in self.pages if fits(title)]
        shown = titles[first : first + self.by_page]
        ids = self._ids()
        value: dict[str, Any] = {
            "query": {kind: [{"pageid": ids[one], "ns": 0, "title": one} for one in shown]}
        }
        if first + self.by_page < len(titles):
            value["continue"] = {key: first + self.by_page, "continue": "-||"}
        return json.dumps(value).encode()

    def _text(self, number: int) -> bytes:
        title = next((title for title, one in self._ids().items() if one == number), None)
        page: dict[str, Any] = {"pageid": number, "missing": True}
        if title is not None:
            main = {"contentmodel": "wikitext", "contentformat": "text/x-wiki",
                    "content": self.pages[title]}  # fmt: skip
            revision = {"revid": self.revision + number, "parentid": 1,
                        "timestamp": "2026-01-01T00:00:00Z", "slots": {"main": main}}  # fmt: skip
            page = {"pageid": number, "ns": 0, "title": title, "revisions": [revision]}
        return json.dumps({"batchcomplete": True, "query": {"pages": [page]}}).encode()


@contextmanager
def serving(server: LoopbackServer) -> Iterator[LoopbackServer]:
    """Serve until the block ends."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass(frozen=True)
class Statement:
    """One made-up statement of sister places; dates are (ISO date, precision code)."""

    item: str
    partner: str
    start: tuple[str, int] | None = None
    end: tuple[str, int] | None = None
    rank: str = "NormalRank"
    url: str = ""
    is_end_unknown: bool = False


@dataclass(frozen=True)
class MadeUpItem:
    """One made-up item."""

    item: str
    labels: tuple[tuple[str, str], ...]
    country: str = ""
    point: tuple[float, float] | None = None
    geonames: str = ""
    parent: str = ""
    kind: str = ""


_PREFIXES = """
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wds: <http://www.wikidata.org/entity/statement/> .
@prefix wdv: <http://www.wikidata.org/value/> .
@prefix wdref: <http://www.wikidata.org/reference/> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix p: <http://www.wikidata.org/prop/> .
@prefix ps: <http://www.wikidata.org/prop/statement/> .
@prefix pq: <http://www.wikidata.org/prop/qualifier/> .
@prefix pqv: <http://www.wikidata.org/prop/qualifier/value/> .
@prefix pr: <http://www.wikidata.org/prop/reference/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix wikibase: <http://wikiba.se/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix geo: <http://www.opengis.net/ont/geosparql#> .
"""


def turtle(items: list[MadeUpItem], statements: list[Statement], more: str = "") -> str:
    """Write items and statements as triples in the shape of Wikidata."""
    parts = [_PREFIXES, more]
    parts += [_item_triples(one) for one in items]
    parts += [_statement_triples(number, one) for number, one in enumerate(statements, 1)]
    return "\n".join(parts)


def _item_triples(one: MadeUpItem) -> str:
    lines = [f'wd:{one.item} rdfs:label "{text}"@{lang} .' for lang, text in one.labels]
    if one.country:
        lines.append(f"wd:{one.item} wdt:P17 wd:{one.country} .")
    if one.point:
        lat, lon = one.point
        lines.append(f'wd:{one.item} wdt:P625 "Point({lon} {lat})"^^geo:wktLiteral .')
    if one.geonames:
        lines.append(f'wd:{one.item} wdt:P1566 "{one.geonames}" .')
    if one.parent:
        lines.append(f"wd:{one.item} wdt:P131 wd:{one.parent} .")
    if one.kind:
        lines.append(f"wd:{one.item} wdt:P31 wd:{one.kind} .")
    return "\n".join(lines)


def _statement_triples(number: int, one: Statement) -> str:
    guid = f"wds:{one.item}-S{number}"
    partner = f"wd:{one.partner}" if one.partner else "_:unknown"
    lines = [
        f"wd:{one.item} p:P190 {guid} .",
        f"{guid} ps:P190 {partner} ; wikibase:rank wikibase:{one.rank} .",
    ]
    for prop, told in (("P580", one.start), ("P582", one.end)):
        if told:
            value, (date, precision) = f"wdv:{prop}-{number}", told
            lines += [
                f'{guid} pq:{prop} "{date}T00:00:00Z"^^xsd:dateTime ; pqv:{prop} {value} .',
                f'{value} wikibase:timeValue "{date}T00:00:00Z"^^xsd:dateTime ; '
                f"wikibase:timePrecision {precision} .",
            ]
    if one.is_end_unknown:
        lines.append(f"{guid} pq:P582 _:when{number} .")
    if one.url:
        reference = f"wdref:r{number}"
        lines.append(f"{guid} prov:wasDerivedFrom {reference} .")
        lines.append(f"{reference} pr:P854 <{one.url}> ; pr:P248 wd:Q42 .")
    return "\n".join(lines)


COUNTRIES = """
wd:Q148 wdt:P297 "CN" ; wdt:P37 wd:Q7850 ; rdfs:label "Made-up China"@en .
wd:Q17 wdt:P297 "JP" ; wdt:P37 wd:Q5287 ; rdfs:label "Made-up Japan"@en .
wd:Q142 wdt:P297 "FR" ; wdt:P37 wd:Q150 ; rdfs:label "Made-up France"@en .
wd:Q7850 wdt:P424 "zh" .
wd:Q5287 wdt:P424 "ja" .
wd:Q150 wdt:P424 "fr" .
wd:Q515 rdfs:label "city"@en .
wd:Q9700 rdfs:label "prefecture of Japan"@en .
wd:Q9800 rdfs:label "Minamihara"@en .
"""
NINGWAN = MadeUpItem("Q9001", (("en", "Ningwan"), ("zh", "宁湾市")), "Q148", (36.0, 120.0),
                     geonames="920", kind="Q515")  # fmt: skip
TOKIWA = MadeUpItem("Q9002", (("ja", "常盤市"),), "Q17", (35.1, 139.1), kind="Q515")
PORTCLAIR = MadeUpItem("Q9003", (("mul", "Portclair"),), "Q142", (43.7, 7.2), kind="Q515")
KAWABE = MadeUpItem("Q9004", (("en", "Kawabe"),), "Q17", (35.2, 139.2), parent="Q9800")
NOWHERE = MadeUpItem("Q9005", (("en", "Nowherehausen"),), "Q142")
ZHUTAN = MadeUpItem("Q9006", (("en", "Zhutan"),), "Q148", kind="Q515")
ITEMS = [NINGWAN, TOKIWA, PORTCLAIR, KAWABE, NOWHERE, ZHUTAN]
"""Places of the drawn world as items, and one that it lacks."""
STATEMENTS = [
    Statement("Q9001", "Q9002", ("1992-04-11", 11), url="https://example.org/tokiwa"),
    Statement("Q9002", "Q9001", ("1992-01-01", 9)),
    Statement("Q9001", "Q9004", ("2019-06-01", 10)),
    Statement("Q9001", "Q9003", ("2000-01-01", 9), ("2021-03-05", 11)),
    Statement("Q9006", "Q9003", is_end_unknown=True),
    Statement("Q9003", "Q9005"),
    Statement("Q9001", "Q9006", rank="DeprecatedRank"),
    Statement("Q9003", ""),
    Statement("Q9006", "Q9006"),
]
"""Ties of the drawn world, new ones, and what must be left out."""


def made_up_wikidata(statements: list[Statement] | None = None) -> str:
    """Triples of the made-up items with these statements, or the usual ones."""
    return turtle(ITEMS, STATEMENTS if statements is None else statements, COUNTRIES)
