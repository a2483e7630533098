"""The report of the nesting study: one page that stands alone, its data beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sistercities.report import numerals, tables, wording
from sistercities.report.citation import citation, program_version, run_settings
from sistercities.report.cited_sources import CitedSource
from sistercities.report.csv_files import csv_files
from sistercities.report.exports import json_bytes, write_together
from sistercities.report.figures import (
    autonomy_list,
    autonomy_map,
    coverage_bars,
    null_distributions,
    partner_countries,
    rate_ratios,
    sensitivity_forest,
    ties_by_year,
)
from sistercities.report.figures.frame import Figure
from sistercities.report.study_json import result_to_json
from sistercities.studies.nesting_result import NestingResult

PAGE_NAME = "report.html"
JSON_NAME = "study.json"


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """Where the files of a report are.

    Attributes
    ----------
    folder
        The folder that holds them all.
    page
        The report, one HTML file that needs no other.
    study_json
        The same numbers for programs.
    tables
        The CSV files.
    """

    folder: Path
    page: Path
    study_json: Path
    tables: tuple[Path, ...]


def figures_of(result: NestingResult) -> dict[str, Figure]:
    """Draw all figures, by id."""
    drawn = (
        null_distributions.figure(result),
        rate_ratios.figure(result),
        autonomy_map.figure(result),
        autonomy_list.figure(result),
        partner_countries.figure(result),
        sensitivity_forest.figure(result),
        ties_by_year.figure(result),
        coverage_bars.figure(result),
    )
    return {figure.id: figure for figure in drawn}


def _tables_of(
    result: NestingResult, sources: Sequence[CitedSource]
) -> dict[str, tables.ReportTable]:
    return {
        "verdicts": tables.verdicts(result),
        "estimates": tables.estimates(result),
        "rate_sensitivity": tables.rate_sensitivity(result),
        "cities": tables.autonomy_cities(result),
        "left_out": tables.left_out(result),
        "settings": tables.settings(run_settings(result)),
        "sources": tables.sources(sources),
    }


def page_environment() -> Environment:
    """Make what turns templates into pages: everything is escaped, a missing name is an error."""
    made = Environment(
        loader=PackageLoader("sistercities.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["numerals"] = numerals
    return made


def render_page(result: NestingResult, sources: Sequence[CitedSource]) -> str:
    """Write the page as text; every name in it is escaped.

    Parameters
    ----------
    result
        The study.
    sources
        Sources of its data, in the order to be shown.
    """
    environment = page_environment()
    style, _, _ = environment.loader.get_source(environment, "report.css")  # type: ignore[union-attr]
    page = environment.get_template("report.html").render(
        **chapter_fields(result, sources),
        style=Markup(style),
        citation=citation(result),
        version=program_version(),
        at="",
        h2="h2",
        h3="h3",
    )
    return re.sub(r"(?<=\d) %", "\u00a0%", page)  # lest a line ends between number and sign


def chapter_fields(result: NestingResult, sources: Sequence[CitedSource] = ()) -> dict[str, object]:
    """Give what the sections of the study need, on a page of its own or in the whole report."""
    return {
        "result": result,
        "figures": figures_of(result),
        "tables": _tables_of(result, sources),
        "main": wording.main_comparison(result),
        "main_label": _main_label(result),
        "completed": _completed_ratio(result),
        "rate_sentences": [row.sentence for row in wording.rate_ratios(result) if row.sentence],
        "rate_sensitivity_finding": wording.rate_sensitivity_finding(result),
        "unit": wording.unit_word(result),
        "home_unit": wording.home_unit(result),
        "home_units": wording.home_units(result),
        "headline": wording.headline_parts(result),
        "is_withheld": wording.is_ratio_withheld(result),
        "inside": result.estimates.get("share_inside"),
        "left_aside": wording.left_aside(result),
        "json_name": JSON_NAME,
    }


def _main_label(result: NestingResult) -> str:
    """Say what chance draws under the main null model, to stand inside a sentence."""
    main = wording.main_comparison(result)
    label = wording.null_label(main.id, result) if main else ""
    return label[:1].lower() + label[1:]


def _completed_ratio(result: NestingResult) -> str:
    """Range of observed over expected with the gaps filled; empty where there is none."""
    row = result.estimates.get("observed_over_expected")
    if row is None or not numerals.is_known(row.completed_low):
        return ""
    return numerals.span(numerals.ratio(row.completed_low), numerals.ratio(row.completed_high))


def write_report(
    result: NestingResult, sources: Sequence[CitedSource], folder: Path
) -> ReportFiles:
    """Write the page, `study.json` and the CSV files into a folder: all of them, or none.

    Parameters
    ----------
    result
        The study.
    sources
        Sources of its data, in the order to be shown.
    folder
        Made if it is not there; an older report in it is replaced.

    Raises
    ------
    OutputError
        The folder cannot be written or the disk is full; an older report is as it was.
    """
    csv = csv_files(result, sources)
    page = render_page(result, sources).encode()
    files = {**csv, JSON_NAME: json_bytes(result_to_json(result)), PAGE_NAME: page}
    written = write_together(folder, files)
    return ReportFiles(
        folder, written[PAGE_NAME], written[JSON_NAME], tuple(written[name] for name in csv)
    )
