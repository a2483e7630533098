"""What two readers say of regions, and of the names that a rule on two seaports brings."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from short_lists_verdicts import PAGE

REGIONS = PAGE.with_name("short-lists-regions.csv")
PORTS = PAGE.with_name("short-lists-two-ports.csv")
FIRST, FRESH, LAST, AFTER = "1719", "1720", "170412", "390112"
"""Seeds of two draws of thirty regions and of one of forty, after each of which rules were
changed, and of forty that were read by the rule as it stands."""
N_REGIONS, N_LAST, N_TRIED = 30, 40, 155


READINGS = ("first_reading", "second_reading")


def two_readers() -> Iterator[str]:
    """Say what stands in the two lists of rows."""
    yield from ("", "## What two readers say of regions, and of two seaports", "")
    yield from _of_regions()
    yield ""
    yield from _of_ports()


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def _sensible(rows: list[dict[str, str]]) -> str:
    said = [[row[reading] for row in rows if row[reading]] for reading in READINGS]
    held = [one for one in said if one]
    shares = " and ".join(f"{one.count('sensible') / len(one):.0%}" for one in held)
    absurd = " and ".join(str(one.count("absurd")) for one in held)
    return f"{len(rows)} | {shares} | {absurd}"


def _of_regions() -> Iterator[str]:
    yield f"Twice {N_REGIONS} regions (four of the first level and one of the second of each"
    yield "continent, with partners but for one) were asked for regions, and each name was read"
    yield "by the facts of the two by one reader, who had made the rules, and by a second one blind"
    yield f"([{REGIONS.name}]({REGIONS.name})). After that one partner in common, and one"
    yield "partnership of two cities, was no link any more far away. A third reader then read"
    yield f"blind whom {N_LAST} other regions were named (all continents, {N_TRIED} drawn until"
    yield "so many had a name). By what the two blind readers said of them a region needs three"
    yield "partnerships of cities today, or two in a country without a partner, or lies next door:"
    yield "this was found on these rows. A fourth reader then read blind whom forty other regions"
    yield "are named by that rule. Most regions without a partner, and most of the second level,"
    yield "get no name."
    yield ""
    yield "| draw | rows | sensible | absurd |"
    yield "|---|---|---|---|"
    for title, seed in (("first", FIRST), ("second", FRESH), ("third", LAST), ("fourth", AFTER)):
        rows = [row for row in _rows(REGIONS) if row["sample"] == seed]
        for what, by_rule in (("the rule as it stands", "yes"), ("that it leaves out", "no")):
            own = [row for row in rows if row["named_by_rule"] == by_rule]
            if not own:
                continue
            yield f"| {title}, {what} | {_sensible(own)} |"


def _of_ports() -> Iterator[str]:
    rows = _rows(PORTS)
    yield "That one of two places lies by the sea and the other does not takes four points. Of two"
    yield f"seaports it need not: {len(rows)} names that came for 680 towns with a seaport when it"
    yield "did not were read by one reader, who knew that all of them are such names, and by a"
    yield "second one blind"
    yield f"([{PORTS.name}]({PORTS.name})). After the first half the rule was narrowed to ports up"
    yield "to 100 km from the sea that are linked, or 1,000 km apart at most; the second half tried"
    yield "it. The second reader called two names absurd, of quarters of London and Manchester with"
    yield "docks: since then who lies beside a far larger city has no seaport here."
    yield ""
    yield "| half | names | rows | sensible | absurd |"
    yield "|---|---|---|---|---|"
    for half in ("first", "second"):
        of_half = [row for row in rows if row["half"] == half]
        named = [row for row in of_half if row["named_by_rule"] == "yes"]
        others = [row for row in of_half if row["named_by_rule"] == "no"]
        yield f"| {half} | of all seaports | {_sensible(of_half)} |"
        yield f"| {half} | of the rule as it stands | {_sensible(named)} |"
        yield f"| {half} | that it leaves out | {_sensible(others)} |"
