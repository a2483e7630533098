"""Spellings of one name have one key, in any script; scripts are told apart."""

import pytest

from sistercities.dataset.scripts import fold_han, name_key, script_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ning-po", "NINGPO"),
        ("Ōsaka-shi", "osaka shi"),
        ("Xi’an", "Xi'an"),
        ("São Paulo", "Sao Paulo"),
        ("Łódź", "Lodz"),
        ("Århus", "Arhus"),
        ("İzmir", "izmir"),
        ("Ｎｉｎｇｂｏ", "Ningbo"),
        ("Großenhain", "Grossenhain"),
        ("横浜市", "横滨市"),
        ("鹿児島", "鹿儿岛"),
        ("鎌ヶ谷", "鎌谷"),
        ("忠淸", "忠清"),
        ("Київ", "КИЇВ"),
    ],
)
def test_one_name_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("宁波", "宁海"), ("서울", "부산"), ("บางกอก", "บางกะปิ"), ("Bonn", "Brno")]
)
def test_other_names_other_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_traditional_characters_fold_to_simplified() -> None:
    pytest.importorskip("opencc", reason="OpenCC comes with the build extra")
    assert fold_han("廣州縣") == "广州县"
    assert name_key("寧波市") == name_key("宁波市")


def test_nothing_but_signs_has_no_key() -> None:
    assert name_key(" -’. ") == ""


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("Ningbo", "Latn"),
        ("宁波", "Hani"),
        ("さいたま市", "Jpan"),
        ("おおさか", "Hira"),
        ("サイタマ", "Kana"),
        ("부산", "Hang"),
        ("Москва", "Cyrl"),
        ("Αθήνα", "Grek"),
        ("กรุงเทพ", "Thai"),
        ("123", "Zyyy"),
    ],
)
def test_script(name: str, script: str) -> None:
    assert script_of(name) == script
