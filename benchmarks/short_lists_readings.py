"""What readings of the short lists say: verdicts of readers who saw facts alone, before and now.

The rows are in docs/data-quality; `short_lists_sheet.py` writes the sheets, and `short_lists.py`
puts what is said here on its page.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

from short_lists_oddities import oddities

PAGE = Path("docs") / "data-quality" / "short-lists.md"
JUDGED = PAGE.with_name("short-lists-judged.csv")
JUDGED_AGAIN = PAGE.with_name("short-lists-judged-again.csv")
NAMES = ("near", "like", "new")
"""The lists, as the judged rows name them."""
TITLES = ("near your network", "like you", "new ground")
BY_TWO = PAGE.with_name("short-lists-two-readers.csv")
BY_TWO_AGAIN = PAGE.with_name("short-lists-two-readers-again.csv")
BY_TWO_LATER = PAGE.with_name("short-lists-two-readers-later.csv")
BY_TWO_NOW = PAGE.with_name("short-lists-two-readers-now.csv")
"""Rows of the lists of today, and of those before for the same places: no points were fitted to
them."""
BY_ONE_BETWEEN = PAGE.with_name("short-lists-one-reader-between.csv")
"""Rows of lists that named more and of those before them, mixed, read by one who made the rules."""
LESS_SURE_READ = PAGE.with_name("short-lists-less-sure.csv")
"""Rows of the group beside the lists, read by two with no part in the rules."""
LESS_SURE_SAMPLES = {
    "93101": "sixty homes drawn",
    "93103": "24 large cities, by the rules of before",
}
"""Samples of homes to which readers read the group, with what each is of."""
LESS_SURE_NOW = ("93101",)
"""Those of them that were read when its rules were as they are: what is told rests on these."""
LARGE_HOME = 500_000
"""People from which a home place is counted as a large city."""
ENOUGH_ROWS = 40
"""Rows from which the share is told: of fewer the interval is wider than 30 in a hundred."""
LESS_SURE_BEFORE = (
    ("14 to 15", 64, 0.59),
    ("16 to 17", 81, 0.54),
    ("18 to 19", 141, 0.64),
    ("20 to 21", 242, 0.67),
)
"""Of rows of lists of before that the group could name now, by points: rows, and the share that
two strict readers called sensible (`short_lists_less_sure.py` counts and compares them)."""
SIXTY, CITIES = ("93021", "93051"), ("93033", "93063")
"""Seeds of two times sixty places and of two times 24 large cities that were drawn for it."""
NAMED_BETWEEN = (
    ("twice sixty places, before", 120, 199, 58, 27),
    ("twice sixty places, with more names", 120, 332, 30, 56),
    ("48 large cities, before", 48, 130, 8, 15),
    ("48 large cities, with more names", 48, 217, 1, 41),
)
"""Home places, names on their lists, homes without a name and homes with three names or more."""
SIZES = ((0, 20_000), (20_000, 100_000), (100_000, 500_000), (500_000, 10**9))
"""People of the home place from which on and below which rows are counted together."""
TO_LEARN_FROM = PAGE.with_name("short-lists-to-learn-from.csv")
FRESH_AGAIN = "9091"
"""Seed of the sixty places that were drawn when points were fitted to the readings of `BY_TWO`."""
FRESH_NOW, LARGE_NOW = "93095", "93097"
"""Seeds of the sixty places and of 24 large cities that were drawn when the rules stood."""
N_EMPTY, N_THREE, N_LARGE_EMPTY = 30, 16, 2
"""Of the sixty those for which nobody is named, and three or more are; of the 24 large cities those
for which nobody is."""
LARGE = PAGE.with_name("short-lists-large-cities.csv")
FRESH = "777"
"""Seed of the sixty places that were drawn when the rules stood."""
N_BEFORE_OF_THE_FRESH = 578
"""Rows on the lists of these places before suggestions rested on points."""
READINGS = ("first_reading", "second_reading")
FIRST_HEADING = "## What two readers with no part in the rules say of the lists"
"""Where what readers say begins on the page."""
HEAD = ("| rows | sensible | odd | absurd |", "|---|---|---|---|")
Row = dict[str, str]


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as held:
        return list(csv.DictReader(held))


def readings() -> Iterator[str]:
    """Say what readings of the facts alone found (`short_lists_sheet.py`)."""
    yield from _read_now()
    yield from _less_sure()
    yield from _read_by_one_between()
    yield from _how_points_were_found()
    yield from ("", "## What one reader who had made earlier rules says", "")
    yield from _read_again()
    yield from _read_by_two()
    yield from _read_before()


def less_sure_rows(size: str) -> list[Row]:
    """List the rows of the group by its rules of today, for homes of a size.

    Parameters
    ----------
    size
        "large" or "other", as `short_lists.less_sure.HomeSize` has it.
    """
    is_large = size == "large"
    return [
        row for row in _rows(LESS_SURE_READ)
        if row["sample"] in LESS_SURE_NOW
        and row["home_people"]
        and (int(row["home_people"]) >= LARGE_HOME) == is_large
    ]  # fmt: skip


def less_sure_share(size: str) -> float | None:
    """Return which share of them readers called sensible; None where too few have been read."""
    rows = less_sure_rows(size)
    if len(rows) < ENOUGH_ROWS:
        return None
    return mean(row[each] == "sensible" for row in rows for each in READINGS)


def _less_sure() -> Iterator[str]:
    """Say what readers found of places for which fewer reasons speak."""
    yield from ("", "## Less sure", "")
    yield "Where the three lists name fewer than five places in all, the best of the rest follow"
    yield "in a group of their own. Their floor of points stands in `footing.csv` (`less_sure`),"
    yield "with a rule for places far away ([how](../methods/short-lists.md#less-sure)). Of rows of"
    yield "lists of before that the group could name today, which two strict readers each had read,"
    yield "by points (these were fitted to most of the rows, so somewhat less is to be expected):"
    yield from ("", "| points | rows | sensible |", "|---|---|---|")
    for points, n, share in LESS_SURE_BEFORE:
        yield f"| {points} | {n} | {share:.0%} |"
    yield ""
    rows = _rows(LESS_SURE_READ)
    alike, kappa = agreement(rows)
    yield "Two readers, each alone, who had no part in the rules, then read the rows of the group"
    yield f"to homes drawn for it ([{LESS_SURE_READ.name}]({LESS_SURE_READ.name})). They agree on"
    yield f"{alike:.1%} of {len(rows):,} rows (Cohen's kappa {kappa:.2f}). For 24 large cities they"
    yield "called about half sensible, so its rules for these ask for more since: two points, and"
    yield "two links, or to be among the ten nearest of a kind, from 1,500 to 4,000 km (of 35 rows"
    yield "of any list with one link at such a distance readers called 36% sensible, and of the 18"
    yield "that are not among these ten 11%). The first sentence of the group gives the share of"
    yield "what was read by its rules of today, in tenths, for large cities and for other homes"
    yield f"apart, and says so where fewer than {ENOUGH_ROWS} rows have been read."
    yield ""
    yield from ("| homes | rows read by the rules of today | said |", "|---|---|---|")
    for size, of_homes in (
        ("other", f"under {LARGE_HOME:,} people"), ("large", f"{LARGE_HOME:,} people or more"),
    ):  # fmt: skip
        sensible = less_sure_share(size)
        said = (
            "too few to tell" if sensible is None else f"{sensible:.0%}, {10 * sensible:.0f} in 10"
        )
        yield f"| {of_homes} | {len(less_sure_rows(size))} | {said} |"
    yield ""
    yield from (f"| part {HEAD[0]}", f"|---{HEAD[1]}")
    yield f"| all that was read | {_verdicts(rows)} |"
    for sample, of_homes in LESS_SURE_SAMPLES.items():
        yield f"| {of_homes} | {_verdicts([row for row in rows if row['sample'] == sample])} |"
    for least, below in SIZES:
        part = [row for row in rows if least <= int(row["home_people"] or -1) < below]
        yield f"| homes of {_people(least, below)} | {_verdicts(part)} |"
    for continent in sorted({row["continent"] for row in rows}):
        there = [row for row in rows if row["continent"] == continent]
        yield f"| {continent} | {_verdicts(there)} |"


def _interval(n: int, total: int) -> str:
    """Share with the 95% interval of Wilson."""
    share, z = n / total, 1.96
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * ((share * (1 - share) + z * z / (4 * total)) / total) ** 0.5 / (1 + z * z / total)
    return f"{share:.1%} ({middle - half:.0%} to {middle + half:.0%})"


def _verdicts(rows: list[Row]) -> str:
    """Lay out the shares of the two readings, those of "sensible" with intervals."""

    def of(verdict: str, reading: str) -> int:
        return sum(row[reading] == verdict for row in rows)

    sensible = " and ".join(_interval(of("sensible", each), len(rows)) for each in READINGS)
    others = (
        " and ".join(f"{of(verdict, each) / len(rows):.1%}" for each in READINGS)
        for verdict in ("odd", "absurd")
    )
    return " | ".join((str(len(rows)), sensible, *others))


def agreement(rows: list[Row]) -> tuple[float, float]:
    """Return the share of rows that two readings call the same, and Cohen's kappa."""
    first, second = ([row[each] for row in rows] for each in READINGS)
    same = mean(one == other for one, other in zip(first, second, strict=True))
    by_chance = (
        sum(first.count(each) * second.count(each) for each in {*first, *second}) / len(rows) ** 2
    )
    return same, (same - by_chance) / (1 - by_chance)


def _read_again() -> Iterator[str]:
    rows = _rows(JUDGED_AGAIN)
    same, kappa = agreement(rows)
    yield "What is suggested to sixty places, all continents, twenty without partners, ten under"
    yield "20,000 people, was read row by row and called sensible, odd or absurd: place, country,"
    yield "people, partners, distance, and what the program can say, in an order that tells"
    yield "nothing, without list or version, rows of both versions mixed"
    yield f"([{JUDGED_AGAIN.name}]({JUDGED_AGAIN.name})). One reader read all of it twice, as an"
    yield "adviser of the home town's mayor and, in another order, as an officer of a network of"
    yield "cities who knows many towns. That reader had made the rules, so the two readings are not"
    yield f"independent: they agree on {same:.1%} of {len(rows):,} rows (Cohen's kappa"
    yield f"{kappa:.2f})."
    yield from _against_the_others(rows)
    yield ""
    yield "*Before* are the lists of release 2026.11.0 before suggestions rested on points. The"
    yield "rules were found on the samples 17, 2026 and 4242; 777 was drawn and read when they"
    yield "stood, and nothing was changed after. Rows that stand on the lists and are unread are"
    yield "not counted. The price is fewer names: on the lists of the sample 777 stand 413 for 578,"
    yield "and seven of its sixty home places have none (two before); they have the long list, and"
    yield "see more of a country that they name."
    yield ""
    yield from (f"| sample, lists {HEAD[0]}", f"|---{HEAD[1]}")
    for sample in sorted({row["sample"] for row in rows}, key=lambda one: (one == FRESH, int(one))):
        for name, column in (("before", "list_before"), ("after", "list_after")):
            part = [row for row in rows if row["sample"] == sample and row[column]]
            # Of the samples that changed the rules the lists before were read in part only.
            if name == "after" or sample in ("2026", "4242"):
                yield f"| {sample}, {name} | {_verdicts(part)} |"
    yield from ("", *_before_of_the_fresh(rows))
    fresh = [row for row in rows if row["sample"] == FRESH and row["list_after"]]
    yield from ("", f"The fresh sample ({FRESH}) by list, and by continent of the home place:", "")
    yield from (f"| part {HEAD[0]}", f"|---{HEAD[1]}")
    yield from _by_part(fresh, "list_after")
    yield ""
    yield "What is still called odd lies far away with one partner in common, or is another kind of"
    yield "place (a resort, a port, a capital's suburb, an island) or three times as large; some"
    yield "lie where a conflict is known and below what the program counts as war."


def _by_part(rows: list[Row], column: str) -> Iterator[str]:
    """Lay out the verdicts by list, which stands in a column, and by continent of the home."""
    for name, title in zip(NAMES, TITLES, strict=True):
        yield f"| {title} | {_verdicts([row for row in rows if row[column] == name])} |"
    for continent in sorted({row["continent"] for row in rows}):
        there = [row for row in rows if row["continent"] == continent]
        yield f"| {continent} | {_verdicts(there)} |"


def _before_of_the_fresh(rows: list[Row]) -> Iterator[str]:
    """Estimate what was sensible before of the fresh sample, of which a part was read."""
    before = [row for row in rows if row["sample"] == FRESH and row["list_before"]]
    kept = [row for row in before if row["list_after"]]
    gone = [row for row in before if not row["list_after"]]
    n_gone = N_BEFORE_OF_THE_FRESH - len(kept)
    shares = (
        (
            sum(row[each] == "sensible" for row in kept)
            + n_gone * mean(row[each] == "sensible" for row in gone)
        )
        / N_BEFORE_OF_THE_FRESH
        for each in READINGS
    )
    yield f"Of the lists before of the sample {FRESH} a draw of {len(gone)} rows that stand no more"
    yield f"was read among the others; by it {' and '.join(f'{share:.0%}' for share in shares)} of"
    yield f"their {N_BEFORE_OF_THE_FRESH} rows were sensible."


def _against_the_others(rows: list[Row]) -> Iterator[str]:
    """Compare with the two readers who had no part in the rules, on the rows that both read."""
    theirs = {
        (row["home_id"], row["place_id"]): row
        for row in _rows(JUDGED) if row["first_reading"] and row["list"] != "before"
    }  # fmt: skip
    both = [(row, theirs[key]) for row in rows
            if (key := (row["home_id"], row["place_id"])) in theirs]  # fmt: skip
    own = " and ".join(
        f"{mean(row[each] == 'sensible' for row, _ in both):.0%}" for each in READINGS
    )
    others = " and ".join(
        f"{mean(row[each] == 'sensible' for _, row in both):.0%}" for each in READINGS
    )
    yield f"On the {len(both)} of them that readers without a part in the rules had read before"
    yield f"(see below), those called {others} sensible, and this one {own}."


def _read_by_one_between() -> Iterator[str]:
    """Say what one who made the rules found of lists that named more, and of those before them."""
    rows = _rows(BY_ONE_BETWEEN)
    alike, kappa = agreement(rows)
    yield from ("", "## What was tried to name more places", "")
    yield "Half of the sixty homes get no name, and few get three. So the nearest of a kind were"
    yield "added, and fewer points asked for (22, or 17 where few would be named and 15 where"
    yield "nobody would). One who had made these rules read twice sixty places (seeds 93021 and"
    yield "93051) and twice 24 cities of 500,000 people (93033 and 93063), rows of the lists before"
    yield "mixed in"
    yield f"([{BY_ONE_BETWEEN.name}]({BY_ONE_BETWEEN.name})), with two marks: as an adviser of the"
    yield "mayor, who calls odd what she would not bring to her; and strictly, where odd is what a"
    yield f"mayor would ask about. The two agree on {alike:.1%} of {len(rows):,} rows (Cohen's"
    yield f"kappa {kappa:.2f}); strictly marked, more names meant fewer sensible ones. Two readers"
    yield "with no part in the rules then read another sixty places (seed 93081, in the table above"
    yield "with the lists before) and found less than two in three sensible. So points were fitted"
    yield "again with their rows among the others, and the lists ask for more, as they do now."
    yield ""
    yield "| homes | names | homes without a name | homes with three names or more |"
    yield "|---|---|---|---|"
    for title, n_homes, n_names, n_without, n_three in NAMED_BETWEEN:
        yield f"| {title} | {n_names} | {n_without} of {n_homes} | {n_three} of {n_homes} |"
    yield ""
    yield from (f"| part {HEAD[0]}", f"|---{HEAD[1]}")
    for of_which, title in ((SIXTY, "twice sixty places"), (CITIES, "48 large cities")):
        for column, when in (("list_before", "before"), ("list_after", "with more names")):
            part = [row for row in rows if row["sample"] in of_which and row[column]]
            yield f"| {title}, {when} | {_verdicts(part)} |"
    for least, below in SIZES:
        named = [row for row in rows if row["list_after"]]
        of_size = [row for row in named if least <= int(row["home_people"]) < below]
        yield f"| homes of {_people(least, below)}, with more names | {_verdicts(of_size)} |"


def _people(least: int, below: int) -> str:
    """Say of which size."""
    if not least:
        return f"under {below:,} people"
    return f"{least:,} people or more" if below >= 10**9 else f"{least:,} to {below:,} people"


def _read_now() -> Iterator[str]:
    """Say what two readers with no part in the rules find of the lists as they are."""
    now = _rows(BY_TWO_NOW)
    rows, large = ([row for row in now if row["sample"] == each] for each in (FRESH_NOW, LARGE_NOW))
    yield from ("", FIRST_HEADING, "")
    yield from _how_they_were_read([*rows, *large])
    yield ""
    yield from (f"| part {HEAD[0]}", f"|---{HEAD[1]}")
    earlier = _earlier_states(now)
    for rule, those in earlier:
        yield f"| before, {rule} | {_verdicts(those)} |"
    yield f"| **now, sixty places** | {_verdicts(rows)} |"
    yield f"| **now, 24 large cities** | {_verdicts(large)} |"
    yield from _by_part(rows, "list")
    yield from ("", "### Why a row is odd", "")
    yield from oddities((*(row for _, those in earlier for row in those), *_rows(LARGE)))
    yield ""
    yield "The rules were made against these: beyond 400 km a link is asked for, or to be next"
    yield "door by what else there is; two links weigh more than one; who stands alone is not"
    yield "like a town among many, nor a capital, a harbour, an airport that guests land at or a"
    yield "suburb of a million people like a place that is none; boroughs and townships are left"
    yield "out. What a place lives on is in no source with leave to ship, and remains."


def _earlier_states(now: list[Row]) -> tuple[tuple[str, list[Row]], ...]:
    """Lay out earlier rules with the rows that two readers each read of them."""

    def of(rows: list[Row], sample: str) -> list[Row]:
        return [row for row in rows if row["sample"] == sample]

    later = _rows(BY_TWO_LATER)
    return (
        ("points made by hand", _rows(BY_TWO)),
        ("points fitted to readings", _rows(BY_TWO_AGAIN)),
        ("links beyond 600 km", of(later, "31337")),
        ("links beyond 300 km", of(later, "61117")),
        ("two links weigh more", of(later, "61129")),
        ("the same, 24 large cities", of(later, "61131")),
        ("large cities far away need more", of(later, "71993")),
        ("the same, 24 large cities", of(later, "72001")),
        ("who is next door counts", of(later, "90517")),
        ("the same, 24 large cities", of(later, "90523")),
        ("the same, sixty other places", of(now, "93001-before")),
        ("next door by what else there is", of(now, "93001")),
        ("the same, 24 large cities", of(now, "93013")),
        ("the same, sixty other places", of(now, "93081-before")),
        ("the nearest of a kind, and fewer points", of(now, "93081")),
    )


def _how_they_were_read(rows: list[Row]) -> Iterator[str]:
    """Say what was read of the lists as they are."""
    alike, kappa = agreement(rows)
    yield f"Sixty places (seed {FRESH_NOW}: all continents, twenty without partners, ten under"
    yield "20,000 people) and 24 cities of 500,000 people, four of each continent (seed"
    yield f"{LARGE_NOW}), were drawn when the rules stood, and nothing was changed for them."
    yield "Two readers, each alone, who had no part in the rules, read every row that stands on"
    yield "their lists: names, facts, what the program can say of the two, and the reasons as"
    yield "printed, without list or version, in an order that tells nothing"
    yield f"([{BY_TWO_NOW.name}]({BY_TWO_NOW.name})). They agree on {alike:.1%} of"
    yield f"{len(rows):,} rows (Cohen's kappa {kappa:.2f}). The lines above it are lists of before,"
    yield "each read in the same way, by two readers of its own, and each changed the rules. Nobody"
    yield f"is named for {N_EMPTY} of the sixty homes and {N_LARGE_EMPTY} of the 24 large cities,"
    yield f"and three places or more for {N_THREE} of the sixty; each empty list says why."
    yield ""
    yield "Readers differ more than rules do: of the rules before, one pair called 91% and 76%"
    yield "sensible and another 72% and 72% of rows to other homes. So a line tells what its two"
    yield "readers said of its homes, and the interval leaves out how readers differ."


def _how_points_were_found() -> Iterator[str]:
    """Say how the points of the table were found, and how well they tell."""
    yield from ("", "## How the points were found", "")
    yield "Points were fitted to some 5,470 rows that readers had judged, four times the weight"
    yield "on the 2,260 of two strict readers each (16 samples), with a ridge and an"
    yield "intercept for each sample, since readers differ more than rules do, twice the weight"
    yield "on the last, and rounded to fifths of log odds, but no less than a half (`python"
    yield "benchmarks/short_lists_points.py`). With them are 201 rows of 42 places drawn to learn"
    yield "from, most in the Americas, Africa and the Middle East: whom the lists named and whom"
    yield "they might have named, read by one reader who made the rules, once as an advocate of"
    yield "each and once strictly"
    yield f"([{TO_LEARN_FROM.name}]({TO_LEARN_FROM.name}))."
    yield "What told most, and was not counted before: to be among the ten, or the hundred,"
    yield "places of like size abroad that lie nearest; to be among the three nearest seats of"
    yield "regions or seaports (readers called 92% of 91 such rows sensible); one official"
    yield "language; both on islands; a national capital, a harbour at home alone, other"
    yield "surroundings, World Heritage or an airport with many routes there alone. A land border"
    yield "or a far larger city near both, a seaport of both, the sea, 25 partners and a second"
    yield "partner in common told nothing beside these, and give no points now; sister regions"
    yield "give one."
    yield ""
    yield "Then the rows of these readers were laid out again with what was not counted: who"
    yield "is among"
    yield "the three, or the ten, nearest of a kind and of like size abroad (of rows without a link"
    yield "beyond 400 km readers called 87% to 100% sensible that were among the three nearest"
    yield "seats"
    yield "of regions, seaports, capitals or places on islands, and 52% of all), a partner of the"
    yield "home place in the country (68%, and 48% without), three partners in common, and a"
    yield "partner of the other place in the home country. They count now. Large cities have two"
    yield "points more than was fitted, since few were named for them."
    yield ""
    yield "Of rows that these readers read, by points as they are counted now (the points were"
    yield "fitted to most of these rows, so somewhat less is to be expected):"
    yield ""
    yield "| points | rows | sensible |"
    yield "|---|---|---|"
    yield "| under 14 | 356 | 31% |"
    yield "| 14 to 17 | 263 | 52% |"
    yield "| 18 to 19 | 196 | 59% |"
    yield "| 20 to 21 | 260 | 68% |"
    yield "| 22 to 23 | 307 | 75% |"
    yield "| 24 to 27 | 510 | 77% |"
    yield "| 28 and more | 529 | 93% |"
    yield ""
    yield "No fact on record tells a resort."


def _read_by_two() -> Iterator[str]:
    """Say what two readers with no part in the rules found on the fresh sample."""
    rows = _rows(BY_TWO)
    alike, kappa = agreement(rows)
    yield from ("", "## What two readers with no part in the rules said of lists of before", "")
    yield f"The rows of the sample {FRESH} that stood on those lists were then read by two"
    yield "readers, each alone, who had no part in the rules and saw the facts and the links of"
    yield f"each row, without list or version ([{BY_TWO.name}]({BY_TWO.name}))."
    yield f"They agree on {alike:.1%} of {len(rows):,} rows (Cohen's kappa {kappa:.2f}),"
    yield "and are stricter than the reader above: the bar of 80% is not met."
    yield ""
    yield from (f"| part {HEAD[0]}", f"|---{HEAD[1]}")
    yield f"| all | {_verdicts(rows)} |"
    yield from _by_part(rows, "list")
    yield ""
    yield "What they call odd is another kind of place (resorts and heritage towns for suburbs and"
    yield "industrial towns, inland towns for ports), a reason that holds for any town of a"
    yield "country, one common partner far away, and places that have some thirty partners. Absurd"
    yield "to both are towns of the European Union for a Russian one, and a former municipality"
    yield "that is part of another today."


def _read_before() -> Iterator[str]:
    """Say what the readings before found, by two readers who had no part in the rules."""
    rows = _rows(JUDGED)
    lists = [row for row in rows if row["list"] in NAMES and row["first_reading"]]
    alike = mean(row["first_reading"] == row["second_reading"] for row in lists)
    yield from ("", "## What other readers said of earlier lists", "")
    yield "The lists as they stood before suggestions rested on points were read by two readers,"
    yield "each alone and in an order of its own, who had no part in the rules and saw nothing but"
    yield f"the rows ([{JUDGED.name}]({JUDGED.name})). They agree on {alike:.0%} of {len(lists):,}"
    yield "rows. Two others had read lists of before, and the long list."
    yield ""
    yield from (f"| list {HEAD[0]}", f"|---{HEAD[1]}")
    for name, chosen in (
        ("the long list", ("before",)), ("near your network", ("near",)), ("like you", ("like",)),
        ("new ground", ("new",)), ("the three lists", NAMES),
        ("rows that the rule of three links took away", ("gone",)),
        ("the three lists before the rule on links", ("earlier",)),
    ):  # fmt: skip
        part = [row for row in rows if row["list"] in chosen and row["first_reading"]]
        yield f"| {name} | {_verdicts(part)} |"
