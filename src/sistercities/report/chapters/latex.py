"""The tables of a study's chapter for LaTeX, beside its CSV files."""

from __future__ import annotations

from sistercities.report.chapters.chapter import Chapter
from sistercities.report.latex_files import latex_file, parts_latex


def chapter_latex(shown: Chapter) -> dict[str, bytes]:
    """Make the tables of any other study; each name begins with that of the study."""
    study = shown.result.study
    made = {
        "verdicts": shown.verdicts,
        "findings": shown.findings,
        "sensitivity": shown.sensitivity,
    }
    named = {f"{study}-{name}": table for name, table in made.items()}
    named |= {name.removesuffix(".csv"): table for table, name in shown.own}
    files = parts_latex(shown.result.parts, f"{study}-")
    for name, table in named.items():
        files |= latex_file(name, table) if table.rows else {}
    return files
