"""Links of items by a name alone: points of later snapshots move them, and lone names wait."""

from __future__ import annotations

import pytest

from building.made_up_observations import known, place
from release_build.resolving.wikidata import LATER_POINT, resolve_wikidata
from release_build.resolving.witnesses import NO_WITNESS, is_named_alike, with_witnesses
from release_build.wikidata.labels import read_label
from sistercities.dataset.decisions import Decisions
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.dataset.resolved import ResolvedClaim
from sistercities.sources.undated_claims import undated_claim
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.places import Resolution

PARTNER = (50.0, 10.0)
WORLD = Gazetteer(
    [
        place("gn:1", "Partnerstadt", "DE", point=PARTNER, people=90_000, item="Q1"),
        place("gn:2", "Leirvik", "NO", point=(59.8, 5.5), people=400_000),
        place("gn:3", "Leirvik", "FO", point=(62.2, -6.7), people=1_000),
        place("gn:4", "Ada", "US", point=(47.3, -96.5), people=2_000, names=("Aida",)),
        place("gn:5", "Rees", "DE", point=(51.8, 6.4), people=22_000, names=("Leisi",)),
        place("gn:6", "Einzigort", "CZ", point=(49.0, 15.0), people=3_000),
        place("gn:7", "Tainai", "JP", point=(38.0, 139.4), people=28_000),
        place("gn:8", "Tainan", "TW", point=(23.0, 120.2), people=1_800_000, item="Q8"),
        place("gn:9", "Leirvik", "DE", point=(50.5, 10.5), people=900),
        place("gn:10", "Guangxi", "CN", point=(24.0, 109.0), level="region1"),
    ]
)


def stated(item: str, label: str, partner: str = "Partnerstadt") -> SourceClaim:
    a, b = NamedEnd(label, "", given_id=f"wd:{item}"), NamedEnd(partner, "", given_id="wd:Q1")
    return undated_claim(f"wikidata-2016:{item}~Q1", "made up", a, b, licence="CC0-1.0")


def seen(
    label: str, country: str, point: tuple[float, float], item: str = "", beside: bool = True
) -> SourceClaim:
    """Make a claim of a later snapshot: what is labelled so, beside the partner or another."""
    a = NamedEnd(
        label, country, latitude=point[0], longitude=point[1], given_id=f"wd:{item}" if item else ""
    )
    name, (latitude, longitude) = ("Partnerstadt", PARTNER) if beside else ("Fernau", (0.0, 0.0))
    b = NamedEnd(name, "DE", latitude=latitude, longitude=longitude)
    return undated_claim(f"wikidata-2017:{label}", "made up", a, b, licence="CC0-1.0")


def linked(
    claims: list[SourceClaim],
    later: list[SourceClaim],
    others: tuple[ResolvedClaim, ...] = (),
) -> Resolution:
    """Resolve the first item beside later snapshots and other sources, and ask for witnesses."""
    resolved = resolve_wikidata(claims, WORLD, Decisions(), others, later)
    return with_witnesses([*resolved, *others], later, WORLD)[0].a


LEIRVIK = stated("Q2", "Leirvik")


def test_a_point_beside_the_same_partner_moves_the_link_to_the_namesake_there() -> None:
    found = linked([LEIRVIK], [seen("Leirvik", "FO", (62.21, -6.71))])
    assert (found.place_id, found.method) == ("gn:3", LATER_POINT)


def test_the_point_of_the_item_itself_moves_it_whoever_is_its_partner() -> None:
    found = linked([LEIRVIK], [seen("Leirvik", "FO", (62.21, -6.71), item="Q2", beside=False)])
    assert found.place_id == "gn:3"


def test_a_link_that_another_source_has_stands_against_a_point() -> None:
    told = known("list-2026", "gn:2", "gn:1")
    found = linked([LEIRVIK], [seen("Leirvik", "FO", (62.21, -6.71))], (told,))
    assert found.place_id == "gn:2"


def test_a_contradicted_link_waits_where_no_place_lies_at_the_point() -> None:
    found = linked([stated("Q5", "Leisi")], [seen("Leisi Parish", "EE", (58.57, 22.7))])
    assert (found.place_id, found.reason) == (
        "", "a later snapshot of Wikidata has it at 58.57 22.70",
    )  # fmt: skip


def test_a_like_name_with_an_item_of_its_own_is_another() -> None:
    claims = [stated("Q7", "Tainai"), stated("Q8", "Tainan")]
    found = linked(claims, [seen("Tainan", "TW", (23.0, 120.2), item="Q8")])
    assert found.place_id == "gn:7"


def test_a_like_label_that_another_partner_bears_is_that_partner() -> None:
    claims = [stated("Q7", "Tainai"), stated("Q8", "Tainan")]
    assert linked(claims, [seen("Tainan", "TW", (23.0, 120.2))]).place_id == "gn:7"


def test_a_point_anywhere_in_its_country_contradicts_no_region() -> None:
    claims = [stated("Q10", "Guangxi")]
    assert linked(claims, [seen("Guangxi", "CN", (22.8, 107.0))]).place_id == "gn:10"


@pytest.mark.parametrize(
    ("label", "later", "others", "expected"),
    [
        ("Aida", [], (), ""),
        ("Aida", [seen("Aida", "US", (47.31, -96.5), beside=False)], (), "gn:4"),
        ("Aida", [], (known("list-2026", "gn:4", "gn:1"),), "gn:4"),
        ("Einzigort", [], (), "gn:6"),
    ],
)
def test_a_by_name_alone_waits_for_a_second_witness_and_a_main_name_does_not(
    label: str, later: list[SourceClaim], others: tuple[ResolvedClaim, ...], expected: str
) -> None:
    found = linked([stated("Q4", label)], later, others)
    assert found.place_id == expected
    assert bool(found.reason == NO_WITNESS) is not bool(expected)


def test_the_likeliest_of_several_waits_without_a_witness_and_shows_what_it_may_be() -> None:
    found = linked([LEIRVIK], [])
    assert (found.place_id, found.reason, found.candidates) == ("", NO_WITNESS, ("gn:2",))


def test_a_partner_in_the_same_country_is_a_witness_of_the_likeliest() -> None:
    home = [
        place("gn:1", "Partnerstadt", "NO", point=PARTNER, item="Q1"),
        *(WORLD.places[one] for one in ("gn:2", "gn:3")),
    ]
    resolved = resolve_wikidata([LEIRVIK], Gazetteer(home), Decisions(), ())
    assert with_witnesses(resolved, [], Gazetteer(home))[0].a.place_id == "gn:2"


@pytest.mark.parametrize(
    ("label", "name", "expected"),
    [
        ("Kisljar", "Kizlyar", True),
        ("Playas de Rosarito", "Rosarito", True),
        ("Municipio de Yaguajay", "Yaguajay", True),
        ("Edde", "Ede", False),
        ("Blatten", "Schwerzenbach / Blatten", False),
        ("Terézváros", "Budapest VI. kerület", False),
    ],
)
def test_a_spelling_of_the_main_name_or_more_words_are_the_name(
    label: str, name: str, expected: bool
) -> None:
    assert is_named_alike(read_label(label), place("gn:1", name, "AA")) is expected
