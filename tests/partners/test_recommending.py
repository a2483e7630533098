"""Lists of partners: who is a candidate, in which order, and that the reasons add up."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from partners.made_up_ground import made_up_ground
from sistercities.errors import InvalidArgument
from sistercities.partners.additive_model import AdditiveModel, class_members, probability
from sistercities.partners.answers import Partner
from sistercities.partners.choosing import Wishes, place_class
from sistercities.partners.filters import Filters, _near
from sistercities.partners.pairs import candidates_of
from sistercities.partners.reason import Reason
from sistercities.partners.recommending import explain_partner, recommend_partners
from sistercities.partners.train import train

GROUND = made_up_ground()
HOME = int(GROUND.ties.a[0])
MANY = Wishes(count=1000, per_region=1000)


@pytest.fixture(scope="module")
def model() -> AdditiveModel:
    """Fit a model to the made-up ties."""
    return train(GROUND, seed=1, per_tie=5)


def test_score_is_base_and_contributions(model: AdditiveModel) -> None:
    weights = {"distance": 2.0, "shared_partners": 0.0}
    for wishes in (MANY, replace(MANY, weights=weights), replace(MANY, like=3)):
        for partner in recommend_partners(GROUND, model, HOME, wishes).partners:
            total = partner.base + sum(reason.contribution for reason in partner.reasons)
            assert total == pytest.approx(partner.score, abs=1e-9)
            assert [r.contribution for r in partner.reasons] == sorted(
                (r.contribution for r in partner.reasons), reverse=True
            )


def test_probability_is_of_the_score_without_wishes(model: AdditiveModel) -> None:
    plain = {p.place.place_id: p for p in recommend_partners(GROUND, model, HOME, MANY).partners}
    for partner in plain.values():
        assert partner.probability == pytest.approx(1 / (1 + np.exp(-partner.score)))
    for wishes in (replace(MANY, weights={"country_ties": 10.0}), replace(MANY, like=3)):
        found = recommend_partners(GROUND, model, HOME, wishes)
        for partner in found.partners:
            usual = plain[partner.place.place_id]
            assert partner.probability == pytest.approx(usual.probability)
        assert any("leave your wishes aside" in note for note in found.notes)


def test_order_is_that_of_scores_computed_one_by_one(model: AdditiveModel) -> None:
    found = recommend_partners(GROUND, model, HOME, MANY)
    assert [partner.rank for partner in found.partners] == list(range(1, len(found.partners) + 1))
    slow = {}
    for other in class_members(GROUND, "city").tolist():
        pair = candidates_of(GROUND, HOME, np.array([other]))
        slow[str(GROUND.places.ids[other])] = float(model.score(pair)[0])
    shown = [slow[partner.place.place_id] for partner in found.partners]
    np.testing.assert_allclose(shown, sorted(shown, reverse=True))
    np.testing.assert_allclose(shown, [partner.score for partner in found.partners])


def test_candidates_are_all_places_of_the_class_abroad_that_are_free(model: AdditiveModel) -> None:
    found = recommend_partners(GROUND, model, HOME, MANY)
    shown = {partner.place.place_id for partner in found.partners}
    tied = {str(GROUND.places.ids[k]) for k in GROUND.ties.partners(HOME)}
    places, degree = GROUND.places, GROUND.ties.degree
    abroad = {
        str(places.ids[k]) for k in class_members(GROUND, "city")
        if places.country[k] != places.country[HOME] and (places.level[k] != 4 or degree[k])
    }  # fmt: skip
    assert tied
    assert shown == abroad - tied
    assert found.n_candidates == len(shown)


def test_an_ended_tie_is_no_candidate(model: AdditiveModel) -> None:
    free = recommend_partners(GROUND, model, HOME, MANY).partners[0].place.place_id
    ended = GROUND.ties.key(np.array([HOME]), np.array([GROUND.position[free]]))
    ground = replace(GROUND, recorded=np.union1d(GROUND.recorded, ended))
    shown = recommend_partners(ground, model, HOME, MANY).partners
    assert free not in {partner.place.place_id for partner in shown}
    with pytest.raises(InvalidArgument, match="no longer counts"):
        explain_partner(ground, model, HOME, GROUND.position[free], MANY)


def test_no_region_takes_the_whole_list(model: AdditiveModel) -> None:
    found = recommend_partners(GROUND, model, HOME, Wishes(count=10, per_region=1))
    regions = [partner.place.region_iso for partner in found.partners]
    assert len(set(regions)) == len(regions) == 9  # three countries abroad of three regions each
    everyone = recommend_partners(GROUND, model, HOME, MANY).partners
    best: dict[str | None, int] = {}
    for partner in everyone:
        best.setdefault(partner.place.region_iso, partner.rank)
    assert [partner.rank for partner in found.partners] == sorted(best.values())[:10]


def test_no_country_takes_the_whole_list(model: AdditiveModel) -> None:
    """The slow twin walks down the whole list; ranks, scores and reasons are those of the list."""
    found = recommend_partners(GROUND, model, HOME, replace(MANY, count=6, per_country=2))
    everyone = recommend_partners(GROUND, model, HOME, MANY)
    fair: list[Partner] = []
    for partner in everyone.partners:
        if sum(each.place.country == partner.place.country for each in fair) < 2:
            fair.append(partner)
    assert found.partners == tuple(fair[:6])
    assert found.n_candidates == everyone.n_candidates
    assert found.filters == everyone.filters


def test_both_limits_hold_at_once(model: AdditiveModel) -> None:
    wishes = Wishes(count=8, per_region=1, per_country=2)
    found = recommend_partners(GROUND, model, HOME, wishes).partners
    assert len(found) == 6  # of three countries abroad
    assert max(Counter(one.place.country for one in found).values()) == 2
    assert max(Counter(one.place.region_iso for one in found).values()) == 1


def test_what_a_limit_leaves_out_is_named(model: AdditiveModel) -> None:
    code = recommend_partners(GROUND, model, HOME, MANY).partners[0].place.country
    wishes = replace(MANY, count=7, per_country=2, filters=Filters(countries=(code,)))
    found = recommend_partners(GROUND, model, HOME, wishes)
    free = recommend_partners(GROUND, model, HOME, replace(wishes, per_country=None))
    names = [one.place.name for one in free.partners[2:]]
    assert [one.place.name for one in found.partners] == [
        one.place.name for one in free.partners[:2]
    ]
    assert found.notes[-1] == (
        "`--per-country 2` leaves out 5 places that would be named: "
        f"{', '.join(names[:3])} and 2 more."
    )
    assert not any("per-country" in note for note in free.notes)
    wide = recommend_partners(GROUND, model, HOME, replace(wishes, per_country=7))
    assert wide.partners == free.partners
    assert wide.notes == free.notes


def test_why_gives_the_rank_that_the_list_gives(model: AdditiveModel) -> None:
    listed = recommend_partners(GROUND, model, HOME, MANY).partners
    for partner in (listed[0], listed[17], listed[-1]):
        at = GROUND.position[partner.place.place_id]
        assert explain_partner(GROUND, model, HOME, at, MANY).partners == (partner,)


def test_filters_keep_what_they_say_and_count_it(model: AdditiveModel) -> None:
    filters = Filters(
        countries=("c1", "C2"), continents=("Europe",), languages=("Language 1",),
        min_population=50_000, max_distance_km=15_000.0,
    )  # fmt: skip
    found = recommend_partners(GROUND, model, HOME, replace(MANY, filters=filters))
    assert found.partners
    for partner in found.partners:
        assert partner.place.country == "C1"
        assert partner.place.population is not None
        assert partner.place.population >= 50_000
    assert len(found.filters) == 5
    assert found.filters[-1].startswith("At most 15,000 km away: ")
    assert f": {found.n_candidates:,} of" in found.filters[-1]


def test_a_union_stands_for_its_members_of_today(model: AdditiveModel) -> None:
    """The made-up countries get codes of real ones: two members, one that left, another."""
    codes = np.array(["FR", "GB", "DE", "JP"], dtype=object)
    ground = replace(GROUND, countries=replace(GROUND.countries, codes=codes))

    def shown(**asked: tuple[str, ...]) -> tuple[set[str], str]:
        wishes = replace(MANY, filters=Filters(**asked))
        found = recommend_partners(ground, model, HOME, wishes)
        return {one.place.country for one in found.partners}, found.filters[0]

    countries, said = shown(countries=("eu",))
    assert countries == {"FR", "DE"}
    assert said.startswith("Country EU: ")
    assert shown(countries=("European Union", "JP"))[0] == {"FR", "DE", "JP"}
    # Home lies in the made-up GB: the own country is among the answers where its code is given.
    assert shown(not_countries=("EU",))[0] == {"JP"}
    assert shown(countries=("EU", "GB"))[0] == {"FR", "DE", "GB"}
    with pytest.raises(InvalidArgument, match="ISO 3166-1"):
        shown(countries=("Atlantic Union",))


def test_without_a_country(model: AdditiveModel) -> None:
    wishes = replace(MANY, filters=Filters(not_countries=("C3",)))
    shown = {p.place.country for p in recommend_partners(GROUND, model, HOME, wishes).partners}
    assert shown == {"C0", "C2"}


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (Filters(countries=("XX",)), "country='XX'.*ISO 3166-1"),
        (Filters(continents=("Atlantis",)), "give one of AF"),
        (Filters(languages=("langage 1",)), "near it are language 1"),
        (Filters(min_population=-1), "0 or more"),
        (Filters(max_distance_km=0.0), "above 0"),
        (Filters(max_distance_km=float("nan")), "above 0"),
        (
            Filters(countries=("C1",), min_population=10**9),
            r"^Together “Country Country 1” and “At least 1,000,000,000 people” leave no place: "
            r"without “At least 1,000,000,000 people” \d+ places are left",
        ),
    ],
)
def test_filters_that_cannot_be_used_say_why(
    model: AdditiveModel, filters: Filters, said: str
) -> None:
    with pytest.raises(InvalidArgument, match=said):
        recommend_partners(GROUND, model, HOME, replace(MANY, filters=filters))


@pytest.mark.parametrize(
    "wishes",
    [
        Wishes(count=0),
        Wishes(count=1001),
        Wishes(per_region=0),
        Wishes(per_country=0),
        Wishes(per_country=-1),
    ],
    ids=str,
)
def test_counts_out_of_range_are_refused(model: AdditiveModel, wishes: Wishes) -> None:
    with pytest.raises(InvalidArgument, match="give a whole number"):
        recommend_partners(GROUND, model, HOME, wishes)


def test_why_not_says_what_is_in_the_way(model: AdditiveModel) -> None:
    region = int(GROUND.places.containers[HOME, 0])
    for other, said in (
        (HOME, "^Both names lead to Place"),
        (int(GROUND.ties.partners(HOME)[0]), "are partners already"),
        (region, "one lies in the other"),
    ):  # fmt: skip
        with pytest.raises(InvalidArgument, match=said):
            explain_partner(GROUND, model, HOME, other, MANY)


def test_places_like_another_come_first(model: AdditiveModel) -> None:
    """The twin of the model place gains most; the model place itself is left out."""
    to = 3
    reasons = {
        partner.place.place_id: next(r for r in partner.reasons if r.feature == "like")
        for partner in recommend_partners(GROUND, model, HOME, replace(MANY, like=to)).partners
    }
    assert str(GROUND.places.ids[to]) not in reasons
    assert all(reason.contribution <= 0 for reason in reasons.values())
    best = max(reasons, key=lambda place: reasons[place].contribution)
    assert "It is like Place 3 in" in reasons[best].sentence
    plain = {
        partner.place.place_id: partner.score
        for partner in recommend_partners(GROUND, model, HOME, MANY).partners
    }
    liked = recommend_partners(GROUND, model, HOME, replace(MANY, like=to)).partners
    for partner in liked:
        gained = partner.score - plain[partner.place.place_id]
        assert gained == pytest.approx(reasons[partner.place.place_id].contribution)


def test_class_of_a_place_that_is_both() -> None:
    dual = int(np.flatnonzero(GROUND.places.is_dual)[0])
    assert place_class(GROUND, dual) == "city"
    assert place_class(GROUND, dual, "region") == "region"
    with pytest.raises(InvalidArgument, match="is a city"):
        place_class(GROUND, HOME if HOME not in (dual, *range(5)) else 20, "region")
    with pytest.raises(InvalidArgument, match="city or region"):
        place_class(GROUND, dual, "village")


def test_notes_say_what_is_not_known(model: AdditiveModel) -> None:
    lonely = int(np.flatnonzero((GROUND.ties.degree == 0) & GROUND.places.is_city)[0])
    population = GROUND.places.population.copy()
    population[lonely] = np.nan
    ground = replace(GROUND, places=replace(GROUND.places, population=population), version="new")
    notes = " ".join(recommend_partners(ground, model, lonely, MANY).notes)
    assert "population" in notes
    assert "We know of no partner" in notes
    assert "learned on the data made up" in notes


def test_probability_is_the_share_of_like_pairs_that_are_tied(model: AdditiveModel) -> None:
    """Calibration in the large: chances of all pairs add up to the number of ties."""
    members = class_members(GROUND, "city")
    total = 0.0
    for home in members.tolist():
        others = members[members != home]
        total += float(probability(model.score(candidates_of(GROUND, home, others))).sum())
    inside = np.isin(GROUND.ties.a, members) & np.isin(GROUND.ties.b, members)
    assert total == pytest.approx(2 * inside.sum(), rel=0.15)


@pytest.mark.parametrize("km", [float("inf"), float("nan"), 0.0, -1.0])
def test_a_distance_is_a_number_above_0(model: AdditiveModel, km: float) -> None:
    with pytest.raises(InvalidArgument, match="above 0"):
        recommend_partners(GROUND, model, HOME, Wishes(filters=Filters(max_distance_km=km)))


def test_a_home_place_without_a_point_is_not_blamed_on_the_filter(model: AdditiveModel) -> None:
    latitude = GROUND.places.latitude.copy()
    latitude[HOME] = np.nan
    ground = replace(GROUND, places=replace(GROUND.places, latitude=latitude))
    with pytest.raises(InvalidArgument, match=r"is not known\. Choose by country or continent"):
        recommend_partners(ground, model, HOME, Wishes(filters=Filters(max_distance_km=900.0)))


def test_a_country_by_name_is_told_its_code(model: AdditiveModel) -> None:
    name, code = (str(each[0]) for each in (GROUND.countries.names, GROUND.countries.codes))
    with pytest.raises(InvalidArgument, match=f"the code of {name} is {code}"):
        recommend_partners(GROUND, model, HOME, Wishes(filters=Filters(countries=(name.upper(),))))


def test_what_a_filter_leaves_out_is_told_from_another_level(model: AdditiveModel) -> None:
    shown = recommend_partners(GROUND, model, HOME, MANY).partners
    at = GROUND.position[shown[0].place.place_id]
    filters = Filters(not_countries=(shown[0].place.country,))
    with pytest.raises(InvalidArgument, match=r"^A filter leaves Place .* out"):
        explain_partner(GROUND, model, HOME, at, Wishes(filters=filters))


@pytest.mark.parametrize(
    ("feature", "value", "is_absence"),
    [
        ("common_language", 0.0, True),
        ("coast", 0.0, True),
        ("coast", 3.0, False),
        ("hours_apart", 0.0, False),
        ("size_match", 0.0, False),
        ("trade", None, False),
    ],
)
def test_what_is_absent_is_told_apart_from_what_is_alike(
    feature: str, value: float | None, is_absence: bool
) -> None:
    reason = Reason(feature, "language", "", value, 0.5, "", "", is_known=value is not None)
    assert reason.is_absence == is_absence


def test_a_word_that_is_half_alike_is_near_and_one_that_is_less_is_not() -> None:
    assert "near it are ac" in _near("ab", ["ac"], "see the list")
    assert _near("abc", ["axy"], "see the list") == "see the list"
    assert "near it are" in _near("abcdefghij", ["abcdeklmno"], "see the list")
