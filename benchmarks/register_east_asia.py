"""Registers of China, Japan and Korea by name and country alone: how many ends are right.

`python benchmarks/register_east_asia.py --shared FOLDER [--show]`. The names of
`ties-japan-korea-2026`, `ties-china-2026` and `ties-zhwiki-2020` are imported as registers, the
local column and the English one apart. An end is right if its place lies in the first-level region
that a typist stated beside it and is of that level; the region is not given to the import.
`--province` gives it where a register would: of the home place. `--regions` gives the first-level
region of both ends, by its name in the release, as a register with a column for each has it.
`--dated` gives the day or year of the tie, `--other-names` the names of the other column beside
these, `--levels` the level as the typist has it.

`--held-out` takes the source away first: its spellings, its days, and the ties that it alone has.
So a register is met that the release has never seen. `--data` names the folder of another release.
`waiting because` parts the ends that wait: those of which the line says too little for anybody are
`open between namesakes`.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sistercities.dataset.gazetteer.names import bare_names
from sistercities.dataset.overlays.account import AccountLine
from sistercities.dataset.overlays.importing import account_for
from sistercities.dataset.release.store import Release, open_release
from sistercities.dataset.resolving.names_ground import read_names
from sistercities.dataset.resolving.release_names import ReleaseNames
from sistercities.dataset.scripts import name_key
from sistercities.sources.register import read_register

Row = dict[str, str]
_BESIDE = {
    "province": ["Home province"],
    "regions": ["Home region", "Partner region"],
    "dated": ["Since"],
    "other_names": ["Home name in English", "Partner name in English"],
    "levels": ["Home level", "Partner level"],
}
"""What may stand beside the names, and the heads of its columns."""
_WHY = (
    ("which ", "open between namesakes"), ("the cell names", "a cell of two names"),
    ("have another level", "of another level"), ("not in our gazetteer", "no such name"),
)  # fmt: skip
_LEVELS = {"province": "region1", "county": "city", "district": "district"}
_CLASSES = {
    "region1": {"upper"}, "province": {"upper"}, "region2": {"middle"},
    "county": {"middle", "lower"}, "unknown": {"upper", "middle", "lower"},
    "prefecture": {"lower", "middle"},
    "city": {"lower"}, "district": {"lower", "middle"}, "country": {"upper"},
}  # fmt: skip
"""What may be one thing: a gun is a region2 to us and a district to a typist."""


_GUN = ("郡", "군", "-gun")
"""A Korean county by its own name, which typists call a city."""


@dataclass(frozen=True, slots=True)
class Named:
    """One end as a register would have it, and what a typist says that it is."""

    name: str
    country: str
    region: str
    level: str
    unit: str = ""
    """Name of the province, where a register has a column of it."""
    region_name: str = ""
    """Name of the first-level region in the release."""
    other_name: str = ""
    """Name in the other column."""
    date: str = ""

    @property
    def is_gun(self) -> bool:
        """Whether one of its names says that it is a county of Korea."""
        return self.name.endswith(_GUN) or self.other_name.endswith(_GUN)


def read_lines(shared: Path, source: str, column: str) -> list[tuple[Named, Named]]:
    """Read one source with the names of one column, local or English."""
    return [pair for row in _rows(shared, source) if (pair := _pair(row, source, column))]


def _rows(shared: Path, source: str) -> Iterable[Row]:
    file = "zhwiki_friendship_ties.tsv" if source == "ties-zhwiki-2020" else "ties.tsv"
    with (shared / source / file).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t")


def _pair(row: Row, source: str, column: str) -> tuple[Named, Named] | None:
    (home, partner), others = _names(row, source, column), _names(row, source, _OTHER[column])
    date = row.get("start_date") or row.get("date") or ""
    if source == "ties-japan-korea-2026":
        a = Named(home, row["home_country"], row["home_region_iso"], row["home_level"])
    else:
        level = _LEVELS.get(row["cn_level"], row["cn_level"])
        a = Named(home, "CN", "", level, row["cn_province"])
    b = Named(partner, row["partner_country"], row["partner_region_iso"], row["partner_level"])
    a, b = replace(a, other_name=others[0], date=date), replace(b, other_name=others[1])
    return (a, b) if home and partner and b.country else None


_OTHER = {"local": "english", "english": "local"}


def _names(row: Row, source: str, column: str) -> tuple[str, str]:
    """Return the two names of a row in one column."""
    is_local = column == "local"
    if source == "ties-japan-korea-2026":
        keys = ("home_unit_name", "partner_name")
        home, abroad = (row[key if is_local else f"{key}_en"] for key in keys)
        return home, abroad
    partner = "partner_name_zh" if source == "ties-zhwiki-2020" else "partner_name"
    if is_local:
        return row["cn_unit"], row[partner]
    return row.get("cn_unit_en", ""), row["partner_name_en"]


def import_pairs(
    pairs: Sequence[tuple[Named, Named]], release: Release, stated: Sequence[str]
) -> tuple[AccountLine, ...]:
    """Import the pairs as a register of names and countries, and of what else is stated."""
    beside = [head for what in stated for head in _BESIDE[what]]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.csv"
        with path.open("w", encoding="utf-8", newline="") as sink:
            writer = csv.writer(sink)
            heads = ["Home city", "Home country", "Partner", "Partner country"]
            writer.writerow([*heads, *beside])
            for a, b in pairs:
                cells = [cell for what in stated for cell in _cells(what, a, b)]
                writer.writerow([a.name, a.country, b.name, b.country, *cells])
        lines = read_register(path, "held-out", 2026).lines
        # Read anew: the names that are kept beside the index know what was held out.
        names = ReleaseNames(read_names(release))
        return account_for(lines, release, names=names).account


def _cells(what: str, a: Named, b: Named) -> tuple[str, ...]:
    return {
        "province": (a.unit,), "regions": (a.region_name, b.region_name), "dated": (a.date,),
        "other_names": (a.other_name, b.other_name), "levels": (a.level, b.level),
    }[what]  # fmt: skip


def with_regions(pairs: Sequence[tuple[Named, Named]], release: Release) -> list[Any]:
    """Name the first-level regions of the ends that are no regions themselves."""
    rows = release.query("SELECT region_iso, name FROM places WHERE level = 'region1'")
    names = {row["region_iso"]: row["name"] for row in rows}
    return [tuple(replace(one, region_name=_beside(one, names)) for one in pair) for pair in pairs]


def _beside(one: Named, names: dict[str, str]) -> str:
    return "" if one.level in ("region1", "province") else names.get(one.region, "")


_CLAIMS_LEFT = "SELECT * FROM whole_claims WHERE source_id <> '{source}'"
_TIES_LEFT = """
    SELECT t.* REPLACE (CASE WHEN d.start IS NULL THEN NULL ELSE t.start END AS start)
    FROM whole_ties t
    LEFT JOIN (SELECT DISTINCT tie_id, start FROM claims) d
        ON d.tie_id = t.tie_id AND d.start = t.start
    WHERE t.sources <> '{source}'
"""


def hold_out(release: Release, source_id: str) -> None:
    """Take a source out of what this connection shows: claims, days, and the ties of it alone."""
    for table, left in (("claims", _CLAIMS_LEFT), ("ties", _TIES_LEFT)):
        release.query(f"ALTER VIEW {table} RENAME TO whole_{table}")
        release.query(f"CREATE VIEW {table} AS {left.format(source=source_id)}")


class Places:
    """Region and level of every place of the release, those of its gazetteer too."""

    def __init__(self, release: Release) -> None:
        rows = release.query(
            "SELECT place_id, name, region_iso, level, is_dual, country FROM places"
        )
        small = "SELECT place_id, name, region_iso, level, false AS is_dual, country FROM gazetteer"
        self._at = {row["place_id"]: row for row in (*rows, *release.query(small))}
        # A typist's code below the first level, such as FR-91, is not compared.
        self._regions = {row["region_iso"] for row in rows if row["level"] == "region1"}
        held_as = "SELECT old_id, new_id FROM tie_redirects"
        self._held_as = {(row["old_id"], row["new_id"]) for row in release.query(held_as)}
        self._levels: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for row in self._at.values():
            for key in _keys(row["name"]):
                self._levels[row["region_iso"] or "", key].add(row["level"])

    def verdict(self, shown: str, named: Named, beside: str) -> str:
        """Say whether a place is the one that the typist means: right, region, level, waits.

        `beside` is the place of the other end: a tie that the release holds as one with that of
        another level, for a reason that is in `tie_redirects`, is shown at that level, and right.
        """
        if not shown:
            return "waits"
        row = self._at[_id(shown)]
        if named.region in self._regions and (row["region_iso"] or "") != named.region:
            return "region"
        is_due = _CLASSES[row["level"]] & _CLASSES[named.level] or named.is_gun
        is_due = is_due or self._is_held_as(row, named, _id(beside))
        return "right" if row["is_dual"] or is_due or not self._is_there(row, named) else "level"

    def _is_held_as(self, row: dict[str, Any], named: Named, beside: str) -> bool:
        """Whether the tie with a unit of the typist's level is held as the one that is shown."""
        shown = "~".join(sorted((row["place_id"], beside)))
        units = (one for one, each in self._at.items()
                 if each["region_iso"] == row["region_iso"] and each["country"] == row["country"]
                 and _CLASSES[each["level"]] & _CLASSES[named.level])  # fmt: skip
        return any(("~".join(sorted((one, beside))), shown) in self._held_as for one in units)

    def _is_there(self, row: dict[str, Any], named: Named) -> bool:
        """Whether a unit of the typist's level is called so too; a gun that is alone is meant."""
        levels = set().union(*(self._levels[row["region_iso"] or "", key]
                               for key in _keys(row["name"])))  # fmt: skip
        return any(_CLASSES[level] & _CLASSES[named.level] for level in levels)


def _id(shown: str) -> str:
    return shown.rpartition(" ")[2].rstrip(")")


def _keys(name: str) -> set[str]:
    return {name_key(form) for form in (name, *bare_names(name))}


def measure(asked: argparse.Namespace, source: str, column: str) -> dict[str, Any]:
    """Import one source in one way and count the verdicts, by side and over all."""
    pairs = read_lines(asked.shared, source, column)
    with open_release(asked.data) as release:
        places = Places(release)
        if asked.held_out:
            hold_out(release, source.removeprefix("ties-"))
        stated = [what for what in _BESIDE if getattr(asked, what)]
        account = import_pairs(with_regions(pairs, release), release, stated)
    why: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for (a, b), line in zip(pairs, account, strict=True):
        shown_ends = ((a, line.place_a, line.place_b, "home"),
                      (b, line.place_b, line.place_a, "partner"))  # fmt: skip
        for named, shown, beside, side in shown_ends:
            verdict = places.verdict(shown, named, beside)
            counts[verdict] += 1
            counts[f"{side} {verdict}"] += 1
            if verdict == "waits":
                why[_reason(line.told, named.name)] += 1
            if asked.show and verdict != "right":
                print(f"{verdict}\t{side}\t{named.name}\t{named.country}\t{named.region}\t"
                      f"{named.level}\t{shown}\t{line.told}")  # fmt: skip
    n = 2 * len(pairs)
    return {
        "source": source, "column": column, "lines": len(pairs),
        "share_placed": round(1 - counts["waits"] / n, 4),
        "share_right": round(counts["right"] / n, 4),
        "in another region": counts["region"], "of another level": counts["level"],
        "waiting": counts["waits"], "waiting because": dict(why.most_common()),
    }  # fmt: skip


def _reason(told: str, name: str) -> str:
    """Say why an end waits, from the sentence on its name."""
    said = [one for one in told.split("; ") if one.startswith(f"{name}: ")]
    shown = " ".join(said) or told
    return next((what for words, what in _WHY if words in shown), "other")


_WAYS = (
    ("ties-japan-korea-2026", "local"), ("ties-japan-korea-2026", "english"),
    ("ties-china-2026", "local"), ("ties-china-2026", "english"),
    ("ties-zhwiki-2020", "local"),
)  # fmt: skip


def main(arguments: Sequence[str]) -> None:
    """Measure each way, print one line of JSON for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--source", default="", help="only this one")
    parser.add_argument("--province", action="store_true", help="state the home province too")
    parser.add_argument("--regions", action="store_true", help="state the region of both ends")
    parser.add_argument("--show", action="store_true", help="list the ends that are not right")
    parser.add_argument("--dated", action="store_true", help="state the day or year")
    parser.add_argument("--other-names", action="store_true", help="state the other column too")
    parser.add_argument("--levels", action="store_true", help="state the level of both ends")
    parser.add_argument("--held-out", action="store_true", help="take the source away first")
    parser.add_argument("--data", default=None, help="folder of another release")
    asked = parser.parse_args(arguments)
    for source, column in _WAYS:
        if asked.source in source:
            print(json.dumps(measure(asked, source, column)))


if __name__ == "__main__":
    main(sys.argv[1:])
