"""What the partners' room reads from the release, beside plain queries of the same tables."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from sistercities.dataset.release.store import Release, open_release
from sistercities.partners.features.catalogue import BY_NAME
from sistercities.partners.ground import Ground
from sistercities.partners.pairs import Pairs
from sistercities.partners.read_ground import read_ground


@pytest.fixture(scope="module")
def release() -> Iterator[Release]:
    with open_release() as opened:
        yield opened


@pytest.fixture(scope="module")
def ground(release: Release) -> Ground:
    return read_ground(release)


def one_of(ground: Ground, code: str) -> int:
    """Position of some place of a country."""
    return int(np.flatnonzero(ground.countries.codes[ground.places.country] == code)[0])


@pytest.mark.parametrize("codes", [("CN", "DE"), ("MG", "CN"), ("FR", "TG"), ("US", "MX")])
@pytest.mark.parametrize("as_of", [None, 1990])
def test_trade_is_over_the_products_of_its_own_year(
    release: Release, codes: tuple[str, str], as_of: int | None
) -> None:
    ground = read_ground(release, as_of=as_of)
    asked = [*codes, *reversed(codes), as_of or 9999]
    flows = release.query(
        "SELECT year, sum(value) AS value FROM country_pairs WHERE variable = 'trade_million_usd' "
        "AND ((country_a = ? AND country_b = ?) OR (country_a = ? AND country_b = ?)) "
        "AND value IS NOT NULL AND year <= ? GROUP BY year ORDER BY year DESC LIMIT 1",
        asked,
    )[0]
    products = release.query(
        "SELECT value FROM country_covariates WHERE variable = 'gdp_usd' AND year = ? "
        "AND country IN (?, ?)",
        [flows["year"], *codes],
    )
    share = flows["value"] * 1e6 / np.sqrt(products[0]["value"] * products[1]["value"])
    pair = Pairs(ground, *(np.array([one_of(ground, code)]) for code in codes))
    assert flows["year"] == (as_of or 2014)
    assert BY_NAME["trade"].values(pair)[0] == pytest.approx(np.log10(share))


def test_no_share_of_trade_is_beyond_what_two_economies_can_be(ground: Ground) -> None:
    """Entrepots trade more than they make, but not a hundred times; a mean of 0 would be more."""
    share = ground.countries.pairs["trade_share"]
    known = share[~np.isnan(share)]
    assert len(known) > 20_000
    assert known.min() > 0
    assert known.max() < 10
