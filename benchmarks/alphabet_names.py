"""Names of partners in other letters, read by their sound alone: right, waiting, wrong.

`python benchmarks/alphabet_names.py [--seed N] [--names N] [--show]`. For each language names of
places with ties abroad are drawn from the release and given to the rule of `alphabet_names`, which
looks at none of the spellings of their script: so a list is met that nobody has written so before.
Several that are heard alike wait. Cyrillic letters say the language where the release does not.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from sistercities.dataset.release.store import Release, open_release
from sistercities.dataset.resolving.alphabet_names import AlphabetNames, is_romanised
from sistercities.dataset.resolving.names_ground import read_names
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.dataset.resolving.user_gazetteer import main_keys
from sistercities.dataset.scripts import name_key

SEED, N_NAMES = 5, 200
_ROWS = """
    SELECT DISTINCT n.place_id, n.name, n.lang, n.script, p.country
    FROM names n JOIN places p USING (place_id)
    WHERE p.level = 'city' AND n.script IN ('Grek', 'Cyrl', 'Armn', 'Geor', 'Hebr', 'Arab', 'Latn')
    AND p.place_id IN (SELECT unnest(string_split(tie_id, '~')) FROM ties)
    ORDER BY n.place_id, n.name, n.lang
"""
_AT_HOME = {
    "el": {"GR", "CY"}, "uk": {"UA"}, "ru": {"RU", "BY", "KZ", "KG"},
    "sr": {"RS", "BA", "ME", "MK"}, "bg": {"BG", "MK"}, "hy": {"AM"}, "ka": {"GE"},
    "he": {"IL"}, "ar": set(),
}  # fmt: skip


class Drawn(NamedTuple):
    """A name of a place."""

    name: str
    country: str
    place_id: str


def _letters(*letters: str) -> Callable[[str], bool]:
    return lambda name: bool(set(name.casefold()) & set("".join(letters)))


_IS_UK, _IS_RU, _IS_SR = _letters("іїєґ"), _letters("ыэё"), _letters("јљњћђџ")
_LANGUAGES: dict[str, Callable[[str, str], bool]] = {
    "el": lambda script, _: script == "Grek",
    "uk": lambda script, name: script == "Cyrl" and _IS_UK(name) and not _IS_RU(name),
    "ru": lambda script, name: script == "Cyrl" and _IS_RU(name) and not _IS_UK(name),
    "sr": lambda script, name: script == "Cyrl" and _IS_SR(name),
    "bg": lambda script, name: script == "Cyrl" and "ъ" in name[1:],
    "hy": lambda script, _: script == "Armn",
    "ka": lambda script, _: script == "Geor",
    "he": lambda script, _: script == "Hebr",
    "ar": lambda script, name: script == "Arab" and not set(name) & set("پچژگکیٹڈڑےہھںۆێەۇۈېڭ"),
}


def drawn(release: Release, names: ReleaseNames, seed: int, number: int) -> dict[str, list[Drawn]]:
    """Draw names of each language, and Latin ones of places whose country writes other letters."""
    found: defaultdict[str, list[Drawn]] = defaultdict(list)
    for row in release.query(_ROWS):
        one = Drawn(row["name"], row["country"], row["place_id"])
        for lang, is_of in _LANGUAGES.items():
            if is_of(row["script"], one.name) and one.country not in _AT_HOME[lang]:
                found[lang].append(one)
        place = names.gazetteer.places[one.place_id]
        if is_romanised(one.name, one.country) and name_key(one.name) not in main_keys(place):
            found["Latin letters"].append(one)
    dice = random.Random(seed)
    return {lang: dice.sample(of, min(number, len(of))) for lang, of in found.items()}


def verdicts(rule: AlphabetNames, asked: Sequence[Drawn], *, has_show: bool) -> Counter[str]:
    """Count what became of names: right, waiting, wrong."""
    counts: Counter[str] = Counter()
    for one in asked:
        ids = rule.find(one.name, one.country)
        verdict = "waiting" if len(ids) != 1 else "right" if ids[0] == one.place_id else "wrong"
        counts[verdict] += 1
        if has_show and verdict == "wrong":
            print("\t".join((*one, *ids)))
    return counts


def main(arguments: Sequence[str]) -> None:
    """Draw, read, print one line of JSON for each language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--names", type=int, default=N_NAMES)
    parser.add_argument("--show", action="store_true", help="list the wrong ones")
    asked = parser.parse_args(arguments)
    with open_release() as release:
        names = ReleaseNames(read_names(release))
        rule = AlphabetNames(names.gazetteer)
        for lang, of in drawn(release, names, asked.seed, asked.names).items():
            print(json.dumps({"language": lang, "names": len(of),
                              **verdicts(rule, of, has_show=asked.show)}))  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1:])
