"""Names become places by ranked rules; homonyms wait unless the claim says which."""

import pytest

from sistercities.dataset.decisions import Decisions, NameDecision
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolving.ranked_rules import resolve, resolve_plainly
from sistercities.errors import BuildError
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import Level


def place(
    place_id: str,
    name: str,
    level: Level = "city",
    country: str = "US",
    region: str = "US-AA",
    at: tuple[float, float] | None = None,
    people: int | None = None,
    parents: tuple[str, ...] = (),
    names: tuple[str, ...] = (),
    aliases: tuple[str, ...] = (),
    is_dual: bool = False,
) -> Place:
    latitude, longitude = at or (None, None)
    spellings = tuple((one, "und") for one in (name, *names))
    return Place(
        place_id, name, "", level, country, region, is_dual, latitude=latitude,
        longitude=longitude, population=people, names=spellings, parent_ids=parents,
        alias_ids=aliases,
    )  # fmt: skip


WORLD = Gazetteer(
    [
        place("x:aa", "Aland", "region1"),
        place("x:bb", "Beland", "region1", region="US-BB"),
        place("x:spring-a", "Springfield", at=(10, 10), people=90_000, parents=("x:aa",)),
        place(
            "x:spring-b", "Springfield", region="US-BB", at=(20, 20), people=5_000,
            parents=("x:bb",),
        ),
        place("x:spring-hamlet", "Springfield", at=(12, 12), people=300, parents=("x:aa",)),
        place("x:mill", "Millbrook", at=(10, 11), people=8_000, names=("米尔布鲁克",)),
        place("x:port", "Portville", is_dual=True, region="US-PV", aliases=("x:port-area",)),
        place("x:kent-county", "Kent County", "region2", names=("Kent",)),
        place("x:kent", "Kent", region="US-BB", people=40_000),
        place("x:toyama-k", "Toyama", "region1", "JP", "JP-16", names=("富山県", "富山")),
        place("x:toyama-s", "Toyama", "city", "JP", "JP-16", names=("富山市", "富山")),
        place("x:shire", "Greenvale", "city", "AU", "AU-VIC", names=("Greenvale Shire",)),
        place("x:seat", "Musterau", "city", "DE", "DE-ML"),
        place("x:yi", "Yi", "city", "CN", "CN-JA", parents=("x:jia",), names=("乙市",)),
        place("x:jia", "Jia", "region1", "CN", "CN-JA", names=("甲省",)),
        place(
            "x:geng-1", "Geng", "county", "CN", "CN-JA", parents=("x:yi", "x:jia"),
            names=("庚县",),
        ),
        place("x:xin", "Xin", "county", "CN", "CN-XX", names=("辛县",)),
    ]
)  # fmt: skip


def plainly(name: str, country: str = "US", **stated: object) -> Resolution:
    return resolve_plainly(NamedEnd(name, country, **stated), WORLD)  # type: ignore[arg-type]


def test_an_id_is_taken_at_its_word_and_redirects() -> None:
    assert plainly("x:mill") == Resolution("x:mill", "id", 1.0)
    assert plainly("x:port-area").place_id == "x:port"


def test_an_exact_alias_with_the_level_beats_one_without() -> None:
    exact = plainly("Kent", level="region2")
    assert (exact.place_id, exact.method) == ("x:kent-county", "alias+country+level")
    assert plainly("Kent", level="city").place_id == "x:kent"
    loose = plainly("Millbrook", level="district")
    assert (loose.place_id, loose.method) == ("x:mill", "alias+country")
    assert loose.confidence < exact.confidence


@pytest.mark.parametrize(
    ("name", "level", "expected"),
    [
        ("富山县", None, "x:toyama-k"),
        ("富山市", None, "x:toyama-s"),
        ("富山", "region1", "x:toyama-k"),
        ("富山", "city", "x:toyama-s"),
        ("Toyama Prefecture", None, "x:toyama-k"),
        ("Toyama", None, "x:toyama-s"),
    ],
)
def test_a_city_is_not_the_prefecture_of_its_name(
    name: str, level: Level | None, expected: str
) -> None:
    assert plainly(name, "JP", level=level).place_id == expected


@pytest.mark.parametrize("level", ["city", "region1", None])
def test_a_dual_place_answers_at_both_levels(level: Level | None) -> None:
    assert plainly("Portville", level=level).place_id == "x:port"


def test_a_homonym_without_evidence_waits_with_its_candidates() -> None:
    outcome = plainly("Springfield")
    assert (outcome.place_id, outcome.confidence) == ("", 0.0)
    assert set(outcome.candidates) == {"x:spring-a", "x:spring-b", "x:spring-hamlet"}
    assert "several places" in outcome.reason


def test_containers_settle_a_homonym() -> None:
    outcome = plainly("Springfield", parents=("Beland",))
    assert outcome.place_id == "x:spring-b"
    assert "parents" in outcome.method


def test_coordinates_settle_a_homonym_only_where_one_is_near() -> None:
    near = plainly("Springfield", latitude=20.1, longitude=20.1)
    assert (near.place_id, near.method) == ("x:spring-b", "alias+country+coordinates")
    assert plainly("Springfield", latitude=50, longitude=50).place_id == ""


def test_a_lone_exact_name_beats_coordinates_that_are_far_off() -> None:
    assert plainly("Millbrook", latitude=-40, longitude=100).place_id == "x:mill"


def test_a_nearly_exact_name_needs_the_coordinates() -> None:
    spelt = {"latitude": 10.02, "longitude": 11.02}
    outcome = plainly("Milbrook", **spelt)
    assert (outcome.place_id, outcome.method) == ("x:mill", "coordinates+similar_name")
    away = plainly("Milbrook", latitude=11, longitude=12)
    assert away.place_id == ""
    assert "x:mill" in away.candidates
    assert plainly("Millfield", **spelt).place_id == ""


def test_hints_resolve_and_are_named_in_the_method() -> None:
    outcome = plainly("某地", hint_name="Millbrook", hint_region_iso="US-AA", hint_level="city")
    assert outcome.place_id == "x:mill"
    assert outcome.method == "hint_name+country+level+hint_region"
    written = plainly(
        "米尔布鲁克", hint_name="Millbrook", hint_region_iso="US-AA", hint_level="city"
    )
    assert written.method == "alias+country+level+hint_region"


def test_a_hint_without_a_region_is_trusted_less() -> None:
    alone = plainly("某地", hint_name="Millbrook")
    placed = plainly("某地", hint_name="Millbrook", hint_region_iso="US-AA")
    assert alone.place_id == placed.place_id == "x:mill"
    assert alone.confidence < placed.confidence


def test_the_hinted_region_settles_homonyms_and_hamlets_do_not_win() -> None:
    outcome = plainly("某地", hint_name="Springfield", hint_region_iso="US-AA", hint_level="city")
    assert outcome.place_id == "x:spring-a"
    assert outcome.confidence < 0.95


def test_a_place_outside_the_hinted_region_is_not_taken() -> None:
    outcome = plainly("Millbrook", hint_name="Millbrook", hint_region_iso="US-BB")
    assert outcome.place_id == ""
    assert "elsewhere" in outcome.reason


def test_a_qualifier_in_brackets_is_not_part_of_the_name() -> None:
    assert plainly("米尔布鲁克_(阿兰)").place_id == "x:mill"
    assert plainly("Millbrook (town)").place_id == "x:mill"


def test_a_shire_is_the_municipality_but_a_landkreis_is_not_its_seat() -> None:
    assert plainly("Greenvale", "AU", level="region2").place_id == "x:shire"
    assert plainly("Musterau", "DE", level="region2").place_id == ""


def test_a_chinese_county_must_lie_in_the_stated_prefecture() -> None:
    inside = plainly("庚县", "CN", level="county", parents=("乙市", "甲省"))
    assert inside.place_id == "x:geng-1"
    assert plainly("辛县", "CN", level="county", parents=("乙市", "甲省")).place_id == ""


def ruling(place_id: str, **fields: str) -> NameDecision:
    values = {
        "source_id": "made-up", "name": "Springfield", "country": "US", "context": "", "level": "",
        "reason": "made up", "date": "2020-01-01",
        "retire_check": "alias resolves to the same place",
    }  # fmt: skip
    return NameDecision(**{**values, **fields, "place_id": place_id})


def test_a_ruling_comes_first_and_belongs_to_its_source() -> None:
    decisions = Decisions((ruling("x:spring-b"),))
    end = NamedEnd("Springfield", "US")
    assert resolve(end, "made-up:1", WORLD, decisions) == Resolution("x:spring-b", "decision", 1.0)
    assert resolve(end, "other:1", WORLD, decisions).place_id == ""


def test_a_ruling_can_keep_a_name_in_review() -> None:
    decisions = Decisions((ruling("", reason="nobody knows"),))
    outcome = resolve(NamedEnd("Springfield", "US"), "made-up:1", WORLD, decisions)
    assert (outcome.place_id, outcome.reason) == ("", "nobody knows")


def test_a_ruling_on_a_place_that_is_not_there_stops_the_build() -> None:
    with pytest.raises(BuildError, match="x:gone"):
        resolve(NamedEnd("Springfield", "US"), "made-up:1", WORLD, Decisions((ruling("x:gone"),)))
