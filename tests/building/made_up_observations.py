"""Places, ends and claims that the tests of the observations share."""

from __future__ import annotations

from sistercities.dataset.resolved import ResolvedClaim
from sistercities.sources.undated_claims import undated_claim
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution
from sistercities.terms.words import Level


def place(
    place_id: str,
    name: str,
    country: str,
    *,
    point: tuple[float, float] | None = None,
    people: int | None = None,
    level: Level = "city",
    region: str = "",
    names: tuple[str, ...] = (),
    item: str = "",
    parents: tuple[str, ...] = (),
    aliases: tuple[str, ...] = (),
) -> Place:
    latitude, longitude = point or (None, None)
    return Place(
        place_id, name, "", level, country, region, wikidata_id=item, population=people,
        latitude=latitude, longitude=longitude, parent_ids=parents, alias_ids=aliases,
        names=tuple((one, "und") for one in (name, *names)),
    )  # fmt: skip


def known(source_id: str, a: str, b: str, method: str = "id") -> ResolvedClaim:
    """Make a claim of another source on two places."""
    claim = undated_claim(
        f"{source_id}:{a}~{b}", "made up", NamedEnd(a, ""), NamedEnd(b, ""), licence="CC0-1.0"
    )
    return ResolvedClaim(claim, Resolution(a, method, 1.0), Resolution(b, method, 1.0))
