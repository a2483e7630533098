"""Of a list that lacks a tie it is kept of which of the two places it has no partner at all."""

from __future__ import annotations

from typing import Any

import duckdb

from sistercities.dataset.index.absences import make_absences


class NothingActive:
    """A release without ties that an older source calls active."""

    def query(self, *_asked: Any) -> list[dict[str, Any]]:
        return []


def test_a_place_of_which_the_list_has_no_partner_is_silent() -> None:
    cursor = duckdb.connect()
    cursor.execute("""
        CREATE TABLE ties AS SELECT * FROM (VALUES
            ('a~b', 'a', 'b', 'no_longer_listed', 'new'),
            ('a~c', 'a', 'c', 'no_longer_listed', 'new'),
            ('c~d', 'c', 'd', 'no_longer_listed', 'new'), ('b~c', 'b', 'c', 'listed', 'new')
        ) AS t(tie_id, place_a, place_b, standing, standing_source)""")
    # Of c another list has partners; of a the newer one has a partner whose name waits.
    cursor.execute("""
        CREATE TABLE claims AS SELECT * FROM (VALUES
            ('new', 'a', NULL), ('new', 'e', 'b'), ('old', 'c', 'd')
        ) AS t(source_id, place_a, place_b)""")
    cursor.execute("CREATE TABLE sources AS SELECT 'new' AS source_id, 2026 AS snapshot_year")
    cursor.execute("CREATE TABLE source_coverage AS SELECT 'new' AS source_id, true AS is_read")
    make_absences(NothingActive(), cursor)  # type: ignore[arg-type]
    found = cursor.execute("SELECT tie_id, absent_from, silent_at FROM absences ORDER BY 1")
    assert found.fetchall() == [("a~b", None, None), ("a~c", None, "c"), ("c~d", None, "c d")]
