"""From what a person types to one place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import sistercities as sc
import world
from release_build.writing.release_files import write_release
from sistercities.dataset.assemble import assemble
from sistercities.dataset.lookup import find_place, lines_of_nearest
from sistercities.dataset.release.store import Release, open_release
from sistercities.dataset.resolving.kept_names import names_of
from sistercities.dataset.typed_queries import read_query
from sistercities.errors import InvalidArgument, PlaceAmbiguous, PlaceNotFound
from sistercities.terms.claims import NamedEnd


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Release]:
    folder: Path = world.write_world(tmp_path_factory.mktemp("world"))
    with open_release(folder) as opened:
        yield opened


@pytest.mark.parametrize(
    "typed",
    [
        "Ningwan",
        "宁湾",
        "宁湾市",
        "寧灣",
        "Ning-wan",
        "ningwan",
        "NING WAN",
        " Ningwan ",
        "Нинвань",
        "닝완",
        "Ningwan Shi",
        "gn:921",
        "gn:929",
        "Ningwan, CN",
        "Ningwan, cn-92",
        "Ningwan, Qingmo",
        "宁湾，青墨省",
        "Ningwan (city)",
        "宁湾（city）",
    ],
)
def test_every_spelling_and_id_finds_the_place(release: Release, typed: str) -> None:
    found = find_place(release, typed)
    assert found.place_id == world.NINGWAN
    assert (found.name, found.name_local, found.level) == ("Ningwan", "宁湾市", "city")
    assert (found.country, found.region_iso, found.is_dual) == ("CN", "CN-92", False)
    assert found.n_ties == 5


def test_homonyms_with_ties_are_asked_back(release: Release) -> None:
    with pytest.raises(PlaceAmbiguous) as asked:
        find_place(release, "Kawabe")
    assert asked.value.candidates == (
        "Kawabe 川辺町 (city, JP-92, 4 ties, gn:821)",
        "Kawabe 川辺市 (city, JP-91, 3 ties, gn:812)",
    )
    assert asked.value.exit_code == 2


@pytest.mark.parametrize(
    ("typed", "place_id"),
    [
        ("Kawabe, Minamihara", world.KAWABE_M),
        ("Kawabe, JP-92", world.KAWABE_K),
        ("川辺町", world.KAWABE_K),
        ("Saint-Orme, Valmont", world.SAINT_ORME),
        ("Saint Orme", world.SAINT_ORME),
        ("Jinghai (city)", world.JINGHAI),
        ("Jinghai (region1)", world.JINGHAI),
        ("Jinghai (region)", world.JINGHAI),
        ("x:nanyuan", world.NANYUAN),
        ("wd:Q701", world.VALMONT),
    ],
)
def test_what_is_said_beside_the_name_decides(release: Release, typed: str, place_id: str) -> None:
    assert find_place(release, typed).place_id == place_id


def test_a_dual_place_says_that_it_is_both(release: Release) -> None:
    line = "Jinghai 镜海市 (region1 and city, CN-95, 2 ties, gn:905)"
    assert find_place(release, "镜海").line() == line


def test_a_city_that_is_its_region_may_be_said_to_lie_in_it(release: Release) -> None:
    assert find_place(release, "Freihafen, Freihafen").place_id == world.FREIHAFEN
    with pytest.raises(PlaceNotFound):
        find_place(release, "Ningwan, Ningwan")


@pytest.mark.parametrize("typed", ["Ningwen", "Ninwan", "Ningwaan"])
def test_a_misspelling_is_not_guessed_but_answered_with_the_nearest(
    release: Release, typed: str
) -> None:
    with pytest.raises(PlaceNotFound) as missed:
        find_place(release, typed)
    assert missed.value.candidates[0] == "Ningwan 宁湾市 (city, CN-92, 5 ties, gn:921)"
    assert missed.value.exit_code == 2


@pytest.mark.parametrize("typed", ["", "  ", "---", ",", "gn:1", "Ningwan (county)", "Ningwan, FR"])
def test_what_no_place_fits_is_not_found(release: Release, typed: str) -> None:
    with pytest.raises(PlaceNotFound):
        find_place(release, typed)


def test_a_quote_or_a_wildcard_is_only_a_letter(release: Release) -> None:
    for typed in ("' OR 1=1 --", "%", "Ning_an", "Saint'Orme; DROP VIEW ties"):
        with pytest.raises(PlaceNotFound):
            find_place(release, typed)
    assert release.query("SELECT count(*) AS n FROM ties") == [{"n": len(world.TIES)}]


def _homonyms(tmp_path: Path, *, with_tie: tuple[str, ...], people: int | None = None) -> Release:
    """Draw the world with three more places: one named Nord, one nord, one Sud or Nord."""
    from dataclasses import replace

    from release_build.writing.release_files import write_release
    from sistercities.dataset.assemble import assemble

    ingredients = world.ingredients()
    base = ingredients.places[world.ALTWERDER]
    people = people or base.population
    extra = {
        "gn:1001": replace(base, place_id="gn:1001", name="Nord", names=()),
        "gn:1002": replace(base, place_id="gn:1002", name="nord", names=()),
        "gn:1003": replace(
            base, place_id="gn:1003", name="Sud", names=(("Nord", "und"),), population=people
        ),
    }
    partners = [world.TIANTAI, world.NINGWAN, world.SONGGANG]
    rows = [
        world.Drawn(partners[with_tie[:n].count(place_id)], place_id, "1999", "year")
        for n, place_id in enumerate(with_tie)
    ]
    places = {**ingredients.places, **extra}
    claims = [world.drawn_claim(world.ZH, f"N{n}", row, places) for n, row in enumerate(rows)]
    drawn = replace(ingredients, places=places, resolved=[*ingredients.resolved, *claims])
    write_release(assemble(drawn), tmp_path / "release")
    return open_release(tmp_path / "release")


@pytest.mark.parametrize(
    ("with_tie", "place_id"),
    [
        ((), "gn:1001"),  # exact beats folded, then the main name beats the alternate one
        (("gn:1003",), "gn:1003"),  # a place with ties beats those without
        (("gn:1001", "gn:1003"), "gn:1001"),  # both have ties: the main name
        (("gn:1002",), "gn:1001"),  # an exact spelling beats one that differs in case
    ],
)
def test_the_order_of_preferences(tmp_path: Path, with_tie: tuple[str, ...], place_id: str) -> None:
    with _homonyms(tmp_path, with_tie=with_tie) as release:
        assert find_place(release, "Nord").place_id == place_id


def test_a_far_larger_place_with_more_ties_is_never_passed_over_in_silence(tmp_path: Path) -> None:
    known = ("gn:1001", "gn:1003", "gn:1003")
    with _homonyms(tmp_path, with_tie=known, people=90_000_000) as release:
        with pytest.raises(PlaceAmbiguous) as asked:
            find_place(release, "Nord")
        assert asked.value.candidates == (
            "Nord (city, DE-91, 1 tie, gn:1001)",
            "Sud (city, DE-91, 2 ties, gn:1003)",
        )


def test_a_spelling_that_a_list_alone_writes_leads_to_what_it_meant(tmp_path: Path) -> None:
    ingredients = world.ingredients()
    first, *rest = ingredients.resolved
    name = replace(first.claim.a, name="Bad Musterau")
    written = replace(first, claim=replace(first.claim, a=name))
    drawn = replace(ingredients, resolved=[written, *rest])
    write_release(assemble(drawn), tmp_path / "release")
    with open_release(tmp_path / "release") as release:
        assert find_place(release, "Bad Musterau").place_id == first.a.place_id
        found = names_of(release).resolve_end(NamedEnd(name="Bad Musterau", country="CN"))
        assert found.place_id == first.a.place_id


@pytest.mark.parametrize("typed", ["Târgușor", "Târguşor", "Targusor"])
def test_romanian_letters_are_the_same_however_they_are_typed(tmp_path: Path, typed: str) -> None:
    ingredients = world.ingredients()
    base = ingredients.places[world.ALTWERDER]
    place = replace(base, place_id="gn:1001", name="Târguşor", names=(("Targusor", "und"),))
    drawn = replace(ingredients, places={**ingredients.places, "gn:1001": place})
    write_release(assemble(drawn), tmp_path / "release")
    with open_release(tmp_path / "release") as release:
        assert find_place(release, typed).place_id == "gn:1001"


@pytest.mark.parametrize("typed", ["Ningwan City", "City of Ningwan", "ningwan city"])
def test_the_word_city_may_stand_around_a_name(release: Release, typed: str) -> None:
    assert find_place(release, typed).place_id == world.NINGWAN


def test_a_region_may_be_given_by_the_end_of_its_code(release: Release) -> None:
    assert find_place(release, "Kawabe, 92").place_id == world.KAWABE_K


def test_what_begins_with_the_word_comes_before_what_is_spelt_alike(release: Release) -> None:
    with pytest.raises(PlaceNotFound) as missed:
        find_place(release, "Haute")
    assert "gn:711" in missed.value.candidates[0]


def test_the_nearest_lie_in_the_country_asked_for(release: Release) -> None:
    with pytest.raises(PlaceNotFound) as missed:
        find_place(release, "Ningwam, CN")
    assert missed.value.candidates
    assert all("CN-" in line for line in missed.value.candidates)


@pytest.mark.parametrize(
    "typed",
    [
        "Ｎｉｎｇｗａｎ",
        "Ｎｉｎｇｗａｎ，ＣＮ",
        "Ning\u200bwan",
        "\ufeffNingwan\u200e",
        "Ningwan,",
        "Ningwan, CN,",
        "宁湾，",
        "gn:921\u200b",
    ],
)
def test_letters_of_another_width_or_unseen_do_no_harm(release: Release, typed: str) -> None:
    assert find_place(release, typed).place_id == world.NINGWAN


def test_a_name_that_holds_an_unseen_letter_is_still_found_by_it(tmp_path: Path) -> None:
    with _with_places(tmp_path, {"gn:1004": {"name": "Sal\u200cem"}}) as release:
        assert find_place(release, "Sal\u200cem").place_id == "gn:1004"


@pytest.mark.parametrize("typed", ["Nin\ud800gwan", "Ning\0wan"])
def test_what_is_no_letter_finds_nothing(release: Release, typed: str) -> None:
    with pytest.raises(PlaceNotFound):
        find_place(release, typed)


def test_a_text_longer_than_any_name_is_refused_and_shown_in_part(release: Release) -> None:
    with pytest.raises(PlaceNotFound):
        find_place(release, "z" * 200)
    with pytest.raises(InvalidArgument) as refused:
        find_place(release, "z" * 20_000)
    said = str(refused.value)
    assert "z" * 40 + "…" in said
    assert "z" * 41 not in said
    assert "it has 20000 characters, the limit is 200" in said
    assert refused.value.exit_code == 2


def _with_places(tmp_path: Path, extra: dict[str, dict[str, object]]) -> Release:
    """Draw the world with more places, each like Altwerder but for what is given."""
    from dataclasses import replace

    from release_build.writing.release_files import write_release
    from sistercities.dataset.assemble import assemble

    ingredients = world.ingredients()
    base = replace(ingredients.places[world.ALTWERDER], name_local="", names=(), parent_ids=())
    more = {key: replace(base, place_id=key, **change) for key, change in extra.items()}
    drawn = replace(ingredients, places={**ingredients.places, **more})
    write_release(assemble(drawn), tmp_path / "release")
    return open_release(tmp_path / "release")


@pytest.mark.parametrize(
    ("typed", "place_id"),
    [
        ("Ningwan, China", world.NINGWAN),
        ("ningwan, people's republic of china", world.NINGWAN),
        ("Ｎｉｎｇｗａｎ，Ｃｈｉｎａ", world.NINGWAN),
        ("Ningwan City, China", world.NINGWAN),
        ("China", "gn:1000"),
        ("Saint-Orme, Valmont", world.SAINT_ORME),
    ],
)
def test_a_country_may_be_given_by_its_name(tmp_path: Path, typed: str, place_id: str) -> None:
    china = {
        "name": "China",
        "level": "country",
        "country": "CN",
        "region_iso": "",
        "names": (("People's Republic of China", "und"),),
    }
    with _with_places(tmp_path, {"gn:1000": china}) as release:
        assert find_place(release, typed).place_id == place_id
        with pytest.raises(PlaceNotFound) as missed:
            find_place(release, "Saint-Orme, China")
        assert missed.value.candidates
        with pytest.raises(PlaceNotFound) as missed:
            find_place(release, "Ningwam, China")
        assert all("CN" in line for line in missed.value.candidates)


def test_a_place_is_found_by_its_wikidata_item_and_by_another_that_a_claim_gives(
    tmp_path: Path,
) -> None:
    drawn = world.ingredients()
    places = dict(drawn.places)
    places[world.NINGWAN] = replace(places[world.NINGWAN], wikidata_id="Q900")
    told, *others = (one for one in drawn.resolved if one.a.place_id == world.NINGWAN)
    named = replace(told, claim=replace(told.claim, a=replace(told.claim.a, given_id="wd:Q901")))
    rest = [one for one in drawn.resolved if one not in (told, *others)]
    changed = replace(drawn, places=places, resolved=[*rest, *others, named])
    write_release(assemble(changed), tmp_path / "release", version="0.0.0-items")
    with open_release(tmp_path / "release") as release:
        for typed in ("wd:Q900", "wd:Q901"):
            assert find_place(release, typed).place_id == world.NINGWAN
        with pytest.raises(PlaceNotFound):
            find_place(release, "wd:Q902")


@pytest.mark.parametrize("typed", ["", "  ", "-", ".", "*", "[", "()"])
def test_what_is_no_name_has_no_nearest(release: Release, typed: str) -> None:
    with pytest.raises(PlaceNotFound) as missed:
        find_place(release, typed)
    assert missed.value.candidates == ()


@pytest.mark.parametrize("typed", ["zzzzzz", "aaaa", "жжжжж"])
def test_one_letter_over_and_over_is_like_no_name(package_release: Release, typed: str) -> None:
    """Szzz, a spelling of Shchyrets, has as much of "zzzzzz" as some names have of their own."""
    assert lines_of_nearest(package_release, read_query(package_release, typed)) == []


@pytest.mark.parametrize("typed", ["Ningw, AN", "Ningwa, N", "Ningw，AN"])
def test_a_name_and_its_qualifier_are_no_spelling_of_a_longer_name(
    release_folder: Path, typed: str
) -> None:
    with open_release(release_folder) as release, pytest.raises(PlaceNotFound):
        find_place(release, typed)


@pytest.mark.parametrize("typed", ["Nnigwan", "Ningwna", "Nigwan", "Ningwann", "Nimgwan"])
def test_one_wrong_letter_or_two_changed_about_still_offer_the_place(
    release_folder: Path, typed: str
) -> None:
    with open_release(release_folder) as release, pytest.raises(PlaceNotFound) as failure:
        find_place(release, typed)
    assert any(world.NINGWAN in line for line in failure.value.candidates)


@pytest.mark.parametrize(
    ("typed", "place_id"),
    [
        ("Tkoyo", "gn:1850147"), ("Oaska", "gn:1853909"), ("Ciaro", "gn:360630"),
        ("Dlehi", "gn:1273294"), ("大坂市", "gn:1853909"), ("Hiroshma", "gn:1862415"),
        ("Ningpoo", "gn:1799397"), ("Pnotault-Combault", "gn:3024195"),
    ],
)  # fmt: skip
def test_large_cities_are_offered_for_what_is_nearly_their_name(
    package_release: Release, typed: str, place_id: str
) -> None:
    readings = read_query(package_release, typed)
    assert any(
        line.endswith(f"{place_id})") for line in lines_of_nearest(package_release, readings)
    )


def test_a_beginning_offers_the_best_known_first(package_release: Release) -> None:
    lines = lines_of_nearest(package_release, read_query(package_release, "Saint"))
    assert any(line.startswith("Saint Petersburg") for line in lines)


def test_the_number_of_places_of_a_name_is_that_of_the_lines_and_of_those_left_out() -> None:
    for text in ("Camden", "Andover", "Andover, US", "Springfield"):
        with pytest.raises(PlaceAmbiguous) as failure:
            sc.place(text)
        lines = failure.value.candidates
        more = int(lines[-1].split()[1]) if lines[-1].startswith("and ") else 0
        named = len(lines) - bool(more)
        assert f"is the name of {named + more} places" in str(failure.value)


def test_a_borough_lies_by_its_city_and_is_offered_once() -> None:
    assert sc.place("Lambeth, London").place_id == "x:gb-lbh"
    with pytest.raises(PlaceNotFound) as failure:
        sc.place("Lambeth, Manchester")
    ids = [line.rpartition(" ")[2] for line in failure.value.candidates]
    assert len(ids) == len(set(ids))
