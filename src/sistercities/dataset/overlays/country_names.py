"""A cell that holds the name of a country alone names no city, so its line waits.

Some cities bear the name of their state (Luxembourg, Singapore, Monaco): these are the cities. In a
country that is stated a name is looked up as any other (Peru in the United States).
"""

from __future__ import annotations

from sistercities.dataset.resolving.partner_evidence import SPELT_ALIKE
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.sources.register_countries import country_code
from sistercities.sources.register_ends import WrittenEnd
from sistercities.sources.register_words import folded
from sistercities.terms.places import Resolution

REASON = "this is the name of a country, not of a city"
NEXT_STEP = "write the city; if the column is that of countries, name it so in a mapping file"
_SHORTEST = 3
"""Latin letters of a name: two are the code of a country and may be much else."""


def is_country_alone(written: WrittenEnd, found: Resolution, names: ReleaseNames) -> bool:
    """Whether an end names a country and no city.

    Parameters
    ----------
    written
        The end as written.
    found
        What its name was resolved to, if anything.
    names
        The places that are known.
    """
    place = names.gazetteer.places[found.place_id] if found.place_id else None
    if place is not None and place.level == "country":
        return True
    code, stated = _country_named(written), written.end.country
    if not code or written.end.given_id or (stated and stated != code):
        return False
    if place is None:
        return True
    if stated:
        return found.method.endswith(SPELT_ALIKE)
    return place.country != code or country_code(place.name) != code


def _country_named(written: WrittenEnd) -> str:
    head = written.head.strip()
    is_alone = not (written.apart or written.listed or written.bracketed or written.region)
    is_name = len(folded(head)) >= _SHORTEST or not head.isascii()
    return country_code(head) if is_alone and is_name else ""
