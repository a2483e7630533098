"""Where the city ties of the home country go, how far and since when, read from the tables."""

from __future__ import annotations

from sistercities.network.alive import has_sound_start
from sistercities.network.measures.chosen import Asked, choose_ties
from sistercities.network.measures.overview import TieOverview, overview_of
from sistercities.studies.narrowing import Narrowing
from sistercities.studies.study_tables import StudyTables

_DATED_BY = """
    SELECT c.tie_id, CAST(max(coalesce(c.seen_year, s.snapshot_year)) AS INTEGER) AS year
    FROM claims c JOIN sources s USING (source_id)
    WHERE c.start <> '' AND c.tie_id IS NOT NULL GROUP BY c.tie_id
"""
"""Year of the newest source that dates each tie."""


def read_overview(
    tables: StudyTables, country: str, as_of: int | None, to: Narrowing, *, seed: int
) -> TieOverview | None:
    """Describe the city ties of a home country with other countries.

    Parameters
    ----------
    tables
        Of the whole release: ties are shuffled among those of the world.
    country
        ISO 3166-1 alpha-2, or `WORLD`.
    as_of
        Year in which a tie must be known to be alive; None takes those that the sources let stand.
    to
        The region or the source that the studies are narrowed to.
    seed
        Of the shuffled ties beside them.

    Returns
    -------
    TieOverview or None
        None where no tie has a length.
    """
    asked = Asked(country, to.region.strip().upper() or None, to.source or None, "city", as_of,
                  past=False)  # fmt: skip
    ties = tables.frame("ties")
    chosen = choose_ties(tables.frame("places"), ties, tables.frame("upper_tier"), asked)
    sound = ties[has_sound_start(ties)]
    began = dict(zip(sound["tie_id"].tolist(), sound["start_year"].astype(int).tolist(),
                     strict=True))  # fmt: skip
    dated_by = {row["tie_id"]: row["year"] for row in tables.release.query(_DATED_BY)}
    return overview_of(chosen, country, began, dated_by, seed=seed)
