"""Ids of ties of earlier releases lead to the tie that is held."""

from __future__ import annotations

from pathlib import Path

import pytest

from sistercities.dataset.retired_ties import RetiredTie, read_retired_ties, retired_rows
from sistercities.errors import BuildError, SourceError

WAS = RetiredTie("gn:1~gn:9", "gn:2~gn:9", "the borough, not the hamlet")


def read(folder: Path, *rows: str) -> tuple[RetiredTie, ...]:
    path = folder / "retired_ties.csv"
    path.write_text("\n".join(("old_id,new_id,reason,date", *rows)) + "\n", encoding="utf-8")
    return read_retired_ties(path)


def test_a_row_is_read(tmp_path: Path) -> None:
    row = f'{WAS.old_id},{WAS.new_id},"{WAS.reason}",2026-12-01'
    assert read(tmp_path, row) == (WAS,)


@pytest.mark.parametrize(
    "row", ["gn:1,gn:2~gn:9,why,2026-12-01", "gn:9~gn:1,gn:2~gn:9,why,2026-12-01",
            "gn:1~gn:9,gn:2~gn:9,,2026-12-01"],
)  # fmt: skip
def test_a_row_that_is_not_understood_is_refused(tmp_path: Path, row: str) -> None:
    with pytest.raises(SourceError):
        read(tmp_path, row)


def test_an_old_id_leads_to_the_tie_that_is_held_in_the_end() -> None:
    plain = retired_rows([WAS], {"gn:2~gn:9"}, {})
    assert [(row["old_id"], row["new_id"]) for row in plain] == [("gn:1~gn:9", "gn:2~gn:9")]
    folded = retired_rows([WAS], {"gn:3~gn:9"}, {"gn:2~gn:9": "gn:3~gn:9"})
    assert folded[0]["new_id"] == "gn:3~gn:9"


@pytest.mark.parametrize(
    ("held", "folded"),
    [({"gn:1~gn:9", "gn:2~gn:9"}, {}), ({"gn:3~gn:9"}, {}),
     ({"gn:2~gn:9"}, {"gn:1~gn:9": "gn:2~gn:9"})],
)  # fmt: skip
def test_a_row_that_leads_nowhere_or_from_a_tie_of_today_stops_the_build(
    held: set[str], folded: dict[str, str]
) -> None:
    with pytest.raises(BuildError, match="gn:1~gn:9"):
        retired_rows([WAS], held, folded)
