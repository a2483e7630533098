"""What a run of the study of nesting depends on, and how its result is cited."""

from __future__ import annotations

from sistercities.report.citation import Citation, program_version, study_citation
from sistercities.sentences import say
from sistercities.studies.nesting.result import NestingResult


def nesting_citation(result: NestingResult) -> Citation:
    """Cite the nesting study."""
    settings = say(
        "null models with {draws} draws and seed {seed}",
        draws=f"{result.draws:,}",
        seed=result.seed,
    )
    return study_citation(result, settings)


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
