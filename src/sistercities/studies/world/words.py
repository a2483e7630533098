"""What the study of all pairs says in words: headline, limits, method, settings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sistercities.sentences import Sentence, listed, say
from sistercities.studies.findings import Method
from sistercities.studies.part_rules import PartRule
from sistercities.studies.parts import PartFinding
from sistercities.studies.world.data import WorldData
from sistercities.studies.world.facts import record_years
from sistercities.studies.world.models import FACTS, WorldFit
from sistercities.studies.world.part_rules import LASTING
from sistercities.studies.world.ties import PairTies

GOES_WITH = {
    "world-distance": say("nearness"),
    "world-trade": say("trade"),
    "world-language": say("a language in common"),
    "world-migrants": say("migrants"),
    "world-colony": say("a colonial tie in the past"),
    "world-flights": say("air routes"),
    "world-rivals": say("rivalry"),
    "world-far": say("distance in the votes of the UN"),
}
"""A part in a few words, for the headline."""

LITERATURE = (
    "Santos Silva & Tenreyro (2006), doi:10.1162/rest.88.4.641",
    "Aronow, Samii & Assenova (2015), doi:10.1093/pan/mpv018",
    "Cameron & Miller (2014), Robust inference for dyadic data",
)


def headline(parts: Sequence[PartFinding], fit: WorldFit, why: str) -> str:
    """Say in one sentence what goes with partnerships between countries."""
    if why:
        return say("What goes with partnerships between countries cannot be told: {why}.", why=why)
    n = len(set(fit.rows["a"]) | set(fit.rows["b"]))
    said = [_told(parts, is_lasting=True), _told(parts, is_lasting=False)]
    if not any(said):
        return say(
            "Across {n} countries, no single fact can be told to go with more or fewer "
            "partnerships.",
            n=n,
        )
    return say("Across {n} countries, {said}.", n=n, said=listed(filter(None, said), "semicolon"))


def _told(parts: Sequence[PartFinding], *, is_lasting: bool) -> Sentence | str:
    """Say what goes with more and with fewer partners, and what is held alike in that."""
    asked = [one for one in parts if (one.part.removeprefix("world-") in LASTING) == is_lasting]
    more, fewer = (
        listed(GOES_WITH[one.part] for one in asked if one.side == side)
        for side in ("above", "below")
    )
    held = HELD_LASTING if is_lasting else HELD_ALL
    if more and fewer:
        return say(
            "{held}, cities have more partners where there is {more}, and fewer where there is "
            "{fewer}",
            held=held, more=more, fewer=fewer,
        )  # fmt: skip
    if more:
        return say("{held}, cities have more partners where there is {more}", held=held, more=more)
    if fewer:
        return say(
            "{held}, cities have fewer partners where there is {fewer}", held=held, fewer=fewer
        )
    return ""


HELD_LASTING = say(
    "with distance, border, language and colonial tie held alike, and not trade, migrants, air "
    "routes and politics"
)
HELD_ALL = say("with all these held alike")


def turned_warning(parts: Iterable[PartFinding]) -> str:
    """Say which answers other rules turn; empty where none does."""
    turned = [GOES_WITH[part.part] for part in parts if part.turned_by]
    if not turned:
        return ""
    return say(
        "Another choice of lists, ties or facts turns the answer on {parts}; the tables say which.",
        parts=listed(turned),
    )


def limits(
    data: WorldData, ties: PairTies, fit: WorldFit, without: Sequence[str]
) -> tuple[str, ...]:
    """Say what the data cannot tell.

    Parameters
    ----------
    without
        Names of countries with ties of which no pair has all facts.
    """
    years = record_years(data)
    said = [
        say(
            "{n} countries take part: those whose lists {sources} read. What a list leaves out is "
            "not known; how fully a country is listed is taken up by its effect.",
            n=len(ties.countries), sources=listed(ties.sources),
        ),
        say(
            "Facts are of their newest years (trade {trade}, migrants {migrants}, rivalries until "
            "{rivalries}, disputes until {disputes}, conflicts until {conflicts}, votes {votes}), "
            "and most partnerships are older: this says where partnerships are, and not what made "
            "them.",
            trade=_span(years, "trade_million_usd"), migrants=_span(years, "migrant_stock"),
            rivalries=_last(years, "rivalry_tss"), disputes=_last(years, "dispute_level"),
            conflicts=_last(years, "conflict_level"),
            votes=_span(years, "un_ideal_point"),
        ),
        say(
            "Trade, migrants and flights may themselves follow partnerships; a row of each table "
            "leaves them out."
        ),
    ]  # fmt: skip
    n = int(ties.counts.sum()) - int(fit.rows["ties"].sum())
    if n:
        whole = say(", among them all of {countries}", countries=listed(without)) if without else ""
        said.append(
            say(
                "{n:,} ties take no part, since not all facts of their pair of countries are "
                "known{whole}.",
                n=n, whole=whole,
            )
        )  # fmt: skip
    return tuple(said)


def _span(years: dict[str, tuple[int, int]], name: str) -> str:
    if name not in years:
        return say("not known")
    return say("{first} to {last}", first=str(years[name][0]), last=str(years[name][1]))


def _last(years: dict[str, tuple[int, int]], name: str) -> str:
    return str(years[name][1]) if name in years else say("not known")


def method(rules: Sequence[PartRule]) -> Method:
    """Say how the study is made."""
    return Method(
        question=say(
            "Between which countries are there many partnerships of cities, and what goes with "
            "them?"
        ),
        outcome=say(
            "City ties of each pair of countries that both have lists, alive in the year; places "
            "that are both region and city are left out."
        ),
        estimator=say(
            "Poisson pseudo-maximum likelihood with an effect of each country, errors robust to "
            "pairs that share a country (the larger of dyadic and robust ones), t with the "
            "countries less one. Facts: {facts}. Between regions: an effect of each region for "
            "each partner country, their distance and their own tie.",
            facts=listed((fact.label for fact in FACTS), "comma"),
        ),
        null=say("None is drawn: the line of no effect is a ratio of 1."),
        assumptions=say(
            "How fully a country is listed is the same for all its partners. Facts are of late "
            "years and may come after the ties."
        ),
        rule=listed((rule.printed() for rule in rules), "space"),
        literature=LITERATURE,
    )


def settings(ties: PairTies) -> dict[str, str]:
    """Say what a reader needs to run it again."""
    return {
        say("countries"): say(
            "those whose lists {sources} read, {n} in all",
            sources=listed(ties.sources), n=len(ties.countries),
        ),
        say("ties"): say("told by these sources; places that are region and city at once dropped"),
    }  # fmt: skip
