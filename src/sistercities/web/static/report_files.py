"""What lies beside the studies in a static site: reports, their styles, figures and numbers."""

from __future__ import annotations

from collections.abc import Iterator

from sistercities.api.explorer.chapters import (
    appendix_of,
    chapters_in,
    figure_in,
    read_page,
    style_in,
    text_of,
)
from sistercities.api.explorer.reports import StudyReport, read_reports
from sistercities.web.drawings import styled_svg
from sistercities.web.file_names import file_stem
from sistercities.web.pages.chapters import chapter_path, chapter_style
from sistercities.web.site import Site
from sistercities.web.static.site_file import SiteFile

_COPIED = (".csv", ".json")


def report_pages(site: Site) -> Iterator[str]:
    """List the paths of the pages of each report: its overview and its studies."""
    for report in read_reports(site.reports):
        yield f"/studies/{report.name}"
        for one in chapters_in(read_page(report)):
            yield chapter_path(report.name, one.study)


def report_addresses(site: Site) -> dict[str, str]:
    """Give the file of each address of a report that is no page, in the folder of the site."""
    found: dict[str, str] = {}
    for report in read_reports(site.reports):
        path, folder, page = f"/studies/{report.name}", _folder(report), read_page(report)
        found[f"{path}/report"] = f"{folder}/report.html"
        if _appendix(report):
            found[f"{path}/appendix.html"] = f"{folder}/appendix.html"
        found[f"{path}/report.css"] = f"{folder}/chapter.css"
        for name in _numbers(report):
            found[f"{path}/files/{name}"] = f"{folder}/{name}"
        for one in chapters_in(page):
            for figure in one.figures:
                found[f"{path}/figures/{figure}.svg"] = f"{folder}/{figure}.svg"
    return found


def report_files(site: Site) -> Iterator[SiteFile]:
    """Make those files."""
    for report in read_reports(site.reports):
        folder, page = _folder(report), read_page(report)
        if report.page is None or not page:
            continue
        yield SiteFile(f"{folder}/report.html", text_of(report.page).encode())
        if _appendix(report):
            yield SiteFile(f"{folder}/appendix.html", _appendix(report).encode())
        yield SiteFile(f"{folder}/chapter.css", chapter_style(page).encode())
        for name in _numbers(report):
            content = (report.page.parent / name).read_bytes()
            yield SiteFile(f"{folder}/{name}", content)
        for one in chapters_in(page):
            for figure in one.figures:
                drawn = figure_in(page, figure)
                if drawn is not None:
                    svg, _policy = styled_svg(drawn, style_in(page))
                    yield SiteFile(f"{folder}/{figure}.svg", svg.encode())


def _appendix(report: StudyReport) -> str:
    return "" if report.page is None else text_of(appendix_of(report.page))


def _folder(report: StudyReport) -> str:
    return f"reports/{file_stem(report.name)}"


def _numbers(report: StudyReport) -> list[str]:
    """Names of the files of numbers beside a report."""
    if report.page is None:
        return []
    return sorted(
        one.name for one in report.page.parent.iterdir()
        if one.is_file() and not one.is_symlink() and one.suffix in _COPIED
    )  # fmt: skip
