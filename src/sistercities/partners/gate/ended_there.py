"""Ties of a partner in the home country that are over: whoever asks next has to know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sistercities.dataset.release.store import Release
from sistercities.partners.gate.obstacle import Obstacle
from sistercities.partners.ground import Ground
from sistercities.partners.names_in_sentences import named_country, named_place
from sistercities.sentences import Said, listed_few, say, say_count
from sistercities.terms.standing_words import short_standing

MOST_NAMED = 3
"""Places that one sentence names."""
_OVER = """
    WITH over AS (SELECT * FROM ties WHERE standing IN ('ended', 'suspended')),
        both_ways AS (
            SELECT tie_id, place_a AS partner, place_b AS other, standing, "end" FROM over
            UNION ALL SELECT tie_id, place_b, place_a, standing, "end" FROM over)
    SELECT b.* FROM both_ways b JOIN places p ON p.place_id = b.other
    WHERE b.partner IN (SELECT unnest(?)) AND b.other <> ? AND p.country = ?
    ORDER BY b.partner, b."end" DESC NULLS LAST, b.tie_id
"""


def ended_in_home_country(
    release: Release, ground: Ground, home: int, partners: Sequence[int]
) -> list[tuple[Obstacle, ...]]:
    """Tell of each partner which of its ties with places of the home country ended or rest.

    Parameters
    ----------
    release
        An opened release.
    ground
        Facts on the same.
    home, partners
        Positions of the home place, whose own ties are told elsewhere, and of partners.
    """
    places = ground.places
    country = int(places.country[home])
    ids = {str(places.ids[at]): at for at in partners if places.country[at] != country}
    if not ids:
        return [() for _ in partners]
    code = str(ground.countries.codes[country])
    by_partner: dict[int, list[dict[str, Any]]] = {}
    for row in release.query(_OVER, [list(ids), str(places.ids[home]), code]):
        by_partner.setdefault(ids[row["partner"]], []).append(row)
    return [
        (_told(ground, at, country, by_partner[at]),) if at in by_partner else () for at in partners
    ]


def _told(ground: Ground, partner: int, country: int, rows: list[dict[str, Any]]) -> Obstacle:
    named = [_named(ground, row) for row in rows[:MOST_NAMED]]
    sentence = say_count(
        "{n} partnership of {partner} in {country} has ended or was suspended: {places}.",
        "{n} partnerships of {partner} in {country} have ended or were suspended: {places}.",
        len(rows),
        partner=named_place(ground, partner),
        country=named_country(ground, country),
        places=listed_few(named, len(rows), "comma"),
    )
    return Obstacle(
        "ended_in_country", "caution", sentence, say("ties of the release"),
        places=tuple(row["other"] for row in rows), ties=tuple(row["tie_id"] for row in rows),
    )  # fmt: skip


def _named(ground: Ground, row: dict[str, Any]) -> Said:
    return say(
        "{place} ({how})",
        place=named_place(ground, ground.position[row["other"]]),
        how=short_standing(row["standing"], row["end"], None),
    )
