"""What the reader of the ties between large cities of 2021 promises, on a made-up miniature."""

from __future__ import annotations

from pathlib import Path

import pytest

from release_build.readers.country_labels import CountryLabels, LabelledCountry
from release_build.readers.wikidata_cities import (
    EDGE_COLUMNS,
    EDGES_FILE,
    NODE_COLUMNS,
    NODES_FILE,
    read_wikidata_cities,
)
from sistercities.errors import SourceError
from sistercities.terms.claims import SourceClaim

LABELS = CountryLabels("labels.csv", {("Utopia", ""): LabelledCountry("GB")})
NODES = [
    "Q90\tAmauro\tUtopia\t-0.5\t51.5\t90000",
    "Q7\tBrundle\tUtopia\t-1.5\t52.5\t10001",
    "Q800\tCorham\tUtopia\t-2.5\t53.5\t20000",
]
EDGES = ["Q90\tQ7", "Q90\tQ800"]


def read(folder: Path, nodes: list[str], edges: list[str]) -> tuple[SourceClaim, ...]:
    for name, columns, rows in (
        (NODES_FILE, NODE_COLUMNS, nodes),
        (EDGES_FILE, EDGE_COLUMNS, edges),
    ):
        text = "\r\n".join(["\t".join(columns), *rows, ""])
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return read_wikidata_cities(folder, LABELS)


def test_each_pair_is_a_claim_with_items_in_order_and_the_row_it_stands_in(tmp_path: Path) -> None:
    first, second = read(tmp_path, NODES, EDGES)
    assert (first.claim_id, first.locator) == ("wikidata-2021:Q7~Q90", "row 1")
    assert (first.a.given_id, first.b.given_id) == ("wd:Q7", "wd:Q90")
    assert (second.claim_id, second.locator) == ("wikidata-2021:Q90~Q800", "row 2")


def test_an_end_has_country_point_and_people(tmp_path: Path) -> None:
    brundle = read(tmp_path, NODES, EDGES)[0].a
    assert (brundle.name, brundle.country, brundle.population) == ("Brundle", "GB", 10_001)
    assert (brundle.latitude, brundle.longitude) == (52.5, -1.5)


@pytest.mark.parametrize(
    ("nodes", "edges", "message"),
    [
        ([*NODES, NODES[0]], EDGES, r"qid.*a row above has this item"),
        ([*NODES, "Q5\tDun\tUtopia\t0\t50\t1"], EDGES, r"'Q5'.*has no pair of it"),
        ([*NODES, "5\tDun\tUtopia\t0\t50\t1"], EDGES, r"an item is written Q and its number"),
        ([*NODES, "Q5\tDun\tNarnia\t0\t50\t1"], EDGES, r"country: 'Narnia'.*add the label"),
        ([*NODES, "Q5\tDun\tUtopia\t0\t50\t1.5"], EDGES, r"population.*whole number"),
        (NODES, [*EDGES, "Q7\tQ90"], r"qid_b.*a row above has this pair"),
        (NODES, [*EDGES, "Q7\tQ7"], r"no twin of itself"),
        (NODES, [*EDGES, "Q7\tQ1"], r"has no such item"),
    ],
)
def test_a_value_that_is_not_understood_stops_the_reader(
    tmp_path: Path, nodes: list[str], edges: list[str], message: str
) -> None:
    with pytest.raises(SourceError, match=message):
        read(tmp_path, nodes, edges)
