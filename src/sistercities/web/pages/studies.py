"""The studies: what finished reports say, by home country and for the world.

Reports come with the release; a user's own stand before them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from sistercities.api.explorer.chapters import (
    chapters_of,
    flow_of,
    has_appendix,
    numbers_of,
    without_styles,
)
from sistercities.api.explorer.report_parts import ALL_CLAIMS, one_list_of
from sistercities.api.explorer.reports import ReportVerdict, StudyReport
from sistercities.api.study_names import WORLD
from sistercities.errors import InvalidArgument
from sistercities.sentences import say
from sistercities.web.answers import Answer, Feed, Page, Redirect, ReportPage
from sistercities.web.asked import Asked
from sistercities.web.frame import Frame, Way, make_frame
from sistercities.web.lists import ListColumn, Listing
from sistercities.web.pages.beside_homes import BesideHomes, beside_homes, of_the_world
from sistercities.web.pages.chapters import (
    chapter_path,
    chapter_ways,
    home_name,
    is_study,
    made_from,
    report_label,
    report_named,
    study_page,
)
from sistercities.web.pages.claim_list import PART_KEYS, part_records
from sistercities.web.pages.drawn_finding import DrawnFinding, drawn_finding
from sistercities.web.pages.one_home import home_page, home_ways
from sistercities.web.pages.stories import (
    ClaimLine,
    Story,
    claim_lines,
    parts_drawn,
    stories_of,
)
from sistercities.web.report_pages import appendix_html, report_html
from sistercities.web.report_way import with_way_back
from sistercities.web.report_words import said_html, told_of_report
from sistercities.web.tables import Cell, Table
from sistercities.web.told import Told

VERDICT_KEYS = ("claim", "part", "study", "verdict", "number", "low", "high", "sentence")
CLAIMS = tuple(f"C{n}" for n in range(1, 10))
_DOWNLOADS = (
    "parts.csv", "parts-under-other-rules.csv", "verdicts.csv", "flow.csv", "sources.csv",
    "settings.csv", "study.json", "parts.tex", "cite.bib", "cite.ris",
)  # fmt: skip
"""Files of numbers that the page of a report offers, where they are there."""


@dataclass(frozen=True, slots=True)
class ShownReport:
    """A report as its page shows it.

    Attributes
    ----------
    headline, made_from
        The answer in one sentence, and the data and year that it rests on.
    lines, drawn
        What it found of each claim in a line, () of a report of an older program; and all its parts
        drawn, None where it has no such drawing.
    has_correlations
        Whether one of its parts is a correlation, of which 0 and not 1 is no difference.
    stories, finding
        What it found, one finding a claim, () of a report of an older program; and the finding that
        is drawn beside chance, None where it has none.
    beside, homes
        Other countries beside it, None where no report compares them; and the pages of what was
        found of each.
    style
        Address of the styles of its figures.
    verdicts
        One a claim, where it has no parts.
    chapters
        The studies of the report, each a page.
    page, appendix
        Addresses of the report as it is printed and of every study in full; None where they were
        not written.
    flow
        Table of which partnerships count in which study; None where it has none.
    downloads
        Its files of numbers.
    is_older
        Whether it was made from other data than those that are served.
    cautions
        What must be known with the first sentence: that all rests on one list, and of how many
        parts the rule was changed after its number was seen.
    absent
        Which claims it does not answer, since they ask about one home country; else "".
    """

    headline: Told
    made_from: str
    lines: tuple[ClaimLine, ...]
    drawn: Markup | None
    has_correlations: bool
    stories: tuple[Story, ...]
    finding: DrawnFinding | None
    beside: BesideHomes | None
    homes: tuple[Way, ...]
    style: str
    verdicts: Table | None
    chapters: tuple[Way, ...]
    page: str | None
    appendix: str | None
    flow: Markup | None
    downloads: tuple[Way, ...]
    is_older: bool
    cautions: tuple[Told, ...]
    absent: str


@dataclass(frozen=True, slots=True)
class StudiesPage:
    """The studies.

    Attributes
    ----------
    reports
        Addresses of the reports, by home country.
    title
        Name of the page, with what the report is about.
    report
        The report that is shown; None where there is none.
    """

    frame: Frame
    title: str
    reports: tuple[Way, ...]
    report: ShownReport | None


def studies_page(asked: Asked, form: str) -> Answer:
    """Make the page of the studies, or what a report says as data.

    Raises
    ------
    InvalidArgument
        If no report of that name is there.
    """
    code, reports = asked.text("country").upper(), asked.site.finished_reports
    is_apart = code and not asked.text("report") and all(one.country != code for one in reports)
    if is_apart and _is_country(asked, code):
        return Redirect(asked.link(f"/studies/{code}"))
    return _overview(asked, _chosen(asked, reports), form)


def _overview(asked: Asked, chosen: StudyReport | None, form: str) -> Answer:
    if form != "html":
        return _feed(asked, chosen, form)
    words = asked.words
    if chosen is None:
        frame = make_frame(asked, words("nav.studies"), words("studies.lead"))
        return Page("studies.html", StudiesPage(frame, words("nav.studies"), (), None))
    title = words("studies.title", country=home_name(asked, chosen))
    shown = _shown(asked, chosen)
    frame = make_frame(asked, title, shown.headline.sentence, has_data=True)
    return Page("studies.html", StudiesPage(frame, title, _ways(asked, chosen), shown))


def _ways(asked: Asked, chosen: StudyReport) -> tuple[Way, ...]:
    reports = asked.site.finished_reports
    return tuple(
        Way(
            asked.link(f"/studies/{one.name}"), report_label(asked, one, reports),
            one.name == chosen.name,
        )
        for one in reports
    )  # fmt: skip


def _shown(asked: Asked, report: StudyReport) -> ShownReport:
    path, stories = f"/studies/{report.name}", stories_of(asked, report)
    files = numbers_of(report)
    return ShownReport(
        headline=told_of_report(asked, report.headline),
        made_from=made_from(asked, report),
        lines=claim_lines(asked, report),
        drawn=parts_drawn(asked, report),
        has_correlations=any(part.unit == "correlation" for part in report.parts),
        stories=stories,
        finding=drawn_finding(asked, report),
        beside=beside_homes(asked, report),
        homes=home_ways(asked),
        style=asked.link(f"{path}/report.css").partition("?")[0],
        verdicts=None if stories else _verdicts(asked, report).beginning(asked, 50),
        chapters=chapter_ways(asked, report, chapters_of(report)),
        page=asked.link(f"{path}/report") if report.has_page else None,
        appendix=asked.link(f"{path}/appendix.html")
        if report.has_page and has_appendix(report) else None,
        flow=_flow(asked, report),
        downloads=tuple(
            Way(asked.link(f"{path}/files/{name}").partition("?")[0], name)
            for name in _DOWNLOADS if name in files
        ),
        is_older=asked.site.is_older(report),
        cautions=tuple(cautions(asked, report)),
        absent=absent(asked, report),
    )  # fmt: skip


def cautions(asked: Asked, report: StudyReport) -> Iterator[Told]:
    """Say what must be known with the first sentence of a report."""
    one_list = one_list_of(report.parts)
    if one_list:
        yield told_of_report(asked, one_list)
    changed = sum(bool(part.changed) for part in report.parts)
    if changed:
        said = asked.words("studies.changed_of", n=str(changed), of=str(len(report.parts)))
        yield Told(said)


def absent(asked: Asked, report: StudyReport) -> str:
    """Say which claims the report of the world does not answer."""
    held = {part.claim for part in report.parts}
    left = [claim for claim in ALL_CLAIMS if claim not in held]
    if report.country != WORLD or not held or not left:
        return ""
    return asked.words("studies.not_here", claims=asked.words("list.comma").join(left))


def _flow(asked: Asked, report: StudyReport) -> Markup | None:
    held = flow_of(report)
    return None if held is None else Markup(without_styles(said_html(asked, held)))


def _feed(asked: Asked, report: StudyReport | None, form: str) -> Feed:
    """Give what a report says as data: as JSON verdicts and parts, as CSV the parts if it has any.

    A report of an older program has verdicts alone.
    """
    if report is None:
        return Feed(form, "verdicts", VERDICT_KEYS, [])
    verdicts = _verdicts(asked, report).feed(asked, form)
    content = {
        "data_version": asked.site.explorer.version,
        "columns": list(VERDICT_KEYS),
        "rows": list(verdicts.records),
        "report": {
            "name": report.name, "country": report.country, "as_of": report.as_of,
            "data_version": report.data_version, "headline": report.headline,
            "is_of_other_data": asked.site.is_older(report),
        },
        "parts": part_records(report),
    }  # fmt: skip
    if report.parts:
        return Feed(form, verdicts.name, PART_KEYS, part_records(report), content)
    return replace(verdicts, content=content)


def one_report(asked: Asked, key: str, form: str) -> Answer:
    """Make the overview of one report, or lead to a study where that is named.

    A country without a report has a page of what the report of the world found of it.

    Raises
    ------
    InvalidArgument
        If no report of that name is there.
    """
    if is_study(key):
        return study_page(asked, key)
    code = key.upper()
    if any(one.name == key for one in asked.site.finished_reports) or not _is_country(asked, code):
        return _overview(asked, report_named(asked, key), form)
    own = next((one for one in asked.site.finished_reports if one.country == code), None)
    if own is not None or code != key:
        return Redirect(asked.link(f"/studies/{code if own is None else own.name}"))
    return home_page(asked, code, form)


def _is_country(asked: Asked, code: str) -> bool:
    """Whether the report of the world can say something of what is named."""
    is_code = len(code) == 2 and asked.site.explorer.has_country(code)
    return is_code and of_the_world(asked) is not None


def report_page(asked: Asked, name: str) -> Answer:
    """Give the whole report of that name, as it was written or in the language of the page.

    Raises
    ------
    InvalidArgument
        If no report of that name is there.
    """
    report = report_named(asked, name)
    if not report.has_page:
        raise InvalidArgument("report", name, say("no report of that name is here; see /studies"))
    return ReportPage(with_way_back(asked, report, report_html(asked, report)))


def appendix_page(asked: Asked, name: str) -> Answer:
    """Give every study of a report in full, in the language of the page.

    Raises
    ------
    InvalidArgument
        If no report of that name with an appendix is there.
    """
    report = report_named(asked, name)
    if not report.has_page or not has_appendix(report):
        advice = say("the report has no appendix: its page holds all; see /studies")
        raise InvalidArgument("report", name, advice)
    return ReportPage(with_way_back(asked, report, appendix_html(asked, report)))


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
    held = {one.study for one in chapters_of(report)}

    def cells(one: ReportVerdict) -> tuple[Cell, ...]:
        claim = words(f"claim.{one.claim}") if one.claim in CLAIMS else ""
        said = told_of_report(asked, one.sentence)
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
