"""The parts of C4, C5 and C7 that all pairs of countries answer, in numbers and words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sistercities.sentences import Listed, Sentence, listed, listed_few, lowered, say
from sistercities.studies.part_rules import IntervalPart, first_verdict_words
from sistercities.studies.parts import (
    PartFinding,
    Told,
    Varied,
    by_interval_alone,
    interval_finding,
)
from sistercities.studies.phrases import once_left_out, one_after_another
from sistercities.studies.scope import with_article
from sistercities.studies.world.models import LASTING_MODEL, WorldFit
from sistercities.studies.world.part_rules import FACT_RULES, LASTING, NEEDS

MOST_NAMED = 4

SUBJECTS = {
    "distance": say("Countries half as far apart"),
    "trade": say("Countries that trade twice as much"),
    "language": say("Countries with an official language in common"),
    "migrants": say("Countries with twice as many migrants of one another"),
    "colony": say("Countries that once had a colonial tie"),
    "flights": say("Countries with twice as many air routes between them"),
    "rivals": say("Rival countries"),
    "far": say("Countries one point further apart in UN votes"),
}
"""Whom a part speaks of, by the name of its fact."""


@dataclass(frozen=True, slots=True)
class Variant:
    """The model fitted to other pairs, other ties or fewer facts.

    Attributes
    ----------
    parts
        Facts whose parts show it.
    """

    name: str
    description: Sentence
    fit: WorldFit
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class MainFits:
    """The models of the main run, each fitted too without each country that moves a fact most.

    Attributes
    ----------
    all_facts
        Of all facts.
    lasting
        Of distance, border, language and colonial past alone.
    """

    all_facts: WorldFit
    lasting: WorldFit

    def of(self, fact: str) -> WorldFit:
        """Return the model that a part on a fact asks."""
        return self.lasting if fact in LASTING else self.all_facts


def world_parts(
    main: MainFits, variants: Sequence[Variant], name_of: Callable[[str], str]
) -> tuple[PartFinding, ...]:
    """Judge each part.

    Parameters
    ----------
    main
        The models of the main run.
    variants
        The same under other rules.
    name_of
        Gives the name of a country by its code.
    """
    return tuple(_part(rule, main, variants, name_of) for rule in FACT_RULES)


def fact_of(rule: IntervalPart) -> str:
    """Return the name of the fact that a part is about."""
    return rule.name.removeprefix("world-")


def counts_of(fit: WorldFit) -> Mapping[str, float]:
    """Count what the rules need."""
    tied = fit.rows[fit.rows["ties"] > 0]
    n_countries = len(set(tied["a"]) | set(tied["b"]))
    return {"n_countries": n_countries, "n_ties": int(fit.rows["ties"].sum())}


def why_not_told(fit: WorldFit) -> str:
    """Say why nothing can be judged; empty where it can."""
    return NEEDS.unmet(**counts_of(fit)) or fit.note


def _part(
    rule: IntervalPart, fits: MainFits, variants: Sequence[Variant], name_of: Callable[[str], str]
) -> PartFinding:
    fact = fact_of(rule)
    main = fits.of(fact)
    why = why_not_told(main) or ("" if fact in main.names else say("It is the same of all pairs."))
    interval = main.interval(fact)
    carried = [with_article(name_of(code)) for code in main.carried_by(fact, rule.line.no_effect)]
    varied = [
        Varied(one.name, one.description, one.fit.interval(fact), int(one.fit.rows["ties"].sum()))
        for one in variants
        if fact in one.facts and fact in one.fit.names and one.fit.fit is not None
    ]
    told = Told(
        sentence=one_after_another(
            [_sentence(rule, main, carried, why), "" if why else _held_too(rule, fits)]
        ),
        would_change=say(
            "Lists of more countries, or a country whose ties go the other way: the answer must "
            "hold without any one country."
        ),
        unit="rate ratio",
        n=int(main.rows["ties"].sum()),
        n_of=say("city ties"),
        method=say(
            "PPML over pairs of countries with an effect of each country, dyadic-robust errors; "
            "fitted again without each country that moves the number most"
        ),
        carried_by="" if not carried else listed_few(carried[:MOST_NAMED], len(carried), "or"),
        note=_note(rule, fact),
        at_first="" if why or fact not in LASTING else _at_first(rule, fits.all_facts),
    )
    return interval_finding(rule, interval, told, varied, why)


def _held_too(rule: IntervalPart, fits: MainFits) -> Sentence | str:
    """Say what a lasting fact is where all others are held alike too; nothing of other facts."""
    fact = fact_of(rule)
    if fact not in LASTING or not fits.of(fact).names or not fits.all_facts.names:
        return ""
    found = fits.all_facts.interval(fact)
    if found.value is None or found.low is None or found.high is None:
        return ""
    ends = {"ratio": found.value, "low": found.low, "high": found.high}
    if rule.side(by_interval_alone(found)) == "open":
        return say(
            "Held alike in trade, migrants, air routes and politics too, it is {ratio:.2f} times "
            "({low:.2f} to {high:.2f}), which may be chance.",
            **ends,
        )
    return say(
        "Held alike in trade, migrants, air routes and politics too, it is {ratio:.2f} times "
        "({low:.2f} to {high:.2f}).",
        **ends,
    )


def _at_first(rule: IntervalPart, all_facts: WorldFit) -> Sentence:
    """Say what the first rule, which held all facts alike, would have said of a lasting one."""
    return first_verdict_words(rule.verdict_of(rule.side(all_facts.interval(fact_of(rule)))))


def _note(rule: IntervalPart, fact: str) -> str:
    return one_after_another([NOTES.get(fact, ""), NOT_COMPARED if rule.claim == "C4" else ""])


def held_words(fact: str) -> Listed:
    """List what countries are held alike in where a fact is asked for."""
    model = LASTING_MODEL if fact in LASTING else tuple(HELD)
    return listed([HELD[name] for name in model if name != fact], "and")


HELD = {
    "distance": say("distance"),
    "border": say("border"),
    "language": say("language"),
    "colony": say("colonial tie"),
    "trade": say("trade"),
    "migrants": say("migrants"),
    "flights": say("air routes"),
    "rivals": say("rivalry"),
    "far": say("UN votes"),
}
"""Facts in the words of what is held alike."""

NOT_COMPARED = say(
    "The tie of the regions, with which the claim compares, is not among these facts: countries "
    "have none. Between regions C3 tells it, over other pairs, so that nothing here says which "
    "weighs more."
)
"""What must be known beside each fact of C4: it answers the first half of the claim."""

NOTES = {
    "far": say(
        "The part on one country takes another step, from its middling to its far partners, and "
        "its partners alone: its number may lie on the other side."
    ),
}
"""What must be known beside a fact, by its name."""


def _sentence(rule: IntervalPart, main: WorldFit, carried: Sequence[str], why: str) -> Sentence:
    subject, found = SUBJECTS[fact_of(rule)], main.interval(fact_of(rule))
    if why or found.value is None or found.low is None or found.high is None:
        return say(
            "The data do not show how many partnerships {subject} have.", subject=lowered(subject)
        )
    ends = {
        "subject": subject, "ratio": found.value, "low": found.low, "high": found.high,
        "held": held_words(fact_of(rule)),
    }  # fmt: skip
    side = rule.side(found)
    if side == "above":
        return say(
            "{subject} have {ratio:.2f} times as many partnerships as others alike in {held} "
            "({low:.2f} to {high:.2f}).",
            **ends,
        )
    if side == "below":
        return say(
            "{subject} have fewer partnerships than others alike in {held}: {ratio:.2f} times as "
            "many ({low:.2f} to {high:.2f}).",
            **ends,
        )
    if side == "same":
        return say(
            "{subject} have about as many partnerships as others alike in {held}: {ratio:.2f} "
            "times as many ({low:.2f} to {high:.2f}).",
            **ends,
        )
    if carried:
        return say(
            "{subject} have {ratio:.2f} times as many partnerships as others alike in {held} "
            "({low:.2f} to {high:.2f}), but that rests on single countries: {left_out}.",
            left_out=once_left_out(listed_few(carried[:MOST_NAMED], len(carried), "or")),
            **ends,
        )
    return say(
        "The data do not show whether {subject} have more or fewer partnerships than others "
        "alike in {held} ({ratio:.2f} times as many, {low:.2f} to {high:.2f}).",
        **{**ends, "subject": lowered(subject)},
    )
