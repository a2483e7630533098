"""The folder `replication` beside a report: tables, numbers, scripts and what to do with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from importlib.resources import files
from typing import cast

from sistercities.errors import InvalidArgument
from sistercities.report.replication.numbers import NUMBERS, Replicated, numbers_csv
from sistercities.report.replication.readme import readme
from sistercities.sentences import listed
from sistercities.studies.narrowing import Narrowing, narrowed
from sistercities.studies.study_tables import StudyTables
from sistercities.terms.json_records import Json

FOLDER = "replication"
SCRIPTS = ("replicate.py", "replicate.R", "replicate.do")
README = "README.md"
REPLICATED = ("nesting", "connectivity", "diplomacy", "homes", "world")
"""The studies whose headline numbers can be computed again from plain tables, a module each."""
ALWAYS = tuple(f"{FOLDER}/{name}" for name in (*SCRIPTS, NUMBERS, README))
"""Files that the folder has whatever the study."""


def check_can_replicate(study: str) -> None:
    """Refuse a study whose numbers no script gives again.

    Raises
    ------
    InvalidArgument
        If it is none of these.
    """
    if study not in REPLICATED:
        names = listed([*REPLICATED, "all"], "or")
        raise InvalidArgument("replication", study, f"ask it of study {names}")


def replication_files(records: Iterable[Json], tables: StudyTables) -> dict[str, bytes]:
    """Make the files of the folder, by their names below that of the report.

    Parameters
    ----------
    records
        JSON of the studies; those that cannot be computed again are passed over.
    tables
        The release that they were made from.
    """
    made = [
        _of(study)(record, _as_studied(record, tables))
        for record in records
        if (study := str(record["study"])) in REPLICATED and "problem" not in record
    ]
    data = {name: content for one in made for name, content in one.tables.items()}
    numbers = [number for one in made for number in one.numbers]
    content = {
        **{name: _script(name) for name in SCRIPTS},
        **data,
        NUMBERS: numbers_csv(numbers),
        README: readme(tuple(data), numbers, tables.version).encode(),
    }
    return {f"{FOLDER}/{name}": held for name, held in content.items()}


def _of(study: str) -> Callable[[Json, StudyTables], Replicated]:
    module = import_module(f"{__package__}.{study}")
    return getattr(module, f"replicate_{study}")  # type: ignore[no-any-return]


def _as_studied(record: Json, tables: StudyTables) -> StudyTables:
    """Return the tables narrowed as the study's were."""
    settings = cast("Mapping[str, object]", record["settings"])
    return narrowed(tables, str(record["country"]), Narrowing.of_settings(settings))


def _script(name: str) -> bytes:
    return (files(__package__) / "scripts" / name).read_bytes()
