"""The parts of C7 as the study tells them: who is at odds, how many ties, and in which words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from sistercities.sentences import Sentence, listed, listed_few, say
from sistercities.studies.diplomacy.limits import ends_words
from sistercities.studies.diplomacy.odds_ties import OddsTies
from sistercities.studies.diplomacy.part_rules import PART_RULES
from sistercities.studies.diplomacy.parts import PartEstimate, estimate_part, varied
from sistercities.studies.part_rules import Interval, IntervalPart
from sistercities.studies.parts import (
    CITY_TIES,
    PartFinding,
    Told,
    counted_finding,
    firm_words,
    interval_finding,
)
from sistercities.studies.phrases import once_left_out, one_after_another
from sistercities.studies.scope import plural, with_article
from sistercities.studies.unjudged_parts import CountPart

MOST_NAMED = 4
MOST_RIVALS = 8

Others = Sequence[tuple[str, str, pd.DataFrame]]


def part_findings(
    table: pd.DataFrame,
    odds: OddsTies,
    others: Others,
    name_of: Callable[[str], str],
    of_whom: str,
    unit: str,
    why: str,
    ended: int,
    otherwise: str = "",
) -> Iterator[PartFinding]:
    """Judge or describe each part.

    Parameters
    ----------
    table
        Rows of country and period.
    odds
        City ties with countries at odds, and how many of them can be relied on.
    others
        Tables made by other rules.
    why
        Why nothing can be told of ratios; empty where it can.
    ended
        Ties of which the year of the end is known.
    otherwise
        What other ways to ask for politics give, beside the part on rivals.
    """
    rivals: PartEstimate | None = None
    for rule in PART_RULES:
        if isinstance(rule, CountPart):
            yield _existence(rule, odds, name_of, of_whom, ends_words(ended))
        elif isinstance(rule, IntervalPart):
            found = estimate_part(rule.name, table)
            rows = [] if why else list(varied(rule.name, table, others))
            told = _told(rule, found, name_of, of_whom, unit, why)
            if rule.name == "far" and rivals is not None and not why:
                told = replace(told, sentence=_with_rivals(told.sentence, rivals, name_of))
            if rule.name == "rivals" and not why:
                told = replace(told, sentence=one_after_another([told.sentence, otherwise]))
            rivals = found if rule.name == "rivals" else rivals
            yield interval_finding(rule, found.interval, told, rows, why or found.why)


def _with_rivals(said: str, rivals: PartEstimate, name_of: Callable[[str], str]) -> str:
    """Say the ratio of rivals beside that of votes: one without the other misleads."""
    number = rivals.interval
    if number.value is None or number.low is None or number.high is None:
        return said
    return listed([said, _of_rivals(number, rivals, name_of)], "space")


def _of_rivals(number: Interval, rivals: PartEstimate, name_of: Callable[[str], str]) -> Sentence:
    ends = {"ratio": number.value, "low": number.low, "high": number.high}
    names = [with_article(name_of(code)) for code in rivals.carried_by]
    if names:
        return say(
            "In rival countries it is {ratio:.2f} times ({low:.2f} to {high:.2f}), uncertain "
            "without {names}.",
            names=listed_few(names[:MOST_NAMED], len(names), "or"), **ends,
        )  # fmt: skip
    return say("In rival countries it is {ratio:.2f} times ({low:.2f} to {high:.2f}).", **ends)


def _existence(
    rule: CountPart, odds: OddsTies, name_of: Callable[[str], str], of_whom: str, ends: str
) -> PartFinding:
    kind = odds.kind
    told = Told(
        sentence=one_after_another(
            [_begun_words(odds, of_whom), _rivals_named(odds, name_of), firm_words(kind)]
        ),
        would_change=say(
            "Proof that most of these partnerships are not real: each stands in the table of ties."
        ),
        unit=CITY_TIES,
        n=kind.n_known,
        n_of=say("known city ties of this kind"),
        method=say(
            "a count: told by two sources that do not copy each other, or by an official page"
        ),
        note=ends,
    )
    return counted_finding(rule, kind, told, odds.rows)


def _rivals_named(odds: OddsTies, name_of: Callable[[str], str]) -> Sentence | str:
    """Name the rivals with how many of these ties each has; nothing where there is none."""
    named = [
        say("{country} ({n:,})", country=with_article(name_of(code)), n=n)
        for code, n in odds.countries
    ]
    if not named:
        return ""
    return say(
        "These rivals are, by the lists of rivalries and conflicts, {countries}.",
        countries=listed_few(named[:MOST_RIVALS], len(named)),
    )


def _begun_words(odds: OddsTies, of_whom: str) -> Sentence:
    """Say how many began so, and by which year those without a known start count."""
    kind, n_undated = odds.kind, odds.n_undated
    ends = {
        "country": of_whom, "n_all": kind.n_all or 0, "n": kind.n_known - n_undated,
        "year": str(odds.as_of),
    }  # fmt: skip
    if not n_undated:
        return say(
            "Of {n_all:,} partnerships of cities of {country} known in {year}, {n:,} began with "
            "countries that had been its rivals, or in armed conflict with it, in the five years "
            "before.",
            **ends,
        )
    return say(
        "Of {n_all:,} partnerships of cities of {country} known in {year}, {n:,} began with "
        "countries that had been its rivals, or in armed conflict with it, in the five years "
        "before; {n_undated:,} more have no known start and count by the five years before {year}.",
        n_undated=n_undated, **ends,
    )  # fmt: skip


def _told(
    rule: IntervalPart, found: PartEstimate, name_of: Callable[[str], str], of_whom: str, unit: str,
    why: str,
) -> Told:  # fmt: skip
    names = [with_article(name_of(code)) for code in found.carried_by]
    return Told(
        sentence=_sentence(rule, found, names, of_whom, unit, why),
        would_change=say(
            "Ties with countries at odds that no source lists, or a country whose ties go the "
            "other way."
        ),
        unit="ratio",
        n=found.ratio.n_ties,
        n_of=say("ties"),
        method=say(
            "PPML over countries and periods of five years, errors by leaving each country out; "
            "fitted again without each country that moves the number most"
        )
        if rule.name != "cities"
        else say(
            "logit of the share of city ties over countries and periods, errors by leaving each "
            "country out; fitted again without each country that moves the number most"
        ),
        carried_by="" if not names else listed_few(names[:MOST_NAMED], len(names), "or"),
    )


def _sentence(
    rule: IntervalPart, found: PartEstimate, names: Sequence[str], of_whom: str, unit: str, why: str
) -> Sentence:
    number = found.interval
    if why or number.value is None:
        return say("{question} This cannot be told.", question=rule.question)
    ends = {"ratio": number.value, "low": number.low, "high": number.high, "country": of_whom}
    side = rule.side(number)
    if side == "open" and names:
        return _carried(rule.name, ends, listed_few(names[:MOST_NAMED], len(names), "or"), unit)
    if rule.name == "cities":
        return _beside_regions(side, ends, plural(unit))
    return _of_ties(rule.name, side, ends)


def _carried(name: str, ends: Mapping[str, object], names: str, unit: str) -> Sentence:
    """Say a number that single countries carry."""
    if name == "cities":
        return say(
            "Beside rivals, cities have {ratio:.2f} times the share of partnerships of {units} "
            "({low:.2f} to {high:.2f}), but that rests on single countries: {left_out}.",
            units=plural(unit), left_out=once_left_out(names), **ends,
        )  # fmt: skip
    return say(
        "Cities of {country} have {ratio:.2f} times as many partners in {whom} as in others like "
        "them ({low:.2f} to {high:.2f}), but that rests on single countries: {left_out}.",
        whom=_whom(name), left_out=once_left_out(names), **ends,
    )  # fmt: skip


def _whom(name: str) -> Sentence:
    if name == "rivals":
        return say("rival countries")
    return say("countries that vote differently in the UN")


def _of_ties(name: str, side: str, ends: Mapping[str, object]) -> Sentence:
    whom = _whom(name)
    if side == "open":
        return say(
            "The data do not show whether cities of {country} have more or fewer partners in "
            "{whom} than in others like them ({ratio:.2f} times as many, {low:.2f} to "
            "{high:.2f}).",
            whom=whom, **ends,
        )  # fmt: skip
    return say(
        "Cities of {country} have {ratio:.2f} times as many partners in {whom} as in others like "
        "them ({low:.2f} to {high:.2f}).",
        whom=whom, **ends,
    )  # fmt: skip


def _beside_regions(side: str, ends: Mapping[str, object], units: str) -> Sentence:
    if side == "open":
        return say(
            "The data do not show whether cities mind politics less than {units} do (ratio of "
            "the two {ratio:.2f}, {low:.2f} to {high:.2f}).",
            units=units, **ends,
        )  # fmt: skip
    if side == "above":
        return say(
            "Cities mind politics less than {units} do: beside rivals they have {ratio:.2f} times "
            "the share of ties ({low:.2f} to {high:.2f}).",
            units=units, **ends,
        )  # fmt: skip
    return say(
        "Cities mind politics more than {units} do: beside rivals they have {ratio:.2f} times the "
        "share of ties ({low:.2f} to {high:.2f}).",
        units=units, **ends,
    )  # fmt: skip
