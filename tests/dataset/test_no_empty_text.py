"""What is missing is missing: no table of the release holds an empty text in its place."""

from __future__ import annotations

import duckdb
import pytest

from sistercities.dataset.release.store import open_release
from sistercities.terms.schema import Table
from sistercities.terms.tables import TABLES


def empty_texts(path: str, table: Table) -> dict[str, int]:
    """Rows with an empty text, by column."""
    texts = [one.name for one in table.columns if one.type == "string"]
    counts = ", ".join(f"count(*) filter (trim(\"{one}\") = '')" for one in texts)
    row = duckdb.sql(f"select {counts} from read_parquet('{path}')").fetchall()[0]
    return {name: count for name, count in zip(texts, row, strict=True) if count}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_text_of_the_release_is_empty(table: Table) -> None:
    with open_release() as release:
        path = release.folder / f"{table.name}.parquet"
        assert empty_texts(str(path), table) == {}
