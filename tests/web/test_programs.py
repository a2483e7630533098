"""The API for programs: typed, paged, one shape of errors."""

from __future__ import annotations

import json
from typing import Any

import fastjsonschema
import pytest

import world
from sistercities.web.gate import LONGEST_ADDRESS
from web.reader import Reader


def _get(reader: Reader, address: str) -> Any:
    return json.loads(reader.page(f"/api/v1{address}"))


def _inlined(whole: Any, part: Any) -> Any:
    """Set the named schemas of OpenAPI in where they are meant."""
    if isinstance(part, dict):
        if "$ref" in part:
            return _inlined(whole, whole["components"]["schemas"][part["$ref"].rsplit("/")[-1]])
        return {key: _inlined(whole, value) for key, value in part.items()}
    if isinstance(part, list):
        return [_inlined(whole, one) for one in part]
    return part


ANSWERS = {
    "/api/v1/places": "/places?country=CN&level=city",
    "/api/v1/places/{place_id}": f"/places/{world.NINGWAN}",
    "/api/v1/places/{place_id}/ties": f"/places/{world.NINGWAN}/ties?sort=-year",
    "/api/v1/search": "/search?q=Kawabe",
    "/api/v1/suggestions": "/suggestions?q=kaw",
    "/api/v1/ties": "/ties?country=CN&partner_country=JP&status=active&first_year=1980",
    "/api/v1/ties/{tie_id}": "/ties/gn:811~gn:911",
    "/api/v1/countries": "/countries",
    "/api/v1/countries/{code}/partners": "/countries/cn/partners",
    "/api/v1/path": f"/path?start={world.NINGWAN}&end={world.TOKIWA}",
    "/api/v1/sources": "/sources",
    "/api/v1/status": "/status",
}


def test_every_address_is_described_and_asked_here(reader: Reader) -> None:
    described = _get(reader, "/openapi.json")
    assert set(described["paths"]) == set(ANSWERS)
    for path in described["paths"].values():
        (operation,) = path.values()
        assert list(path) == ["get"]
        assert operation["description"]
        assert {"200", "400", "404"} <= set(operation["responses"])


@pytest.mark.parametrize("path", ANSWERS)
def test_an_answer_obeys_its_description(reader: Reader, path: str) -> None:
    whole = _get(reader, "/openapi.json")
    shape = whole["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
    held = _get(reader, ANSWERS[path])
    fastjsonschema.compile(_inlined(whole, shape["schema"]))(held)
    assert held


@pytest.mark.parametrize(
    ("address", "status", "kind"),
    [
        ("/places/gn:1", 404, "PlaceNotFound"),
        ("/places/nonsense", 404, "PlaceNotFound"),
        ("/ties/gn:1~gn:2", 404, "InvalidArgument"),
        ("/ties?country=ZZ", 404, "PlaceNotFound"),
        ("/ties?country=China", 400, "InvalidArgument"),
        ("/ties?status=well", 400, "InvalidArgument"),
        ("/ties?page=0", 400, "InvalidArgument"),
        ("/ties?size=501", 400, "InvalidArgument"),
        ("/ties?size=0", 400, "InvalidArgument"),
        ("/ties?size=100000", 400, "InvalidArgument"),
        ("/ties?sort=secret", 400, "InvalidArgument"),
        ("/search", 400, "InvalidArgument"),
        ("/suggestions?q=", 400, "InvalidArgument"),
        ("/suggestions?q=" + "a" * 201, 400, "InvalidArgument"),
        ("/search?q=" + "a" * 201, 400, "InvalidArgument"),
        ("/ties?place=gn:821", 400, "InvalidArgument"),
        ("/status?x=1", 400, "InvalidArgument"),
        ("/nothing", 404, "NotFound"),
        ("/search?q=" + "a" * LONGEST_ADDRESS, 414, "Refused"),
    ],
)
def test_every_error_has_one_shape(reader: Reader, address: str, status: int, kind: str) -> None:
    answer = reader.ask(f"/api/v1{address}")
    assert answer.status_code == status
    assert list(answer.json()) == ["error"]
    error = answer.json()["error"]
    assert set(error) == {"status", "kind", "message", "candidates"}
    assert (error["status"], error["kind"]) == (status, kind)
    assert len(error["message"].split()) > 4
    assert answer.headers["cache-control"] == "no-store"


def test_a_tie_carries_its_claims_and_what_they_differ_in(reader: Reader) -> None:
    held = _get(reader, "/ties/gn:821~gn:912")
    assert {claim["start"] for claim in held["claims"]} == {"1985-06-01", "1986-06-01"}
    assert [(one["kept"], one["other"]) for one in held["conflicts"]] == [
        ("1985-06-01", "1986-06-01")
    ]


def test_what_is_typed_so_far_leads_to_what_a_search_says_begins_so(reader: Reader) -> None:
    for typed in ("n", "ning", "Kaw", "宁", "büs", "no such name"):
        found = _get(reader, f"/suggestions?q={typed}")["begins_so"]
        assert found == _get(reader, f"/search?q={typed}")["begins_so"]
    assert _get(reader, "/suggestions?q=ning&limit=1")["begins_so"] != []


def test_a_search_gives_the_place_and_the_names_that_begin_so(reader: Reader) -> None:
    found = _get(reader, "/search?q=宁湾")
    assert found["place_id"] == world.NINGWAN
    begins = _get(reader, "/search?q=ning")
    assert [one["place"]["place_id"] for one in begins["begins_so"]] == [world.NINGWAN]
    shared = _get(reader, "/search?q=Kawabe")
    assert shared["place_id"] is None
    assert {one["place"]["place_id"] for one in shared["candidates"]} == {
        world.KAWABE_M, world.KAWABE_K,
    }  # fmt: skip


def test_filters_of_ties_are_those_of_the_world(reader: Reader) -> None:
    held = _get(reader, "/ties?first_year=1985&last_year=1995&size=500")
    due = {
        "~".join(sorted(pair)) for pair, tie in world.TIES.items()
        if tie.precision in ("day", "month", "year") and "1985" <= (tie.start or "")[:4] <= "1995"
    }  # fmt: skip
    assert {tie["tie_id"] for tie in held["ties"]} == due
    statuses = {
        status: _get(reader, f"/ties?status={status}")["total"]
        for status in ("active", "ended", "suspended", "pending", "unknown")
    }
    assert statuses == {
        status: sum(tie.status == status for tie in world.TIES.values()) for status in statuses
    }


@pytest.mark.parametrize(
    ("option", "start", "end"),
    [("past", world.ZHUTAN, world.PORTCLAIR), ("near", world.SONGGANG, world.TOKIWA)],
)
def test_ties_that_are_over_and_places_of_the_region_count_where_that_is_asked(
    reader: Reader, option: str, start: str, end: str
) -> None:
    address = f"/path?start={start}&end={end}"
    without, asked = (_get(reader, f"{address}&{option}={word}") for word in ("false", "true"))
    assert _get(reader, address) == without
    assert asked["length"] != without["length"]


def test_places_are_those_of_a_country_and_a_level_and_of_all_where_none_is_asked(
    reader: Reader,
) -> None:
    everywhere = _get(reader, "/places?size=500")
    of_china = _get(reader, "/places?country=cn&size=500")
    assert {one["place"]["country"] for one in everywhere["places"]} == {"CN", "JP", "FR", "DE"}
    assert {one["place"]["country"] for one in of_china["places"]} == {"CN"}
    assert of_china["total"] < everywhere["total"] == len(everywhere["places"])
    cities = _get(reader, "/places?country=CN&level=city&size=500")
    named = {
        one["place"]["place_id"] for one in of_china["places"] if one["place"]["level"] == "city"
    }
    assert {one["place"]["place_id"] for one in cities["places"]} == named != set()
