"""The report of the nesting study: one page that stands alone, or a PDF, its data beside it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from sistercities.report import tables
from sistercities.report.chapters.part_tables import PARTS, part_table, rows_table
from sistercities.report.citation import Citation, program_version, study_citation
from sistercities.report.cited_sources import CitedSource
from sistercities.report.figures.frame import Figure
from sistercities.report.nesting import (
    autonomy_list,
    autonomy_map,
    autonomy_tables,
    autonomy_words,
    coverage_bars,
    coverage_tables,
    method_words,
    null_distributions,
    partner_countries,
    rate_ratios,
    rate_words,
    sensitivity_forest,
    sensitivity_tables,
    ties_by_year,
    wording,
)
from sistercities.report.nesting import tables as nesting_tables
from sistercities.report.nesting.csv_files import run_settings
from sistercities.report.page_environment import page_environment
from sistercities.report.report_files import JSON_NAME
from sistercities.report.said_html import SaidHtml
from sistercities.report.typeset.document import Document
from sistercities.report.typeset.flow import template_blocks
from sistercities.sentences import say
from sistercities.studies.nesting.result import NestingResult


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
        "verdicts": part_table(result.parts, PARTS)
        if result.parts
        else nesting_tables.verdicts(result),
        "estimates": nesting_tables.estimates(result),
        "rate_sensitivity": sensitivity_tables.rate_sensitivity(result),
        "cities": autonomy_tables.autonomy_cities(result),
        "left_out": coverage_tables.left_out(result),
        "settings": tables.settings(run_settings(result)),
        "sources": tables.sources(sources),
    }


def render_page(
    result: NestingResult, sources: Sequence[CitedSource], *, is_replicated: bool = False
) -> str:
    """Write the page as text; every name in it is escaped.

    Parameters
    ----------
    result
        The study.
    sources
        Sources of its data, in the order to be shown.
    is_replicated
        Whether the folder `replication` stands beside.
    """
    environment = page_environment()
    style, _, _ = environment.loader.get_source(environment, "report.css")  # type: ignore[union-attr]
    fields = {**_page_fields(result, sources), "is_replicated": is_replicated}
    page = environment.get_template("report.html").render(fields, style=Markup(style))
    return SaidHtml.read(page).text


def _page_fields(result: NestingResult, sources: Sequence[CitedSource]) -> dict[str, object]:
    return {
        **chapter_fields(result, sources),
        "citation": nesting_citation(result).sentence,
        "version": program_version(),
        "at": "",
        "h2": "h2",
        "h3": "h3",
    }


def nesting_citation(result: NestingResult) -> Citation:
    """Cite the nesting study."""
    settings = say(
        "null models with {draws} draws and seed {seed}",
        draws=f"{result.draws:,}",
        seed=result.seed,
    )
    return study_citation(result, settings)


def paper_report(
    result: NestingResult, sources: Sequence[CitedSource], *, is_replicated: bool = False
) -> Document:
    """Give the report of the study to be set on paper; it says what the page says."""
    fields = {**_page_fields(result, sources), "is_replicated": is_replicated, "style": ""}
    question = f"Do city ties follow {wording.unit_word(result)} ties?"
    return Document(
        title=f"{result.country_name}: {question} ({result.as_of})",
        running=f"{question} {result.country_name}, {result.as_of}",
        country=result.country,
        data_version=result.data_version,
        blocks=template_blocks("report.html", fields),
    )


def chapter_fields(result: NestingResult, sources: Sequence[CitedSource] = ()) -> dict[str, object]:
    """Give what the sections of the study need, on a page of its own or in the whole report."""
    main = wording.main_comparison(result)
    inside = result.estimates.get("share_inside")
    return {
        "result": result,
        "figures": figures_of(result),
        "tables": _tables_of(result, sources),
        "main": main,
        "ratio_words": method_words.ratio_words(result, main) if main else "",
        "share_words": method_words.share_words(result, inside) if inside else "",
        "null_words": method_words.null_words,
        "rules": [(part.id, part.rule) for part in result.parts],
        "part_rows": [table for part in result.parts if (table := rows_table(part))],
        "interval_words": method_words.interval_words(result),
        "limits_of_lists": method_words.limits_of_lists(result),
        "rate_sentences": [row.sentence for row in rate_words.rate_ratios(result) if row.sentence],
        "rate_sensitivity_finding": rate_words.rate_sensitivity_finding(result),
        "unit": wording.unit_word(result),
        "home_unit": wording.home_unit(result),
        "home_units": wording.home_units(result),
        "headline": wording.headline_parts(result),
        "is_withheld": wording.is_ratio_withheld(result),
        "inside": inside,
        "left_aside": autonomy_words.left_aside(result),
        "json_name": JSON_NAME,
    }
