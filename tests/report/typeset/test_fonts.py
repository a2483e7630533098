"""Fonts come from the extra, else from the system, else a sentence says so."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
import typst

from sistercities.errors import MissingExtra
from sistercities.report.typeset import fonts


def system(*families: str) -> SimpleNamespace:
    """Stand in for Typst on a machine with these fonts."""
    held = SimpleNamespace(families=lambda: list(families))
    return SimpleNamespace(Fonts=lambda **_: held)


@pytest.fixture
def _without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "find_spec", lambda _: None)


def test_the_fonts_of_the_extra_have_the_faces_that_are_wanted() -> None:
    chosen = fonts.fonts_for("CN", typst)
    with fonts.folder_of(chosen) as folders:
        held = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
        )
        faces = {(each.family, each.style, each.weight) for each in held.fonts()}
    assert {("Source Sans Pro", "normal", weight) for weight in (400, 600, 700)} <= faces
    assert ("Source Sans Pro", "italic", 400) in faces
    assert ("Noto Sans CJK SC", "normal", 400) in faces
    assert not any(Path(folder).exists() for folder in folders)


@pytest.mark.parametrize(
    ("country", "family"),
    [("CN", "SC"), ("JP", "JP"), ("KR", "KR"), ("TW", "TC"), ("HK", "HK"), ("DE", "SC")],
)
def test_a_country_writes_its_own_shapes(country: str, family: str) -> None:
    assert fonts.fonts_for(country, typst).east_asian == f"Noto Sans CJK {family}"


@pytest.mark.usefixtures("_without_extra")
def test_without_them_those_of_the_system_are_taken() -> None:
    chosen = fonts.fonts_for("JP", system("WenQuanYi Zen Hei", "Noto Sans CJK JP", "DejaVu Sans"))
    assert chosen == fonts.Fonts("DejaVu Sans", "Noto Sans CJK JP", ())
    alone = fonts.fonts_for("JP", system("WenQuanYi Zen Hei"))
    assert (alone.latin, alone.east_asian) == ("WenQuanYi Zen Hei", "WenQuanYi Zen Hei")
    with fonts.folder_of(alone) as folders:
        assert folders == []


@pytest.mark.usefixtures("_without_extra")
def test_where_there_are_none_a_sentence_says_what_to_type() -> None:
    with pytest.raises(MissingExtra, match=r"Chinese, Japanese and Korean.*sistercities\[pdf\]"):
        fonts.fonts_for("CN", system("DejaVu Sans"))
