"""Odd files through the whole import: an overlay that can be read, or a sentence and no trace."""

from __future__ import annotations

from pathlib import Path

import pytest

import sistercities as sc
from sistercities.errors import RegisterError
from sources.odd_registers import odd_file

SEEDS = range(1_000, 1_030)


def imported(path: Path, seed: int, data: Path) -> sc.records.RegisterImport | RegisterError:
    """Import a file; anything but an answer or a refusal is told with its seed."""
    try:
        return sc.import_register(path, name=f"odd-{seed}", data=data, year=2026)
    except RegisterError as refused:
        return refused
    except Exception as fault:  # noqa: BLE001 - told with the seed that makes it
        pytest.fail(f"odd_file({seed}) is no answer and no sentence: {fault!r}")


def test_an_odd_file_is_taken_over_whole_or_leaves_no_trace(
    tmp_path: Path, release_folder: Path, overlays_of_nobody: Path
) -> None:
    taken = []
    for seed in SEEDS:
        ending, content = odd_file(seed)
        path = tmp_path / f"{seed}{ending}"
        path.write_bytes(content)
        found = imported(path, seed, release_folder)
        if isinstance(found, RegisterError):
            assert "; " in str(found), f"odd_file({seed}) is refused without a next step"
            assert not (overlays_of_nobody / f"odd-{seed}").exists(), seed
            continue
        taken.append(found.name)
        assert found.counts["lines"] == len(found.account)
        told = all(line.outcome not in ("waiting", "refused") or line.next_step
                   for line in found.account)  # fmt: skip
        assert told, f"odd_file({seed}) has a line without a next step"
    held = sc.registers.overlays()
    assert sorted(one.name for one in held) == sorted(taken)
    assert [one.problem for one in held] == [""] * len(taken)
    assert 5 < len(taken) < len(SEEDS), "some are taken over, some are refused"
    assert not [path for path in overlays_of_nobody.rglob("*") if "unfinished" in path.name]
    with_all = sc.Data(release_folder, overlays=[*taken])
    assert len(sc.ties(data=with_all)) >= len(sc.ties(data=release_folder))
