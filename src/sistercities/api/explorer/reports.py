"""Finished reports of `sistercities study all --out`, as the explorer lists them."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_NAME = "study.json"
_PAGE = "report.html"
_LARGEST = 50_000_000


@dataclass(frozen=True, slots=True)
class ReportVerdict:
    """What one study says of one claim; `number` with its interval is None where there is none."""

    claim: str
    study: str
    verdict: str
    sentence: str
    number: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class StudyReport:
    """A report of all studies of one home country.

    Attributes
    ----------
    name
        Name of its folder, by which it is asked for.
    country
        ISO 3166-1 alpha-2.
    as_of
        Year whose living ties were studied; None where each study took its own.
    data_version
        Version of the data that it was made from.
    headline
        The answer in one sentence.
    verdicts
        One a claim, in order.
    page
        The report as one page of HTML; None where it was not written.
    """

    name: str
    country: str
    as_of: int | None
    data_version: str
    headline: str
    verdicts: tuple[ReportVerdict, ...]
    page: Path | None


def read_reports(folder: str | Path | None) -> list[StudyReport]:
    """Read the reports of a folder: its own, and those of the folders directly in it.

    A folder that holds no report is passed over, and so is a file that cannot be read as one.
    """
    if folder is None or not Path(folder).is_dir():
        return []
    root = Path(folder)
    inner = sorted(one for one in root.iterdir() if one.is_dir() and one.name[0] != ".")
    found = (_read(one) for one in (root, *inner))
    return [report for report in found if report is not None]


def _read(folder: Path) -> StudyReport | None:
    path = folder / _NAME
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        if path.stat().st_size > _LARGEST:
            return None
        held: dict[str, Any] = json.loads(path.read_bytes())
        page = folder / _PAGE
        return StudyReport(
            name=folder.absolute().name,
            country=str(held["country"]),
            as_of=held["as_of"],
            data_version=str(held["data_version"]),
            headline=str(held["headline"]),
            verdicts=tuple(_verdict(claim, one) for claim, one in held["verdicts"].items()),
            page=page if page.is_file() else None,
        )
    return None


def _verdict(claim: str, held: dict[str, Any]) -> ReportVerdict:
    return ReportVerdict(
        claim, held["study"], held["verdict"], held["sentence"], held["number"], held["low"],
        held["high"],
    )  # fmt: skip
