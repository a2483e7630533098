"""The first finding of a report as a figure: city ties inside sister regions beside chance."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.api.explorer.chapters import chapters_of
from sistercities.api.explorer.report_chance import (
    FIGURE,
    NULLS,
    STUDY,
    InsideByChance,
    inside_by_chance,
)
from sistercities.api.explorer.reports import StudyReport
from sistercities.web.asked import Asked
from sistercities.web.catalogues import SOURCE
from sistercities.web.chance_figure import ChanceFigure, chance_figure
from sistercities.web.languages import Words
from sistercities.web.pages.chapters import chapter_path, home_name
from sistercities.web.report_words import told_of_report
from sistercities.web.told import one_after


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


def drawn_finding(asked: Asked, report: StudyReport) -> DrawnFinding | None:
    """Draw what a report found of city ties and chance; None where it has no such study.

    Parameters
    ----------
    asked
        The request.
    report
        The report.
    """
    found = inside_by_chance(report)
    if found is None:
        return None
    words, name = asked.words, report.name
    has_study = any(one.study == STUDY for one in chapters_of(report))
    table = asked.link(f"/studies/{name}/files/{NULLS}").partition("?")[0]
    return DrawnFinding(
        figure=chance_figure(found, words),
        title=words("finding.title", ratio=f"{found.ratio:.1f}"),
        subtitle=one_after(
            words(
                "finding.subtitle", country=home_name(asked, report), n=f"{found.observed:,}",
                total=f"{found.total:,}",
            ),
            _chance_words(words, found.null),
        ),
        foot=one_after(_compared_words(asked, report, found), _kept_words(asked, found)),
        how=f"{asked.link(chapter_path(name, STUDY))}#{FIGURE}" if has_study else None,
        table=table if report.has_page else None,
    )  # fmt: skip


def _chance_words(words: Words, null: str) -> str:
    """Say what chance chose in the random networks of a null model."""
    key = f"finding.chance.{null}"
    return words(key) if words.has(key) else words("finding.chance", null=null)


def _compared_words(asked: Asked, report: StudyReport, found: InsideByChance) -> str:
    """Say which city ties were compared, of how many that are known."""
    said = {"total": f"{found.total:,}", "year": report.as_of or "", "data": report.data_version}
    if found.known is None:
        return asked.words("finding.compared", **said)
    return asked.words("finding.compared_of", known=f"{found.known:,}", **said)


def _kept_words(asked: Asked, found: InsideByChance) -> str:
    """Say what the random networks keep, in the words of the null model that is shown."""
    said = {"draws": f"{found.n_draws:,}", "null": found.null, "seed": found.seed}
    key = f"finding.kept.{found.null}"
    if asked.words.has(key):
        return asked.words(key, draws=said["draws"], seed=said["seed"])
    kept = told_of_report(asked, found.keeps)
    if not kept.sentence or (kept.lang is not None and asked.words.lang != SOURCE):
        return asked.words("finding.foot_plain", **said)
    return asked.words("finding.foot", kept=kept.sentence, **said)
