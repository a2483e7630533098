"""The tables and figures of the study."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.studies.drivers.evidence import Evidence
from sistercities.studies.drivers.models import PairModel
from sistercities.studies.drivers.terms import FACTORS, FORMAL, TITLES
from sistercities.studies.findings import (
    Column,
    Mark,
    Series,
    StudyFigure,
    StudyTable,
    Value,
)

_ENDS = (Column("low", "from"), Column("high", "to"))
_SHARE = (
    Column("share", "Share", "share"),
    Column("low", "from", "share"),
    Column("high", "to", "share"),
)


def share_table(evidence: Evidence) -> StudyTable:
    """List the groups with their shares of what is foretold, and their facts."""
    rows: list[tuple[Value, ...]] = []
    for group in evidence.groups:
        share = evidence.share({group: 1.0})
        facts = ", ".join(term.label for term in evidence.terms if term.group == group)
        numbers = (None,) * 3 if share is None else (share.value, share.low, share.high)
        value = None if evidence.shapley is None else evidence.shapley.values({group: 1.0}).value
        rows.append((TITLES[group], *numbers, value, facts))
    return StudyTable(
        "shares", "What each group of facts adds to foretelling ties of regions held out",
        (Column("group", "Group"), *_SHARE,
         Column("deviance", "Deviance taken away"), Column("facts", "Facts")),
        tuple(rows),
        "Shapley values; below 0 a group misleads. Size of both cities stands in every model.",
    )  # fmt: skip


def model_table(models: Sequence[PairModel]) -> StudyTable:
    """List every rate ratio of every regression."""
    rows: list[tuple[Value, ...]] = []
    for model in models:
        for term in model.terms:
            ratio = model.ratio(term.column)
            if ratio is None:
                continue
            when = "year before" if term.is_dated else "later than the ties"
            rows.append((f"{model.title}: {term.label}", TITLES[term.group], term.per, ratio.value,
                         ratio.low, ratio.high, ratio.p, when, model.n_ties))  # fmt: skip
    return StudyTable(
        "ratios", "Rate ratios of ties, all else in the regression equal",
        (Column("fact", "Regression and fact"), Column("group", "Group"),
         Column("per", "Ratio of ties per"), Column("ratio", "Ratio"), *_ENDS, Column("p", "p"),
         Column("dated", "Date of the fact"), Column("ties", "Ties")),
        tuple(rows),
        "PPML, errors clustered by home region and country. In the tables of all ties of the year "
        "every fact is of that year or the one before.",
    )  # fmt: skip


def share_figure(evidence: Evidence, title: str, seed: int) -> StudyFigure:
    """Draw the share of each group."""
    marks = []
    for group in evidence.groups:
        share = evidence.share({group: 1.0})
        if share is not None:
            is_main = group in (FORMAL, *FACTORS)
            marks.append(Mark(TITLES[group], share.value, share.low, share.high, is_main=is_main))
    return StudyFigure(
        "shares", "intervals", title,
        "Share of the deviance that all groups take away in regions held out, 95 % interval",
        f"{evidence.n_ties:,} ties, {evidence.n_controls:,} drawn pairs; Shapley values, home "
        f"regions held out, clustered by home region and country; seed {seed}",
        (Series("share", tuple(marks)),), "share", reference=0.0, unit="share",
    )  # fmt: skip


def ratio_figure(models: Sequence[PairModel], title: str, seed: int) -> StudyFigure:
    """Draw the ratio of the upper tie in each regression."""
    marks = []
    for k, model in enumerate(models):
        ratio = model.ratio("upper")
        if ratio is not None:
            marks.append(Mark(model.title, ratio.value, ratio.low, ratio.high, is_main=k == 0))
    return StudyFigure(
        "formal", "intervals", title,
        "Ratio of ties where the regions are sisters, all else equal, 95 % interval",
        f"PPML, errors clustered by home region and country; seed {seed}",
        (Series("ratio", tuple(marks)),), "ratio of ties", reference=1.0, is_log=True,
        unit="ratio",
    )  # fmt: skip


def fact_figure(model: PairModel, title: str, seed: int) -> StudyFigure:
    """Draw the ratio of each fact in the regression without effects."""
    marks = []
    for term in model.terms:
        ratio = model.ratio(term.column)
        if ratio is not None:
            marks.append(Mark(f"{term.label} ({term.per})", ratio.value, ratio.low, ratio.high,
                              is_main=term.group == FORMAL))  # fmt: skip
    return StudyFigure(
        "facts", "intervals", title, "Ratio of ties, all else in the figure equal, 95 % interval",
        f"{model.n_ties:,} ties; PPML on ties and drawn pairs, errors clustered by home region and "
        f"country; seed {seed}", (Series("ratio", tuple(marks)),), "ratio of ties", reference=1.0,
        is_log=True, unit="ratio",
    )  # fmt: skip
