"""Columns that are not read and name places are told of, whatever their heads are."""

from __future__ import annotations

from pathlib import Path

import pytest

import sistercities as sc

_ASKED = "names of places, so"


def _asked(tmp_path: Path, release_folder: Path, *rows: str) -> str:
    path = tmp_path / "made-up.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    found = sc.import_register(path, data=release_folder, year=2026, write=False)
    return " ".join(one for one in found.notes if _ASKED in one)


@pytest.mark.parametrize("head", ["Weitere", "Twins", "Towns abroad", "Misc", "Contact", "Extra"])
@pytest.mark.parametrize("cell", ["Sakurai", "Sakurai and Kawabe since 1960", "Sakurai; Nirgends"])
def test_a_column_with_names_of_places_is_told_of(
    tmp_path: Path, release_folder: Path, head: str, cell: str
) -> None:
    told = _asked(tmp_path, release_folder, f"Home,Partner,Partner country,{head}",
                  f"Altwerder,Tokiwa,JP,{cell}")  # fmt: skip
    assert f"Column D {head} (1) is not read and holds {_ASKED} it may hold partners" in told
    assert "name them as partner_2" in told


@pytest.mark.parametrize(
    "cell", ["by letter", "-", "Germany", "2010", "active", "Tokiwa", "Nirgends and Nowhere"]
)
def test_what_names_no_other_place_is_not_asked_about(
    tmp_path: Path, release_folder: Path, cell: str
) -> None:
    rows = ("Home,Partner,Partner country,Extra", f"Altwerder,Tokiwa,JP,{cell}")
    assert _asked(tmp_path, release_folder, *rows) == ""


def test_heads_that_are_names_of_places_are_told_of(tmp_path: Path, release_folder: Path) -> None:
    told = _asked(tmp_path, release_folder, "Home,Partner,Partner country,Sakurai,Kawabe",
                  "Altwerder,Tokiwa,JP,x,1972", "Saint-Orme,Tokiwa,JP,,x")  # fmt: skip
    assert "Columns D Sakurai (1), E Kawabe (2) are not read and headed by" in told
    assert "write one tie on each line" in told


def test_a_single_head_that_may_be_a_place_is_not(tmp_path: Path, release_folder: Path) -> None:
    rows = ("Home,Partner,Partner country,Sakurai,Fax", "Altwerder,Tokiwa,JP,x,12")
    assert _asked(tmp_path, release_folder, *rows) == ""
