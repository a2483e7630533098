"""The counts on the page about Wikidata's items, written from the release and the review file.

`python -m release_build.pages.wikidata_page` writes the parts between marks of
`docs/data-quality/wikidata-2016.md` again; the text around them is written by hand. A test says
when the parts are out of date.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from release_build.pages.made_pages import renewed, write_pages
from release_build.readers.wikidata_snapshot import SOURCE_ID
from release_build.resolving.wikidata import CONFIDENCE
from release_build.resolving.witnesses import NO_WITNESS
from release_build.two_councils import METHOD
from sistercities.dataset.decisions import read_decisions
from sistercities.dataset.release.store import Release, open_release
from sistercities.dataset.resolving.ranked_rules import CONFIDENCE as RANKED
from sistercities.dataset.resolving.towns import NOT_TOLD

PAGE = Path("docs") / "data-quality" / "wikidata-2016.md"
SAMPLE = PAGE.with_name("wikidata-2016-links-100.csv")
_ENDS = f"""
    SELECT claim_id, given_id_a AS item, place_a AS place_id,
        replace(method_a, '+{METHOD}', '') AS method FROM claims
    WHERE source_id = '{SOURCE_ID}'
    UNION ALL
    SELECT claim_id, given_id_b, place_b, replace(method_b, '+{METHOD}', '')
    FROM claims WHERE source_id = '{SOURCE_ID}'
"""
_SURE = CONFIDENCE | {
    f"{one}+{NOT_TOLD}": RANKED[NOT_TOLD] for one in CONFIDENCE if one.endswith("known_ties")
}
"""Links that rest on a guess of a list alone are no surer than the guess."""
_KINDS: tuple[tuple[str, str], ...] = (
    (r"several places bear this label", "several places bear the label, none likely enough"),
    (r"no place bears this label", "no place bears the label"),
    (r"wd:Q\d+ is linked to this place.*", "another item is linked to the place"),
    (r"wd:Q\d+.* may be this place as well", "either of several items may be the place"),
    (r"another source puts .*", "another source puts the partner in another country"),
    (r"the likeliest place lacks .*", "another place of the name has its ties in other sources"),
    (r"the label says more .*", "the label says more than is known of the place"),
    (r"a later snapshot of Wikidata .*", "a later snapshot has it where no place bears the label"),
    (re.escape(NO_WITNESS), "a name alone leads to the place, and nothing else tells it"),
)
RULED = "a ruling keeps it open"


def page_parts(release: Release, project: Path) -> dict[str, str]:
    """Return the text of each part of the page, by the name of its mark."""
    return {
        "summary": _summary(release),
        "methods": _methods(release),
        "sample": _sample(release, project / SAMPLE),
        "shared": _shared(release),
        "waiting": _waiting(release, project),
    }


def _summary(release: Release) -> str:
    (row,) = release.query(
        "SELECT count(*) AS claims, count(tie_id) AS ties, "
        "count(*) FILTER (WHERE place_a = place_b) AS loops, "
        "count(*) FILTER (WHERE place_a IS NOT NULL AND place_b IS NOT NULL) AS both, "
        "count(*) FILTER (WHERE note LIKE 'stated by % alone%') AS one_sided "
        f"FROM claims WHERE source_id = '{SOURCE_ID}'"
    )
    (item,) = release.query(
        "SELECT count(*) AS items, count(place_id) AS linked, sum(n) AS ends, "
        "sum(n) FILTER (WHERE place_id IS NULL) AS waiting FROM "
        "(SELECT item, any_value(place_id) AS place_id, count(*) AS n "
        f"FROM ({_ENDS}) GROUP BY item)"
    )
    left = item["items"] - item["linked"]
    return (
        f"{item['linked']:,} of the {item['items']:,} items, "
        f"{_share(item['linked'], item['items'])}, are linked to a place; {row['both']:,} of the "
        f"{row['claims']:,} claims, "
        f"{_share(row['both'], row['claims'])}, at both ends, and {row['loops']} of these to one "
        f"place at both. The other {left:,} items keep their id and label in the claims\n"
        "and wait in `data/needs_review.csv`, once each, not once per claim. They are the small "
        f"ones: they have {item['waiting'] / left:.1f} partners each, against "
        f"{item['ends'] / item['items']:.1f} of all. {row['one_sided']} pairs are stated by one\n"
        "side alone, which the claim's note says."
    )


def _methods(release: Release) -> str:
    rows = release.query(
        "SELECT method, count(DISTINCT item) AS items, count(*) AS ends "
        f"FROM ({_ENDS}) WHERE method IS NOT NULL GROUP BY method"
    )
    found = {row["method"]: row for row in rows}
    return _table(
        ("method", "items", "ends of claims", "confidence"),
        (
            (f"`{one}`", f"{found[one]['items']:,}", f"{found[one]['ends']:,}", f"{sure:g}")
            for one, sure in _SURE.items()
            if one in found
        ),
    )


def _sample(release: Release, path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    now = {
        row["item"]: row["place_id"]
        for row in release.query(f"SELECT DISTINCT item, place_id FROM ({_ENDS})")
    }
    same = sum(now.get(f"wd:{row['item']}") == row["place_id"] for row in rows)
    verdicts = Counter(row["verdict"] for row in rows)
    told = ", ".join(f"{n} {verdict}" for verdict, n in verdicts.most_common())
    return (
        f"**Of {len(rows)} links: {told}.** {same} of them stand in the release as they were read."
    )


def _shared(release: Release) -> str:
    (row,) = release.query(
        "SELECT count(*) AS places, max(n) AS most FROM (SELECT place_id, count(DISTINCT item) "
        f"AS n FROM ({_ENDS}) WHERE place_id IS NOT NULL GROUP BY place_id) WHERE n > 1"
    )
    return f"{row['places']} places are those of several items, of at most {row['most']}."


def _waiting(release: Release, project: Path) -> str:
    rows = release.query(f"SELECT DISTINCT item FROM ({_ENDS}) WHERE place_id IS NOT NULL")
    linked = {row["item"] for row in rows}
    rulings = read_decisions(project / "data" / "decisions").names
    ruled = {one.reason for one in rulings if one.source_id == SOURCE_ID and not one.place_id}
    with (project / "data" / "needs_review.csv").open(encoding="utf-8", newline="") as file:
        reasons = [
            row["reason"]
            for row in csv.DictReader(file)
            if row["claim_id"].startswith(f"{SOURCE_ID}:")
            and row["end"] in ("a", "b")
            and _item_of(row) not in linked  # in another claim
        ]
    counts = Counter(RULED if reason in ruled else _kind(reason) for reason in reasons)
    return _table(("reason", "items"), ((kind, f"{n}") for kind, n in counts.most_common()))


def _item_of(row: Mapping[str, str]) -> str:
    """Return the item of an end that waits: the claim's id names both, a before b."""
    items = row["claim_id"].removeprefix(f"{SOURCE_ID}:").split("~")
    return f"wd:{items['ab'.index(row['end'])]}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %"


def _kind(reason: str) -> str:
    return next((kind for pattern, kind in _KINDS if re.fullmatch(pattern, reason)), reason)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(cells)} |" for cells in (head, *rows)]
    return "\n".join((lines[0], "|---" * len(head) + "|", *lines[1:]))


def texts(project: Path) -> list[tuple[Path, str]]:
    """Return the page with the parts that it should have."""
    with open_release(None) as release:
        return [renewed(project, PAGE, page_parts(release, project))]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the parts again, of the project given or of this one; return the exit code."""
    return write_pages(texts, arguments)


if __name__ == "__main__":
    sys.exit(main())
