"""Sentences of the release that an officer stumbled over: each is true, and said once."""

from __future__ import annotations

import pytest

import sistercities as sc
from sistercities.cli.outcome import run
from sistercities.errors import PlaceNotFound

CEUTA, ITANAGAR, KOTA_KINABALU = "gn:6362987", "gn:1269655", "gn:1733432"
FAMAGUSTA_AWAY, KYRENIA = "x:cy-famagusta-displaced", "gn:146412"
DISPLACED = "The council of this municipality of the Republic of Cyprus was displaced in 1974"
NORTH = "Northern Cyprus was recognised by Turkey alone"


def _typed(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert run(arguments) == 0
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("home", "said", "unsaid"),
    [
        (CEUTA, "in Morocco and Gibraltar (a claim to territory)", "in Ceuta"),
        (ITANAGAR, "in China (a claim to territory)", "in Arunachal"),
        (KOTA_KINABALU, "in the Philippines (a claim to territory)", "in Sabah"),
    ],
)
def test_who_lives_where_it_is_claimed_is_told_where_the_others_lie(
    home: str, said: str, unsaid: str
) -> None:
    """Of Ceuta 133 places of Morocco were counted "in Ceuta and Melilla"."""
    (counted,) = [one for one in sc.recommend(home).left_out if "cannot be suggested" in one]
    assert said in counted
    assert unsaid not in counted


def test_who_claims_it_is_told_of_the_claimed_place() -> None:
    (counted,) = [one for one in sc.recommend("Manila").left_out if "cannot be suggested" in one]
    assert "in Sabah (a claim to territory)" in counted


def test_a_displaced_council_hears_its_own_status_once_and_not_as_a_reproach(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = _typed(capsys, "ties", FAMAGUSTA_AWAY)
    assert sum(DISPLACED in line for line in lines) == 1
    assert not [line for line in lines if "something calls for care" in line]
    assert "with care" not in "".join(
        line for line in _typed(capsys, "benchmark", FAMAGUSTA_AWAY) if line.startswith("Greece")
    )
    found = sc.assess(FAMAGUSTA_AWAY, "Athens")
    assert not [one for one in found.in_short.against if DISPLACED in one]
    assert [one for one in found.to_note if DISPLACED in one.sentence]
    away = sc.assess("Athens", FAMAGUSTA_AWAY)
    assert [one for one in away.in_short.against if DISPLACED in one]


@pytest.mark.parametrize("command", ["place", "ties"])
def test_a_status_is_said_with_the_partners_whom_it_concerns(
    capsys: pytest.CaptureFixture[str], command: str
) -> None:
    (said,) = [line for line in _typed(capsys, command, KYRENIA) if NORTH in line]
    assert "This concerns 1 partner of Kyrenia (Sector 4). Source: " in said


def test_what_stands_above_a_path_is_not_repeated_below(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = _typed(capsys, "path", "Struga", FAMAGUSTA_AWAY)
    assert sum(DISPLACED in line for line in lines) == 1
    lines = _typed(capsys, "path", "Haifa", "Kharkiv")
    assert sum("Russia and Ukraine have been at war" in line for line in lines) == 1
    (again,) = [line for line in lines if line.endswith("the second holds here too.")]
    assert again.startswith("! Haifa and ")


def test_a_reason_that_concerns_several_ties_of_a_path_is_said_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = _typed(capsys, "path", "São Paulo", "gn:2332459", "--most", "50")
    told = [line for line in lines if "group Islamic State" in line]
    assert len(told) == len(set(told)) == 1


def test_two_sizes_that_are_not_known_are_one_sentence() -> None:
    said = [one for one in sc.assess("Maashorst", "gn:11776874").notes if "not compared" in one]
    assert said == [
        "The populations of Maashorst and Saaremaa are not known, so sizes are not compared."
    ]


@pytest.mark.parametrize(
    ("typed", "code"),
    [("South Bohemia", "CZ-31"), ("South Moravia", "CZ-64"), ("North Ossetia", "RU-SE")],
)
def test_a_region_is_found_by_its_everyday_english_name(typed: str, code: str) -> None:
    assert sc.place(typed).region_iso == code


def test_a_region_by_nearly_its_english_name_is_offered_first() -> None:
    with pytest.raises(PlaceNotFound) as refused:
        sc.place("Warmian-Masuria")
    assert refused.value.candidates[0].startswith(
        "Warmia-Masuria Warmińsko-Mazurskie (region1, PL-28"
    )


def test_no_chain_leads_through_both_councils_and_a_bar_holds_either_way() -> None:
    there, away = "gn:146617", "x:cy-famagusta-displaced"
    for ends in ((there, "Struga"), ("Struga", there)):
        found = sc.path(*ends, most=50)
        assert found.is_barred
        assert len({one.sentence for one in found.obstacles}) == len(found.obstacles)
        assert not [chain for chain in found.chains
                    if {there, away} <= {one.place_id for one in chain.places}]  # fmt: skip


def test_a_year_is_no_part_of_the_name_of_a_region(capsys: pytest.CaptureFixture[str]) -> None:
    lines = _typed(capsys, "place", "Lyon")
    (line,) = [one for one in lines if one.startswith("in region ")]
    assert line.endswith("Auvergne-Rhône-Alpes gn:11071625, since 2016")
