"""Places, ties, claims and sources as pandas frames."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sistercities.api.arguments import (
    checked_country,
    checked_standings,
    checked_word,
    checked_year_of_ties,
)
from sistercities.api.data_choice import AnyData, open_data
from sistercities.dataset.globe import ground_km, unit_vectors
from sistercities.dataset.release.store import Release
from sistercities.dataset.told_events import remarks_by_tie
from sistercities.dataset.town_lookup import meet_place
from sistercities.errors import InvalidArgument
from sistercities.terms.words import LEVELS, TIE_CLASSES

if TYPE_CHECKING:
    import pandas as pd

_SOME_PLACES = 8_192
_END = ("name", "name_local", "level", "country", "region_iso", "is_dual")


def places(
    country: str | None = None, level: str | None = None, *, data: AnyData = None
) -> pd.DataFrame:
    """Places of the release: every place with a tie, all regions, all cities over 15,000.

    Parameters
    ----------
    country
        ISO 3166-1 alpha-2 code; None takes all.
    level
        country, region1, region2, city, county or district; None takes all.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.

    Returns
    -------
    pandas.DataFrame
        The columns of the table `places`, and `n_ties`: ties that the release holds of the place,
        missing where it holds none, for the place may have one that no list names.

    Raises
    ------
    InvalidArgument
        If the country has no place, or the level is not one of the six.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    with open_data(data) as release:
        frame = places_with_ties(release)
        if country is not None:
            frame = frame[frame["country"] == checked_country(release, country)]
    if level is not None:
        frame = frame[frame["level"] == checked_word("level", level, LEVELS)]
    return frame.reset_index(drop=True)


def ties(
    place: str | None = None,
    *,
    country: str | None = None,
    tie_class: str | None = None,
    as_of: int | None = None,
    standing: Sequence[str] = (),
    data: AnyData = None,
) -> pd.DataFrame:
    """Ties of the release, with the names and levels of both ends.

    Parameters
    ----------
    place
        Name or id of a place at either end; None takes all.
    country
        ISO 3166-1 alpha-2 code of a country at either end; None takes all.
    tie_class
        upper, lower, cross or dual; None takes all.
    as_of
        Year: only ties known to be alive in it. None takes all, ended and pending ones included.
    standing
        Only ties of these standings; `alive` stands for those that count as alive today. Empty
        takes all.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.

    Returns
    -------
    pandas.DataFrame
        The columns of the table `ties`; `remark`, what was told beside the standing and changes
        none: `proposed` to end or suspend it, `dormant`: contacts had ceased, `spoken_for`: an
        association is for it; and for each end (`_a`, `_b`) name, name_local, level,
        country, region_iso, is_dual, region (the name of its first-level region), latitude and
        longitude in degrees; `distance_km` is the great circle between the two points. What is not
        known is missing.

    Raises
    ------
    PlaceNotFound, PlaceAmbiguous
        If no place or several places have that name.
    InvalidArgument
        If the country, the class, the year or a standing cannot be used.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    wanted = checked_standings(standing)
    with open_data(data) as release:
        frame = ties_with_ends(release)
        if wanted:
            frame = frame[frame["standing"].isin(wanted)]
        if place is not None:
            key = meet_place(release, place).place_id
            frame = frame[(frame["place_a"] == key) | (frame["place_b"] == key)]
        if country is not None:
            code = checked_country(release, country)
            frame = frame[(frame["country_a"] == code) | (frame["country_b"] == code)]
        if as_of is not None:
            frame = _alive(frame, checked_year_of_ties(release, as_of))
        frame = with_points(frame, release.frame("places"))
    if tie_class is not None:
        frame = frame[frame["tie_class"] == checked_word("tie_class", tie_class, TIE_CLASSES)]
    return frame.reset_index(drop=True)


def claims(tie_id: str | None = None, *, data: AnyData = None) -> pd.DataFrame:
    """List what the sources say, as they say it: the lines behind one tie, or all.

    Parameters
    ----------
    tie_id
        Id of a tie, as `ties()` gives it, or of one that is held as another since; None takes all
        claims, unresolved ones included.
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.

    Returns
    -------
    pandas.DataFrame
        The columns of the table `claims`: names as written, dates, where in the source, how each
        name was resolved.

    Raises
    ------
    InvalidArgument
        If no tie has that id.
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    with open_data(data) as release:
        frame = release.frame("claims")
        held = release.query("SELECT new_id FROM tie_redirects WHERE old_id = ?", [tie_id])
    if tie_id is None:
        return frame
    of_tie = held[0]["new_id"] if held else tie_id
    kept = frame[(frame["tie_id"] == of_tie).fillna(False)]
    if kept.empty:
        raise InvalidArgument(
            "tie_id", tie_id, "no tie has it; take it from the column tie_id of ties()"
        )
    return kept.reset_index(drop=True)


def data_sources(*, data: AnyData = None) -> pd.DataFrame:
    """List the sources of the release: version, licence, attribution, what each covers and not.

    Parameters
    ----------
    data
        Folder of another release, or `Data` with overlays; None takes the release in the package.

    Returns
    -------
    pandas.DataFrame
        The columns of the table `sources`.

    Raises
    ------
    ReleaseError, OverlayError
        If the release or an overlay is damaged.
    """
    with open_data(data) as release:
        return release.frame("sources")


def places_with_ties(release: Release) -> pd.DataFrame:
    """Read the table `places` with the number of ties of each; missing where none is known."""
    return _with_ties(release.frame("places"), _tie_counts(release))


def pieces_of_places(release: Release, n: int) -> Iterator[pd.DataFrame]:
    """Read the rows of `places_with_ties`, at most `n` at a time."""
    counts = _tie_counts(release)
    return (_with_ties(piece, counts) for piece in release.frame_pieces("places", n))


def _with_ties(frame: pd.DataFrame, counts: pd.Series) -> pd.DataFrame:
    return frame.assign(n_ties=frame["place_id"].map(counts).astype("Int64"))


def _tie_counts(release: Release) -> pd.Series:
    """Count the ties of each place that has any, by place id."""
    import pandas as pd

    ends = "SELECT place_a AS place FROM ties UNION ALL SELECT place_b FROM ties"
    found = release.arrays(f"SELECT place, count(*) AS n FROM ({ends}) GROUP BY place")
    return pd.Series(found["n"], pd.Index(found["place"], dtype="str"))


def ties_with_ends(release: Release) -> pd.DataFrame:
    """Read the table `ties` with the remark on each and what identifies both ends."""
    return _with_ends(release.frame("ties"), remarks_by_tie(release), _known_ends(release))


def pieces_of_ties(release: Release, n: int) -> Iterator[pd.DataFrame]:
    """Read the rows of `ties_with_ends`, at most `n` at a time."""
    remarks, known = remarks_by_tie(release), _known_ends(release)
    return (_with_ends(piece, remarks, known) for piece in release.frame_pieces("ties", n))


def _with_ends(held: pd.DataFrame, remarks: dict[str, str], known: pd.DataFrame) -> pd.DataFrame:
    held = held.assign(remark=held["tie_id"].map(remarks).astype("string"))
    for side in ("a", "b"):
        held = held.join(known.add_suffix(f"_{side}"), on=f"place_{side}")
    return held


def _known_ends(release: Release) -> pd.DataFrame:
    """Read what identifies a place, by place id; of the other columns nothing is kept."""
    import pandas as pd

    columns = ["place_id", *_END]
    pieces = [piece[columns] for piece in release.frame_pieces("places", _SOME_PLACES)]
    return pd.concat(pieces).set_index("place_id")


def with_points(held: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Join to ties where their ends lie: region, point, and the distance between the two."""
    is_region = (places["level"] == "region1") & places["valid_to"].isna()
    regions = places[is_region & places["region_iso"].notna()]
    names = regions.drop_duplicates("region_iso").set_index("region_iso")["name"]
    points = places.set_index("place_id")[["latitude", "longitude"]]
    for side in ("a", "b"):
        held = held.assign(**{f"region_{side}": held[f"region_iso_{side}"].map(names)})
        held = held.join(points.add_suffix(f"_{side}"), on=f"place_{side}")
    a, b = (
        unit_vectors(held[f"longitude_{side}"].to_numpy(), held[f"latitude_{side}"].to_numpy())
        for side in ("a", "b")
    )
    return held.assign(distance_km=ground_km(((a - b) ** 2).sum(axis=1) ** 0.5))


def _alive(frame: pd.DataFrame, as_of: int) -> pd.DataFrame:
    from sistercities.network.alive import alive_ties
    from sistercities.network.rules import MAIN_RULES

    return alive_ties(frame, as_of, MAIN_RULES)[0]
