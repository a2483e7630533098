"""What the commands say of ties whose places are less sure than the rest."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import fastjsonschema
import pytest

import doubtful_world
import sistercities as sc
import world
from sistercities.cli.screen import Screen
from sistercities.cli.ties_page import none_chosen_lines, ties_lines

_WIDE = Screen(200, None)
SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"


@pytest.fixture(scope="module")
def doubtful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the drawn world with doubts."""
    return doubtful_world.write_doubtful_world(tmp_path_factory.mktemp("doubtful"))


def _doubts(name: str, data: Path) -> list[str]:
    lines = ties_lines(sc.ties_of(name, data=data), _WIDE, show_all=True)
    return [line for line in lines if line.startswith("No source says")]


def test_a_place_that_is_a_guess_is_told_in_words(doubtful: Path) -> None:
    (line,) = _doubts("Moqi", doubtful)
    assert line.endswith("we take the largest: Moqi 墨溪市 – Tokiwa 常盤市.")
    assert _doubts("Songgang", doubtful) == []


def test_a_partner_that_is_less_surely_read_has_a_mark_and_a_footer(doubtful: Path) -> None:
    ties = sc.ties_of("Moqi", data=doubtful)
    lines = ties_lines(ties, _WIDE, show_all=True)
    (marked,) = (line for line in lines if "常盤市 †" in line)
    assert "Tokiwa" in marked
    assert "† How sure we are of the two places: 90 %." in lines
    sure = [replace(tie, confidence=0.98, method="alias+country+level") for tie in ties]
    assert "†" not in "".join(ties_lines(sure, _WIDE, show_all=True))
    weak = [replace(tie, confidence=0.9, method="alias+country+level") for tie in ties]
    assert "† How sure we are of the two places: 90 %." in ties_lines(weak, _WIDE, show_all=True)


def test_what_is_known_of_a_place_begins_with_the_guess(typed: Callable, doubtful: Path) -> None:
    said = typed("place", "Moqi", "--data", str(doubtful)).out
    assert "No source says which Tokiwa is a partner of Moqi; we take the largest." in said
    said = typed("place", "Tokiwa", "--data", str(doubtful)).out
    assert "No source says which Tokiwa is the partner of Moqi; we take the largest." in said
    assert "No source says" not in typed("place", "Songgang", "--data", str(doubtful)).out


def test_json_says_how_sure_each_tie_is(
    typed: Callable, doubtful: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SISTERCITIES_DATA", str(doubtful))
    held = json.loads(typed("ties", world.TOKIWA, "--json").out)
    fastjsonschema.compile(json.loads((SCHEMAS / "ties.json").read_text(encoding="utf-8")))(held)
    sure = {tie["tie_id"]: (tie["confidence"], tie["method"].split("+")[-1]) for tie in held}
    assert sure.pop(doubtful_world.GUESSED) == (0.9, "namesake_not_told")
    assert {method for _, method in sure.values()} == {"level"}


def test_a_tie_told_at_two_levels_is_one_with_the_claims_of_both(doubtful: Path) -> None:
    ids = {tie.tie_id for tie in sc.ties_of("Ningwan", data=doubtful)}
    assert doubtful_world.HELD in ids
    assert doubtful_world.FOLDED not in ids
    behind = sc.claims(doubtful_world.HELD, data=doubtful)
    assert set(behind["place_b"]) | set(behind["place_a"]) >= {world.TOKIWA, world.MINAMIHARA}
    assert sc.claims(doubtful_world.FOLDED, data=doubtful).equals(behind)


def test_a_partner_whose_place_is_not_settled_is_named(
    typed: Callable, release_folder: Path
) -> None:
    waiting = {
        one.claim.b.name: one.a.place_id
        for one in world.claims()
        if one.a.place_id and not one.b.place_id
    }
    (name, place), *_ = waiting.items()
    card = json.loads(typed("place", place, "--json").out)
    fastjsonschema.compile(json.loads((SCHEMAS / "place.json").read_text(encoding="utf-8")))(card)
    assert name in card["waiting"]
    assert (
        f"{name}, which a source names as a partner: which place that is, we do not know"
        in typed("place", place).out
    )
    assert sc.place("Moqi", data=release_folder).waiting == ()


def test_who_asks_for_listed_ties_is_told_of_the_active_that_a_newer_list_has(
    doubtful: Path,
) -> None:
    card = sc.place("Moqi", data=doubtful)
    said = none_chosen_lines(card, 3, listed_since=2)
    assert (
        "Of the active 2 are on a newer list too, and active by an older source: "
        "--standing active shows them."
    ) in said
    assert len(none_chosen_lines(card, 3)) == len(said) - 1


def test_a_long_label_is_parted_from_what_it_names(
    typed: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SISTERCITIES_DATA", raising=False)
    said = typed("place", "Kochi, IN").out
    assert "in second-level region Ernākulam" in said
