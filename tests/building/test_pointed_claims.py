"""Items and points of later snapshots of Wikidata become places; what waits is settled by ties."""

from __future__ import annotations

from building.made_up_observations import known, place
from release_build.resolving.known_ties import KNOWN_TIE, firm_partners
from release_build.resolving.pointed_claims import (
    ELSEWHERE,
    is_told_by_itself,
    resolve_pointed_claims,
)
from sistercities.dataset.decisions import Decisions, NameDecision
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.sources.undated_claims import undated_claim
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Resolution

WORLD = Gazetteer(
    [
        place("gn:1", "Ahaven", "NL", point=(52.0, 5.0), item="Q1"),
        place("gn:2", "Bekdorf", "DE", point=(50.0, 8.0)),
        place("gn:3", "Bekdorf", "DE", point=(53.0, 9.0)),
        place("gn:4", "Cetal", "ES", point=(40.0, -3.0)),
        place("gn:5", "Cetal", "ES", point=(40.25, -3.0)),
    ]
)
NONE = Decisions()


def item(name: str, country: str, qid: str, point: tuple[float, float]) -> NamedEnd:
    return NamedEnd(
        name, country, latitude=point[0], longitude=point[1], given_id=f"wd:{qid}" if qid else ""
    )


def resolved(
    a: NamedEnd, b: NamedEnd, others: list[ResolvedClaim], rulings: Decisions = NONE
) -> ResolvedClaim:
    claim = undated_claim("wikidata-2021:x", "row 1", a, b, licence="CC0-1.0")
    (one,) = resolve_pointed_claims([claim], WORLD, rulings, others)
    return one


def linked(qid: str, place_id: str) -> ResolvedClaim:
    """Link an item to a place as wikidata-2016 does."""
    ends = NamedEnd("made up", "", given_id=f"wd:{qid}"), NamedEnd("Ahaven", "", given_id="wd:Q1")
    claim = undated_claim("wikidata-2016:x", "made up", *ends, licence="CC0-1.0")
    return ResolvedClaim(claim, Resolution(place_id, "alias", 0.99), Resolution("gn:1", "id", 1.0))


AHAVEN = item("Ahaven", "NL", "Q1", (52.0, 5.0))


def test_an_item_is_the_place_that_has_it_or_that_was_linked_to_it() -> None:
    one = resolved(AHAVEN, item("Beckdorf", "DE", "Q2", (50.1, 8.1)), [linked("Q2", "gn:2")])
    assert (one.a.place_id, one.a.method) == ("gn:1", "item")
    assert (one.b.place_id, one.b.method) == ("gn:2", "item+wikidata_2016")


def test_a_link_does_not_stand_against_a_place_of_the_label_at_the_point() -> None:
    one = resolved(AHAVEN, item("Bekdorf", "DE", "Q2", (53.0, 9.0)), [linked("Q2", "gn:2")])
    assert (one.b.place_id, one.b.method) == ("gn:3", "alias+coordinates")


def test_a_link_far_from_the_point_waits() -> None:
    one = resolved(AHAVEN, item("Elsewhere", "DE", "Q2", (44.0, 20.0)), [linked("Q2", "gn:2")])
    assert (one.b.place_id, one.b.reason) == ("", ELSEWHERE)


def test_a_tie_of_another_source_settles_a_name_whose_point_is_off() -> None:
    off = item("Cetal", "ES", "", (40.1, -3.0))
    assert not resolved(AHAVEN, off, []).b.place_id
    one = resolved(AHAVEN, off, [known("regions-2026", "gn:1", "gn:4")])
    assert (one.b.place_id, one.b.method) == ("gn:4", KNOWN_TIE)


def test_a_tie_that_rests_on_a_guess_settles_nothing() -> None:
    guessed = known("enwiki-2026", "gn:1", "gn:4", "alias+country+level+population")
    assert not resolved(AHAVEN, item("Cetal", "ES", "", (40.1, -3.0)), [guessed]).b.place_id
    chosen = known("wikidata-2016", "gn:1", "gn:5", "alias+known_ties")
    assert firm_partners([guessed, chosen]) == {}


def test_a_ruling_on_an_item_goes_first() -> None:
    rulings = Decisions(
        (
            NameDecision(
                "wikidata-2021", "Bekdorf", "DE", "wd:Q2", "", "gn:2", "made up", "2026-11-28", ""
            ),
        )
    )
    one = resolved(AHAVEN, item("Bekdorf", "DE", "Q2", (53.0, 9.0)), [], rulings)
    assert (one.b.place_id, one.b.method) == ("gn:2", "decision")
    assert rulings.unused() == ()


def test_a_claim_is_evidence_only_where_items_or_points_tell_both_places() -> None:
    by_point = resolved(AHAVEN, item("Bekdorf", "DE", "", (50.0, 8.0)), [])
    assert is_told_by_itself(by_point, WORLD)
    far_away = resolved(AHAVEN, item("Bekdorf", "DE", "Q9", (50.3, 8.0)), [linked("Q9", "gn:2")])
    assert far_away.b.place_id == "gn:2"
    assert not is_told_by_itself(far_away, WORLD)
    by_tie = resolved(
        AHAVEN, item("Bekdorf", "DE", "", (51.0, 8.0)), [known("wikidata-2016", "gn:1", "gn:2")]
    )
    assert not is_told_by_itself(by_tie, WORLD)
