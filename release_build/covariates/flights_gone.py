"""Routes that are known to be gone, though the list of routes keeps them.

`data/decisions/flights_gone.csv` names two countries between which nothing flies any more, and the
row of `country_pairs_now` that says why. Only what such a row says stands there: that a route was
listed is no sign that it is flown, and nothing here says that any other is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from release_build.covariates.airport_cities import country_code
from release_build.covariates.flight_links import Leg
from release_build.readers.openflights import Airport
from sistercities.errors import BuildError
from sistercities.sources.ruling_rows import ruling_rows
from sistercities.sources.written_values import is_date

FILE = "flights_gone.csv"
_COLUMNS = ("country_a", "country_b", "from", "pair_id", "reason", "date", "retire_check")
RETIRE_CHECK = "the pair has an end in country_pairs_now"


@dataclass(frozen=True, slots=True)
class FlightsGone:
    """Two countries between which nothing flies since a day, and the row that says why."""

    country_a: str
    country_b: str
    since: str
    pair_id: str

    @property
    def countries(self) -> frozenset[str]:
        """Both codes."""
        return frozenset((self.country_a, self.country_b))


def read_flights_gone(path: Path, countries: Collection[str]) -> tuple[FlightsGone, ...]:
    """Read `flights_gone.csv`.

    Raises
    ------
    SourceError
        If a row does not say what the table promises, or a pair stands there twice.
    """
    found: dict[frozenset[str], FlightsGone] = {}
    for row in ruling_rows(path, _COLUMNS):
        values = row.values
        row.require_country("country_a", countries)
        row.require_country("country_b", countries)
        row.require("pair_id")
        row.require_one_of("retire_check", (RETIRE_CHECK,))
        if not is_date(values["from"]):
            raise row.refuse("from", "write a date: YYYY, YYYY-MM or YYYY-MM-DD")
        gone = FlightsGone(
            values["country_a"], values["country_b"], values["from"], values["pair_id"]
        )
        if len(gone.countries) == 1 or gone.countries in found:
            raise row.refuse("country_b", "write each pair of two countries once")
        found[gone.countries] = gone
    return tuple(found.values())


def without_gone(
    legs: Iterable[Leg], airports: Mapping[str, Airport], gone: Sequence[FlightsGone]
) -> list[Leg]:
    """Leave out the legs between two countries whose flights are gone.

    Raises
    ------
    BuildError
        If a ruling leaves out nothing.
    """
    ruled = {one.countries for one in gone}
    kept, met = [], set()
    for leg in legs:
        between = frozenset(country_code(airports[code]) for code in leg.airports)
        if between in ruled:
            met.add(between)
        else:
            kept.append(leg)
    idle = sorted(" and ".join(sorted(one)) for one in ruled - met)
    if idle:
        raise BuildError(
            f"data/decisions/{FILE}: no route is listed between {'; '.join(idle)}; take the row out"
        )
    return kept


def require_stated(gone: Iterable[FlightsGone], pairs: Iterable[Mapping[str, Any]]) -> None:
    """Hold the rulings against the rows that they rest on.

    Parameters
    ----------
    gone
        The rulings.
    pairs
        Rows of `country_pairs_now`.

    Raises
    ------
    BuildError
        If the row of a ruling is gone, speaks of others, or has an end.
    """
    by_id = {row["pair_id"]: row for row in pairs}
    for one in gone:
        row = by_id.get(one.pair_id, {})
        about = {row.get("country_a"), row.get("country_b")}
        if about != one.countries or row["until_date"] is not None:
            raise BuildError(
                f"data/decisions/{FILE}: {one.pair_id} does not say of {one.country_a} and "
                f"{one.country_b} that it still holds; read the source, and rule again or take the "
                "row out"
            )
