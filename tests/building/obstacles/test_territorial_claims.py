"""Claims to territory: a row each, in a sentence that names who claims and who governs."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.obstacles.dated_past import in_the_past
from release_build.obstacles.territorial_claims import CLAIMS_FILE, read_claims
from sistercities.errors import SourceError
from sistercities.sentences import Sentence
from sistercities.terms.obstacle_sentences import say_obstacle

HEAD = (
    "area,name,country,codes,claimant,governs,as_of,claim,source_title,source_address,reason,date"
)
ISLES = "FK,,,,AR,GB,2026-01-03,sovereignty,Gazette,https://drawn.example/1,so,2026-12-01"
LAND = (
    "X-ESQ,the land west of the Essequibo,GY,GY-BA GY-CU,VE,GY,2026-05-02,court,Gazette,"
    "https://drawn.example/2,so,2026-12-01"
)
COUNTRIES = {
    "FK": "Falkland Islands", "AR": "Argentina", "GB": "United Kingdom", "GY": "Guyana",
    "VE": "Venezuela",
}  # fmt: skip


def _read(folder: Path, *rows: str):  # type: ignore[no-untyped-def]
    path = folder / CLAIMS_FILE
    path.write_text("\n".join((HEAD, *rows)) + "\n", encoding="utf-8")
    return read_claims(path, COUNTRIES, {})


def test_a_row_says_who_claims_and_who_governs(tmp_path: Path) -> None:
    isles, land = _read(tmp_path, ISLES, LAND).pairs
    assert isles.pair_id == "territory_claim:FK:AR"
    assert isles.stated.sentence == (
        "Argentina claims sovereignty over the Falkland Islands, which the United Kingdom "
        "governs; ask your government first."
    )
    assert land.stated.sentence == (
        "Venezuela claims the land west of the Essequibo, which Guyana governs, and the case is "
        "before the International Court of Justice; ask your government first."
    )
    assert (isles.stated.as_of, isles.stated.proposed) == ("2026-01-03", "caution")


def test_an_area_without_a_code_of_its_own_covers_its_regions(tmp_path: Path) -> None:
    found = _read(tmp_path, ISLES, LAND)
    assert list(found.areas) == ["X-ESQ"]
    assert found.areas["X-ESQ"].covers == ("GY-BA", "GY-CU")
    assert found.areas["X-ESQ"].country == "GY"


def test_the_sentence_can_be_said_in_another_language_and_of_an_old_source(tmp_path: Path) -> None:
    isles, land = _read(tmp_path, ISLES, LAND).pairs
    sides = {"Falkland Islands": "FK", "Argentina": "AR"}
    dated = f"{isles.stated.sentence[:-1]} (source of January 2026)."
    assert isinstance(say_obstacle("territory_claim", dated, sides), Sentence)
    old = in_the_past(land.stated.sentence, "May 2020")
    assert old == (
        "In May 2020 Venezuela claimed the land west of the Essequibo, which Guyana governed, "
        "before the International Court of Justice; what holds since is not in our sources; ask "
        "your government first."
    )
    sides = {"the land west of the Essequibo": "X-ESQ", "Venezuela": "VE"}
    assert isinstance(say_obstacle("territory_claim", old, sides), Sentence)


@pytest.mark.parametrize(
    "row",
    [
        ISLES.replace("https://drawn.example/1", ""), ISLES.replace("2026-01-03", "2026"),
        ISLES.replace("FK,,", "X-FLK,,"), ISLES.replace("sovereignty", "wants it"),
    ],
)  # fmt: skip
def test_a_row_without_page_day_name_or_kind_is_refused(tmp_path: Path, row: str) -> None:
    with pytest.raises(SourceError):
        _read(tmp_path, row)
    with pytest.raises(SourceError):
        _read(tmp_path, ISLES, ISLES)
