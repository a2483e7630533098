"""How much of what there is the data hold, in plain words.

A share is told only where what is held is a part of what was counted: like with like.
"""

from __future__ import annotations

from dataclasses import dataclass

from sistercities.api.explorer.holdings import CoverageRow, official_coverage
from sistercities.web.asked import Asked
from sistercities.web.published_by import published_by

_TOTAL, _REGISTER = "ties, all", "partnerships of "
_ALL = "all"


@dataclass(frozen=True, slots=True)
class Covered:
    """What is held of what others have counted: a sentence, and who published the count."""

    sentence: str
    source: str


def country_covered(asked: Asked, code: str) -> Covered | None:
    """Say how much of a country's partnerships is held; None where nobody has counted them.

    Parameters
    ----------
    asked
        The request.
    code
        ISO 3166-1 alpha-2.
    """
    rows = [one for one in official_coverage(asked.site.explorer) if one.scope == code]
    like = [
        one for one in rows
        if one.is_like_with_like and one.group == _ALL and one.measure.startswith(_REGISTER)
    ]  # fmt: skip
    if like:
        return _share(asked, _newest(like))
    totals = [one for one in rows if one.dimension == _ALL and one.measure.startswith(_TOTAL)]
    return _beside(asked, _newest(totals)) if totals else None


def pair_covered(asked: Asked, one: str, other: str) -> Covered | None:
    """Say how much of the partnerships of two countries is held; None where nobody counted them."""
    rows = [
        row for row in official_coverage(asked.site.explorer)
        if (row.scope, row.group) in ((one, other), (other, one))
        and row.dimension == "country" and row.measure.startswith(_TOTAL)
    ]  # fmt: skip
    return _beside(asked, _newest(rows)) if rows else None


def _newest(rows: list[CoverageRow]) -> CoverageRow:
    return max(rows, key=lambda one: one.official_date or "")


def _share(asked: Asked, row: CoverageRow) -> Covered:
    said = asked.words(
        "covered.share", share=f"{100 * row.ours / row.official:.0f}",
        register=row.measure.removeprefix(_REGISTER), ours=f"{row.ours:,.0f}",
        official=f"{row.official:,.0f}",
    )  # fmt: skip
    return Covered(said, published_by(asked.words, row.official_source or "")[0])


def _beside(asked: Asked, row: CoverageRow) -> Covered:
    held = row.ours if row.held is None else row.held
    said = asked.words(
        "covered.beside", official=f"{row.official:,.0f}", year=(row.official_date or "?")[:4],
        held=f"{held:,.0f}", ours=f"{row.ours:,.0f}",
    )  # fmt: skip
    return Covered(said, published_by(asked.words, row.official_source or "")[0])
