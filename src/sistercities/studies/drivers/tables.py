"""The tables and figures of the study."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.sentences import listed, say
from sistercities.studies.drivers.evidence import Evidence
from sistercities.studies.drivers.models import PairModel
from sistercities.studies.drivers.signs import SIGN_WORDS, sign_of
from sistercities.studies.drivers.terms import FACTORS, FORMAL, TITLES
from sistercities.studies.findings import (
    Column,
    Mark,
    Series,
    StudyFigure,
    StudyTable,
    Value,
)

_ENDS = (Column("low", say("from")), Column("high", say("to")))
_SHARE = (
    Column("share", say("Share"), say("share")),
    Column("low", say("from"), say("share")),
    Column("high", say("to"), say("share")),
)


def share_table(evidence: Evidence) -> StudyTable:
    """List the groups with their shares of what is foretold, and their facts."""
    rows: list[tuple[Value, ...]] = []
    for group in evidence.groups:
        share = evidence.share({group: 1.0})
        of_group = evidence.facts[group]
        facts = listed((term.label for term in of_group), "comma")
        sign = SIGN_WORDS[sign_of(of_group, evidence.without_effects)]
        numbers = (None,) * 3 if share is None else (share.value, share.low, share.high)
        value = None if evidence.shapley is None else evidence.shapley.values({group: 1.0}).value
        rows.append((TITLES[group], sign, *numbers, value, facts))
    return StudyTable(
        "shares",
        say("What each group of facts adds to foretelling ties of regions held out"),
        (
            Column("group", say("Group")),
            Column("sign", say("Goes with")),
            *_SHARE,
            Column("deviance", say("Deviance taken away")),
            Column("facts", say("Facts")),
        ),
        tuple(rows),
        say(
            "Shapley values; below 0 a group misleads. What goes with fewer ties stands apart, and "
            "no share is added across signs. Size of both cities stands in every model."
        ),
    )


def model_table(models: Sequence[PairModel]) -> StudyTable:
    """List every rate ratio of every regression."""
    rows: list[tuple[Value, ...]] = []
    for model in models:
        for term in model.terms:
            ratio = model.ratio(term.column)
            if ratio is None:
                continue
            when = say("year before") if term.is_dated else say("later than the ties")
            rows.append(
                (
                    say("{label}: {value}", label=model.title, value=term.label),
                    TITLES[term.group],
                    term.per,
                    ratio.value,
                    ratio.low,
                    ratio.high,
                    ratio.p,
                    when,
                    model.n_ties,
                )
            )
    return StudyTable(
        "ratios",
        say("Rate ratios of ties, all else in the regression equal"),
        (
            Column("fact", say("Regression and fact")),
            Column("group", say("Group")),
            Column("per", say("Ratio of ties per")),
            Column("ratio", say("Ratio")),
            *_ENDS,
            Column("p", "p"),
            Column("dated", say("Date of the fact")),
            Column("ties", say("Ties")),
        ),
        tuple(rows),
        say(
            "PPML, errors clustered by home region and country. In the tables of all ties "
            "of the year every fact is of that year or the one before."
        ),
    )


def share_figure(evidence: Evidence, title: str, seed: int) -> StudyFigure:
    """Draw the share of each group."""
    marks = []
    for group in evidence.groups:
        share = evidence.share({group: 1.0})
        if share is not None:
            is_main = group in (FORMAL, *FACTORS)
            sign = SIGN_WORDS[sign_of(evidence.facts[group], evidence.without_effects)]
            label = say("{fact} ({per})", fact=TITLES[group], per=sign)
            marks.append(Mark(label, share.value, share.low, share.high, is_main=is_main))
    return StudyFigure(
        "shares",
        "intervals",
        title,
        say(
            "Share of the deviance that all groups take away in regions held out, with the sign of "
            "the facts, 95 % interval"
        ),
        say(
            "{n_ties:,} ties, {n_controls:,} drawn pairs; Shapley values, home regions held"
            " out, clustered by home region and country; seed {seed}",
            n_ties=evidence.n_ties,
            n_controls=evidence.n_controls,
            seed=seed,
        ),
        (Series(say("share"), tuple(marks)),),
        say("share"),
        reference=0.0,
        unit=say("share"),
    )


def ratio_figure(models: Sequence[PairModel], title: str, seed: int) -> StudyFigure:
    """Draw the ratio of the upper tie in each regression."""
    marks = []
    for k, model in enumerate(models):
        ratio = model.ratio("upper")
        if ratio is not None:
            marks.append(Mark(model.title, ratio.value, ratio.low, ratio.high, is_main=k == 0))
    return StudyFigure(
        "formal",
        "intervals",
        title,
        say("Ratio of ties where the regions are sisters, all else equal, 95 % interval"),
        say("PPML, errors clustered by home region and country; seed {seed}", seed=seed),
        (Series(say("ratio"), tuple(marks)),),
        say("ratio of ties"),
        reference=1.0,
        is_log=True,
        unit=say("ratio"),
    )


def fact_figure(model: PairModel, title: str, seed: int) -> StudyFigure:
    """Draw the ratio of each fact in the regression without effects."""
    marks = []
    for term in model.terms:
        ratio = model.ratio(term.column)
        if ratio is not None:
            marks.append(
                Mark(
                    say("{fact} ({per})", fact=term.label, per=term.per),
                    ratio.value,
                    ratio.low,
                    ratio.high,
                    is_main=term.group == FORMAL,
                )
            )
    return StudyFigure(
        "facts",
        "intervals",
        title,
        say("Ratio of ties, all else in the figure equal, 95 % interval"),
        say(
            "{n_ties:,} ties; PPML on ties and drawn pairs, errors clustered by home region"
            " and country; seed {seed}",
            n_ties=model.n_ties,
            seed=seed,
        ),
        (Series(say("ratio"), tuple(marks)),),
        say("ratio of ties"),
        reference=1.0,
        is_log=True,
        unit=say("ratio"),
    )
