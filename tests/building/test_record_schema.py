"""A record makes its JSON and its schema from the same fields, marks and docstring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

import fastjsonschema
import pytest

from promises.cli_reference import ROOT
from release_build.schemas.printed import PRINTED, SCHEMAS, schemas, text_of
from release_build.schemas.record_schema import schema_of
from sistercities.terms.json_records import (
    ByField,
    Count,
    Holds,
    JsonRecord,
    Key,
    Merged,
    OneEach,
    Share,
    Text,
    Unwritten,
    one_of,
    written,
)


@dataclass(frozen=True, slots=True)
class Boat:
    """A boat.

    Attributes
    ----------
    name, port
        Its name; where it lies, None at sea.
    """

    name: Annotated[str, Unwritten()]
    port: Text | None
    crew: Count = 2

    @property
    @written(after="port")
    def is_in(self) -> bool:
        """Whether it lies in a port."""
        return self.port is not None


@dataclass(frozen=True, slots=True)
class Harbour(JsonRecord):
    """A harbour with its boats."""

    called: Annotated[str, Key("class")]
    first: Annotated[Boat, Merged(but=("crew",))]
    boats: Annotated[tuple[Boat, ...], ByField("name")]
    flag: Annotated[str, one_of(("red", "white"))] | None
    counts: Annotated[dict[str, Count], OneEach(("in", "out"))]
    full: Share
    depth: tuple[int, int]
    by_year: dict[Annotated[int, Holds(pattern="^[0-9]{4}$")], Literal["calm", "storm"]]
    _log: str = "private"


HARBOUR = Harbour(
    "sea", Boat("Ida", "Kiel"), (Boat("Ida", "Kiel"), Boat("Pia", None, 5)), None,
    {"in": 1, "out": 1}, 0.5, (3, 4), {1992: "calm"},
)  # fmt: skip


def check(value: Any) -> None:
    """Hold a value against the schema of a harbour."""
    fastjsonschema.compile(schema_of(Harbour, "a harbour"))(value)


def test_a_record_is_written_by_its_fields_in_order() -> None:
    assert HARBOUR.to_json() == {
        "class": "sea",
        "port": "Kiel",
        "is_in": True,
        "boats": {
            "Ida": {"port": "Kiel", "is_in": True, "crew": 2},
            "Pia": {"port": None, "is_in": False, "crew": 5},
        },
        "flag": None,
        "counts": {"in": 1, "out": 1},
        "full": 0.5,
        "depth": [3, 4],
        "by_year": {"1992": "calm"},
    }
    assert list(HARBOUR.to_json())[:3] == ["class", "port", "is_in"]
    check(HARBOUR.to_json())


@pytest.mark.parametrize("key", list(HARBOUR.to_json()))
def test_a_missing_key_is_refused(key: str) -> None:
    with pytest.raises(fastjsonschema.JsonSchemaException):
        check({name: held for name, held in HARBOUR.to_json().items() if name != key})


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("class", 1),
        ("port", ""),
        ("is_in", "yes"),
        ("boats", {"Ida": {"port": "Kiel", "is_in": True}}),
        ("boats", {"Ida": {"port": "Kiel", "is_in": True, "crew": -1}}),
        ("boats", {"Ida": {"port": "Kiel", "is_in": True, "crew": 1, "name": "Ida"}}),
        ("flag", "blue"),
        ("counts", {"in": 1}),
        ("counts", {"in": 1, "out": 1, "lost": 1}),
        ("full", 1.5),
        ("depth", [3]),
        ("by_year", {"92": "calm"}),
        ("by_year", {"1992": "fog"}),
        ("unheard_of", 1),
    ],
)
def test_what_no_field_says_is_refused(key: str, wrong: object) -> None:
    with pytest.raises(fastjsonschema.JsonSchemaException):
        check({**HARBOUR.to_json(), key: wrong})


def test_the_meaning_of_a_key_is_that_of_the_docstring() -> None:
    made = schema_of(Harbour, "a harbour")
    assert made["description"] == "A harbour with its boats."
    assert made["properties"]["port"]["description"] == "Its name; where it lies, null at sea."
    assert made["properties"]["is_in"]["description"] == "Whether it lies in a port."


def test_a_new_field_is_in_the_schema_without_a_hand() -> None:
    @dataclass(frozen=True, slots=True)
    class Wider(Boat):
        keel: float | None = None

    keys = schema_of(Wider, "a boat")["properties"]
    assert list(keys) == ["port", "is_in", "crew", "keel"]
    assert keys["keel"] == {"type": ["number", "null"]}


def test_a_type_without_a_place_in_json_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Odd:
        held: complex

    with pytest.raises(TypeError, match="complex"):
        schema_of(Odd, "odd")


@pytest.mark.parametrize("name", list(schemas()))
def test_the_files_are_those_of_the_records(name: str) -> None:
    """`make pages` writes them again."""
    held = (ROOT / SCHEMAS / f"{name}.json").read_text(encoding="utf-8")
    assert held == text_of(schemas()[name])


@pytest.mark.parametrize("name", list(PRINTED))
def test_every_record_is_closed(name: str) -> None:
    """An unknown key is refused in every record, and none of its keys may be missing."""
    made = schemas()[name]
    records = [*made.get("definitions", {}).values(), made.get("items", made)]
    assert all(one["required"] == list(one["properties"]) for one in records)
    assert not any(one["additionalProperties"] for one in records)
