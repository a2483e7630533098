"""Ties of a partner in the home country that are over: whoever asks next has to know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from sistercities.dataset.heirs import HEIRS, merged_into
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.sentences import (
    CountryName,
    PlaceName,
    Said,
    Sentence,
    listed_few,
    place_name,
    say,
    say_count,
)

if TYPE_CHECKING:
    from sistercities.dataset.release.queried import Queried

MOST_NAMED = 3
"""Places that one sentence names."""
_OVER = """
    WITH over AS (SELECT * FROM ties WHERE standing IN ('ended', 'suspended')),
        both_ways AS (
            SELECT tie_id, place_a AS partner, place_b AS other, standing, "end" FROM over
            UNION ALL SELECT tie_id, place_b, place_a, standing, "end" FROM over)
    SELECT b.*, p.name, p.country FROM both_ways b JOIN places p ON p.place_id = b.other
    {asked} ORDER BY b."end" DESC NULLS LAST, b.tie_id
"""
OverThere: TypeAlias = Mapping[str, Sequence[dict[str, Any]]]
"""By id of a place: its ties that ended or rest, those that ended last first.

Those of municipalities that became a part of it are among them; `other_today` is what the other
end is a part of now, or itself.
"""


def read_over(release: Queried, places: Sequence[str] | None = None) -> OverThere:
    """Read the ties of some places, by id, that ended or rest; of all places by default."""
    named = tuple(
        each for one in places or ()
        for each in (one, *(town.name.place_id for town in merged_into(release, one)))
    )  # fmt: skip
    asked = f"WHERE b.partner IN ({', '.join('?' * len(named))})" if places is not None else ""
    rows = release.query(_OVER.format(asked=asked), named)
    heirs = {row["ended"]: row["heir"] for row in release.query(HEIRS)} if rows else {}
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        partner = heirs.get(row["partner"], row["partner"])
        today = heirs.get(row["other"], row["other"])
        found.setdefault(partner, []).append({**row, "other_today": today})
    return dict(sorted(found.items()))


def ended_in_country(
    over: OverThere, home: PlaceName, country: CountryName, partners: Iterable[PlaceName]
) -> dict[str, Obstacle]:
    """Tell of partners, by id, which of their ties with places of a country ended or rest.

    Parameters
    ----------
    over
        Ties of the partners that ended or rest.
    home, country
        The home place, whose own ties are told elsewhere, and its country.
    partners
        Places abroad.
    """
    found: dict[str, Obstacle] = {}
    for partner in partners:
        rows = [
            row for row in over.get(partner.place_id, ())
            if row["country"] == country.code and row["other_today"] != home.place_id
        ]  # fmt: skip
        if rows:
            found[partner.place_id] = _told(partner, country, rows)
    return found


def say_over(partner: PlaceName, country: CountryName, shown: Sequence[Said], n: int) -> Sentence:
    """Say that so many ties of a place with places of a country are over, and name some."""
    return say_count(
        "{n} partnership of {partner} in {country} has ended or was suspended: {places}.",
        "{n} partnerships of {partner} in {country} have ended or were suspended: {places}.",
        n,
        partner=partner,
        country=country,
        places=listed_few(shown, n, "comma"),
    )


def _told(partner: PlaceName, country: CountryName, rows: list[dict[str, Any]]) -> Obstacle:
    shown = [_named(row) for row in rows[:MOST_NAMED]]
    sentence = say_over(partner, country, shown, len(rows))
    return Obstacle(
        "ended_in_country", "caution", sentence, say("ties of the release"),
        places=tuple(row["other"] for row in rows), ties=tuple(row["tie_id"] for row in rows),
    )  # fmt: skip


def _named(row: dict[str, Any]) -> Said:
    from sistercities.terms.standing_words import short_standing  # few answers tell of such ties

    return say(
        "{place} ({how})",
        place=place_name(row["name"], row["other"]),
        how=short_standing(row["standing"], None, None, row["end"]),
    )
