"""How to cite a result and how to get it again: who, program, version, data, settings, seed."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from sistercities.report.citation_file import Project, bibtex_entry, project, release_date
from sistercities.sentences import Sentence, listed, say
from sistercities.studies.findings import Studied

BIBTEX_NAME, RIS_NAME = "cite.bib", "cite.ris"
"""Files for reference managers, beside each report."""

SHOWN = 12
"""Digits of the checksum that stand in a sentence; the files have all 64."""


def program_version() -> str:
    """Version of the installed package; `unknown` where it runs from a bare folder."""
    try:
        return version("sistercities")
    except PackageNotFoundError:
        return "unknown"


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited: the result of a program of a version on data of a version.

    Attributes
    ----------
    key
        Of the entry, without spaces.
    subject
        What was studied, as in "nesting study of China as of 2020".
    data_version
        Version of the data; the year and the month of the entry are theirs.
    settings
        What a run needs beside, as in "seed 1".
    checksum
        SHA-256 of the content of the data; empty where it is not told.
    """

    key: str
    subject: Sentence
    data_version: str
    settings: Sentence
    checksum: str = ""

    @property
    def sentence(self) -> str:
        """Name in one sentence all that is needed to get the same numbers again."""
        made = say(
            "{authors}, sistercities {program_version} (software), {subject}, data "
            "{data_version}, {settings}.",
            authors=listed(project().authors, "semicolon"),
            program_version=_program(),
            subject=self.subject,
            data_version=self._data,
            settings=self.settings,
        )
        if not project().address:
            return made
        return listed((made, say("{address}.", address=project().address)), "space")

    @property
    def _data(self) -> Sentence | str:
        """Name the data, with their month and the first digits of their checksum."""
        dated = "-".join(part for part in release_date(self.data_version) if part)
        if not (dated and self.checksum):
            return self.data_version
        return say(
            "{data_version} ({month}, SHA-256 {checksum}…)",
            data_version=self.data_version, month=dated, checksum=self.checksum[:SHOWN],
        )  # fmt: skip

    @property
    def _note(self) -> str:
        data = f"{self.data_version} (SHA-256 {self.checksum})" if self.checksum else (
            self.data_version
        )  # fmt: skip
        return f"sistercities {_program()}, data {data}, {self.settings}"

    @property
    def _title(self) -> str:
        return f"sistercities: {self.subject}"

    def files(self) -> dict[str, bytes]:
        """Return the entry for reference managers, by the name of its file."""
        made = project()
        return {BIBTEX_NAME: self.bibtex(made).encode(), RIS_NAME: self.ris(made).encode()}

    def bibtex(self, made: Project) -> str:
        """Write the entry for BibTeX."""
        return bibtex_entry(
            made, key=self.key, title=self._title, data_version=self.data_version,
            program=program_version(), note=self._note, address=made.address,
        )  # fmt: skip

    def ris(self, made: Project) -> str:
        """Write the entry in RIS, which Zotero, EndNote and Mendeley read."""
        year, month = release_date(self.data_version)
        lines = [
            ("TY", "COMP"),
            ("TI", self._title),
            *(("AU", name) for name in made.authors),
            ("PY", year),
            ("DA", f"{year}/{month}" if year else ""),
            ("ET", program_version()),
            ("N1", self._note),
            ("UR", made.address),
        ]
        told = [f"{tag}  - {value}\r\n" for tag, value in lines if value]
        return "".join((*told, "ER  - \r\n"))


def _program() -> str:
    """Return the version of the program, with its date where `CITATION.cff` has one."""
    released = project().released
    return f"{program_version()} ({released})" if released else program_version()


def study_citation(result: Studied, settings: Sentence | None = None) -> Citation:
    """Cite a study.

    Parameters
    ----------
    settings
        What a run needs beside; None: the seed alone.
    """
    return Citation(
        f"sistercities-{result.study}-{result.country}-{result.as_of}",
        say(
            "{study} study of {country_name} as of {as_of}",
            study=result.study,
            country_name=result.country_name,
            as_of=result.as_of,
        ),
        result.data_version,
        settings or say("seed {seed}", seed=result.seed),
    )
