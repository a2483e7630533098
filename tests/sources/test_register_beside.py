"""What registers say beside a name: a second name, and a level; heads written as in a database."""

from __future__ import annotations

from pathlib import Path

import pytest

from sistercities.sources.register import Register, read_register
from sistercities.sources.register_levels import read_level
from sistercities.terms.words import Level


def read(tmp_path: Path, *lines: str) -> Register:
    path = tmp_path / "made-up.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_register(path, "made-up", 2026)


def fields(register: Register) -> list[str]:
    positions = {one.position: one.field for one in register.layout.columns}
    return [positions.get(at, "") for at in range(len(register.layout.heads))]


@pytest.mark.parametrize(
    "heads",
    [
        "id,home_country,home_region_iso,home_unit_name,home_unit_name_en,home_level,"
        "partner_country,partner_name,partner_name_en,partner_region_iso,partner_level,start_date",
        "id,homeCountry,homeRegion,homeCity,homeNameEn,homeLevel,"
        "partnerCountry,partnerCity,partnerNameEn,partnerRegion,partnerLevel,startDate",
    ],
)
def test_heads_may_be_written_as_in_a_database(tmp_path: Path, heads: str) -> None:
    assert fields(read(tmp_path, heads, ",".join("x" * 12))) == [
        "id", "home_country", "home_region", "home", "home_other_name", "home_level",
        "partner_country", "partner", "partner_other_name", "partner_region", "partner_level",
        "start",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "heads",
    [
        "自治体名,自治体名英語,国名,提携先都市名,提携先都市名（英語）",
        "Home,Home name in English,Country,Partner,Partner (English)",
        "中方城市,中方城市英文名,国家,外方城市,外方城市外文名",
    ],
)
def test_a_second_column_of_names_is_known_by_its_language(tmp_path: Path, heads: str) -> None:
    assert fields(read(tmp_path, heads, "a,b,c,d,e")) == [
        "home", "home_other_name", "partner_country", "partner", "partner_other_name",
    ]  # fmt: skip


def test_a_language_of_two_letters_counts_at_the_end_of_a_head_alone(tmp_path: Path) -> None:
    found = read(tmp_path, "Commune,Ville jumelée,Ville jumelée en Pologne", "Altwerder,Tokiwa,x")
    assert fields(found)[:2] == ["home", "partner"]
    assert "partner_other_name" not in fields(found)


def test_a_second_name_and_a_level_are_kept_with_the_claim(tmp_path: Path) -> None:
    heads = "Home,Home level,Partner,Partner name in English,Country"
    line = read(tmp_path, heads, "Altwerder,Stadt,常盤市,Tokiwa,JP").lines[0]
    assert line.claim is not None
    assert (line.claim.a.level, line.claim.b.other_name) == ("city", "Tokiwa")
    assert line.claim.note == "level of Altwerder: Stadt; other name of 常盤市: Tokiwa"


def test_the_same_name_again_is_no_other_name(tmp_path: Path) -> None:
    line = read(tmp_path, "Home,Partner,Partner name in English", "Altwerder,Tokiwa,Tokiwa").lines[
        0
    ]
    assert line.claim is not None
    assert (line.claim.b.other_name, line.claim.note) == ("", "")


def test_a_word_that_is_no_level_is_told(tmp_path: Path) -> None:
    line = read(tmp_path, "Home,Home level,Partner", "Altwerder,lovely,Tokiwa").lines[0]
    assert line.told == ("home: 'lovely' is no level that is known and is not used",)


@pytest.mark.parametrize(
    ("word", "country", "due"),
    [
        ("prefecture", "JP", "region1"), ("prefecture", "CN", None), ("地级市", "CN", "city"),
        ("都道府県", "JP", "region1"), ("구", "KR", "district"), ("Land", "DE", "region1"),
        ("estado", "MX", "region1"), ("область", "RU", "region1"), ("provincie", "NL", "region1"),
        ("okres", "CZ", "region2"), ("ciudad", "MX", "city"), ("Kent", "GB", None),
    ],
)  # fmt: skip
def test_levels_are_words_of_several_languages(word: str, country: str, due: Level | None) -> None:
    assert read_level(word, country) == due


def test_a_word_for_a_level_in_brackets_states_it(
    tmp_path: Path,
) -> None:
    line = read(tmp_path, "Home,Partner,Country", "Tokiwa (city),常盤（県）,JP").lines[0]
    assert line.claim is not None
    assert (line.claim.a.level, line.claim.a.parents) == ("city", ())
    assert (line.written_a.head, line.written_a.bracketed) == ("Tokiwa", ())
    assert (line.written_b.head, line.claim.b.level) == ("常盤", "region1")
    assert line.claim.a.name == "Tokiwa (city)"  # as it is written


def test_the_column_goes_before_the_bracket(tmp_path: Path) -> None:
    line = read(tmp_path, "Home,Home level,Partner", "Tokiwa (city),prefecture,Altwerder").lines[0]
    assert line.claim is not None
    assert line.claim.a.level == "region1"


def test_an_underscore_before_a_bracket_is_no_part_of_the_name(tmp_path: Path) -> None:
    line = read(tmp_path, "Home,Partner,Country", "Altwerder,雷溫_(明尼州),US").lines[0]
    assert (line.written_b.head, line.written_b.bracketed) == ("雷溫", ("明尼州",))
