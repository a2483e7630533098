"""What the verdict on C7 rests on, from a table of partner countries by period.

Nothing here knows a release: simulated worlds give the same table.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from sistercities.studies.diplomacy.models import COMPLEX, CONTROLS, Fitted, Ratio, fit_ties


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What is judged.

    Attributes
    ----------
    city, region
        Regressions of city ties and of region ties on complex relations.
    difference
        The same of the share of city ties.
    n_city_ties, n_region_ties
        Ties in rows of which all is known.
    n_countries
        Countries with one of them.
    n_complex, n_complex_tied, n_complex_with_city
        Countries with complex relations in a period; those of them with a tie begun in such a
        period; and with a city tie.
    n_complex_city_ties
        City ties begun in such periods.
    n_listed
        Home regions of which a source lists the ties, by level; empty in simulated worlds.
    """

    city: Fitted
    region: Fitted
    difference: Fitted
    n_city_ties: int
    n_region_ties: int
    n_countries: int
    n_complex: int
    n_complex_tied: int
    n_complex_with_city: int
    n_complex_city_ties: int
    n_listed: dict[str, int]

    @property
    def ratio(self) -> Ratio:
        """R: city ties with countries of complex relations, against like countries."""
        return self.city.ratio(COMPLEX)

    @property
    def relative(self) -> Ratio:
        """D: the same of cities over that of regions."""
        return self.difference.ratio(COMPLEX)


def gather_evidence(table: pd.DataFrame, n_listed: dict[str, int] | None = None) -> Evidence:
    """Compute what is judged.

    Parameters
    ----------
    table
        Rows of country and period: `country`, `period`, `city`, `region`, `is_complex`, and the
        controls; NaN is not known.
    n_listed
        Home regions of which a source lists the ties, by level.
    """
    terms = (COMPLEX, *CONTROLS)
    rows = table[table[list(terms)].notna().all(axis=1)]
    tied = rows[rows["city"] + rows["region"] > 0]
    odds, tied_odds = rows[rows[COMPLEX] == 1], tied[tied[COMPLEX] == 1]
    with_city = tied_odds[tied_odds["city"] > 0]
    return Evidence(
        city=fit_ties(table, "city", terms), region=fit_ties(table, "region", terms),
        difference=fit_ties(table, "difference", terms),
        n_city_ties=int(rows["city"].sum()), n_region_ties=int(rows["region"].sum()),
        n_countries=tied["country"].nunique(), n_complex=odds["country"].nunique(),
        n_complex_tied=tied_odds["country"].nunique(),
        n_complex_with_city=with_city["country"].nunique(),
        n_complex_city_ties=int(with_city["city"].sum()),
        n_listed=dict(n_listed or {}),
    )  # fmt: skip
