"""Finished reports of all studies, as the explorer lists them.

Those of `sistercities study all --out` lie in a folder that is named; those of the release lie
packed beside its tables.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from sistercities.api.explorer.report_parts import ReportPart, parts_in
from sistercities.api.explorer.report_store import NAME as SENTENCES
from sistercities.api.explorer.report_store import (
    PackedReport,
    ReportFolder,
    ReportStore,
    State,
    sentences_of,
)
from sistercities.sentence_records import ReadRecord, said_again

_NAME = "study.json"
_PAGE = "report.html"
MADE_FROM = "made-from.json"
"""File of a packed report that says which data it was made from."""
PACKED = "reports"
"""Folder of the packed reports, in that of the release."""


@dataclass(frozen=True, slots=True)
class ReportVerdict:
    """What a report says of one claim; `number` with its interval is None where there is none.

    All of it is said of `part`, one of the parts of the claim; that is "" in a report of an older
    program, which judged claims as a whole.
    """

    claim: str
    study: str
    verdict: str
    sentence: str
    number: float | None
    low: float | None
    high: float | None
    part: str = ""


@dataclass(frozen=True, slots=True)
class StudyReport:
    """A report of all studies of one home country, or of the world.

    Its sentences keep what they were made of, as far as the report does.

    Attributes
    ----------
    name
        Name of its folder, by which it is asked for; that of the release has its country's code.
    country
        ISO 3166-1 alpha-2, or `WORLD`.
    as_of
        Year whose living ties were studied; None where each study took its own.
    data_version
        Version of the data that it was made from.
    headline
        The answer in one sentence.
    verdicts
        One a claim, in order.
    parts
        What the studies say of each part of the claims, in order; none in a report of an older
        program.
    store
        Where its files lie.
    has_page
        Whether it was written as a page.
    content
        Hash of the data that it was made from, of a report of the release; else "".
    """

    name: str
    country: str
    as_of: int | None
    data_version: str
    headline: str
    verdicts: tuple[ReportVerdict, ...]
    parts: tuple[ReportPart, ...]
    store: ReportStore
    has_page: bool
    content: str = ""

    @property
    def is_of_release(self) -> bool:
        """Whether it came with the release."""
        return isinstance(self.store, PackedReport)

    def is_of_other_data(self, version: str, content: str) -> bool:
        """Tell whether it was made from other data than those of a version and a content."""
        if self.content:
            return self.content != content
        return self.data_version != version


def read_reports(folder: str | Path | None) -> list[StudyReport]:
    """Read the reports of a folder: its own, and those of the folders directly in it.

    A folder that holds no report is passed over, and so is a file that cannot be read as one.
    """
    if folder is None or not Path(folder).is_dir():
        return []
    root = Path(folder)
    inner = sorted(one for one in root.iterdir() if one.is_dir() and one.name[0] != ".")
    found = (_read(ReportFolder(one), one.absolute().name) for one in (root, *inner))
    return [report for report in found if report is not None]


def packed_reports(release: Path) -> list[StudyReport]:
    """Read the reports that came with a release, in the order of their countries, the world last.

    What cannot be read as one is passed over.
    """
    found = (_read(PackedReport(one), one.stem) for one in packed_files(release))
    return [report for report in found if report is not None]


def packed_files(release: Path) -> list[Path]:
    """List the packed reports of a release; it need not have any."""
    return sorted((release / PACKED).glob("*.zip"), key=lambda one: (len(one.stem), one.stem))


def all_reports(own: list[StudyReport], packed: list[StudyReport]) -> list[StudyReport]:
    """Set the user's own reports before those of the release.

    One of the release whose name is taken has another.
    """
    taken = {one.name for one in own}
    return [
        *own,
        *(replace(one, name=f"{one.name}-release") if one.name in taken else one for one in packed),
    ]


def _read(store: ReportStore, name: str) -> StudyReport | None:
    state, others = store.state(_NAME), (store.state(MADE_FROM), store.state(SENTENCES))
    if state is None:
        return None
    found = _read_once(store, (state, *others))
    if found is None:
        return None
    return replace(found, name=name, has_page=store.state(_PAGE) is not None)


@lru_cache(maxsize=32)
def _read_once(store: ReportStore, _changed: tuple[State | None, ...]) -> StudyReport | None:
    with suppress(ValueError, KeyError, TypeError, AttributeError):
        told = sentences_of(store)
        held: dict[str, Any] = json.loads(store.read(_NAME) or b"")
        return StudyReport(
            name="",
            country=str(held["country"]),
            as_of=held["as_of"],
            data_version=str(held["data_version"]),
            headline=said_again(str(held["headline"]), told),
            verdicts=tuple(_verdict(claim, one, told) for claim, one in held["verdicts"].items()),
            parts=parts_in(held, told),
            store=store,
            has_page=False,
            content=_content(store),
        )
    return None


def _content(store: ReportStore) -> str:
    held = store.read(MADE_FROM) if isinstance(store, PackedReport) else None
    return "" if held is None else str(json.loads(held)["content_sha256"])


def _verdict(claim: str, held: dict[str, Any], told: Mapping[str, ReadRecord]) -> ReportVerdict:
    return ReportVerdict(
        claim, held["study"], held["verdict"], said_again(held["sentence"], told),
        held["number"], held["low"], held["high"], str(held.get("part", "")),
    )  # fmt: skip
