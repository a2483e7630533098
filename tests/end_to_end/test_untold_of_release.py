"""What no source tells, and until when a thing is known: cases on the tables in the package."""

from __future__ import annotations

import pytest

from sistercities.api.listing import ties_of
from sistercities.api.records import Tie
from sistercities.dataset.release.store import Release, open_release
from sistercities.terms.told_events import ToldEvent


@pytest.fixture(scope="module")
def release() -> Release:
    return open_release()


def tie_of(place: str, partner: str) -> Tie:
    (found,) = [one for one in ties_of(place) if one.b.place_id == partner]
    return found


def rows(release: Release, sql: str, *asked: object) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in release.query(sql, list(asked))]


def test_nagoya_and_nanjing_rested_in_2012_and_in_2025_still() -> None:
    told = tie_of("gn:1856057", "gn:1799962")
    assert (told.standing, told.standing_since) == ("suspended", "2012-02-21")
    assert str(told.stands.short) == "suspended 2012, still so 2025"
    assert "It was still so on 13 August 2025." in str(told.stands.sentence)
    assert [_day(one) for one in told.events] == ["2012-02-21", "2025-08-13"]


def _day(event: ToldEvent) -> str | None:
    return event.date


@pytest.mark.parametrize("partner", ["Lyon", "Athens", "Moscow", "Florence", "Kyiv"])
def test_a_partner_city_of_yerevan_is_not_struck_by_a_list_of_its_twin_towns(partner: str) -> None:
    (told,) = [one for one in ties_of("gn:616052") if one.b.name == partner]
    assert (told.kind, told.standing) == ("exchange", "one_old_source")
    isfahan = tie_of("gn:616052", "gn:418863")  # a twin town, which the list of 2026 leaves out
    assert isfahan.standing == "no_longer_listed"


def test_a_list_of_towns_is_no_word_on_a_province() -> None:
    told = tie_of("gn:1583992", "gn:1796328")  # Da Nang and Shandong
    assert str(told.stands.short) == "active in 2020"


@pytest.mark.parametrize(
    ("held", "folded"),
    [
        ("gn:3117735~gn:4164138", "gn:3117735~gn:4164238"),  # Madrid: the city of Miami signed
        (
            "x:de-berlin-charlottenburg-wilmersdorf~x:de-forchheim-district",
            "gn:2808473~gn:2925910",
        ),
        ("x:de-berlin-charlottenburg-wilmersdorf~x:de-kulmbach-district", "gn:2808473~gn:2882588"),
        ("gn:5391811~gn:858787", "gn:5391811~gn:756135"),  # San Diego: Warsaw and Mazovia
    ],
)
def test_one_agreement_is_held_once(release: Release, held: str, folded: str) -> None:
    asked = "SELECT tie_id FROM ties WHERE tie_id IN (?, ?)"
    assert rows(release, asked, held, folded) == [(held,)]


@pytest.mark.parametrize(
    ("here", "partners"),
    [
        ("gn:3053281", {"gn:10630003", "gn:1783763"}),  # Érd: Xuzhou, Zhuzhou
        ("gn:3026465", {"gn:673150", "gn:683023"}),  # Chartres-de-Bretagne: two Călărași
    ],
)
def test_of_two_that_may_be_one_each_names_the_other(here: str, partners: set[str]) -> None:
    told = {one.b.place_id: one for one in ties_of(here) if one.b.place_id in partners}
    assert set(told) == partners
    for partner, tie in told.items():
        assert {one.place.place_id for one in tie.other_levels} == partners - {partner}


def test_who_proposes_to_end_a_tie_lists_nothing() -> None:
    for partner in ("gn:625142", "gn:554230"):  # West Pomerania with Minsk's region, Kaliningrad's
        told = tie_of("gn:3337499", partner)
        assert (told.standing, told.end) == ("one_old_source", None)
        said = str(told.stands.sentence)
        assert said.startswith("No list of ours names it. It was proposed")


def test_odesa_and_minsk_are_on_no_list_since_it_was_proposed_to_end_it() -> None:
    told = tie_of("gn:698740", "gn:625144")
    assert (told.standing, told.seen_until) == ("no_longer_listed", 2022)
    assert [(one.event, one.date) for one in told.events] == [("proposed", "2022-08-24")]


def test_a_ruled_population_has_the_year_that_its_source_tells(release: Release) -> None:
    asked = "SELECT place_id, population_year FROM places WHERE population_source = 'decisions'"
    years = dict(rows(release, asked))
    assert years["gn:8347353"] == 2011  # Ekurhuleni
    assert {years[one] for one in ("gn:1581298", "gn:1583992", "gn:1586203")} == {2025}
