"""The data as plain files for R, Stata or a spreadsheet: nodes, ties, dyads, and a codebook."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sistercities.api.arguments import checked_country, checked_word
from sistercities.api.codebook import CodebookLine, codebook_lines
from sistercities.api.data_choice import AnyData, open_data
from sistercities.api.dyad_frames import dyads_of
from sistercities.api.frames import places_with_ties, ties_with_ends
from sistercities.api.output_folder import named_folder
from sistercities.api.records import Json
from sistercities.dataset.store import Release
from sistercities.network.lift import build_network
from sistercities.report.exports import plain_text, records_csv, write_together
from sistercities.studies.nesting_data import checked_year, read_study_data

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("csv",)


@dataclass(frozen=True, slots=True)
class ExportedFiles:
    """What was written.

    Attributes
    ----------
    folder
        The folder that holds the files.
    country, as_of
        Home country and year of the dyads.
    data_version
        Version of the data.
    rows
        Rows by file name.
    """

    folder: str
    country: str
    as_of: int
    data_version: str
    rows: dict[str, int]

    def to_json(self) -> Json:
        """Return the record that `sistercities export --json` prints."""
        return asdict(self)


def export(
    folder: str | Path,
    *,
    format: str = "csv",
    country: str = "CN",
    as_of: int | None = None,
    data: AnyData = None,
) -> ExportedFiles:
    """Write the data as CSV files with a codebook: all files, or none.

    Parameters
    ----------
    folder
        Where the files go; made if it is not there, older files of the same names are replaced.
    format
        `csv`: UTF-8, commas, a header, empty for missing, true and false; a text that begins with
        = + - or @ has a single quote before it, so that no spreadsheet runs it.
    country
        ISO 3166-1 alpha-2 code of the home country of the dyads.
    as_of
        Year of the dyads; None takes the year of the newest dated source.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.

    Returns
    -------
    ExportedFiles
        Rows by file: nodes.csv, ties.csv, claims.csv, dyads.csv, city_pairs.csv, sources.csv,
        codebook.csv, and README.txt.

    Raises
    ------
    InvalidArgument
        If the folder's name, the format, the country or the year cannot be used.
    OutputError
        If the folder cannot be written; nothing is left half-written.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    named = named_folder(folder)
    checked_word("format", format, FORMATS)
    with open_data(data) as release:
        code = checked_country(release, country)
        frames, year = _frames(release, code, as_of)
        version, sentences = release.version, _attributions(release)
    lines = [line for file, frame in frames.items() for line in codebook_lines(file, [*frame])]
    files = {file: _csv(frame) for file, frame in frames.items()}
    files["codebook.csv"] = records_csv(CodebookLine, lines)
    files["README.txt"] = _readme(version, code, year, sentences)
    write_together(named, files)
    rows = {file: len(frame) for file, frame in frames.items()}
    return ExportedFiles(str(folder), code, year, version, rows | {"codebook.csv": len(lines)})


def _frames(
    release: Release, country: str, as_of: int | None
) -> tuple[dict[str, pd.DataFrame], int]:
    read = read_study_data(release)
    year = checked_year(read, country, as_of)
    network = build_network(read.tables, country, year)
    frames = {
        "nodes.csv": places_with_ties(release),
        "ties.csv": ties_with_ends(release),
        "claims.csv": release.frame("claims"),
        "dyads.csv": dyads_of(network, read, "units"),
        "city_pairs.csv": dyads_of(network, read, "ties"),
        "sources.csv": release.frame("sources"),
    }
    return frames, year


def _attributions(release: Release) -> list[str]:
    rows = release.query("SELECT attribution, licence FROM sources ORDER BY source_id")
    return [f"{row['attribution']} ({row['licence']})" for row in rows]


def _csv(frame: pd.DataFrame) -> bytes:
    flags = frame.select_dtypes(["bool", "boolean"]).columns
    words = {column: frame[column].map({True: "true", False: "false"}) for column in flags}
    texts = frame.select_dtypes(["object", "string"]).columns
    words |= {column: frame[column].map(plain_text, na_action="ignore") for column in texts}
    return frame.assign(**words).to_csv(index=False, lineterminator="\n").encode()


def _readme(version: str, country: str, as_of: int, attributions: list[str]) -> bytes:
    lines = [
        f"sistercities data {version}",
        "",
        "nodes.csv       places with their ids, regions, coordinates and number of ties",
        "ties.csv        ties with both ends, dates, status, kind and sources",
        "claims.csv      what each source says, row by row; tie_id leads to the tie",
        f"dyads.csv       home units of {country} with foreign units, ties alive in {as_of}",
        f"city_pairs.csv  tied pairs of places of {country}, ties alive in {as_of}",
        "sources.csv     who says what, on which terms",
        "codebook.csv    what each column means, with its unit",
        "",
        "UTF-8, commas, empty means not known and never 0.",
        "A text that begins with = + - or @ has a single quote before it: no spreadsheet runs it.",
        "In R, keep the country NA (Namibia): read.csv(file, na.strings = '').",
        "In pandas: read_csv(file, keep_default_na=False, na_values='').",
        "",
        "Licence and attribution:",
        *attributions,
    ]
    return ("\n".join(lines) + "\n").encode()
