"""The studies: the verdicts of reports that were made before, by home country."""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.api.explorer.chapters import appendix_of, chapters_in, read_page
from sistercities.api.explorer.reports import ReportVerdict, StudyReport, read_reports
from sistercities.errors import InvalidArgument
from sistercities.sentences import say
from sistercities.web.answers import Answer, Feed, Page, ReportPage
from sistercities.web.asked import Asked
from sistercities.web.frame import Frame, Way, make_frame
from sistercities.web.lists import ListColumn, Listing
from sistercities.web.pages.chapters import (
    chapter_path,
    chapter_ways,
    is_study,
    report_named,
    study_page,
)
from sistercities.web.report_words import report_words, told_of_report
from sistercities.web.tables import Cell, Table
from sistercities.web.told import Told

VERDICT_KEYS = ("claim", "study", "verdict", "number", "low", "high", "sentence")
CLAIMS = tuple(f"C{n}" for n in range(1, 10))


@dataclass(frozen=True, slots=True)
class StudiesPage:
    """The studies.

    Attributes
    ----------
    reports
        Addresses of the reports, by home country.
    headline, made_from
        The answer in one sentence, and the data and year that it rests on; "" without a report.
    verdicts
        One a claim; None without a report.
    chapters
        The studies of the report, each a page.
    page
        Address of the whole report; None where it was not written as a page.
    is_older
        Whether the report was made from other data than those that are served.
    """

    frame: Frame
    reports: tuple[Way, ...]
    headline: Told
    made_from: str
    verdicts: Table | None
    chapters: tuple[Way, ...]
    page: str | None
    is_older: bool


def studies_page(asked: Asked, form: str) -> Answer:
    """Make the page of the studies, or the verdicts as data.

    Raises
    ------
    InvalidArgument
        If no report of that name is there.
    """
    return _overview(asked, _chosen(asked, read_reports(asked.site.reports)), form)


def _overview(asked: Asked, chosen: StudyReport | None, form: str) -> Answer:
    words = asked.words
    frame = make_frame(
        asked, words("nav.studies"), words("studies.lead"), has_data=chosen is not None
    )
    if chosen is None:
        if form != "html":
            return Feed(form, "verdicts", VERDICT_KEYS, [])
        return Page("studies.html", StudiesPage(frame, (), Told(""), "", None, (), None, False))
    listing = _verdicts(asked, chosen)
    if form != "html":
        return listing.feed(asked, form)
    ways = tuple(
        Way(
            asked.link(f"/studies/{one.name}"),
            words("studies.of", country=asked.site.country(one.country, words.lang), name=one.name),
            one.name == chosen.name,
        )
        for one in read_reports(asked.site.reports)
    )
    year = str(chosen.as_of) if chosen.as_of else words("studies.own_years")
    return Page("studies.html", StudiesPage(
        frame, ways, told_of_report(report_words(asked, chosen), chosen.headline),
        words("studies.made_from", data=chosen.data_version, year=year),
        listing.beginning(asked, 50),
        chapter_ways(asked, chosen, chapters_in(read_page(chosen))),
        asked.link(f"/studies/{chosen.name}/report") if chosen.page else None,
        chosen.data_version != asked.site.explorer.version,
    ))  # fmt: skip


def one_report(asked: Asked, key: str, form: str) -> Answer:
    """Make the overview of one report, or lead to a study where that is named.

    Raises
    ------
    InvalidArgument
        If no report of that name is there.
    """
    if is_study(key):
        return study_page(asked, key)
    return _overview(asked, report_named(asked, key), form)


def report_page(asked: Asked, name: str) -> Answer:
    """Give the whole report of that name as it was written.

    Raises
    ------
    InvalidArgument
        If no report of that name is there.
    """
    for one in read_reports(asked.site.reports):
        if one.name == name and one.page is not None:
            return ReportPage(one.page)
    raise InvalidArgument("report", name, say("no report of that name is here; see /studies"))


def appendix_page(asked: Asked, name: str) -> Answer:
    """Give every study of a report in full, as it was written.

    Raises
    ------
    InvalidArgument
        If no report of that name with an appendix is there.
    """
    page = report_named(asked, name).page
    if page is None or not appendix_of(page).is_file():
        advice = say("the report has no appendix: its page holds all; see /studies")
        raise InvalidArgument("report", name, advice)
    return ReportPage(appendix_of(page))


def _chosen(asked: Asked, reports: list[StudyReport]) -> StudyReport | None:
    name, code = asked.text("report"), asked.text("country").upper()
    if code and not name:
        of_country = [one for one in reports if one.country == code]
        if of_country:
            return of_country[0]
        advice = say("no report of that country is here; see /studies")
        raise InvalidArgument("report", code, advice)
    if not name:
        return reports[0] if reports else None
    for one in reports:
        if one.name == name:
            return one
    raise InvalidArgument("report", name, say("no report of that name is here; see /studies"))


def _verdicts(asked: Asked, report: StudyReport) -> Listing[ReportVerdict]:
    words = asked.words
    say = report_words(asked, report)
    held = {one.study for one in chapters_in(read_page(report))}

    def cells(one: ReportVerdict) -> tuple[Cell, ...]:
        claim = words(f"claim.{one.claim}") if one.claim in CLAIMS else ""
        said = told_of_report(say, one.sentence)
        href = asked.link(chapter_path(report.name, one.study)) if one.study in held else None
        return (
            Cell(one.claim, href, note=claim),
            Cell(words.listed("verdict", one.verdict)),
            Cell(said.sentence, lang=said.lang),
            Cell(_number(one), note=one.study),
        )

    columns = (
        ListColumn("claim", words("column.claim")),
        ListColumn("verdict", words("column.verdict")),
        ListColumn("sentence", words("column.finding")),
        ListColumn("number", words("column.number"), is_number=True),
    )
    return Listing(
        "verdicts", asked.path, words("studies.verdicts"), words("studies.none"), columns,
        report.verdicts, lambda one: {key: getattr(one, key) for key in VERDICT_KEYS}, cells,
        VERDICT_KEYS,
    )  # fmt: skip


def _number(one: ReportVerdict) -> str:
    if one.number is None:
        return ""
    if one.low is None or one.high is None:
        return f"{one.number:.3g}"
    return f"{one.number:.3g} ({one.low:.3g}–{one.high:.3g})"
