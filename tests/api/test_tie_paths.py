"""The path between two places, on the drawn world."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

import sistercities.api as sc
import world
from sistercities.api.data_choice import open_data
from sistercities.api.place_warnings import barriers_of, warnings_of, warnings_of_tie
from sistercities.api.tie_paths import path_between
from sistercities.cli.path_page import path_lines
from sistercities.cli.screen import Screen
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.lookup import FoundPlace, find_place
from sistercities.dataset.release.store import open_release
from sistercities.errors import InvalidArgument, PlaceNotFound
from sistercities.partners.gate.two_ends import in_question

OF_OTHER_PLACES = ("kin", "rivalry", "dispute", "partner_of_barred", "neighbour", "level")
"""What a scorecard tells beside, from facts on other places and old lists."""


def _partners(place_id: str) -> set[str]:
    return {next(iter(pair - {place_id})) for pair in world.TIES if place_id in pair}


def test_of_partners_the_answer_is_how_far_sources_let_the_tie_stand(release_folder: Path) -> None:
    found = sc.path("Ningwan", "Tokiwa", data=release_folder)
    assert found.sentence == (
        "Ningwan and Tokiwa are partners already since 1992: called active by a source of 2020, "
        "still listed in 2026."
    )
    (chain,) = found.chains
    assert [place.name for place in chain.places] == ["Ningwan", "Tokiwa"]
    assert (chain.links[0].start, chain.links[0].status) == ("1992-04-11", "active")
    assert "zhwiki-2020" in chain.links[0].sources


def test_places_two_steps_apart_share_a_partner(release_folder: Path) -> None:
    ids = sorted({end for pair in world.TIES for end in pair})
    seen = 0
    for one in ids:
        for other in ids:
            shared = _partners(one) & _partners(other)
            if one >= other or other in _partners(one) or not shared:
                continue
            found = sc.path(one, other, past=True, most=50, data=release_folder)
            assert found.length == 2
            assert {chain.places[1].place_id for chain in found.chains} == shared
            assert found.n_chains == len(shared)
            assert " share " in found.sentence
            assert "cousin" not in found.sentence
            seen += 1
    assert seen > 3


def test_a_tie_that_has_ended_counts_where_it_is_asked_for(release_folder: Path) -> None:
    ends = (world.ZHUTAN, world.PORTCLAIR)
    assert sc.path(*ends, past=True, data=release_folder).length == 1
    found = sc.path(*ends, data=release_folder)
    assert found.length != 1
    assert all(link.status != "ended" for chain in found.chains for link in chain.links)


@pytest.mark.parametrize("pair", world.STANDING)
def test_a_chain_is_of_ties_that_are_alive(release_folder: Path, pair: frozenset[str]) -> None:
    standing, since, source = world.STANDING[pair]
    found = sc.path(*pair, data=release_folder)
    assert (found.length == 1) == (standing in ("active", "listed", "one_old_source"))
    (link,) = sc.path(*pair, past=True, data=release_folder).chains[0].links
    assert (link.standing, link.standing_since, link.standing_source) == (standing, since, source)


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ((world.KAWABE_K, world.ROQUEFEUILLE), "says a list of 2016; no newer one tells whether"),
        ((world.SAKURAI, world.PORTCLAIR), "was listed until 2016; a newer list of both lacks it."),
        ((world.SAKURAI, world.FREIHAFEN), "ended on 3 March 2022."),
        ((world.ZHUTAN, world.PORTCLAIR), "ended in 2010."),
        (("Ombrage", "Lanyu"), "nothing newer tells whether it still is."),
    ],
)
def test_of_a_tie_that_nobody_lets_stand_path_says_what_a_scorecard_says(
    release_folder: Path, pair: tuple[str, str], said: str
) -> None:
    found = sc.path(*pair, past=True, data=release_folder)
    assert found.length == 1
    assert said in found.sentence
    (own,) = sc.assess(*pair, data=release_folder).own_ties
    assert (found.sentence, found.caveat) == (own.sentence, "")


def test_an_own_tie_that_is_over_is_said_before_any_chain(release_folder: Path) -> None:
    found = sc.path(world.ZHUTAN, world.PORTCLAIR, data=release_folder)
    assert found.length != 1
    assert found.sentence.startswith("A tie of Zhutan and Portclair since 1999 ended in 2010. ")
    assert found.to_json()["sentence"] == found.sentence


def test_chains_over_ties_in_doubt_say_so(release_folder: Path) -> None:
    kept = sc.path(world.MEIPING, world.ROQUEFEUILLE, data=release_folder)
    assert (kept.length, kept.caveat) == (2, "That counts partnerships that only old lists name.")
    over = sc.path(world.SONGGANG, world.FREIHAFEN, past=True, data=release_folder)
    assert over.length == 2
    assert over.caveat == "That counts partnerships that are over, not signed or no longer listed."
    sound = sc.path(world.SHUANGHE, world.NINGWAN, data=release_folder)
    assert (sound.length, sound.caveat) == (2, "")


def test_where_no_chain_is_found_the_sentence_says_what_to_try(release_folder: Path) -> None:
    found = sc.path("Ningwan", "Tokiwa", longest=1, data=release_folder)
    assert found.length == 1
    tied = {end for pair in world.TIES for end in pair}
    lonely = next(
        place for place in world.places().values()
        if place.place_id not in tied and place.level != "country"
    )  # fmt: skip
    found = sc.path("Ningwan", lonely.place_id, data=release_folder)
    assert (found.length, found.n_chains, found.chains) == (None, 0, ())
    assert [place.place_id for place in found.without_ties] == [lonely.place_id]
    assert found.sentence == f"We know of no tie of {lonely.name}."


def test_neighbours_may_stand_for_the_two(release_folder: Path) -> None:
    alone = sc.path("Songgang", "Tokiwa", data=release_folder)
    near = sc.path("Songgang", "Tokiwa", near=True, data=release_folder)
    assert near.length is not None
    assert alone.length is None or near.length <= alone.length
    regions = {(chain.places[0].region_iso, chain.places[-1].region_iso) for chain in near.chains}
    assert regions == {(near.start.region_iso, near.end.region_iso)}


@pytest.mark.parametrize(
    ("ends", "options", "said"),
    [
        (("Ningwan", "Ningwan"), {}, "^Both names lead to Ningwan"),
        (("Ningwan", "Tokiwa"), {"longest": 9}, "from 1 to 8"),
        (("Ningwan", "Tokiwa"), {"most": 0}, "from 1 to 50"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    release_folder: Path, ends: tuple[str, str], options: dict[str, int], said: str
) -> None:
    with pytest.raises(InvalidArgument, match=said):
        sc.path(*ends, data=release_folder, **options)  # type: ignore[arg-type]


def test_a_country_is_no_end_of_a_chain(release_folder: Path) -> None:
    country = FoundPlace("gn:1", "Midland", "", "country", "JP", "", False, 3)
    with open_release(release_folder) as release:
        city = find_place(release, "Ningwan")
        with pytest.raises(InvalidArgument, match=r"^Midland is a country\. Give a city"):
            path_between(release, (city, country))


def test_a_name_that_nobody_bears_is_not_found(release_folder: Path) -> None:
    with pytest.raises(PlaceNotFound):
        sc.path("Ningwan", "Qqqqqqq", data=release_folder)


def test_what_stands_between_the_two_ends_is_said(guarded_folder: Path) -> None:
    """Altwerder (DE) and Roquefeuille (FR), at war in the drawn rows."""
    found = sc.path("Altwerder", "Roquefeuille", data=guarded_folder)
    assert [each.kind for each in found.obstacles] == ["war"]
    assert found.to_json()["obstacles"][0]["strength"] == "bar"
    back = sc.path("Roquefeuille", "Altwerder", data=guarded_folder)
    assert back.obstacles == found.obstacles
    kinds = [each.kind for each in sc.path("Tokiwa", "Ningwan", data=guarded_folder).obstacles]
    assert kinds[:2] == ["tied", "law"]


@pytest.mark.parametrize(
    ("home", "partner"),
    [("Songgang", "Portclair"), ("Kawabe, JP-92", "Portclair"), ("Ombrage", "Lanyu"),
     ("Songgang", "Altwerder"), ("Tokiwa", "Saint-Orme"), ("Nanyuan", "Freihafen")],
)  # fmt: skip
def test_a_path_tells_what_a_scorecard_tells(guarded_folder: Path, home: str, partner: str) -> None:
    of_both = [
        each
        for each in sc.assess(home, partner, data=guarded_folder).obstacles
        if each.kind not in OF_OTHER_PLACES
    ]
    assert list(sc.path(home, partner, data=guarded_folder).obstacles) == of_both != []


def test_a_place_of_a_chain_whose_country_is_not_that_of_all_states_is_marked(
    guarded_folder: Path,
) -> None:
    """Two cities in CN that share Portclair, which lies in a unit held apart from FR."""
    found = sc.path("Ningwan", "Yunling", data=guarded_folder)
    (one,) = found.statuses
    assert (one.place_id, one.name) == (world.PORTCLAIR, "Portclair")
    assert [each.sentence for each in one.told] == ["Beaulac is held apart, as of 2024."]
    (held,) = found.to_json()["statuses"]
    assert held["told"][0]["kind"] == "special_status"
    lines = path_lines(found, Screen(100, None))
    assert any("Portclair, FR*" in line for line in lines)
    assert lines[-1] == "* Portclair: Beaulac is held apart, as of 2024."


PINSK_KAKHOVKA = {"Pinsk", "Kakhovka"}
SUHL, KALUGA = "gn:2824948", "gn:553915"


def test_a_tie_of_a_chain_is_marked_wherever_the_list_of_ties_of_one_end_warns_of_it() -> None:
    """Nothing bars Rotterdam and Saint Petersburg, and the list of either says to take care."""
    found = sc.path("Gdańsk", "Saint Petersburg")
    marked = {one.tie_id: one.told for one in found.in_question}
    links = [
        (link.tie_id, pair)
        for chain in found.chains
        for link, pair in zip(chain.links, pairwise(chain.places), strict=True)
    ]
    assert any("Rotterdam" in [place.name for place in pair] for _, pair in links)
    with open_data() as release:
        index = index_of(release)
        for tie_id, (one, other) in links:
            said = [
                reason
                for home, partner in ((one, other), (other, one))
                for reason in warnings_of(index, home.place_id).care_of_each
                if f"({partner.name}" in reason or f", {partner.name}" in reason
            ]
            told = marked.get(tie_id, ())
            assert bool(said) <= bool(told), (tie_id, said)
            assert all(any(str(reason).startswith(each) for each in told) for reason in said)


def test_the_page_of_a_tie_and_a_chain_over_it_say_the_same() -> None:
    with open_data() as release:
        index = index_of(release)
        (of_path,) = in_question(index, barriers_of(index), [(SUHL, KALUGA)])
        assert warnings_of_tie(index, SUHL, KALUGA, barriers_of(index)) == of_path
        assert warnings_of_tie(index, KALUGA, SUHL, barriers_of(index)) != ()
    assert "at war since 24 February 2022" in of_path[0]


def test_a_tie_of_a_chain_that_something_bars_is_marked_as_the_list_of_ties_has_it(
    release_folder: Path,
) -> None:
    """Pinsk and Kakhovka: one lies in Belarus, the other in Ukraine."""
    found = sc.path("Mykolaiv, UA", "Kakhovka")
    doubtful = next(one for one in found.in_question if {one.one, one.other} == PINSK_KAKHOVKA)
    assert doubtful.told[-1].endswith("Whether this partnership has ended since is not known here.")
    lines = path_lines(found, Screen(200, None), is_asked=True)
    assert any("Pinsk, BY (–!) Kakhovka" in line for line in lines)
    assert any(line.startswith("! Pinsk and Kakhovka: ") for line in lines)
    plain = sc.path(world.SHUANGHE, world.NINGWAN, data=release_folder)
    assert (plain.length, plain.in_question) == (2, ())
    assert not any("!" in line for line in path_lines(plain, Screen(200, None)))


def test_a_tie_that_ended_makes_no_path_unless_asked_for(release_folder: Path) -> None:
    assert sc.path("Zhutan", "Portclair", data=release_folder).length != 1
    over = sc.path("Zhutan", "Portclair", past=True, data=release_folder)
    assert over.length == 1
    assert over.sentence.endswith("ended in 2010.")


def test_a_path_stops_at_what_bars_a_tie_unless_chains_are_asked_for(guarded_folder: Path) -> None:
    found = sc.path("Altwerder", "Roquefeuille", data=guarded_folder)
    assert found.is_barred
    stopped, asked = (
        path_lines(found, Screen(100, None), is_asked=is_asked) for is_asked in (False, True)
    )
    first = "We know of no partnership between Altwerder and Roquefeuille."
    assert stopped[:-1] == [first, *(f"! {one.sentence}" for one in found.to_say)]
    assert "--anyway" in stopped[-1]
    assert found.apart in asked
    assert found.apart not in stopped
    free = sc.path("Tokiwa", "Ningwan", data=guarded_folder)
    assert not free.is_barred
    assert path_lines(free, Screen(100, None)) == path_lines(free, Screen(100, None), is_asked=True)


def test_what_stands_between_two_places_comes_before_their_partners_in_common(
    typed: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SISTERCITIES_DATA", raising=False)
    lines = typed("path", "Kyiv", "Moscow", "--anyway").out.splitlines()
    war = next(k for k, line in enumerate(lines) if "have been at war" in line)
    shared = next(k for k, line in enumerate(lines) if line.startswith("Kyiv and Moscow share "))
    assert war < shared
