"""The rules of the verdicts on C1, C2 and C3 at their edges."""

from __future__ import annotations

from types import SimpleNamespace as Stub

import pytest

from sistercities.studies.claims import CANNOT_TELL, DESCRIBED
from sistercities.studies.nesting import verdict as rule
from sistercities.studies.unjudged_parts import Kind


def estimate(value, low, high, weighted=(None, None)) -> Stub:
    return Stub(value=value, low=low, high=high, weighted_low=weighted[0],
                weighted_high=weighted[1], note="nobody knows.")  # fmt: skip


POWER = Stub(minimal_ratio_above=1.5, sentence="too few ties.")
SHARE = estimate(0.3, 0.2, 0.4)


ENOUGH = rule.Existence(Kind(10, 12, 3, 3), 99)


@pytest.mark.parametrize(
    ("n_ties", "kind", "due"),
    [
        (99, (10, 12, 3, 3), DESCRIBED), (99, (0, 12, 0, 0), DESCRIBED),
        (99, (0, 0, 0, 0), DESCRIBED), (0, (10, 12, 3, 3), CANNOT_TELL),
    ],
)  # fmt: skip
def test_that_ties_of_a_kind_exist_is_told_and_not_judged(n_ties: int, kind: tuple, due: str
                                                         ) -> None:  # fmt: skip
    evidence = rule.Existence(Kind(*kind), n_ties)
    assert rule.existence_verdict("C1", SHARE, evidence, "are odd", "").verdict == due


def test_a_share_that_is_not_known_judges_nothing() -> None:
    none = estimate(None, None, None)
    judged = rule.existence_verdict("C1", none, ENOUGH, "are odd", "")
    assert judged.verdict == CANNOT_TELL
    assert "nobody knows" in judged.sentence


@pytest.mark.parametrize(
    ("estimated", "bounds"),
    [
        (estimate(0.3, 0.2, 0.4), (0.2, 0.4)),
        (estimate(0.3, 0.2, 0.4, (0.1, 0.5)), (0.2, 0.4)),
        (estimate(0.3, 0.2, 0.4, (0.25, 0.35)), (0.2, 0.4)),
        (estimate(0.3, None, None, (0.1, 0.5)), (0.1, 0.5)),
        (estimate(0.3, None, None), (None, None)),
    ],
)
def test_a_counted_share_has_the_interval_as_counted(estimated: Stub, bounds: tuple) -> None:
    judged = rule.existence_verdict("C1", estimated, ENOUGH, "are odd", "")
    assert (judged.low, judged.high) == bounds


@pytest.mark.parametrize(
    ("estimated", "says"),
    [
        (estimate(0.3, 0.2, 0.4), "95 % interval 20 % to 40 %"),
        (estimate(0.3, 0.2, 0.4, (0.1, 0.5)), "95 % interval 20 % to 40 %"),
        (estimate(0.3, 0.2, None), "95 % interval 20 % to –"),
        (estimate(0.3, None, None), "no interval"),
    ],
)
def test_the_range_beside_a_share_says_what_it_is(estimated: Stub, says: str) -> None:
    judged = rule.existence_verdict("C1", estimated, ENOUGH, "are odd", "")
    assert f"Of the known city ties 30 % are odd; {says}. Of 10 two" in judged.sentence


def ratio(low, high) -> Stub:
    return estimate(None if low is None else (low + high) / 2, low, high)


@pytest.mark.parametrize(
    ("share", "against_chance", "due", "says"),
    [
        (SHARE, ratio(0.8, 1.25), "supported", "as frequent as by chance"),
        (SHARE, ratio(0.79, 1.25), "mixed", "cannot be told"),
        (SHARE, ratio(0.8, 1.26), "mixed", "cannot be told"),
        (SHARE, ratio(1.01, 1.2), "supported", "as frequent as by chance"),
        (SHARE, ratio(1.01, 1.5), "mixed", "not independent"),
        (SHARE, ratio(1.0, 1.5), "mixed", "cannot be told"),
        (SHARE, ratio(0.5, 0.99), "mixed", "avoid"),
        (SHARE, ratio(0.5, 1.0), "mixed", "cannot be told"),
        (estimate(0.45, 0.4, 0.499), ratio(1.5, 2), "mixed", "not independent"),
        (estimate(0.45, 0.4, 0.5), ratio(1.5, 2), CANNOT_TELL, "both sides of 50 %"),
        (estimate(0.55, 0.499, 0.6), ratio(1.5, 2), CANNOT_TELL, "both sides of 50 %"),
        (estimate(0.55, 0.5, 0.6), ratio(1.5, 2), "not supported", "hold most city ties"),
        (estimate(None, None, None), ratio(1.5, 2), CANNOT_TELL, "cannot be told"),
        (SHARE, ratio(None, None), CANNOT_TELL, "cannot be told"),
        (SHARE, estimate(1.5, None, None), CANNOT_TELL, "too few ties"),
        (SHARE, estimate(1.5, 1.2, None), CANNOT_TELL, "too few ties"),
        (estimate(0.3, 0.2, None), ratio(1.5, 2), CANNOT_TELL, "too few ties"),
    ],
)
def test_not_predicted_and_independent_are_two_findings(
    share: Stub, against_chance: Stub, due: str, says: str
) -> None:
    judged = rule.logic_verdict(share, against_chance, POWER)
    assert judged.verdict == due
    assert says in judged.sentence


def test_without_power_nothing_is_judged() -> None:
    weak = Stub(minimal_ratio_above=None, sentence="too few ties.")
    judged = rule.logic_verdict(SHARE, ratio(0.9, 1.1), weak)
    assert (judged.verdict, "too few ties" in judged.sentence) == (CANNOT_TELL, True)
    unknown = rule.logic_verdict(SHARE, ratio(None, None), weak)
    assert "too few ties" in unknown.sentence
    known = rule.logic_verdict(SHARE, ratio(None, None), POWER)
    assert "nobody knows" in known.sentence


def test_provinces_are_named_as_their_country_names_them() -> None:
    share = estimate(0.55, 0.5, 0.6)
    said = rule.logic_verdict(share, ratio(1.5, 2), POWER).sentence
    assert said.startswith("Provincial ties hold most city ties")
    said = rule.logic_verdict(share, ratio(1.5, 2), POWER, "prefectures").sentence
    assert said.startswith("The ties of prefectures hold most city ties")
