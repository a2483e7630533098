"""Sentences of the nesting chapter that depend on what was run: the answer, the null models."""

from __future__ import annotations

from sistercities.report import numerals
from sistercities.report.nesting import wording
from sistercities.sentences import Listed, Sentence, as_clause, capital, listed, lowered, say
from sistercities.studies.nesting.result import Estimate, NestingResult, NullComparison


def share_words(result: NestingResult, inside: Estimate) -> Sentence:
    """Say what the share inside is, where its ratio to chance is withheld."""
    unit, why = wording.unit_word(result), as_clause(result.power.sentence)
    if inside.low is None:
        return say(
            "of the known city ties lie inside sister {unit}s. How that stands against chance is "
            "withheld: {why}.",
            unit=unit,
            why=why,
        )
    low, high = (numerals.in_unit(end, inside.unit) for end in (inside.low, inside.high))
    return say(
        "of the known city ties lie inside sister {unit}s, 95\u00a0% interval {interval}. How that "
        "stands against chance is withheld: {why}.",
        unit=unit,
        interval=numerals.span(low, high),
        why=why,
    )


def ratio_words(result: NestingResult, main: NullComparison) -> Listed:
    """Say what the ratio to chance is, with its interval and what chance is."""
    ends = (numerals.ratio(main.ratio_low), numerals.ratio(main.ratio_high))
    first = say(
        "times as many city ties inside sister {unit}s as chance would give, 95\u00a0% interval "
        "{interval}; 1 would be chance.",
        unit=wording.unit_word(result),
        interval=numerals.span(*ends),
    )
    chance = say(
        "Chance here is: {label} (null model `{null}`).",
        label=lowered(wording.null_label(main.id, result)),
        null=main.id,
    )
    return listed([first, chance], "space")


def null_words(row: NullComparison) -> Listed:
    """Say what a null model keeps and breaks, and how it was drawn."""
    drawn = [
        say(
            "{draws} draws, seed {seed}; {share} of the ties moved",
            draws=numerals.whole(row.draws),
            seed=row.seed,
            share=numerals.percent(row.share_moved),
        ),
        row.autocorrelation_time is not None
        and say(
            "autocorrelation time {time} steps", time=numerals.figures(row.autocorrelation_time)
        ),
        row.chain_length is not None
        and say("chains of {n} steps", n=numerals.whole(row.chain_length)),
        row.exact_mean is not None
        and say("exact mean {mean}", mean=numerals.figures(row.exact_mean)),
    ]
    made = say(
        "Keeps {kept}. Breaks {broken}. Strata: {strata}. {drawn}.",
        kept=as_clause(row.keeps),
        broken=as_clause(row.breaks),
        strata=row.strata or say("none"),
        drawn=listed([part for part in drawn if part], "semicolon"),
    )
    return listed([made, *([row.warning] if row.warning else [])], "space")


def interval_words(result: NestingResult) -> Listed:
    """Say how the intervals were made."""
    power, unit = result.power, wording.unit_word(result)
    said = [
        say(
            "Intervals treat the home {unit}s and the partner countries as drawn from more of "
            "their kind.",
            unit=unit,
        ),
        say(
            "They are clustered both ways, on the log or logit scale, with t quantiles of the "
            "effective clusters less one: here {n_units} {unit}s and {n_countries} countries.",
            n_units=numerals.figures(power.effective_home_units),
            unit=unit,
            n_countries=numerals.figures(power.effective_countries),
        )
        if power.effective_home_units > 0
        else say(
            "They are clustered both ways, on the log or logit scale, with t quantiles of the "
            "effective clusters less one."
        ),
        say("The interval of `upper_served` is binomial."),
    ]
    if power.simulated_coverage is not None:
        said.append(
            say(
                "In simulated networks such a 95\u00a0% interval holds the true value in {share} "
                "of cases.",
                share=numerals.percent(power.simulated_coverage),
            )
        )
    return listed([*said, say("They are not quantiles of a null model.")], "space")


def limits_of_lists(result: NestingResult) -> list[str]:
    """Say what the settings and the power take away from what the study can tell."""
    known = ("home regions", "city ties", "listed but dual")
    said = [result.settings[each] for each in known if each in result.settings]
    return [
        *(say("{said}.", said=capital(each)) for each in said),
        *([say("{said}.", said=as_clause(capital(result.power.sentence)))]
          if result.power.sentence else []),
    ]  # fmt: skip
