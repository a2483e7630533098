"""How to cite a result: the program, its version, the data behind it, and the run."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from sistercities.studies.nesting_result import NestingResult


def program_version() -> str:
    """Version of the installed package; `unknown` where it runs from a bare folder."""
    try:
        return version("sistercities")
    except PackageNotFoundError:
        return "unknown"


def citation(result: NestingResult) -> str:
    """One sentence that names all that is needed to get the same numbers again."""
    return (
        f"sistercities {program_version()} (software), {result.study} study of "
        f"{result.country_name} as of {result.as_of}, data {result.data_version}, null models "
        f"with {result.draws:,} draws and seed {result.seed}."
    )
