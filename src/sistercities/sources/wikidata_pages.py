"""What is asked of the Wikidata query service, and in which pages.

The service ends a query after 60 s, and its data change while one pages through them. So the pages
are cut by item and not by OFFSET: the first, narrow query lists the items that have a statement of
sister places (P190); it is one scan of one property. Their statements, and then the facts on all
items at either end, are asked in batches of `BATCH` items named by VALUES, in the order of the
item numbers. A batch is a lookup by key and takes a second or so; it depends on no other page, so
an interrupted run goes on with the next batch and ends with the same pages, and a statement that
is added meanwhile shifts nothing. VALUES stands in each part of a UNION, for an engine may look at
the parts alone. Queries go by POST, for they are too long for an address.

Strict reading of the SPARQL 1.1 results in JSON: the columns asked for, and nothing odd.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sistercities.errors import FetchError, SourceError
from sistercities.sources.fetched_snapshot import SnapshotInMaking
from sistercities.sources.polite_client import PoliteClient, harmless
from sistercities.sources.snapshot import CONTROL
from sistercities.terms.progress import Progress

ENDPOINT = "https://query.wikidata.org/sparql"
ENTITY = "http://www.wikidata.org/entity/"
BATCH = 200
INDEX = "index.json"
ITEM = re.compile(r"Q[1-9][0-9]{0,14}")
INDEX_COLUMNS = ("item",)
STATEMENT_COLUMNS = (
    "item", "statement", "partner", "rank", "start", "startPrecision", "startTold", "end",
    "endPrecision", "endTold", "url", "statedIn",
)  # fmt: skip
FACT_COLUMNS = ("item", "fact", "value", "text")
NEEDED = frozenset({"item", "statement", "partner", "rank", "fact", "value"})
"""Columns that each row of a page states, where the page has them."""
FACTS = ("label", "local", "iso", "own_iso", "parent", "class", "point", "geonames")

_CHECK = "check that --endpoint is the SPARQL service of a copy of Wikidata"
_PREFIXES = """\
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX p: <http://www.wikidata.org/prop/>
PREFIX ps: <http://www.wikidata.org/prop/statement/>
PREFIX pq: <http://www.wikidata.org/prop/qualifier/>
PREFIX pqv: <http://www.wikidata.org/prop/qualifier/value/>
PREFIX pr: <http://www.wikidata.org/prop/reference/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX wikibase: <http://wikiba.se/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
INDEX_QUERY = f"{_PREFIXES}SELECT DISTINCT ?item WHERE {{ ?item p:P190 ?statement }}"
STATEMENTS_QUERY = f"""{_PREFIXES}\
SELECT {" ".join(f"?{name}" for name in STATEMENT_COLUMNS)} WHERE {{
  VALUES ?item {{ %(items)s }}
  ?item p:P190 ?statement .
  ?statement ps:P190 ?partner ; wikibase:rank ?rank .
  OPTIONAL {{ ?statement pq:P580 ?startTold }}
  OPTIONAL {{ ?statement pqv:P580 [ wikibase:timeValue ?start ;
                                   wikibase:timePrecision ?startPrecision ] }}
  OPTIONAL {{ ?statement pq:P582 ?endTold }}
  OPTIONAL {{ ?statement pqv:P582 [ wikibase:timeValue ?end ;
                                   wikibase:timePrecision ?endPrecision ] }}
  OPTIONAL {{ ?statement prov:wasDerivedFrom ?reference .
             OPTIONAL {{ ?reference pr:P854 ?url }}
             OPTIONAL {{ ?reference pr:P248 ?statedIn }} }}
}}"""
_LABEL_LANGUAGES = '"en", "mul", "zh", "zh-hans", "zh-cn", "zh-hant"'
_VALUES = "VALUES ?item { %(items)s }"
_NAMED = 'OPTIONAL { ?value rdfs:label ?text . FILTER(LANG(?text) = "en") }'
FACTS_QUERY = f"""{_PREFIXES}\
SELECT ?item ?fact ?value ?text WHERE {{
  {{ {_VALUES} ?item rdfs:label ?value . FILTER(LANG(?value) IN ({_LABEL_LANGUAGES}))
    BIND("label" AS ?fact) }}
  UNION {{ {_VALUES} ?item wdt:P17/wdt:P37/wdt:P424 ?code . ?item rdfs:label ?value .
    FILTER(LANG(?value) = ?code) BIND("local" AS ?fact) }}
  UNION {{ {_VALUES} ?item wdt:P17/wdt:P297 ?value . BIND("iso" AS ?fact) }}
  UNION {{ {_VALUES} ?item wdt:P297 ?value . BIND("own_iso" AS ?fact) }}
  UNION {{ {_VALUES} ?item wdt:P131 ?value . BIND("parent" AS ?fact) {_NAMED} }}
  UNION {{ {_VALUES} ?item wdt:P31 ?value . BIND("class" AS ?fact) {_NAMED} }}
  UNION {{ {_VALUES} ?item wdt:P625 ?value . BIND("point" AS ?fact) }}
  UNION {{ {_VALUES} ?item wdt:P1566 ?value . BIND("geonames" AS ?fact) }}
}}"""


def asked_of_wikidata(endpoint: str) -> dict[str, str]:
    """Tell what a snapshot of Wikidata asks; an unfinished one that asks the same goes on."""
    return {
        "endpoint": endpoint,
        "index": INDEX_QUERY,
        "statements": STATEMENTS_QUERY,
        "facts": FACTS_QUERY,
        "batch": str(BATCH),
    }


def index_of_wikidata(client: PoliteClient, making: SnapshotInMaking) -> list[str]:
    """Return the items that have a statement of sister places, by number.

    Raises
    ------
    FetchError
        If there is no usable answer, or an empty one: nothing would be left of what is known.
    OutputError
        If the page cannot be kept.
    """
    raw = making.page(INDEX, lambda: _ask(client, INDEX_QUERY, INDEX_COLUMNS, may_be_empty=False))
    rows = result_rows(INDEX, raw, INDEX_COLUMNS)
    return sorted({item_of(row["item"].text) for _, row in rows} - {""}, key=number_of)


def fetch_wikidata(client: PoliteClient, making: SnapshotInMaking, progress: Progress) -> None:
    """Fetch every page that is not there yet.

    Raises
    ------
    FetchError
        If there is no usable answer; the pages before it are kept.
    OutputError
        If a page cannot be kept.
    """
    items = index_of_wikidata(client, making)
    pages = _fetch_batches(client, making, items, "statements", STATEMENTS_QUERY, progress)
    ends = {*items}
    for name, raw in pages.items():
        for _, row in result_rows(name, raw, STATEMENT_COLUMNS):
            ends |= {item_of(row["partner"].text)} - {""}
    everyone = sorted(ends, key=number_of)
    _fetch_batches(client, making, everyone, "facts", FACTS_QUERY, progress)


def n_requests(n_items: int) -> int:
    """About how many requests a whole snapshot takes, from the items of the index."""
    return 1 + 2 * -(-n_items // BATCH)


def item_of(uri: str) -> str:
    """Return `Q42` of the address of an item; "" for any other value, such as an unknown one."""
    item = uri.removeprefix(ENTITY)
    return item if uri.startswith(ENTITY) and ITEM.fullmatch(item) else ""


def number_of(item: str) -> int:
    """Return 42 of `Q42`."""
    return int(item[1:])


def _fetch_batches(
    client: PoliteClient,
    making: SnapshotInMaking,
    items: Sequence[str],
    kind: str,
    query: str,
    progress: Progress,
) -> dict[str, bytes]:
    columns = STATEMENT_COLUMNS if kind == "statements" else FACT_COLUMNS
    batches = [items[first : first + BATCH] for first in range(0, len(items), BATCH)]
    pages = {}
    for number, batch in enumerate(batches, 1):
        name = f"{kind}-{number:04}.json"
        progress(f"Wikidata: {kind}", number - 1, len(batches))
        filled = query % {"items": " ".join(f"wd:{item}" for item in batch)}
        pages[name] = making.page(
            name,
            lambda filled=filled: _ask(client, filled, columns),  # type: ignore[misc]
        )
    progress(f"Wikidata: {kind}", len(batches), len(batches))
    return pages


def _ask(
    client: PoliteClient, query: str, columns: Sequence[str], *, may_be_empty: bool = True
) -> bytes:
    def check(value: Any) -> None:
        wrong = wrong_shape(value, columns)
        if wrong:
            problem = f"its answer has another shape: {harmless(wrong)}"
            raise FetchError(client.endpoint, problem, _CHECK)
        if not may_be_empty and not value["results"]["bindings"]:
            advice = "an empty answer replaces nothing; check --endpoint, or try again later"
            raise FetchError(client.endpoint, "it knows no sister places at all", advice)

    raw = client.post({"query": query, "format": "json"}, check).raw
    _check_rows(client, raw, columns)
    return raw


def _check_rows(client: PoliteClient, raw: bytes, columns: Sequence[str]) -> None:
    """Refuse a page that could not be read later: one that is kept is never asked for again."""
    try:
        rows = list(result_rows("its answer", raw, columns))
    except SourceError as wrong:
        problem = f"row {wrong.row} of its answer cannot be read: {wrong.column} {wrong.value!r}"
        raise FetchError(client.endpoint, harmless(problem[:200]), _CHECK) from None
    needed = [name for name in columns if name in NEEDED]
    lacks = next(((n, name) for n, row in rows for name in needed if name not in row), None)
    if lacks:
        problem = f"row {lacks[0]} of its answer cannot be read: it lacks the {lacks[1]}"
        raise FetchError(client.endpoint, problem, _CHECK)


_KINDS = ("uri", "literal", "typed-literal", "bnode")
_ADVICE = "the page is not an answer to our query; fetch it again, or check --endpoint"


@dataclass(frozen=True, slots=True)
class Term:
    """One value of a row: its kind (uri, literal or bnode), its text, its language if it has one.

    Control characters that no field may hold are taken out of the text.
    """

    kind: str
    text: str
    lang: str = ""


Row = dict[str, Term]
"""Values by column; a column without a value is not there."""


def result_rows(file: str, raw: bytes, columns: Sequence[str]) -> Iterator[tuple[int, Row]]:
    """Yield (number, row) of an answer, in its order.

    Raises
    ------
    SourceError
        If the page is not JSON, not a SPARQL answer, or one to another query.
    """
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        raise SourceError(file, 0, "(all)", raw[:40], _ADVICE) from None
    wrong = wrong_shape(value, columns)
    if wrong:
        raise SourceError(file, 0, "(all)", wrong, _ADVICE)
    for number, binding in enumerate(value["results"]["bindings"], 1):
        yield number, {name: _term(file, number, name, one) for name, one in binding.items()}


def wrong_shape(value: Any, columns: Sequence[str]) -> str:
    """Say what is wrong with the shape of an answer; "" where it is one to our query."""
    if not isinstance(value, dict) or not isinstance(value.get("head"), dict):
        return "no SPARQL answer: it lacks a head"
    stated = value["head"].get("vars")
    if not isinstance(stated, list) or sorted(map(str, stated)) != sorted(columns):
        return f"the columns are {stated!r}, not {list(columns)!r}"[:200]
    results = value.get("results")
    if not isinstance(results, dict) or not isinstance(results.get("bindings"), list):
        return "no SPARQL answer: it lacks results"
    odd = [one for one in results["bindings"] if not isinstance(one, dict) or set(one) - {*columns}]
    return f"a row has other columns: {odd[0]!r}"[:200] if odd else ""


def _term(file: str, row: int, column: str, value: Any) -> Term:
    if not isinstance(value, dict) or value.get("type") not in _KINDS:
        raise SourceError(file, row, column, value, _ADVICE)
    text = value.get("value")
    if not isinstance(text, str):
        raise SourceError(file, row, column, value, _ADVICE)
    kind = "literal" if value["type"] == "typed-literal" else value["type"]
    return Term(kind, CONTROL.sub("", text), str(value.get("xml:lang", "")))
