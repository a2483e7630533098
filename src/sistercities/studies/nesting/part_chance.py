"""The parts of C1 and C3 that compare with chance: the country channel, and ties inside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from sistercities.sentences import Sentence, say, to_say
from sistercities.studies.nesting.nulls import NULL, VARYING, channel_ratio
from sistercities.studies.nesting.part_exist import KINDS
from sistercities.studies.nesting.part_ground import PartGround, why_too_few
from sistercities.studies.nesting.result import NullComparison
from sistercities.studies.nesting.sensitivity import Tried
from sistercities.studies.part_rules import UNKNOWN_INTERVAL, Interval, IntervalPart, Side
from sistercities.studies.parts import PartFinding, Told, Varied, interval_finding
from sistercities.studies.scope import Scope
from twolevel.core.arrays import TwoLevelArrays
from twolevel.nulls.catalogue import MAIN_NULL

Words = Callable[[Side, NullComparison, PartGround], Sentence]


def find_channel(rule: IntervalPart, ground: PartGround) -> PartFinding:
    """Judge ties without an upper tie with the country against the null that breaks countries."""
    kept = [null for null in ground.nulls if null not in VARYING]
    rows = [*_of_nulls(ground.channel, NULL), *_kept(kept), *_channel_rows(ground.tried)]
    return _against(rule, ground, ground.channel.get(NULL), rows, _channel_sentence)


def find_independent(rule: IntervalPart, ground: PartGround) -> PartFinding:
    """Judge ties inside against the main null."""
    rows = [*_of_nulls(ground.nulls, MAIN_NULL), *_inside_rows(ground)]
    return _against(rule, ground, ground.nulls.get(MAIN_NULL), rows, _inside_sentence)


def _against(
    rule: IntervalPart,
    ground: PartGround,
    null: NullComparison | None,
    varied: Iterable[Varied],
    words: Words,
) -> PartFinding:
    why_not = ground.why_not or _why_no_ratio(null)
    shown = UNKNOWN_INTERVAL if null is None else _interval(null)
    side: Side = "open" if why_not else rule.side(shown)
    said = (
        _untold(rule, ground.scope, why_not)
        if why_not or null is None
        else words(side, null, ground)
    )
    told = Told(
        sentence=said,
        would_change=_would_change(rule, side),
        unit=say("ratio"),
        n=0 if null is None else int(null.observed),
        n_of=_counted(rule),
        method=_method(null),
        note="" if null is None else null.warning,
    )
    return interval_finding(rule, shown, told, varied, why_not)


def _interval(null: NullComparison) -> Interval:
    return Interval(null.ratio, null.ratio_low, null.ratio_high)


def _why_no_ratio(null: NullComparison | None) -> str:
    if null is None:
        return say("the null model was not drawn")
    if null.ratio is None or null.ratio_low is None:
        return null.warning or say("the null model gives no ratio with an interval")
    return ""


def _counted(rule: IntervalPart) -> Sentence:
    if rule.claim == "C1":
        return say("city ties without any upper tie with the country")
    return say("city ties inside")


def _method(null: NullComparison | None) -> str:
    if null is None:
        return say("none")
    return say(
        "observed over the mean of null {id}, {draws:,} draws, p {p:.4f}; interval clustered by "
        "home unit and country",
        id=null.id,
        draws=null.draws,
        p=null.p,
    )


def _of_nulls(nulls: Mapping[str, NullComparison], main: str) -> Iterator[Varied]:
    """Give the same ties against each other null, which keeps and breaks something else."""
    for name, null in nulls.items():
        if name == main:
            continue
        yield Varied(
            say("null {id}", id=name),
            say(
                "against the null {id}, which keeps {kept}; breaks {broken}",
                id=name,
                kept=null.keeps,
                broken=null.breaks,
            ),
            _interval(null),
            int(null.observed),
            null.warning,
        )


def _kept(names: Iterable[str]) -> Iterator[Varied]:
    """Name the null models that keep the number, so that they say nothing of it."""
    for name in names:
        yield Varied(
            say("null {id}", id=name),
            say(
                "against the null {id}, which keeps with which countries each region and its "
                "cities have ties",
                id=name,
            ),
            UNKNOWN_INTERVAL,
            0,
            say("the number is the same in every draw, so this null says nothing of it"),
        )


def _inside_rows(ground: PartGround) -> Iterator[Varied]:
    by_name = {row.name: row for row in ground.rows}
    for one in ground.tried:
        row = by_name[one.change.name]
        shown = Interval(row.ratio, row.ratio_low, row.ratio_high)
        yield _needed(one, shown, round((row.share_inside or 0.0) * row.n_ties), row.note)


def _channel_rows(tried: Iterable[Tried]) -> Iterator[Varied]:
    for one in tried:
        if one.arrays is None:
            yield _needed(one, UNKNOWN_INTERVAL, 0, "")
            continue
        found = channel_ratio(one.arrays)
        n = int(KINDS["C1.exist"](one.arrays).sum())
        yield _needed(one, Interval(found.value, found.low, found.high), n, found.note)


def _needed(one: Tried, shown: Interval, n: int, note: str) -> Varied:
    """Take the interval away where the network of a change does not meet the needs."""
    name, description = one.change.name, one.change.description
    why_not = why_not_of(one.arrays)
    if why_not:
        return Varied(name, description, Interval(shown.value, None, None), n, why_not)
    return Varied(name, description, shown, n, note)


def why_not_of(arrays: TwoLevelArrays | None) -> str:
    """Say why the network of a change tells nothing; empty where it does."""
    if arrays is None:
        return say("no city ties or no upper ties are left under this rule")
    return why_too_few(arrays)


def _untold(rule: IntervalPart, scope: Scope, why_not: str) -> Sentence:
    return (
        say("Whether cities of {of_whom} go where their {unit} has no partner more or less often "
            "than by chance cannot be told: {why}.",
            of_whom=scope.of_whom, unit=scope.unit, why=why_not)
        if rule.claim == "C1"
        else say("Whether cities of {of_whom} have more partners where their {unit} has some than "
                 "by chance cannot be told: {why}.",
                 of_whom=scope.of_whom, unit=scope.unit, why=why_not)
    )  # fmt: skip


def _channel_sentence(side: Side, null: NullComparison, ground: PartGround) -> Sentence:
    template = {
        "above": to_say(
            "If every city kept its number of partners but chance chose them from all countries, "
            "{expected:.0f} % of those of {of_whom} would be with countries where the {unit} has "
            "none. It is {observed:.0f} %: cities lean away from countries where their {unit} has "
            "a partner."
        ),
        "below": to_say(
            "If every city kept its number of partners but chance chose them from all countries, "
            "{expected:.0f} % of those of {of_whom} would be with countries where the {unit} has "
            "none. It is {observed:.0f} %: cities lean towards countries where their {unit} has a "
            "partner. A taste for a country that both share would look alike."
        ),
        "same": to_say(
            "If every city kept its number of partners but chance chose them from all countries, "
            "{expected:.0f} % of those of {of_whom} would be with countries where the {unit} has "
            "none. It is {observed:.0f} %, about as much."
        ),
        "open": to_say(
            "If every city kept its number of partners but chance chose them from all countries, "
            "{expected:.0f} % of those of {of_whom} would be with countries where the {unit} has "
            "none. It is {observed:.0f} %, and the difference may be chance."
        ),
    }[side]
    n_ties = ground.arrays.n_ties
    return say(
        template,
        of_whom=ground.scope.of_whom,
        unit=ground.scope.unit,
        observed=100 * null.observed / n_ties,
        expected=100 * (null.mean or 0.0) / n_ties,
    )


def _inside_sentence(side: Side, null: NullComparison, ground: PartGround) -> Sentence:
    scope = ground.scope
    said = {
        "above": say("Cities of {of_whom} have more partners where their {unit} has some",
                     of_whom=scope.of_whom, unit=scope.unit),
        "below": say("Cities of {of_whom} keep away from the sister {pairs} of their {unit}",
                     of_whom=scope.of_whom, unit=scope.unit, pairs=scope.pairs),
        "same": say("Cities of {of_whom} go their own way", of_whom=scope.of_whom),
        "open": say("Whether cities of {of_whom} have more partners where their {unit} has "
                    "some cannot be told", of_whom=scope.of_whom, unit=scope.unit),
    }[side]  # fmt: skip
    return say(
        "{said}: {ratio:.1f} times as many partnerships lie inside sister {pairs} as if chance "
        "chose each partner within the same country ({low:.1f} to {high:.1f}).",
        said=said,
        ratio=null.ratio,
        pairs=scope.pairs,
        low=null.ratio_low,
        high=null.ratio_high,
    )


def _would_change(rule: IntervalPart, side: Side) -> Sentence:
    band = rule.line.negligible
    assert band is not None
    if side == "open":
        return say(
            "More ties of both levels, so that the interval leaves {line:g}, or stays within "
            "{low:g} to {high:g}.",
            line=rule.line.no_effect,
            low=band.low,
            high=band.high,
        )
    if side == "same":
        return say(
            "Ties by which the interval leaves {low:g} to {high:g}.", low=band.low, high=band.high
        )
    if rule.claim == "C1":
        return say(
            "Fuller lists of the partners of the regions, if the interval then held {line:g}, "
            "which is chance.",
            line=rule.line.no_effect,
        )
    return say(
        "Ties of either level found anew, if the interval then held {line:g}, which is chance.",
        line=rule.line.no_effect,
    )
