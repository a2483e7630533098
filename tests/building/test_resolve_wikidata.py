"""Items become places: by id, alias, neighbours, ties of other sources; one item, one place."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from release_build.resolving.wikidata import (
    CONFIDENCE,
    resolve_wikidata,
    wikidata_ids,
    with_wikidata_ids,
)
from sistercities.dataset.decisions import Decisions, NameDecision
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.errors import BuildError
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import Level


def place(
    place_id: str,
    name: str,
    country: str,
    people: int = 20_000,
    level: Level = "city",
    names: tuple[str, ...] = (),
    item: str = "",
    parents: tuple[str, ...] = (),
) -> Place:
    return Place(
        place_id, name, "", level, country, f"{country}-1", wikidata_id=item, population=people,
        names=tuple((one, "und") for one in (name, *names)), parent_ids=parents,
    )  # fmt: skip


WORLD = Gazetteer(
    [
        place("gn:1", "Ahaven", "AA", 500_000, item="Q1"),
        place("gn:2", "Bekdorf", "BB", names=("Bekheim",)),
        place("gn:3", "Cetal", "AA", 900_000),
        place("gn:4", "Cetal", "CC", 4_000),
        place("gn:5", "Delta", "AA", 30_000),
        place("gn:6", "Delta", "CC", 31_000),
        place("gn:7", "Eberg", "DD"),
        place("gn:8", "Nizhny Ural", "EE"),
        place("gn:9", "Fagern", "SE"),
        place("gn:10", "Gomel", "BB", level="region1"),
        place("gn:11", "Gomel", "BB", 70_000),
        place("gn:12", "Holm", "BB", 90_000, parents=("gn:10",)),
        place("gn:13", "Holm", "CC", 95_000),
        place("gn:14", "Iria", "XX"),
        place("gn:15", "Istad", "DD"),
    ]
)


def claim(a: tuple[str, str], b: tuple[str, str]) -> SourceClaim:
    ends = [NamedEnd(name, "", given_id=f"wd:{item}") for item, name in (a, b)]
    return SourceClaim(
        f"wikidata-2016:{a[0]}~{b[0]}", "wikidata-2016", "made up", ends[0], ends[1], "", "none",
        False, "", "unknown", "unknown", False, "", "CC0-1.0",
    )  # fmt: skip


def known(a: str, b: str, name_b: str = "", country_b: str = "") -> ResolvedClaim:
    """Make a claim of another source on two places; `b` may be "" where it waits for review."""
    one, other = WORLD.places[a], WORLD.places.get(b)
    ends = (
        NamedEnd(one.name, one.country),
        NamedEnd(
            name_b or (other.name if other else ""), country_b or (other.country if other else "")
        ),
    )
    told = SourceClaim(
        f"other:{a}~{b}{name_b}", "other", "made up", ends[0], ends[1], "", "none", False, "",
        "unknown", "unknown", False, "", "CC0-1.0",
    )  # fmt: skip
    return ResolvedClaim(told, Resolution(a, "id", 1.0), Resolution(b, "id" if b else "", 1.0))


def ruling(item: str, name: str, place_id: str) -> NameDecision:
    return NameDecision(
        "wikidata-2016", name, "CC", f"wd:{item}", "", place_id, "made up", "2026-11-25", ""
    )


def linked(
    claims: Sequence[SourceClaim],
    others: Sequence[ResolvedClaim] = (),
    rulings: Sequence[NameDecision] = (),
) -> dict[str, Resolution]:
    decisions = Decisions(tuple(rulings))
    resolved = resolve_wikidata(claims, WORLD, decisions, others)
    assert decisions.unused() == ()
    assert [one.claim for one in resolved] == list(claims)
    found: dict[str, Resolution] = {}
    for one in resolved:
        for end, outcome in ((one.claim.a, one.a), (one.claim.b, one.b)):
            assert found.setdefault(end.given_id.removeprefix("wd:"), outcome) == outcome
    return found


A = ("Q1", "Aahafen")
B = ("Q2", "Bekheim")


def test_the_id_of_a_place_counts_whatever_the_label_says() -> None:
    outcome = linked([claim(A, B)])["Q1"]
    assert (outcome.place_id, outcome.method) == ("gn:1", "natural_earth")


def test_a_label_that_one_place_alone_bears_links() -> None:
    outcome = linked([claim(A, B)])["Q2"]
    assert (outcome.place_id, outcome.method) == ("gn:2", "alias")
    assert outcome.confidence == CONFIDENCE["alias"]


def test_a_far_larger_place_of_the_name_links_and_two_of_like_size_wait() -> None:
    found = linked([claim(A, ("Q3", "Cetal")), claim(A, ("Q4", "Delta"))])
    assert (found["Q3"].place_id, found["Q3"].method) == ("gn:3", "alias+neighbours")
    assert (found["Q4"].place_id, found["Q4"].method) == ("", "")
    assert set(found["Q4"].candidates) == {"gn:5", "gn:6"}
    assert found["Q4"].reason == "several places bear this label"


def test_countries_that_are_tied_often_settle_homonyms_of_like_size() -> None:
    """Many ties of BB with CC and none of BB with AA speak for the Delta of CC beside BB."""
    towns = [place(f"gn:{n}", f"Bdorf{n}", "BB") for n in range(100, 140)]
    partners = [place(f"gn:{n}", f"Cville{n}", "CC") for n in range(200, 240)]
    gazetteer = Gazetteer([*WORLD.places.values(), *towns, *partners])
    tied = [
        claim((f"Q{n}", f"Bdorf{n}"), (f"Q{n + 100}", f"Cville{n + 100}")) for n in range(100, 140)
    ]
    tied += [claim((f"Q{n}", f"Bdorf{n}"), ("Q5", "Delta")) for n in range(100, 110)]
    resolved = resolve_wikidata(tied, gazetteer, Decisions(), ())
    assert (resolved[-1].b.place_id, resolved[-1].b.method) == ("gn:6", "alias+neighbours")


def test_a_tie_of_two_neighbours_in_another_source_settles_homonyms() -> None:
    claims = [claim(A, ("Q5", "Delta")), claim(B, ("Q5", "Delta"))]
    outcome = linked(claims, [known("gn:1", "gn:6"), known("gn:2", "gn:6")])["Q5"]
    assert (outcome.place_id, outcome.method) == ("gn:6", "alias+known_ties")


def test_ties_of_two_candidates_settle_nothing() -> None:
    claims = [claim(A, ("Q5", "Delta")), claim(B, ("Q5", "Delta"))]
    assert not linked(claims, [known("gn:1", "gn:6"), known("gn:2", "gn:5")])["Q5"].place_id


def test_a_like_spelling_links_only_with_a_tie() -> None:
    told = [claim(B, ("Q8", "Nischni Ural"))]
    outcome = linked(told, [known("gn:2", "gn:8")])["Q8"]
    assert (outcome.place_id, outcome.method) == ("gn:8", "similar_name+known_ties")
    assert linked(told)["Q8"].reason == "no place bears this label"
    assert not linked(told, [known("gn:2", "gn:7")])["Q8"].place_id


def test_another_country_in_another_source_takes_a_link_back() -> None:
    told = [claim(B, ("Q7", "Eberg"))]
    assert linked(told)["Q7"].place_id == "gn:7"
    outcome = linked(told, [known("gn:2", "", "Eberg", "FF")])["Q7"]
    assert (outcome.place_id, outcome.reason) == (
        "",
        "another source puts its partner of this name in FF",
    )
    assert linked(told, [known("gn:2", "", "Eberg", "DD")])["Q7"].place_id == "gn:7"


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Oblast Gomel", "gn:10"),
        ("Gomel (Stadt)", "gn:11"),
        ("Gmina Gomel", "gn:11"),
        ("Holm (Gomel)", "gn:12"),
        ("Holm, Gomel", "gn:12"),
        ("Eberg/Elbe", "gn:7"),
        ("Landkreis Eberg", ""),
        ("Eberg (Ural)", ""),
    ],
)
def test_levels_and_containers_in_a_label_count(label: str, expected: str) -> None:
    assert linked([claim(A, ("Q9", label))])["Q9"].place_id == expected


def test_two_items_of_one_label_are_not_one_place_without_evidence() -> None:
    """The surer stays: here the one with a tie in another source."""
    first, second = ("Q70", "Eberg"), ("Q71", "Eberg")
    found = linked([claim(A, first), claim(B, second)], [known("gn:2", "gn:7")])
    assert found["Q71"].place_id == "gn:7"
    assert found["Q70"].place_id == ""
    assert found["Q70"].reason == "wd:Q71 is linked to this place, and they share no partner"
    assert found["Q70"].candidates == ("gn:7",)


def test_of_two_items_alike_in_evidence_neither_is_linked() -> None:
    found = linked([claim(A, ("Q70", "Eberg")), claim(B, ("Q71", "Eberg"))])
    assert not found["Q70"].place_id
    assert not found["Q71"].place_id


@pytest.mark.parametrize(
    ("labels", "partners"),
    [
        (("Eberg", "Eberg"), (A, A)),
        (("Eberg", "Eberg Kommune"), (A, B)),
        (("Fagern", "Fagern"), (A, B)),
    ],
)
def test_town_and_municipality_are_one_place_of_two_items(
    labels: tuple[str, str], partners: tuple[tuple[str, str], tuple[str, str]]
) -> None:
    claims = [
        claim(partners[0], ("Q70", labels[0])),
        claim(partners[1], ("Q71", labels[1])),
    ]
    found = linked(claims)
    assert found["Q70"].place_id == found["Q71"].place_id != ""


def test_two_places_tied_to_each_other_are_never_one() -> None:
    claims = [
        claim(A, ("Q70", "Eberg")),
        claim(A, ("Q71", "Eberg")),
        claim(("Q70", "Eberg"), ("Q71", "Eberg")),
    ]
    resolved = resolve_wikidata(claims, WORLD, Decisions(), ())
    assert all(one.a.place_id != one.b.place_id or not one.a.place_id for one in resolved)


def test_the_order_of_the_claims_changes_nothing() -> None:
    claims = [
        claim(A, B), claim(A, ("Q3", "Cetal")), claim(A, ("Q5", "Delta")),
        claim(B, ("Q5", "Delta")), claim(("Q5", "Delta"), ("Q6", "Cetal")),
        claim(B, ("Q70", "Eberg")), claim(A, ("Q71", "Eberg")), claim(B, ("Q8", "Nischni Ural")),
        claim(("Q12", "Holm"), B), claim(("Q12", "Holm"), A), claim(("Q14", "Iria"), A),
    ]  # fmt: skip
    others = [
        known("gn:1", "gn:6"), known("gn:2", "gn:6"), known("gn:2", "gn:8"),
        known("gn:6", "gn:4"), known("gn:12", "gn:1"),
    ]  # fmt: skip
    expected = linked(claims, others)
    assert {outcome.method for outcome in expected.values()} >= {
        "natural_earth", "alias", "alias+known_ties", "similar_name+known_ties", "",
    }  # fmt: skip
    rng = random.Random(20261125)
    for _ in range(5):
        rng.shuffle(claims)
        rng.shuffle(others)
        assert linked(claims, others) == expected


def test_a_linked_place_gets_the_item_and_one_of_two_items_none() -> None:
    claims = [
        claim(A, B), claim(A, ("Q70", "Eberg")), claim(A, ("Q71", "Eberg Kommune")),
        claim(A, ("Q4", "Delta")),
    ]  # fmt: skip
    resolved = resolve_wikidata(claims, WORLD, Decisions(), ())
    assert wikidata_ids(resolved) == {"gn:1": "Q1", "gn:2": "Q2"}
    places = with_wikidata_ids(WORLD.places, resolved)
    assert {one: found.wikidata_id for one, found in places.items() if found.wikidata_id} == {
        "gn:1": "Q1",
        "gn:2": "Q2",
    }


def test_a_ruling_on_an_item_goes_before_every_rule() -> None:
    told = [claim(A, ("Q3", "Cetal")), claim(B, ("Q7", "Eberg"))]
    found = linked(told, (), [ruling("Q3", "Cetal", "gn:4"), ruling("Q7", "Eberg", "")])
    assert (found["Q3"].place_id, found["Q3"].method) == ("gn:4", "decision")
    assert (found["Q7"].place_id, found["Q7"].reason) == ("", "made up")


def test_two_rulings_may_name_one_place() -> None:
    """A town and its borough are two items of the source; neither displaces the other."""
    told = [claim(A, ("Q3", "Cetal")), claim(B, ("Q4", "Royal Cetal"))]
    found = linked(told, (), [ruling("Q3", "Cetal", "gn:4"), ruling("Q4", "Royal Cetal", "gn:4")])
    assert (found["Q3"].place_id, found["Q4"].place_id) == ("gn:4", "gn:4")


@pytest.mark.parametrize("wrong", [("Delta", "gn:5"), ("Cetal", "gn:99")])
def test_a_ruling_on_another_label_or_an_unknown_place_is_refused(wrong: tuple[str, str]) -> None:
    with pytest.raises(BuildError, match=r"wd:Q3.*mend the row in data/decisions"):
        linked([claim(A, ("Q3", "Cetal"))], (), [ruling("Q3", *wrong)])


def test_the_country_that_another_source_states_settles_homonyms() -> None:
    told = [claim(B, ("Q5", "Delta"))]
    outcome = linked(told, [known("gn:2", "", "Delta", "CC")])["Q5"]
    assert (outcome.place_id, outcome.method) == ("gn:6", "alias+known_ties")
