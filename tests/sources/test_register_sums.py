"""Sums below a table are known in the languages of registers, and words for ties that are over."""

from __future__ import annotations

from pathlib import Path

import pytest

from sistercities.sources.register import read_register
from sistercities.sources.register_codes import meaning_of
from sistercities.sources.register_line import RegisterLine

SUMS = {
    "sr": "Укупно", "sr-Latn": "Ukupno", "hr": "Sveukupno", "sl": "Skupaj", "mk": "Вкупно",
    "bg": "Общо", "uk": "Загалом", "ru": "Итого", "el": "Γενικό σύνολο", "tr": "Ara toplam",
    "ar": "المجموع الكلي", "he": "סך הכול", "th": "ยอดรวม", "vi": "Tổng cộng",
    "id": "Jumlah total", "fi": "Kaikkiaan", "sv": "Sammanlagt", "no": "Totalt antall",
    "da": "I alt", "nl": "Eindtotaal", "hu": "Mindösszesen", "ro": "Total general",
    "cs": "Součet", "sk": "Spolu", "lt": "Iš viso", "lv": "Kopā", "et": "Kokku",
}  # fmt: skip


def _last(tmp_path: Path, row: str) -> RegisterLine:
    path = tmp_path / "made-up.csv"
    text = f"No;Home;Partner;Country\n1;Altwerder;Tokiwa;JP\n{row}\n"
    path.write_text(text, encoding="utf-8")
    return read_register(path, "made-up", 2026).lines[1]


@pytest.mark.parametrize("word", SUMS.values(), ids=SUMS)
@pytest.mark.parametrize("row", ["{};7;;", ";{};7;", "{}: 7;;;"])
def test_a_sum_names_no_place_and_asks_for_nothing(tmp_path: Path, word: str, row: str) -> None:
    line = _last(tmp_path, row.format(word))
    assert (line.problem, line.next_step) == ("is a line of totals", "none is due")
    assert (line.name_a, line.name_b) == ("", "")


def test_a_town_that_is_called_as_a_sum_keeps_its_tie(tmp_path: Path) -> None:
    assert _last(tmp_path, "2;Kopā;Tokiwa;JP").claim
    assert _last(tmp_path, "2;Kopā;7;2 countries").problem == "is a line of totals"


STATUSES = {
    "угашена 2015.": "ended", "ugašena": "ended", "не важи": "ended", "ni v veljavi": "ended",
    "мирује": "suspended", "miruje": "suspended", "у мировању": "suspended",
    "није активно": "asleep", "nije aktivna": "asleep", "nav aktīva": "asleep",
}  # fmt: skip


@pytest.mark.parametrize(("word", "means"), STATUSES.items())
def test_a_status_of_the_south_slavic_and_baltic_lists_is_known(word: str, means: str) -> None:
    assert meaning_of("status", word, {}) == means
