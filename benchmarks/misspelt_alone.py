"""How often the only name so spelt in a country is not the place that is meant.

`python benchmarks/misspelt_alone.py [--seed N] [--names N] [--countries FR DE ...]`. *Taken away*:
places drawn with a seed are left out of the names of their country, and their own names asked for;
whatever is taken then is another place, as it would be for a hamlet that the gazetteer lacks.
*Slips*: a letter or two of their names are made wrong: right, another place, or waiting.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from misspelt_partners import with_slips
from sistercities.dataset.release.store import open_release
from sistercities.dataset.resolving.by_forms import NO_SUCH_NAME
from sistercities.dataset.resolving.kept_names import names_of
from sistercities.dataset.resolving.misspelt_partners import MisspeltAlone, slips_to
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.dataset.scripts import name_key
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution

SEED, N_NAMES = 20261201, 2000
_COUNTRIES = ("FR", "DE", "HU", "PL", "IT", "AT", "NL", "JP")
_LEAST = 9
_OPEN = Resolution("", "", 0.0, NO_SUCH_NAME)


class WithoutOne(MisspeltAlone):
    """The rule where one name is in no table."""

    gone = ""

    def _within(self, asked: str, country: str, most: int) -> Iterator[tuple[int, str]]:
        return (each for each in super()._within(asked, country, most) if each[1] != self.gone)


def measured(names: ReleaseNames, country: str, seed: int, n: int) -> dict[str, object]:
    """Ask for names of a country without their places, and with slips."""
    draw = random.Random(seed)
    long = [one for one in names.gazetteer.of_country(country) if len(one.name) >= _LEAST]
    drawn = draw.sample(sorted(long, key=lambda one: one.place_id), min(n, len(long)))
    counts: Counter[str] = Counter(names=len(drawn))
    rule = MisspeltAlone(names.gazetteer, names.regions.lies_in)
    without = WithoutOne(names.gazetteer, names.regions.lies_in)
    wrong = [said for one in drawn if (said := _taken_away(without, one, names, counts))]
    for one in drawn:
        end = NamedEnd(with_slips(one.name, draw), country)
        if names.gazetteer.matches(end.name, country):
            continue
        found = rule.taken(end, _OPEN).place_id
        kind = "waits" if not found else "right" if found == one.place_id else "another"
        counts[f"slips: {kind}"] += 1
    return {**counts, "which": wrong[:12]}


def _taken_away(rule: WithoutOne, place: Place, names: ReleaseNames, counts: Counter[str]) -> str:
    rule.gone = place.place_id
    rule._found.clear()
    near = rule._only_one(name_key(place.name), place.country)
    end = NamedEnd(place.name, place.country)
    # Whether others bear the name as written is left aside: the place itself does.
    is_slip = bool(near) and slips_to(end, names.gazetteer.places[near])
    is_namesake = bool(near) and name_key(names.gazetteer.places[near].name) == name_key(place.name)
    found = near if is_slip and not is_namesake else ""
    counts["taken away: another taken"] += bool(found)
    return f"{place.name}: {names.gazetteer.places[found].name}" if found else ""


def main(arguments: Sequence[str]) -> None:
    """Take away, make wrong, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--names", type=int, default=N_NAMES)
    parser.add_argument("--countries", nargs="+", default=_COUNTRIES)
    asked = parser.parse_args(arguments)
    with open_release() as release:
        names = names_of(release)
    for country in asked.countries:
        said = measured(names, country, asked.seed, asked.names)
        print(json.dumps({"country": country, **said}, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
