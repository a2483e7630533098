"""Pairs that something stands between, and laws, are read strictly, from made-up files."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.readers.obstacle_pairs import (
    ObstaclePair,
    StatedLaw,
    read_laws,
    read_obstacle_pairs,
)
from sistercities.errors import SourceError

SHARED = {
    "from_date": "2021-05-04", "until_date": "", "as_of": "2022-06", "strength": "caution",
    "sentence": "Aaland and Beland broke off relations on 4 May 2021.",
    "source_title": "The Drawn Gazette 4 May 2021", "source_address": "https://drawn.example/1",
    "quote": "they \"broke off\" all relations", "certainty": "high; no restoration seen",
}  # fmt: skip
PAIR = {"a": "AD", "b": "BB", "kind": "relations_severed", **SHARED}
LAW = {"jurisdiction": "AD-01", "law": "Act on partners (2021)", "affects": "BB CC", **SHARED}


def _write(folder: Path, name: str, *rows: dict[str, str]) -> None:
    lines = ["\t".join(rows[0]), *("\t".join(row.values()) for row in rows)]
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _pairs(folder: Path, *rows: dict[str, str]) -> tuple[ObstaclePair, ...]:
    _write(folder, "pairs.tsv", *rows)
    return read_obstacle_pairs(folder)


def _laws(folder: Path, *rows: dict[str, str]) -> tuple[StatedLaw, ...]:
    _write(folder, "laws.tsv", *rows)
    return read_laws(folder)


def test_a_pair_keeps_what_the_source_says_and_no_quote(tmp_path: Path) -> None:
    (pair,) = _pairs(tmp_path, PAIR)
    assert pair.pair_id == "relations_severed:AD:BB"
    assert (pair.stated.from_date, pair.stated.until_date, pair.stated.as_of) == (
        "2021-05-04", "", "2022-06",
    )  # fmt: skip
    assert pair.stated.proposed == "caution"
    assert (pair.stated.certainty, pair.stated.certainty_note) == ("high", "no restoration seen")
    assert "broke off" not in repr(pair).replace(PAIR["sentence"], "")


def test_a_remark_stands_apart_from_its_address(tmp_path: Path) -> None:
    address = "https://drawn.example/a;b?c=1 (file.csv, commit 1a2b) ; https://drawn.example/2"
    (pair,) = _pairs(tmp_path, PAIR | {"source_address": address})
    assert pair.stated.addresses == ("https://drawn.example/a;b?c=1", "https://drawn.example/2")
    assert pair.stated.locator == "file.csv, commit 1a2b"


def test_what_was_not_verified_is_left_aside_by_name(tmp_path: Path) -> None:
    (tmp_path / "to_check.tsv").write_text("anything\n", encoding="utf-8")
    assert len(_pairs(tmp_path, PAIR)) == 1
    (tmp_path / "more.tsv").write_text("anything\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"more\.tsv"):
        _pairs(tmp_path, PAIR)


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"a": "ZZ"}, "column a: 'ZZ'"),
        ({"b": "AD"}, "column a: 'AD'"),
        ({"a": "BB", "b": "AD"}, "column b: 'AD'"),
        ({"a": "*"}, "column a: '\\*'"),
        ({"b": "*"}, "column b: '\\*'"),
        ({"kind": "quarrel"}, "column kind: 'quarrel'"),
        ({"from_date": "May 2021"}, "column from_date: 'May 2021'"),
        ({"from_date": "2021-02-30"}, "column from_date: '2021-02-30'"),
        ({"until_date": "2021-05-03"}, "column until_date: '2021-05-03'"),
        ({"as_of": "2021-04"}, "column as_of: '2021-04'"),
        ({"as_of": ""}, "column as_of: ''"),
        ({"strength": "stop"}, "column strength: 'stop'"),
        ({"sentence": "No point"}, "column sentence: 'No point'"),
        ({"source_address": "drawn.example"}, "column source_address: 'drawn.example'"),
        ({"source_address": "https://drawn.example/1 see page 3"}, "column source_address"),
        ({"certainty": "surely"}, "column certainty: 'surely'"),
    ],
)
def test_a_pair_that_is_not_understood_is_refused(
    tmp_path: Path, changed: dict[str, str], problem: str
) -> None:
    with pytest.raises(SourceError, match=problem):
        _pairs(tmp_path, PAIR | changed)


def test_a_pair_stands_once_under_a_kind(tmp_path: Path) -> None:
    both = _pairs(tmp_path, PAIR, PAIR | {"kind": "sanctions", "a": "BB", "b": "AD"})
    assert [pair.kind for pair in both] == ["relations_severed", "sanctions"]
    with pytest.raises(SourceError, match="a row above says this"):
        _pairs(tmp_path, PAIR, PAIR)


def test_units_without_a_code_and_regions_are_units(tmp_path: Path) -> None:
    status = {"kind": "special_status", "b": "*"}
    units = [_pairs(tmp_path, PAIR | status | {"a": one})[0].unit_a for one in ("AD-01", "X-DRW")]
    assert units == ["AD-01", "X-DRW"]


def test_a_law_may_lack_a_date_of_its_source(tmp_path: Path) -> None:
    (law,) = _laws(tmp_path, LAW | {"from_date": "", "as_of": ""})
    assert (law.jurisdiction, law.affects, law.stated.as_of) == ("AD-01", "BB CC", "")


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"jurisdiction": "ZZ-01"}, "column jurisdiction: 'ZZ-01'"),
        ({"law": ""}, "column law: ''"),
        ({"affects": " "}, "column affects: ' '"),
    ],
)
def test_a_law_that_is_not_understood_is_refused(
    tmp_path: Path, changed: dict[str, str], problem: str
) -> None:
    with pytest.raises(SourceError, match=problem):
        _laws(tmp_path, LAW | changed)
