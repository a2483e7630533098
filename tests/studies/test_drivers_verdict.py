"""The rule of the verdict on C4 at its edges."""

from __future__ import annotations

from types import SimpleNamespace as Stub

import pytest

from sistercities.studies.claims import CANNOT_TELL
from sistercities.studies.drivers import verdict as rule
from sistercities.studies.drivers.rule import RULE
from sistercities.studies.drivers.terms import FACTORS, FORMAL

MIN_TIES, MIN_REGIONS = (need.at_least for need in RULE.needs.least)
MOST_RATIO, MOST_SHARE = (effect.at_most for effect in RULE.needs.effects)
JOINT, ALONE = RULE.level.each(len(FACTORS)), RULE.level.together
Ends = tuple[float, float] | None


def shapley(
    difference: Ends, own: Ends, formal: Ends, groups=(*FACTORS, FORMAL), at=(JOINT, ALONE),
    explained: float = 0.1,
) -> Stub:  # fmt: skip
    """Make shares of which all factors have the same intervals, at the levels of `at` only."""

    def shares(weights: dict[str, float], level: float) -> Stub | None:
        # A share is counted once, and of a difference that of formal links is taken away.
        assert weights in [
            *({one: 1.0} for one in (*FACTORS, FORMAL)),
            *({one: 1.0, FORMAL: -1.0} for one in FACTORS),
        ]
        kinds = {2: difference, 1: formal if FORMAL in weights else own}
        ends = kinds[len(weights)] if level in at else (-1.0, 1.0)
        return None if ends is None else Stub(low=ends[0], high=ends[1])

    return Stub(groups=list(groups), shares=shares, explained=lambda: Stub(low=explained))


STRONGER = shapley((0.1, 0.4), (0.1, 0.5), (0.1, 0.2))


def evidence(**different) -> Stub:
    usual = {
        "shapley": STRONGER, "n_ties": MIN_TIES, "note": "",
        "effective_regions": MIN_REGIONS, "detectable_ratio": MOST_RATIO,
        "detectable_share": MOST_SHARE, "without_effects": Stub(note=""),
    }  # fmt: skip
    return Stub(**(usual | different))


@pytest.mark.parametrize(
    ("difference", "own", "formal", "state"),
    [
        ((0.1, 0.4), (0.1, 0.5), (-0.1, 0.2), "stronger"),
        ((0.0, 0.4), (0.1, 0.5), (0.1, 0.2), "open"),
        ((0.1, 0.4), (0.0, 0.5), (0.1, 0.2), "open"),
        ((-0.4, -0.1), (-0.1, 0.1), (0.1, 0.4), "weaker"),
        ((-0.4, 0.0), (-0.1, 0.1), (0.1, 0.4), "open"),
        ((-0.4, -0.1), (-0.1, 0.1), (0.0, 0.4), "open"),
        ((-0.4, 0.4), (0.1, 0.5), (0.1, 0.2), "open"),
        (None, (0.1, 0.5), (0.1, 0.2), "open"),
        ((0.1, 0.4), None, (0.1, 0.2), "open"),
        ((0.1, 0.4), (0.1, 0.5), None, "open"),
    ],
)
def test_a_factor_is_stronger_by_its_share_and_by_the_difference(
    difference, own, formal, state: str
) -> None:
    held = evidence(shapley=shapley(difference, own, formal))
    assert rule.state_of(held, FACTORS[0], JOINT) == state


@pytest.mark.parametrize("left_out", [FACTORS[0], FORMAL])
def test_a_factor_that_has_no_facts_is_open(left_out: str) -> None:
    groups = [one for one in (*FACTORS, FORMAL) if one != left_out]
    held = evidence(shapley=shapley((0.1, 0.4), (0.1, 0.5), (0.1, 0.2), groups))
    assert rule.state_of(held, FACTORS[0], JOINT) == "open"
    assert rule.state_of(evidence(shapley=None), FACTORS[0], JOINT) == "open"


def test_a_factor_and_formal_links_are_enough_to_compare_the_two() -> None:
    alone = shapley((0.1, 0.4), (0.1, 0.5), (0.1, 0.2), [FACTORS[0], FORMAL])
    assert rule.state_of(evidence(shapley=alone), FACTORS[0], JOINT) == "stronger"


def test_all_three_at_once_need_no_correction() -> None:
    by_95 = shapley((0.1, 0.4), (0.1, 0.5), (0.1, 0.2), at=(ALONE,))
    assert set(rule.states_of(evidence(shapley=by_95)).values()) == {"stronger"}
    two = [*FACTORS[:2], FORMAL]
    some = shapley((0.1, 0.4), (0.1, 0.5), (0.1, 0.2), two, at=(ALONE,))
    assert set(rule.states_of(evidence(shapley=some)).values()) == {"open"}
    joint = shapley((0.1, 0.4), (0.1, 0.5), (0.1, 0.2), two, at=(JOINT,))
    assert rule.states_of(evidence(shapley=joint)) == dict(
        zip(FACTORS, ("stronger", "stronger", "open"), strict=True)
    )


@pytest.mark.parametrize(
    ("different", "says"),
    [
        ({}, ""),
        ({"n_ties": 0, "note": "no upper tie"}, "no upper tie"),
        ({"n_ties": MIN_TIES - 1, "note": "no upper tie"}, f"it needs {MIN_TIES}"),
        ({"note": "no upper tie"}, "no upper tie"),
        ({"effective_regions": MIN_REGIONS - 0.1}, f"it needs {MIN_REGIONS:g}"),
        ({"detectable_ratio": None}, "the regressions cannot be made"),
        ({"shapley": None}, "the regressions cannot be made"),
        ({"detectable_ratio": MOST_RATIO + 0.1}, "times as many ties as elsewhere"),
        ({"shapley": shapley((0.1, 1), (0.1, 1), (0.1, 1), explained=0.0)}, "does not foretell"),
        ({"detectable_share": MOST_SHARE + 0.1}, "differ too much"),
        ({"detectable_share": None}, "differ too much"),
    ],
)
def test_what_is_too_little_to_judge(different: dict, says: str) -> None:
    told = rule.why_not_told(evidence(**different))
    assert (says in told) if says else (told == "")


@pytest.mark.parametrize(
    ("states", "due"),
    [
        (("stronger", "stronger", "stronger"), "supported"),
        (("stronger", "stronger", "open"), "mixed"),
        (("stronger", "weaker", "weaker"), "mixed"),
        (("open", "open", "weaker"), "not supported"),
        (("weaker", "weaker", "weaker"), "not supported"),
        (("open", "open", "open"), CANNOT_TELL),
    ],
)
def test_the_verdict_on_every_set_of_factors(states, due: str) -> None:
    named = dict(zip(FACTORS, states, strict=True))
    assert rule._verdict(named) == due
    if due != "supported":
        wanted = rule._would_change(due, named)
        for factor, state in named.items():
            said = f"share of {rule.TITLES[factor]} above"
            assert (said in wanted) == (state != "stronger"), wanted


def test_the_number_of_the_verdict_is_that_of_all_factors_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rule, "verdict_sentence", lambda *_: "said")
    together = Stub(value=0.4, low=0.2, high=0.6)
    judged = rule.judge(evidence(together=together))
    assert (judged.verdict, judged.number, judged.low, judged.high) == ("supported", 0.4, 0.2, 0.6)
    without = rule.judge(evidence(together=None, n_ties=0, note="none"))
    assert (without.verdict, without.number, without.low, without.high) == (
        CANNOT_TELL, None, None, None,
    )  # fmt: skip
