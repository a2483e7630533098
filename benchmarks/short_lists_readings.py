"""What readings of the short lists say: verdicts of readers who saw facts alone, before and now.

The rows are in docs/data-quality; `short_lists_sheet.py` writes the sheets, and `short_lists.py`
puts what is said here on its page.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import mean

from short_lists_for_few_read import read_for_few
from short_lists_for_nobody_read import read_for_nobody
from short_lists_last_reader import last_reader
from short_lists_less_sure_read import less_sure_read
from short_lists_loosened_read import read_loosened
from short_lists_oddities import oddities
from short_lists_one_strict_reader import one_strict_reader
from short_lists_purposes_read import purposes_read
from short_lists_read_twice import two_readers
from short_lists_strict_pair import strict_pair
from short_lists_three_readers import three_readers
from short_lists_verdicts import (
    HEAD,
    PAGE,
    READINGS,
    SIZES,
    Row,
    agreement,
    read_rows,
    verdicts,
    words_for_people,
)
from short_lists_with_reasons import read_with_reasons

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
SIXTY, CITIES = ("93021", "93051"), ("93033", "93063")
"""Seeds of two times sixty places and of two times 24 large cities that were drawn for it."""
NAMED_BETWEEN = (
    ("twice sixty places, before", 120, 199, 58, 27),
    ("twice sixty places, with more names", 120, 332, 30, 56),
    ("48 large cities, before", 48, 130, 8, 15),
    ("48 large cities, with more names", 48, 217, 1, 41),
)
"""Home places, names on their lists, homes without a name and homes with three names or more."""
TO_LEARN_FROM = PAGE.with_name("short-lists-to-learn-from.csv")
FRESH_AGAIN = "9091"
"""Seed of the sixty places that were drawn when points were fitted to the readings of `BY_TWO`."""
FRESH_NOW, LARGE_NOW = "612", "614"
"""Seeds of the sixty places and of 24 large cities that were drawn when the rules stood."""
N_EMPTY, N_THREE, N_LARGE_EMPTY = 25, 19, 3
"""Of the sixty those for which nobody is named, and three or more are; of the 24 large cities those
for which nobody is."""
LARGE = PAGE.with_name("short-lists-large-cities.csv")
FRESH = "777"
"""Seed of the sixty places that were drawn when the rules stood."""
N_BEFORE_OF_THE_FRESH = 578
"""Rows on the lists of these places before suggestions rested on points."""
FIRST_HEADING = "## What two readers with no part in the rules say of the lists"
"""Where what readers say begins on the page."""


def readings() -> Iterator[str]:
    """Say what readings of the facts alone found (`short_lists_sheet.py`)."""
    yield from _read_now()
    yield from read_with_reasons()
    yield from read_for_few()
    yield from read_for_nobody()
    yield from last_reader()
    yield from three_readers()
    yield from strict_pair()
    yield from purposes_read()
    yield from less_sure_read()
    yield from _read_by_one_between()
    yield from read_loosened()
    yield from _how_points_were_found()
    yield from ("", "## What one reader who had made earlier rules says", "")
    yield from _read_again()
    yield from _read_by_two()
    yield from _read_before()
    yield from two_readers()
    yield from one_strict_reader()


def _read_again() -> Iterator[str]:
    rows = read_rows(JUDGED_AGAIN)
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
                yield f"| {sample}, {name} | {verdicts(part)} |"
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
        yield f"| {title} | {verdicts([row for row in rows if row[column] == name])} |"
    for continent in sorted({row["continent"] for row in rows}):
        there = [row for row in rows if row["continent"] == continent]
        yield f"| {continent} | {verdicts(there)} |"


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
        for row in read_rows(JUDGED) if row["first_reading"] and row["list"] != "before"
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
    rows = read_rows(BY_ONE_BETWEEN)
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
            yield f"| {title}, {when} | {verdicts(part)} |"
    for least, below in SIZES:
        named = [row for row in rows if row["list_after"]]
        of_size = [row for row in named if least <= int(row["home_people"]) < below]
        homes = words_for_people(least, below)
        yield f"| homes of {homes}, with more names | {verdicts(of_size)} |"


def _read_now() -> Iterator[str]:
    """Say what two readers with no part in the rules find of the lists as they are."""
    now = read_rows(BY_TWO_NOW)
    rows, large = ([row for row in now if row["sample"] == each] for each in (FRESH_NOW, LARGE_NOW))
    yield from ("", FIRST_HEADING, "")
    yield from _how_they_were_read([*rows, *large])
    yield ""
    yield from (f"| part {HEAD[0]}", f"|---{HEAD[1]}")
    earlier = _earlier_states(now)
    for rule, those in earlier:
        yield f"| before, {rule} | {verdicts(those)} |"
    yield f"| **now, sixty places** | {verdicts(rows)} |"
    yield f"| **now, 24 large cities** | {verdicts(large)} |"
    yield from _by_part(rows, "list")
    yield from ("", "### Why a row is odd", "")
    yield from oddities((*(row for _, those in earlier for row in those), *read_rows(LARGE)))
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

    later = read_rows(BY_TWO_LATER)
    return (
        ("points made by hand", read_rows(BY_TWO)),
        ("points fitted to readings", read_rows(BY_TWO_AGAIN)),
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
        ("points fitted again, reasons shown to the readers", of(now, "93095")),
        ("the same, 24 large cities", of(now, "93097")),
    )


def _how_they_were_read(rows: list[Row]) -> Iterator[str]:
    """Say what was read of the lists as they are."""
    alike, kappa = agreement(rows)
    yield f"Sixty places (seed {FRESH_NOW}: all continents, twenty without partners, ten under"
    yield "20,000 people) and 24 cities of 500,000 people, four of each continent (seed"
    yield f"{LARGE_NOW}), were drawn when the rules stood, and nothing was changed for them."
    yield "Two readers, each alone, who had no part in the rules, read every row that stands on"
    yield "their lists: names, facts and what the program can say of the two, without list, reason"
    yield "or version, in an order that tells nothing"
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
    rows = read_rows(BY_TWO)
    alike, kappa = agreement(rows)
    yield from ("", "## What two readers with no part in the rules said of lists of before", "")
    yield f"The rows of the sample {FRESH} that stood on those lists were then read by two"
    yield "readers, each alone, who had no part in the rules and saw the facts and the links of"
    yield f"each row, without list or version ([{BY_TWO.name}]({BY_TWO.name}))."
    yield f"They agree on {alike:.1%} of {len(rows):,} rows (Cohen's kappa {kappa:.2f}),"
    yield "and are stricter than the reader above: the bar of 80% is not met."
    yield ""
    yield from (f"| part {HEAD[0]}", f"|---{HEAD[1]}")
    yield f"| all | {verdicts(rows)} |"
    yield from _by_part(rows, "list")
    yield ""
    yield "What they call odd is another kind of place (resorts and heritage towns for suburbs and"
    yield "industrial towns, inland towns for ports), a reason that holds for any town of a"
    yield "country, one common partner far away, and places that have some thirty partners. Absurd"
    yield "to both are towns of the European Union for a Russian one, and a former municipality"
    yield "that is part of another today."


def _read_before() -> Iterator[str]:
    """Say what the readings before found, by two readers who had no part in the rules."""
    rows = read_rows(JUDGED)
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
        yield f"| {name} | {verdicts(part)} |"
