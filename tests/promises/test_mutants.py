"""`make mutants` knows modules and tests that are there; a mutant is a change of one step."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "benchmarks"))

import mutants  # noqa: E402
from mutant_sites import find_sites, with_mutant  # noqa: E402
from mutant_trials import Copy  # noqa: E402

SOURCE = '''"""A text with 1 < 2 in it."""

LIMIT = 3
Kind = int | None


def is_few(n: int | None, most: float = 0.5) -> bool:
    """Tell."""
    if n is None or not n:
        raise ValueError(f"{1 < 2}")
    return n < LIMIT and any([n > 1]) if most else False
'''


def test_mutants_are_steps_in_what_is_done_not_in_texts_types_or_errors() -> None:
    found = {(one.before, one.after) for one in find_sites(SOURCE)}
    assert found == {
        ("3", "4"), ("0.5", "0.55"), ("n is None or not n", "(n is None and (not n))"),
        ("n is None", "(n is not None)"), ("not n", "(n)"), ("n < LIMIT", "(n <= LIMIT)"),
        ("n < LIMIT and any([n > 1])", "(n < LIMIT or any([n > 1]))"),
        ("any([n > 1])", "(all([n > 1]))"), ("n > 1", "(n >= 1)"), ("1", "2"), ("False", "True"),
        ("n < LIMIT and any([n > 1]) if most else False",
         "(False if most else n < LIMIT and any([n > 1]))"),
    }  # fmt: skip


def test_a_mutant_differs_in_its_place_alone() -> None:
    for site in find_sites(SOURCE):
        made = with_mutant(SOURCE, site)
        assert made.replace(site.after, "", 1) != SOURCE
        assert made[: site.start] == SOURCE[: site.start]
        assert made.endswith(SOURCE[site.end :])
        assert ast.dump(ast.parse(made)) != ast.dump(ast.parse(SOURCE))


def test_the_same_seed_draws_the_same_mutants_of_every_module() -> None:
    drawn = mutants.draw_mutants(7, 60)
    assert drawn == mutants.draw_mutants(7, 60)
    assert drawn != mutants.draw_mutants(8, 60)
    assert {one.module for one in drawn} == {
        row["module"] for row in mutants.read_rows("mutants_modules.csv")
    }


@pytest.mark.parametrize("row", mutants.read_rows("mutants_modules.csv"), ids=lambda r: r["module"])
def test_modules_and_tests_are_there(row: dict[str, str]) -> None:
    assert (ROOT / "src" / "sistercities" / row["module"]).is_file()
    assert row["tests"]
    for test in row["tests"].split():
        assert (ROOT / test.partition("::")[0]).is_file(), test


def test_what_is_left_out_as_equivalent_is_still_there_and_has_a_reason() -> None:
    for row in mutants.read_rows("mutants_equivalent.csv"):
        source = (ROOT / "src" / "sistercities" / row["module"]).read_text(encoding="utf-8")
        found = {(one.function, one.before, one.after) for one in find_sites(source)}
        assert (row["function"], row["before"], row["after"]) in found, row
        assert len(row["reason"].split()) > 4, row


def test_the_copy_that_is_changed_has_all_packages_and_leaves_the_working_tree_alone(
    tmp_path: Path,
) -> None:
    """What is kept of a release is named by sources of both packages."""
    Copy(ROOT, tmp_path)
    copied, own = tmp_path / "src", ROOT / "src"
    assert {path.name for path in copied.iterdir()} == {path.name for path in own.iterdir()}
    assert (copied / "sistercities" / ".." / "twolevel" / "counts" / "grouped.py").is_file()
    assert not (copied / "sistercities").is_symlink()
    assert not (copied / "sistercities" / "errors.py").is_symlink()
