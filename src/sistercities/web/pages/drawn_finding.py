"""The first finding of a report as a figure: city ties inside sister regions beside chance."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.api.explorer.chapters import chapters_of
from sistercities.api.explorer.report_chance import FIGURE, NULLS, STUDY, inside_by_chance
from sistercities.api.explorer.reports import StudyReport
from sistercities.web.asked import Asked
from sistercities.web.chance_figure import ChanceFigure, chance_figure
from sistercities.web.pages.chapters import chapter_path, home_name


@dataclass(frozen=True, slots=True)
class DrawnFinding:
    """A finding as a figure.

    Attributes
    ----------
    figure
        The drawing.
    title, subtitle, foot
        The finding, what is drawn, and what it rests on.
    how, table
        Addresses of how it was found, and of the numbers; None where the report has no page.
    """

    figure: ChanceFigure
    title: str
    subtitle: str
    foot: str
    how: str | None
    table: str | None


def drawn_finding(asked: Asked, report: StudyReport, name: str = "") -> DrawnFinding | None:
    """Draw what a report found of city ties and chance; None where it has no such study.

    Parameters
    ----------
    asked
        The request.
    report
        The report.
    name
        Its name on this site, where that is another than its own.
    """
    found = inside_by_chance(report)
    if found is None:
        return None
    words, name = asked.words, name or report.name
    has_study = any(one.study == STUDY for one in chapters_of(report))
    table = asked.link(f"/studies/{name}/files/{NULLS}").partition("?")[0]
    return DrawnFinding(
        figure=chance_figure(found, words),
        title=words("finding.title", ratio=f"{found.ratio:.1f}"),
        subtitle=words(
            "finding.subtitle", country=home_name(asked, report), n=f"{found.observed:,}",
            total=f"{found.total:,}",
        ),
        foot=words(
            "finding.foot", total=f"{found.total:,}", draws=f"{found.n_draws:,}", null=found.null,
            seed=found.seed, data=report.data_version, year=report.as_of or "",
        ),
        how=f"{asked.link(chapter_path(name, STUDY))}#{FIGURE}" if has_study else None,
        table=table if report.has_page else None,
    )  # fmt: skip
