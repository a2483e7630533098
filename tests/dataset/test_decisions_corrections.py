"""Corrections of the gazetteer are read strictly."""

from pathlib import Path

import pytest

from sistercities.dataset.gazetteer_corrections import COLUMNS, PlaceCorrection, read_corrections
from sistercities.errors import BuildError, SourceError

ROW = {
    "place_id": "gn:7", "name": "Musterau", "name_local": "", "names": "Au|Aue", "level": "city",
    "region_iso": "DE-LL", "reason": "why", "source": "made-up", "date": "2020-01-01",
}  # fmt: skip


def write(folder: Path, **changes: str) -> Path:
    path = folder / "place_corrections.csv"
    row = {**ROW, **changes}
    text = "\n".join((",".join(COLUMNS), ",".join(row[one] for one in COLUMNS)))
    path.write_text(text + "\n", encoding="utf-8")
    return path


def test_a_row_is_a_correction(tmp_path: Path) -> None:
    assert read_corrections(write(tmp_path)) == (
        PlaceCorrection("gn:7", "Musterau", "", ("Au", "Aue"), "city", "DE-LL"),
    )


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("place_id", "Musterau"),
        ("place_id", "gn:²"),
        ("level", "planet"),
        ("region_iso", "Land"),
        ("reason", ""),
        ("source", " "),
        ("date", "2020-13-45"),
    ],
)
def test_refuses_what_is_not_understood(tmp_path: Path, column: str, value: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_corrections(write(tmp_path, **{column: value}))
    assert (caught.value.row, caught.value.column) == (2, column)


def test_refuses_a_row_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"row 2, .*it has 10 fields and the header 9"):
        read_corrections(write(tmp_path, reason="why, and why not"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="cannot be read"):
        read_corrections(tmp_path / "place_corrections.csv")
