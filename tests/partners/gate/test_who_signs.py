"""Who would sign for a district, and that this is a partner already: told first, and once."""

from __future__ import annotations

import pytest

from sistercities.api.scorecard import assess
from sistercities.cli.assess_page import assess_lines
from sistercities.cli.screen import Screen
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.gate.who_signs import who_signs
from sistercities.partners.ground import Ground
from sistercities.partners.short_lists.quarters import quarters_of

NAHA, KAILUA, HONOLULU, MUNICH = "gn:1856035", "gn:5847486", "gn:5856195", "gn:2867714"
GION, DORTMUND, OTLEY, PUDSEY = "gn:1863620", "gn:2935517", "gn:2640857", "gn:2639866"
OF_NAHA = "Kailua is part of Honolulu, which would sign and has been a partner of Naha since 1961."
OF_MUNICH = "Kailua is part of Honolulu, which would sign: ask about Honolulu."


def _signed(ground: Ground, home: int, place: int) -> tuple[Obstacle, ...]:
    return who_signs(ground, home, place, quarters_of(ground).signer_of)


@pytest.mark.parametrize(
    ("home", "partner", "said"),
    [(NAHA, KAILUA, OF_NAHA), (KAILUA, NAHA, OF_NAHA), (MUNICH, KAILUA, OF_MUNICH)],
)
def test_who_would_sign_for_a_district_is_told_first_and_once(
    home: str, partner: str, said: str
) -> None:
    found = assess(home, partner)
    assert found.sentence.startswith(f"{said} By its score alone {found.partner.name} would rank ")
    assert [one.sentence for one in found.obstacles if one.kind in ("kin", "signer")] == [said]
    page = "\n".join(assess_lines(found, Screen(80, None), show_all=False))
    assert page.count("would sign") == 1
    assert page.count("already a partner") == 0
    assert page.count("no source of ours names one") == 1
    assert "that does not mean that there is none" not in page
    record = found.to_json()
    assert record["sentence"] == found.sentence
    assert said in {one["sentence"] for one in record["obstacles"]}


def test_only_a_signer_that_is_a_partner_calls_for_care(ground: Ground) -> None:
    at = ground.position
    (kin,) = _signed(ground, at[NAHA], at[KAILUA])
    assert (kin.kind, kin.strength, kin.places) == ("kin", "caution", (HONOLULU,))
    (signer,) = _signed(ground, at[MUNICH], at[KAILUA])
    assert (signer.kind, signer.strength, signer.places) == ("signer", "note", (HONOLULU,))
    assert _signed(ground, at[NAHA], at[HONOLULU]) == ()


def test_of_two_districts_each_has_its_signer_and_a_partnership_is_told_with_the_last(
    ground: Ground,
) -> None:
    of_home, of_place = _signed(ground, ground.position[GION], ground.position[KAILUA])
    assert of_home.sentence == "Gion is part of Hiroshima, which would sign: ask about Hiroshima."
    assert of_place.sentence == (
        "Kailua is part of Honolulu, which would sign and has been a partner of Hiroshima since "
        "1959."
    )


def test_a_town_that_has_a_partner_of_its_own_signs_for_itself(ground: Ground) -> None:
    """Otley lies in the City of Leeds, and has a council and a partner of its own."""
    assert _signed(ground, ground.position[DORTMUND], ground.position[OTLEY]) == ()
    (of_pudsey,) = _signed(ground, ground.position[DORTMUND], ground.position[PUDSEY])
    assert of_pudsey.sentence == (
        "Pudsey is part of Leeds, which would sign and is already a partner of Dortmund."
    )
