"""What is served: the opened data, the reports, and what must be said of them."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from pathlib import Path

import sistercities
from sistercities.api.data_choice import AnyData
from sistercities.api.explorer.areas import (
    country_names_in,
    english_country_names,
    region_names,
)
from sistercities.api.explorer.chinese_names import chinese_place_names
from sistercities.api.explorer.holdings import OverlaySource, overlay_sources
from sistercities.api.explorer.reports import (
    StudyReport,
    all_reports,
    packed_files,
    packed_reports,
    read_reports,
)
from sistercities.api.explorer.store import Explorer
from sistercities.api.lists_read import with_article
from sistercities.web.catalogues import SOURCE, languages
from sistercities.web.host import Host, read_host
from sistercities.web.languages import Called, NamedPlace, called
from sistercities.web.scripts import Scripts, built_scripts
from sistercities.web.style_sheets import style_rules

REPORTS = "SISTERCITIES_REPORTS"
_OWN = (".py", ".html", ".css", ".js", ".po", ".pot")
"""Endings of the files that pages are made of."""


@dataclass(frozen=True, slots=True)
class StaticFiles:
    """What is different where the pages are files on a host that computes nothing.

    Attributes
    ----------
    base
        Address of the folder that will hold them, with a slash at its end; "" where not known.
    country
        ISO 3166-1 alpha-2 code of the one country whose pages are built; None builds all.
    languages
        Languages that are built.
    has_benchmarks
        Whether each place has its comparison with places like it.
    """

    base: str = ""
    country: str | None = None
    languages: tuple[str, ...] = field(default_factory=languages)
    has_benchmarks: bool = False


@dataclass
class Site:
    """One explorer.

    Attributes
    ----------
    explorer
        The opened data.
    reports
        Folder of the user's own finished reports; None where there is none.
    scripts
        What makes pages livelier in a browser; None where it was not built.
    static
        What is different where the pages are files; None where a server answers.
    host
        Who runs it.
    root
        Folder of the address below which a proxy shows it, such as /ties; "" where there is none.
    base
        Scheme, host and folder that a server cites as its own, without a slash at the end; "" cites
        those that were asked for.
    """

    explorer: Explorer
    reports: Path | None = None
    scripts: Scripts | None = field(default_factory=built_scripts)
    static: StaticFiles | None = None
    host: Host = field(default_factory=Host)
    root: str = ""
    base: str = ""

    @cached_property
    def tag(self) -> str:
        """What changes when a page may: data, overlays, shipped reports, program, words, host."""
        found = hashlib.sha256(self.explorer.content.encode())
        found.update(repr((self.host, self.root, self.base)).encode())
        found.update(sistercities.__version__.encode())
        found.update(_own_text().encode())
        for one in packed_files(self.explorer.release.folder):
            found.update(one.read_bytes())
        return found.hexdigest()[:20]

    @property
    def finished_reports(self) -> list[StudyReport]:
        """The user's own reports, which may change while the site runs, then the release's."""
        return all_reports(read_reports(self.reports), self.shipped_reports)

    @cached_property
    def shipped_reports(self) -> list[StudyReport]:
        """Reports that came with the release."""
        return packed_reports(self.explorer.release.folder)

    @property
    def reports_of_release(self) -> list[StudyReport]:
        """The release's reports, with other names where the user's own reports took theirs."""
        return [one for one in self.finished_reports if one.is_of_release]

    def is_older(self, report: StudyReport) -> bool:
        """Tell whether a report was made from other data than those that are served."""
        return report.is_of_other_data(self.explorer.version, self.explorer.content)

    @cached_property
    def overlay_sources(self) -> tuple[OverlaySource, ...]:
        """Sources that lie over the release, with the licence of each."""
        return overlay_sources(self.explorer)

    @property
    def is_sorted_in_browser(self) -> bool:
        """Whether pages are files whose scripts sort tables and draw maps from what is in them."""
        return self.static is not None and self.scripts is not None

    @cached_property
    def styles(self) -> str:
        """What changes when the styles do; a file of a static site changes with nothing else."""
        if self.static is None:
            return self.tag
        return hashlib.sha256(style_rules().encode()).hexdigest()[:12]

    @cached_property
    def countries(self) -> dict[str, dict[str, str]]:
        """Names of countries by language and code."""
        english = english_country_names(self.explorer)
        return {lang: {**english, **country_names_in(lang)} if lang != SOURCE else english
                for lang in languages()}  # fmt: skip

    @cached_property
    def regions(self) -> dict[str, tuple[str, str | None, str]]:
        """Names and ids of first-level regions by ISO 3166-2 code."""
        return region_names(self.explorer)

    @cached_property
    def chinese_names(self) -> dict[str, str]:
        """Chinese names of places elsewhere, by id."""
        return chinese_place_names(self.explorer)

    def called(self, place: NamedPlace, lang: str) -> Called:
        """Choose what a page in a language calls a place."""
        return called(place, lang, self.chinese_names.get(place.place_id) if lang == "zh" else None)

    def country(self, code: str, lang: str) -> str:
        """Name of a country in a language; its code where it has none."""
        return self.countries[lang].get(code, code)

    def names_of_country(self, code: str) -> tuple[str, ...]:
        """Names of a country in the languages of the pages, English first, each once."""
        return tuple(dict.fromkeys(self.country(code, lang) for lang in self.countries))

    def country_said(self, code: str, lang: str) -> str:
        """Name of a country as it stands inside a sentence: the United States."""
        name = self.country(code, lang)
        return with_article(name) if lang == "en" else name


def open_site(
    data: AnyData = None, reports: str | Path | None = None, host: Host | None = None
) -> Site:
    """Open the data and remember the folder of reports.

    Parameters
    ----------
    data
        Folder of another release, or `Data` with overlays; None takes what the environment names,
        else the release in the package.
    reports
        Folder of finished reports; None takes what `SISTERCITIES_REPORTS` names, else none.
    host
        Who runs the site; None takes what the environment says.

    Raises
    ------
    ReleaseError
        If the release is damaged; damaged overlays are left out, and the pages say so.
    InvalidArgument
        If what the environment says of the host cannot be used.
    """
    named = reports or os.environ.get(REPORTS) or None
    known = host or read_host()
    return Site(Explorer(data), None if named is None else Path(named), host=known)


def _own_text() -> str:
    """Hash the pages' own templates, words and styles."""
    found = hashlib.sha256()
    root = Path(str(files("sistercities.web")))
    for path in sorted(one for one in root.rglob("*") if one.suffix in _OWN):
        found.update(path.read_bytes())
    return found.hexdigest()
