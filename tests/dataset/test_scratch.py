"""A database for a moment: who opens it while another has it open is not disturbed by the other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from sistercities.dataset.release.parquet import as_tuples, to_bytes
from sistercities.dataset.release.scratch import scratch
from sistercities.terms.schema import Table, text

TABLE = Table("drawn", "a drawn table", ("name",), (text("name", "a name", required=True),))


def _written(names: str) -> bytes:
    return to_bytes(TABLE, as_tuples(TABLE, [{"name": one} for one in names]))


def test_two_that_write_at_once_write_what_each_writes_alone() -> None:
    asked = ["abc", "x", "", "defg"] * 8
    due = {one: _written(one) for one in asked}
    assert len(set(due.values())) == len(due)
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(_written, asked)) == [due[one] for one in asked]


def test_what_is_open_is_shared_and_no_table_of_another_is_seen() -> None:
    with scratch() as one, scratch() as other:
        one.execute("CREATE TEMP TABLE rows AS SELECT 1")
        assert other.execute("SELECT table_name FROM duckdb_tables()").fetchall() == []
        one.execute("CREATE TABLE shared AS SELECT 2 AS n")
        assert other.execute("FROM shared").fetchall() == [(2,)]
        one.execute("DROP TABLE shared")
