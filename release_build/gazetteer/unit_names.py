"""Chinese districts and county-level cities that GeoNames lists under the name of a quarter.

GeoNames has one record for a district and the quarter of its seat, and calls it by the name of
either: 镇海区 of Ningbo stands there as Zhaobaoshan, with the spellings 镇海区 and Zhenhai Qu
beside it. A place whose Chinese name is that of a unit is shown under the name of that unit.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from sistercities.dataset.scripts import name_key
from sistercities.terms.places import Place

_ENDINGS = {"市": "Shi", "区": "Qu", "县": "Xian"}
_QUARTERS = ("Jiedao", "Zhen", "Xiang")
_SPACED = re.compile("[a-zü]+(?: [a-zü]+)+")
"""How a Chinese name is read, syllable by syllable, as GeoNames writes it beside the characters."""
_LEAST = 3


def with_unit_names(places: Iterable[Place], added: Iterable[Place]) -> tuple[Place, ...]:
    """Show each Chinese unit under its own name where the name shown is that of a quarter.

    Parameters
    ----------
    places
        Places as GeoNames and the roster have them.
    added
        Places of our own: where one of them is the unit, the place beside it keeps its name.
    """
    taken = {(one.name_local, one.region_iso) for one in added if one.country == "CN"}
    return tuple(_shown(place, taken) for place in places)


def _shown(place: Place, taken: Collection[tuple[str, str]]) -> Place:
    if place.country != "CN" or (place.name_local, place.region_iso) in taken:
        return place
    name = unit_name(place.name, place.name_local, dict(place.names))
    if name == place.name:
        return place
    names = {name: "und"} | dict(place.names)
    return replace(place, name=name, names=tuple(sorted(names.items())))


def unit_name(name: str, name_local: str, names: Collection[str]) -> str:
    """Return the name of the unit that `name_local` is; `name` unless it is that of a quarter.

    The spellings must tell both: that the name shown is read from another Chinese name, or is that
    of a quarter or town, and what the unit is called.

    Examples
    --------
    >>> spellings = ["Zhaobaoshan", "zhao bao shan", "zhen hai qu", "Zhenhai Qu", "镇海区"]
    >>> unit_name("Zhaobaoshan", "镇海区", spellings)
    'Zhenhai'
    >>> unit_name("Ghulja", "伊宁市", ["Ghulja", "Yining Shi", "yi ning shi"])
    'Ghulja'
    """
    ending = _ENDINGS.get(name_local[-1:])
    if ending is None or len(name_local) < _LEAST:
        return name
    own = {one.removesuffix(f" {ending}") for one in names if one.endswith(f" {ending}")}
    own |= {one.rpartition(" ")[0] for one in names if _is_reading(one, ending, name_local)}
    if not own or name_key(name) in {name_key(one) for one in own}:
        return name
    written = {name_key(one): one for one in sorted(own) if one[:1].isupper() and " " not in one}
    if len(written) != 1 or not _is_of_quarter(name, names):
        return name
    (found,) = written.values()
    return found


def _is_reading(spelling: str, ending: str, name_local: str) -> bool:
    """Whether a spelling is the reading of the unit's Chinese name."""
    parts = spelling.split(" ")
    is_spaced = _SPACED.fullmatch(spelling) is not None
    return is_spaced and len(parts) == len(name_local) and parts[-1] == ending.lower()


def _is_of_quarter(name: str, names: Collection[str]) -> bool:
    if any(f"{name} {kind}" in names for kind in _QUARTERS):
        return True
    key = name_key(name)
    return any(_SPACED.fullmatch(one) and name_key(one) == key for one in names)
