"""What a municipality signed is held by what took it over, in every answer, and counted once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import sistercities as sc
from sistercities.api.explorer.comparing import compare_places
from sistercities.api.explorer.store import Explorer
from sistercities.api.ground import ground_of
from sistercities.api.standing import count_alive
from sistercities.cli.outcome import run
from sistercities.dataset.around_of_its_name import level_namesake
from sistercities.dataset.index.opened import index_of
from sistercities.dataset.lookup import places_of_ids
from sistercities.dataset.release.store import open_release
from sistercities.errors import Unanswerable
from sistercities.partners.gate.ended_there import read_over

MANDAL, LINDESNES, MIDDELFART = "gn:3146463", "gn:6453404", "gn:2616933"
UDEN, MAASHORST, LIPPSTADT = "gn:2746005", "gn:12494996", "gn:2876865"
NINGBO = "gn:1799397"
SAAREMAA, KURESSAARE, SKOVDE = "gn:11776874", "gn:590939", "gn:2677234"


def test_the_list_of_a_place_holds_the_ties_of_what_was_merged_into_it() -> None:
    held = sc.ties_of(LINDESNES)
    assert {one.tie_id for one in sc.ties_of(MANDAL)} <= {one.tie_id for one in held}
    assert held.place is not None
    assert held.place.place_id == LINDESNES
    of_mandal = [one for one in held if one.b.place_id == MIDDELFART]
    assert [(one.a.place_id, one.a.valid_to) for one in of_mandal] == [(MANDAL, 2019)]


@pytest.mark.parametrize(
    ("home", "partner", "town"),
    [
        (LINDESNES, MIDDELFART, "Mandal"),
        (MIDDELFART, LINDESNES, "Mandal"),
        (SAAREMAA, "Skövde", "Kuressaare"),
        ("Lippstadt", MAASHORST, "Uden"),
        ("Mariehamn", SAAREMAA, "Kuressaare"),
    ],
)
def test_a_scorecard_knows_what_the_older_town_signed(home: str, partner: str, town: str) -> None:
    found = sc.assess(home, partner)
    assert found.obstacles[0].kind == "tied"
    assert f"{town} (a municipality until" in found.sentence
    assert "partners already" in found.sentence


def test_a_question_on_the_older_town_is_answered_for_what_took_it_over_and_says_so() -> None:
    said = "Uden was a municipality until 2021 and is now part of Maashorst"
    found = sc.assess("Lippstadt", UDEN)
    assert found.partner.place_id == MAASHORST
    assert found.sentence.startswith(said)
    assert "partners already" in found.sentence
    assert sc.benchmark(UDEN).sentence.startswith(said)
    named = sc.recommend(UDEN)
    assert named.home.place_id == MAASHORST
    assert named.notes[0].startswith(said)


def test_its_partners_are_not_suggested_again_and_are_counted() -> None:
    found = sc.recommend(LINDESNES)
    named = {one.place.place_id for each in found.lists for one in each.suggestions}
    assert MIDDELFART not in named
    assert any("are those of Mandal, a municipality until 2019" in one for one in found.notes)
    assert sc.benchmark(LINDESNES).ties.actual == len(sc.ties_of(MANDAL))


def test_a_chain_leads_through_it_and_names_the_older_town() -> None:
    found = sc.path(LINDESNES, MIDDELFART)
    assert found.length == 1
    assert "Mandal (a municipality until 2019" in found.sentence
    through = sc.path("Oskarshamn", "Middelfart, DK", most=50)
    assert through.length is not None


def test_no_tie_counts_twice_and_none_is_lost() -> None:
    """As many as the ties alive, less those that are one now or lie within one municipality."""
    with open_release() as release:
        ties = ground_of(release).ties
        (row,) = release.query(
            "SELECT count(*) AS n FROM ties t JOIN places a ON a.place_id = t.place_a "
            "JOIN places b ON b.place_id = t.place_b "
            "WHERE standing IN ('active', 'listed', 'one_old_source') "
            "AND a.level <> 'country' AND b.level <> 'country'"
        )
    assert len(ties.a) == len(ties.keys)
    assert row["n"] - 150 < len(ties.a) <= row["n"]


@pytest.mark.parametrize(
    ("country", "home", "partner", "place"),
    [
        ("NO", "Lindesnes kommune", "Middelfart", MANDAL),
        ("EE", "Saaremaa vald", "Skövde", KURESSAARE),
        ("DE", "Lippstadt", "Maashorst", UDEN),
    ],
)
def test_a_register_that_writes_what_took_it_over_meets_the_tie(
    tmp_path: Path, country: str, home: str, partner: str, place: str
) -> None:
    path = tmp_path / "register.csv"
    path.write_text(f"City;Partner city\n{home};{partner}\n", encoding="utf-8")
    (line,) = sc.import_register(path, country=country, write=False).account
    assert line.outcome == "known"
    assert place in line.tie_id


@pytest.mark.parametrize(
    ("place_id", "until", "heir"),
    [
        ("gn:2799570", 2024, "Nazareth-De Pinte"),
        ("gn:2793940", 2024, "Beveren-Kruibeke-Zwijndrecht"),
        ("gn:2627140", 2020, "Múlaþing"),
        ("gn:2659516", 2010, "Glarus Nord"),
        ("gn:146469", 2024, "Dromolaxia-Meneou"),
        ("gn:3022700", 2016, "Annecy"),  # Cran-Gevrier
        ("gn:3165063", 2023, "Uggiate con Ronago"),
    ],
)
def test_what_was_merged_away_has_ended(place_id: str, until: int, heir: str) -> None:
    card = sc.place(place_id)
    assert (card.valid_to, sc.place(card.successor or "").name) == (until, heir)


def test_what_was_divided_is_followed_by_nobody() -> None:
    assert sc.place("gn:2755009").successor is None  # Haaren
    assert sc.place("x:ee-voru-misso").successor is None


def _typed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Type a command on the release and return what it prints."""
    assert run(arguments) == 0
    return capsys.readouterr().out


HAAREN = "gn:2755009"
ENDED = "Haaren ended in 2020, and we know of no one place that followed it."


@pytest.mark.parametrize("ask", [sc.recommend, sc.benchmark])
def test_a_town_that_was_divided_is_told_and_not_asked(ask: Callable[[str], object]) -> None:
    """Haaren went to four municipalities; the sentence is one that can be read aloud."""
    with pytest.raises(Unanswerable) as refused:
        ask(HAAREN)
    assert str(refused.value) == f"{ENDED} Ask for a place that exists today."


def test_as_a_partner_too() -> None:
    with pytest.raises(Unanswerable, match=f"^{ENDED}"):
        sc.assess(LIPPSTADT, HAAREN)


@pytest.mark.parametrize("ask", [sc.assess, sc.path])
def test_a_tie_that_a_divided_town_has_is_told_with_its_end(ask: Callable[..., Any]) -> None:
    """Haaren and Pobiedziska "are partners already", by the list of 2026, was all that was said."""
    said = ask(HAAREN, "Pobiedziska").sentence
    assert said.count(ENDED) == 1
    assert "are partners already" in said


def test_a_brief_on_a_place_that_is_no_more_begins_with_that() -> None:
    assert sc.brief(HAAREN).sentence.startswith(f"{ENDED} Haaren has 1 known partner")


def test_a_brief_on_a_divided_municipality_gives_no_people_of_the_village() -> None:
    """GeoNames counts the village of Haaren, 3,835, and the municipality had some 14,000."""
    assert sc.brief(HAAREN).facts.place.population is None


def test_a_brief_counts_partners_and_partnerships_apart() -> None:
    """Kuressaare and Pihtla both have Sastamala: nine partners, ten partnerships, nine points."""
    brief = sc.brief(SAAREMAA)
    assert "Saaremaa has 9 known partners in 6 countries by 10 partnerships." in brief.sentence
    assert brief.map is not None
    assert "World map with Saaremaa and 9 partners." in brief.map.described


def test_what_is_told_of_the_home_is_not_told_again_with_its_partner() -> None:
    notes = sc.recommend("Kyrenia, Northern Cyprus").notes
    assert sum(one.startswith("Northern Cyprus was recognised") for one in notes) == 1


@pytest.mark.parametrize("ends", [("Skövde", "Saaremaa"), ("Saaremaa", "Skövde")])
def test_a_path_to_saaremaa_is_the_tie_of_the_municipality(ends: tuple[str, str]) -> None:
    """The county of the name has two partners, and the municipality nine, Skövde among them."""
    found = sc.path(*ends)
    assert {SAAREMAA, SKOVDE} == {found.start.place_id, found.end.place_id}
    assert found.length == 1
    assert "are partners already" in found.sentence
    assert OF_THE_REGION in found.sentence
    said = found.sentence.split(". ")
    assert len(said) == len(set(said))


OF_THE_REGION = (
    "Saaremaa here is the municipality; the region of that name, gn:588879, has 2 known partners."
)


def test_an_id_means_the_county_alone() -> None:
    found = sc.path("Skövde", "gn:588879")
    assert " here is the " not in found.sentence
    assert "Saaremaa (region)" in found.sentence
    names = [found.called(one) for one in found.chains[0].places]
    assert len(names) == len(set(names)), "two places of one name are told apart"


def test_every_answer_says_which_saaremaa_was_taken() -> None:
    assert OF_THE_REGION in sc.benchmark("Saaremaa").notes
    assert OF_THE_REGION in sc.recommend("Saaremaa").notes
    assert OF_THE_REGION in sc.brief("Saaremaa").unknown.sentences
    found = sc.assess("Sastamala", "Saaremaa")
    assert found.partner.place_id == SAAREMAA
    assert OF_THE_REGION in found.notes
    of_county = sc.assess("Sastamala", "gn:588879").sentence
    told = "of the municipality of Saaremaa (through Kuressaare and Pihtla), which lies in the "
    assert told in of_county


@pytest.mark.parametrize("command", ["ties", "place"])
def test_ties_and_place_say_it_under_their_first_sentences(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    lines = _typed(capsys, command, "Saaremaa").splitlines()
    assert lines[0].startswith("Saaremaa (city, EE-74) has 9 known partners")
    assert OF_THE_REGION in lines[: lines.index("")]
    assert not [line for line in lines if "not meant here" in line and "gn:588879" in line]


def test_where_the_region_is_taken_the_municipality_is_named() -> None:
    with open_release() as release:
        (region,) = places_of_ids(release, ["gn:588879"])
        found = level_namesake(release, "Saaremaa", region)
    assert found is not None
    assert str(found.sentence) == (
        f"Saaremaa here is the region; the municipality of that name, {SAAREMAA}, has 9 known "
        "partners."
    )


def test_many_towns_that_were_taken_over_are_one_sentence() -> None:
    (said,) = [one for one in sc.place(SAAREMAA).in_question if "Kuressaare" in one]
    assert said.startswith("6 municipalities are now part of Saaremaa, and their partnerships")
    assert "Kuressaare until 2017 (Kuurne, Mariehamn, Sastamala and Skövde)" in said


def test_a_place_that_is_no_more_is_not_told_in_the_present_tense(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = _typed(capsys, "place", UDEN)
    assert "Uden (city, NL-NB) ended in 2021; our sources name 1 known partner" in out
    assert "Uden is now part of Maashorst; its partnership counts as one of it." in out
    assert "We know of no one place that followed Haaren" in _typed(capsys, "ties", HAAREN)


def test_a_comparison_holds_the_ties_of_what_was_merged() -> None:
    """Maashorst and Lippstadt had "no partnership with each other" beside each other."""
    explorer = Explorer(None)
    found = compare_places(explorer, [MAASHORST, LIPPSTADT])
    assert [len(one.standing) for one in found.places] == [1, 1]
    assert [one.here.place_id for one in found.own_ties] == [UDEN]
    saaremaa, _ = compare_places(explorer, [SAAREMAA, SKOVDE]).places
    assert len(saaremaa.standing) == 9
    explorer.close()


@pytest.mark.parametrize("place_id", ["gn:146268", MAASHORST, SAAREMAA, LINDESNES, NINGBO])
def test_the_card_counts_what_the_list_holds(place_id: str) -> None:
    held, card = sc.ties_of(place_id), sc.place(place_id)
    assert card.ties["total"] == len(held)
    assert count_alive(card.standing) == len(
        {one.b.place_id for one in held if one.stands.is_alive}
    )


@pytest.mark.parametrize(
    ("lines", "country", "told"),
    [
        ("Maldon;Land van Cuijk", "", "held as a tie of Cuijk, which became part of Land van"),
        ("Maldon;Land van Cuijk", "NL", "held as a tie of Cuijk, which became part of Land van"),
        ("Land van Cuijk;Maldon", "NL", "held as a tie of Cuijk, which became part of Land van"),
        ("Lindesnes kommune;Middelfart", "NO", "Mandal, which became part of Lindesnes in 2020"),
        ("Mandal;Middelfart", "NO", "Mandal was a municipality until 2019 and is now part of"),
        ("Annecy-le-Vieux;Bayreuth", "FR", "is now part of Annecy; held as a tie of Annecy"),
    ],
)
def test_a_register_meets_the_tie_of_either_and_is_told_whose_it_is(
    tmp_path: Path, lines: str, country: str, told: str
) -> None:
    path = tmp_path / "register.csv"
    path.write_text(f"City;Partner city\n{lines}\n", encoding="utf-8")
    (line,) = sc.import_register(path, country=country, write=False).account
    assert line.outcome == "known"
    assert told in line.told


def test_an_overlay_of_a_town_that_was_merged_away_adds_to_the_tie_of_today(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "kept"))
    path = tmp_path / "register.csv"
    path.write_text("City;Partner city\nAnnecy-le-Vieux;Bayreuth\n", encoding="utf-8")
    sc.import_register(path, name="annecy", country="FR")
    before = len(sc.ties_of("gn:3037543"))
    data = sc.Data(overlays=("annecy",))
    held = sc.ties_of("gn:3037543", data=data)
    assert len(held) == before
    assert any("annecy" in one.sources for one in held if one.b.name == "Bayreuth")


def test_what_ended_for_the_older_town_ended_for_what_took_it_over() -> None:
    with open_release() as release:
        one, all_of_them = read_over(index_of(release), ["gn:461615"]), read_over(index_of(release))
    tie_id = "gn:459402~gn:618932"
    assert tie_id in {row["tie_id"] for row in one["gn:461615"]}
    assert [*one["gn:461615"]] == [*all_of_them["gn:461615"]]
    assert "gn:459402" not in all_of_them
