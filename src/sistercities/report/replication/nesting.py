"""The city ties and the ties of regions of a home country, and what the nesting study made of them.

Numbers come from the JSON of the study, which a chapter that was kept has too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sistercities.network.lift import build_network
from sistercities.network.two_level import TwoLevelNetwork
from sistercities.report.exports import csv_bytes
from sistercities.report.nesting.wording import ESTIMAND_WORDS
from sistercities.report.replication.numbers import HeadlineNumber, Replicated
from sistercities.sentences import say
from sistercities.studies.study_data import StudyData, read_study_data
from sistercities.studies.study_tables import StudyTables
from sistercities.terms.json_records import Json
from twolevel.nulls.catalogue import MAIN_NULL

ESTIMATES = (
    "share_inside", "share_no_upper", "odds_ratio", "rate_ratio", "country_rate_ratio",
    "upper_served",
)  # fmt: skip
OF_DRAWS = 0.05
"""Part by which observed over expected by formula may miss that of the draws.

With so few ties that the two means are further apart, the formula does not stand for the draws, and
the ratio is left out.
"""

Names = Callable[[str], str]


def replicate_nesting(record: Json, tables: StudyTables) -> Replicated:
    """Lay out what the study rests on, and its numbers.

    Parameters
    ----------
    record
        JSON of the study.
    tables
        The release that it was made from.
    """
    data = read_study_data(tables)
    network = build_network(data.tables, str(record["country"]), int(str(record["as_of"])))
    return Replicated(_tables(network, _names(data)), tuple(_numbers(record)))


def _names(data: StudyData) -> Names:
    places = data.tables.places
    names = dict(zip(places["place_id"].tolist(), places["name"].tolist(), strict=True))
    return lambda place: str(names.get(place, place))


def _tables(network: TwoLevelNetwork, name_of: Names) -> dict[str, bytes]:
    n_tiers = network.foreign_unit.shape[1]
    tiers = [f"foreign_region_{k + 1}" for k in range(n_tiers)]
    city = (
        "tie_id", "home_place", "home_name", "home_region", "home_region_name", "foreign_place",
        "foreign_name", "foreign_country", *tiers,
    )  # fmt: skip
    region = (
        "tie_id", "home_region", "home_region_name", "foreign_region", "foreign_region_name",
        "foreign_country",
    )  # fmt: skip
    return {
        "city_ties.csv": csv_bytes(city, _city_ties(network, name_of)),
        "region_ties.csv": csv_bytes(region, _region_ties(network, name_of)),
    }


def _city_ties(network: TwoLevelNetwork, name_of: Names) -> Iterator[tuple[object, ...]]:
    for tie, (i, j) in zip(network.tie_ids, network.ties.tolist(), strict=True):
        home, there = network.home_places[i], network.foreign_places[j]
        region = network.home_units[network.home_unit[i]]
        units = [network.foreign_units[k] if k >= 0 else None for k in network.foreign_unit[j]]
        country = network.countries[network.foreign_country[j]]
        yield (tie, home, name_of(home), region, name_of(region), there, name_of(there), country,
               *units)  # fmt: skip


def _region_ties(network: TwoLevelNetwork, name_of: Names) -> Iterator[tuple[object, ...]]:
    for tie, (p, r) in zip(network.upper_tie_ids, network.upper_ties.tolist(), strict=True):
        home, there = network.home_units[p], network.foreign_units[r]
        country = network.countries[network.foreign_unit_country[r]]
        yield tie, home, name_of(home), there, name_of(there), country


def _numbers(record: Json) -> Iterator[HeadlineNumber]:
    estimates: Mapping[str, Any] = record["estimates"]  # type: ignore[assignment]
    for name in ESTIMATES:
        value = estimates.get(name, {}).get("value")
        if value is not None:
            yield HeadlineNumber("nesting", name, ESTIMAND_WORDS[name][0], value)
    nulls: Mapping[str, Any] = record["nulls"]  # type: ignore[assignment]
    main = nulls.get(MAIN_NULL)
    if main is None:
        return
    if main["exact_mean"] is not None:
        words = say("city ties expected inside by chance, by formula")
        yield HeadlineNumber("nesting", "expected_inside", words, main["exact_mean"])
    if main["ratio"] is not None and _are_near(main["exact_mean"], main["mean"]):
        yield HeadlineNumber(
            "nesting", "observed_over_expected", ESTIMAND_WORDS["observed_over_expected"][0],
            main["ratio"], OF_DRAWS,
            say("the report takes the mean of its draws, which hold no tie twice; the scripts "
                "take the mean by formula, which lets a tie be drawn twice"),
        )  # fmt: skip


def _are_near(formula: float | None, drawn: float | None) -> bool:
    if not formula or not drawn:
        return False
    return abs(formula / drawn - 1) <= OF_DRAWS
