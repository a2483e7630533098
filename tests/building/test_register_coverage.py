"""How much of a register is held, pair by pair, on the drawn world with a made-up register."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.pages.register_coverage import (
    HeldPairs,
    Partnership,
    partnerships,
    shares,
    size_of,
    spellings,
)
from sistercities.dataset.register_shares import (
    RegisterShare,
    read_register_shares,
    shares_text,
)
from sistercities.dataset.release.store import open_release
from sistercities.errors import SourceError
from sistercities.sources.register import read_register
from sistercities.sources.register_mapping import RegisterMapping

SHARE = RegisterShare("DE", "Drawn 2015", "2015-06", "all", 10, 4, "1")


def _found(release_folder: Path, tmp_path: Path, *rows: str) -> list[Partnership]:
    path = tmp_path / "register.csv"
    path.write_text("\n".join(("home,partner,country", *rows)) + "\n", encoding="utf-8")
    mapping = RegisterMapping(
        columns={"home": "home", "partner": "partner", "partner_country": "country"}, country="CN"
    )
    lines = read_register(path, "drawn-register", 2020, mapping).lines
    with open_release(release_folder) as release:
        return list(partnerships(lines, release, lambda line: "p" if line < 4 else ""))


def test_a_partnership_is_held_where_a_tie_of_ours_joins_the_two(
    release_folder: Path, tmp_path: Path
) -> None:
    found = _found(release_folder, tmp_path, "Ningwan,Tokiwa,Japan", "Ningwan,Nowhere,Japan",
                   "Ningwan,Tokiwa,Japan", "Songgang,Nowhere,Germany")  # fmt: skip
    # The third line says the first again and counts once.
    assert [(one.form, one.country, one.is_held) for one in found] == [
        ("p", "JP", True), ("p", "JP", False), ("", "DE", False),
    ]  # fmt: skip


def test_a_name_counts_in_its_country_and_in_the_region_that_is_stated() -> None:
    ties = HeldPairs(
        {("DE", "neustadt"): frozenset("ab"), ("FR", "neuville"): frozenset("c")},
        {"a": frozenset("c"), "b": frozenset("d"), "c": frozenset("a"), "d": frozenset("b")},
        {"a": "DE-HE", "b": "DE-BY", "c": ""},
    )
    partner = ties.named("Neuville (Neustadt)", "FR")
    assert ties.join(ties.named("Neustadt", "DE"), partner)
    assert ties.join(ties.named("Neustadt", "DE", "DE-HE"), partner)
    assert not ties.join(ties.named("Neustadt", "DE", "DE-BY"), partner)
    assert not ties.named("Neustadt", "FR")


def test_brackets_and_slashes_part_spellings() -> None:
    assert spellings("Sint-Drawn / Saint-Drawn") == ["sintdrawnsaintdrawn", "sintdrawn",
                                                     "saintdrawn"]  # fmt: skip
    assert spellings("()") == []


@pytest.mark.parametrize(
    ("persons", "name"),
    [(None, "not known"), (0, "under 5,000"), (15_000, "15,000 to 50,000"),
     (2_000_000, "200,000 and more")],
)  # fmt: skip
def test_a_place_is_of_the_class_that_its_persons_reach(persons: int | None, name: str) -> None:
    assert size_of(persons) == name


def test_shares_count_parts_of_what_is_listed_and_hide_the_few() -> None:
    some = [Partnership("formal", "FR", "under 5,000", is_held=k < 30) for k in range(50)]
    few = [Partnership("formal", "TG", "not known", is_held=True)]
    loose = [Partnership("", "FR", "not known", is_held=False)]
    found = shares([*some, *few, *loose], "formal", card="DE", register="R", as_of="2015",
                   version="1")  # fmt: skip
    told = {one.group: (one.held, one.listed) for one in found}
    assert told["all"] == (31, 52)
    assert told["form: formal"] == (31, 51)
    assert told["formal, country: FR"] == (30, 50)
    assert told["formal, country: other countries"] == (1, 1)
    assert not any("TG" in group for group in told)
    assert all(0 <= held <= listed for held, listed in told.values())


def test_the_figures_are_read_as_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "register_shares.csv"
    assert read_register_shares(path) == ()
    path.write_text(shares_text([SHARE]), encoding="utf-8")
    assert read_register_shares(path) == (SHARE,)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (",10,4,", ",10,11,", "column held: '11'"),
        (",10,4,", ",0,0,", "column held: '0'"),
        (",10,4,", ",ten,4,", "column listed: 'ten'"),
        ("2015-06", "June", "column as_of: 'June'"),
        ("DE,", "ZZ,", "column card: 'ZZ'"),
    ],
)
def test_a_figure_that_is_no_share_is_refused(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    path = tmp_path / "register_shares.csv"
    path.write_text(shares_text([SHARE]).replace(old, new), encoding="utf-8")
    with pytest.raises(SourceError, match=problem):
        read_register_shares(path)
