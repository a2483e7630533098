"""`assess` on the drawn world: conflicts of every kind, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from sistercities.partners.conflicts import conflicts_of, conflicts_of_candidates

import sistercities as sc
from sistercities.dataset.release.store import open_release
from sistercities.errors import InvalidArgument, PlaceAmbiguous, PlaceNotFound
from sistercities.partners.ground import Ground
from sistercities.partners.read_ground import read_ground


@pytest.fixture(scope="module")
def drawn(release_folder: Path) -> Ground:
    """Facts of the drawn world."""
    with open_release(release_folder) as release:
        return read_ground(release)


def _told(folder: Path, home: str, partner: str) -> list[tuple[str, str]]:
    found = sc.assess(home, partner, data=folder)
    return [(conflict.kind, conflict.sentence) for conflict in found.conflicts]


@pytest.mark.parametrize(
    ("home", "partner", "kind", "words"),
    [
        ("Ningwan", "Tokiwa", "tied", "are tied already since 1992"),
        ("Tokiwa", "Ningwan", "tied", "Tokiwa and Ningwan are tied"),
        ("Songgang", "Sakurai", "tied", "on the list of 2026, status not stated"),
        ("Songgang", "Kawabe, JP-92", "tied", "since 1979 (the year is in doubt)"),
        ("Zhutan", "Portclair", "ended", "since 1999 ended in 2010"),
        ("Songgang", "Altwerder", "suspended", "was suspended in 2012"),
        ("Meiping", "Tokiwa", "pending", "is planned and not known to be signed"),
        ("Ningwan", "Higashino", "level", "Higashino is a region, Ningwan is not; 1 of 36 ties"),
    ],
)
def test_what_stands_in_the_way_is_told(
    release_folder: Path, home: str, partner: str, kind: str, words: str
) -> None:
    ((found, sentence),) = _told(release_folder, home, partner)
    assert found == kind
    assert words in sentence


def test_nothing_known_is_no_conflict_and_a_dual_place_fits_both_levels(
    release_folder: Path,
) -> None:
    assert _told(release_folder, "Ningwan", "Sakurai") == []
    assert _told(release_folder, "Jinghai", "Sakurai") == []
    assert _told(release_folder, "Jinghai", "Kitazawa") == []


def test_a_conflict_of_a_tie_names_the_tie_and_its_sources(release_folder: Path) -> None:
    (conflict,) = sc.assess("Ningwan", "Tokiwa", data=release_folder).conflicts
    (tie,) = [tie for tie in sc.ties_of("Ningwan", data=release_folder) if tie.b.name == "Tokiwa"]
    assert conflict.ties == (tie.tie_id,)
    assert all(source in conflict.evidence for source in tie.sources)


def test_rivals_of_either_side_are_named(release_folder: Path, drawn: Ground) -> None:
    """Ningwan (CN) is tied with places in JP, FR and DE; let JP be a rival of FR, and of CN."""
    codes = drawn.countries.codes.tolist()
    cn, fr, jp = (codes.index(code) for code in ("CN", "FR", "JP"))
    rivalry = drawn.countries.pairs["rivalry_tss"]
    rivalry[:] = 0
    dispute = drawn.countries.pairs["dispute_level"]
    dispute[:] = 0
    rivalry[fr, jp] = rivalry[jp, fr] = 1
    dispute[cn, jp] = dispute[jp, cn] = 1
    home, partner = (drawn.position[key] for key in ("gn:921", "gn:831"))  # Ningwan, Sakurai
    with open_release(release_folder) as release:
        found = conflicts_of(release, drawn, home, partner)
    assert [conflict.kind for conflict in found] == ["dispute", "partner_of_rival"]
    french = {
        str(drawn.places.ids[k]) for k in drawn.ties.partners(home) if drawn.places.country[k] == fr
    }
    assert set(found[1].places) == french != set()
    with open_release(release_folder) as release:
        back = conflicts_of(release, drawn, partner, home)
    assert [conflict.kind for conflict in back] == ["dispute", "rival_of_partner"]
    assert back[1].sentence == found[1].sentence


@pytest.mark.parametrize(
    ("home", "partner", "words"),
    [
        ("Ningwan", "Ningwan", "it is the place itself; name another"),
        ("Ningwan", "宁湾", "it is the place itself; name another"),
        ("Ningwan", "Qingmo", "Ningwan lies in Qingmo"),
        ("Qingmo", "Ningwan", "Ningwan lies in Qingmo"),
        ("Hushi", "Lanyu", "Hushi lies in Lanyu"),
        ("Jinghai", "Nanyuan", "Nanyuan lies in Jinghai"),
        ("Lanyu", "Valmont", "take its successor Grand-Val (gn:702)"),
    ],
)
def test_pairs_that_can_make_no_tie_are_refused(
    release_folder: Path, home: str, partner: str, words: str
) -> None:
    with pytest.raises(InvalidArgument) as caught:
        sc.assess(home, partner, data=release_folder)
    assert words in str(caught.value)


def test_names_and_weights_that_mean_nothing_are_refused(release_folder: Path) -> None:
    with pytest.raises(PlaceNotFound, match="nearest"):
        sc.assess("Ningwan", "Tokiwo", data=release_folder)
    with pytest.raises(PlaceAmbiguous, match="Kawabe"):
        sc.assess("Ningwan", "Kawabe", data=release_folder)
    for weights in ("economy=-1", {"econmy": 1}, "economy=two"):
        with pytest.raises(InvalidArgument, match="weights="):
            sc.assess("Ningwan", "Sakurai", weights=weights, data=release_folder)
    with pytest.raises(InvalidArgument, match="use one of trade"):
        sc.assess("Ningwan", "Sakurai", purpose="sports", data=release_folder)


def test_a_country_is_refused_with_cities_of_it() -> None:
    with pytest.raises(InvalidArgument, match="is a country; give a city or region of it, such"):
        sc.assess("Ningbo", "France")
    with pytest.raises(InvalidArgument, match="is a country; give a city or region of it, such"):
        sc.benchmark("Japan")


def test_a_place_without_population_is_weighed_and_told(release_folder: Path) -> None:
    found = sc.assess("Ningwan", "Higashino", data=release_folder)
    assert any("The population of Higashino is not known" in note for note in found.notes)
    assert "partner_size" in {criterion.reason.feature for criterion in found.unknown}


def test_a_purpose_stands_for_its_weights(release_folder: Path) -> None:
    by_purpose = sc.assess("Ningwan", "Sakurai", purpose="culture", data=release_folder)
    by_weights = sc.assess("Ningwan", "Sakurai", weights=by_purpose.weights, data=release_folder)
    assert by_purpose == by_weights
    assert by_purpose.weights


def test_candidates_are_told_what_a_scorecard_tells_of_them() -> None:
    """On the release: of places of one level without a tie on record both say the same."""
    with open_release() as release:
        ground = read_ground(release)
        for name, count in (("gn:1799397", 12), ("gn:281184", 6)):
            found = sc.recommend(name, count=count)
            at = [ground.position[each.place.place_id] for each in found.partners]
            home = ground.position[name]
            told = conflicts_of_candidates(release, ground, home, at)
            assert [each.conflicts for each in found.partners] == told
            assert told == [conflicts_of(release, ground, home, one) for one in at]
            assert any(told)
    alone = sc.recommend("gn:1799397", why=found.partners[0].place.place_id)
    assert (
        alone.partners[0].conflicts
        == sc.assess("gn:1799397", found.partners[0].place.place_id).conflicts
    )


def test_a_conflict_changes_no_score() -> None:
    found = sc.recommend("gn:1799397", count=5)
    assert any(partner.conflicts for partner in found.partners)
    for partner in found.partners:
        added = sum(reason.contribution for reason in partner.reasons)
        assert partner.base + added == pytest.approx(partner.score, abs=1e-9)


def test_between_two_places_of_one_country_rivals_abroad_are_no_conflict() -> None:
    for partner in ("Suzhou, CN-JS", "Qingdao"):
        kinds = {one.kind for one in sc.assess("Ningbo", partner).conflicts}
        assert not kinds & {"rivalry", "dispute", "partner_of_rival", "rival_of_partner"}
    assert "partner_of_rival" in {one.kind for one in sc.assess("Ningbo", "Aachen").conflicts} | {
        one.kind for one in sc.assess("Ningbo", "Saint Petersburg, RU").conflicts
    }


def test_flights_between_the_mainland_and_hong_kong_are_not_known() -> None:
    for partner in ("Hong Kong", "Taipei"):
        unknown = {one.reason.feature for one in sc.assess("Ningbo", partner).unknown}
        assert "direct_flight" in unknown
