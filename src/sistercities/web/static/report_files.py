"""What lies beside the studies in a static site: reports, their styles, figures and numbers."""

from __future__ import annotations

from collections.abc import Iterator

from sistercities.api.explorer.chapters import (
    APPENDIX,
    PAGE,
    chapters_of,
    figure_in,
    file_of,
    has_appendix,
    numbers_of,
    read_page,
    style_in,
)
from sistercities.api.explorer.reports import StudyReport
from sistercities.web.asked import Asked
from sistercities.web.catalogues import SOURCE
from sistercities.web.drawings import styled_svg
from sistercities.web.file_names import file_stem, page_file
from sistercities.web.languages import Words
from sistercities.web.pages.chapters import chapter_path, chapter_style
from sistercities.web.pages.one_home import homes_here
from sistercities.web.report_pages import said_appendix, translated
from sistercities.web.report_way import with_way_back
from sistercities.web.site import Site, StaticFiles
from sistercities.web.static.site_file import SiteFile


def report_pages(site: Site) -> Iterator[str]:
    """List the paths of each report's overview and studies, and of the countries without one."""
    for report in site.finished_reports:
        yield f"/studies/{report.name}"
        for one in chapters_of(report):
            yield chapter_path(report.name, one.study)
    own = {report.country for report in site.finished_reports}
    for code in homes_here(Asked(site, Words(SOURCE), "", {}, "")):
        if code not in own:
            yield f"/studies/{code}"


def report_addresses(site: Site) -> dict[str, str]:
    """Give the file of each address of a report that is no page, in the folder of the site.

    The report in a language other than English has its address with that language.
    """
    found: dict[str, str] = {}
    for report in site.finished_reports:
        path, folder = f"/studies/{report.name}", _folder(report)
        found[f"{path}/report"] = f"{folder}/report.html"
        for lang in _languages(site):
            found[f"{path}/report?lang={lang}"] = f"{folder}/{_in_language(lang)}"
        if has_appendix(report):
            found[f"{path}/appendix.html"] = f"{folder}/{APPENDIX}"
            for lang in _languages(site):
                found[f"{path}/appendix.html?lang={lang}"] = f"{folder}/{_appendix(lang)}"
        found[f"{path}/report.css"] = f"{folder}/chapter.css"
        for name in numbers_of(report):
            found[f"{path}/files/{name}"] = f"{folder}/{name}"
        for one in chapters_of(report):
            for figure in one.figures:
                found[f"{path}/figures/{figure}.svg"] = f"{folder}/{figure}.svg"
    return found


def report_files(site: Site) -> Iterator[SiteFile]:
    """Make those files."""
    for report in site.finished_reports:
        page = read_page(report)
        if page:
            yield from _pages(site, report)
            yield from _beside(report, page)


def _pages(site: Site, report: StudyReport) -> Iterator[SiteFile]:
    folder = _folder(report)
    for lang in (SOURCE, *_languages(site)):
        asked = Asked(site, Words(lang), "", {}, "")

        def page_of(study: str, lang: str = lang) -> str:
            return _from_report(report, lang, chapter_path(report.name, study))

        above = _from_report(report, lang, f"/studies/{report.name}")
        html = translated(asked, report, page_of).replace(APPENDIX, _appendix(lang))
        html = with_way_back(asked, report, html, above)
        yield SiteFile(f"{folder}/{_in_language(lang)}", html.encode())
        if has_appendix(report):
            html = said_appendix(asked, report).replace(f'"{PAGE}"', f'"{_in_language(lang)}"')
            html = with_way_back(asked, report, html, above)
            yield SiteFile(f"{folder}/{_appendix(lang)}", html.encode())


def _from_report(report: StudyReport, lang: str, path: str) -> str:
    """Address of a page of the site, as seen from the folder of a report."""
    up = "../" * (_folder(report).count("/") + 1)
    return f"{up}{lang}/{page_file(path)}"


def _beside(report: StudyReport, page: str) -> Iterator[SiteFile]:
    """Make the styles, the figures and the numbers of a report."""
    folder = _folder(report)
    yield SiteFile(f"{folder}/chapter.css", chapter_style(page).encode())
    for name in numbers_of(report):
        yield SiteFile(f"{folder}/{name}", file_of(report, name) or b"")
    for one in chapters_of(report):
        for figure in one.figures:
            drawn = figure_in(page, figure)
            if drawn is not None:
                svg, _policy = styled_svg(drawn, style_in(page))
                yield SiteFile(f"{folder}/{figure}.svg", svg.encode())


def _languages(site: Site) -> tuple[str, ...]:
    """List the languages of the site in which reports are said anew."""
    static = site.static or StaticFiles()
    return tuple(lang for lang in static.languages if lang != SOURCE)


def _in_language(lang: str) -> str:
    return "report.html" if lang == SOURCE else f"report-{lang}.html"


def _appendix(lang: str) -> str:
    return APPENDIX if lang == SOURCE else f"appendix-{lang}.html"


def _folder(report: StudyReport) -> str:
    return f"reports/{file_stem(report.name)}"
