"""Sizes, countries and themes as clerks write them, each in made-up cells."""

from __future__ import annotations

import csv
from pathlib import Path
from random import Random

import pytest

import sistercities
from sistercities.sources.country_unions import dated_union, outside, unions
from sistercities.sources.notice_countries import read_countries
from sistercities.sources.notice_sizes import LARGEST, read_bounds, read_size
from sistercities.sources.notice_words import NOTICE_FIELDS, read_themes, theme_of
from sistercities.sources.register_words import folded
from sistercities.terms.notices import CONTINENTS, THEMES

SIZES = {
    "50-100k": (50_000, 100_000),
    "50.000 - 100.000": (50_000, 100_000),
    "50 000–100 000 habitants": (50_000, 100_000),
    "50,000 to 100,000 inhabitants": (50_000, 100_000),
    "between 20k and 40k": (20_000, 40_000),
    "10-50万": (100_000, 500_000),
    "１０万～２０万人": (100_000, 200_000),
    "10万人から50万人まで": (100_000, 500_000),
    "二十万-五十万": (200_000, 500_000),
    "5000-10k": (5_000, 10_000),
    "500k-1m": (500_000, 1_000_000),
    "min 50000 max 100000": (50_000, 100_000),
    "0-20000": (0, 20_000),
    "10万以上": (100_000, None),
    "10万人以上": (100_000, None),
    "十万以上": (100_000, None),
    "> 50000": (50_000, None),
    "20,000+": (20_000, None),
    "ab 20.000": (20_000, None),
    "mehr als 50 000": (50_000, None),
    "over 1 million people": (1_000_000, None),
    "<100k": (None, 100_000),
    "bis 100.000 Einwohner": (None, 100_000),
    "moins de 50 000": (None, 50_000),
    "10万未満": (None, 100_000),
}


@pytest.mark.parametrize("text", SIZES)
def test_a_size_in_numbers_is_read(text: str) -> None:
    found = read_size(text)
    assert (found.low, found.high) == SIZES[text]
    assert (found.unread, found.told, found.next_step) == ("", "", "")


@pytest.mark.parametrize(
    ("text", "middle"),
    [
        ("50000", 50_000),
        ("about 50,000", 50_000),
        ("人口10万人程度", 100_000),
        ("1,5 Mio", 1_500_000),
    ],
)
def test_a_number_alone_is_half_to_double_and_told(text: str, middle: int) -> None:
    found = read_size(text)
    assert (found.low, found.high) == (middle // 2, middle * 2)
    assert "half to double" in found.told


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("small", "is no number, and such words mean other numbers in other countries"),
        ("小", "is no number"),
        ("medium-sized", "is no number"),
        ("50-100", "may be persons or thousands"),
        ("50", "may be persons or thousands"),
        ("500-1k", "may be persons or thousands"),
        ("200000-100000", "is the wrong way round"),
        (str(LARGEST + 1), "is more than the"),
        ("-5", "is not a size that is understood"),
        ("=A1", "is not a size that is understood"),
        ("50k 100k 150k", "is not a size that is understood"),
        ("x" * 300, "is too long for a size"),
    ],
)
def test_a_size_that_is_not_understood_is_kept_and_told(text: str, why: str) -> None:
    found = read_size(text)
    assert not found.is_stated
    assert found.unread.startswith(text[:50])
    assert why in found.told
    assert found.next_step.startswith("write it as two numbers")


def test_any_size_a_size_like_its_own_and_none() -> None:
    assert read_size("不限").is_any
    assert read_size("Any size").is_any
    assert read_size("同規模").is_own
    assert read_size("ähnliche Größe").is_own
    for text in ("", "-", "–"):
        assert not read_size(text).is_stated
        assert read_size(text).unread == ""


def test_bounds_in_columns_of_their_own() -> None:
    assert (read_bounds("20000", "5万").low, read_bounds("20000", "5万").high) == (20_000, 50_000)
    assert (read_bounds("", "50k").low, read_bounds("", "50k").high) == (None, 50_000)
    assert read_bounds("many", "50k").unread == "many-50k"


COUNTRIES = {
    "France": "FR",
    "France, Allemagne; 日本": "DE FR JP",
    "Frankreich oder Polen": "FR PL",
    "韩国、日本": "JP KR",
    "フランス・ドイツ": "DE FR",
    "DE FR PL": "DE FR PL",
    "UK/USA": "GB US",
    "SUI GER": "CH DE",
    "D, F, CH": "CH DE FR",
    "España y Portugal": "ES PT",
    "Bosnia and Herzegovina and Croatia": "BA HR",
    "New Zealand and Australia": "AU NZ",
    "Korea, Republic of": "KR",
    "中华人民共和国和日本": "CN JP",
    "Japan\nChina": "CN JP",
    "France, and Japan,": "FR JP",
    "Deutschland, die Schweiz und der Türkei": "CH DE TR",
    "la France ou l'Italie": "FR IT",
    "the Netherlands and La Réunion": "NL RE",
}


@pytest.mark.parametrize("text", COUNTRIES)
def test_countries_in_several_languages_are_read(text: str) -> None:
    found = read_countries(text)
    assert " ".join(found.codes) == COUNTRIES[text]
    assert (found.unread, found.told, found.is_any) == ("", (), False)


@pytest.mark.parametrize(
    "text", ["any", "不限", "weltweit", "tous les pays", "海外", "France, any"]
)
def test_any_country(text: str) -> None:
    assert read_countries(text).is_any
    assert read_countries(text).codes == ()


@pytest.mark.parametrize(
    ("text", "continents"), [("Europe", "EU"), ("亚洲 欧洲", "AS EU"), ("África; Oceania", "AF OC")]
)
def test_continents(text: str, continents: str) -> None:
    assert " ".join(read_countries(text).continents) == continents


@pytest.mark.parametrize(
    "text",
    ["not Spain", "any but Spain", "除日本外", "außer Polen", "Europe except France", "non-EU"],
)
def test_what_excludes_a_country_is_never_a_wish_for_it(text: str) -> None:
    found = read_countries(text)
    assert (found.codes, found.continents, found.is_any) == ((), (), False)
    assert found.unread == text
    assert "excludes something" in found.told[0]


@pytest.mark.parametrize(
    ("text", "codes", "unread", "said"),
    [
        ("Frnace", "", "Frnace", "the nearest is France (FR)"),
        ("ČSSR", "", "ČSSR", "is no country of today; it is now CZ, SK"),
        ("BRICS", "", "BRICS", "which countries 'BRICS' means the data do not hold"),
        ("金砖国家", "", "金砖国家", "which countries '金砖国家', that is BRICS, means the"),
        ("Mercosur, Japan", "JP", "Mercosur", "which countries 'Mercosur' means"),
        ("Scandinavia, Japan", "JP", "Scandinavia", "which countries 'Scandinavia' means"),
        ("Atlantis", "", "Atlantis", "is no country and no continent"),
        ("preferably Germany", "DE", "preferably", "leaves it open whether others are welcome"),
        ("优先日本", "JP", "优先", "leaves it open"),
        ("Japan etc.", "JP", "etc.", "leaves it open"),
        ("English-speaking countries", "", "English-speaking countries", "is no country"),
        ("=A1", "", "=A1", "is no country"),
        ("x" * 1_001, "", "x" * 1_000, "too many for countries"),
    ],
)
def test_what_is_no_country_is_kept_and_told(text: str, codes: str, unread: str, said: str) -> None:
    found = read_countries(text)
    assert (" ".join(found.codes), found.unread) == (codes, unread)
    assert said in found.told[0]
    assert found.next_step.startswith("write countries by name")


@pytest.mark.parametrize(
    ("text", "date", "unions", "others"),
    [
        ("EU", "2024", "EU:2024", ""),
        ("the European Union or Japan", "", "EU", "JP"),
        ("欧盟国家、日本", "2019-06", "EU:2019-06", "JP"),
        ("Länder der EU und die Schweiz", "2012-01-31", "EU:2012-01-31", "CH"),
        ("l'Union européenne; ASEAN", "2025", "ASEAN:2025 EU:2025", ""),
        ("东盟 日本", "2025-10-25", "ASEAN:2025-10-25", "JP"),
    ],
)
def test_unions_are_their_members_at_the_date(
    text: str, date: str, unions: str, others: str
) -> None:
    found = read_countries(text, date)
    assert " ".join(found.unions) == unions
    assert " ".join(outside(found.codes, found.unions)) == others
    assert (found.unread, found.next_step) == ("", "")
    assert all("is taken as" in each for each in found.told)
    members = {code for one in found.unions for code in _members(one)}
    assert set(found.codes) == members | set(others.split())


def _members(union: str) -> tuple[str, ...]:
    held, date = dated_union(union)
    return held.countries(date)


def test_a_code_of_a_country_is_no_union() -> None:
    assert read_countries("AU").codes == ("AU",)
    assert read_countries("AU").unions == ()
    assert len(read_countries("African Union").codes) == 55


@pytest.mark.parametrize("text", ["not EU", "EU except Spain", "non-EU", "除欧盟外"])
def test_what_excludes_a_union_is_no_wish_for_it(text: str) -> None:
    found = read_countries(text, "2024")
    assert (found.codes, found.unions, found.unread) == ((), (), text)


def test_random_cells_end_in_an_answer() -> None:
    rng = Random(7)
    words = "10 50 . , - ~ > + ( ) k 万 以上 to and not preferably etc. France 日本 DE trade 交流 İ"
    bits = [*words.split(), " ", " ", "\ud800"]
    for _ in range(300):
        text = "".join(rng.choice(bits) for _ in range(rng.choice([2, 6, 20, 90])))
        size, countries, themes = read_size(text), read_countries(text), read_themes(text)
        assert size.low is None or size.high is None or size.low <= size.high
        assert bool(size.unread) <= bool(size.told)
        assert bool(countries.unread) == bool(countries.next_step)
        assert bool(themes.unread) == bool(themes.told)


THEME_CELLS = {
    "trade, culture": "trade culture",
    "Science and Technology": "technology",
    "文化交流、教育": "culture education",
    "Kulturaustausch und Jugendaustausch": "culture youth",
    "経済・観光": "trade tourism",
    "Wirtschaft/Handel": "trade",
    "environment, climate and energy": "environment",
    "arts & sports": "culture sport",
    "Coopération économique": "trade",
}


@pytest.mark.parametrize("text", THEME_CELLS)
def test_themes_become_words_of_the_closed_list(text: str) -> None:
    found = read_themes(text)
    assert " ".join(found.themes) == THEME_CELLS[text]
    assert (found.unread, found.told) == ((), "")


def test_a_theme_outside_the_list_is_kept_as_written_and_told() -> None:
    found = read_themes("Trade; bee-keeping; Knitting; bee-keeping")
    assert found.themes == ("trade",)
    assert found.unread == ("bee-keeping", "Knitting")
    assert "'bee-keeping', 'Knitting' are kept as written" in found.told


def test_a_filler_alone_is_no_theme_and_nothing_unread() -> None:
    for text in ("exchange", "交流", "mutual cooperation", "", "-"):
        assert read_themes(text).themes == ()
        assert read_themes(text).unread == ()
    assert read_themes("any").is_any


def test_every_word_means_something_that_there_is() -> None:
    path = Path(sistercities.__file__).parent / "sources" / "notice_words.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    known = {
        "head": set(NOTICE_FIELDS), "theme": set(THEMES), "continent": set(CONTINENTS),
        "any": {"any"}, "own size": {"own"}, "preference": {"preference"}, "union": set(unions()),
    }  # fmt: skip
    groups = [row for row in rows if row["use"] == "group"]
    assert [
        row for row in rows if row not in groups and row["meaning"] not in known[row["use"]]
    ] == []
    for row in rows:
        if row["use"] == "union":
            assert read_countries(row["word"]).unions == (row["meaning"],)
    for row in groups:
        found = read_countries(row["word"])
        assert (found.codes, found.continents, found.unread) == ((), (), row["word"])
        assert "means the data do not hold" in found.told[0]
        assert folded(row["meaning"]) in folded(found.told[0])
    assert len({(row["use"], row["word"]) for row in rows}) == len(rows)
    themes = [row for row in rows if row["use"] == "theme"]
    assert [row["word"] for row in themes if theme_of(row["word"]) != row["meaning"]] == []
    assert {row["meaning"] for row in themes} == set(THEMES)
