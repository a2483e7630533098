"""Visitors, trade and GDP of the provinces of China.

The sheets state no units. They follow from values known otherwise: Beijing has 3.77 million
visitors from overseas and receipts of 5,192 million US dollars in 2019, and a GDP of 4,376 billion
yuan in 2023, the same as in the city yearbook; the goods trade of the four municipalities in 2023
is that of the yearbook at 7.03 to 7.04 yuan a dollar. So visitors are in million, receipts in
million US dollars, GDP in 100 million yuan and trade in thousand US dollars.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from release_build.covariates.value_rows import value_row
from release_build.readers.china_provinces import ProvinceValue, Series
from sistercities.dataset.ingredients import Row
from sistercities.dataset.regions import is_region
from sistercities.errors import BuildError
from sistercities.terms.places import Place

SOURCE_ID = "china-provinces-nbs"

SERIES: dict[Series, tuple[str, float, str]] = {
    "foreign_visitors": ("foreign_visitors", 1, "million visits"),
    "overseas_visitors": ("overseas_visitors", 1, "million visits"),
    "tourism_receipts": ("tourism_receipts", 1, "million USD"),
    "gdp": ("gdp", 100, "million CNY"),
    "trade": ("goods_trade_by_firm", 0.001, "million USD"),
    "trade_by_origin": ("goods_trade_by_origin", 0.001, "million USD"),
}
"""Variable, factor and unit of each series."""


def province_rows(values: Iterable[ProvinceValue], places: Mapping[str, Place]) -> Iterator[Row]:
    """Lay out every value.

    Raises
    ------
    BuildError
        If no region of the release has a province's name.
    """
    regions = {
        place.name_local: place.place_id
        for place in places.values()
        if place.country == "CN" and is_region(place)
    }
    for one in values:
        if one.province not in regions:
            raise BuildError(
                f"{SOURCE_ID}: no region of the release is called {one.province}; "
                "correct its local name in data/decisions/place_corrections_regions.csv"
            )
        variable, factor, unit = SERIES[one.series]
        value = round(one.value * factor, 3)
        yield value_row(regions[one.province], variable, one.year, value, unit, SOURCE_ID)
