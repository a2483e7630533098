"""How much a country counts that some of the places alike have a partner in."""

from __future__ import annotations

import numpy as np
import pytest

from sistercities.partners.short_lists.alike_places import AlikePlaces, share_with_partner


def shares(n_places: int, *with_partner: int) -> list[float]:
    alike = AlikePlaces(np.arange(n_places), np.array(with_partner))
    return share_with_partner(alike).tolist()


@pytest.mark.parametrize("n", [1, 2, 50])
def test_none_counts_nothing_and_all_of_them_count_one(n: int) -> None:
    assert shares(n, 0, n) == [0.0, pytest.approx(1.0)]


def test_the_first_few_count_most() -> None:
    first, second, last = np.diff(shares(50, 0, 1, 2, 49, 50))[[0, 1, 3]]
    assert first > second > last > 0
    assert shares(3, 1) == [pytest.approx(0.5)]  # log 2 is half of log 4


def test_where_no_place_is_alike_no_country_counts() -> None:
    assert shares(0, 0, 0) == [0.0, 0.0]
