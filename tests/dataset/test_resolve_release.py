"""Names resolved against the release of the drawn world, as a user has it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

import world
from dataset import made_up_overlay as made_up
from sistercities.dataset.index.opened import Index
from sistercities.dataset.release.store import open_release
from sistercities.dataset.resolving.kept_names import kept_ground, write_names
from sistercities.dataset.resolving.names_ground import read_names
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Resolution


@pytest.fixture(scope="module", params=["in memory", "in a file"])
def names(release_folder: Path, request: pytest.FixtureRequest) -> Iterator[ReleaseNames]:
    """Read the names of the world, as a whole and row by row."""
    with open_release(release_folder) as release:
        ground = read_names(release)
        if request.param == "in memory":
            yield ReleaseNames(ground)
            return
    kept = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    write_names(ground, kept)
    index = Index(None, kept)
    yield ReleaseNames(kept_ground(index))
    index.close()


def test_places_come_out_of_the_release_as_they_went_in(names: ReleaseNames) -> None:
    assert set(names.gazetteer.places) == set(world.places()) | set(world.remaining())
    assert set(names.small_ids) == set(world.remaining())
    for place_id, due in world.places().items():
        found = names.gazetteer.places[place_id]
        assert (found.name, found.country, found.region_iso, found.is_dual) == (
            due.name, due.country, due.region_iso, due.is_dual,
        )  # fmt: skip
        assert {name for name, _ in found.names} >= {name for name, _ in due.names}
        assert found.alias_ids == due.alias_ids
    assert names.gazetteer.places[world.HUSHI].parent_ids == (world.SHUANGHE, world.LANYU)


@pytest.mark.parametrize(
    ("end", "place"),
    [
        (NamedEnd("宁湾市", "CN"), world.NINGWAN),
        (NamedEnd("寧灣", "CN"), world.NINGWAN),
        (NamedEnd("Ning-wan", "CN"), world.NINGWAN),
        (NamedEnd("南原県", "JP"), world.MINAMIHARA),
        (NamedEnd("Kawabe", "JP", parents=("Kitazawa",)), world.KAWABE_K),
        (NamedEnd("Kawabe", "JP", parents=("北沢県", "nobody's land")), world.KAWABE_K),
        (NamedEnd("gn:929", ""), world.NINGWAN),
        (NamedEnd("any", "FR", given_id="gn:921"), world.NINGWAN),
        (NamedEnd("any", "", given_id="wd:Q701"), world.VALMONT),
        (NamedEnd("Freihafen", "DE"), world.FREIHAFEN),
    ],
)
def test_names_and_ids_lead_to_their_place(names: ReleaseNames, end: NamedEnd, place: str) -> None:
    assert names.resolve_end(end).place_id == place


@pytest.mark.parametrize(
    "end",
    [
        NamedEnd("Kawabe", "JP"),
        NamedEnd("Tokiwa", "CN"),
        NamedEnd("Nirgendwo", "DE"),
        NamedEnd("Altwerdr", "DE"),
        NamedEnd("any", "DE", given_id="wd:Q999999"),
    ],
)
def test_what_is_not_certain_waits(names: ReleaseNames, end: NamedEnd) -> None:
    found = names.resolve_end(end)
    assert (found.place_id, found.confidence) == ("", 0.0)
    assert found.reason


def test_a_name_without_a_country_is_trusted_less(names: ReleaseNames) -> None:
    stated = names.resolve_end(NamedEnd("Tokiwa", "JP"))
    alone = names.resolve_end(NamedEnd("Tokiwa", ""))
    assert alone.place_id == stated.place_id == world.TOKIWA
    assert alone.confidence < stated.confidence
    assert "country" in stated.method
    assert "country" not in alone.method


def test_an_unknown_container_rules_no_place_out(names: ReleaseNames) -> None:
    """In China a known container rules out; one that nothing is called says nothing."""
    assert names.resolve_end(NamedEnd("宁湾市", "CN", parents=("青墨省",))).place_id
    assert names.resolve_end(NamedEnd("宁湾市", "CN", parents=("東墨省",))).place_id
    assert not names.resolve_end(NamedEnd("宁湾市", "CN", parents=("岚屿省",))).place_id


def _resolved(names: ReleaseNames, a: NamedEnd, b: NamedEnd) -> tuple[Resolution, Resolution]:
    claim = made_up.claim(1, world.NINGWAN, world.TOKIWA).claim
    found = names.resolve(type(claim)(**{
        **{field: getattr(claim, field) for field in claim.__slots__}, "a": a, "b": b,
    }))  # fmt: skip
    return found.a, found.b


def test_a_tie_that_is_known_tells_homonyms_apart(names: ReleaseNames) -> None:
    """Meiping is tied with the Kawabe in Kitazawa; Altwerder with neither."""
    a, b = _resolved(names, NamedEnd("梅坪市", "CN"), NamedEnd("Kawabe", "JP"))
    assert (b.place_id, b.method) == (world.KAWABE_K, "alias+country+known_tie")
    b, a = _resolved(names, NamedEnd("Kawabe", "JP"), NamedEnd("梅坪市", "CN"))
    assert (b.place_id, a.place_id) == (world.KAWABE_K, world.MEIPING)
    _, b = _resolved(names, NamedEnd("Altwerder", "DE"), NamedEnd("Kawabe", "JP"))
    assert b.place_id == ""


def test_a_known_tie_never_changes_the_level(names: ReleaseNames) -> None:
    """Tokiwa is tied with the city Ningwan; a province of that name is another place."""
    _, b = _resolved(names, NamedEnd("常盤市", "JP"), NamedEnd("宁湾省", "CN"))
    assert b.place_id == ""


def test_claims_are_resolved_in_their_order(names: ReleaseNames) -> None:
    claims = [one.claim for one in world.claims()]
    found = [names.resolve(claim) for claim in claims]
    assert [one.claim for one in found] == claims
    due = {one.claim.claim_id: one for one in world.claims()}
    same = [
        (one.a.place_id, one.b.place_id)
        == (due[one.claim.claim_id].a.place_id, due[one.claim.claim_id].b.place_id)
        for one in found
    ]
    assert sum(same) >= len(same) - 1
