"""`assess` on the drawn world: what stands in the way, in which order, and what is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import sistercities as sc
from sistercities.dataset.release.store import open_release
from sistercities.errors import InvalidArgument, PlaceAmbiguous, PlaceNotFound
from sistercities.partners.gate.of_pairs import obstacles_of, obstacles_of_candidates
from sistercities.partners.gate.strains import Strains
from sistercities.partners.ground import Ground
from sistercities.partners.short_lists.weighing import purpose_called
from sistercities.partners.ties_behind import TiesBehind, named


def _told(folder: Path, home: str, partner: str) -> list[tuple[str, str]]:
    found = sc.assess(home, partner, data=folder)
    return [(each.kind, each.sentence) for each in found.obstacles]


@pytest.mark.parametrize(
    ("home", "partner", "kind", "strength", "words"),
    [
        ("Ningwan", "Tokiwa", "tied", "note", "are partners already since 1992"),
        ("Tokiwa", "Ningwan", "tied", "note", "Tokiwa and Ningwan are partners"),
        ("Songgang", "Sakurai", "tied", "note", "on the list of 2026, status not stated"),
        ("Songgang", "Kawabe, JP-92", "tied", "note", "since 1979 (the year is in doubt)"),
        (
            "Kawabe, JP-92",
            "Roquefeuille",
            "tied",
            "note",
            "a list of 2016; no newer one tells",
        ),
        ("Sakurai", "Portclair", "no_longer_listed", "caution", "a newer list of both lacks it"),
        ("Kawabe, JP-91", "Portclair", "never_valid", "caution", "annulled, or never agreed"),
        ("Zhutan", "Portclair", "ended", "caution", "since 1999 ended in 2010"),
        ("Songgang", "Altwerder", "suspended", "caution", "was suspended on 12 December 2012"),
        ("Meiping", "Tokiwa", "pending", "note", "is planned and not known to be signed"),
        ("Ningwan", "Higashino", "level", "note", "Higashino is a region, Ningwan is not"),
    ],
)
def test_what_stands_in_the_way_is_told(
    release_folder: Path, home: str, partner: str, kind: str, strength: str, words: str
) -> None:
    found = sc.assess(home, partner, data=release_folder).obstacles[0]
    assert (found.kind, found.strength) == (kind, strength)
    assert words in found.sentence


def test_nothing_known_is_no_obstacle_and_a_dual_place_fits_both_levels(
    release_folder: Path,
) -> None:
    assert _told(release_folder, "Ningwan", "Sakurai") == []
    assert _told(release_folder, "Jinghai", "Sakurai") == []
    assert _told(release_folder, "Jinghai", "Kitazawa") == []


def test_an_obstacle_of_a_tie_names_the_tie_and_its_sources(release_folder: Path) -> None:
    (one,) = sc.assess("Ningwan", "Tokiwa", data=release_folder).obstacles
    (tie,) = [tie for tie in sc.ties_of("Ningwan", data=release_folder) if tie.b.name == "Tokiwa"]
    assert one.ties == (tie.tie_id,)
    assert all(source in one.evidence for source in tie.sources)


def test_an_earlier_tie_comes_first_and_is_no_praise(guarded_folder: Path) -> None:
    """The two had a tie that was suspended, and a law of 2021 bars a new one: both are told."""
    found = sc.assess("Songgang", "Altwerder", data=guarded_folder)
    assert [each.kind for each in found.obstacles] == ["suspended", "law", "law"]
    assert found.own_ties == found.obstacles[:1]
    assert found.verdict == "barred"
    assert "No place in China ties with Nordmark (2021)." in found.in_short.against
    assert [each.sentence for each in found.to_note] == [
        "Places in China report every tie, as of 2021."
    ]


def test_a_bar_is_the_answer(guarded_folder: Path) -> None:
    found = sc.assess("Altwerder", "Roquefeuille", data=guarded_folder)
    assert found.verdict == "barred"
    assert found.sentence == (
        "Roquefeuille cannot be suggested to Altwerder. "
        "Germany and France are at war, as of May 2026."
    )
    assert found.in_short.against[0] == "Germany and France are at war, as of May 2026."
    (war,) = found.obstacles
    assert (war.row_id, war.strength, war.as_of) == ("war:DE:FR", "bar", "2026-05")
    assert war.evidence == "Gazette of the drawn world, as of May 2026"
    assert sc.assess("Roquefeuille", "Altwerder", data=guarded_folder).verdict == "barred"


def test_care_is_said_against_and_leaves_no_better_word_than_fair(guarded_folder: Path) -> None:
    found = sc.assess("Tokiwa", "Saint-Orme", data=guarded_folder)
    assert found.in_short.against[:2] == (
        "Germany and France are at war, as of May 2026.",
        "Japan sanctions France, as of 2025.",
    )
    assert found.verdict in ("possible", "unlikely")
    # France is at war with Germany: beside the caution that is said first, and its date counts.
    assert found.sentence.startswith(
        "Germany and France are at war, as of May 2026. Japan sanctions France, as of 2025. "
    )
    assert (
        "Whether this has changed since May 2026: we have no newer source on it."
        in found.in_short.to_find_out
    )


def test_a_unit_is_a_note_where_its_status_is_recognised(guarded_folder: Path) -> None:
    """Beaulac is barred for a place in Japan, and noted for one in China that recognises it."""
    assert sc.assess("Kawabe, JP-92", "Portclair", data=guarded_folder).verdict == "barred"
    found = sc.assess("Songgang", "Portclair", data=guarded_folder)
    of_unit = [each for each in found.obstacles if each.kind == "special_status"]
    assert [each.strength for each in of_unit] == ["note"]
    assert found.verdict != "barred"


def test_a_partner_in_a_barred_state_is_one_line(guarded_folder: Path) -> None:
    """Freihafen (DE), at war with FR, and Ningwan, which is tied today with Saint-Orme there.

    Portclair, a partner of Shuanghe, lies in a unit that is held apart from FR: no relation of FR.
    """
    found = sc.assess("Freihafen", "Ningwan", data=guarded_folder)
    lines = [each for each in found.obstacles if each.kind == "partner_of_barred"]
    assert [each.sentence for each in lines] == [
        "Our sources name Ningwan as a partner of Saint-Orme, in FR. We say so because we suggest "
        "nobody in FR to Freihafen; it is nothing against Ningwan."
    ]
    assert [each.strength for each in lines] == ["note"]
    assert not [
        each for each in sc.assess("Freihafen", "Shuanghe", data=guarded_folder).obstacles
        if each.kind == "partner_of_barred"
    ]  # fmt: skip
    assert not [
        each for each in sc.assess("Tokiwa", "Ningwan", data=guarded_folder).obstacles
        if each.kind == "partner_of_barred"
    ]  # fmt: skip


def test_a_part_of_a_partner_is_told_as_such(guarded_folder: Path) -> None:
    """Hushi is a county in Shuanghe, a partner of Tokiwa; of a region around it that is a note."""
    found = sc.assess("Tokiwa", "Hushi", data=guarded_folder)
    kin = [each for each in found.obstacles if each.kind == "kin"]
    assert [each.sentence for each in kin] == [
        "Tokiwa is already a partner of Shuanghe, in which Hushi lies."
    ]
    assert [each.strength for each in kin] == ["caution"]
    assert found.verdict in ("possible", "unlikely")
    around = sc.assess("Tokiwa", "Lanyu", data=guarded_folder).obstacles
    (note,) = (each for each in around if each.kind == "kin")
    assert note.strength == "note"
    assert note.sentence.startswith("Tokiwa is already a partner of ")
    assert note.sentence.endswith(" in Lanyu.")


def test_a_place_that_contains_a_partner_is_told_as_such(guarded_folder: Path) -> None:
    """Saint-Orme is tied with the district Nanyuan of Jinghai."""
    found = sc.assess("Saint-Orme", "Jinghai", data=guarded_folder)
    assert [each.sentence for each in found.obstacles if each.kind == "kin"] == [
        "Saint-Orme is already a partner of Nanyuan, which lies in Jinghai."
    ]


def test_what_was_looked_at_is_said_with_its_newest_dates(guarded_folder: Path) -> None:
    said = sc.assess("Ningwan", "Sakurai", data=guarded_folder).looked_at
    assert said.startswith("Looked at: 3 entries on wars, relations, sanctions")
    assert "(the newest of May 2026), 2 laws and decisions (the newest of 2021)" in said
    assert "came later, is not known here." in said


def test_silence_names_what_was_looked_at(release_folder: Path) -> None:
    """The drawn world has no rows at all: the answer says so, not that all is well."""
    found = sc.assess("Ningwan", "Sakurai", data=release_folder)
    assert found.obstacles == ()
    assert "Looked at: 0 entries" in found.looked_at


@pytest.mark.parametrize(
    ("home", "partner", "words"),
    [
        (
            "Ningwan",
            "Ningwan",
            "Both names lead to Ningwan. Give another place",
        ),
        ("Ningwan", "宁湾", "Both names lead to Ningwan. Give another place"),
        ("Ningwan", "Qingmo", "Ningwan lies in Qingmo"),
        ("Qingmo", "Ningwan", "Ningwan lies in Qingmo"),
        ("Hushi", "Lanyu", "Hushi lies in Lanyu"),
        ("Jinghai", "Nanyuan", "Nanyuan lies in Jinghai"),
    ],
)
def test_pairs_that_can_make_no_tie_are_refused(
    release_folder: Path, home: str, partner: str, words: str
) -> None:
    with pytest.raises(InvalidArgument) as caught:
        sc.assess(home, partner, data=release_folder)
    assert words in str(caught.value)


def test_a_region_that_ended_is_answered_for_by_what_followed_it(release_folder: Path) -> None:
    found = sc.assess("Lanyu", "Valmont", data=release_folder)
    assert found.partner.place_id == "gn:702"
    assert found.sentence.startswith(
        "Valmont ended in 2015; this is the answer for Grand-Val, which followed it. "
    )


def test_names_and_weights_that_mean_nothing_are_refused(release_folder: Path) -> None:
    with pytest.raises(PlaceNotFound, match="nearest"):
        sc.assess("Ningwan", "Tokiwo", data=release_folder)
    with pytest.raises(PlaceAmbiguous, match="Kawabe"):
        sc.assess("Ningwan", "Kawabe", data=release_folder)
    for weights in ("economy=-1", {"econmy": 1}, "economy=two"):
        with pytest.raises(InvalidArgument, match="weights="):
            sc.assess("Ningwan", "Sakurai", weights=weights, data=release_folder)
    with pytest.raises(InvalidArgument, match="use trade"):
        sc.assess("Ningwan", "Sakurai", purpose="chess", data=release_folder)


def test_a_country_is_refused_with_cities_of_it() -> None:
    with pytest.raises(InvalidArgument, match=r"^[A-Z][a-z]+ is a country\. Give a city or"):
        sc.assess("Ningbo", "France")
    with pytest.raises(InvalidArgument, match=r"^[A-Z][a-z]+ is a country\. Give a city or"):
        sc.benchmark("Japan")


def test_a_place_without_population_is_weighed_and_told(release_folder: Path) -> None:
    found = sc.assess("Ningwan", "Higashino", data=release_folder)
    assert any("The population of Higashino is not known" in note for note in found.notes)
    assert "partner_size" in {criterion.reason.feature for criterion in found.unknown}


def test_a_purpose_stands_for_its_weights(release_folder: Path) -> None:
    by_purpose = sc.assess("Ningwan", "Sakurai", purpose="culture", data=release_folder)
    by_weights = sc.assess("Ningwan", "Sakurai", weights=by_purpose.weights, data=release_folder)
    assert by_purpose.weights
    assert by_purpose.in_short == by_weights.in_short
    wishes = {one.reason.feature for one in (*by_purpose.criteria, *by_purpose.unknown)
              if one.reason.group == "wish"}  # fmt: skip
    assert wishes == set(purpose_called("culture").weighing.terms)
    of_facts = [one for one in by_purpose.criteria if one.reason.group != "wish"]
    assert of_facts == list(by_weights.criteria)


def test_candidates_are_told_what_a_scorecard_tells_of_them(package_ground: Ground) -> None:
    """On the release: of places of one level without a tie on record both say the same.

    A scorecard tells beside it what the partners of the two are; a list says so once. An old threat
    of the two states, and what is so of the home place with everybody, the scorecard tells alone.
    """
    with open_release() as release:
        ground = package_ground
        strains = Strains(release, ground)
        for name, count in (("gn:1799397", 12), ("gn:281184", 6)):
            found = sc.rank_partners(name, count=count)
            at = [ground.position[each.place.place_id] for each in found.partners]
            home = ground.position[name]
            told = obstacles_of_candidates(release, ground, home, at)
            assert [each.obstacles for each in found.partners] == told
            alone = [obstacles_of(release, ground, home, one, {}, strains) for one in at]
            assert told == [
                tuple(
                    each
                    for each in one
                    if each.kind not in ("partner_of_barred", "dispute") and not each.is_of_home
                )
                for one in alone
            ]
            assert any(told)


def test_an_obstacle_changes_no_score() -> None:
    found = sc.rank_partners("gn:1799397", count=5)
    assert any(partner.obstacles for partner in found.partners)
    for partner in found.partners:
        added = sum(reason.contribution for reason in partner.reasons)
        assert partner.base + added == pytest.approx(partner.score, abs=1e-9)


def test_between_two_places_of_one_country_nothing_between_states_is_told() -> None:
    for partner in ("Suzhou, CN-JS", "Qingdao"):
        assert not sc.assess("Ningbo", partner).obstacles


def test_flights_between_the_mainland_and_hong_kong_are_not_known() -> None:
    for partner in ("Hong Kong", "Taipei"):
        unknown = {one.reason.feature for one in sc.assess("Ningbo", partner).unknown}
        assert "direct_flight" in unknown


def test_namesakes_in_one_list_are_told_apart_by_their_regions(package_ground: Ground) -> None:
    ground = package_ground
    names, region = ground.places.names.astype(str), ground.places.region
    towns = np.flatnonzero(names == "Behringen")
    towns = towns[np.unique(region[towns], return_index=True)[1]]
    alone = np.flatnonzero(names == "Tilburg")
    places = tuple(np.concatenate((towns, alone)).tolist())
    nothing = np.zeros(0, dtype=np.int64)
    said = sorted(str(named(ground, TiesBehind(places, nothing, nothing))).split("), "))
    assert said == [
        "Behringen (Lower Saxony, DE", "Behringen (Thuringia, DE", "Tilburg (NL)",
    ]  # fmt: skip
