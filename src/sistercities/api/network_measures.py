"""The verb on the network as a whole: its measures beside those of shuffled ties."""

from __future__ import annotations

from sistercities.api.arguments import (
    checked_count,
    checked_country,
    checked_word,
    checked_year_of_ties,
)
from sistercities.api.data_choice import AnyData, open_data
from sistercities.dataset.release.store import Release
from sistercities.errors import InvalidArgument
from sistercities.network.measures.answer import NetworkMeasures
from sistercities.network.measures.chosen import LEVELS, Asked, choose_ties
from sistercities.network.measures.measure import measure
from sistercities.terms.progress import Progress, quiet
from sistercities.terms.words import WORLD

MOST_DRAWS = 10_000


def measure_network(
    country: str = WORLD,
    *,
    region: str | None = None,
    source: str | None = None,
    level: str = "city",
    as_of: int | None = None,
    past: bool = False,
    draws: int = 100,
    seed: int = 1,
    on_progress: Progress | None = None,
    data: AnyData = None,
) -> NetworkMeasures:
    """Measure the network of ties: size, density, components, clustering, paths, lengths of ties.

    Lengths, clustering and assortativity stand beside those of shuffled ties, in which each place
    of the world keeps its number of ties. The same arguments give the same numbers.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-2 code: the ties with an end there; `WORLD` takes all.
    region
        ISO 3166-2 code such as CN-JS: the ties with an end in that region.
    source
        Id of a source such as enwiki-2026: only ties that it names, also among the shuffled ones.
    level
        `city`, `region`, or `all`, which takes ties across levels too.
    as_of
        Year: only ties known to be alive in it. None takes those that the sources let stand today.
    past
        Whether all recorded ties count, also those over, not signed or no longer listed.
    draws
        Networks of shuffled ties, from 2 to 10,000.
    seed
        Seed of all randomness, at least 0.
    on_progress
        Called with what is being done, how much is done and how much there is.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.

    Returns
    -------
    NetworkMeasures
        The measures, by country and by source too, with what is left out.

    Raises
    ------
    InvalidArgument
        If an argument cannot be used, or the two that choose a time are both given.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    checked_word("level", level, LEVELS)
    checked_count("draws", draws, 2, MOST_DRAWS)
    checked_count("seed", seed, 0)
    if past and as_of is not None:
        raise InvalidArgument("as_of", as_of, "all recorded ties are of no year; leave out one")
    with open_data(data) as release:
        area = _area(release, country, region)
        year = None if as_of is None else checked_year_of_ties(release, as_of)
        asked = Asked(*area, _source(release, source), level, year, past)
        version = release.version
        chosen = choose_ties(
            release.frame("places"), release.frame("ties"), release.frame("upper_tier"), asked
        )
    return measure(
        chosen, asked, version=version, draws=draws, seed=seed, progress=on_progress or quiet
    )


def _area(release: Release, country: str, region: str | None) -> tuple[str, str | None]:
    """Country and region that are meant; a region alone brings its country."""
    code = country.strip().upper()
    if code != WORLD:
        code = checked_country(release, country)
    if region is None:
        return code, None
    wanted = region.strip().upper()
    rows = release.query("SELECT country FROM places WHERE region_iso = ? LIMIT 1", [wanted])
    if not rows:
        raise InvalidArgument("region", region, _regions_there(release, wanted))
    if code not in (WORLD, rows[0]["country"]):
        advice = f"it lies in {rows[0]['country']}; leave out the country {code}"
        raise InvalidArgument("region", region, advice)
    return rows[0]["country"], wanted


def _regions_there(release: Release, wanted: str) -> str:
    rows = release.query(
        "SELECT DISTINCT region_iso FROM places WHERE region_iso LIKE ? || '-%' ORDER BY 1 LIMIT 5",
        [wanted[:2]],
    )
    known = ", ".join(row["region_iso"] for row in rows) or "CN-JS"
    return f"no place of this release lies there; give an ISO 3166-2 code, for example {known}"


def _source(release: Release, source: str | None) -> str | None:
    if source is None:
        return None
    rows = release.query(
        "SELECT DISTINCT source_id FROM claims WHERE tie_id IS NOT NULL ORDER BY source_id"
    )
    known = [row["source_id"] for row in rows]
    if source not in known:
        raise InvalidArgument("source", source, f"ties are named by {', '.join(known)}; use one")
    return source
