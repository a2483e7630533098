"""Names on twin-town lists become places: homonyms, wrong points, levels, twin rows, rulings."""

from dataclasses import replace

import pytest

from release_build.resolving.enwiki import resolve_enwiki
from sistercities.dataset.decisions import Decisions, NameDecision
from sistercities.dataset.gazetteer.places import Gazetteer
from sistercities.errors import BuildError
from sistercities.sources.enwiki_names import parse_name
from sistercities.terms.claims import NamedEnd, SourceClaim
from sistercities.terms.doubts import doubt_of
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import Level


def place(
    place_id: str,
    name: str,
    level: Level = "city",
    country: str = "CN",
    region: str = "",
    code: str = "",
    at: tuple[float, float] | None = None,
    people: int | None = None,
    parents: tuple[str, ...] = (),
    names: tuple[str, ...] = (),
) -> Place:
    return Place(
        place_id,
        name,
        "",
        level,
        country,
        region,
        gbt2260=code,
        latitude=at[0] if at else None,
        longitude=at[1] if at else None,
        population=people,
        names=tuple((one, "und") for one in (name, *names)),
        parent_ids=parents,
    )


WORLD = Gazetteer(
    [
        place("x:east", "Donghua", "region1", region="CN-E"),
        place("x:west", "Xihua", "region1", region="CN-W"),
        place("x:jilu-region", "Jilu", "region1", region="CN-J"),
        place("x:jilu", "Jilu", region="CN-J", code="9901", names=("Jilu City",)),
        place(
            "x:linhe-e", "Linhe", region="CN-E", code="9902", at=(30, 120), people=900_000,
            parents=("x:east",),
        ),
        place(
            "x:linhe-w", "Linhe", region="CN-W", code="9903", at=(30, 105), people=300_000,
            parents=("x:west",),
        ),
        place("x:hetang", "Hetang", region="CN-E", code="9904", people=500_000),
        place("x:hetang-town", "Hetang", region="CN-W", at=(29, 103), people=2_000_000),
        place("x:nanwan-e", "Nanwan", "district", region="CN-E", parents=("x:hetang", "x:east")),
        place("x:nanwan-w", "Nanwan", "district", region="CN-W", parents=("x:linhe-w", "x:west")),
        place("x:oregon", "Oregonia", "region1", country="US", region="US-OR"),
        place("x:maine", "Mainia", "region1", country="US", region="US-ME"),
        place("x:oak-a", "Oakton", country="US", at=(40, -80), people=900_000,
              parents=("x:oregon",)),
        place("x:oak-b", "Oakton", country="US", at=(34, -100), people=40_000,
              parents=("x:maine",)),
        place("x:port-or", "Portham", country="US", region="US-OR", at=(45, -122),
              people=600_000, parents=("x:oregon",)),
        place("x:port-me", "Portham", country="US", region="US-ME", at=(43, -70),
              people=60_000, parents=("x:maine",)),
        place("x:port-once", "Largeport", country="US", region="US-ME", at=(44, -71),
              people=90_000, parents=("x:maine",), names=("Portham",)),
        place("x:sakaki-a", "Sakaki", country="JP", at=(35, 139), people=200_000),
        place("x:sakaki-b", "Sakaki", country="JP", at=(36, 136), people=20_000),
        place("x:alba-a", "Alba", country="IT", at=(44, 8), people=60_000),
        place("x:alba-b", "Alba", country="IT", at=(41, 14), people=10_000),
        place("x:elm-a", "Elmton", country="US", at=(40, -80), people=60_000),
        place("x:elm-b", "Elmton", country="US", at=(34, -100), people=50_000),
        place("x:ash", "Ashton", country="US", at=(42, -75), people=90_000),
        place("x:fir", "Firton", country="US", at=(42, -75), people=900),
        place("x:yew", "Yewton", country="US", at=(42, -74), people=4_000),
        place("x:yew-large", "Pineton", country="US", at=(42, -78), people=20_000,
              names=("Yewton",)),
        place("x:bay-large", "Baia", country="IT", at=(40, 14), people=20_000),
        place("x:bay-small", "Baia", country="IT", at=(44, 9), people=11_000),
        place("x:lake-area", "Lakeville", country="US"),
        place("x:lake-hamlet", "Lakeville", country="US", at=(45, -90), people=700),
        place("x:furth", "Furth", country="DE", at=(48.6, 12.0), people=9_000),
        place("x:fuerth", "Fürth", country="DE", at=(49.5, 11.0), people=130_000),
        place("x:aue", "Aue (Sachsen)", country="DE", at=(50.6, 12.7), people=15_000,
              names=("Aue",)),
        place("x:aue-hamlet", "Aue", country="DE", at=(51.8, 10.0), people=600),
        place("x:muster", "Musterdorf", country="DE", at=(51.0, 10.0), people=9_000),
        place("x:muster-part", "Oberfeld", country="DE", at=(51.05, 10.0), people=900),
        place("x:oberfeld-far", "Oberfeld", country="DE", at=(48.0, 8.0), people=9_000),
        place("x:zona", "Zona", "region1", country="MX", region="MX-Z"),
        place("x:zona-hamlet", "Zona", country="MX", at=(30, -110), people=700),
        place("x:centro", "Centro", country="MX", at=(20, -103), people=80_000),
        place("x:england", "England", "region1", country="GB", region="GB-ENG"),
        place("x:wales", "Wales", "region1", country="GB", region="GB-WLS"),
        place("x:hythe-large", "Hythe", country="GB", region="GB-ENG", at=(50.9, -1.4),
              people=20_000, parents=("x:england",)),
        place("x:hythe-small", "Hythe", country="GB", region="GB-ENG", at=(51.1, 1.1),
              people=15_000, parents=("x:england",)),
        place("x:hythe-wales", "Hythe", country="GB", region="GB-WLS", at=(52.5, -4.0),
              people=5_000, parents=("x:wales",)),
        place("x:ford", "Ford", country="GB", region="GB-ENG", at=(51.1, -1.9),
              parents=("x:england",)),
        place("x:gol", "Gol-gun", "region2", country="KR"),
        place("x:gol-town", "Gol", country="KR", at=(35, 127), people=20_000),
        place("x:varna-city", "Varnava", country="LT", region="LT-VL", at=(54.7, 25.3),
              people=500_000),
        place("x:varna-around", "Varnava", country="LT", region="LT-VL",
              names=("Varnava District Municipality",)),
        place("x:krych", "Krych", country="BY", at=(53, 31), people=25_000),
        place("x:krych-raion", "Krych Raion", "region2", country="BY", names=("Krych District",)),
    ]
)  # fmt: skip


def end(name: str, country: str, at: tuple[float, float] | None = None) -> NamedEnd:
    written = parse_name(name, country)
    return NamedEnd(
        name,
        country,
        written.level,
        ", ".join(written.parents),
        written.parents,
        at[0] if at else None,
        at[1] if at else None,
    )


def claim(a: NamedEnd, b: NamedEnd, row: int = 1) -> SourceClaim:
    return SourceClaim(
        claim_id=f"enwiki-2026:{row:05d}",
        source_id="enwiki-2026",
        locator="",
        a=a,
        b=b,
        start="",
        precision="none",
        is_batch_date=False,
        end="",
        status="unknown",
        kind="unknown",
        is_double_entry=False,
        note="",
        licence="",
    )


def resolved(asked: NamedEnd, *rulings: NameDecision) -> Resolution:
    """Resolve one end whose partner is a town that poses no question."""
    found = resolve_enwiki([claim(asked, end("Ashton", "US"))], WORLD, Decisions(rulings))
    return found[0].a


@pytest.mark.parametrize(
    ("name", "country", "place_id"),
    [
        ("Jilu", "CN", "x:jilu"),
        ("Jilu City", "CN", "x:jilu"),
        ("Jilu Province", "CN", "x:jilu-region"),
        ("Xihua", "CN", "x:west"),
        ("Linhe, Xihua", "CN", "x:linhe-w"),
        ("Hetang – Nanwan", "CN", "x:nanwan-e"),
        ("Gol", "KR", "x:gol"),
    ],
)
def test_level_and_region_as_written(name: str, country: str, place_id: str) -> None:
    assert resolved(end(name, country)).place_id == place_id


@pytest.mark.parametrize(
    ("name", "country", "place_id"),
    [
        ("Varnava", "LT", "x:varna-city"),
        ("Varnava District Municipality", "LT", "x:varna-around"),
        ("Varnava Municipality", "LT", "x:varna-city"),
        ("Krych district", "BY", "x:krych-raion"),
        ("Krych", "BY", "x:krych"),
    ],
)
def test_the_word_for_its_kind_tells_a_place_from_the_town_inside(
    name: str, country: str, place_id: str
) -> None:
    """The point is the town's: the geocoder knew no other."""
    at = (54.7, 25.3) if country == "LT" else (53.0, 31.0)
    assert resolved(end(name, country, at=at)).place_id == place_id


def test_prefecture_level_unit_beats_a_larger_town_of_its_name() -> None:
    """The roster says what a bare Chinese name means, not the point nor the number of people."""
    assert resolved(end("Hetang", "CN", at=(29, 103))).place_id == "x:hetang"


def test_point_does_not_settle_between_prefecture_level_homonyms() -> None:
    """Every row of the name carries the same point, whichever city it means."""
    found = resolved(end("Linhe", "CN", at=(30, 120)))
    assert found.place_id == ""
    assert "point belongs to the name" in found.reason
    assert set(found.candidates) == {"x:linhe-e", "x:linhe-w"}


def test_twin_row_settles_a_bare_homonym() -> None:
    """One list writes the region, the other does not: they are one tie."""
    bare = claim(end("Ashton", "US"), end("Linhe", "CN", at=(30, 120)), 1)
    full = claim(end("Linhe, Xihua", "CN"), end("Ashton", "US"), 2)
    first, second = resolve_enwiki([bare, full], WORLD, Decisions())
    assert (first.b.place_id, first.b.method) == ("x:linhe-w", "alias+country+level+twin_row")
    assert second.a.method == "alias+country+level+parents"


def test_twin_row_of_another_partner_settles_nothing() -> None:
    bare = claim(end("Firton", "US", at=(42, -75)), end("Linhe", "CN"), 1)
    full = claim(end("Linhe, Xihua", "CN"), end("Ashton", "US"), 2)
    first, _ = resolve_enwiki([bare, full], WORLD, Decisions())
    assert first.b.place_id == ""


@pytest.mark.parametrize("at", [(40.1, -80.1), (34.0, -100.0), (0.0, 0.0), None])
def test_town_of_twenty_times_the_people_is_meant_wherever_the_point_lies(
    at: tuple[float, float] | None,
) -> None:
    """The geocoder chose among homonyms without looking at their size."""
    found = resolved(end("Oakton", "US", at=at))
    assert (found.place_id, found.method) == ("x:oak-a", "alias+country+level+by_far")


@pytest.mark.parametrize("at", [(45.0, -122.0), (43.0, -70.0), None])
def test_of_american_namesakes_the_largest_is_no_evidence(at: tuple[float, float] | None) -> None:
    """Ten times the people, and the point at it: the point follows from the name."""
    found = resolved(end("Portham", "US", at=at))
    assert (found.place_id, found.reason) == ("", "which Portham is not stated")
    assert {"x:port-or", "x:port-me"} <= set(found.candidates)


def test_of_japanese_namesakes_the_largest_is_no_evidence_either() -> None:
    """Readers found a quarter of those that stood for their size at another place of the name."""
    found = resolved(end("Sakaki", "JP", at=(35, 139)))
    assert (found.place_id, found.reason) == ("", "which Sakaki is not stated")


def test_elsewhere_the_largest_is_a_guess_that_says_so() -> None:
    found = resolved(end("Alba", "IT"))
    assert (found.place_id, found.method) == ("x:alba-a", "alias+country+level+namesake_not_told")
    assert found.confidence < resolved(end("Oakton", "US")).confidence


@pytest.mark.parametrize("at", [(40.0, -80.0), (34.0, -100.0), (0.0, 0.0)])
def test_homonyms_of_like_size_wait(at: tuple[float, float]) -> None:
    found = resolved(end("Elmton", "US", at=at))
    assert found.place_id == ""
    assert set(found.candidates) == {"x:elm-a", "x:elm-b"}


def test_row_under_a_state_of_its_list_settles_its_first_name_and_the_twin_row() -> None:
    own = claim(end("Portham", "US"), end("Centro", "MX"), 1)
    twin = claim(end("Centro", "MX"), end("Portham", "US"), 2)
    states = {own.claim_id: "US-ME"}
    first, second = resolve_enwiki([own, twin], WORLD, Decisions(), states)
    assert (first.a.place_id, first.a.method) == ("x:port-me", "alias+country+level+list_state")
    assert (second.b.place_id, second.b.method) == ("x:port-me", "alias+country+level+twin_row")


def test_name_that_no_place_of_the_state_bears_waits() -> None:
    row = claim(end("Ashton", "US"), end("Centro", "MX"), 1)
    found = resolve_enwiki([row], WORLD, Decisions(), {row.claim_id: "US-ME"})
    assert "stated region" in found[0].a.reason


def test_state_of_a_list_that_is_no_region_fails() -> None:
    row = claim(end("Ashton", "US"), end("Centro", "MX"), 1)
    with pytest.raises(BuildError, match="US-XX is no first-level region; correct the code"):
        resolve_enwiki([row], WORLD, Decisions(), {row.claim_id: "US-XX"})


def test_wrong_point_gives_way_to_the_only_place_of_the_name() -> None:
    assert resolved(end("Ashton", "US", at=(51, 0))).place_id == "x:ash"


def test_small_only_place_far_from_the_point_waits() -> None:
    """A hamlet that happens to bear the name is not evidence enough against the point."""
    found = resolved(end("Firton", "US", at=(34, -100)))
    assert "small and far" in found.reason


def in_kingdom(name: str, part: str, at: tuple[float, float] | None = None) -> NamedEnd:
    return replace(end(name, "GB", at), context=part, parents=(part,))


@pytest.mark.parametrize("at", [None, (51.1, 1.1)])
def test_england_alone_does_not_settle_homonyms_in_it(at: tuple[float, float] | None) -> None:
    assert resolved(in_kingdom("Hythe", "England", at)).reason == "which Hythe is not stated"


def test_part_of_the_kingdom_settles_where_one_place_of_the_name_lies_in_it() -> None:
    found = resolved(in_kingdom("Hythe", "Wales"))
    assert (found.place_id, found.method) == ("x:hythe-wales", "alias+country+level+parents")
    assert resolved(in_kingdom("Ford", "England", at=(51.2, -1.9))).place_id == "x:ford"


def test_small_only_place_of_england_far_from_the_point_waits() -> None:
    assert "small and far" in resolved(in_kingdom("Ford", "England", at=(52.5, -4.0))).reason


def test_point_outside_the_country_says_nothing() -> None:
    """It is that of another place of the name, such as Barnton in Britain for Barnton, US."""
    assert resolved(end("Firton", "US", at=(51, 0))).place_id == "x:fir"


def test_bare_name_is_a_region_where_no_town_near_the_point_has_it() -> None:
    found = resolved(end("Zona", "MX", at=(20, -103)))
    assert (found.place_id, found.method) == ("x:zona", "alias+country")


def test_largest_at_the_point_needs_half_as_many_people_again() -> None:
    found = resolved(end("Baia", "IT", at=(40, 14)))
    assert (found.place_id, found.method) == (
        "x:bay-large",
        "alias+country+level+namesake_not_told",
    )
    assert resolved(end("Baia", "IT", at=(44, 9))).place_id == ""


def test_town_so_called_comes_before_one_once_called_so() -> None:
    found = resolved(end("Yewton", "US"))
    assert (found.place_id, found.method) == ("x:yew", "alias+country+level+main_name")


def test_municipality_without_a_point_comes_before_a_hamlet() -> None:
    found = resolved(end("Lakeville", "US", at=(45, -90)))
    assert (found.place_id, found.method) == ("x:lake-area", "alias+country+level+municipality")


@pytest.mark.parametrize(
    ("name", "place_id"), [("Furth", "x:furth"), ("Fürth", "x:fuerth"), ("Aue", "x:aue")]
)
def test_german_names_with_and_without_marks_and_rivers(name: str, place_id: str) -> None:
    """Furth is not Fürth; what stands in brackets is not part of a town's name."""
    assert resolved(end(name, "DE")).place_id == place_id


@pytest.mark.parametrize("name", ["Musterdorf – Oberfeld", "Oberfeld (Musterdorf)"])
def test_part_lies_near_the_municipality_it_is_named_with(name: str) -> None:
    """GeoNames does not say that it lies inside; the point, a namesake's, does not count."""
    found = resolved(end(name, "DE", at=(48.0, 8.0)))
    assert (found.place_id, found.method) == ("x:muster-part", "alias+country+near_parent")


def test_part_of_a_municipality_unknown_here_lies_near_the_point() -> None:
    found = resolved(end("Oberfeld (Nirgendheim)", "DE", at=(51.06, 10.0)))
    assert (found.place_id, found.method) == ("x:muster-part", "alias+country+coordinates")
    assert resolved(end("Oberfeld (Nirgendheim)", "DE")).place_id == ""


def test_spelling_unknown_here_is_a_like_one_near_the_point() -> None:
    found = resolved(end("Musterdorff", "DE", at=(51.02, 10.0)))
    assert (found.place_id, found.method) == ("x:muster", "coordinates+similar_name")
    assert resolved(end("Musterdorff", "DE", at=(51.2, 10.0))).place_id == ""


def test_number_of_a_district_is_no_misspelling() -> None:
    assert resolved(end("Musterdorf 4", "DE", at=(51.0, 10.0))).place_id == ""


def test_region_stated_after_the_name_must_hold() -> None:
    found = resolved(end("Ashton, Zona", "MX"))
    assert found.place_id == ""
    elsewhere = resolved(end("Centro, Zona", "MX"))
    assert "stated region" in elsewhere.reason


def test_union_of_municipalities_has_no_place() -> None:
    assert "union of municipalities" in resolved(end("Ashton (communauté)", "US")).reason


def ruling(name: str, context: str, place_id: str) -> NameDecision:
    check = "the source names the place otherwise"
    return NameDecision(
        "enwiki-2026", name, "CN", context, "", place_id, "known", "2026-01-01", check
    )


def test_ruling_on_a_pair_applies_to_that_partner_alone() -> None:
    with_ashton = ruling("Linhe", "with Ashton", "x:linhe-e")
    assert resolved(end("Linhe", "CN"), with_ashton).method == "decision"
    other = replace(with_ashton, context="with Firton")
    assert resolved(end("Linhe", "CN"), other).place_id == ""


def test_ruling_on_a_district_row_is_found_by_the_name_as_written() -> None:
    found = resolved(end("Hetang – Nanwan", "CN"), ruling("Hetang – Nanwan", "", "x:nanwan-w"))
    assert found.place_id == "x:nanwan-w"


def test_ruling_can_keep_a_name_in_review() -> None:
    found = resolved(end("Jilu", "CN"), ruling("Jilu", "", ""))
    assert (found.place_id, found.reason) == ("", "known")


def test_ruling_of_general_knowledge_says_so_and_is_less_sure() -> None:
    known = replace(ruling("Linhe", "", "x:linhe-e"), reason="that one (general knowledge)")
    found = resolved(end("Linhe", "CN"), known)
    assert (found.place_id, found.method) == ("x:linhe-e", "decision+knowledge")
    assert found.confidence < resolved(end("Linhe", "CN"), replace(known, reason="seen")).confidence


def test_ruling_of_two_readers_names_them_and_is_no_guess() -> None:
    read = replace(ruling("Alba", "", "x:alba-a"), country="IT", reason="two readers of all such")
    found = resolved(end("Alba", "IT"), read)
    assert (found.place_id, found.method) == ("x:alba-a", "decision+two_readers")
    guessed = resolved(end("Alba", "IT")).confidence
    assert (
        guessed
        < found.confidence
        < resolved(end("Linhe", "CN"), ruling("Linhe", "", "x:linhe-e")).confidence
    )
    assert (doubt_of(found.method), doubt_of("alias+country+level+namesake_not_told")) == (
        "readers", "namesake",
    )  # fmt: skip
