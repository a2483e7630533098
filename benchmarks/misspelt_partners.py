"""How often a partner on record is taken wrongly for a name that is spelt nearly like it.

`python benchmarks/misspelt_partners.py [--seed N] [--names N]`. Two measures over the ties of the
release, none of them of a source that the project may not hold. *Taken away*: the partner of each
tie is left out of the gazetteer and of the ties, and its name is asked for beside the same home;
whatever is taken then is another place. *Slips*: a letter or two of the names of ties drawn with a
seed are made wrong, and the names resolved as an import does: right, another place, or waiting.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from string import ascii_lowercase

from sistercities.dataset.release.store import open_release
from sistercities.dataset.resolving.by_forms import NO_SUCH_NAME
from sistercities.dataset.resolving.kept_names import names_of
from sistercities.dataset.resolving.misspelt_partners import (
    MisspeltPartners,
    are_a_slip_apart,
)
from sistercities.dataset.resolving.partner_evidence import SPELT_ALIKE
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.terms.claims import NamedEnd
from sistercities.terms.places import Place, Resolution

SEED, N_NAMES = 20261201, 2000
_TWO_SLIPS_FROM = 10
"""Letters of a name from which two of them are made wrong."""


class WithoutOne(MisspeltPartners):
    """The rule where one place is in no table."""

    gone = ""

    def _partners(self, place_id: str, country: str) -> list[Place]:
        return [one for one in super()._partners(place_id, country) if one.place_id != self.gone]

    def _near(self, asked: str, country: str, most: int, script: str) -> list[str]:
        return [one for one in super()._near(asked, country, most, script) if one != self.gone]


def ties(names: ReleaseNames) -> Iterator[tuple[Place, Place]]:
    """Yield home and partner of each tie, in both orders, where the countries differ."""
    with open_release() as release:
        rows = release.query("SELECT place_a, place_b FROM ties ORDER BY ALL")
    places = names.gazetteer.places
    for row in rows:
        one, other = places[row["place_a"]], places[row["place_b"]]
        if one.country != other.country:
            yield one, other
            yield other, one


def taken_away(names: ReleaseNames, pairs: Sequence[tuple[Place, Place]]) -> dict[str, object]:
    """Leave each partner out in turn; count the names for which another place is taken."""
    rule = WithoutOne(names._ground, names.regions.lies_in)
    counts: Counter[str] = Counter()
    wrong = []
    for home, partner in pairs:
        called = names.gazetteer.matches(partner.name, partner.country)
        if any(one.place_id != partner.place_id for one in called):
            continue  # the name is that of another place too, and that is found without this rule
        rule.gone = partner.place_id
        counts["names"] += 1
        others = rule._partners(home.place_id, partner.country)
        counts["with another partner there"] += bool(others)
        if not any(are_a_slip_apart(partner.name, name) for one in others for name, _ in one.names):
            continue
        counts["with another partner nearly so spelt"] += 1
        end = NamedEnd(partner.name, partner.country)
        own, other = Resolution("", "", 0.0, NO_SUCH_NAME), Resolution(home.place_id, "id", 1.0)
        found = rule.taken(end, own, other, "")
        if found.place_id:
            counts["another taken"] += 1
            wrong.append(f"{partner.name} of {home.name}: {found.place_id}")
    return {**counts, "which": wrong}


def with_slips(name: str, draw: random.Random) -> str:
    """Make a letter of a name wrong, two of a long one; the first stays as it is."""
    letters = list(name)
    at = [i for i, letter in enumerate(letters) if i and letter.isalpha()]
    for _ in range(2 if len(at) >= _TWO_SLIPS_FROM else 1):
        i = draw.choice([one for one in at if one < len(letters)])
        kind = draw.randrange(4)
        other = draw.choice(ascii_lowercase)
        if kind == 0:
            letters[i] = other
        elif kind == 1:
            letters.insert(i, other)
        elif kind == 2:
            del letters[i]
        elif i + 1 < len(letters):
            letters[i], letters[i + 1] = letters[i + 1], letters[i]
    return "".join(letters)


def slips(
    names: ReleaseNames, pairs: Sequence[tuple[Place, Place]], seed: int, n: int
) -> dict[str, object]:
    """Resolve names with slips beside their homes; count what becomes of them."""
    draw = random.Random(seed)
    counts: Counter[str] = Counter()
    wrong = []
    for home, partner in draw.sample(list(pairs), n):
        written = with_slips(partner.name, draw)
        a = NamedEnd(home.name, home.country, given_id=home.place_id)
        found = names._by_letters(a, NamedEnd(written, partner.country), "")[1]
        by_rule = found.method.endswith(SPELT_ALIKE)
        if not found.place_id:
            counts["waits"] += 1
        elif found.place_id == partner.place_id:
            counts["right, by this rule" if by_rule else "right, otherwise"] += 1
        else:
            counts["another, by this rule" if by_rule else "another, which is called so"] += 1
            shown = names.gazetteer.places[found.place_id].name
            wrong.append(f"{written} for {partner.name} of {home.name}: {shown}, {found.method}")
    return {**counts, "which": wrong}


def main(arguments: Sequence[str]) -> None:
    """Take away, make wrong, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--names", type=int, default=N_NAMES)
    asked = parser.parse_args(arguments)
    with open_release() as release:
        names = names_of(release)
    pairs = list(ties(names))
    said = {
        "taken away": taken_away(names, pairs),
        "slips": slips(names, pairs, asked.seed, asked.names),
    }
    print(json.dumps(said, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
