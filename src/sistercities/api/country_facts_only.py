"""Facts of one country alone: of its places, of itself, and of the pairs that it is in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sistercities.dataset.release.store import Release
from sistercities.report.export_formats.content import PIECE, Rows
from sistercities.terms.tables import BY_NAME

if TYPE_CHECKING:
    import pandas as pd

_OF_PLACES = ("place_id", "place_a", "place_b")
_OF_COUNTRIES = ("country", "country_a", "country_b")


def rows_of_country(release: Release, table: str, country: str) -> Rows:
    """Give the rows of a table of facts that are of a country, one of its places, or a pair of one.

    Parameters
    ----------
    release
        The release; it must stay open while rows are read.
    table
        A table of the release with the columns `place_id`, `place_a` and `place_b`, or `country`,
        `country_a` and `country_b`.
    country
        ISO 3166-1 alpha-2.
    """
    columns = BY_NAME[table].column_names
    of_places = [name for name in _OF_PLACES if name in columns]
    of_countries = [name for name in _OF_COUNTRIES if name in columns]
    places = {
        row["place_id"]
        for row in release.query("SELECT place_id FROM places WHERE country = ?", [country])
    }
    inside = "(SELECT place_id FROM places WHERE country = ?)"
    tests = [f"{name} IN {inside}" for name in of_places] + [f"{name} = ?" for name in of_countries]
    counted = f"SELECT count(*) AS n FROM {table} WHERE {' OR '.join(tests)}"
    n_rows = int(release.query(counted, [country] * len(tests))[0]["n"])

    def kept(frame: pd.DataFrame) -> pd.DataFrame:
        is_own = frame[of_places].isin(places).any(axis=1)
        is_own |= (frame[of_countries] == country).any(axis=1)
        return frame[is_own]

    def pieces() -> Iterator[pd.DataFrame]:
        return (own for piece in release.pieces(table, PIECE) if len(own := kept(piece)))

    return Rows(n_rows, pieces, lambda: kept(release.frame(table)).reset_index(drop=True))
