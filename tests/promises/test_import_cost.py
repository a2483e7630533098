"""What a command loads: help no numerical package, lists no data frames."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dataset import made_up_overlay
from sistercities.api.data_choice import open_data
from sistercities.dataset.index.opened import index_of

NUMERICAL = ("numpy", "scipy", "numba", "pandas", "pyarrow", "matplotlib", "jinja2", "networkx",
             "openpyxl")  # fmt: skip


def _loaded(code: str, release: Path | None = None) -> set[str]:
    """Names of the packages that a fresh Python holds after some code."""
    return {name.partition(".")[0] for name in _modules(code, release)}


def _modules(code: str, release: Path | None = None) -> set[str]:
    """Names of the modules that a fresh Python holds after some code."""
    script = f"import sys\n{code}\nprint(*sys.modules, file=sys.stderr)"
    environment = dict(os.environ)
    if release is not None:
        environment["SISTERCITIES_DATA"] = str(release)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True
    )
    return set(done.stderr.split())


def _typed(*arguments: str) -> str:
    return f"from sistercities.cli.outcome import run\nassert run({list(arguments)!r}) == 0"


@pytest.fixture(scope="module")
def indexed(release_folder: Path) -> Path:
    """Give the release of the drawn world once it has its index, which the first question makes."""
    with open_data(release_folder) as release:
        index_of(release)
    return release_folder


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("study", "nesting", "--help")])
def test_help_loads_no_numerical_package(arguments: tuple[str, ...]) -> None:
    assert _loaded(_typed(*arguments)) & {*NUMERICAL, "duckdb", "rich"} == set()


@pytest.mark.parametrize(
    "arguments",
    [
        ("ties", "宁湾"),
        ("ties", "Ningwan", "--json"),
        ("place", "Ningwan"),
        ("path", "Ningwan", "Tokiwa"),
    ],
)
def test_look_ups_load_no_package_for_tables(indexed: Path, arguments: tuple[str, ...]) -> None:
    loaded = _loaded(_typed(*arguments), indexed)
    assert loaded & {*NUMERICAL, "duckdb", "pydantic"} == set()


@pytest.mark.parametrize(
    "arguments",
    [
        ("covariates", "Ningwan"),
        ("covariates", "Ningwan", "--with", "Tokiwa", "--csv"),
        ("data", "status"),
        ("seeking", "Ningwan"),
    ],
)
def test_lists_load_duckdb_alone(release_folder: Path, arguments: tuple[str, ...]) -> None:
    loaded = _loaded(_typed(*arguments), release_folder)
    assert "duckdb" in loaded
    assert loaded & set(NUMERICAL) == set()


def test_a_list_with_an_overlay_opens_no_table_the_second_time(release_folder: Path) -> None:
    overlay = made_up_overlay.write("gazette", release_folder)
    typed = _typed("ties", "Ningwan", "--overlay", str(overlay.folder))
    assert _loaded(typed, release_folder) & set(NUMERICAL) == set()
    assert _loaded(typed, release_folder) & {*NUMERICAL, "duckdb"} == set()


@pytest.mark.parametrize(
    ("typed", "module"),
    [
        ("ties", "ties_command"),
        ("study nesting", "study_command"),
        ("data status", "data_status_command"),
    ],
)
def test_a_command_loads_itself_alone(typed: str, module: str) -> None:
    loaded = _modules(_typed(*typed.split(), "--help"))
    room = "sistercities.cli."
    commands = {name for name in loaded if name.startswith(room) and name.endswith("_command")}
    assert commands == {f"{room}{module}"}


def test_a_command_stands_in_a_file_of_its_name() -> None:
    from sistercities.cli.app import VERBS

    for typed, (module, _) in VERBS.items():
        words = typed.removesuffix(" *").replace(" ", "_")
        assert module == f"{words}_command"


UNREAD = (
    "sistercities.terms.tables", "sistercities.dataset.release.table_files",
    "sistercities.dataset.release.parquet", "sistercities.dataset.release.frames",
    "sistercities.dataset.index.near_keys", "sistercities.dataset.resolving.official_forms",
    "sistercities.dataset.gazetteer.places", "sistercities.partners.packing_records", "rich.cells",
)  # fmt: skip
"""What a look-up of one word that somebody bears has no use for."""


@pytest.mark.parametrize("arguments", [("ties", "Ningwan"), ("recommend", "Ningwan")])
def test_a_look_up_loads_nothing_that_it_does_not_use(
    indexed: Path, arguments: tuple[str, ...]
) -> None:
    typed = _typed(*arguments)
    _modules(typed, indexed)  # the first one makes and keeps what the next one reads
    loaded = _modules(typed, indexed)
    assert loaded & {*UNREAD, "numpy.ma"} == set()


def test_a_list_of_ties_loads_no_numerical_library(indexed: Path) -> None:
    typed = _typed("ties", "Ningwan")
    _modules(typed, indexed)  # the first one makes and keeps what the next one reads
    assert _modules(typed, indexed) & set(NUMERICAL) == set()


def test_a_list_of_ties_loads_neither_openssl_nor_the_record_of_a_whole_place(
    indexed: Path,
) -> None:
    loaded = _modules(_typed("ties", "Ningwan"), indexed)
    assert loaded & {"_hashlib", "sistercities.terms.places"} == set()


def test_a_preview_of_a_register_loads_nothing_that_it_does_not_use(
    indexed: Path, tmp_path: Path
) -> None:
    register = tmp_path / "two.csv"
    register.write_text("city,partner,country\nNingwan,Tokiwa,Japan\n", encoding="utf-8")
    typed = _typed("import", str(register), "--dry-run")
    _modules(typed, indexed)  # the first one makes and keeps what the next one reads
    assert _modules(typed, indexed) & {*NUMERICAL, "tomllib", "zipfile", "tempfile"} == set()


def test_the_names_of_tables_are_those_of_the_tables() -> None:
    from sistercities.dataset.release.manifest import LARGE_TABLES, TABLE_NAMES
    from sistercities.terms.gazetteer_tables import GAZETTEER_TABLES
    from sistercities.terms.tables import TABLES

    assert tuple(table.name for table in TABLES) == TABLE_NAMES
    assert tuple(table.name for table in GAZETTEER_TABLES) == LARGE_TABLES


def test_importing_the_package_costs_nothing() -> None:
    loaded = _loaded(
        "import sistercities, sistercities.api\n"
        "from sistercities import records, registers, releases, reports, validation"
    )
    assert loaded & {*NUMERICAL, "duckdb", "typer", "rich"} == set()


def test_partners_load_neither_openssl_nor_annotations_of_arrays() -> None:
    loaded = _modules("import sistercities.api.partners")
    assert "numpy" in loaded
    assert loaded & {"_hashlib", "numpy.typing"} == set()
