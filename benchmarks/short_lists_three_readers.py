"""What three readers said after the last one, of lists before and after far places left them."""

from __future__ import annotations

from collections.abc import Iterator

from short_lists_verdicts import PAGE, Row, one_reading, read_rows

THREE_READERS = PAGE.with_name("short-lists-three-readers.csv")
"""Rows with `list_now`, the list that names the place today; "" where none does."""
_READ = (
    ("first", "towns", "first: sixty towns"),
    ("first", "purposes", "first: thirty towns with two purposes each"),
    ("first", "next door", "first: names that are new because they lie next door"),
    ("second", "towns", "second: sixty other towns, lists of today alone"),
    ("second", "purposes", "second: thirty other towns with two purposes, of today alone"),
    ("third", "towns", "third: of the towns of the second, names of before among those of today"),
    ("third", "purposes", "third: of their purposes, the same"),
)


def three_readers_rows() -> list[Row]:
    """Read all rows."""
    return read_rows(THREE_READERS)


def three_readers() -> Iterator[str]:
    """Say what they said of rows that stand today, and of those that no list names any more."""
    rows = three_readers_rows()
    yield from ("", "## What three more readers said, blind", "")
    yield "Each read names with facts alone, without list or reason, and knew of no other"
    yield f"([{THREE_READERS.name}]({THREE_READERS.name})). By the rows of the first a rule was"
    yield "made: who shares no partner and lies far off, while many of like size lie nearer, is"
    yield "not named. So the share of what he read that stands today is no measure of it. The"
    yield "third read, in one heap, names that the rule took away and names that it left, to homes"
    yield "that were drawn after it: that is its measure. Readers differ more than rules do:"
    yield from (_of_the_same(rows), "so a share is set beside others of the same reader alone.")
    yield ""
    yield "| who read what | named today | sensible | absurd | no longer | sensible | absurd |"
    yield "|---|---|---|---|---|---|---|"
    for reader, part, title in _READ:
        read = [row for row in rows if (row["reader"], row["part"]) == (reader, part)]
        stands = [row for row in read if row["list_now"]]
        gone = [row for row in read if not row["list_now"]]
        yield f"| {title} | {one_reading(stands)} | {one_reading(gone)} |"


def _of_the_same(rows: list[Row]) -> str:
    """Say how many of the rows that the second and the third read each called sensible."""
    read: dict[str, dict[tuple[str, str, str], bool]] = {"second": {}, "third": {}}
    for row in rows:
        if row["reader"] in read:
            key = (row["home_id"], row["purpose"], row["place_id"])
            read[row["reader"]][key] = row["reading"] == "sensible"
    same = read["second"].keys() & read["third"].keys()
    second, third = (sum(read[one][key] for key in same) for one in ("second", "third"))
    who = f"the second called {second} sensible, the third {third}"
    return f"of {len(same)} rows that both read {who},"
