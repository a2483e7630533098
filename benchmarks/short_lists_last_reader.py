"""What the last reader said, who read blind by the facts alone: before rules changed, and after."""

from __future__ import annotations

from collections.abc import Iterator

from short_lists_verdicts import PAGE, Row, one_reading, read_rows, share_sensible

LAST_READER = PAGE.with_name("short-lists-last-reader.csv")
"""Rows with `list_now`, the list that names the place today; "" where none does."""
_PARTS = {
    "towns before": "sixty towns, by the rules of before",
    "towns": "sixty other towns, by the rules of today",
    "next door": "names that are new by the rules of today, to sixty homes",
    "regions": "thirty regions",
    "purposes before": "thirty towns with two purposes each, by the rules of before",
    "purposes": "thirty other towns with two purposes each, by the rules of today",
}
"""What was read together, by the name that the rows give it; the order is that of the page."""
_GROUP = "less_sure"


def last_reader_rows() -> list[Row]:
    """Read all rows."""
    return read_rows(LAST_READER)


def last_reader() -> Iterator[str]:
    """Say what the last reader said, of all rows and of those that stand today."""
    rows = last_reader_rows()
    yield from ("", "## What the last reader said, blind and strict", "")
    yield "A reader with no part in the rules read names with facts alone, without list or reason"
    yield f"([{LAST_READER.name}]({LAST_READER.name})), and was stricter than all before: odd is"
    yield "for him, too, whom a town nearby has as its partner, and who has partners in the own"
    yield "country already. By the rows before three rules were made: a partner of a place"
    yield "nearby needs a reason of its own (of 37 without one he called 5% sensible, and"
    yield "readers of before 64% of 121 and 75% of 300); who is next door in all that is on"
    yield "record, and two seaports beside each other, need fewer points (found on rows of"
    yield "before: 85% of 253 and 81% of 21); a purpose names those alone who serve it and are"
    yield "sensible without it (found on two other samples: of others who follow one in five"
    yield "was sensible). Of sixty questions for a purpose 27 then had no answer, so less"
    yield "is asked for where nobody would be named, by these rows: 19 have none. Beside all rows"
    yield "the table has those that stand today."
    yield ""
    yield "| what was read | rows | sensible | absurd | on lists today | sensible | absurd |"
    yield "|---|---|---|---|---|---|---|"
    for name, title in _PARTS.items():
        part = [row for row in rows if row["part"] == name]
        if part:
            stands = [row for row in part if row["list_now"] not in ("", _GROUP)]
            yield f"| {title} | {one_reading(part)} | {one_reading(stands)} |"
    for purpose in sorted({row["purpose"] for row in rows if row["purpose"]}):
        part = [row for row in rows if row["purpose"] == purpose]
        stands = [row for row in part if row["list_now"]]
        yield f"| of these for {purpose} | {one_reading(part)} | {one_reading(stands)} |"
    group = [row for row in rows if row["list_now"] == _GROUP and row["part"] != "regions"]
    yield ""
    yield f"Of {len(group)} rows of towns in the group of those less sure he called"
    yield f"{share_sensible(group)} sensible; they count for what that group says of itself."
    yield ""
    yield "What would make five names of each list is not on record. Of names a thousand"
    yield "kilometres from a home without a partner readers called one in four sensible (227"
    yield "rows, 24%), whatever the two share: climate, language, past, sister regions, size,"
    yield "rank, or countries whose cities are partners often. By a model of trees over 89"
    yield "facts, too, hardly a place had a chance of 70% for 183 homes that got no name at"
    yield "all. So the lists stay short there."
