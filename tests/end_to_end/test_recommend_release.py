"""Recommendations on the data in the package: sums, candidates, countries, wishes."""

from __future__ import annotations

import numpy as np
import pytest

import sistercities as sc
from sistercities.api.data_choice import open_data
from sistercities.api.ground import ground_of
from sistercities.errors import InvalidArgument, PlaceAmbiguous
from sistercities.partners.additive_model import class_members, probability
from sistercities.partners.pairs import Pairs
from sistercities.partners.stored_model import CLASSES, stored_model


@pytest.mark.parametrize("name", ["宁波", "Aachen", "浙江省", "Shibuya", "Nairobi"])
def test_reasons_add_up_and_partners_are_free(name: str) -> None:
    found = sc.rank_partners(name, count=20)
    tied = {tie.b.place_id for tie in sc.ties_of(found.home.place_id)}
    regions = [partner.place.region_iso for partner in found.partners]
    assert max(regions.count(region) for region in regions if region) <= 2
    for partner in found.partners:
        total = partner.base + sum(reason.contribution for reason in partner.reasons)
        assert total == pytest.approx(partner.score, abs=1e-9)
        assert partner.place.place_id not in tied
        assert all(reason.sentence.endswith(".") for reason in partner.reasons)


@pytest.mark.parametrize("place_class", CLASSES)
def test_stored_models_say_how_many_ties_there_are(place_class: str) -> None:
    """The chances of all partners of sixty places add up to their ties, within chance."""
    with open_data() as release:
        ground = ground_of(release)
    model, members = stored_model(place_class), class_members(ground, place_class)
    assert model.data_version == ground.version
    is_member = np.zeros(ground.n_places, dtype=bool)
    is_member[members] = True
    expected, actual = 0.0, 0
    for home in np.random.default_rng(1).choice(members, 60, replace=False).tolist():
        others = members[members != home]
        pairs = Pairs(ground, np.full(len(others), home), others)
        expected += float(probability(model.score(pairs)).sum())
        actual += int(is_member[ground.ties.partners(home)].sum())
    assert expected == pytest.approx(actual, abs=4 * actual**0.5 + 0.1 * actual)


def test_no_line_of_a_stored_model_turns() -> None:
    for place_class in CLASSES:
        model = stored_model(place_class)
        for feature in (*model.features, *model.home_features):
            line = model.coefficients[feature.name][: len(feature.knots)]
            if feature.direction:
                assert (np.diff(line) * feature.direction >= -1e-8).all(), feature.name


def test_a_country_has_no_partners_of_its_own() -> None:
    with pytest.raises(InvalidArgument, match=r"China is a country\. Give a city or region of it"):
        sc.rank_partners("China")


def test_a_country_in_place_of_a_partner_is_named_with_a_next_step() -> None:
    said = r"^Japan is a country\. Give a city or region of it, such as "
    with pytest.raises(InvalidArgument, match=said):
        sc.rank_partners("Ningbo", why="Japan")
    with pytest.raises(InvalidArgument, match=said):
        sc.assess("Ningbo", "Japan")


def test_a_name_of_several_places_is_asked_back() -> None:
    with pytest.raises(PlaceAmbiguous, match="the name of 8 places"):
        sc.rank_partners("Bergen")


def test_wishes_are_kept() -> None:
    found = sc.rank_partners(
        "Ningbo", continents=["Europe"], languages=["German"], min_population=300_000, count=5
    )
    assert {partner.place.country for partner in found.partners} <= {"DE", "AT", "CH", "BE", "LU"}
    assert all((partner.place.population or 0) >= 300_000 for partner in found.partners)
    alike = sc.rank_partners("Ningbo", like="Nottingham", count=5)
    assert all(reason.feature != "like" or reason.sentence for p in alike.partners
               for reason in p.reasons)  # fmt: skip
    assert {"like"} <= {reason.feature for p in alike.partners for reason in p.reasons}
