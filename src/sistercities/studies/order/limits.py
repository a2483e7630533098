"""What the data cannot tell, what they could have shown, and how the study was made, in words."""

from __future__ import annotations

from collections.abc import Sequence

from sistercities.sentences import listed, say, to_say
from sistercities.studies.findings import Method, SensitivityFinding
from sistercities.studies.order.evidence import Evidence
from sistercities.studies.order.rule import RULE, OrderRule
from sistercities.studies.order.timed import TimedNetwork
from sistercities.studies.scope import Scope, part_sentence, scope_settings

LITERATURE = (
    "Hoeffding (1951), doi:10.1214/aoms/1177729545",
    "Allison & Christakis (2006), doi:10.1111/j.1467-9531.2006.00177.x",
    "Wooldridge (1999), doi:10.1016/S0304-4076(98)00033-5",
    "Roth (2022), doi:10.1257/aeri.20210236",
    "Firth (1993), doi:10.1093/biomet/80.1.27",
)


def power_sentence(
    evidence: Evidence, detectable: tuple[float | None, float | None], why_not: str
) -> str:
    """Say the smallest effects that would be found with 80 % power."""
    above, below = detectable
    if above is None and below is None:
        return say(
            "No order could be found here: {why}.",
            why=why_not or say("the statistic does not vary"),
        )
    ends = [
        say(template, odds=odds)
        for odds, template in (
            (above, to_say("{odds:.2f} or more")),
            (below, to_say("{odds:.2f} or less")),
        )
        if odds is not None
    ]
    said = [
        say(
            "Odds of {odds} times those by chance would be found (80 % power, 5 % size).",
            odds=say("{one} and of {other}", one=ends[0], other=ends[1]) if ends[1:] else ends[0],
        )
    ]
    after = evidence.after
    if after is not None and after.minimal_ratio is not None:
        said.append(
            say(
                "The rate of new city ties in years 1 to 5 would have to be {minimal_ratio:.2f}"
                " times that of the five years before.",
                minimal_ratio=after.minimal_ratio,
            )
        )
    if evidence.reverse is not None and evidence.reverse.detectable is not None:
        said.append(
            say(
                "The hazard of a tie of regions would have to rise by a ratio of "
                "{detectable:.2f} per twice 1 + city ties before.",
                detectable=evidence.reverse.detectable,
            )
        )
    return listed(said, "space")


def limits(
    evidence: Evidence, rows: Sequence[SensitivityFinding], scope: Scope | None
) -> tuple[str, ...]:
    """Say what the data cannot tell."""
    said: list[str] = [
        say(
            "Of {n_ties:,} city ties {n_dated:,} have a known start, and of {n_upper:,} "
            "ties of regions {n_upper_dated:,}; of the others nothing is said.",
            n_ties=evidence.n_ties,
            n_dated=evidence.n_dated,
            n_upper=evidence.n_upper,
            n_upper_dated=evidence.n_upper_dated,
        ),
        say(
            "The raw numbers of older and younger ties are no evidence: ties of regions are"
            " older than most city ties, whatever the cities do."
        ),
    ]
    forward = evidence.forward
    if forward is None:
        said.append(
            say(
                "No rate around the start of a tie of regions: {note}.",
                note=evidence.forward_note,
            )
        )
    else:
        said += forward.withheld
    if evidence.reverse is None:
        said.append(say("No hazard of a tie of regions: {note}.", note=evidence.reverse_note))
    said += [
        say(
            "The hazard counts dated city ties alone. A taste of two regions for each other"
            " at both levels looks like city ties that come first there, so no verdict "
            "rests on it."
        ),
        say(
            "Ties that have ended are left out; if ties of one kind end more often, order may lean."
        ),
        say("A year is the finest unit. Ties of the same year are neither older nor younger."),
        say(
            "What came first need not have brought about what came later: a visit, a trade "
            "or a friendship may stand before both."
        ),
    ]
    unsure = [row.name for row in rows if row.value is None]
    if unsure and any(row.value is not None for row in rows):
        said.append(
            say("The odds cannot be computed under: {rules}.", rules=listed(unsure, "comma"))
        )
    if scope is not None and part_sentence(scope):
        said.append(part_sentence(scope))
    return tuple(said)


def settings(scope: Scope | None, timed: TimedNetwork | None, draws: int) -> dict[str, str]:
    """Say what a reader needs to run the study again."""
    said = {
        say("dates"): say(
            "known to the day, month or year; suspect ones never; batch dates as years"
        ),
        say("dual places"): say("dropped"),
        say("districts and counties"): say("kept apart"),
        say("draws"): say(
            "{draws:,} from the null start-years, for each of two sets of strata", draws=draws
        ),
        say("upper tie of several"): say("the first one whose start is known"),
    }
    if timed is not None:
        said[say("years")] = say(
            "{first_year} to {last_year}", first_year=timed.first_year, last_year=timed.last_year
        )
    return said | ({} if scope is None else scope_settings(scope))


def method(rule: OrderRule = RULE) -> Method:
    """Say how the study was made, for those who know statistics."""
    return Method(
        question=say(
            "Where two regions are sisters and cities of theirs too, do the city ties come "
            "after the tie of the regions more often than chance has it, or before it?"
        ),
        outcome=say(
            "Start years of city ties and of the upper ties around them, both alive in the year."
        ),
        estimator=say(
            "Counts of older, same and younger ties, and of those 1 to 5 years before and "
            "after; odds of younger to older over chance, two-way clustered. Forward: "
            "Poisson event study with effects of pair and year, bins -10 to -6, -5 to -1 "
            "(reference), 0, 1 to 5, 6 to 10. Reverse: once-only hazard of the upper tie, "
            "no pair effect, Firth's penalty."
        ),
        null=say(
            "start-years: the start years of each home city, then of each country, are "
            "dealt anew among its ties; all ties and the upper dates are kept."
        ),
        assumptions=say(
            "Which starts are known does not hang on which level was first; within a home "
            "city, and within a country, nothing else sorts ties by year in and out of "
            "sister pairs."
        ),
        rule=rule.printed(),
        literature=LITERATURE,
    )
