"""Namesakes are settled by what another source says of the partner, and guesses stay guesses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from release_build.resolving.both_ways import observed_partners, resolve_both_ways, settle_namesakes
from release_build.resolving.entry_regions import read_list_states
from release_build.resolving.enwiki import resolve_enwiki
from sistercities.dataset.decisions import Decisions
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.errors import SourceError
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.places import Place, Resolution


def place(
    place_id: str, name: str, country: str, at: tuple[float, float], people: int, item: str = ""
) -> Place:
    return Place(
        place_id, name, "", "city", country, f"{country}-1", latitude=at[0], longitude=at[1],
        population=people, names=((name, "und"),), wikidata_id=item,
    )  # fmt: skip


WORLD = Gazetteer(
    [
        place("x:port-west", "Portham", "US", (45, -122), 600_000),
        place("x:port-east", "Portham", "US", (43, -70), 60_000, item="Q7"),
        place("x:oak-large", "Oakton", "US", (40, -80), 900_000),
        place("x:oak-small", "Oakton", "US", (34, -100), 9_000),
        place("x:alba-large", "Alba", "IT", (44, 8), 60_000),
        place("x:alba-small", "Alba", "IT", (41, 14), 10_000),
        place("x:partner", "Farhaven", "FR", (48, 2), 50_000, item="Q1"),
        place("x:other", "Nearhaven", "FR", (47, 2), 50_000, item="Q2"),
    ]
)


def claim(a: NamedEnd, b: NamedEnd, claim_id: str) -> SourceClaim:
    return SourceClaim(
        claim_id, claim_id.partition(":")[0], "made up", a, b, "", "none", False, "", "unknown",
        "unknown", False, "", "CC0-1.0",
    )  # fmt: skip


def listed(name: str, country: str, partner: str = "Farhaven") -> list[ResolvedClaim]:
    row = claim(NamedEnd(name, country, "city"), NamedEnd(partner, "FR", "city"), "enwiki-2026:1")
    return list(resolve_enwiki([row], WORLD, Decisions()))


def seen(place_id: str, partner: str = "x:partner", method: str = "id") -> ResolvedClaim:
    """Return what a source with ids says of a partner."""
    row = claim(NamedEnd(place_id, ""), NamedEnd(partner, ""), "seen:1")
    return ResolvedClaim(row, Resolution(place_id, method, 1.0), Resolution(partner, "id", 1.0))


def settled(rows: list[ResolvedClaim], *others: ResolvedClaim) -> Resolution:
    return settle_namesakes(rows, observed_partners(others), WORLD)[0].a


def test_name_that_waits_is_the_namesake_that_another_source_ties_to_the_partner() -> None:
    rows = listed("Portham", "US")
    assert rows[0].a.place_id == ""
    found = settled(rows, seen("x:port-east"))
    assert (found.place_id, found.method) == ("x:port-east", "alias+country+level+second_source")


@pytest.mark.parametrize(
    ("name", "country", "guessed", "told"),
    [
        ("Alba", "IT", "x:alba-large", "x:alba-small"),
        ("Oakton", "US", "x:oak-large", "x:oak-small"),
    ],
)
def test_another_source_goes_before_size(name: str, country: str, guessed: str, told: str) -> None:
    rows = listed(name, country)
    assert rows[0].a.place_id == guessed
    assert settled(rows, seen(told)).place_id == told


def test_guess_that_another_source_confirms_is_one_no_more() -> None:
    assert settled(listed("Alba", "IT"), seen("x:alba-large")).method.endswith("second_source")


def test_two_namesakes_with_ties_to_the_partner_settle_nothing() -> None:
    rows = listed("Portham", "US")
    found = settled(rows, seen("x:port-east"), seen("x:port-west"))
    assert (found.place_id, found.reason) == ("", "which Portham is not stated")


def test_another_partner_and_a_place_taken_for_its_size_are_no_evidence() -> None:
    rows = listed("Portham", "US")
    assert settled(rows, seen("x:port-east", "x:other")).place_id == ""
    for method in ("alias+neighbours", "alias+country+level+by_far"):
        assert settled(rows, seen("x:port-east", method=method)).place_id == ""


def test_what_a_ruling_keeps_open_stays_open() -> None:
    rows = listed("Portham", "US")
    ruled = replace(rows[0], a=Resolution("", "", 0.0, "a ruling says why"))
    assert settled([ruled], seen("x:port-east")).reason == "a ruling says why"


def statement(item: str, label: str) -> SourceClaim:
    ends = (NamedEnd("Farhaven", "", given_id="wd:Q1"), NamedEnd(label, "", given_id=f"wd:{item}"))
    return claim(*ends, f"wikidata-2016:Q1~{item}")


def test_item_of_a_known_place_settles_the_list() -> None:
    found = resolve_both_ways(
        listed("Portham", "US"), [statement("Q7", "Portham")], WORLD, Decisions()
    )
    assert [one.a.place_id for one in found[:1]] == ["x:port-east"]
    assert found[1].b.method == "natural_earth"


def test_link_that_rests_on_a_guess_says_so_and_does_not_confirm_it() -> None:
    rows, item = listed("Alba", "IT"), statement("Q9", "Alba")
    row, linked = resolve_both_ways(rows, [item], WORLD, Decisions())
    assert row.a.method.endswith("namesake_not_told")
    assert (linked.b.place_id, linked.b.method) == (
        "x:alba-large",
        "alias+known_ties+namesake_not_told",
    )
    assert linked.b.confidence == row.a.confidence


def test_observation_makes_a_guess_and_the_link_beside_it_sure() -> None:
    rows, item = listed("Alba", "IT"), statement("Q9", "Alba")
    observation = seen("x:alba-large")
    row, linked = resolve_both_ways(rows, [item], WORLD, Decisions(), lambda _: [observation])
    assert (row.a.place_id, linked.b.place_id) == ("x:alba-large", "x:alba-large")
    assert "namesake_not_told" not in row.a.method + linked.b.method


HEAD = "source_id,first_row,last_row,region_iso,reason,date\n"


def test_rows_under_a_state_are_read_by_their_claims(tmp_path: Path) -> None:
    path = tmp_path / "states.csv"
    path.write_text(f"{HEAD}enwiki-2026,9,10,US-OR,seen,2026-11-28\n", encoding="utf-8")
    assert read_list_states(path) == {
        "enwiki-2026:00009": "US-OR",
        "enwiki-2026:00010": "US-OR",
    }


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("enwiki-2026,9,8,US-OR,seen,2026-11-28\n", "last_row: '8'.*mend one"),
        ("enwiki-2026,x,8,US-OR,seen,2026-11-28\n", "first_row: 'x'.*number of a row"),
        ("enwiki-2026,1,8,ZZ-OR,seen,2026-11-28\n", "region_iso: 'ZZ-OR'.*ISO 3166-2"),
        ("enwiki-2026,1,8,,seen,2026-11-28\n", "region_iso: ''"),
        ("nowhere,1,8,US-OR,seen,2026-11-28\n", "source_id: 'nowhere'"),
        ("enwiki-2026,1,8,US-OR,,2026-11-28\n", "reason: ''"),
        ("enwiki-2026,1,8,US-OR,seen,2026-13-28\n", "date: '2026-13-28'"),
        (
            "enwiki-2026,1,8,US-OR,seen,2026-11-28\nenwiki-2026,8,9,US-ME,seen,2026-11-28\n",
            "row 3, column first_row: '8'.*a row above speaks of these rows",
        ),
    ],
)
def test_ruling_on_rows_that_is_not_understood_stops_the_build(
    tmp_path: Path, rows: str, message: str
) -> None:
    path = tmp_path / "states.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    with pytest.raises(SourceError, match=message):
        read_list_states(path)
