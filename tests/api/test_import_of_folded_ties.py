"""A register that states a tie which the release holds as another."""

from __future__ import annotations

from pathlib import Path

import pytest

import doubtful_world
import sistercities as sc
import world


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    """Folder of the drawn world where one tie is folded into another."""
    return doubtful_world.write_doubtful_world(tmp_path)


def test_a_line_of_a_folded_tie_stands_behind_the_one_that_is_held(
    doubtful: Path, tmp_path: Path
) -> None:
    register = tmp_path / "ours.csv"
    register.write_text(
        "Home,Country,Partner,Partner country,Date,Status\n"
        f"{world.NINGWAN},CN,{world.MINAMIHARA},Japan,1992-04-11,active\n",
        encoding="utf-8",
    )
    found = sc.import_register(register, data=doubtful, year=2026)
    (line,) = found.account
    assert (line.outcome, line.tie_id) == ("known", doubtful_world.HELD)
    with_ours = sc.Data(doubtful, overlays=[found.name])
    behind = sc.claims(doubtful_world.HELD, data=with_ours)
    assert world.MINAMIHARA in set(behind[behind["source_id"] == found.name]["place_b"])
    assert doubtful_world.FOLDED not in set(sc.ties(data=with_ours)["tie_id"])
