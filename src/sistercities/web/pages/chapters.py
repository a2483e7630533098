"""A study of a finished report as a page: the verdict first, then figures, tables, method.

What a phone folds within the open part of a chapter: tables, and all figures but the first.

A folded figure keeps its head, which is its finding; a folded table gives its caption, and waits on
a tablet too. A wide page and paper show all of it (`.folds` in the style sheet).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from markupsafe import Markup

from sistercities.api.explorer.chapters import (
    StudyChapter,
    chapters_of,
    figure_in,
    file_of,
    read_page,
    style_in,
    without_styles,
)
from sistercities.api.explorer.reports import StudyReport
from sistercities.api.study_names import STUDY_NAMES, WORLD, WORLD_NAMES
from sistercities.errors import InvalidArgument
from sistercities.sentences import say
from sistercities.web.answers import Answer, Page, Redirect, ReportFigure, ReportFile, ReportStyle
from sistercities.web.asked import Asked
from sistercities.web.frame import Frame, Way, make_frame
from sistercities.web.languages import Words
from sistercities.web.report_words import said_html, told_of_report
from sistercities.web.told import Told, one_after

_FILES = re.compile(r'href="([a-z0-9_-]+\.(?:bib|csv|json|ris|tex))"')
_LEVEL = re.compile(r"(</?h)([3-6])\b")
_PAGE_RULE = re.compile(r"@page\s*\{[^}]*\}")
_ROOT = re.compile(r"(?<![\w-])(?::root|body)(?=\s*\{)")
_AFTER = """
& { margin: 0; padding: 0; max-width: 56.75rem; background: none; }
& h2 { font-size: 1.2rem; margin: 2rem 0 .4rem; padding: 0; border: 0; }
& figcaption h2 { margin-top: 0; }
& .wide svg { max-width: 860px; }
& .narrow svg { max-width: 340px; }
"""
"""What differs where a chapter stands in a page of the site."""


@dataclass(frozen=True, slots=True)
class ChapterPage:
    """A study of one home country.

    Attributes
    ----------
    title
        The question.
    finding
        What was found, in a sentence or a few.
    before, parts
        The rest of the chapter, HTML of our own report, before its first head and in parts; what
        has no words in the page's language is English.
    style
        Address of the styles of the report.
    countries
        The same study of each home country that has a report.
    chapters
        All studies of this report.
    whole, above
        Addresses of the whole report and of the findings that the study belongs to.
    made_from
        Data and year that it rests on.
    is_older
        Whether it was made from other data than those that are served.
    """

    frame: Frame
    title: Told
    finding: Markup
    before: Markup
    parts: tuple[ChapterPart, ...]
    style: str
    countries: tuple[Way, ...]
    chapters: tuple[Way, ...]
    whole: str
    above: str
    made_from: str
    is_older: bool


def report_named(asked: Asked, name: str) -> StudyReport:
    """Find a report by its name.

    Raises
    ------
    InvalidArgument
        If no report of that name is there.
    """
    for one in asked.site.finished_reports:
        if one.name == name:
            return one
    raise InvalidArgument("report", name, say("no report of that name is here; see /studies"))


def study_page(asked: Asked, study: str) -> Answer:
    """Lead to a study of the home country that is asked for, else of the first.

    Raises
    ------
    InvalidArgument
        If there is no such study, or no report of that country.
    """
    code = asked.text("country").upper()
    for one in asked.site.finished_reports:
        is_asked = one.country == code if code else _has_study(one, study)
        if is_asked:
            return Redirect(asked.link(chapter_path(one.name, study)))
    advice = say("no report of that country is here; see /studies")
    raise InvalidArgument("report", code or study, advice)


def chapter_page(asked: Asked, name: str, study: str) -> Answer:
    """Make the page of one study of one report.

    Raises
    ------
    InvalidArgument
        If no such report or study is there.
    """
    report = report_named(asked, name)
    chapters = chapters_of(report)
    found = next((one for one in chapters if one.study == study), None)
    if found is None:
        raise InvalidArgument("report", study, say("the report has no such study; see /studies"))
    words, country = asked.words, home_name(asked, report)
    question = told_of_report(asked, found.title)
    title = f"{question.sentence} {country}"
    lead = told_of_report(asked, report.headline).sentence
    finding, text = finding_in(_text(asked, report, found))
    before, parts = parts_in(text)
    above = ("/studies", words("nav.studies")), (f"/studies/{name}", country)
    frame = make_frame(asked, title, lead, crumbs=above)
    return Page("chapter.html", ChapterPage(
        frame, question, finding, folded(before, words),
        tuple(replace(one, html=folded(one.html, words)) if one.is_open else one for one in parts),
        asked.link(f"/studies/{name}/report.css").partition("?")[0],
        _countries(asked, study, report), chapter_ways(asked, report, chapters, study),
        asked.link(f"/studies/{name}/report"), asked.link(f"/studies/{name}"),
        made_from(asked, report),
        asked.site.is_older(report),
    ))  # fmt: skip


def chapter_path(name: str, study: str) -> str:
    """Path of a study of a report."""
    return f"/studies/{name}/{study}"


def chapter_ways(
    asked: Asked, report: StudyReport, chapters: tuple[StudyChapter, ...], study: str = ""
) -> tuple[Way, ...]:
    """Lead to all studies of a report."""
    return tuple(
        Way(
            asked.link(chapter_path(report.name, one.study)),
            asked.words(f"study.{one.study}"), one.study == study,
        )
        for one in chapters
    )  # fmt: skip


def _countries(asked: Asked, study: str, here: StudyReport) -> tuple[Way, ...]:
    reports = asked.site.finished_reports
    return tuple(
        Way(
            asked.link(chapter_path(one.name, study)), report_label(asked, one, reports),
            one.name == here.name,
        )
        for one in reports if _has_study(one, study)
    )  # fmt: skip


def _has_study(report: StudyReport, study: str) -> bool:
    return any(one.study == study for one in chapters_of(report))


def home_name(asked: Asked, report: StudyReport) -> str:
    """Name what a report is about: a country, or the world."""
    if report.country == WORLD:
        return asked.words("studies.world")
    return asked.site.country(report.country, asked.words.lang)


def made_from(asked: Asked, report: StudyReport) -> str:
    """Say which data and which year a report rests on."""
    words = asked.words
    if report.as_of:
        year = words("studies.year", year=str(report.as_of))
    else:
        year = words("studies.own_years")
    said = words("studies.made_from", data=report.data_version, year=year)
    return one_after(said, *_other_years(asked, report))


def _other_years(asked: Asked, report: StudyReport) -> Iterator[str]:
    """Say which claims rest on the ties of another year than the report."""
    of: dict[int, dict[str, None]] = {}
    for part in report.parts:
        if report.as_of and part.as_of and part.as_of != report.as_of:
            of.setdefault(part.as_of, {})[part.claim] = None
    for year, claims in sorted(of.items()):
        named = asked.words("list.comma").join(claims)
        yield asked.words("studies.other_year", claims=named, year=str(year))


def report_label(asked: Asked, report: StudyReport, among: Sequence[StudyReport]) -> str:
    """Name a report so that it is told apart from the others of the same country."""
    name = home_name(asked, report)
    if sum(one.country == report.country for one in among) < 2:
        return name
    if report.is_of_release:
        return asked.words("studies.of_release", country=name)
    return asked.words("studies.of", country=name, name=report.name)


def _text(asked: Asked, report: StudyReport, chapter: StudyChapter) -> Markup:
    """Let the files lead to this site, raise the headings by one, offer each figure."""
    name, html = quote(report.name), without_styles(said_html(asked, chapter.html))
    text = _FILES.sub(rf'href="/studies/{name}/files/\1"', html)
    text = _LEVEL.sub(lambda found: f"{found[1]}{int(found[2]) - 1}", text)
    for figure in chapter.figures:
        before, opening, after = text.partition(f'<figure id="{figure}">')
        drawn, closing, rest = after.partition("</figure>")
        link = (
            f'<p class="files"><a href="/studies/{name}/figures/{figure}.svg">SVG'
            f'<span class="unseen"> {figure}</span></a></p>'
        )
        text = f"{before}{opening}{drawn}{link}{closing}{rest}"
    return Markup(text)


def report_style(asked: Asked, name: str) -> Answer:
    """Give the styles of a report for chapters that stand in pages of the site."""
    return ReportStyle(chapter_style(read_page(report_named(asked, name))))


def chapter_style(page: str) -> str:
    """Keep the styles of a report's page to the chapter that stands in a page of the site."""
    style = _PAGE_RULE.sub("", style_in(page))
    return f".report {{\n{_ROOT.sub('&', style)}\n{_AFTER}}}\n"


def report_figure(asked: Asked, name: str, figure: str) -> Answer:
    """Give a figure of a report as a drawing of its own.

    Raises
    ------
    InvalidArgument
        If the report has no such figure.
    """
    page = read_page(report_named(asked, name))
    drawn = figure_in(page, figure.removesuffix(".svg"))
    if drawn is None:
        raise InvalidArgument("report", figure, say("the report has no such figure; see /studies"))
    return ReportFigure(drawn, style_in(page))


def report_file(asked: Asked, name: str, file: str) -> Answer:
    """Give a file of numbers beside a report.

    Raises
    ------
    InvalidArgument
        If the report has no such file.
    """
    content = file_of(report_named(asked, name), file)
    if content is None:
        raise InvalidArgument("report", file, say("the report has no such file; see /studies"))
    return ReportFile(file, content)


def is_study(word: str) -> bool:
    """Tell whether a word is the name of a study."""
    return word in (*STUDY_NAMES, *WORLD_NAMES)


_ASKED_FOR = re.compile(r"(<details\b.*?</details>)", re.DOTALL)
_FIGURE = re.compile(
    r'(<figure id="[^"]*">\s*<figcaption><h2[^>]*>(.*?)</h2>)(<p\b.*?</p>)?\s*</figcaption>'
    r"(.*?)</figure>",
    re.DOTALL,
)
_TABLE = re.compile(
    r'<div class="scroll"[^>]*>\s*<table\b[^>]*>\s*<caption>(.*?)</caption>.*?</table>\s*</div>',
    re.DOTALL,
)
_FINDING = re.compile(r'\s*<p class="finding">(.*?)</p>', re.DOTALL)


def finding_in(text: str) -> tuple[Markup, str]:
    """Part a chapter into its finding and what follows; the finding is "" where it has none."""
    found = _FINDING.match(text)
    return (Markup(found[1]), text[found.end() :]) if found else (Markup(""), text)


def folded(text: str, words: Words) -> Markup:
    """Fold what a phone shows only when it is asked for, and leave what is folded already.

    Parameters
    ----------
    text
        HTML of an open part of a chapter, whose heads are of the second level.
    words
        Words of the page.
    """
    first, made = _FIGURE.search(text), []
    shown = "" if first is None else first[0]
    for piece in _ASKED_FOR.split(text):
        if not piece.startswith("<details"):
            piece = _TABLE.sub(lambda found: _table(found, text, words), piece)
            piece = _FIGURE.sub(
                lambda found: found[0] if found[0] == shown else _figure(found, words), piece
            )
        made.append(piece)
    return Markup("".join(made))


def _figure(found: re.Match[str], words: Words) -> str:
    opening, head, said, drawn = found.groups(default="")
    colon = _own(words, "list.colon")
    label = f'{_own(words, "studies.figure")}<span class="unseen">{colon}{head}</span>'
    inside = f'<div class="figure-said">{said}</div>{drawn}' if said else drawn
    return f"{opening}</figcaption>{_fold(label, inside)}</figure>"


def _table(found: re.Match[str], text: str, words: Words) -> str:
    """Name a table by its caption, or by what it adds to a figure of the same name."""
    caption = found[1]
    is_of_figure = any(head == caption for _, head, _, _ in _FIGURE.findall(text))
    label = _own(words, "studies.answers") if is_of_figure else caption
    return _fold(label, found[0], "folds of-table")


def _own(words: Words, key: str) -> Markup:
    return Markup('<span lang="{}">{}</span>').format(words.tag, words(key))


def _fold(label: str, inside: str, kind: str = "folds") -> str:
    return f'<details class="{kind}"><summary>{label}</summary>{inside}</details>'


_HEAD = re.compile(r'<h2 id="([a-z0-9_-]+)"[^>]*>(.*?)</h2>', re.DOTALL)
_OPENING = re.compile(r'\s*<section aria-labelledby="[^"]*">\s*$')
_FIGURE_OF_PART = "<figure"


@dataclass(frozen=True, slots=True)
class ChapterPart:
    """One part of a chapter.

    Attributes
    ----------
    id
        Id of its head.
    title
        Its head.
    html
        What stands under it.
    is_open
        Whether it is shown without being asked for.
    """

    id: str
    title: Markup
    html: Markup
    is_open: bool


def parts_in(text: str) -> tuple[Markup, tuple[ChapterPart, ...]]:
    """Part the text of a chapter at its heads.

    What stands up to the first figure is open, the rest is folded: a chapter that shows its figures
    before its first head keeps its tables until they are asked for.

    Parameters
    ----------
    text
        HTML of a chapter whose heads are of the second level.

    Returns
    -------
    before
        What stands before the first head.
    parts
        In the order of the chapter.
    """
    heads = list(_HEAD.finditer(text))
    ends = [*(one.start() for one in heads[1:]), len(text)][: len(heads)]
    before = _whole(text[: heads[0].start()] if heads else text)
    has_figure, parts = _FIGURE_OF_PART in before, []
    for number, (head, end) in enumerate(zip(heads, ends, strict=True)):
        inside = _whole(text[head.end() : end])
        is_open = not has_figure and (number == 0 or _FIGURE_OF_PART in inside)
        has_figure = has_figure or _FIGURE_OF_PART in inside
        parts.append(ChapterPart(head[1], Markup(head[2]), inside, is_open))
    return before, tuple(parts)


def _whole(html: str) -> Markup:
    """Leave out where the section of the next part begins and where its own ends."""
    html = _OPENING.sub("", html)
    while html.count("</section>") > html.count("<section"):
        start, _, end = html.rpartition("</section>")
        html = start + end
    return Markup(html)
