"""Populations of Wikidata: rows that say something, and values that are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.readers.wikidata_populations import (
    NODES,
    TIES,
    StatedPopulation,
    read_stated_populations,
)
from sistercities.errors import SourceError

NODE = ("Q1", "Musterau", "Nowhere", "10.0", "50.0", "12000")
TIE = (
    "nowhere", "Musterau", "Nowhere", "50.0", "10.0", "12000", "Anderau", "51.0", "11.0", "",
    "Elsewhere", "99", "EU",
)  # fmt: skip


def write(folder: Path, node: tuple[str, ...] = NODE, tie: tuple[str, ...] = TIE) -> Path:
    for name, columns, row in (
        ("ties-wikidata-2021/nodes.tsv", NODES, node),
        ("ties-wikidata-2017-eu/ties.tsv", TIES, tie),
    ):
        path = folder / name
        path.parent.mkdir()
        path.write_text("\t".join(columns) + "\n" + "\t".join(row) + "\n", encoding="utf-8")
    return folder


def _tie(column: str, value: str) -> tuple[str, ...]:
    return tuple(value if name == column else held for name, held in zip(TIES, TIE, strict=True))


def test_each_figure_is_told_once_by_each_source_and_a_blank_one_not_at_all(tmp_path: Path) -> None:
    found = read_stated_populations(write(tmp_path))
    assert found == tuple(
        StatedPopulation("Musterau", 50.0, 10.0, 12_000, source)
        for source in ("wikidata-2017", "wikidata-2021")
    )


@pytest.mark.parametrize("value", ["411.5", "0", ""])
def test_what_counts_no_persons_says_nothing(tmp_path: Path, value: str) -> None:
    found = read_stated_populations(write(tmp_path, tie=_tie("destinationpopulation", value)))
    assert [one.source_id for one in found] == ["wikidata-2017", "wikidata-2021"]


@pytest.mark.parametrize(
    ("column", "value"),
    [("originpopulation", "many"), ("originlat", "95"), ("destinationlong", "east")],
)
def test_an_odd_value_is_refused(tmp_path: Path, column: str, value: str) -> None:
    with pytest.raises(SourceError, match=column):
        read_stated_populations(write(tmp_path, tie=_tie(column, value)))
