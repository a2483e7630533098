"""`brief`: two pages for a council, and the files that hold them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sistercities.api.arguments import checked_words
from sistercities.api.brief_facts import BriefWishes, brief_facts
from sistercities.api.data_choice import AnyData
from sistercities.api.output_folder import named_folder
from sistercities.errors import InvalidArgument
from sistercities.report.brief.content import brief_of
from sistercities.report.brief.files import FORMATS, BriefFiles, check_formats, write_files
from sistercities.report.brief.parts import Brief
from sistercities.report.exports import check_can_write, check_name
from sistercities.report.own_files import require_own
from sistercities.terms.progress import Progress

_ENDINGS = {f".{each}": each for each in FORMATS}
_FOREIGN = (".csv", ".doc", ".htm", ".json", ".odt", ".png", ".pptx", ".rtf", ".txt", ".xls")


def brief(
    name: str,
    partner: str | None = None,
    *,
    purpose: str | None = None,
    themes: Sequence[str] = (),
    size: str | None = None,
    countries: Sequence[str] = (),
    data: AnyData = None,
    on_progress: Progress | None = None,
) -> Brief:
    """Make a brief of two pages on a place's ties, for a council.

    Parameters
    ----------
    name
        The place: a name in any script, `name, country`, or a place id.
    partner
        A place that asks for a tie: the brief holds its scorecard. None suggests five places.
    purpose
        What counts more: trade, culture, education, tourism, environment or youth.
    themes, size, countries
        What the places to approach shall have, as for `recommend`; none of it with a partner.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.
    on_progress
        Told what is done, how many steps, out of how many; None tells nobody.

    Returns
    -------
    Brief
        What it says; `write_brief` makes files of it. What the data cannot answer for this place
        is a sentence in its part.

    Raises
    ------
    PlaceNotFound, PlaceAmbiguous
        If no place or several places have one of the names.
    InvalidArgument
        If one is a country or no place of today, the two are the same, one lies in the other, the
        purpose is not known, or a wish is unknown, leaves nobody, or stands beside a partner.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    wishes = BriefWishes(tuple(themes), size, tuple(countries))
    return brief_of(brief_facts(name, partner, purpose, data, on_progress, wishes))


def write_brief(
    made: Brief,
    out: str | Path = ".",
    *,
    formats: str | Sequence[str] | None = None,
    replace: bool = False,
) -> BriefFiles:
    """Write a brief as a page, a PDF, a document or a workbook.

    Parameters
    ----------
    made
        What `brief` gave.
    out
        A file whose ending says the format, or a folder, where files are named for the places.
    formats
        `html`, `pdf`, `docx`, `xlsx`, one or several; None takes what the ending of `out` says,
        else `html`. PDF and DOCX need the extra `brief`.
    replace
        Whether files of these names that this program did not write are overwritten too.

    Returns
    -------
    BriefFiles
        Where each file is.

    Raises
    ------
    InvalidArgument
        If a format is none of these, or the ending of `out` says another.
    MissingExtra
        If the extra `brief` is needed and not installed.
    OutputError
        If a file cannot be written, or is there and not ours; nothing is left half-written.
    """
    chosen, folder, stem = checked_output(out, formats, replace=replace)
    return write_files(made, folder, chosen, stem, replace=replace)


def checked_output(
    out: str | Path, formats: str | Sequence[str] | None, *, replace: bool = False
) -> tuple[tuple[str, ...], Path, str | None]:
    """Say what is to be written where: formats, folder, and the name of a file that was given.

    Raises
    ------
    InvalidArgument
        If a format is not known, or does not fit the ending of the file.
    MissingExtra
        If the extra `brief` is needed and not installed.
    OutputError
        If the folder cannot be written, or the file that was named is there and not ours.
    """
    path = named_folder(out)
    check_name(path)
    ending = "" if path.is_dir() else path.suffix.lower()
    given = _known(formats)
    if ending in _FOREIGN:
        allowed = ", ".join(_ENDINGS)
        raise InvalidArgument("out", str(out), f"a brief ends in {allowed}; or name a folder")
    if ending not in _ENDINGS:
        chosen = given or FORMATS[:1]
        folder, stem = path, None
    else:
        chosen = (_ENDINGS[ending],)
        folder, stem = path.parent, path.stem
        if given and given != chosen:
            advice = (
                f"{path.name} is {ending[1:]} by its name; leave the format out, or name a folder"
            )
            raise InvalidArgument("formats", ", ".join(given), advice)
    check_formats(chosen)
    check_can_write(folder)
    require_own(folder, [f"{stem}.{each}" for each in chosen] if stem else (), replace=replace)
    return chosen, folder, stem


def _known(formats: str | Sequence[str] | None) -> tuple[str, ...]:
    if formats is None:
        return ()
    return checked_words("format", (formats,) if isinstance(formats, str) else formats, FORMATS)
