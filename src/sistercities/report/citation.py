"""How to cite a result and how to get it again: program, version, data, settings, seed."""

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


def run_settings(result: NestingResult) -> dict[str, str]:
    """All that the run depends on, in the order to be shown."""
    return {
        "home country": f"{result.country_name} ({result.country})",
        "ties alive in": str(result.as_of),
        "main null model": result.main_null,
        "draws of each null model": str(result.draws),
        "seed": str(result.seed),
        "program": f"sistercities {program_version()}",
        "data": result.data_version,
        **result.settings,
    }
