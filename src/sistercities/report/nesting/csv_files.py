"""One CSV per table and figure, with every field of the result and names fit for a program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sistercities.report.chapters.files import parts_csv
from sistercities.report.citation import program_version
from sistercities.report.cited_sources import CitedSource
from sistercities.report.exports import csv_bytes, records_csv
from sistercities.studies.claims import ClaimVerdict
from sistercities.studies.nesting.result import (
    Autonomy,
    CountryRow,
    CoverageRow,
    Estimate,
    NestingResult,
    NullComparison,
    SensitivityRow,
    YearRow,
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


def _null_draws(nulls: Mapping[str, NullComparison]) -> bytes:
    rows = [
        (identifier, value, draws)
        for identifier, row in nulls.items()
        for value, draws in sorted(row.histogram.items())
    ]
    return csv_bytes(("null", "ties_inside", "draws"), rows)


def _counts(first: str, counts: Mapping[str, int]) -> bytes:
    return csv_bytes((first, "n_ties"), counts.items())


def csv_files(result: NestingResult, sources: Sequence[CitedSource]) -> dict[str, bytes]:
    """Make the content of each CSV by file name.

    Parameters
    ----------
    result
        The study.
    sources
        Where its data come from.
    """
    return {
        "verdicts.csv": records_csv(ClaimVerdict, result.verdicts.values()),
        **{f"{name}.csv": content for name, content in parts_csv(result.parts).items()},
        "estimates.csv": records_csv(Estimate, result.estimates.values()),
        "nulls.csv": records_csv(NullComparison, result.nulls.values(), ("histogram",)),
        "null_draws.csv": _null_draws(result.nulls),
        "autonomy_units.csv": records_csv(Autonomy, result.autonomy_units),
        "autonomy_cities.csv": records_csv(Autonomy, result.autonomy_cities),
        "partner_countries.csv": records_csv(CountryRow, result.partner_countries),
        "sensitivity.csv": records_csv(SensitivityRow, result.sensitivity),
        "years.csv": records_csv(YearRow, result.years),
        "undated.csv": _counts("class_or_reason", result.n_undated),
        "coverage.csv": records_csv(CoverageRow, result.coverage),
        "left_out.csv": _counts("reason", result.left_out),
        "settings.csv": csv_bytes(("setting", "value"), run_settings(result).items()),
        "sources.csv": records_csv(CitedSource, sources),
    }
