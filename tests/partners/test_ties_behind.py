"""Places and ties behind a reason, beside slow searches, and the mark of one old source."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.partners.additive_model import AdditiveModel
from sistercities.partners.ground import Ground
from sistercities.partners.reasons import reasons_of, reasons_of_each
from sistercities.partners.ties_behind import named, ties_behind, with_doubt
from sistercities.partners.train import train

GROUND = made_up_ground()


@pytest.fixture(scope="module")
def model() -> AdditiveModel:
    return train(GROUND, per_tie=5)


def partners(place: int) -> set[int]:
    ends = zip(GROUND.ties.a.tolist(), GROUND.ties.b.tolist(), strict=True)
    return {b if a == place else a for a, b in ends if place in (a, b)}


def old(ground: Ground, *ties: tuple[int, int]) -> Ground:
    """Let one source of 2016 alone tell of some ties."""
    keys = np.sort(np.array([ground.ties.key(np.array([a]), np.array([b]))[0] for a, b in ties]))
    return replace(ground, told_once=(keys, np.full(len(keys), 2016.0)))


def test_places_behind_are_those_of_a_slow_search() -> None:
    region, country = GROUND.places.region, GROUND.places.country
    rng = np.random.default_rng(3)
    seen: set[str] = set()
    for home, partner in rng.integers(0, 120, (400, 2)).tolist():
        of_home, of_partner = partners(home) - {partner}, partners(partner) - {home}
        slow = {
            "shared_partners": of_home & of_partner,
            "neighbours_tied": {k for k in of_partner if region[k] == region[home]},
            "own_ties_there": {k for k in of_home if country[k] == country[partner]},
            "own_ties_in_region": {k for k in of_home if region[k] == region[partner]},
            "partner_ties_here": {k for k in of_partner if country[k] == country[home]},
        }
        for feature, places in slow.items():
            found = ties_behind(feature, GROUND, home, partner)
            assert found is not None
            assert set(found.places) == places, feature
            n_ends = 2 if feature == "shared_partners" else 1
            assert len(found.ties) == n_ends * len(places)
            seen |= {feature} if places else set()
        all_of_partner = ties_behind("partner_ties", GROUND, home, partner)
        assert all_of_partner is not None
        assert len(all_of_partner.ties) == len(of_partner)
    assert len(seen) == 5


def test_ties_of_two_regions_are_counted_as_the_feature_counts_them() -> None:
    region = GROUND.places.region
    ends = list(zip(GROUND.ties.a.tolist(), GROUND.ties.b.tolist(), strict=True))
    for home, partner in ends[::5]:
        found = ties_behind("region_ties", GROUND, home, partner)
        assert found is not None
        wanted = {region[home], region[partner]}
        slow = [end for end in ends if {region[k] for k in end} == wanted]
        assert len(found.ties) == len(slow) - 1


def test_what_rests_on_no_ties_has_none_behind_it() -> None:
    assert ties_behind("distance", GROUND, 1, 2) is None


def test_a_region_that_is_not_known_holds_no_other_place() -> None:
    places = replace(GROUND.places, region=np.full(GROUND.n_places, -1))
    ground = replace(GROUND, places=places)
    home = int(GROUND.ties.a[0])
    for feature in ("neighbours_tied", "own_ties_in_region", "region_ties"):
        found = ties_behind(feature, ground, home, (home + 1) % 120)
        assert found is not None
        assert (found.places, len(found.ties)) == ((), 0)


def test_a_tie_that_one_old_source_tells_is_marked_at_its_place_and_counted() -> None:
    home = int(np.argmax(GROUND.ties.degree))
    country = GROUND.places.country
    own = sorted(partners(home))
    partner = next(k for k in range(120) if k != home and k not in own
                   and sum(country[one] == country[k] for one in own) > 1)  # fmt: skip
    inside = [one for one in own if country[one] == country[partner]]
    plain = ties_behind("own_ties_there", GROUND, home, partner)
    assert plain is not None
    assert "seen" not in named(GROUND, plain)
    assert with_doubt("So it is.", GROUND, plain) == "So it is."
    ground = old(GROUND, (home, inside[0]))
    behind = ties_behind("own_ties_there", ground, home, partner)
    assert behind is not None
    code = ground.countries.codes[country[partner]]
    assert f"Place {inside[0]} ({code}, seen 2016)" in named(ground, behind)
    assert named(ground, behind).count("seen") == 1
    assert with_doubt("So it is.", ground, behind) == (
        f"So it is; 1 of the {len(inside)} partnerships behind this is confirmed only by a list of "
        "2016."
    )
    ground = old(GROUND, *((home, one) for one in inside))
    said = with_doubt("So it is.", ground, behind)
    which = f"all {len(inside)} partnerships behind this"
    assert said == f"So it is; {which} are confirmed only by lists of 2016."
    counted = with_doubt(f"It has {len(inside)} partners there.", ground, behind)
    assert "of them are confirmed only by lists of 2016." in counted
    assert counted.count(f"{len(inside)} ") == 1


def test_a_mark_changes_words_and_no_number(model: AdditiveModel) -> None:
    ties = list(zip(GROUND.ties.a.tolist(), GROUND.ties.b.tolist(), strict=True))
    ground = old(GROUND, *ties)
    changed = 0
    for home in range(0, 100, 9):
        for before, after in zip(
            reasons_of(model, GROUND, home, home + 3, {}),
            reasons_of(model, ground, home, home + 3, {}),
            strict=True,
        ):
            assert (before.value, before.contribution) == (after.value, after.contribution)
            changed += before.sentence != after.sentence
            assert ("confirmed only" in after.sentence) == (before.sentence != after.sentence)
    assert changed > 20


def test_reasons_of_many_partners_are_those_of_each(model: AdditiveModel) -> None:
    home, others = 3, np.array([9, 40, 77, 101])
    for weights in ({}, {"distance": 2.0, "trade": 0.0}):
        together = reasons_of_each(model, GROUND, home, others, [weights] * len(others))
        for other, reasons in zip(others.tolist(), together, strict=True):
            alone = reasons_of(model, GROUND, home, other, weights)
            by_name = {reason.feature: reason for reason in alone}
            assert [one.feature for one in reasons] == [one.feature for one in alone]
            for reason in reasons:
                same = by_name[reason.feature]
                assert (reason.sentence, reason.evidence) == (same.sentence, same.evidence)
                assert math.isclose(reason.contribution, same.contribution, abs_tol=1e-12)
