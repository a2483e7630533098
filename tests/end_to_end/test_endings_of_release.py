"""Ties that ended or rest, on the ties in the package: what an officer tried, case by case."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sistercities.api.listing import ties_of
from sistercities.api.place_cards import place
from sistercities.dataset.release.store import Release, open_release

DECISIONS = Path(__file__).resolve().parents[2] / "data" / "decisions"


@pytest.fixture(scope="module")
def release() -> Release:
    return open_release()


def tie(release: Release, tie_id: str) -> dict[str, object]:
    rows = release.query("SELECT * FROM ties WHERE tie_id = ?", [tie_id])
    assert len(rows) == 1, tie_id
    return rows[0]


def test_a_tie_that_its_governor_suspended_does_not_stand_because_a_list_names_it(
    release: Release,
) -> None:
    moscow = tie(release, "gn:1850147~gn:524901")  # with Tokyo, whose list of 2026 has it
    assert (moscow["standing"], moscow["standing_source"]) == ("suspended", "tie-events-2026")
    assert (moscow["end"], moscow["seen_until"]) == ("2022", 2026)


def test_no_list_revokes_an_event(release: Release) -> None:
    standing = release.query(
        "SELECT tie_id FROM ties WHERE standing IN ('active', 'listed', 'one_old_source') AND "
        "tie_id IN (SELECT tie_id FROM tie_events WHERE event IN ('ended', 'suspended')) AND "
        "tie_id NOT IN (SELECT tie_id FROM tie_events WHERE event = 'resumed')",
        [],
    )
    assert standing == []


@pytest.mark.parametrize(
    ("tie_id", "word"),
    [
        ("gn:1809935~gn:5883102", "ended"),  # Guangdong and Alberta, on a list of 2026
        ("gn:1791247~gn:2720383", "ended"),  # Wuhan and Borlänge, told in 2020
        ("gn:2929567~gn:473247", "suspended"),  # Erlangen and Vladimir, told in 2023
        ("gn:1790630~gn:604490", "ended"),  # Xi'an and Luleå, told in 2020
    ],
)
def test_an_end_without_a_date_has_no_year(release: Release, tie_id: str, word: str) -> None:
    found = tie(release, tie_id)
    assert (found["standing"], found["end"], found["end_year"]) == (word, None, None)
    here = tie_id.partition("~")[0]
    (told,) = [one for one in ties_of(here) if one.tie_id == tie_id]
    assert told.stands.short == f"{word}, year not known"


def test_no_ended_ties_of_a_place_are_counted_under_the_year_of_a_list() -> None:
    with_undated = "gn:5883102"  # Alberta
    counted = {(one.standing, one.year) for one in place(with_undated).standing}
    assert ("ended", None) in counted
    assert ("ended", 2026) not in counted


def test_an_end_known_from_a_page_says_from_when(release: Release) -> None:
    assert tie(release, "gn:1790630~gn:604490")["standing_since"] == "2020"


def test_each_end_stands_among_the_sources_of_its_tie(release: Release) -> None:
    elsewhere = release.query(
        "SELECT tie_id FROM ties WHERE standing IN ('ended', 'suspended', 'never_valid') "
        "AND NOT list_contains(string_split(sources, ' '), standing_source)",
        [],
    )
    assert elsewhere == []


@pytest.mark.parametrize(
    ("tie_id", "word", "end"),
    [
        ("gn:3067696~gn:498817", "suspended", "2014-09-02"),  # Prague and Saint Petersburg
        ("gn:456172~gn:625144", "ended", "2022-03-02"),  # Riga and Minsk
        ("gn:498817~gn:724443", "ended", "2022"),  # Saint Petersburg and Košice
        ("gn:3099434~gn:498817", "ended", "2022-03-03"),  # Gdańsk and Saint Petersburg
        ("gn:3093133~gn:625144", "ended", "2022-03-02"),  # Łódź and Minsk
        ("gn:598098~gn:625665", "ended", "2022-03-01"),  # Klaipėda and Mahilyow
        ("gn:2990264~gn:767623", "suspended", "2020-02"),  # Nogent-sur-Oise and Kraśnik
        ("gn:2624652~gn:498817", "ended", "2022-03"),  # Aarhus and Saint Petersburg
        ("gn:3031582~gn:498817", "suspended", "2025-07"),  # Bordeaux and Saint Petersburg
    ],
)
def test_what_a_page_tells_beside_its_row_is_told(
    release: Release, tie_id: str, word: str, end: str
) -> None:
    found = tie(release, tie_id)
    assert (found["standing"], found["end"]) == (word, end)


def test_of_a_country_of_namesakes_no_place_rests_on_size_and_readers_are_named(
    release: Release,
) -> None:
    ends = "SELECT country_a AS c, method_a AS m FROM claims UNION ALL SELECT country_b, method_b"
    untold = release.query(
        f"SELECT c FROM ({ends} FROM claims) WHERE m LIKE '%namesake_not_told%' "
        "AND c IN ('DE', 'JP', 'US')",
        [],
    )
    assert untold == []
    with (DECISIONS / "names_readers.csv").open(encoding="utf-8") as file:
        read = [row for row in csv.DictReader(file) if row["reason"].startswith("two readers")]
    told = release.query(
        f"SELECT count(*) AS n FROM ({ends} FROM claims) WHERE m = 'decision+two_readers'", []
    )
    assert told[0]["n"] >= len(read)


@pytest.mark.parametrize(
    ("tie_id", "word", "end"),
    [
        ("gn:1841597~gn:1852442", "ended", "2005"),  # North Gyeongsang and Shimane
        ("gn:293397~gn:3128760", "suspended", "2025-05-30"),  # Tel Aviv and Barcelona
        ("gn:3128760~gn:498817", "suspended", "2022-03-16"),  # Barcelona and Saint Petersburg
        ("gn:2633274~gn:524305", "ended", "2022-11-15"),  # Akureyri, before Murmansk answered
        ("gn:2750325~gn:760924", "ended", "2015"),  # Nieuwegein and Puławy, before the vote of 2020
        ("gn:2757937~gn:629634", "suspended", "2022"),  # Brest, before Coevorden in 2024
        ("gn:1816670~gn:3067696", "ended", "2019-10-10"),  # Beijing; Prague's assembly came later
        # That one of the two keeps a tie revokes nothing.
        ("gn:1853909~gn:5391959", "ended", "2018-10-02"),  # Osaka; San Francisco denies it
        ("gn:2886242~gn:472757", "suspended", "2022-03-03"),  # Cologne, not formally terminated
        ("gn:511860~gn:777554", "suspended", "2022"),  # Sør-Varanger keeps Pechenga, on hold
    ],
)
def test_what_an_officer_asked_on_ends(release: Release, tie_id: str, word: str, end: str) -> None:
    found = tie(release, tie_id)
    assert (found["standing"], found["end"]) == (word, end)


def test_where_lists_differ_between_an_end_and_a_suspension_both_are_told(
    release: Release,
) -> None:
    rows = release.query(
        "SELECT kept, other FROM conflicts WHERE tie_id = ? AND field = 'status'",
        ["gn:1841597~gn:1852442"],
    )
    assert {(row["kept"], row["other"]) for row in rows} == {("ended", "suspended")}


def test_a_second_end_is_told_as_a_conflict(release: Release) -> None:
    (row,) = release.query(
        "SELECT kept, other FROM conflicts WHERE tie_id = 'gn:2633274~gn:524305' AND field = 'end'"
    )
    assert (row["kept"], row["other"]) == ("2022-11-15", "2022-12-15")


@pytest.mark.parametrize(
    ("city", "left"),
    [
        ("gn:2673730", set()),  # Stockholm
        ("gn:658225", set()),  # Helsinki
        ("gn:2761369", set()),  # Vienna
        ("gn:3143244", {"gn:1796236~gn:3143244"}),  # Oslo: Shanghai's list of 2020 has it
        # Amsterdam: that of Beijing; of Delfzijl the list of the Netherlands says nothing.
        ("gn:2759794", {"gn:1816670~gn:2759794", "gn:2757340~gn:2759794"}),
    ],
)
def test_a_city_that_all_newer_lists_leave_out_has_no_partners_by_old_ones(
    release: Release, city: str, left: set[str]
) -> None:
    rows = release.query(
        "SELECT tie_id FROM ties WHERE ? IN (place_a, place_b) "
        "AND standing IN ('active', 'listed', 'one_old_source')",
        [city],
    )
    assert {row["tie_id"] for row in rows} == left


def test_no_letter_of_intent_is_a_beginning(release: Release) -> None:
    dated = "SELECT tie_id FROM ties WHERE standing = 'pending' AND start IS NOT NULL"
    assert release.query(dated, []) == []
    (malacca,) = release.query(
        "SELECT standing, start FROM ties WHERE tie_id = 'gn:1734759~gn:1809078'", []
    )
    assert (malacca["standing"], malacca["start"]) == ("listed", None)


@pytest.mark.parametrize("name", ["gn:3099434", "gn:1850147", "gn:1849372"])
def test_a_name_that_a_partner_bears_is_not_open(name: str) -> None:
    waiting = place(name).waiting
    assert not {"Metropolitan Borough of Sefton", "al-Qahira", "Nuwara Eliya"} & set(waiting)
