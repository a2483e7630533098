"""All studies of one home country as one result; `whole` makes its report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sistercities.network.measures.overview import TieOverview
    from sistercities.report.chapters.fragment import Fragment, VerdictRow
    from sistercities.studies.tie_flow import FlowStep


@dataclass(frozen=True, slots=True)
class WholeReport:
    """All chapters of one home country.

    Attributes
    ----------
    fragments
        In the order of the report.
    settings
        What a run needs to give the same numbers.
    checksum
        SHA-256 of the content of the data, as the manifest states it; empty where it is not told.
    overview
        Where its city ties go, how far and since when; None where no tie has a length.
    names
        Names of the countries of the overview, by code.
    flow
        Which partnerships enter which study; empty of the world, and where the studies were
        narrowed.
    """

    country: str
    country_name: str
    as_of: int | None
    data_version: str
    fragments: tuple[Fragment, ...]
    settings: dict[str, str]
    overview: TieOverview | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    flow: tuple[FlowStep, ...] = ()
    checksum: str = ""


def leading_rows(whole: WholeReport) -> dict[str, tuple[Fragment, VerdictRow]]:
    """Find the verdict that speaks for each claim: that of the first study that judges it."""
    found: dict[str, tuple[Fragment, VerdictRow]] = {}
    for fragment in whole.fragments:
        for row in fragment.rows:
            found.setdefault(row.claim, (fragment, row))
    return dict(sorted(found.items()))
