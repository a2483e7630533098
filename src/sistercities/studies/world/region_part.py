"""The part on sister regions: with regions as nodes, what goes with their own tie.

Each region has an effect for each partner country. So all that two countries share drops out, and
how many partners the cities of a region have there; sister regions stand beside others of the same
two countries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from sistercities.errors import NetworkError
from sistercities.sentences import Sentence, listed, listed_few, say
from sistercities.studies.part_rules import UNKNOWN_INTERVAL, Interval
from sistercities.studies.parts import PartFinding, Told, Varied, interval_finding
from sistercities.studies.phrases import once_left_out, one_after_another
from sistercities.studies.scope import with_article
from sistercities.studies.study_data import StudyData
from sistercities.studies.world.part_rules import REGION_NEEDS, SISTERS
from sistercities.studies.world.regions import region_pairs, region_ties
from twolevel.dyads.fit_rows import fit_row_parts, row_table

MOST_NAMED = 4

Names = Callable[[str], str]


def sisters_part(
    study: StudyData, as_of: int, sources: Sequence[str], name_of: Names
) -> PartFinding:
    """Judge whether cities have more partners in the sister regions of their region.

    Parameters
    ----------
    as_of
        Year whose living ties are taken.
    sources
        Sources whose lists say which countries take part; their ties of cities count.
    name_of
        Gives the name of a country by its code.
    """
    ties = region_ties(study, as_of, sources)
    pairs = region_pairs(study, ties)
    why = REGION_NEEDS.unmet(**counts_of(pairs))
    interval, without = (ratio_of(pairs), {}) if why else judged_ratio(pairs)
    carried = [with_article(name_of(code)) for code in _carrying(interval, without)]

    def varied() -> Iterator[Varied]:
        every = region_pairs(study, region_ties(study, as_of, sources, are_all_sources=True))
        either = region_pairs(study, ties, is_either_listed=True)
        yield _row("no-distance", say("beside no distance"), pairs, is_near=False)
        yield _row(
            "all-sources", say("ties of all sources, also of lists of a few countries"), every
        )
        yield _row("either-list", say("the own list of one of both regions was read"), either)
        for code, found in without.items():
            kept = _without(pairs, code)
            words = say("without {country}", country=name_of(code))
            yield Varied(f"without-{code}", words, found, int(kept["ties"].sum()))

    told = Told(
        sentence=one_after_another(
            [
                _sentence(interval, carried, why, len(_countries(pairs))),
                "" if why or interval.value is None else NO_CHANCE,
                bearing_words(interval, without, name_of),
            ]
        ),
        would_change=say("Whole lists of the regions of more countries."),
        unit="rate ratio",
        n=int(pairs["ties"].sum()),
        n_of=say("city ties"),
        method=say(
            "PPML over {n:,} pairs of {regions} regions of two countries, {sisters} of them "
            "sister regions, with an effect of each region for "
            "each partner country; errors robust to pairs that share a region; fitted again "
            "without each country",
            n=len(pairs),
            regions=len({*pairs["a"], *pairs["b"]}),
            sisters=int(pairs["sisters"].sum()),
        ),
        carried_by="" if not carried else listed_few(carried[:MOST_NAMED], len(carried), "or"),
    )
    return interval_finding(SISTERS, interval, told, () if why else varied(), why)


NO_CHANCE = say(
    "Here regions are compared with others alike in size and distance, and not with chance, so the "
    "number does not stand beside ratios to chance."
)
"""Why the number is larger than that of the comparison of countries."""


def bearing_words(found: Interval, without: Mapping[str, Interval], name_of: Names) -> str:
    """Say which countries the number rests on, and what it is without the one that lowers it most.

    Of a country whose cities have no more than one region to choose from, the effects of its
    regions take up all ties: without it the number is the same.
    """
    moved = {code: one for code, one in without.items() if _is_other(found, one)}
    known = {code: one for code, one in moved.items() if one.value is not None}
    if not known or found.value is None:
        return ""
    rests = "" if len(moved) == len(without) else say(
        "The number rests on {n} of them, {countries}: of the others so few regions have lists "
        "that it is the same without them.",
        n=len(moved), countries=listed([with_article(name_of(code)) for code in moved], "and"),
    )  # fmt: skip
    least = min(known, key=lambda code: known[code].low or 0.0)
    one = known[least]
    lowest = say(
        "Without {country} it is {ratio:.2f} times ({low:.2f} to {high:.2f}).",
        country=with_article(name_of(least)), ratio=one.value, low=one.low, high=one.high,
    )  # fmt: skip
    return one_after_another([rests, lowest])


def _is_other(found: Interval, without: Interval) -> bool:
    """Tell whether a ratio moves by more than the last digits of a fit."""
    if found.value is None or without.value is None:
        return True
    return abs(without.value / found.value - 1) > SAME_TO


SAME_TO = 1e-4
"""Share by which a ratio must move for a country to bear on it."""


def counts_of(pairs: pd.DataFrame) -> dict[str, float]:
    """Count what the rule needs."""
    return {
        "n_countries": len(_countries(pairs[pairs["ties"] > 0])),
        "n_sisters": int(pairs["sisters"].sum()),
        "n_ties": int(pairs["ties"].sum()),
    }


def ratio_of(pairs: pd.DataFrame, *, is_near: bool = True) -> Interval:
    """Return the ratio of city ties of sister regions over others; unknown where there is no fit.

    Parameters
    ----------
    is_near
        Whether pairs are held alike in distance.
    """
    terms = [pairs["sisters"].to_numpy(dtype=float)]
    if is_near:
        terms.append(-np.log2(pairs["distance"].to_numpy(dtype=float)))
    a, b = (pairs[end].to_numpy(dtype=str) for end in ("a", "b"))
    to_a, to_b = (pairs[end].to_numpy(dtype=str) for end in ("country_a", "country_b"))
    effects = [_joined(a, to_b), _joined(b, to_a)]
    y = pairs["ties"].to_numpy()
    try:
        table = row_table(y, np.column_stack(terms), effects, is_undirected=True)
        fit = fit_row_parts(table, "poisson", [a, b]).fit
    except NetworkError:
        return UNKNOWN_INTERVAL
    ends = fit.intervals("dyadic")
    low, value, high = np.exp([ends.low[0], fit.slopes[0], ends.high[0]]).tolist()
    return Interval(value, low, high)


def _joined(region: np.ndarray, country: np.ndarray) -> np.ndarray:
    return np.char.add(np.char.add(region, " with "), country)


def judged_ratio(pairs: pd.DataFrame) -> tuple[Interval, dict[str, Interval]]:
    """Return the ratio with its ends without any one country, and that without each of them."""
    without = without_each(pairs)
    return _with_ends(ratio_of(pairs), list(without.values())), without


def without_each(pairs: pd.DataFrame) -> dict[str, Interval]:
    """Return the ratio without each country that has sister regions, by its code."""
    codes = _countries(pairs[pairs["sisters"] > 0])
    return {code: ratio_of(_without(pairs, code)) for code in codes}


def _countries(pairs: pd.DataFrame) -> list[str]:
    return sorted(set(pairs["country_a"]) | set(pairs["country_b"]))


def _without(pairs: pd.DataFrame, code: str) -> pd.DataFrame:
    is_kept = (pairs["country_a"] != code) & (pairs["country_b"] != code)
    return pairs[is_kept].reset_index(drop=True)


def _with_ends(found: Interval, others: Sequence[Interval]) -> Interval:
    """Add the ends without any one country; where there is no fit, any ratio."""
    if found.low is None or not others:
        return found
    low = min(0.0 if one.low is None else one.low for one in others)
    high = max(np.inf if one.high is None else one.high for one in others)
    return Interval(found.value, found.low, found.high, low, float(high))


def _carrying(found: Interval, without: dict[str, Interval]) -> list[str]:
    """Return the countries without any one of which the interval reaches the line."""
    line = SISTERS.line.no_effect
    if found.low is None or found.high is None or found.low <= line <= found.high:
        return []
    return [
        code
        for code, one in without.items()
        if one.low is None or one.high is None or one.low <= line <= one.high
    ]


def _row(name: str, words: Sentence, pairs: pd.DataFrame, *, is_near: bool = True) -> Varied:
    return Varied(name, words, ratio_of(pairs, is_near=is_near), int(pairs["ties"].sum()))


def _sentence(found: Interval, carried: Sequence[str], why: str, n: int) -> Sentence:
    if why or found.value is None:
        return say("Whether cities have more partners in sister regions is not known.")
    ends = {"n": n, "ratio": found.value, "low": found.low, "high": found.high}
    side = SISTERS.side(found)
    if side == "above":
        return say(
            "Between regions of {n} countries, cities have {ratio:.2f} times as many partners in "
            "sister regions as in other regions of the same country ({low:.2f} to {high:.2f}).",
            **ends,
        )
    if side == "below":
        return say(
            "Between regions of {n} countries, cities have fewer partners in sister regions than "
            "in other regions of the same country: {ratio:.2f} times as many ({low:.2f} to "
            "{high:.2f}).",
            **ends,
        )
    if side == "same":
        return say(
            "Between regions of {n} countries, cities have as many partners in sister regions as "
            "in other regions of the same country: {ratio:.2f} times ({low:.2f} to {high:.2f}).",
            **ends,
        )
    if carried:
        return say(
            "Between regions of {n} countries, cities have {ratio:.2f} times as many partners in "
            "sister regions as in other regions of the same country ({low:.2f} to {high:.2f}), but "
            "that rests on single countries: {left_out}.",
            left_out=once_left_out(listed_few(list(carried[:MOST_NAMED]), len(carried), "or")),
            **ends,
        )
    return say(
        "Between regions of {n} countries, the data do not show whether cities have more partners "
        "in sister regions than in other regions of the same country ({ratio:.2f} times as many, "
        "{low:.2f} to {high:.2f}).",
        **ends,
    )
