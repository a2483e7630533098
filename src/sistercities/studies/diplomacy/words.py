"""The sentences of the diplomacy study."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sistercities.sentences import Sentence, capital, listed, listed_few, say
from sistercities.studies.diplomacy.evidence import Evidence
from sistercities.studies.diplomacy.models import COMPLEX, Fitted, Ratio
from sistercities.studies.findings import SensitivityFinding
from sistercities.studies.phrases import one_after_another
from sistercities.studies.scope import plural

MEANT = say("a rivalry, a dispute with at least a display of force, or a great distance in the UN")
FEW = 3
"""Countries on either side that the headline names."""

ASSOCIATION = say("This says what goes with what, not what brings it about.")


def verdict_sentence(
    evidence: Evidence, found: Mapping[str, str], reason: str, of_whom: str, unit: str
) -> str:
    """Say with how many countries of complex relations there are ties, and what was found."""
    said = [_exists(evidence, of_whom)] if evidence.n_complex_with_city else []
    if reason:
        more = (
            say(
                "Whether they are more or fewer than others, and whether cities react "
                "less than {units}, cannot be told",
                units=plural(unit),
            )
            if said
            else say("This cannot be told of {of_whom}", of_whom=of_whom)
        )
        return one_after_another([*said, say("{more}: {reason}.", more=more, reason=reason)])
    spite = {
        "found": say(
            "They are more than with countries of like trade, distance, population and income"
        ),
        "contrary": say(
            "They are fewer than with countries of like trade, distance, population and income"
        ),
        "open": say(
            "Whether they are more or fewer than with countries of like trade, "
            "distance, population and income cannot be told"
        ),
    }[found["in spite"]]
    apart = {
        "found": say(
            "City ties react less to such relations than ties of {units}", units=plural(unit)
        ),
        "contrary": say(
            "City ties react more to such relations than ties of {units}", units=plural(unit)
        ),
        "open": say(
            "Whether city ties react less than ties of {units} cannot be told", units=plural(unit)
        ),
    }[found["apart"]]
    return one_after_another(
        (
            *said,
            say("{spite} ({numbers}).", spite=spite, numbers=numbers(evidence.ratio)),
            say(
                "{apart} (ratio of cities over that of {units}: {numbers}).",
                apart=apart,
                units=plural(unit),
                numbers=numbers(evidence.relative),
            ),
            ASSOCIATION,
        )
    )


def _exists(evidence: Evidence, of_whom: str) -> str:
    return say(
        "Cities of {of_whom} hold {n:,} ties with "
        "{countries} of the {n_complex} countries with which relations "
        "were complex ({meant}) when the ties began, or of late where that is not "
        "known.",
        of_whom=of_whom,
        n=evidence.n_complex_city_ties,
        countries=evidence.n_complex_with_city,
        n_complex=evidence.n_complex,
        meant=MEANT,
    )


def numbers(ratio: Ratio) -> str:
    """Write a ratio with its interval."""
    interval = ratio.interval()
    if ratio.value is None or interval is None:
        return say("no ratio")
    return say(
        "{value:.2f}, 95 % interval {low:.2f} to {high:.2f}",
        value=ratio.value,
        low=interval[0],
        high=interval[1],
    )


def other_ways_words(evidence: Evidence, politics: Sequence[Fitted]) -> Sentence | str:
    """Say what other ways to ask for politics give, beside the ratio of rivals alone.

    Parameters
    ----------
    politics
        Regressions on rivalry, disputes, alliance and distance in the UN side by side.
    """
    side_by_side = next((one.ratio("rivalry") for one in politics if one.outcome == "city"), None)
    ways = []
    if evidence.ratio.interval() is not None:
        ways.append(
            say(
                "with all countries of complex relations, as the claim has it ({meant}): "
                "{numbers}",
                meant=MEANT, numbers=numbers(evidence.ratio),
            )
        )  # fmt: skip
    if side_by_side is not None and side_by_side.interval() is not None:
        ways.append(
            say(
                "with rivals by the lists of rivalries, where disputes, alliances and votes are "
                "terms of their own beside: {numbers}",
                numbers=numbers(side_by_side),
            )
        )
    if not ways:
        return ""
    return say("Asked otherwise it is another number: {ways}.", ways=listed(ways, "semicolon"))


def would_change(found: Mapping[str, str], unit: str) -> str:
    """Say what would have to come to light for another verdict."""
    wanted = []
    if found["in spite"] != "found":
        wanted.append(
            say(
                "more city ties with countries of complex relations than like countries have, the "
                "interval above 1"
            )
        )
    else:
        wanted.append(say("a ratio of city ties whose interval reaches 1"))
    if found["apart"] != "found":
        wanted.append(
            say(
                "ties of {units} that react more than those of cities, the "
                "interval of the ratio of the two above 1",
                units=plural(unit),
            )
        )
    else:
        wanted.append(
            say("a ratio of cities over {units} whose interval reaches 1", units=plural(unit))
        )
    return capital(say("{wanted}.", wanted=listed(wanted, "semicolon")))


def headline(
    evidence: Evidence,
    found: Mapping[str, str],
    reason: str,
    in_spite: Sequence[str],
    short: Sequence[str],
    of_whom: str,
    unit: str,
) -> str:
    """Say the finding so that a mayor can repeat it.

    Parameters
    ----------
    in_spite, short
        Names of countries with an excess of ties, and of those with too few.
    """
    if not evidence.n_complex_with_city:
        why = reason or say("no city tie with such a country is known")
        return say(
            "Whether cities of {of_whom} tie in spite of high politics cannot be told: {why}.",
            of_whom=of_whom,
            why=why,
        )
    first = say(
        "Cities of {of_whom} hold ties with {countries} of the {n_complex} "
        "countries with which relations of their government were complex ({meant})",
        of_whom=of_whom,
        countries=evidence.n_complex_with_city,
        n_complex=evidence.n_complex,
        meant=MEANT,
    )
    if reason:
        return say(
            "{first}; whether that is more or less than others have cannot be told: {reason}.",
            first=first,
            reason=reason,
        )
    second = {
        "found": say(": more ties than like countries have"),
        "contrary": say(": fewer ties than like countries have"),
        "open": say("; whether that is more or less than like countries have cannot be told"),
    }[found["in spite"]]
    third = {
        "found": say("City ties react less to politics than those of {units}.", units=plural(unit)),
        "contrary": say(
            "City ties react more to politics than those of {units}.", units=plural(unit)
        ),
        "open": "",
    }[found["apart"]]
    said = say("{first}{second}.", first=first, second=second)
    return one_after_another([said, third, _most(in_spite, short)])


def _most(in_spite: Sequence[str], short: Sequence[str]) -> Sentence | str:
    """Name those of most ties on either side: the ones that have more, and the ones with fewer."""
    more, fewer = _some(in_spite), _some(short)
    if more and fewer:
        return say(
            "By themselves {n} of them hold more city ties than like countries ({more}), and "
            "{m} fewer ({fewer}).",
            n=len(in_spite), more=more, m=len(short), fewer=fewer,
        )  # fmt: skip
    if more:
        return say(
            "By themselves {n} of them hold more city ties than like countries ({more}), and none "
            "fewer.",
            n=len(in_spite), more=more,
        )  # fmt: skip
    if fewer:
        return say(
            "By themselves {m} of them hold fewer city ties than like countries ({fewer}), and "
            "none more.",
            m=len(short), fewer=fewer,
        )  # fmt: skip
    return ""


def _some(names: Sequence[str]) -> Sentence | str:
    return listed_few(list(names[:FEW]), len(names)) if names else ""


def first_line_warning(rows: Sequence[SensitivityFinding]) -> str:
    """Name the changes of the rules under which a main number changes sides; empty if none does."""
    changed = [row.name for row in rows if row.is_sign_changed]
    if not changed:
        return ""
    return say(
        "Under {n} of {total} changes of the rules a main ratio lies on the other "
        "side of 1: {changes}.",
        n=len(changed),
        total=len(rows),
        changes=listed(changed, "comma"),
    )


def titles(
    evidence: Evidence, n_in_spite: int, n_short: int, of_whom: str, unit: str
) -> dict[str, str]:
    """Return the sentence that each figure bears out, by its id."""
    city, region = evidence.ratio, evidence.region.ratio(COMPLEX)
    both = [say("{ties} times {value:.2f}", ties=name, value=ratio.value) for name, ratio in
            ((say("city ties"), city), (say("ties of {units}", units=plural(unit)), region))
            if ratio.value is not None]  # fmt: skip
    return {
        "levels": say(
            "Complex relations, all else equal: {ratios}",
            ratios=listed(both, "comma") or say("no ratio known"),
        ),
        "in_spite": say(
            "Of the countries with complex relations {n} hold more city ties of {of_whom} than "
            "like countries, and {m} fewer",
            n=n_in_spite,
            m=n_short,
            of_whom=of_whom,
        ),
        "politics": say(
            "Rivalry, disputes, alliance and distance in the UN: ties of cities and {units}",
            units=plural(unit),
        ),
        "countries": say(
            "City ties of {of_whom}: countries near and far in the UN", of_whom=of_whom
        ),
    }
